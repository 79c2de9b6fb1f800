// How far the client's decode rate and the server's agree on real servers. Says so where there is none.
//
//   tests/bench/agreement.sh       brings llama.cpp with models of three sizes, and an Ollama
//   bench_agreement [tokens]       asks the ones named by BENCHGLASS_TEST_OLLAMA_URL and _MODEL, or
//   ..._LLAMACPP_...

#include "engine/http/streamthread.h"
#include "engine/listening.h"
#include "measure/clockagreement.h"

#include <QCoreApplication>

#include <cstdio>

using namespace benchglass;
using tests::Listening;
using tests::resultOf;

namespace {

constexpr int runs = 3;

std::optional<measure::MeasuredCall> callOf(engine::Engine& engine, const QString& model, int tokens, int run)
{
    engine::Prompt prompt;
    prompt.model = model;
    prompt.text = QStringLiteral("Count the measurements, run %1.").arg(run);
    // One thread: more only wait for each other on models this small.
    prompt.options = {{QStringLiteral("num_thread"), 1}, {QStringLiteral("num_predict"), tokens},
        {QStringLiteral("seed"), run}};
    Listening heard(engine.start(prompt));
    if (!heard.wait(300'000) || heard.outcome->error) {
        std::printf("  failed: %s\n",
            heard.outcome && heard.outcome->error ? qPrintable(heard.outcome->error->message) : "no end");
        return std::nullopt;
    }
    measure::MeasuredCall call;
    call.run = run;
    call.state = heard.outcome->state;
    call.metrics = measure::metricsOf(heard.outcome->trace, call.state, {});
    call.flags = measure::flagsOf(heard.outcome->trace, call.metrics, call.state, {});
    return call;
}

void print(const measure::MeasuredCall& call)
{
    const measure::CallMetrics& metrics = call.metrics;
    if (!metrics.decodeRatePerSecond || !metrics.serverDecodeRatePerSecond) {
        std::printf("  run %d: no rate\n", call.run);
        return;
    }
    std::printf("  run %d: client %9.2f  server %9.2f tok/s  %+.3f %%  (%d tokens%s%s)\n", call.run,
        *metrics.decodeRatePerSecond, *metrics.serverDecodeRatePerSecond,
        (*metrics.decodeRatePerSecond / *metrics.serverDecodeRatePerSecond - 1) * 100,
        metrics.outputTokens.value_or(0), call.flags ? ", " : "",
        qPrintable(measure::flagNames(call.flags).join(QLatin1String(", "))));
}

void compare(const char* variable, const QString& engineId, int tokens)
{
    const QString url = qEnvironmentVariable(QByteArray(variable).append("_URL").constData());
    const QString model = qEnvironmentVariable(QByteArray(variable).append("_MODEL").constData());
    if (url.isEmpty() || model.isEmpty()) {
        std::printf("%s: skipped, %s_URL and _MODEL name none\n", qPrintable(engineId), variable);
        return;
    }
    const auto engine = engine::makeEngine({engineId, url, {}, {}}, std::make_shared<engine::StreamThread>());
    const auto server =
        engine ? resultOf((*engine)->probe()) : base::Result<engine::Server>(tl::unexpected(engine.error()));
    if (!server) {
        std::printf("%s: %s\n", qPrintable(engineId), qPrintable(server.error().message));
        return;
    }
    std::printf(
        "%s %s by %s\n", qPrintable(server->product), qPrintable(server->version), qPrintable(engineId));
    callOf(**engine, model, 16, 0); // loads
    QList<measure::MeasuredCall> calls;
    for (int run = 1; run <= runs; ++run) {
        if (const auto call = callOf(**engine, model, tokens, run)) {
            print(*call);
            calls.append(*call);
        }
    }
    const auto agreement = measure::clockAgreementOf(calls, server->product, server->version);
    const bool isMet = agreement.verdict == measure::ClockVerdict::Agree
        || agreement.verdict == measure::ClockVerdict::SamplingLeftOut;
    std::printf("  %s (within 0.5 %%, or explained: %s)\n",
        qPrintable(measure::clockAgreementSentence(agreement)), isMet ? "met" : "NOT met");
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const int asked = argc > 1 ? QByteArray(argv[1]).toInt() : 0;
    const int tokens = asked > 0 ? asked : 250;
    compare("BENCHGLASS_TEST_LLAMACPP", QStringLiteral("ollama"), tokens);
    compare("BENCHGLASS_TEST_LLAMACPP", QStringLiteral("openai"), tokens);
    compare("BENCHGLASS_TEST_OLLAMA", QStringLiteral("ollama"), tokens);
}
