#pragma once

#include <QScrollArea>

class QBoxLayout;

namespace benchglass::pages {

/// Two widgets beside each other; where that is too narrow, the second above the first, and the area scrolls.
class SideBySide : public QScrollArea
{
    Q_OBJECT

public:
    /// How the room is shared.
    struct Shares
    {
        int first = 1;
        int second = 1;
        int leastWidth = 0;   ///< Below it they stand one above the other, px.
        int stackedFirst = 0; ///< Least height then, px.
        int stackedSecond = 0;
    };

    SideBySide(QWidget* first, QWidget* second, const Shares& shares, int spacing, QWidget* parent = nullptr);

    bool isStacked() const { return m_isStacked; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* m_first;
    QWidget* m_second;
    Shares m_shares;
    QBoxLayout* m_layout;
    bool m_isStacked = false;
};

} // namespace benchglass::pages
