#include "pages/checkrows.h"

#include "theme/icon.h"
#include "theme/tabular.h"
#include "widgets/buttons.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace benchglass::pages {

using engine::DoctorState;
using engine::DoctorStep;

namespace {

constexpr qsizetype longestText = 600;
constexpr int clockMs = 100;

constexpr int timeWidth = 64;

enum Column { IconColumn, StageColumn, StateColumn, TimeColumn, TextColumn };

/// Figures under figures.
class TimeLabel : public QLabel
{
public:
    using QLabel::QLabel;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setPen(palette().color(foregroundRole()));
        theme::drawTabular(painter, contentsRect(), Qt::AlignRight, text());
    }
};

const char* lookOf(DoctorState state)
{
    switch (state) {
    case DoctorState::Ok: return "good";
    case DoctorState::Failed: return "bad";
    default: return "";
    }
}

void setLook(QLabel* label, const char* state)
{
    label->setProperty("state", QString::fromLatin1(state));
    label->style()->unpolish(label);
    label->style()->polish(label);
}

/// A shape for each state, beside its word.
QIcon iconOf(const DoctorStep& step, const theme::Tokens& t)
{
    switch (step.state) {
    case DoctorState::Pending: return theme::icon(QStringLiteral("ring"), t.faint);
    case DoctorState::Running: return theme::icon(QStringLiteral("clock"), t.accent);
    case DoctorState::Ok:
        return step.warnings.isEmpty() ? theme::icon(QStringLiteral("check"), t.good)
                                       : theme::icon(QStringLiteral("warning"), t.warn);
    case DoctorState::Failed: return theme::icon(QStringLiteral("cross"), t.bad);
    case DoctorState::Skipped: return theme::icon(QStringLiteral("dot"), t.faint);
    }
    return {};
}

QString warningsText(const DoctorStep& step)
{
    QStringList sentences;
    for (const base::Error& warning : step.warnings)
        sentences.append(warning.message.left(longestText));
    return sentences.join(u'\n');
}

} // namespace

CheckRows::CheckRows(const theme::Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(theme.tokens().space3);
    m_grid->setVerticalSpacing(theme.tokens().space1);
    m_grid->setColumnMinimumWidth(TimeColumn, timeWidth);
    m_grid->setColumnStretch(TextColumn, 1);
    for (const DoctorStep& step : engine::pendingSteps())
        addRow(step.stage);
    m_clock.setInterval(clockMs);
    connect(&m_clock, &QTimer::timeout, this, &CheckRows::showClock);
    connect(&theme, &theme::Theme::changed, this, &CheckRows::refreshLook);
    setSteps(engine::pendingSteps());
}

void CheckRows::addRow(engine::DoctorStage stage)
{
    const Row row {new QLabel(this), widgets::plainLabel(engine::doctorStageText(stage), "strong", this),
        widgets::plainLabel({}, "muted", this), new TimeLabel(this), widgets::plainLabel({}, "", this),
        widgets::plainLabel({}, "", this)};
    const QString name = engine::doctorStageName(stage);
    row.state->setObjectName(QStringLiteral("checkState-") + name);
    row.time->setObjectName(QStringLiteral("checkTime-") + name);
    row.text->setObjectName(QStringLiteral("checkText-") + name);
    row.warnings->setObjectName(QStringLiteral("checkWarnings-") + name);
    row.time->setTextFormat(Qt::PlainText);
    row.time->setProperty("role", QStringLiteral("muted"));
    setLook(row.warnings, "warn");
    for (QLabel* label : {row.text, row.warnings}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    const int line = 2 * static_cast<int>(m_rows.size());
    m_grid->addWidget(row.icon, line, IconColumn, Qt::AlignTop);
    m_grid->addWidget(row.stage, line, StageColumn, Qt::AlignTop);
    m_grid->addWidget(row.state, line, StateColumn, Qt::AlignTop);
    m_grid->addWidget(row.time, line, TimeColumn, Qt::AlignTop);
    m_grid->addWidget(row.text, line, TextColumn);
    m_grid->addWidget(row.warnings, line + 1, TextColumn);
    m_rows.append(row);
}

void CheckRows::setSteps(const QList<DoctorStep>& steps)
{
    Q_ASSERT(steps.size() == m_rows.size());
    m_steps = steps;
    m_clock.stop();
    for (const DoctorStep& step : steps)
        show(step);
}

void CheckRows::setStep(const DoctorStep& step)
{
    m_steps[static_cast<qsizetype>(step.stage)] = step;
    m_clock.stop();
    if (step.state == DoctorState::Running) {
        m_since.start();
        m_clock.start();
    }
    show(step);
}

void CheckRows::show(const DoctorStep& step)
{
    const Row& row = m_rows.at(static_cast<qsizetype>(step.stage));
    const theme::Tokens& t = m_theme.tokens();
    row.icon->setPixmap(iconOf(step, t).pixmap(QSize(14, 14), devicePixelRatioF()));
    row.state->setText(engine::doctorStateText(step));
    setLook(row.state, lookOf(step.state));
    row.time->setText(step.durationNs ? engine::doctorDurationText(*step.durationNs) : QString());
    row.text->setText(engine::doctorStepText(step).left(longestText));
    setLook(row.text, step.state == DoctorState::Failed ? "bad" : "");
    const QString warnings = warningsText(step);
    row.warnings->setText(warnings);
    row.warnings->setVisible(!warnings.isEmpty());
    // Read out as one line.
    QStringList parts {
        row.stage->text() + u": "_qs + row.state->text(), row.time->text(), row.text->text(), warnings};
    parts.removeAll(QString());
    row.text->setAccessibleName(parts.join(QStringLiteral(", ")));
}

void CheckRows::showClock()
{
    const auto running = std::find_if(m_steps.cbegin(), m_steps.cend(),
        [](const DoctorStep& step) { return step.state == DoctorState::Running; });
    if (running == m_steps.cend())
        return;
    m_rows.at(static_cast<qsizetype>(running->stage))
        .time->setText(engine::doctorDurationText(m_since.nsecsElapsed()));
}

void CheckRows::refreshLook()
{
    for (const DoctorStep& step : std::as_const(m_steps))
        show(step);
}

} // namespace benchglass::pages
