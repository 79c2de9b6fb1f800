#pragma once

#include "pages/comparison.h"
#include "theme/theme.h"
#include "widgets/card.h"

class QLabel;
class QVBoxLayout;

namespace benchglass::pages {

/// The calls of the arms as points, stage by stage, and below them the calls that are left out, each with
/// the reason.
class ComparedCalls : public widgets::Card
{
    Q_OBJECT

public:
    explicit ComparedCalls(const theme::Theme& theme, QWidget* parent = nullptr);

    /// @param calls of these arms, as callsOf() gives them
    void showArms(const QList<ComparedArm>& arms, const QList<measure::MeasuredCall>& calls);

Q_SIGNALS:
    /// The user wants a call that is left out back, or the other way round.
    void putBackRequested(const benchglass::pages::LeftOutCall& call);

private:
    void showStrips(const QStringList& titles, const QList<measure::MeasuredCall>& calls);
    void showStrip(measure::Metric metric, measure::Stage stage, const QStringList& titles,
        const QList<measure::MeasuredCall>& calls);
    void tellUndrawn(const QList<measure::MeasuredCall>& calls);
    void showLeftOut(const QList<LeftOutCall>& calls);

    const theme::Theme& m_theme;
    QVBoxLayout* m_strips;
    QVBoxLayout* m_leftOut;
    QLabel* m_leftOutNote;
};

} // namespace benchglass::pages
