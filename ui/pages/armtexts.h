#pragma once

#include "pages/comparison.h"
#include "theme/theme.h"

#include <QWidget>

class QHBoxLayout;

namespace benchglass::pages {

/// The last report text of each arm, side by side.
class ArmTexts : public QWidget
{
    Q_OBJECT

public:
    explicit ArmTexts(const theme::Theme& theme, QWidget* parent = nullptr);

    /// Shows the first four.
    void showArms(const QList<ComparedArm>& arms);

private:
    QHBoxLayout* m_cards;
};

} // namespace benchglass::pages
