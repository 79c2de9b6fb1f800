#include "bench/framewatch.h"

#include "base/clock.h"

#include <algorithm>

namespace benchglass::tests {

namespace {

constexpr qint64 tickNs = 1'000'000'000 / 60;

double msOf(qint64 ns)
{
    return static_cast<double>(ns) / 1e6;
}

} // namespace

/// Tells that it was painted.
class FrameWatch::Pixel : public QWidget
{
public:
    Pixel(QWidget* window, bool* isPainted)
        : QWidget(window)
        , m_isPainted(isPainted)
    {
        setGeometry(0, 0, 1, 1);
        raise();
        show();
    }

protected:
    void paintEvent(QPaintEvent*) override { *m_isPainted = true; }

private:
    bool* m_isPainted;
};

FrameWatch::FrameWatch(int& argc, char** argv)
    : QApplication(argc, argv)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(16);
    connect(&m_timer, &QTimer::timeout, this, [this] { m_pixel->update(); });
}

void FrameWatch::begin(QWidget* window)
{
    m_pixel = new Pixel(window, &m_isPainted);
    m_nextTickNs = base::monotonicNs();
    m_lastEndNs = 0;
    m_timer.start();
}

void FrameWatch::end()
{
    m_timer.stop();
    delete std::exchange(m_pixel, nullptr);
}

bool FrameWatch::notify(QObject* receiver, QEvent* event)
{
    if (m_depth > 0 || !m_pixel)
        return QApplication::notify(receiver, event);
    ++m_depth;
    const qint64 fromNs = base::monotonicNs();
    const bool isTaken = QApplication::notify(receiver, event);
    const qint64 toNs = base::monotonicNs();
    --m_depth;
    m_longestEventMs = std::max(m_longestEventMs, msOf(toNs - fromNs));
    if (std::exchange(m_isPainted, false))
        painted(fromNs, toNs);
    return isTaken;
}

void FrameWatch::painted(qint64 fromNs, qint64 toNs)
{
    m_paintTimesMs.push_back(msOf(toNs - fromNs));
    if (m_lastEndNs > 0)
        m_intervalsMs.push_back(msOf(toNs - m_lastEndNs));
    m_lastEndNs = toNs;
    for (; m_nextTickNs <= fromNs; m_nextTickNs += tickNs)
        m_frameTimesMs.push_back(msOf(toNs - m_nextTickNs));
}

} // namespace benchglass::tests
