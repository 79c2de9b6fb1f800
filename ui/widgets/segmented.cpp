#include "widgets/segmented.h"

#include "theme/fonts.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace benchglass::widgets {

Segmented::Segmented(const theme::Theme& theme, const QStringList& labels, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_labels(labels)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(&theme, &theme::Theme::changed, this, qOverload<>(&QWidget::update));
    updateName();
}

void Segmented::setLabels(const QStringList& labels)
{
    m_labels = labels;
    m_current = std::clamp(m_current, 0, std::max(0, int(labels.size()) - 1));
    updateName();
    updateGeometry();
    update();
}

void Segmented::setCurrent(int index)
{
    if (index == m_current || index < 0 || index >= m_labels.size())
        return;
    m_current = index;
    updateName();
    update();
    emit currentChanged(index);
}

QSize Segmented::sizeHint() const
{
    int width = 0;
    for (int i = 0; i < m_labels.size(); ++i)
        width += segmentWidth(i);
    return {width, m_theme.tokens().controlHeight};
}

int Segmented::segmentWidth(int index) const
{
    const QFontMetrics metrics(theme::uiFont(m_theme.tokens().bodyPx, m_theme.tokens().weightStrong));
    return metrics.horizontalAdvance(m_labels[index]) + 24;
}

QRectF Segmented::segmentRect(int index) const
{
    int left = 0;
    for (int i = 0; i < index; ++i)
        left += segmentWidth(i);
    return QRectF(left, 0, segmentWidth(index), height());
}

void Segmented::updateName()
{
    setAccessibleDescription(m_labels.value(m_current));
}

void Segmented::paintEvent(QPaintEvent*)
{
    const theme::Tokens& t = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(0, 0, sizeHint().width(), height()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath outline;
    outline.addRoundedRect(frame, t.radiusControl, t.radiusControl);
    painter.fillPath(outline, t.background);
    for (int i = 0; i < m_labels.size(); ++i) {
        const QRectF box = segmentRect(i);
        const bool isCurrent = i == m_current;
        if (isCurrent) {
            painter.save();
            painter.setClipPath(outline);
            painter.fillRect(box, t.accentTint);
            painter.restore();
        }
        if (i > 0) {
            painter.setPen(QPen(t.line, 1));
            painter.drawLine(QPointF(box.left() + 0.5, 1), QPointF(box.left() + 0.5, height() - 1));
        }
        painter.setFont(theme::uiFont(t.bodyPx, isCurrent ? t.weightStrong : t.weightNormal));
        painter.setPen(!isEnabled() ? t.faint : isCurrent ? t.accent : t.text);
        painter.drawText(box, int(Qt::AlignCenter) | Qt::TextSingleLine, m_labels[i]);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(hasFocus() ? t.accent : t.line, hasFocus() ? t.focusRing : 1));
    const qreal inset = hasFocus() ? 0.5 : 0;
    painter.drawRoundedRect(frame.adjusted(inset, inset, -inset, -inset), t.radiusControl, t.radiusControl);
}

void Segmented::mousePressEvent(QMouseEvent* event)
{
    for (int i = 0; i < m_labels.size(); ++i) {
        if (segmentRect(i).contains(event->position()))
            setCurrent(i);
    }
}

void Segmented::keyPressEvent(QKeyEvent* event)
{
    const int step = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    if (event->key() == Qt::Key_Left)
        setCurrent(m_current - step);
    else if (event->key() == Qt::Key_Right)
        setCurrent(m_current + step);
    else if (event->key() == Qt::Key_Home)
        setCurrent(0);
    else if (event->key() == Qt::Key_End)
        setCurrent(int(m_labels.size()) - 1);
    else
        QWidget::keyPressEvent(event);
}

} // namespace benchglass::widgets
