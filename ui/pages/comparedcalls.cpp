#include "pages/comparedcalls.h"

#include "charts/stripchart.h"
#include "figures/chartdata.h"
#include "measure/figuretext.h"
#include "models/words.h"
#include "pages/layouts.h"
#include "widgets/buttons.h"
#include "widgets/chip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSet>
#include <QStringBuilder>
#include <QVBoxLayout>

namespace benchglass::pages {

ComparedCalls::ComparedCalls(const theme::Theme& theme, QWidget* parent)
    : Card(tr("Calls by stage"), parent)
    , m_theme(theme)
    , m_strips(new QVBoxLayout)
    , m_leftOut(new QVBoxLayout)
    , m_leftOutNote(widgets::plainLabel({}, "label", this))
{
    setHint(tr("axes compare positions: they need not start at zero"));
    auto* content = new QWidget;
    auto* inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 4, 0);
    inner->setSpacing(theme.tokens().space3);
    m_strips->setSpacing(theme.tokens().space2);
    inner->addLayout(m_strips);
    auto* heading = new QHBoxLayout;
    heading->addWidget(widgets::plainLabel(tr("Left out"), "heading", content));
    heading->addStretch(1);
    heading->addWidget(m_leftOutNote);
    inner->addLayout(heading);
    m_leftOut->setSpacing(0);
    inner->addLayout(m_leftOut);
    inner->addStretch(1);
    body()->addWidget(scrolled(content, this));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

void ComparedCalls::showArms(const QList<ComparedArm>& arms, const QList<measure::MeasuredCall>& calls)
{
    clearLayout(m_strips);
    QStringList titles;
    for (const ComparedArm& arm : arms)
        titles.append(arm.title);
    showStrips(titles, calls);
    tellUndrawn(calls);
    if (m_strips->count() == 0) {
        auto* none = widgets::plainLabel(hasNoModel(arms)
                ? tr("n/a: the built-in analyst has no model. Its figures stand in the calls of the report, "
                     "but they measure a program, not a model, so they are not drawn against each other.")
                : tr("No call counts here yet."),
            "muted");
        none->setWordWrap(true);
        m_strips->addWidget(none);
    }
    showLeftOut(leftOutOf(arms));
}

/// What is drawn is one stratum of each metric: the others are not left out, they are not drawn.
void ComparedCalls::tellUndrawn(const QList<measure::MeasuredCall>& calls)
{
    QSet<measure::Stratum> strata;
    for (const measure::MeasuredCall& call : calls)
        if (!measure::exclusionOf(measure::Metric::Ttft, call))
            strata.insert(call.stratum);
    if (m_strips->count() == 0 || strata.size() < 2)
        return;
    auto* note = widgets::plainLabel(tr("Each chart draws one kind of calls, never a mixture: the others "
                                        "stand in the table of differences."),
        "muted");
    note->setWordWrap(true);
    m_strips->addWidget(note);
}

void ComparedCalls::showStrips(const QStringList& titles, const QList<measure::MeasuredCall>& calls)
{
    for (const measure::Stage stage : {measure::Stage::Report, measure::Stage::Analysis})
        for (const measure::Metric metric : {measure::Metric::DecodeRate, measure::Metric::Ttft})
            showStrip(metric, stage, titles, calls);
}

void ComparedCalls::showStrip(measure::Metric metric, measure::Stage stage, const QStringList& titles,
    const QList<measure::MeasuredCall>& calls)
{
    measure::Stratum stratum = measure::Stratum::Unknown;
    const QList<charts::StripRow> rows = figures::stripRows(metric, stage, calls, titles, &stratum);
    if (rows.isEmpty())
        return;
    auto* heading = new QHBoxLayout;
    heading->addWidget(widgets::plainLabel(
        models::stageText(stage) % QStringLiteral(" · ") % models::metricTitle(metric), "heading"));
    heading->addStretch(1);
    heading->addWidget(widgets::plainLabel(
        tr("%1 · points are calls, bars are means").arg(models::stratumText(stratum)), "label"));
    m_strips->addLayout(heading);
    auto* chart = new charts::StripChart(m_theme);
    chart->setRows(rows, measure::metricUnit(metric));
    chart->setFixedHeight(static_cast<int>(charts::StripFigure(rows, {}).preferredHeight()));
    m_strips->addWidget(chart);
}

void ComparedCalls::showLeftOut(const QList<LeftOutCall>& calls)
{
    clearLayout(m_leftOut);
    const int count = static_cast<int>(calls.size());
    m_leftOutNote->setText(count == 0 ? tr("nothing") : tr("%n call(s), with the reason", nullptr, count));
    for (const LeftOutCall& call : calls) {
        auto* line = new QHBoxLayout;
        line->setContentsMargins(0, 4, 0, 4);
        line->setSpacing(8); // not that of the rows around it, which is none
        line->addWidget(new widgets::Chip(m_theme, call.reason, widgets::Chip::State::Warn));
        line->addWidget(widgets::plainLabel(call.title), 1);
        line->addWidget(widgets::plainLabel(
            tr("TTFT %1 ms").arg(measure::figureText(measure::Metric::Ttft, call.ttftMs)), "muted"));
        auto* back = widgets::linkButton(call.putBack ? tr("leave out") : tr("put back"));
        back->setVisible(call.canPutBack);
        connect(back, &QPushButton::clicked, this, [this, call] { Q_EMIT putBackRequested(call); });
        line->addWidget(back);
        m_leftOut->addLayout(line);
    }
}

} // namespace benchglass::pages
