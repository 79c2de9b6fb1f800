#include "widgets/tableheader.h"

#include <QPainter>
#include <QStyleOptionHeader>

#include <array>

namespace benchglass::widgets {

namespace {

constexpr int markSide = 8;

} // namespace

TableHeader::TableHeader(const theme::Theme& theme, QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_theme(theme)
{
    setSectionsClickable(true);
    setHighlightSections(false);
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
