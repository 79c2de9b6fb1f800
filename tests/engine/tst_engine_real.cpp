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

/// Against a server of the developer's: BENCHGLASS_TEST_OLLAMA_URL and _MODEL, else
/// BENCHGLASS_TEST_LLAMACPP_URL and _MODEL for a llama.cpp behind the same wire format.
class TestEngineReal : public QObject
{
    Q_OBJECT

private:
    QString m_url;
    QString m_model;
    bool m_isOllama = false;
    std::unique_ptr<engine::Engine> m_engine;

private Q_SLOTS:
    void initTestCase()
    {
        m_url = qEnvironmentVariable("BENCHGLASS_TEST_OLLAMA_URL");
        m_model = qEnvironmentVariable("BENCHGLASS_TEST_OLLAMA_MODEL");
        m_isOllama = !m_url.isEmpty();
        if (!m_isOllama) {
            m_url = qEnvironmentVariable("BENCHGLASS_TEST_LLAMACPP_URL");
            m_model = qEnvironmentVariable("BENCHGLASS_TEST_LLAMACPP_MODEL");
        }
        if (m_url.isEmpty() || m_model.isEmpty())
            QSKIP("skipped: no ollama");
        auto made =
            engine::makeEngine(QStringLiteral("ollama"), m_url, std::make_shared<engine::StreamThread>());
        QVERIFY(made);
        m_engine = std::move(*made);
    }

    void answersAsAnOllama()
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
        QCOMPARE(resultOf(m_engine->loadedModels())->size(), 1);
        engine::Prompt prompt;
        prompt.model = m_model;
        prompt.text = QStringLiteral("Count the measurements.");
        QList<Rates> all;
        for (int run = 0; run < 6; ++run) {
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
            QCOMPARE(heard.outcome->trace.chunks.first().source, measure::StampSource::Kernel);
            all.append(*rates);
            qInfo().noquote() << "client" << rates->client << "server" << rates->server << "tok/s, difference"
                              << rates->difference() * 100 << "%, chunks"
                              << heard.outcome->trace.chunks.size() << "tokens"
                              << *heard.outcome->trace.server.outputTokens;
        }
        QVERIFY(!all.isEmpty());
        // The least disturbed call tells whether the clocks agree: a loaded machine delays the first chunk of
        // the others. An Ollama's clock leaves out sampling and idle steps, so there the server's rate is a
        // few per cent higher.
        const auto size = [](const Rates& rates) {
            return qAbs(rates.difference());
        };
        const double difference = std::ranges::min_element(all, {}, size)->difference();
        QVERIFY2(qAbs(difference) <= (m_isOllama ? 0.10 : 0.01), qPrintable(QString::number(difference)));
    }

    void unloads()
    {
        QVERIFY(resultOf(m_engine->unload(m_model), 90'000));
        QVERIFY(resultOf(m_engine->loadedModels())->isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestEngineReal)
#include "tst_engine_real.moc"
