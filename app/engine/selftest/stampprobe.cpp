#include "engine/selftest/stampprobe.h"

#include "engine/http/httpgeneration.h"
#include "engine/ollama/ollamalines.h"
#include "engine/selftest/looplag.h"
#include "measure/summary.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <utility>

namespace benchglass::engine {

using measure::ClientFloor;

StampProbe::StampProbe(std::shared_ptr<StreamThread> threads, int streams, const Pace& pace, QObject* parent)
    : QObject(parent)
    , m_threads(std::move(threads))
    , m_streams(streams)
    , m_pace(pace)
{
}

StampProbe::~StampProbe() = default;

void StampProbe::start()
{
    auto server = LoopbackServer::start(m_pace);
    if (!server) {
        QTimer::singleShot(
            0, this, [this, error = server.error()] { Q_EMIT finished(tl::unexpected(error)); });
        return;
    }
    m_server = std::move(*server);
    start(m_server->url());
}

void StampProbe::start(const QUrl& server)
{
    m_lag = std::make_unique<LoopLag>();
    if (m_work) {
        auto* timer = new QTimer(this);
        connect(timer, &QTimer::timeout, this, [this] {
            if (m_ended < m_streams)
                m_work();
        });
        timer->start(0);
    }
    const int wantedMs = static_cast<int>(std::ceil(m_pace.chunks / m_pace.chunksPerSecond * 1000));
    for (int i = 0; i < m_streams; ++i) {
        StreamRequest request;
        request.url = server;
        request.body = "{}";
        request.timeouts = {5'000, 5'000, 5'000, 2 * wantedMs + 20'000};
        m_generations.push_back(
            std::make_unique<HttpGeneration>(m_threads, request, std::make_unique<OllamaLines>(server)));
        connect(m_generations.back().get(), &Generation::finished, this,
            [this](const Outcome& outcome) { take(outcome); });
    }
}

void StampProbe::take(const Outcome& outcome)
{
    if (outcome.error) {
        m_error = outcome.error;
        m_error->remedy = base::Remedy::Retry; // no server of the user's is meant
    }
    for (const measure::Chunk& chunk : outcome.trace.chunks) {
        const qint64 sentNs = chunk.text.toLongLong();
        m_delaysNs.push_back(static_cast<double>(outcome.trace.t0MonotonicNs + chunk.arrivalNs - sentNs));
        m_kernelStamps += chunk.source == measure::StampSource::Kernel ? 1 : 0;
    }
    if (++m_ended == m_streams)
        conclude();
}

void StampProbe::conclude()
{
    const qint64 wanted = qint64 {m_streams} * m_pace.chunks;
    const auto got = static_cast<qint64>(m_delaysNs.size());
    if (!m_error && (got == 0 || got != wanted)) {
        m_error = base::Error {base::ErrorCode::StreamBroken,
            QCoreApplication::translate("engine", "The self-test received %1 chunks of %2.")
                .arg(got)
                .arg(wanted),
            {}, base::Remedy::Retry};
    }
    if (m_error) {
        Q_EMIT finished(tl::unexpected(*m_error));
        return;
    }
    std::ranges::sort(m_delaysNs);
    std::vector<double> lags(m_lag->delaysNs().begin(), m_lag->delaysNs().end());
    std::ranges::sort(lags);
    ClientFloor floor;
    floor.p50Ns = std::llround(measure::percentileOf(m_delaysNs, 0.5));
    floor.p99Ns = std::llround(measure::percentileOf(m_delaysNs, 0.99));
    floor.maxNs = std::llround(m_delaysNs.back());
    floor.source = 2 * m_kernelStamps > got ? measure::StampSource::Kernel : measure::StampSource::User;
    floor.streams = m_streams;
    floor.chunks = static_cast<int>(got);
    if (!lags.empty())
        floor.eventLoopP99Ns = std::llround(measure::percentileOf(lags, 0.99));
    m_lag.reset();
    Q_EMIT finished(floor);
}

} // namespace benchglass::engine
