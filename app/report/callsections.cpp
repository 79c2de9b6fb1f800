#include "base/format.h"
#include "measure/clockagreement.h"
#include "measure/figuretext.h"
#include "report/modeltext.h"
#include "report/sections.h"
#include "report/words.h"

#include <QStringBuilder>

#include <algorithm>
#include <cmath>
#include <set>

namespace benchglass::report {

namespace {

QString flagsText(const experiment::Call& call)
{
    QStringList names = measure::flagNames(call.flags);
    if (call.putBack)
        names.append(Words::tr("put back by the user"));
    return names.isEmpty() ? base::absentText() : names.join(QLatin1String(", "));
}

/// `2`, or `2, agent 3`.
QString runOf(const experiment::Call& call)
{
    return call.isConcurrent() ? Words::tr("%1, agent %2").arg(call.run).arg(call.agent)
                               : QString::number(call.run);
}

Table callTable(const Draft& draft, const QString& arm, bool warmups)
{
    Table table;
    table.header = {Words::tr("Run"), Words::tr("Stage"), Words::tr("State"), Words::tr("Stratum"),
        Words::tr("TTFT (ms)"), Words::tr("Decode rate (tok/s)"), Words::tr("Server's (tok/s)"),
        Words::tr("Tokens"), Words::tr("Duration (ms)"), Words::tr("Flags")};
    table.align = {Align::Right, Align::Left, Align::Left, Align::Left, Align::Right, Align::Right,
        Align::Right, Align::Right, Align::Right, Align::Left};
    for (const experiment::Call& call : draft.experiment.calls) {
        if (call.arm != arm || (call.warmup || call.evidence.warmup) != warmups)
            continue;
        const measure::CallMetrics& metrics = call.metrics;
        table.rows.append({runOf(call), stageTitle(call.stage), stateWord(call), stratumTitle(call.stratum),
            measure::latencyText(metrics.ttftNs), measure::rateText(metrics, call.flags),
            base::fixedText(metrics.serverDecodeRatePerSecond, 2), measure::tokensText(metrics),
            measure::latencyText(metrics.e2elNs), flagsText(call)});
    }
    return table;
}

QString sourceSentence(const experiment::Experiment& experiment, const QString& arm)
{
    std::set<QString> stamps;
    std::set<QString> counts;
    for (const experiment::Call& call : experiment.calls) {
        if (call.arm != arm)
            continue;
        if (call.metrics.outputTokens)
            counts.insert(measure::tokenSourceName(call.metrics.tokenSource));
        for (const measure::Chunk& chunk : call.trace.chunks)
            stamps.insert(measure::stampSourceName(chunk.source));
    }
    const auto joined = [](const std::set<QString>& names) {
        return names.empty() ? base::absentText()
                             : QStringList(names.begin(), names.end()).join(QLatin1String(", "));
    };
    return Words::tr("TTFT, decode rate and duration: timed by the client (stamps: %1). Server's rate: as "
                     "the server timed "
                     "it. Tokens counted by: %2; ~ marks an estimate.")
        .arg(joined(stamps), joined(counts));
}

double secondsOf(const experiment::Call& call)
{
    const std::optional<double> ns = call.metrics.e2elNs ? call.metrics.e2elNs : call.metrics.lastTextNs;
    return ns.value_or(0) / 1e9;
}

/// Of the run alone: texts of several agents at once stand in the JSON export.
const experiment::Call* callOf(
    const experiment::Experiment& experiment, const QString& arm, int run, measure::Stage stage)
{
    const experiment::Call* found = nullptr;
    for (const experiment::Call& call : experiment.calls) {
        if (call.arm == arm && call.run == run && call.agent == 0 && call.stage == stage && !call.warmup
            && !call.evidence.warmup)
            found = &call;
    }
    return found;
}

/// Two decimals, and three significant digits below a second.
QString secondsText(double seconds)
{
    if (!(seconds > 0))
        return base::absentText();
    const int leading = int(std::floor(std::log10(seconds)));
    return base::fixedText(seconds, std::clamp(2 - leading, 2, 9));
}

QString secondsText(const experiment::Call* call)
{
    return call ? secondsText(secondsOf(*call)) : base::absentText();
}

Table runTable(const Draft& draft, const QString& arm)
{
    Table table;
    table.header = {
        Words::tr("Run"), Words::tr("Analysis (s)"), Words::tr("Report (s)"), Words::tr("Both (s)")};
    table.align = QList<Align>(4, Align::Right);
    for (int run = 1; run <= draft.experiment.spec.runs; ++run) {
        const experiment::Call* analysis = callOf(draft.experiment, arm, run, measure::Stage::Analysis);
        const experiment::Call* report = callOf(draft.experiment, arm, run, measure::Stage::Report);
        if (!analysis && !report)
            continue;
        const double both = (analysis ? secondsOf(*analysis) : 0) + (report ? secondsOf(*report) : 0);
        table.rows.append({QString::number(run), secondsText(analysis), secondsText(report),
            analysis && report ? secondsText(both) : base::absentText()});
    }
    return table;
}

void addFindings(Draft& draft, const QString& arm)
{
    const int shown = draft.selection.textOfRun;
    const int last = shown > 0 ? shown : draft.experiment.spec.runs;
    const experiment::Call* analysis = nullptr;
    for (int run = last; run >= 1 && !analysis; --run) {
        analysis = callOf(draft.experiment, arm, run, measure::Stage::Analysis);
        if (analysis && analysis->text().isEmpty())
            analysis = nullptr;
    }
    const experiment::Findings findings =
        analysis ? experiment::findingsOf(analysis->text()) : experiment::Findings();
    const auto list = [&](const QString& title, const QStringList& items) {
        draft.heading(title, 1);
        draft.blocks.append(Bullets {items.isEmpty() ? QStringList {Words::tr("None captured")} : items});
    };
    list(Words::tr("Key Findings"), findings.keyFindings);
    list(Words::tr("Recommendations"), findings.recommendations);
    if (analysis) {
        QString source =
            Words::tr("Lines of the analysis of run %1, as they were written.").arg(analysis->run);
        if (!stateSentence(*analysis).isEmpty())
            source += u' ' % Words::tr("It is incomplete (%1).").arg(stateSentence(*analysis));
        draft.note(source);
    }
}

/// How far the headings of @p text go down so that its highest ones stand right below @p level.
int demotionOf(const QString& text, int level)
{
    constexpr int deepest = 6;
    int highest = deepest;
    for (const Piece& piece : piecesOf(text, 0)) {
        if (piece.kind == PieceKind::Heading)
            highest = std::min(highest, piece.level);
    }
    return std::max(0, level + 1 - highest);
}

/// The text of one call, marked when it is not whole.
void addText(Draft& draft, const experiment::Call& call, const QString& title, bool titled)
{
    if (titled)
        draft.heading(title, 1);
    const QString state = stateSentence(call);
    if (!state.isEmpty())
        draft.note(Words::tr("This text is incomplete (%1).").arg(state));
    const QString text = call.text();
    if (text.trimmed().isEmpty()) {
        draft.note(Words::tr("Nothing was written."));
        return;
    }
    const QString& shown = draft.shownTexts[text];
    if (!shown.isEmpty()) {
        draft.note(Words::tr("The same text as %1.").arg(shown));
        return;
    }
    draft.shownTexts[text] = Words::tr("run %1 of %2").arg(call.run).arg(call.arm);
    draft.blocks.append(ModelText {text, demotionOf(text, draft.level + (titled ? 1 : 0))});
}

} // namespace

void addWorkflow(Draft& draft, const QString& arm, bool withData)
{
    draft.heading(sectionName(Section::Workflow));
    const experiment::CorpusRecord& corpus = draft.experiment.corpus;
    KeyValues pairs;
    pairs.rows.append({Words::tr("Files read"), base::countText(corpus.files.size())});
    pairs.rows.append({Words::tr("Values read"), base::countText(corpus.values)});
    pairs.rows.append({Words::tr("Ingest (s)"), secondsText(double(corpus.ingestNs) / 1e9)});
    draft.blocks.append(pairs);
    const Table runs = runTable(draft, arm);
    if (!runs.rows.isEmpty())
        draft.blocks.append(runs);
    if (withData)
        addDataSummary(draft, 1);
    addFindings(draft, arm);
}

void addDataSummary(Draft& draft, int below)
{
    draft.heading(Words::tr("Data Summary"), below);
    draft.blocks.append(CodeBlock {experiment::dataSummaryText(draft.experiment.corpus)});
}

void addModelReports(Draft& draft, const QString& arm)
{
    draft.heading(isWithoutModel(draft.experiment) ? Words::tr("Technical Report (Built-in Analyst)")
                                                   : Words::tr("Technical Report (LLM Generated)"));
    draft.note(isWithoutModel(draft.experiment)
            ? Words::tr("Written by rules from facts of the folder.")
            : Words::tr("Written by the model, shown as it was written. The program does not vouch for it."));
    bool any = false;
    const int runs = draft.experiment.spec.runs;
    const bool titled = runs > 1;
    for (int run = 1; run <= runs; ++run) {
        if (draft.selection.textOfRun > 0 && draft.selection.textOfRun != run)
            continue;
        const experiment::Call* analysis = callOf(draft.experiment, arm, run, measure::Stage::Analysis);
        const experiment::Call* report = callOf(draft.experiment, arm, run, measure::Stage::Report);
        // A run that ended early has its partial analysis instead.
        if (analysis && !report)
            addText(draft, *analysis, Words::tr("Run %1: analysis only").arg(run), true);
        if (report)
            addText(draft, *report, Words::tr("Run %1").arg(run), titled);
        any = any || analysis || report;
    }
    if (!any)
        draft.text(Words::tr("No text was written."));
}

void addCalls(Draft& draft, const QString& arm)
{
    draft.heading(sectionName(Section::Calls));
    const Table calls = callTable(draft, arm, false);
    if (calls.rows.isEmpty())
        draft.text(Words::tr("No call was made."));
    else
        draft.blocks.append(calls);
    draft.note(sourceSentence(draft.experiment, arm));
    const experiment::Environment& environment = draft.experiment.environment;
    const QString clocks = measure::clockAgreementSentence(measure::clockAgreementOf(
        statisticsCalls(draft.experiment, arm), environment.serverProduct, environment.serverVersion));
    if (!clocks.isEmpty())
        draft.note(clocks);
    for (const experiment::Call& call : draft.experiment.calls) {
        if (call.arm == arm && call.error)
            draft.note(
                Words::tr("Run %1, %2: %3").arg(runOf(call), stageTitle(call.stage), call.error->message));
    }
    for (const experiment::Call& call : draft.experiment.calls) {
        if (call.arm == arm && !call.evidence.evictedModels.isEmpty())
            draft.note(Words::tr("Run %1, %2: the server took other models out of memory meanwhile: %3.")
                           .arg(runOf(call), stageTitle(call.stage),
                               call.evidence.evictedModels.join(QStringLiteral(", "))));
    }
    const Table warmups = callTable(draft, arm, true);
    if (warmups.rows.isEmpty())
        return;
    draft.heading(Words::tr("Warm-ups"), 1);
    draft.text(
        Words::tr("Made so that the measured calls find the model loaded. They are in no statistics."));
    draft.blocks.append(warmups);
}

} // namespace benchglass::report
