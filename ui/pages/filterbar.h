#pragma once

#include "models/narrowing.h"
#include "theme/theme.h"

#include <QWidget>

class QPushButton;

namespace benchglass::widgets {
class FlowLayout;
}

namespace benchglass::pages {

/// What the tables are narrowed to: a chip each, which a click takes away, and a button for all of them. Not
/// visible while nothing is narrowed.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(const theme::Theme& theme, QWidget* parent = nullptr);

    void setNarrowing(const models::Narrowing& narrowing);

Q_SIGNALS:
    /// The user took something away: what is left.
    void narrowingChanged(const benchglass::models::Narrowing& narrowing);

private:
    void addChip(const QString& text, const models::Narrowing& without);

    const theme::Theme& m_theme;
    widgets::FlowLayout* m_layout;
    QPushButton* m_clear;
    QList<QWidget*> m_chips;
};

} // namespace benchglass::pages
