#include "engine/http/streamthread.h"
#include "engine/listening.h"

#include <QTest>

#include <algorithm>

using namespace benchglass;
using tests::Listening;
using tests::resultOf;

namespace {

/// Agreement of two rates that count the same N - 1 steps.
struct Rates
{
    double client = 0;
    double server = 0;

    double difference() const { return client / server - 1; }
};

std::optional<Rates> ratesOf(const measure::Trace& trace)
{
    const auto tokens = trace.server.outputTokens;
    if (trace.chunks.isEmpty() || !trace.endMarkerNs || !tokens || *tokens < 2 || !trace.server.evalNs)
        return std::nullopt;
    const double steps = *tokens - 1;
    const auto clientNs = static_cast<double>(*trace.endMarkerNs - trace.chunks.first().arrivalNs);
    return Rates {steps / clientNs * 1e9, steps / static_cast<double>(*trace.server.evalNs) * 1e9};
}

} // namespace

/// Against servers of the developer's: an Ollama named by BENCHGLASS_TEST_OLLAMA_URL and _MODEL, and a
/// llama.cpp behind the same wire format, and OpenAI's, by BENCHGLASS_TEST_LLAMACPP_URL and _MODEL.
class TestEngineReal : public QObject
{
    Q_OBJECT

private:
    QString m_model;
    std::unique_ptr<engine::Engine> m_engine;

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<QByteArray>("variable");
        QTest::addColumn<QString>("engineId");
        QTest::addColumn<double>("tolerance");
        // An Ollama's clock leaves out sampling and idle steps: its rate is a few per cent higher.
        QTest::newRow("ollama") << QByteArrayLiteral("BENCHGLASS_TEST_OLLAMA_") << QStringLiteral("ollama")
                                << 0.10;
        QTest::newRow("llama.cpp") << QByteArrayLiteral("BENCHGLASS_TEST_LLAMACPP_")
                                   << QStringLiteral("ollama") << 0.01;
        QTest::newRow("llama.cpp by /v1")
            << QByteArrayLiteral("BENCHGLASS_TEST_LLAMACPP_") << QStringLiteral("openai") << 0.01;
    }

    void init()
    {
        QFETCH_GLOBAL(QByteArray, variable);
        QFETCH_GLOBAL(QString, engineId);
        const QString url = qEnvironmentVariable((variable + "URL").constData());
        m_model = qEnvironmentVariable((variable + "MODEL").constData());
        if (url.isEmpty() || m_model.isEmpty())
            QSKIP(variable.contains("OLLAMA_") ? "skipped: no ollama" : "skipped: no llama.cpp");
        auto made = engine::makeEngine({engineId, url, {}, {}}, std::make_shared<engine::StreamThread>());
        QVERIFY(made);
        m_engine = std::move(*made);
    }

    void answers()
    {
        const auto server = resultOf(m_engine->probe());
        QVERIFY2(server, server ? "" : qPrintable(server.error().message));
        qInfo().noquote() << server->product << server->version << server->models.size() << "models";
        QVERIFY(!server->models.isEmpty());
        const auto missing = resultOf(m_engine->describe(QStringLiteral("no-such-model")));
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, base::ErrorCode::ModelMissing);
    }

    void clientAndServerAgreeOnTheDecodeRate()
    {
        // One thread: more only wait for each other on a model this small.
        const QJsonObject oneThread {{QStringLiteral("num_thread"), 1}};
        QVERIFY(resultOf(m_engine->preload(m_model, oneThread), 120'000));
        QCOMPARE(resultOf(m_engine->loadedModels())->size(), m_engine->knowsLoadedModels() ? 1 : 0);
        engine::Prompt prompt;
        prompt.model = m_model;
        prompt.text = QStringLiteral("Count the measurements.");
        QList<Rates> all;
        for (int run = 0; run < 10; ++run) {
            prompt.options = oneThread;
            prompt.options.insert(QStringLiteral("num_predict"), 250);
            prompt.options.insert(QStringLiteral("seed"), run);
            Listening heard(m_engine->start(prompt));
            QVERIFY(heard.wait(60'000));
            QVERIFY2(
                !heard.outcome->error, heard.outcome->error ? qPrintable(heard.outcome->error->message) : "");
            const auto rates = ratesOf(heard.outcome->trace);
            if (!rates)
                continue; // a reply of the end marker alone has no rate
            qInfo().noquote() << "client" << rates->client << "server" << rates->server << "tok/s, difference"
                              << rates->difference() * 100 << "%, chunks"
                              << heard.outcome->trace.chunks.size() << "tokens"
                              << *heard.outcome->trace.server.outputTokens;
            // The first chunk of a short reply leaves the server some 0.5 ms late: more than 1 % of its time.
            if (*heard.outcome->trace.server.outputTokens < 100)
                continue;
            QCOMPARE(heard.outcome->trace.chunks.first().source, measure::StampSource::Kernel);
            all.append(*rates);
        }
        QVERIFY(!all.isEmpty());
        // A loaded machine delays the first chunk of some calls; half of them must agree.
        QFETCH_GLOBAL(double, tolerance);
        std::ranges::sort(all, {}, [](const Rates& rates) { return qAbs(rates.difference()); });
        const double difference = all.at((all.size() - 1) / 2).difference();
        QVERIFY2(qAbs(difference) <= tolerance, qPrintable(QString::number(difference)));
    }

    void unloads()
    {
        if (!engine::engineTraits(m_engine->id()).canUnload) {
            QVERIFY(!resultOf(m_engine->unload(m_model)));
            return;
        }
        QVERIFY(resultOf(m_engine->unload(m_model), 90'000));
        QVERIFY(resultOf(m_engine->loadedModels())->isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestEngineReal)
#include "tst_engine_real.moc"
