#include "report/report.h"

#include "base/format.h"

#include <QJsonDocument>

#include <algorithm>
#include <type_traits>

namespace benchglass::report {

namespace {

/// Builds one RFC 4180 table.
class Csv
{
public:
    explicit Csv(const QStringList& columns)
    {
        for (const QString& column : columns)
            text(column);
        endRow();
    }

    void text(const QString& value)
    {
        QByteArray field = (isFormula(value) ? QString(u'\'' + value) : value).toUtf8();
        const bool quoted = field.contains(',') || field.contains('"') || field.contains('\n')
            || field.contains('\r') || field.startsWith(' ') || field.endsWith(' ');
        if (quoted)
            field = '"' + field.replace('"', "\"\"") + '"';
        put(field);
    }
    template <typename Number>
    void number(Number value)
    {
        if constexpr (std::is_floating_point_v<Number>)
            put(exact(value).toLatin1());
        else
            put(QByteArray::number(value));
    }
    template <typename Number>
    void number(const std::optional<Number>& value)
    {
        if (value)
            number(*value);
        else
            put({});
    }
    void truth(bool value) { put(value ? "true" : "false"); }
    void endRow()
    {
        m_out += "\r\n";
        m_first = true;
    }
    QByteArray take() { return std::move(m_out); }

private:
    /// Would a spreadsheet take it for one, or take away the apostrophe that it starts with?
    static bool isFormula(const QString& value)
    {
        static const QString starts = QStringLiteral("=+-@'\t\r\n\uff1d\uff0b\uff0d\uff20");
        return !value.isEmpty() && starts.contains(value.front());
    }
    static QString exact(double value);
    void put(const QByteArray& field)
    {
        if (!m_first)
            m_out += ',';
        m_first = false;
        m_out += field;
    }

    QByteArray m_out;
    bool m_first = true;
};

QString Csv::exact(double value)
{
    return base::exactText(value);
}

QString compact(const QJsonObject& object)
{
    return object.isEmpty() ? QString()
                            : QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void putTimes(Csv& csv, const measure::Trace& trace)
{
    csv.text(trace.t0Utc.isValid() ? trace.t0Utc.toUTC().toString(Qt::ISODateWithMs) : QString());
    csv.text(trace.bootId);
    csv.number(trace.t0MonotonicNs);
    for (const std::optional<qint64>& time : {trace.intendedNs, trace.dnsNs, trace.tcpNs, trace.tlsNs,
             trace.headersNs, trace.firstByteNs, trace.endMarkerNs, trace.closedNs})
        csv.number(time);
}

void putServer(Csv& csv, const measure::ServerFigures& server)
{
    for (const std::optional<qint64>& time :
        {server.totalNs, server.loadNs, server.promptEvalNs, server.evalNs})
        csv.number(time);
    for (const std::optional<int>& count :
        {server.promptTokens, server.cachedPromptTokens, server.outputTokens, server.thinkingTokens})
        csv.number(count);
    for (const std::optional<qint64>& time : {server.queueNs, server.ttftNs})
        csv.number(time);
    for (const std::optional<int>& count : {server.draftTokens, server.draftAcceptedTokens})
        csv.number(count);
    csv.text(server.doneReason);
}

void putMetrics(Csv& csv, const measure::CallMetrics& metrics)
{
    for (const std::optional<double>& value :
        {metrics.ttftNs, metrics.ttfoNs, metrics.thinkingNs, metrics.lastTextNs, metrics.e2elNs})
        csv.number(value);
    csv.number(metrics.outputTokens);
    csv.text(measure::tokenSourceName(metrics.tokenSource));
    for (const std::optional<double>& value : {metrics.decodeRatePerSecond, metrics.serverDecodeRatePerSecond,
             metrics.legacyThroughputPerSecond, metrics.tpotNs, metrics.prefillRatePerSecond,
             metrics.queueAndOverheadNs, metrics.chunkGapMedianNs, metrics.batchRatio})
        csv.number(value);
    csv.number(metrics.chunks);
    csv.number(metrics.bundledChunks);
}

std::optional<double> msOf(const measure::AnatomyPart& part)
{
    return part.ns ? std::optional(static_cast<double>(*part.ns) / 1e6) : std::nullopt;
}

/// What was asked of the arm; empty where nothing was.
QString thinkOf(const experiment::Experiment& experiment, const QString& arm)
{
    const auto& arms = experiment.spec.arms;
    const auto at = std::ranges::find(arms, arm, &experiment::Arm::name);
    return at == arms.end() ? QString() : at->think;
}

void putAnatomy(Csv& csv, const measure::Anatomy& anatomy)
{
    for (const measure::AnatomyPart* part : {&anatomy.connect, &anatomy.queue, &anatomy.load,
             &anatomy.prefill, &anatomy.untold, &anatomy.thinking, &anatomy.writing})
        csv.number(msOf(*part));
    csv.truth(anatomy.loadHoldsQueue);
    csv.text(measure::anatomyFaultNames(anatomy.faults).join(u' '));
}

QStringList named(const char* names)
{
    return QString::fromLatin1(names).split(u' ');
}

} // namespace

QStringList callsCsvColumns()
{
    return named(
        "experiment ordinal arm run stage warmup finished put_back state stratum flags options_sent "
        "options_effective t0_utc boot_id t0_monotonic_ns intended_ns dns_ns tcp_ns tls_ns headers_ns "
        "first_byte_ns end_marker_ns closed_ns server_total_ns server_load_ns server_prompt_eval_ns "
        "server_eval_ns server_prompt_tokens server_cached_prompt_tokens server_output_tokens "
        "server_thinking_tokens server_queue_ns server_ttft_ns "
        "server_draft_tokens server_draft_accepted_tokens done_reason "
        "ttft_ns ttfo_ns thinking_ns last_text_ns e2el_ns output_tokens token_source "
        "decode_rate_per_second server_decode_rate_per_second legacy_throughput_per_second tpot_ns "
        "prefill_rate_per_second queue_and_overhead_ns chunk_gap_median_ns batch_ratio chunks "
        "bundled_chunks connect_ms queue_ms load_ms prefill_ms untold_ms thinking_ms writing_ms "
        "load_holds_queue anatomy_faults error agent think unsplit_ms");
}

QStringList chunksCsvColumns()
{
    return named(
        "experiment ordinal arm run stage index arrival_ns read_id kind source bundled delay_ns tokens text");
}

QByteArray callsCsv(const experiment::Experiment& experiment)
{
    Csv csv(callsCsvColumns());
    for (const experiment::Call& call : experiment.calls) {
        csv.text(experiment.id);
        csv.number(call.ordinal);
        csv.text(call.arm);
        csv.number(call.run);
        csv.text(measure::stageName(call.stage));
        csv.truth(call.warmup);
        csv.truth(call.finished);
        csv.truth(call.putBack);
        csv.text(call.finished ? measure::callStateName(call.state) : QString());
        csv.text(measure::stratumName(call.stratum));
        csv.text(measure::flagNames(call.flags).join(u' '));
        csv.text(compact(call.optionsSent));
        csv.text(compact(call.optionsEffective));
        putTimes(csv, call.trace);
        putServer(csv, call.trace.server);
        putMetrics(csv, call.metrics);
        const measure::Anatomy anatomy = call.anatomy();
        putAnatomy(csv, anatomy);
        csv.text(call.error ? call.error->message : QString());
        csv.number(call.isConcurrent() ? std::optional(call.agent) : std::nullopt);
        csv.text(thinkOf(experiment, call.arm));
        csv.number(msOf(anatomy.unsplit));
        csv.endRow();
    }
    return csv.take();
}

QByteArray chunksCsv(const experiment::Experiment& experiment)
{
    Csv csv(chunksCsvColumns());
    for (const experiment::Call& call : experiment.calls) {
        for (qsizetype index = 0; index < call.trace.chunks.size(); ++index) {
            const measure::Chunk& chunk = call.trace.chunks.at(index);
            csv.text(experiment.id);
            csv.number(call.ordinal);
            csv.text(call.arm);
            csv.number(call.run);
            csv.text(measure::stageName(call.stage));
            csv.number(index);
            csv.number(chunk.arrivalNs);
            csv.number(chunk.readId);
            csv.text(measure::chunkKindName(chunk.kind));
            csv.text(measure::stampSourceName(chunk.source));
            csv.truth(chunk.bundled);
            csv.number(chunk.delayNs);
            csv.number(chunk.tokens);
            csv.text(chunk.text);
            csv.endRow();
        }
    }
    return csv.take();
}

} // namespace benchglass::report
