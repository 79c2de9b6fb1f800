#include "widgets/timelineslider.h"

#include "base/format.h"
#include "theme/plaintip.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace benchglass::widgets {

namespace {

/// A slider counts in int: a stretch is cut in so many steps, whatever its length.
constexpr int steps = 1'000'000;
constexpr qreal handleRadius = 7;
constexpr qreal grooveHeight = 6;
constexpr int sliderHeight = 26;

} // namespace

TimelineSlider::TimelineSlider(const theme::Theme& theme, QWidget* parent)
    : QAbstractSlider(parent)
    , m_theme(theme)
{
    setOrientation(Qt::Horizontal);
    setRange(0, steps);
    setSingleStep(steps / 100);
    setPageStep(steps / 10);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &theme::Theme::changed, this, qOverload<>(&QWidget::update));
    connect(this, &QAbstractSlider::valueChanged, this, [this] { Q_EMIT sought(positionNs()); });
}

void TimelineSlider::setTimes(qint64 durationNs, const Marks& marks)
{
    m_durationNs = std::max<qint64>(durationNs, 0);
    m_marks = marks;
    setPositionNs(0);
    update();
}

void TimelineSlider::setPositionNs(qint64 ns)
{
    const double ratio = m_durationNs > 0 ? static_cast<double>(ns) / static_cast<double>(m_durationNs) : 0.0;
    const QSignalBlocker quiet(this);
    setValue(static_cast<int>(std::lround(std::clamp(ratio, 0.0, 1.0) * steps)));
    update();
}

qint64 TimelineSlider::positionNs() const
{
    // The end is exactly the end, also where a double cannot say it.
    return value() == steps ? m_durationNs
                            : static_cast<qint64>(static_cast<double>(m_durationNs) * value() / steps);
}

QRectF TimelineSlider::groove() const
{
    return QRectF(handleRadius + 2, (height() - grooveHeight) / 2.0,
        std::max(width() - 2 * (handleRadius + 2), 1.0), grooveHeight);
}

qreal TimelineSlider::xOf(qint64 ns) const
{
    const QRectF bar = groove();
    if (m_durationNs <= 0)
        return bar.left();
    return bar.left()
        + bar.width() * std::clamp(static_cast<double>(ns) / static_cast<double>(m_durationNs), 0.0, 1.0);
}

QSize TimelineSlider::sizeHint() const
{
    return {320, sliderHeight};
}

QSize TimelineSlider::minimumSizeHint() const
{
    return {80, sliderHeight};
}

void TimelineSlider::paintEvent(QPaintEvent*)
{
    const theme::Tokens& t = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF bar = groove();
    const qreal at = xOf(positionNs());
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.line);
    painter.drawRoundedRect(bar, grooveHeight / 2, grooveHeight / 2);
    painter.setBrush(t.accent);
    painter.drawRoundedRect(
        QRectF(bar.topLeft(), QPointF(at, bar.bottom())), grooveHeight / 2, grooveHeight / 2);
    // Silences stand out of the groove, so that they are seen before and behind the handle, in any colour.
    painter.setBrush(t.warn);
    for (const auto& [beginNs, endNs] : m_marks.gapsNs) {
        const qreal left = xOf(beginNs);
        painter.drawRect(QRectF(left, bar.bottom() + 2, std::max(xOf(endNs) - left, 2.0), 3));
    }
    if (m_marks.firstNs) {
        const qreal first = xOf(*m_marks.firstNs);
        painter.setBrush(t.good);
        painter.drawPolygon(
            QPolygonF({{first - 4, bar.top() - 7}, {first + 4, bar.top() - 7}, {first, bar.top() - 1}}));
    }
    painter.setBrush(t.surface);
    painter.setPen(QPen(t.accent, 2));
    painter.drawEllipse(QPointF(at, bar.center().y()), handleRadius - 1, handleRadius - 1);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(t.accent, t.focusRing));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), t.radiusControl, t.radiusControl);
    }
}

void TimelineSlider::goTo(qreal x)
{
    const QRectF bar = groove();
    setValue(static_cast<int>(std::lround(std::clamp((x - bar.left()) / bar.width(), 0.0, 1.0) * steps)));
}

void TimelineSlider::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    setSliderDown(true);
    goTo(event->position().x());
}

void TimelineSlider::mouseMoveEvent(QMouseEvent* event)
{
    if (isSliderDown())
        goTo(event->position().x());
}

void TimelineSlider::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        setSliderDown(false);
}

void TimelineSlider::keyPressEvent(QKeyEvent* event)
{
    event->ignore();
}

void TimelineSlider::wheelEvent(QWheelEvent* event)
{
    // The cards that it stands in scroll.
    event->ignore();
}

QString TimelineSlider::tipAt(qreal x) const
{
    constexpr qreal reach = 5;
    if (m_marks.firstNs && std::abs(xOf(*m_marks.firstNs) - x) <= reach)
        return tr("First token after %1").arg(base::durationText(*m_marks.firstNs));
    for (const auto& [beginNs, endNs] : m_marks.gapsNs)
        if (x >= xOf(beginNs) - reach && x <= xOf(endNs) + reach)
            return tr("Nothing came for %1").arg(base::durationText(endNs - beginNs));
    return {};
}

bool TimelineSlider::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractSlider::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString tip = tipAt(help->pos().x());
    if (tip.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), theme::plainTip(tip), this);
    return true;
}

} // namespace benchglass::widgets
