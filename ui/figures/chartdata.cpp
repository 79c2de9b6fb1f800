#include "figures/chartdata.h"

#include "charts/rates.h"
#include "corpus/grouping.h"
#include "models/words.h"

#include <QCoreApplication>
#include <QHash>
#include <QStringBuilder>

#include <algorithm>
#include <utility>

namespace benchglass::figures {

namespace {

/// The live experiment has no records of the ingest before its first call.
double ingestSeconds(const experiment::Experiment& experiment)
{
    return static_cast<double>(experiment.corpus.ingestNs) / 1e9;
}

/// `2`, or `2.3`: agent 3 of several at once.
QString runOf(const experiment::Call& call)
{
    const QString run = QString::number(call.run);
    return call.isConcurrent() ? QString(run % u'.' % QString::number(call.agent)) : run;
}

/// Before the request; live calls do not know it yet.
qint64 connectNs(const experiment::Call& call)
{
    constexpr double largest = 9e18; // what qint64 holds
    const double ns = call.metrics.connectNs.value_or(0);
    return ns > 0 && ns < largest ? qint64(ns) : 0;
}

qint64 firstStartNs(const experiment::Experiment& experiment)
{
    for (const experiment::Call& call : experiment.calls)
        if (call.trace.t0MonotonicNs > 0)
            return call.trace.t0MonotonicNs - connectNs(call);
    return 0;
}

/// The last phase leaves a trace even where nothing came after its beginning: it grows while a call is live.
constexpr qint64 LeastLastPhaseNs = 1'000'000;

/// Lays phases one after the other, in seconds from the start of the axis.
class LaneBuilder
{
public:
    LaneBuilder(QList<charts::LanePhase>* phases, double startS)
        : m_phases(phases)
        , m_at(startS)
    {
    }

    void add(theme::Phase phase, const measure::AnatomyPart& part, qint64 leastNs = 0)
    {
        const qint64 ns = std::max(part.ns.value_or(0), leastNs);
        if (!part.ns || ns == 0)
            return;
        const double endS = m_at + static_cast<double>(ns) / 1e9;
        m_phases->append({phase, m_at, endS});
        m_at = endS;
    }

private:
    QList<charts::LanePhase>* m_phases;
    double m_at;
};

/// What is known of the wait for the first text; the server reads the prompt last.
void addWaiting(LaneBuilder& lane, const measure::Anatomy& anatomy)
{
    lane.add(theme::Phase::Queue, anatomy.queue);
    lane.add(theme::Phase::Load, anatomy.load);
    lane.add(theme::Phase::Rest, anatomy.untold, anatomy.ttftNs ? 0 : LeastLastPhaseNs);
    lane.add(theme::Phase::Prefill, anatomy.prefill);
}

void addText(LaneBuilder& lane, const measure::Anatomy& anatomy)
{
    lane.add(theme::Phase::Thinking, anatomy.thinking, anatomy.writing.ns ? 0 : LeastLastPhaseNs);
    lane.add(theme::Phase::Writing, anatomy.writing, LeastLastPhaseNs);
    lane.add(theme::Phase::Rest, anatomy.unsplit, LeastLastPhaseNs);
}

/// Flags, and what the server said that cannot be.
QString noteOf(const experiment::Call& call, const measure::Anatomy& anatomy)
{
    QStringList notes {models::flagsText(call.flags), models::faultsText(anatomy.faults)};
    notes.removeAll(QString());
    return notes.join(QStringLiteral(", "));
}

charts::Lane laneOf(
    const experiment::Experiment& experiment, const experiment::Call& call, const measure::Anatomy& anatomy)
{
    charts::Lane lane;
    lane.label = models::callTitle(call);
    if (experiment.spec.arms.size() > 1) {
        lane.arm = armIndex(experiment, call.arm);
        lane.armLabel = call.arm;
    }
    lane.isLive = !call.finished;
    lane.note = noteOf(call, anatomy);
    const double t0S = axisSeconds(experiment, call.trace.t0MonotonicNs);
    const auto connectNs = static_cast<double>(anatomy.connect.ns.value_or(0));
    LaneBuilder builder(&lane.phases, t0S - connectNs / 1e9);
    builder.add(theme::Phase::Connect, anatomy.connect);
    addWaiting(builder, anatomy);
    addText(builder, anatomy);
    if (!anatomy.waitNs)
        builder.add(theme::Phase::Rest, {0, measure::PartSource::Difference}, LeastLastPhaseNs);
    return lane;
}

} // namespace

int armIndex(const experiment::Experiment& experiment, const QString& arm)
{
    const auto& arms = experiment.spec.arms;
    const auto at = std::ranges::find(arms, arm, &experiment::Arm::name);
    return at == arms.end() ? 0 : static_cast<int>(at - arms.begin());
}

QList<charts::TtftBar> ttftBars(const experiment::Experiment& experiment, const Anatomies& anatomies)
{
    QList<charts::TtftBar> bars;
    for (const experiment::Call& call : experiment.calls) {
        if (call.warmup || !call.metrics.ttftNs)
            continue;
        charts::TtftBar bar;
        bar.label = runOf(call) % u' ' % models::stageText(call.stage);
        bar.arm = armIndex(experiment, call.arm);
        bar.armLabel = call.arm;
        const measure::Anatomy anatomy = anatomies(call);
        const auto add = [&bar](theme::Phase phase, const measure::AnatomyPart& part) {
            if (part.ns)
                bar.parts.append({phase, static_cast<double>(*part.ns) / 1e6});
        };
        add(theme::Phase::Queue, anatomy.queue);
        add(theme::Phase::Load, anatomy.load);
        add(theme::Phase::Prefill, anatomy.prefill);
        add(theme::Phase::Rest, anatomy.untold);
        if (anatomy.faults)
            bar.note = QCoreApplication::translate("benchglass::figures", "contradictory");
        bar.totalMs = *call.metrics.ttftNs / 1e6;
        bar.isOutside = call.stratum == measure::Stratum::Cold;
        bars.append(bar);
    }
    return bars;
}

double axisSeconds(const experiment::Experiment& experiment, qint64 monotonicNs)
{
    const qint64 first = firstStartNs(experiment);
    const double since = first > 0 ? static_cast<double>(monotonicNs - first) / 1e9 : 0;
    return ingestSeconds(experiment) + since;
}

QList<charts::Lane> lanesOf(const experiment::Experiment& experiment, const Anatomies& anatomies)
{
    QList<charts::Lane> lanes;
    if (experiment.corpus.ingestNs > 0) {
        charts::Lane ingest;
        ingest.label = QCoreApplication::translate("benchglass::figures", "reading the folder");
        ingest.phases = {{theme::Phase::Ingest, 0, ingestSeconds(experiment)}};
        lanes.append(ingest);
    }
    for (const experiment::Call& call : experiment.calls)
        lanes.append(laneOf(experiment, call, anatomies(call)));
    return lanes;
}

double tokensPerChunk(const experiment::Call& call)
{
    const qsizetype chunks = call.trace.chunks.size();
    return call.metrics.outputTokens && chunks > 0
        ? static_cast<double>(*call.metrics.outputTokens) / static_cast<double>(chunks)
        : 1.0;
}

charts::RateLine emptyRateLine(const experiment::Experiment& experiment, const experiment::Call& call)
{
    charts::RateLine line;
    line.label = models::stageText(call.stage) % u' ' % runOf(call);
    if (experiment.spec.arms.size() > 1)
        line.label = call.arm % u' ' % line.label;
    line.arm = armIndex(experiment, call.arm);
    line.stage = call.stage == measure::Stage::Report ? 1 : 0;
    line.isLive = !call.finished;
    return line;
}

charts::RateLine rateLine(const experiment::Experiment& experiment, const experiment::Call& call)
{
    charts::RateLine line = emptyRateLine(experiment, call);
    const double tokens = tokensPerChunk(call);
    charts::RateMeter meter;
    for (const measure::Chunk& chunk : call.trace.chunks)
        meter.add({chunk.arrivalNs, chunk.tokens ? *chunk.tokens : tokens});
    line.points = meter.points();
    return line;
}

QList<charts::RateLine> rateLines(const experiment::Experiment& experiment)
{
    QList<charts::RateLine> lines;
    for (const experiment::Call& call : experiment.calls)
        if (!call.warmup)
            lines.append(rateLine(experiment, call));
    return lines;
}

QList<charts::StripRow> stripRows(measure::Metric metric, measure::Stage stage,
    const QList<measure::MeasuredCall>& calls, const QStringList& arms, measure::Stratum* stratum)
{
    using measure::Stratum;
    const QList<measure::StratumSummary> all = measure::summariesOf(metric, calls);
    for (const Stratum wanted : {Stratum::Warm, Stratum::Unknown, Stratum::Cached, Stratum::Cold}) {
        QList<charts::StripRow> rows;
        for (qsizetype arm = 0; arm < arms.size(); ++arm)
            for (const measure::StratumSummary& s : all)
                if (s.arm == arms.at(arm) && s.stage == stage && s.stratum == wanted && !s.values.isEmpty())
                    rows.append({s.arm, static_cast<int>(arm), s.values});
        if (rows.isEmpty())
            continue;
        if (stratum)
            *stratum = wanted;
        return rows;
    }
    return {};
}

QList<charts::BoxGroup> boxGroups(const corpus::Series& series, int dimension, int most)
{
    QList<charts::BoxGroup> groups;
    if (dimension < 0 || dimension >= series.dimensions.size()) {
        charts::BoxGroup all {series.key, {}};
        for (const corpus::Observation observation : series.observations)
            all.values.append(observation.value);
        return {all};
    }
    const corpus::Dimension& by = series.dimensions.at(dimension);
    for (const QString& level : by.levels)
        groups.append({level, {}});
    corpus::eachWithLevel(series.observations, by, [&](double value, qint32 level) {
        if (level >= 0 && level < groups.size())
            groups[level].values.append(value);
    });
    std::ranges::stable_sort(groups, [](const charts::BoxGroup& a, const charts::BoxGroup& b) {
        return a.values.size() > b.values.size();
    });
    groups.resize(std::min<qsizetype>(groups.size(), most));
    return groups;
}

int bestDimension(const corpus::Series& series)
{
    for (qsizetype i = 1; i < series.dimensions.size(); ++i)
        if (series.dimensions.at(i).levels.size() >= 2)
            return static_cast<int>(i);
    return series.dimensions.isEmpty() ? -1 : 0;
}

QList<QPointF> pairsOf(const corpus::Series& x, const corpus::Series& y, QList<qint64>* observations)
{
    QHash<std::pair<qint32, qint32>, double> other;
    other.reserve(y.observations.size());
    for (const corpus::Observation observation : y.observations)
        other.insert({observation.document, observation.place}, observation.value);
    QList<QPointF> pairs;
    for (auto at = x.observations.begin(); at != x.observations.end(); ++at) {
        const corpus::Observation observation = *at;
        const auto partner = other.constFind({observation.document, observation.place});
        if (partner == other.constEnd())
            continue;
        pairs.append({observation.value, *partner});
        if (observations)
            observations->append(at - x.observations.begin());
    }
    return pairs;
}

} // namespace benchglass::figures
