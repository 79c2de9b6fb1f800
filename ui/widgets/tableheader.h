#pragma once

#include "theme/theme.h"

#include <QHeaderView>

namespace benchglass::widgets {

/// The header of a TableView. The mark of the sorted column stands below its word, up when values rise, so
/// that no column keeps room beside its word for it.
class TableHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit TableHeader(const theme::Theme& theme, QWidget* parent = nullptr);

protected:
    void initStyleOptionForIndex(QStyleOptionHeader* option, int logicalIndex) const override;
    void paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const override;

private:
    const theme::Theme& m_theme;
};

} // namespace benchglass::widgets
