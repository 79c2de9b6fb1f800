#pragma once

#include <QObject>

#include <atomic>
#include <thread>
#include <vector>

namespace benchglass::engine {

/// How late the event loop of the thread it lives in handles what others post to it: another thread posts
/// once a millisecond for as long as this exists, also while the loop is busy.
class LoopLag : public QObject
{
    Q_OBJECT

public:
    explicit LoopLag(QObject* parent = nullptr);
    ~LoopLag() override;

    /// Posted to handled, in order.
    const std::vector<qint64>& delaysNs() const { return m_delaysNs; }

private:
    void post(const std::stop_token& stop);

    std::vector<qint64> m_delaysNs;
    std::atomic<int> m_underWay = 0;
    std::jthread m_thread;
};

} // namespace benchglass::engine
