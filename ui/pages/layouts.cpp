#include "pages/layouts.h"

#include <QFormLayout>
#include <QLayout>
#include <QScrollArea>

#include <memory>

namespace benchglass::pages {

void clearLayout(QLayout* layout)
{
    while (layout->count() > 0) {
        const std::unique_ptr<QLayoutItem> item(layout->takeAt(0)); // takeAt() hands it over
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        if (QLayout* inner = item->layout())
            clearLayout(inner);
    }
}

void centreLabels(QFormLayout* form, int height)
{
    for (int row = 0; row < form->rowCount(); ++row) {
        const QLayoutItem* label = form->itemAt(row, QFormLayout::LabelRole);
        if (label && label->widget())
            label->widget()->setMinimumHeight(height);
    }
}

QScrollArea* scrolled(QWidget* content, QWidget* parent)
{
    auto* area = new QScrollArea(parent);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    return area;
}

} // namespace benchglass::pages
