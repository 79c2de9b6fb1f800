#pragma once

#include "experiment/experiment.h"

#include <QJsonArray>
#include <QTimeZone>

#include <random>

namespace benchglass::test {

/// Makes experiments whose every field is random: hostile texts, extreme numbers, each enum value in
/// turn. The same seed gives the same experiment.
class RandomExperiment
{
public:
    explicit RandomExperiment(quint32 seed)
        : m_random(seed)
    {
    }

    experiment::Experiment make(int calls = 4, int chunks = 20)
    {
        experiment::Experiment made;
        made.id = experiment::newExperimentId();
        made.spec = spec();
        made.environment = environment();
        made.corpus = corpus();
        made.createdUtc = time();
        made.finishedUtc = flip() ? time() : QDateTime();
        made.state = pick(5, experiment::ExperimentState::Running);
        made.error = error();
        for (int i = 0; i < calls; ++i)
            made.calls += call(
                i, made.spec.arms.at(number(0, static_cast<int>(made.spec.arms.size()) - 1)).name, chunks);
        made.notes = text();
        made.tags = {text(), text()};
        made.trashed = flip();
        return made;
    }

    experiment::Call call(int ordinal, const QString& arm, int chunks)
    {
        experiment::Call made;
        made.ordinal = ordinal;
        made.arm = arm;
        made.run = number(1, 9);
        made.agent = number(0, 3);
        made.stage = pick(3, measure::Stage::Ingest);
        made.warmup = flip();
        made.finished = flip();
        made.putBack = flip();
        made.system = text();
        made.prompt = text();
        made.optionsSent = options();
        made.optionsEffective = options();
        made.state = pick(5, measure::CallState::Ok);
        made.error = error();
        made.evidence = evidence();
        made.trace = trace(chunks);
        made.metrics = metrics();
        made.flags = measure::Flags::fromInt(bits() & 0x7ffffU);
        made.stratum = pick(4, measure::Stratum::Cold);
        return made;
    }

    measure::Chunk chunk()
    {
        measure::Chunk made;
        made.arrivalNs = whole();
        made.readId = whole();
        made.kind = pick(3, measure::ChunkKind::Thinking);
        made.source = pick(2, measure::StampSource::Kernel);
        made.bundled = flip();
        made.delayNs = whole();
        made.tokens = maybe(number(0, 1000));
        made.text = text();
        return made;
    }

    QString text()
    {
        static const QStringList texts {{}, QStringLiteral("plain"),
            QStringLiteral("O'Neill \"quoted\" \\ back"),
            QStringLiteral("Grüße, мир, 世界, 🦜👩‍🔬"),
            QStringLiteral("line\nbreak\ttab\r\nreturn"), QStringLiteral("'; DROP TABLE calls; --"),
            QStringLiteral("<img src='file:///etc/passwd'>"),
            QStringLiteral("a\u0000b\u0001").append(QChar(0)), QStringLiteral("% _ * NEAR AND OR \""),
            QStringLiteral("\u202Eright to left"), QString(3000, u'x')};
        return texts.at(number(0, static_cast<int>(texts.size()) - 1));
    }

    int number(int low, int high) { return std::uniform_int_distribution(low, high)(m_random); }

private:
    quint32 bits() { return static_cast<quint32>(m_random()); }
    bool flip() { return number(0, 1) == 1; }

    template <typename Enum>
    Enum pick(int count, Enum first)
    {
        return static_cast<Enum>(static_cast<int>(first) + number(0, count - 1));
    }

    template <typename T>
    std::optional<T> maybe(T value)
    {
        return flip() ? std::optional(value) : std::nullopt;
    }

    /// Every magnitude, beyond what a double holds exactly.
    qint64 whole()
    {
        const qint64 low = bits();
        return number(0, 3) == 0 ? (1LL << 60) + low : low - 1'000'000;
    }

    double real()
    {
        static constexpr std::array values {
            0.0, 0.1, 1.0 / 3, 1e-300, 1.7e308, 113.99243700019365, -2.5, 42.0};
        return values.at(static_cast<std::size_t>(number(0, static_cast<int>(values.size()) - 1)));
    }

    QDateTime time() { return QDateTime::fromMSecsSinceEpoch(1'700'000'000'000 + qint64 {bits()}, Qt::UTC); }

    QJsonObject options()
    {
        return {{QStringLiteral("num_ctx"), number(1, 100000)}, {QStringLiteral("temperature"), real()},
            {QStringLiteral("stop"), QJsonArray {text(), text()}}, {QStringLiteral("use_mmap"), flip()},
            {text() + QStringLiteral("-key"), text()}};
    }

    std::optional<base::Error> error()
    {
        return maybe(base::Error {
            pick(17, base::ErrorCode::FolderMissing), text(), text(), pick(11, base::Remedy::None)});
    }

    experiment::Spec spec()
    {
        experiment::Spec made;
        made.folder = QStringLiteral("/tmp/") + text();
        made.engine = QStringLiteral("ollama");
        made.url = text();
        made.model = text();
        const QStringList think {QString(), QStringLiteral("off"), QStringLiteral("high")};
        const int arms = number(1, 3);
        for (int i = 0; i < arms; ++i)
            made.arms += experiment::Arm {text() + QString::number(i), options(), think.at(number(0, 2))};
        made.runs = number(1, 100);
        made.warmups = number(0, 3);
        made.prompts = pick(2, experiment::PromptSet::Grounded);
        made.order = pick(3, experiment::Order::Interleaved);
        made.seed = bits();
        made.nonce = flip();
        made.cold = flip();
        made.cooldownMs = number(0, 100000);
        made.outputTokensLimit = number(0, 100000);
        made.digestTokens = number(0, 100000);
        made.pacedTokensPerSecond = maybe(real());
        made.timeouts = {number(0, 1000), number(0, 1000), number(0, 1000), number(0, 1000)};
        made.caFile = text();
        made.agents = number(1, 64);
        made.moreUrls = {text(), text()};
        return made;
    }

    experiment::Environment environment()
    {
        return {text(), text(), text(), text(), text(), text(), number(1, 256), whole(), text(), text(),
            text(), {text(), text()}, text(), text(), text(), text(), maybe(number(1, 1 << 20)),
            maybe(number(1, 200)), maybe(clientFloor())};
    }

    measure::ClientFloor clientFloor()
    {
        return {whole(), whole(), whole(), pick(2, measure::StampSource::Kernel), number(1, 32),
            number(1, 9999), maybe(whole())};
    }

    experiment::CorpusRecord corpus()
    {
        experiment::CorpusRecord made {text(), text(), text(), whole(), whole(), {}, {text(), text()}, {}};
        made.files = {
            {text(), QStringLiteral("csv"), whole(), time(), text(), whole(), number(0, 9), number(0, 9)},
            {text(), QStringLiteral("markdown"), whole(), {}, text(), whole(), number(0, 9), number(0, 9)}};
        made.facts = {{text(), text(), maybe(real()), text(), text()}};
        return made;
    }

    measure::Evidence evidence()
    {
        return {flip(), flip(), flip(), flip(), maybe(flip()), maybe(flip()), maybe(flip()), maybe(flip()),
            maybe(real()), maybe(number(0, 99)), flip(), maybe(number(0, 99)), maybe(number(0, 99)),
            maybe(number(-1, 99)), maybe(number(0, 99)), maybe(number(-2, 99)), maybe(whole()),
            maybe(whole()), maybe(number(0, 99)), flip() ? QStringList {text()} : QStringList()};
    }

    measure::Trace trace(int chunks)
    {
        measure::Trace made {text(), whole(), time(), maybe(whole()), maybe(whole()), maybe(whole()),
            maybe(whole()), maybe(whole()), maybe(whole()), maybe(whole()), maybe(whole()), flip(), {}, {},
            {}};
        for (int i = 0; i < chunks; ++i)
            made.chunks += chunk();
        made.server = {maybe(whole()), maybe(whole()), maybe(whole()), maybe(whole()), maybe(number(0, 9999)),
            maybe(number(0, 9999)), maybe(number(0, 9999)), maybe(number(0, 9999)), maybe(whole()),
            maybe(whole()), maybe(number(0, 9999)), maybe(number(0, 9999)), text()};
        for (int i = number(0, 2); i > 0; --i)
            made.prefill += {whole(), number(0, 9999), number(0, 9999), number(0, 9999), maybe(whole())};
        return made;
    }

    measure::CallMetrics metrics()
    {
        measure::CallMetrics made;
        for (auto* field : {&made.ttfbNs, &made.ttftNs, &made.ttfoNs, &made.thinkingNs, &made.lastTextNs,
                 &made.e2elNs, &made.decodeRatePerSecond, &made.serverDecodeRatePerSecond,
                 &made.legacyThroughputPerSecond, &made.tpotNs, &made.e2eThroughputPerSecond, &made.connectNs,
                 &made.loadNs, &made.prefillNs, &made.prefillRatePerSecond, &made.serverFloorNs,
                 &made.queueAndOverheadNs, &made.serverOverheadNs, &made.chunkGapMedianNs,
                 &made.chunkGapP90Ns, &made.chunkGapP99Ns, &made.batchRatio, &made.itlMedianNs})
            *field = maybe(real());
        made.outputTokens = maybe(number(0, 9999));
        made.tokenSource = pick(4, measure::TokenSource::None);
        made.promptTokens = maybe(number(0, 9999));
        made.prefillRateAbsentReason = text();
        made.chunks = number(0, 9999);
        made.bundledChunks = number(0, 9999);
        return made;
    }

    std::mt19937 m_random;
};

} // namespace benchglass::test
