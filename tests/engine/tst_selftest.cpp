#include "base/clock.h"
#include "engine/http/streamthread.h"
#include "engine/selftest/framingrate.h"
#include "engine/selftest/looplag.h"
#include "engine/selftest/selftest.h"
#include "engine/selftest/stampprobe.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <algorithm>

using namespace benchglass;
using engine::Pace;
using engine::StampProbe;
using measure::ClientFloor;

namespace {

struct Probed
{
    bool ended = false;
    std::optional<ClientFloor> floor;
    std::optional<base::Error> error;
};

/// Starts @p probe and waits for its end.
template <typename... Where>
Probed ended(StampProbe& probe, const Where&... where)
{
    Probed result;
    QObject::connect(
        &probe, &StampProbe::finished, &probe, [&result](const base::Result<ClientFloor>& floor) {
            result.ended = true;
            if (floor)
                result.floor = *floor;
            else
                result.error = floor.error();
        });
    probe.start(where...);
    if (result.ended)
        return {}; // before control returned to the event loop
    if (!QTest::qWaitFor([&result] { return result.ended; }, 30'000))
        return {};
    return result;
}

bool isPlausible(const ClientFloor& floor)
{
    return floor.p50Ns <= floor.p99Ns && floor.p99Ns <= floor.maxNs && floor.maxNs > 0
        && floor.eventLoopP99Ns.value_or(1) > 0;
}

} // namespace

class TestSelfTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyChunkIsStamped_data();
    void everyChunkIsStamped();
    void stampsDoNotWaitForABusyThread();
    void lostChunksAreAnError();
    void aServerThatIsNotThere();
    void canBeGivenUp();
    void lagOfABlockedLoopIsSeen();
    void wholeTest();
    void floorIsMeasuredOnce();
};

void TestSelfTest::everyChunkIsStamped_data()
{
    QTest::addColumn<int>("streams");
    QTest::addColumn<int>("chunks");
    QTest::newRow("one stream") << 1 << 200;
    QTest::newRow("one chunk") << 1 << 1;
    QTest::newRow("32 streams") << 32 << 20;
}

void TestSelfTest::everyChunkIsStamped()
{
    QFETCH(int, streams);
    QFETCH(int, chunks);
    StampProbe probe(std::make_shared<engine::StreamThread>(), streams, Pace {chunks, 1000});
    const Probed result = ended(probe);
    QVERIFY2(result.floor, qPrintable(result.error ? result.error->message : QStringLiteral("no end")));
    QCOMPARE(result.floor->streams, streams);
    QCOMPARE(result.floor->chunks, streams * chunks);
    QVERIFY(isPlausible(*result.floor));
}

void TestSelfTest::stampsDoNotWaitForABusyThread()
{
    constexpr int busyMs = 40;
    StampProbe probe(std::make_shared<engine::StreamThread>(), 1, Pace {400, 1000});
    int turns = 0;
    probe.setBusyWith([&turns] {
        QThread::msleep(busyMs);
        ++turns;
    });
    const Probed result = ended(probe);
    QVERIFY(result.floor);
    QVERIFY(turns > 1);
    // The loop is late by what keeps it busy; had stamps been taken there, half of them would be, too.
    QVERIFY(result.floor->eventLoopP99Ns.value_or(0) > busyMs * 1'000'000 / 2);
    QVERIFY(result.floor->p50Ns < *result.floor->eventLoopP99Ns / 2);
}

void TestSelfTest::lostChunksAreAnError()
{
    const auto server = engine::LoopbackServer::start(Pace {10, 1000});
    QVERIFY(server);
    StampProbe probe(std::make_shared<engine::StreamThread>(), 1, Pace {11, 1000});
    const Probed result = ended(probe, (*server)->url());
    QVERIFY(result.error);
    QCOMPARE(result.error->code, base::ErrorCode::StreamBroken);
    QVERIFY2(result.error->message.contains(u"10") && result.error->message.contains(u"11"),
        qPrintable(result.error->message));
}

void TestSelfTest::aServerThatIsNotThere()
{
    QUrl gone;
    {
        const auto server = engine::LoopbackServer::start(Pace {});
        QVERIFY(server);
        gone = (*server)->url();
    }
    StampProbe probe(std::make_shared<engine::StreamThread>(), 2, Pace {});
    const Probed result = ended(probe, gone);
    QVERIFY(result.error);
    QCOMPARE(result.error->code, base::ErrorCode::Unreachable);
    QCOMPARE(result.error->remedy, base::Remedy::Retry);
}

void TestSelfTest::canBeGivenUp()
{
    auto run = std::make_unique<engine::SelfTestRun>();
    bool isEnded = false;
    connect(run.get(), &engine::SelfTestRun::finished, this, [&isEnded] { isEnded = true; });
    run->start({});
    QTest::qWait(50);
    run.reset();
    QTest::qWait(50);
    QVERIFY(!isEnded);
}

void TestSelfTest::lagOfABlockedLoopIsSeen()
{
    engine::LoopLag lag;
    QTRY_VERIFY(!lag.delaysNs().empty());
    const qint64 fromNs = base::monotonicNs();
    QThread::msleep(60);
    const qint64 blockedNs = base::monotonicNs() - fromNs;
    const auto before = lag.delaysNs().size();
    QTRY_VERIFY(lag.delaysNs().size() > before);
    QVERIFY(std::ranges::max(lag.delaysNs()) > blockedNs / 2);
}

void TestSelfTest::wholeTest()
{
    engine::SelfTestRun run;
    std::optional<engine::SelfTest> test;
    connect(
        &run, &engine::SelfTestRun::finished, this, [&test](const base::Result<engine::SelfTest>& result) {
            if (result)
                test = *result;
        });
    int turns = 0;
    run.start([&turns] { ++turns; });
    QTRY_VERIFY_WITH_TIMEOUT(test, 60'000);
    QVERIFY(turns > 0);
    QCOMPARE(test->idle.streams, 1);
    QCOMPARE(test->streams.streams, 32);
    QCOMPARE(test->streams.chunks, 32 * 50);
    QVERIFY(test->busy);
    for (const ClientFloor& floor : {test->idle, test->streams, *test->busy})
        QVERIFY(isPlausible(floor));
    QVERIFY(test->ndjsonChunksPerSecond > 0);
    QVERIFY(test->sseChunksPerSecond > 0);
}

void TestSelfTest::floorIsMeasuredOnce()
{
    QObject context;
    const auto first = engine::clientFloor(&context);
    QTRY_VERIFY_WITH_TIMEOUT(first.isFinished(), 30'000);
    QVERIFY(first.result());
    QCOMPARE(first.result()->streams, 1);
    QVERIFY(first.result()->chunks >= 662); // or its p99 would say nothing
    const auto second = engine::clientFloor(&context);
    QVERIFY(second.isFinished());
    QVERIFY(second.result() == first.result());
}

QTEST_GUILESS_MAIN(TestSelfTest)
#include "tst_selftest.moc"
