#pragma once

#include "base/error.h"
#include "experiment/spec.h"
#include "measure/anatomy.h"
#include "measure/call.h"
#include "measure/clientfloor.h"
#include "measure/concurrency.h"
#include "measure/summary.h"

#include <QDateTime>
#include <QList>
#include <QStringList>

#include <optional>

namespace benchglass::corpus {
class Catalog;
}

namespace benchglass::experiment {

/// One request: what was sent, what came back, what was measured.
struct Call
{
    int ordinal = 0; ///< Position in the experiment, from 0, in the order in which the calls were sent.
    QString arm;
    int run = 0; ///< From 1; warm-ups carry the run that they precede.
    /// 0 = alone. 1..k = of one of k agents at once; those of one arm and run worked together. Of a warm-up
    /// the first agent of the address that was warmed, 0 for the first address.
    int agent = 0;
    measure::Stage stage = measure::Stage::Analysis;
    bool warmup = false;
    bool finished = false; ///< False while it streams, or when the program died meanwhile.
    bool putBack = false;  ///< The user overrules its exclusion from statistics.
    QString system;
    QString prompt;
    QJsonObject optionsSent;
    QJsonObject optionsEffective; ///< What the server said it used, where it says.
    measure::CallState state = measure::CallState::Ok;
    std::optional<base::Error> error;
    measure::Evidence evidence;
    measure::Trace trace;
    measure::CallMetrics metrics; ///< Computed from trace and evidence; kept for readers of the JSON.
    measure::Flags flags;
    measure::Stratum stratum = measure::Stratum::Unknown;

    QString text() const;                                      ///< The answer without thinking.
    bool isConcurrent() const { return agent > 0 && !warmup; } ///< Made while other agents worked, too.
    measure::MeasuredCall measured() const;
    /// How its time divides; of one under way, as far as it came.
    measure::Anatomy anatomy() const;

    friend bool operator==(const Call&, const Call&) = default;
};

/// One file as it was when it was read.
struct FileRecord
{
    QString path;
    QString type; ///< `csv` | `json` | `markdown`
    qint64 bytes = 0;
    QDateTime modified;
    QString sha256; ///< Hex.
    qint64 rows = 0;
    int problems = 0;
    int headings = 0; ///< Markdown only.

    friend bool operator==(const FileRecord&, const FileRecord&) = default;
};

struct FactRecord
{
    QString id;
    QString text;
    std::optional<double> value;
    QString unit;
    QString source;

    friend bool operator==(const FactRecord&, const FactRecord&) = default;
};

/// What the folder held, kept with the experiment: the folder may change or go.
struct CorpusRecord
{
    QString folder;
    QString name;
    QString hash; ///< Hex.
    qint64 values = 0;
    qint64 ingestNs = 0; ///< How long reading took.
    QList<FileRecord> files;
    QStringList problems;    ///< `path:line:column reason`
    QList<FactRecord> facts; ///< What a digest chooses from: the counts and the heaviest facts.

    friend bool operator==(const CorpusRecord&, const CorpusRecord&) = default;
};

/// The machine, the program and the server.
struct Environment
{
    QString programVersion;
    QString qtVersion;
    QString os;
    QString kernel;
    QString cpu;
    QString architecture; ///< `x86_64`, `arm64`; empty in older records.
    int cores = 0;
    qint64 memoryBytes = 0;
    QString serverProduct; ///< `Ollama`, `llama.cpp`, `Built-in analyst`
    QString serverVersion;
    QString serverUrl;                ///< In use, without a password; empty for the built-in analyst.
    QStringList optionsWithoutEffect; ///< Of those that arms set: the server cannot be told, so not sent.
    QString modelDigest;
    QString modelFamily;
    QString modelParameterSize;
    QString modelQuantization;
    std::optional<int> modelContext; ///< Trained.
    std::optional<int> modelBlockCount;
    std::optional<measure::ClientFloor> clientFloor; ///< Absent without a model, and in older records.

    friend bool operator==(const Environment&, const Environment&) = default;
};

enum class ExperimentState {
    Running,
    Finished,    ///< Every call was made; some may have failed.
    Stopped,     ///< By the user.
    Failed,      ///< Could not go on.
    Interrupted, ///< The program died; found at the next start.
};

struct Experiment
{
    QString id; ///< 10 characters of a-z0-9.
    Spec spec;
    Environment environment;
    CorpusRecord corpus;
    QDateTime createdUtc;
    QDateTime finishedUtc; ///< Invalid while it runs.
    ExperimentState state = ExperimentState::Running;
    std::optional<base::Error> error; ///< Why it Failed.
    QList<Call> calls;                ///< In order of ordinal.
    QString notes;
    QStringList tags;
    bool trashed = false;

    QList<measure::MeasuredCall> measuredCalls() const; ///< Finished ones without warm-ups, runaways flagged.
    /// What several agents at once achieved beside the runs alone; empty where none worked at once.
    QList<measure::ConcurrentRound> concurrency() const;
    /// What is to be shown of it: the calls and arms of @p arm and @p run (empty and 0 = all), and among the
    /// calls' flags those that need the other calls, too (runaway, over the whole experiment). No password
    /// stands in the address.
    Experiment excerpt(const QString& arm = {}, int run = 0) const;
    /// Runs that came to the end of their report, or to its token limit; none with a call that broke off,
    /// failed or was cancelled. With several agents at once: to the end of every agent's report.
    int runsDone(const QString& arm) const;

    friend bool operator==(const Experiment&, const Experiment&) = default;
};

/// One line of the library: an experiment's arm.
struct Summary
{
    QString id;
    QString corpus;
    QString engine;
    QString model;
    QString arm;
    QString configuration;
    ExperimentState state = ExperimentState::Running;
    int runs = 0;
    int runsDone = 0;
    int calls = 0;                      ///< Measured, warm-ups apart.
    std::optional<double> ttftMedianMs; ///< Report stage, warm.
    std::optional<double> decodeRateMedianPerSecond;
    QString flags; ///< `2 cold, 1 aborted`
    QStringList tags;
    QString notes;
    QDateTime createdUtc;
    bool trashed = false;

    friend bool operator==(const Summary&, const Summary&) = default;
};

QList<Summary> summariesOf(const Experiment& experiment);

QString newExperimentId();                          ///< 10 random characters of a-z0-9.
QString experimentStateName(ExperimentState state); ///< `running` | `finished` | ...
std::optional<ExperimentState> experimentStateFromName(const QString& name);

/// What is kept of a catalog: all of its files and problems, every count and the 2000 heaviest other facts.
CorpusRecord recordOf(const corpus::Catalog& catalog, qint64 ingestNs);

/// The reference's summary of a folder (REFERENCE.md 1.4): counts by type, five names each, latest date.
QString dataSummaryText(const CorpusRecord& corpus);

/// What the reference's report lists: the bullets that stand under a heading which names findings or
/// recommendations. Headings, preambles and bullets that only announce others (`...:`) are none.
struct Findings
{
    QStringList keyFindings;     ///< At most 10.
    QStringList recommendations; ///< At most 10.
    QString summary;             ///< The text under a heading that names a summary; else the first paragraph.
};
Findings findingsOf(const QString& analysis);

/// The program and the machine; the server's part stays empty.
Environment thisEnvironment();

} // namespace benchglass::experiment
