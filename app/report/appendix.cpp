#include "base/format.h"
#include "report/sections.h"
#include "report/words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringBuilder>
#include <QUrl>

#include <algorithm>
#include <functional>
#include <iterator>

namespace benchglass::report {

namespace {

constexpr int mostProblems = 200;
constexpr qsizetype longestPrompt = 20'000;

QString known(const QString& value)
{
    return value.isEmpty() ? base::absentText() : value;
}

/// An address without a user's name, password or query.
QString addressText(const QString& url)
{
    return known(QUrl(url).toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment));
}

QString yesNo(bool value)
{
    return value ? Words::tr("yes") : Words::tr("no");
}

/// What of a stamp is the program's own, and how late its main thread was.
QString clientFloorText(const std::optional<measure::ClientFloor>& floor)
{
    if (!floor)
        return Words::tr("not measured");
    const auto us = [](qint64 ns) {
        return base::significantText(static_cast<double>(ns) / 1000, 3);
    };
    QString text =
        Words::tr("stamps %1 / %2 / %3 µs late (p50 / p99 / max of %4 chunks)")
            .arg(us(floor->p50Ns), us(floor->p99Ns), us(floor->maxNs), base::countText(floor->chunks));
    text += floor->source == measure::StampSource::Kernel ? Words::tr(", stamped by the kernel")
                                                          : Words::tr(", stamped by the program");
    if (floor->eventLoopP99Ns)
        text += Words::tr("; event loop %1 µs (p99)").arg(us(*floor->eventLoopP99Ns));
    return text;
}

KeyValues environmentPairs(const experiment::Experiment& experiment)
{
    const experiment::Environment& environment = experiment.environment;
    const auto number = [](const std::optional<int>& value) {
        return value ? base::countText(*value) : base::absentText();
    };
    KeyValues pairs;
    pairs.rows = {
        {Words::tr("Program"),
            QString(u"Benchglass " % known(environment.programVersion) % u", Qt "
                % known(environment.qtVersion))},
        {Words::tr("Machine"),
            QString(known(environment.cpu) % u", " % Words::tr("%1 cores").arg(environment.cores) % u", "
                % base::bytesText(environment.memoryBytes))},
        {Words::tr("System"), QString(known(environment.os) % u", " % known(environment.kernel))},
        {Words::tr("Server"),
            QString(known(productTitle(experiment)) % u' ' % environment.serverVersion).trimmed()},
        {Words::tr("Address"),
            addressText(environment.serverUrl.isEmpty() ? experiment.spec.url : environment.serverUrl)},
        {Words::tr("Model"), known(experiment.spec.model)},
        {Words::tr("Model digest"), known(environment.modelDigest)},
        {Words::tr("Family, size, quantisation"),
            QString(known(environment.modelFamily) % u", " % known(environment.modelParameterSize) % u", "
                % known(environment.modelQuantization))},
        {Words::tr("Trained context (tokens)"), number(environment.modelContext)},
        {Words::tr("Layers"), number(environment.modelBlockCount)},
        {Words::tr("Client floor"), clientFloorText(environment.clientFloor)},
    };
    return pairs;
}

QString nonceText(const experiment::Spec& spec, bool hasModel)
{
    if (!hasModel)
        return Words::tr("none: the built-in analyst has no cache of prompts");
    if (spec.prompts == experiment::PromptSet::Reference)
        return Words::tr("none: the reference's prompts take none");
    return yesNo(spec.nonce);
}

QString warmupsText(const experiment::Spec& spec, bool hasModel)
{
    if (!hasModel)
        return Words::tr("none: there is no model to load");
    if (spec.cold)
        return Words::tr("none: the model is unloaded before each run");
    return QString::number(spec.warmups);
}

QString seedText(const experiment::Spec& spec, bool hasModel)
{
    const QString seed = QString::number(spec.seed);
    return hasModel ? Words::tr("%1; sent, one higher each run, where an arm names none").arg(seed)
                    : Words::tr("%1, of the order only; none was sent").arg(seed);
}

QString outputLimitText(const experiment::Spec& spec, bool hasModel)
{
    if (!hasModel)
        return Words::tr("none was sent");
    if (spec.outputTokensLimit <= 0)
        return Words::tr("the engine's own");
    return Words::tr("at most %1 where an arm names none; what was sent stands below, under Options")
        .arg(base::countText(spec.outputTokensLimit));
}

KeyValues planPairs(const experiment::Spec& spec, bool hasModel)
{
    const auto seconds = [](int ms) {
        return ms > 0 ? QString(base::significantText(ms / 1000.0) % u" s") : Words::tr("none");
    };
    KeyValues pairs;
    pairs.rows = {
        {Words::tr("Runs per arm"), QString::number(spec.runs)},
        {Words::tr("Warm-ups"), warmupsText(spec, hasModel)},
        {Words::tr("Order"), experiment::orderName(spec.order)},
        {Words::tr("Seed"), seedText(spec, hasModel)},
        {Words::tr("Prompt set"), experiment::promptSetName(spec.prompts)},
        {Words::tr("Nonce before each prompt"), nonceText(spec, hasModel)},
        {Words::tr("Unloaded before each run"), yesNo(spec.cold && hasModel)},
        {Words::tr("Cool-down between runs"), seconds(spec.cooldownMs)},
        {Words::tr("Output limit (tokens)"), outputLimitText(spec, hasModel)},
        {Words::tr("Digest budget (tokens)"),
            spec.digestTokens > 0 ? base::countText(spec.digestTokens)
                                  : Words::tr("chosen from the context")},
    };
    if (spec.agents > 1)
        pairs.rows.append({Words::tr("Agents at once"),
            Words::tr("%1, after or before the same run of one alone").arg(spec.agents)});
    QStringList further;
    std::ranges::transform(spec.moreUrls, std::back_inserter(further), &addressText);
    if (!further.isEmpty())
        pairs.rows.append({Words::tr("Further servers"), further.join(QLatin1String(", "))});
    if (hasModel)
        pairs.rows.append({Words::tr("Timeouts: connect, first byte, idle, total"),
            QString(seconds(spec.timeouts.connectMs) % u", " % seconds(spec.timeouts.firstByteMs) % u", "
                % seconds(spec.timeouts.idleMs) % u", " % seconds(spec.timeouts.totalMs))});
    if (spec.pacedTokensPerSecond)
        pairs.rows.append({Words::tr("Paced (tok/s)"), base::significantText(*spec.pacedTokensPerSecond)});
    return pairs;
}

QString jsonText(const QJsonValue& value)
{
    if (value.isUndefined() || value.isNull())
        return {};
    if (value.isString())
        return value.toString();
    const QByteArray text = QJsonDocument(QJsonArray {value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(text.mid(1, text.size() - 2));
}

/// The values that the arm's calls have for an option, each once, in order.
QString optionValues(const experiment::Experiment& experiment, const QString& arm, const QString& option,
    QJsonObject experiment::Call::*options)
{
    QStringList values;
    for (const experiment::Call& call : experiment.calls) {
        const QString value = call.arm == arm ? jsonText((call.*options).value(option)) : QString();
        if (!value.isEmpty() && !values.contains(value))
            values.append(value);
    }
    return values.isEmpty() ? base::absentText() : values.join(QLatin1String(", "));
}

void addOptions(Draft& draft, const QList<experiment::Arm>& arms)
{
    Table table;
    table.header = {
        Words::tr("Arm"), Words::tr("Option"), Words::tr("Sent"), Words::tr("Effective, as the server says")};
    table.align = {Align::Left, Align::Left, Align::Right, Align::Right};
    for (const experiment::Arm& arm : arms) {
        QStringList options;
        for (const experiment::Call& call : draft.experiment.calls) {
            if (call.arm == arm.name)
                options += call.optionsSent.keys() + call.optionsEffective.keys();
        }
        options.removeDuplicates();
        options.sort();
        for (const QString& option : options)
            table.rows.append({arm.name, option,
                optionValues(draft.experiment, arm.name, option, &experiment::Call::optionsSent),
                optionValues(draft.experiment, arm.name, option, &experiment::Call::optionsEffective)});
    }
    draft.heading(Words::tr("Options"), 1);
    if (table.rows.isEmpty())
        draft.text(isWithoutModel(draft.experiment)
                ? Words::tr("None were sent: the built-in analyst takes none.")
                : Words::tr("None were sent: the engine's defaults."));
    else
        draft.blocks.append(table);
}

/// The lines that sha256sum -c reads.
QString checksumLines(const experiment::CorpusRecord& corpus)
{
    QStringList lines;
    for (const experiment::FileRecord& file : corpus.files) {
        QString path = file.path;
        const bool odd = path.contains(u'\\') || path.contains(u'\n');
        path.replace(u'\\', QLatin1String("\\\\")).replace(u'\n', QLatin1String("\\n"));
        lines.append((odd ? u"\\" : u"") % file.sha256 % u"  " % path);
    }
    return lines.join(u'\n');
}

void addFiles(Draft& draft)
{
    const experiment::CorpusRecord& corpus = draft.experiment.corpus;
    draft.heading(Words::tr("Files"), 1);
    KeyValues pairs;
    pairs.rows = {{Words::tr("Folder"), known(corpus.folder)},
        {Words::tr("Corpus hash (SHA-256)"), known(corpus.hash)}};
    draft.blocks.append(pairs);
    Table table;
    table.header = {Words::tr("File"), Words::tr("Type"), Words::tr("Size (bytes)"),
        Words::tr("Modified (UTC)"), Words::tr("Rows"), Words::tr("Problems")};
    table.align = {Align::Left, Align::Left, Align::Right, Align::Left, Align::Right, Align::Right};
    for (const experiment::FileRecord& file : corpus.files)
        table.rows.append({file.path, file.type, base::countText(file.bytes),
            file.modified.isValid() ? file.modified.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"))
                                    : base::absentText(),
            base::countText(file.rows), base::countText(file.problems)});
    if (table.rows.isEmpty())
        return;
    draft.blocks.append(table);
    draft.text(Words::tr("Checksums, as sha256sum -c reads them in that folder:"));
    draft.blocks.append(CodeBlock {checksumLines(corpus)});
    if (corpus.problems.isEmpty())
        return;
    draft.text(Words::tr("Problems found while reading:"));
    draft.blocks.append(Bullets {corpus.problems.mid(0, mostProblems)});
    if (corpus.problems.size() > mostProblems)
        draft.note(Words::tr("%1 more stand in the JSON export.").arg(corpus.problems.size() - mostProblems));
}

QString shownPrompt(const QString& prompt)
{
    if (prompt.size() <= longestPrompt)
        return prompt;
    return prompt.left(longestPrompt) % u"\n\n"
        % Words::tr("[%1 more characters stand in the JSON export]").arg(prompt.size() - longestPrompt);
}

void addPrompts(Draft& draft, const QList<experiment::Arm>& arms)
{
    bool any = false;
    for (const measure::Stage stage : {measure::Stage::Analysis, measure::Stage::Report}) {
        const auto& calls = draft.experiment.calls;
        const auto call = std::find_if(calls.begin(), calls.end(), [&](const experiment::Call& one) {
            return one.stage == stage && !one.warmup && !one.prompt.isEmpty() && one.arm == arms.first().name;
        });
        if (call == calls.end())
            continue;
        if (!any) {
            draft.heading(Words::tr("Prompts"), 1);
            draft.text(Words::tr(
                "As sent in the first call of each stage. Those of every call stand in the JSON export."));
            any = true;
        }
        draft.heading(Words::tr("%1, run %2").arg(stageTitle(stage)).arg(call->run), 2);
        if (!call->system.isEmpty())
            draft.blocks.append(CodeBlock {shownPrompt(call->system)});
        draft.blocks.append(CodeBlock {shownPrompt(call->prompt)});
    }
}

void addDefinitions(Draft& draft)
{
    Table table;
    table.header = {Words::tr("Name"), Words::tr("Meaning")};
    table.align = {Align::Left, Align::Left};
    table.rows = {
        {Words::tr("t0"),
            Words::tr(
                "the moment just before the first byte of the request is written on an open connection")},
        {Words::tr("TTFT"), Words::tr("first non-empty text of any kind (thinking, answer, tool) - t0")},
        {Words::tr("TTFO"), Words::tr("first text of the answer (no thinking, no tool call) - t0")},
        {Words::tr("E2EL"), Words::tr("end marker of the stream - t0")},
        {Words::tr("Decode rate"),
            Words::tr("(output tokens - 1) / (end marker - first text); absent for one token")},
        {Words::tr("Server's rate"), Words::tr("(output tokens - 1) / the server's own decode time")},
        {Words::tr("TPOT"), Words::tr("(end marker - first text) / (output tokens - 1)")},
        {Words::tr("Chunk gap"),
            Words::tr("time between two arrivals that did not share a read; a chunk is not a token")},
        {Words::tr("Prefill rate"),
            Words::tr("prompt tokens evaluated / prompt evaluation time, only where it is known that nothing "
                      "was cached")},
        {Words::tr("Connect"), Words::tr("DNS, TCP and TLS, before t0; 0 on a connection that was open")},
        {Words::tr("Queue"),
            Words::tr(
                "waiting for the server to begin: its own figure, or the time of the headers where they "
                "mean that it began")},
        {Words::tr("Load"),
            Words::tr("the server's load duration; it contains the scheduler's queue unless that is told")},
        {Words::tr("Prefill"),
            Words::tr("reading the prompt: the server's figure, or TTFT as the server says it without its "
                      "queue, or from the beginning that it told on the way to the first text")},
        {Words::tr("Not told"),
            Words::tr("TTFT - queue - load - prefill, as far as these are known: network, overhead, and what "
                      "the server keeps to itself")},
        {Words::tr("Writing"), Words::tr("first text of the answer to the end of the stream")},
        {Words::tr("Token-weighted"), Words::tr("sum of (output tokens - 1) / sum of decode times")},
        {Words::tr("Stratum"),
            Words::tr("cold: the model was not loaded before (where nobody says: it loaded for more than a "
                      "second with no other call under way); cached: the prompt's start was reused; warm: "
                      "neither; unknown: the server gives no evidence")},
        {Words::tr("SD, CV"), Words::tr("sample standard deviation (n - 1), and its ratio to the mean")},
        {Words::tr("p90, p99"), Words::tr("linear interpolation between order statistics (R-7)")},
    };
    draft.heading(Words::tr("Definitions"), 1);
    draft.blocks.append(table);
}

} // namespace

void addReproducibility(Draft& draft, const QList<experiment::Arm>& arms)
{
    draft.heading(sectionName(Section::Reproducibility));
    draft.blocks.append(environmentPairs(draft.experiment));
    draft.heading(Words::tr("Plan"), 1);
    draft.blocks.append(planPairs(draft.experiment.spec, !isWithoutModel(draft.experiment)));
    addOptions(draft, arms);
    addFiles(draft);
    if (!arms.isEmpty())
        addPrompts(draft, arms);
    addDefinitions(draft);
}

void addLegacy(Draft& draft, const QList<experiment::Arm>& arms)
{
    draft.heading(sectionName(Section::Legacy));
    if (isWithoutModel(draft.experiment)) {
        draft.text(
            Words::tr("None: legacy figures are made of a server's own durations, and no server took part."));
        return;
    }
    draft.text(Words::tr(
        "These figures mislead: they pool cold and warm calls and both stages, take the mean of ratios, and "
        "count a lost stream as zero. They stand here only so that older reports can be reproduced, and "
        "must not be compared with anything above."));
    Table table;
    table.header = {Words::tr("legacy metric")};
    table.align = {Align::Left};
    QList<measure::LegacyAggregate> aggregates;
    for (const experiment::Arm& arm : arms) {
        table.header.append(arm.name);
        table.align.append(Align::Right);
        QList<measure::LegacyCall> calls;
        for (const experiment::Call& call : draft.experiment.calls) {
            if (call.arm == arm.name && call.agent == 0 && call.finished && !call.warmup
                && !call.evidence.warmup)
                calls.append(measure::legacyCallOf(call.trace, call.metrics));
        }
        aggregates.append(measure::legacyAggregateOf(calls));
    }
    const auto row = [&](const QString& title,
                         const std::function<QString(const measure::LegacyAggregate&)>& text) {
        QStringList cells {title};
        for (const measure::LegacyAggregate& aggregate : aggregates)
            cells.append(aggregate.calls > 0 ? text(aggregate) : base::absentText());
        table.rows.append(cells);
    };
    const auto spread = [](double mean, double sd) {
        return QString(base::fixedText(mean, 2) % u" \u00b1 " % base::fixedText(sd, 2));
    };
    using measure::LegacyAggregate;
    row(Words::tr("Calls (n)"), [](const LegacyAggregate& a) { return QString::number(a.calls); });
    row(Words::tr("Mean throughput (tok/s)"),
        [&](const LegacyAggregate& a) { return spread(a.meanThroughputPerSecond, a.sdThroughputPerSecond); });
    row(Words::tr("Mean TTFT (ms)"),
        [&](const LegacyAggregate& a) { return spread(a.meanTtftMs, a.sdTtftMs); });
    row(Words::tr("Total tokens"), [](const LegacyAggregate& a) { return base::countText(a.totalTokens); });
    row(Words::tr("Total duration (ms)"),
        [](const LegacyAggregate& a) { return base::fixedText(a.totalDurationMs, 2); });
    row(Words::tr("Prompt evaluation, sum (ms)"),
        [](const LegacyAggregate& a) { return base::fixedText(a.promptEvalMs, 2); });
    row(Words::tr("Evaluation, sum (ms)"),
        [](const LegacyAggregate& a) { return base::fixedText(a.evalMs, 2); });
    row(Words::tr("Load, sum (ms)"), [](const LegacyAggregate& a) { return base::fixedText(a.loadMs, 2); });
    row(Words::tr("Throughput CV (%)"),
        [](const LegacyAggregate& a) { return base::fixedText(a.cvThroughputPercent, 1); });
    row(Words::tr("TTFT CV (%)"),
        [](const LegacyAggregate& a) { return base::fixedText(a.cvTtftPercent, 1); });
    draft.blocks.append(table);
    addLegacyConcurrency(draft, arms);
}

} // namespace benchglass::report
