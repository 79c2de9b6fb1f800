#include "widgets/tableheader.h"

#include <QLinearGradient>
#include <QPainter>
#include <QStyleOptionHeader>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace benchglass::widgets {

namespace {

constexpr int markSide = 8;
constexpr int fadeWidth = 20;
constexpr double opaqueFrom = 0.7; // the last digit cut in half is not to be read at all

} // namespace

TableHeader::TableHeader(const theme::Theme& theme, QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_theme(theme)
{
    setSectionsClickable(true);
    setHighlightSections(false);
}

bool TableHeader::hasMoreLeft() const
{
    return offset() > 0;
}

bool TableHeader::hasMoreRight() const
{
    return length() - offset() > viewport()->width();
}

void TableHeader::paintFades(QPainter& painter, const QRect& area) const
{
    const QColor surface = m_theme.tokens().surface;
    QColor clear = surface;
    clear.setAlpha(0);
    const auto fade = [&](int from, int to) {
        QLinearGradient gradient(from, 0, to, 0);
        gradient.setColorAt(0, clear);
        gradient.setColorAt(opaqueFrom, surface);
        gradient.setColorAt(1, surface);
        painter.fillRect(QRect(std::min(from, to), area.top(), std::abs(to - from), area.height()), gradient);
    };
    const int right = area.left() + area.width();
    if (hasMoreLeft())
        fade(area.left() + fadeWidth, area.left());
    if (hasMoreRight())
        fade(right - fadeWidth, right);
}

void TableHeader::paintEvent(QPaintEvent* event)
{
    QHeaderView::paintEvent(event);
    QPainter painter(viewport());
    paintFades(painter, viewport()->rect());
}

void TableHeader::initStyleOptionForIndex(QStyleOptionHeader* option, int logicalIndex) const
{
    QHeaderView::initStyleOptionForIndex(option, logicalIndex);
    option->sortIndicator = QStyleOptionHeader::None; // the style's own lies over the word
}

void TableHeader::paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const
{
    QHeaderView::paintSection(painter, rect, logicalIndex);
    if (!isSortIndicatorShown() || sortIndicatorSection() != logicalIndex)
        return;
    const bool isRising = sortIndicatorOrder() == Qt::AscendingOrder;
    const QPointF middle(rect.center().x() + 0.5, rect.bottom() - markSide / 2.0);
    const double rise = isRising ? markSide / 4.0 : -markSide / 4.0;
    painter->save();
    painter->setClipping(false); // the style leaves one that hides the mark
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(m_theme.tokens().muted, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const std::array<QPointF, 3> chevron {middle + QPointF(-markSide / 2.0, rise), middle - QPointF(0, rise),
        middle + QPointF(markSide / 2.0, rise)};
    painter->drawPolyline(chevron.data(), static_cast<int>(chevron.size()));
    painter->restore();
}

} // namespace benchglass::widgets
