#include "widgets/elidedlabel.h"

#include "theme/plaintip.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

namespace benchglass::widgets {

ElidedLabel::ElidedLabel(const char* role, QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setProperty("role", QString::fromLatin1(role));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

QString ElidedLabel::shownText() const
{
    return fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width());
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {0, QLabel::minimumSizeHint().height()};
}

bool ElidedLabel::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || !toolTip().isEmpty())
        return QLabel::event(event);
    const bool isCut = shownText() != text();
    QToolTip::showText(
        static_cast<QHelpEvent*>(event)->globalPos(), isCut ? theme::plainTip(text()) : QString(), this);
    return true;
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    style()->drawItemText(&painter, contentsRect(),
        int(QStyle::visualAlignment(layoutDirection(), alignment())) | Qt::TextSingleLine, palette(),
        isEnabled(), shownText(), foregroundRole());
}

} // namespace benchglass::widgets
