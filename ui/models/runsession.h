#pragma once

#include "agent/eta.h"
#include "agent/runner.h"
#include "experiment/experiment.h"

#include <QObject>
#include <QSet>

#include <functional>
#include <memory>
#include <optional>

namespace benchglass::models {

/// What a call was waiting for, and since when, on the session's clock.
struct SeenPhase
{
    agent::Activity activity = agent::Activity::Connecting;
    qint64 sinceNs = 0;

    friend bool operator==(const SeenPhase&, const SeenPhase&) = default;
};

/// Gathers what a workbench tells of a running experiment into one live experiment::Experiment with the text,
/// the phase and the rate of the call under way. Knows no widgets. Lives in the GUI thread.
class RunSession : public QObject
{
    Q_OBJECT

public:
    /// Monotonic nanoseconds.
    using Clock = std::function<qint64()>;

    explicit RunSession(QObject* parent = nullptr);
    explicit RunSession(Clock clock, QObject* parent = nullptr);

    bool isEmpty() const { return m_experiment.id.isEmpty() && !m_running; }
    bool isRunning() const { return m_running; }

    /// As far as it is known; the calls of a running one grow with their chunks.
    const experiment::Experiment& experiment() const { return m_experiment; }
    const agent::Progress& progress() const { return m_progress; }
    const QList<base::Error>& warnings() const { return m_warnings; }

    /// The call under way, or the last one; nullptr before the first. Of several agents at once the first
    /// agent's.
    const experiment::Call* currentCall() const;
    QString callText(int ordinal, measure::ChunkKind kind) const;

    /// How long the current phase has lasted, in nanoseconds.
    qint64 phaseElapsedNs() const;
    /// What the call that progress() speaks of has gone through so far, in order.
    const QList<SeenPhase>& seenPhases() const { return m_seenPhases; }
    /// The clock.
    qint64 nowNs() const { return m_clock(); }
    /// How long the phase under way usually lasts, from earlier calls of its kind; absent where none tells.
    std::optional<agent::Eta> eta() const;
    /// How long no text has come, once that is clearly longer than it was so far in this call.
    std::optional<qint64> stalledNs() const;
    /// How long the run has lasted.
    qint64 runElapsedNs() const;
    /// Estimated from the calls done; absent before the first is.
    std::optional<qint64> remainingNs() const;
    /// Over the last second of the call under way: tokens where the server counts them, else chunks.
    std::optional<double> liveRatePerSecond() const;
    /// Measured calls done, of planned ones, in 0..1.
    double doneRatio() const;

public Q_SLOTS:
    /// Takes an experiment of the library in the place of the last run; nothing while one runs.
    void open(const std::shared_ptr<const benchglass::experiment::Experiment>& experiment);
    /// A run was ordered; nothing is known of it yet.
    void expect(const benchglass::experiment::Spec& spec);
    void begin(const std::shared_ptr<const benchglass::experiment::Experiment>& experiment);
    void noteProgress(const benchglass::agent::Progress& progress);
    void startCall(const benchglass::experiment::Call& call);
    void addChunks(int ordinal, const QList<benchglass::measure::Chunk>& chunks);
    void finishCall(const benchglass::experiment::Call& call);
    void finish(const std::shared_ptr<const benchglass::experiment::Experiment>& experiment);
    void warn(const benchglass::base::Error& warning);
    /// Takes an earlier experiment's calls for eta(). One that this session followed is known already.
    void learn(const std::shared_ptr<const benchglass::experiment::Experiment>& experiment);

Q_SIGNALS:
    void opened();
    void begun();
    void progressed();
    void callStarted(int ordinal);
    /// Text of the call under way grew by this much.
    void textArrived(int ordinal, benchglass::measure::ChunkKind kind, const QString& text);
    void callFinished(int ordinal);
    void finished();
    void warned(const benchglass::base::Error& warning);

private:
    experiment::Call* find(int ordinal);
    const experiment::Call* find(int ordinal) const;
    void put(const experiment::Call& call);

    Clock m_clock;
    experiment::Experiment m_experiment;
    agent::Progress m_progress;
    QList<base::Error> m_warnings;
    bool m_running = false;
    qint64 m_begunNs = 0;
    qint64 m_endedNs = 0;
    qint64 m_phaseBegunNs = 0;
    QList<SeenPhase> m_seenPhases;
    qint64 m_firstCallNs = 0;
    qint64 m_lastTextNs = 0; ///< When text of the call under way came last; 0 before the first.
    agent::EtaBook m_etas;
    QSet<QString> m_learned; ///< Ids of experiments that m_etas knows.
};

} // namespace benchglass::models

Q_DECLARE_METATYPE(benchglass::measure::ChunkKind)
