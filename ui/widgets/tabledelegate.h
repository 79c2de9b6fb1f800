#pragma once

#include <QFontMetricsF>
#include <QStyledItemDelegate>

namespace benchglass::widgets {

class TableView;

/// @return as much of a path's end as has room: `…/build/summary.md`, `…/summary.md`, `…mary.md`
QString elidedPath(const QString& path, const QFontMetricsF& metrics, qreal width);

/// Paints the cells of a TableView: figures digit under digit, chips, arm markers, a hairline under each row.
class TableDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit TableDelegate(TableView* view);

    void paint(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
        const QModelIndex& index) override;

private:
    void paintText(QPainter* painter, const QRectF& area, const QModelIndex& index) const;
    QString shownText(const QModelIndex& index, qreal width) const;
    QFont fontOf(const QModelIndex& index) const;

    TableView* m_view;
};

} // namespace benchglass::widgets
