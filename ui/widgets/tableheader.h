#pragma once

#include "theme/theme.h"

#include <QHeaderView>

class QPainter;

namespace benchglass::widgets {

/// The header of a TableView. The mark of the sorted column stands below its word, up when values rise, so
/// that no column keeps room beside its word for it.
class TableHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit TableHeader(const theme::Theme& theme, QWidget* parent = nullptr);

    /// Whether columns go on beyond an edge of what is seen.
    bool hasMoreLeft() const;
    bool hasMoreRight() const;
    /// Lets the edges of @p area fade into the surface where columns go on, so that no cut text reads as
    /// whole.
    void paintFades(QPainter& painter, const QRect& area) const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void initStyleOptionForIndex(QStyleOptionHeader* option, int logicalIndex) const override;
    void paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const override;

private:
    const theme::Theme& m_theme;
};

} // namespace benchglass::widgets
