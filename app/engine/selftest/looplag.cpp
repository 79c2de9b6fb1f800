#include "engine/selftest/looplag.h"

#include "base/clock.h"

#include <QMetaObject>

#include <chrono>

namespace benchglass::engine {

LoopLag::LoopLag(QObject* parent)
    : QObject(parent)
    , m_thread([this](const std::stop_token& stop) { post(stop); })
{
}

LoopLag::~LoopLag()
{
    m_thread.request_stop();
    m_thread.join();
}

void LoopLag::post(const std::stop_token& stop)
{
    constexpr int most = 10'000; // of a loop that stands still
    while (!stop.stop_requested()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        if (m_underWay >= most)
            continue;
        ++m_underWay;
        const qint64 postedNs = base::monotonicNs();
        QMetaObject::invokeMethod(
            this,
            [this, postedNs] {
                --m_underWay;
                m_delaysNs.push_back(base::monotonicNs() - postedNs);
            },
            Qt::QueuedConnection);
    }
}

} // namespace benchglass::engine
