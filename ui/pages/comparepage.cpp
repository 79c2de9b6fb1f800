#include "pages/comparepage.h"

#include "base/format.h"
#include "charts/stripchart.h"
#include "figures/chartdata.h"
#include "models/differencesmodel.h"
#include "models/words.h"
#include "pages/background.h"
#include "widgets/buttons.h"
#include "widgets/card.h"
#include "widgets/chip.h"
#include "widgets/emptystate.h"
#include "widgets/errorstrip.h"
#include "widgets/flowlayout.h"
#include "widgets/segmented.h"
#include "widgets/tableview.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStringBuilder>
#include <QVBoxLayout>

#include <algorithm>

namespace benchglass::pages {

namespace {

constexpr int MostTextArms = 4;

void clearLayout(QLayout* layout)
{
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        if (QLayout* inner = item->layout())
            clearLayout(inner);
        delete item; // NOLINT: takeAt() hands it over
    }
}

QScrollArea* scrolled(QWidget* content, QWidget* parent)
{
    auto* area = new QScrollArea(parent);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    return area;
}

/// A summary's own verdict belongs first; the rest may be looked up in the table.
bool isHeadline(const measure::Difference& d)
{
    const bool isMain = d.metric == measure::Metric::DecodeRate || d.metric == measure::Metric::Ttft;
    return isMain && (d.reference.n > 0 || d.other.n > 0);
}

} // namespace

ComparePage::ComparePage(const Context& context, QWidget* parent)
    : Page(context, tr("Compare"), parent)
    , m_stack(new QStackedWidget(this))
    , m_empty(new widgets::EmptyState(theme(), QStringLiteral("compare"), tr("Nothing to compare yet"),
          tr("Run two arms (A + B), or choose 2 to 8 arms on the Runs page."), this))
    , m_tabs(new widgets::Segmented(theme(), {tr("Figures"), tr("Texts")}, this))
    , m_differences(new models::DifferencesModel(this))
    , m_configuration(new models::ConfigurationModel(this))
    , m_differencesOnly(new QCheckBox(tr("differences only"), this))
    , m_report(widgets::secondaryButton(tr("Open report"), this))
{
    setObjectName(QStringLiteral("comparePage"));
    auto* holder = new QWidget(this);
    m_armChips = new widgets::FlowLayout(holder, theme().tokens().space2);
    chips()->addWidget(holder, 1, Qt::AlignVCenter);
    m_tabs->setObjectName(QStringLiteral("compareTabs"));
    m_tabs->setAccessibleName(tr("What to compare"));
    m_report->setObjectName(QStringLiteral("compareReportButton"));
    QPushButton* add = widgets::primaryButton(tr("Choose runs"), this);
    add->setObjectName(QStringLiteral("chooseRunsButton"));
    actions()->addWidget(m_tabs);
    actions()->addWidget(m_report);
    actions()->addWidget(add);
    QPushButton* choose = m_empty->addAction(tr("Choose runs"));
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeContent());
    body()->addWidget(m_stack, 1);
    m_tabs->hide();
    m_report->hide();

    connect(add, &QPushButton::clicked, this, &ComparePage::chooseRequested);
    connect(choose, &QPushButton::clicked, this, &ComparePage::chooseRequested);
    connect(m_tabs, &widgets::Segmented::currentChanged, m_views, &QStackedWidget::setCurrentIndex);
    connect(m_report, &QPushButton::clicked, this, [this] {
        if (!m_arms.isEmpty())
            Q_EMIT reportRequested(m_arms.first().experiment->id);
    });
    connect(m_differencesOnly, &QCheckBox::toggled, m_configuration,
        &models::ConfigurationModel::setDifferencesOnly);
}

QWidget* ComparePage::makeContent()
{
    auto* content = new QWidget(this);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme().tokens().space3);
    m_verdictCard = new widgets::Card(tr("What can be said"), content);
    m_verdictCard->setHint(tr("95 % intervals · Holm-corrected over the table"));
    m_verdictCard->setObjectName(QStringLiteral("verdictCard"));
    m_verdictRows = new QWidget(m_verdictCard);
    m_verdictCard->body()->addWidget(m_verdictRows);
    m_verdictCard->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_guard = new QFrame(content);
    m_guard->setObjectName(QStringLiteral("guardStrip"));
    m_guard->setProperty("role", QStringLiteral("card"));
    m_guardText = widgets::plainLabel({}, "", m_guard);
    m_guardText->setProperty("state", QStringLiteral("warn"));
    m_guardText->setWordWrap(true);
    auto* guard = new QHBoxLayout(m_guard);
    guard->setContentsMargins(14, 8, 14, 8);
    guard->addWidget(m_guardText);
    layout->addWidget(m_verdictCard);
    layout->addWidget(m_guard);

    auto* figures = new QWidget(content);
    auto* row = new QHBoxLayout(figures);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme().tokens().space3);
    row->addWidget(makeFigures(), 57);
    row->addWidget(makeTables(), 43);
    m_views = new QStackedWidget(content);
    m_views->addWidget(figures);
    m_views->addWidget(makeTexts());
    layout->addWidget(m_views, 1);
    return content;
}

QWidget* ComparePage::makeFigures()
{
    auto* card = new widgets::Card(tr("Calls by stage"), this);
    card->setHint(tr("axes compare positions: they need not start at zero"));
    auto* content = new QWidget;
    auto* inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 4, 0);
    inner->setSpacing(theme().tokens().space3);
    m_strips = new QVBoxLayout;
    m_strips->setSpacing(theme().tokens().space2);
    inner->addLayout(m_strips);
    auto* heading = new QHBoxLayout;
    heading->addWidget(widgets::plainLabel(tr("Left out"), "heading", content));
    heading->addStretch(1);
    m_leftOutNote = widgets::plainLabel({}, "faint", content);
    heading->addWidget(m_leftOutNote);
    inner->addLayout(heading);
    m_leftOut = new QVBoxLayout;
    m_leftOut->setSpacing(0);
    inner->addLayout(m_leftOut);
    inner->addStretch(1);
    card->body()->addWidget(scrolled(content, card));
    card->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return card;
}

QWidget* ComparePage::makeTables()
{
    auto* card = new widgets::Card(tr("Differences"), this);
    card->setHint(tr("an arrow where a difference is proven"));
    m_differencesTable = new widgets::TableView(theme(), card);
    m_differencesTable->setObjectName(QStringLiteral("differencesTable"));
    m_differencesTable->setAccessibleName(tr("Differences between the arms"));
    m_differencesTable->setModel(m_differences);
    m_differencesTable->setStretchColumn(0);
    card->body()->addWidget(m_differencesTable, 3);
    auto* heading = new QHBoxLayout;
    heading->addWidget(widgets::plainLabel(tr("Configuration"), "heading", card));
    heading->addStretch(1);
    m_differencesOnly->setObjectName(QStringLiteral("differencesOnlyBox"));
    m_differencesOnly->setChecked(true);
    heading->addWidget(m_differencesOnly);
    card->body()->addLayout(heading);
    m_configurationTable = new widgets::TableView(theme(), card);
    m_configurationTable->setObjectName(QStringLiteral("configurationTable"));
    m_configurationTable->setAccessibleName(tr("Configuration of the arms"));
    m_configurationTable->setModel(m_configuration);
    m_configurationTable->setStretchColumn(0);
    card->body()->addWidget(m_configurationTable, 2);
    card->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return card;
}

QWidget* ComparePage::makeTexts()
{
    m_texts = new QWidget(this);
    m_texts->setObjectName(QStringLiteral("textsView"));
    auto* layout = new QHBoxLayout(m_texts);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme().tokens().space3);
    return m_texts;
}

void ComparePage::compareArmsOf(const std::shared_ptr<const experiment::Experiment>& experiment)
{
    QList<ArmRef> wanted;
    QList<ComparedArm> arms;
    for (const experiment::Arm& arm : experiment->spec.arms) {
        wanted.append({experiment->id, arm.name});
        arms.append({experiment, arm.name, arm.name});
    }
    m_wanted = wanted;
    ++m_request;
    take(std::move(arms));
}

void ComparePage::compare(const QList<ArmRef>& arms)
{
    m_wanted = arms;
    reload();
}

void ComparePage::reload()
{
    errorStrip()->dismiss();
    const quint64 request = ++m_request;
    QStringList ids;
    for (const ArmRef& arm : m_wanted)
        if (!ids.contains(arm.experimentId))
            ids.append(arm.experimentId);
    auto loaded = std::make_shared<QHash<QString, std::shared_ptr<const experiment::Experiment>>>();
    const qsizetype count = ids.size();
    for (const QString& id : ids) {
        whenDone(workbench().load(id), this,
            [this, request, id, loaded, count](
                const base::Result<std::shared_ptr<const experiment::Experiment>>& experiment) {
                if (request != m_request)
                    return;
                if (!experiment) {
                    errorStrip()->showError(experiment.error());
                    return;
                }
                loaded->insert(id, *experiment);
                if (loaded->size() < count)
                    return;
                QList<ComparedArm> arms;
                for (const ArmRef& arm : m_wanted)
                    arms.append({loaded->value(arm.experimentId), arm.arm, arm.arm});
                take(std::move(arms));
            });
    }
}

void ComparePage::take(QList<ComparedArm> arms)
{
    m_arms = std::move(arms);
    nameArms(m_arms);
    const bool isEnough = m_arms.size() >= 2;
    m_stack->setCurrentIndex(isEnough ? 1 : 0);
    m_tabs->setVisible(isEnough);
    m_report->setVisible(isEnough);
    showChips();
    if (!isEnough)
        return;
    const QList<measure::MeasuredCall> calls = callsOf(m_arms);
    const QList<measure::Difference> differences = differencesOf(m_arms, calls);
    showVerdicts(differences);
    showGuard();
    showStrips(calls);
    showLeftOut();
    QList<measure::Difference> told = differences;
    told.removeIf([](const measure::Difference& d) { return d.reference.n == 0 && d.other.n == 0; });
    m_differences->setDifferences(told);
    m_configuration->setArms(configurationsOf(m_arms));
    showTexts();
}

void ComparePage::showChips()
{
    clearLayout(m_armChips);
    for (qsizetype i = 0; i < m_arms.size(); ++i) {
        const ComparedArm& arm = m_arms.at(i);
        const auto& known = arm.experiment->spec.arms;
        const auto at = std::ranges::find(known, arm.arm, &experiment::Arm::name);
        const QString options = at == known.end() ? QString() : experiment::configurationText(*at);
        auto* chip = new widgets::Chip(theme(), arm.title % QStringLiteral(" · ") % options);
        chip->setArm(static_cast<int>(i));
        m_armChips->addWidget(chip);
    }
}

void ComparePage::showVerdicts(const QList<measure::Difference>& differences)
{
    auto* old = m_verdictRows;
    m_verdictRows = new QWidget(m_verdictCard);
    auto* grid = new QGridLayout(m_verdictRows);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(6);
    grid->setHorizontalSpacing(theme().tokens().space5);
    grid->setColumnStretch(1, 1);
    m_verdictTexts.clear();
    int row = 0;
    const auto add = [&](const QString& about, const QString& said) {
        auto* sentence = widgets::plainLabel(said, "strong", m_verdictRows);
        sentence->setWordWrap(true);
        grid->addWidget(widgets::plainLabel(about, "muted", m_verdictRows), row, 0, Qt::AlignTop);
        grid->addWidget(sentence, row++, 1);
        m_verdictTexts.append(about % QStringLiteral(": ") % said);
    };
    for (const measure::Difference& d : differences)
        if (isHeadline(d) && row < 8)
            add(models::stageText(d.stage) % QStringLiteral(" · ") % models::metricText(d.metric)
                    % QStringLiteral(" · ") % models::stratumText(d.stratum),
                measure::verdictText(d));
    if (row == 0)
        add(tr("all metrics"),
            hasNoModel(m_arms)
                ? tr("Not comparable: the built-in analyst writes by rules, without a model; its times "
                     "are compared with nothing.")
                : tr("Not comparable: no call counts in both arms."));
    m_verdictCard->body()->replaceWidget(old, m_verdictRows);
    old->deleteLater();
}

QString ComparePage::verdicts() const
{
    return m_verdictTexts.join(u'\n');
}

void ComparePage::showGuard()
{
    const QStringList sentences = guardOf(m_arms);
    m_guard->setVisible(!sentences.isEmpty());
    m_guardText->setText(tr("△ Not like for like. ") + sentences.join(u' '));
}

void ComparePage::showStrips(const QList<measure::MeasuredCall>& calls)
{
    clearLayout(m_strips);
    QStringList titles;
    for (const ComparedArm& arm : m_arms)
        titles.append(arm.title);
    for (const measure::Stage stage : {measure::Stage::Report, measure::Stage::Analysis}) {
        for (const measure::Metric metric : {measure::Metric::DecodeRate, measure::Metric::Ttft}) {
            measure::Stratum stratum = measure::Stratum::Unknown;
            const QList<charts::StripRow> rows = figures::stripRows(metric, stage, calls, titles, &stratum);
            if (rows.isEmpty())
                continue;
            auto* heading = new QHBoxLayout;
            heading->addWidget(widgets::plainLabel(
                models::stageText(stage) % QStringLiteral(" · ") % models::metricTitle(metric), "heading"));
            heading->addStretch(1);
            heading->addWidget(widgets::plainLabel(
                tr("%1 · points are calls, bars are means").arg(models::stratumText(stratum)), "faint"));
            m_strips->addLayout(heading);
            auto* chart = new charts::StripChart(theme());
            chart->setRows(rows, measure::metricUnit(metric));
            chart->setFixedHeight(static_cast<int>(charts::StripFigure(rows, {}).preferredHeight()));
            m_strips->addWidget(chart);
        }
    }
    if (m_strips->count() == 0) {
        auto* none = widgets::plainLabel(hasNoModel(m_arms)
                ? tr("n/a: the built-in analyst has no model. Its figures stand in the calls of the report, "
                     "but they measure a program, not a model, so they are not drawn against each other.")
                : tr("No call counts here yet."),
            "muted");
        none->setWordWrap(true);
        m_strips->addWidget(none);
    }
}

void ComparePage::showLeftOut()
{
    clearLayout(m_leftOut);
    const QList<LeftOutCall> calls = leftOutOf(m_arms);
    m_leftOutNote->setText(
        calls.isEmpty() ? tr("nothing") : tr("%1 calls, with the reason").arg(calls.size()));
    for (const LeftOutCall& call : calls) {
        auto* line = new QHBoxLayout;
        line->setContentsMargins(0, 4, 0, 4);
        line->addWidget(new widgets::Chip(theme(), call.reason, widgets::Chip::State::Warn));
        line->addWidget(widgets::plainLabel(call.title), 1);
        line->addWidget(widgets::plainLabel(tr("TTFT %1 ms").arg(base::fixedText(call.ttftMs, 0)), "muted"));
        auto* back = widgets::linkButton(call.putBack ? tr("leave out") : tr("put back"));
        back->setVisible(call.canPutBack);
        connect(back, &QPushButton::clicked, this, [this, call] { putBack(call); });
        line->addWidget(back);
        m_leftOut->addLayout(line);
    }
}

void ComparePage::putBack(const LeftOutCall& call)
{
    whenDone(workbench().setPutBack(call.experimentId, call.ordinal, !call.putBack), this,
        [this](const base::Result<void>& done) {
            if (done)
                reload();
            else
                errorStrip()->showError(done.error());
        });
}

void ComparePage::showTexts()
{
    clearLayout(m_texts->layout());
    for (qsizetype i = 0; i < std::min<qsizetype>(m_arms.size(), MostTextArms); ++i) {
        const ComparedArm& arm = m_arms.at(i);
        QString text;
        int run = 0;
        for (const experiment::Call& call : arm.experiment->calls)
            if (call.arm == arm.arm && !call.warmup && call.stage == measure::Stage::Report
                && call.finished) {
                text = call.text();
                run = call.run;
            }
        auto* card = new widgets::Card(arm.title, m_texts);
        card->setHint(run > 0 ? tr("report of run %1").arg(run) : tr("no report was written"));
        auto* edit = new QPlainTextEdit(card);
        edit->setProperty("role", QStringLiteral("stream"));
        edit->setReadOnly(true);
        edit->setAccessibleName(tr("Report text of %1").arg(arm.title));
        edit->setPlainText(text);
        card->body()->addWidget(edit);
        m_texts->layout()->addWidget(card);
    }
}

QList<QWidget*> ComparePage::panes() const
{
    return {m_tabs, m_differencesTable, m_configurationTable};
}

} // namespace benchglass::pages
