#include "pages/armtexts.h"

#include "pages/layouts.h"
#include "widgets/card.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>

#include <algorithm>

namespace benchglass::pages {

namespace {

constexpr int MostTexts = 4;

const experiment::Call* lastReportOf(const ComparedArm& arm)
{
    const experiment::Call* last = nullptr;
    for (const experiment::Call& call : arm.experiment->calls)
        if (call.arm == arm.arm && !call.warmup && call.agent == 0 && call.stage == measure::Stage::Report
            && call.finished)
            last = &call;
    return last;
}

} // namespace

ArmTexts::ArmTexts(const theme::Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_cards(new QHBoxLayout(this))
{
    setObjectName(QStringLiteral("textsView"));
    m_cards->setContentsMargins(0, 0, 0, 0);
    m_cards->setSpacing(theme.tokens().space3);
}

void ArmTexts::showArms(const QList<ComparedArm>& arms)
{
    clearLayout(m_cards);
    for (qsizetype i = 0; i < std::min<qsizetype>(arms.size(), MostTexts); ++i) {
        const ComparedArm& arm = arms.at(i);
        const experiment::Call* report = lastReportOf(arm);
        auto* card = new widgets::Card(arm.title, this);
        card->setHint(report && report->run > 0 ? tr("report of run %1").arg(report->run)
                                                : tr("no report was written"));
        auto* edit = new QPlainTextEdit(card);
        edit->setProperty("role", QStringLiteral("stream"));
        edit->setReadOnly(true);
        edit->setAccessibleName(tr("Report text of %1").arg(arm.title));
        edit->setPlainText(report ? report->text() : QString());
        card->body()->addWidget(edit);
        m_cards->addWidget(card);
    }
}

} // namespace benchglass::pages
