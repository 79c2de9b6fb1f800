#include "pages/sidebyside.h"

#include <QBoxLayout>

namespace benchglass::pages {

SideBySide::SideBySide(QWidget* first, QWidget* second, const Shares& shares, int spacing, QWidget* parent)
    : QScrollArea(parent)
    , m_first(first)
    , m_second(second)
    , m_shares(shares)
{
    auto* content = new QWidget;
    m_layout = new QBoxLayout(QBoxLayout::LeftToRight, content);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(spacing);
    m_layout->addWidget(first, shares.first);
    m_layout->addWidget(second, shares.second);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidget(content);
}

void SideBySide::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    // The width with the scroll bar: one that comes and goes must not make the layout flicker.
    const bool isStacked = width() < m_shares.leastWidth;
    if (isStacked == m_isStacked)
        return;
    m_isStacked = isStacked;
    m_layout->setDirection(isStacked ? QBoxLayout::BottomToTop : QBoxLayout::LeftToRight);
    m_first->setMinimumHeight(isStacked ? m_shares.stackedFirst : 0);
    m_second->setMinimumHeight(isStacked ? m_shares.stackedSecond : 0);
}

} // namespace benchglass::pages
