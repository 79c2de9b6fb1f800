#include "widgets/elidedbutton.h"

#include <QStyleOptionButton>
#include <QStylePainter>

namespace benchglass::widgets {

namespace {

constexpr int iconGap = 8;

} // namespace

ElidedButton::ElidedButton(const QString& text, QWidget* parent)
    : QPushButton(text, parent)
{
    setProperty("kind", QStringLiteral("secondary"));
    setAccessibleName(text);
    setCursor(Qt::PointingHandCursor);
    setAutoDefault(false);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

QString ElidedButton::shownText() const
{
    QStyleOptionButton option;
    initStyleOption(&option);
    int room = style()->subElementRect(QStyle::SE_PushButtonContents, &option, this).width();
    if (!icon().isNull())
        room -= option.iconSize.width() + iconGap;
    return fontMetrics().elidedText(text(), Qt::ElideRight, room);
}

void ElidedButton::paintEvent(QPaintEvent*)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text = shownText().replace(u'&', QStringLiteral("&&"));
    painter.drawControl(QStyle::CE_PushButton, option);
}

} // namespace benchglass::widgets
