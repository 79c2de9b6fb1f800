#pragma once

#include <QStyledItemDelegate>

namespace benchglass::widgets {

class TableView;

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
