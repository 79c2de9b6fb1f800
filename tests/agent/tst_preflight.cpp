#include "agent/preflight.h"

#include "engine/engine.h"
#include "engine/http/streamthread.h"
#include "servers/scriptedopenai.h"
#include "servers/scriptedserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace benchglass;

Q_DECLARE_METATYPE(tests::ScriptedOpenAi::Product)

class TestPreflight : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheAddressInUse();
    void builtInAnalystHasNone();
    void measuresOurselvesWhereThereIsAModel();
    void saysWhoElseIsServed_data();
    void saysWhoElseIsServed();
    void knowsWhichOptionsAreNotSent_data();
    void knowsWhichOptionsAreNotSent();
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

void TestPreflight::saysWhoElseIsServed_data()
{
    QTest::addColumn<QByteArray>("slotList");
    QTest::addColumn<int>("warnings");
    QTest::newRow("all idle") << QByteArray(R"([{"n_ctx":2048,"is_processing":false}])") << 0;
    QTest::newRow("one at work") << QByteArray(
        R"([{"n_ctx":2048,"is_processing":true},{"n_ctx":2048,"is_processing":false}])")
                                 << 1;
    QTest::newRow("switched off") << QByteArray(R"({"error":{"code":501}})") << 0;
}

void TestPreflight::saysWhoElseIsServed()
{
    QFETCH(const QByteArray, slotList);
    QFETCH(const int, warnings);
    tests::ScriptedOpenAi server;
    server.route(
        "GET /slots", {tests::Step::send(tests::ScriptedServer::reply(200, "application/json", slotList))});
    const auto streams = std::make_shared<engine::StreamThread>();
    const auto engine = engine::makeEngine({QStringLiteral("openai"), server.url()}, streams);
    QVERIFY(engine);
    agent::Preflight preflight(**engine, QStringLiteral("tiny"), {}, agent::Preflight::Extent::ServerOnly);
    QSignalSpy warned(&preflight, &agent::Preflight::warned);
    QSignalSpy finished(&preflight, &agent::Preflight::finished);
    preflight.start();
    QVERIFY(finished.wait(20'000));
    QCOMPARE(warned.size(), warnings);
    QCOMPARE(preflight.servedContext(), std::optional(2048));
}

void TestPreflight::knowsWhichOptionsAreNotSent_data()
{
    using Product = tests::ScriptedOpenAi::Product;
    QTest::addColumn<QString>("engineId");
    QTest::addColumn<Product>("product");
    QTest::addColumn<QStringList>("idle");
    const QStringList context {QStringLiteral("num_ctx")};
    const QStringList both {QStringLiteral("num_ctx"), QStringLiteral("typical_p")};
    QTest::newRow("llama.cpp") << QStringLiteral("openai") << Product::LlamaCpp << context;
    QTest::newRow("vLLM") << QStringLiteral("openai") << Product::Vllm << both;
    QTest::newRow("a server of no known kind") << QStringLiteral("openai") << Product::Other << both;
    QTest::newRow("the built-in analyst")
        << QStringLiteral("builtin") << Product::Other << both + QStringList {QStringLiteral("temperature")};
}

void TestPreflight::knowsWhichOptionsAreNotSent()
{
    QFETCH(const QString, engineId);
    QFETCH(const tests::ScriptedOpenAi::Product, product);
    QFETCH(const QStringList, idle);
    tests::ScriptedOpenAi::Settings settings;
    settings.product = product;
    tests::ScriptedOpenAi server(settings);
    const auto streams = std::make_shared<engine::StreamThread>();
    const auto engine = engine::makeEngine({engineId, server.url()}, streams);
    QVERIFY(engine);
    agent::Preflight preflight(**engine, settings.model,
        {QStringLiteral("num_ctx"), QStringLiteral("typical_p"), QStringLiteral("temperature")});
    QSignalSpy finished(&preflight, &agent::Preflight::finished);
    preflight.start();
    QVERIFY(finished.wait(20'000));
    QCOMPARE(preflight.environment().optionsWithoutEffect, idle);
}

QTEST_GUILESS_MAIN(TestPreflight)
#include "tst_preflight.moc"
