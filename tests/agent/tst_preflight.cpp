#include "agent/preflight.h"

#include "engine/engine.h"
#include "engine/http/streamthread.h"
#include "servers/scriptedserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace benchglass;

class TestPreflight : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheAddressInUse();
    void builtInAnalystHasNone();
    void measuresOurselvesWhereThereIsAModel();
};

void TestPreflight::keepsTheAddressInUse()
{
    tests::ScriptedOllama server;
    QString typed = server.url();
    typed.replace(QStringLiteral("://"), QStringLiteral("://user:secret@"));
    const auto streams = std::make_shared<engine::StreamThread>();
    const auto engine = engine::makeEngine({QStringLiteral("ollama"), typed}, streams);
    QVERIFY(engine);
    agent::Preflight preflight(**engine, QString());
    QSignalSpy finished(&preflight, &agent::Preflight::finished);
    preflight.start();
    QVERIFY(finished.wait());
    QCOMPARE(preflight.environment().serverUrl, server.url());
    QVERIFY(!preflight.environment().architecture.isEmpty());
}

void TestPreflight::builtInAnalystHasNone()
{
    const auto engine = engine::makeEngine({QStringLiteral("builtin"), QString()}, nullptr);
    QVERIFY(engine);
    agent::Preflight preflight(**engine, QString());
    QSignalSpy finished(&preflight, &agent::Preflight::finished);
    preflight.start();
    QVERIFY(finished.wait());
    QCOMPARE(preflight.environment().serverUrl, QString());
    QVERIFY(!preflight.environment().clientFloor);
}

void TestPreflight::measuresOurselvesWhereThereIsAModel()
{
    tests::ScriptedOllama server;
    const auto streams = std::make_shared<engine::StreamThread>();
    const auto engine = engine::makeEngine({QStringLiteral("ollama"), server.url()}, streams);
    QVERIFY(engine);
    agent::Preflight preflight(**engine, tests::ScriptedOllama::Settings().models.first());
    QSignalSpy finished(&preflight, &agent::Preflight::finished);
    preflight.start();
    QVERIFY(finished.wait(20'000));
    const auto floor = preflight.environment().clientFloor;
    QVERIFY(floor);
    QCOMPARE(floor->streams, 1);
    QVERIFY(floor->chunks > 0);
    QVERIFY(floor->p50Ns <= floor->p99Ns && floor->p99Ns <= floor->maxNs);
}

QTEST_GUILESS_MAIN(TestPreflight)
#include "tst_preflight.moc"
