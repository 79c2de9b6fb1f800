#include "bench/repaintingwindow.h"

#include "base/clock.h"

#include <QPainter>

#include <cmath>

namespace benchglass::tests {

RepaintingWindow::RepaintingWindow(int intervalMs)
{
    resize(1280, 800);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    m_timer.start(intervalMs);
    show();
}

void RepaintingWindow::paintEvent(QPaintEvent*)
{
    const qint64 nowNs = base::monotonicNs();
    if (m_paintedNs > 0)
        m_frameTimesMs.push_back(static_cast<double>(nowNs - m_paintedNs) / 1e6);
    m_paintedNs = nowNs;
    ++m_turn;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    constexpr int lines = 1000;
    for (int i = 0; i < lines; ++i) {
        const double x = 1280.0 * i / lines;
        painter.drawLine(QPointF(x, 200 + 150 * std::sin((i + m_turn) / 40.0)),
            QPointF(x + 10, 200 + 150 * std::cos(i / 30.0)));
    }
    for (int i = 0; i < m_lines.size(); ++i)
        painter.drawText(20 + 320 * (i % 4), 420 + 22 * (i / 4), m_lines.at(i));
}

} // namespace benchglass::tests
