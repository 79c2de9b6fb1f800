#include "engine/selftest/selftest.h"

#include "base/background.h"
#include "engine/http/streamthread.h"
#include "engine/selftest/framingrate.h"
#include "engine/selftest/stampprobe.h"

#include <QPromise>

#include <mutex>
#include <tuple>
#include <utility>

namespace benchglass::engine {

using measure::ClientFloor;

namespace {

// A p99 needs 662 stamps at least; much faster streams would share stamps on a busy machine.
constexpr Pace idlePace {1000, 1000};
constexpr Pace manyPace {50, 50};
constexpr int manyStreams = 32;
constexpr Pace busyPace {1000, 1000};
constexpr Pace shortPace {700, 1400};
constexpr qint64 framingNs = 200'000'000;

/// Once per process.
struct Kept
{
    std::mutex mutex;
    std::optional<ClientFloor> floor;
};

Kept& kept()
{
    static Kept once;
    return once;
}

} // namespace

struct SelfTestRun::Data
{
    explicit Data(SelfTestRun* run)
        : q(run)
    {
    }

    void probe(int streams, const Pace& pace, bool isBusy, std::function<void(const ClientFloor&)> take);
    void measureIdle();
    void measureStreams();
    void measureBusy();
    void measureFraming();

    SelfTestRun* q;
    std::shared_ptr<StreamThread> threads = std::make_shared<StreamThread>();
    std::function<void()> work;
    SelfTest result;
};

SelfTestRun::SelfTestRun(QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Data>(this))
{
}

SelfTestRun::~SelfTestRun() = default;

void SelfTestRun::start(std::function<void()> work)
{
    d->work = std::move(work);
    d->measureIdle();
}

void SelfTestRun::Data::probe(
    int streams, const Pace& pace, bool isBusy, std::function<void(const ClientFloor&)> take)
{
    auto* const probe = new StampProbe(threads, streams, pace, q);
    if (isBusy)
        probe->setBusyWith(work);
    QObject::connect(probe, &StampProbe::finished, q,
        [this, probe, take = std::move(take)](const base::Result<ClientFloor>& floor) {
            probe->deleteLater();
            if (floor)
                take(*floor);
            else
                Q_EMIT q->finished(tl::unexpected(floor.error()));
        });
    probe->start();
}

void SelfTestRun::Data::measureIdle()
{
    probe(1, idlePace, false, [this](const ClientFloor& floor) {
        result.idle = floor;
        measureStreams();
    });
}

void SelfTestRun::Data::measureStreams()
{
    probe(manyStreams, manyPace, false, [this](const ClientFloor& floor) {
        result.streams = floor;
        measureBusy();
    });
}

void SelfTestRun::Data::measureBusy()
{
    if (!work) {
        measureFraming();
        return;
    }
    probe(1, busyPace, true, [this](const ClientFloor& floor) {
        result.busy = floor;
        measureFraming();
    });
}

void SelfTestRun::Data::measureFraming()
{
    const auto rates = base::inBackground(
        [] { return std::pair(ndjsonChunksPerSecond(framingNs), sseChunksPerSecond(framingNs)); });
    base::whenDone(rates, q, [this](const std::pair<double, double>& perSecond) {
        std::tie(result.ndjsonChunksPerSecond, result.sseChunksPerSecond) = perSecond;
        Q_EMIT q->finished(result);
    });
}

QFuture<std::optional<ClientFloor>> clientFloor(QObject* context)
{
    const auto promise = std::make_shared<QPromise<std::optional<ClientFloor>>>();
    promise->start();
    const auto end = [promise](const std::optional<ClientFloor>& floor) {
        promise->addResult(floor);
        promise->finish();
    };
    {
        const std::lock_guard lock(kept().mutex);
        if (kept().floor) {
            end(kept().floor);
            return promise->future();
        }
    }
    auto* const probe = new StampProbe(std::make_shared<StreamThread>(), 1, shortPace, context);
    QObject::connect(
        probe, &StampProbe::finished, probe, [probe, end](const base::Result<ClientFloor>& floor) {
            probe->deleteLater();
            if (floor) {
                const std::lock_guard lock(kept().mutex);
                kept().floor = *floor;
            }
            end(floor ? std::optional(*floor) : std::nullopt);
        });
    probe->start();
    return promise->future();
}

} // namespace benchglass::engine
