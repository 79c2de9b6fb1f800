#pragma once

#include "agent/digest.h"
#include "agent/progress.h"
#include "engine/engine.h"
#include "experiment/experiment.h"
#include "experiment/journal.h"

#include <QObject>

#include <functional>
#include <memory>

namespace benchglass::agent {

/// How the runner comes by an engine: called in the runner's thread, once for each address with a spec whose
/// url is that address.
using EngineMaker = std::function<base::Result<std::unique_ptr<engine::Engine>>(const experiment::Spec&)>;

/// Drives one experiment: ingest -> analysis -> report, for each run of each arm, by METRICS.md's rules of
/// order and warm-up; with several agents each run once alone and once all together. An agent whose call
/// fails ends its run, the others finish theirs. A state machine in its own thread's event loop; it never
/// blocks except while it reads the folder. Everything is journalled as it happens.
class Runner : public QObject
{
    Q_OBJECT

public:
    /// @param catalog the folder if it was read already, else nullptr
    Runner(experiment::Spec spec, std::shared_ptr<const corpus::Catalog> catalog, EngineMaker engines,
        experiment::Journal* journal, QObject* parent = nullptr);
    ~Runner() override;

    void start();
    void stopAfterStage();
    void stopNow();

Q_SIGNALS:
    /// The plan stands: an experiment without calls.
    void begun(const std::shared_ptr<const benchglass::experiment::Experiment>& experiment);
    void progressed(const benchglass::agent::Progress& progress);
    void callStarted(const benchglass::experiment::Call& call);
    void chunksArrived(int ordinal, const QList<benchglass::measure::Chunk>& chunks);
    void callFinished(const benchglass::experiment::Call& call);
    /// Something worth knowing that does not stop the run.
    void warned(const benchglass::base::Error& warning);
    /// Last signal. State Failed carries an error; an experiment that never began has no id.
    void finished(const std::shared_ptr<const benchglass::experiment::Experiment>& experiment);

private:
    struct Data;
    std::unique_ptr<Data> d;
};

} // namespace benchglass::agent
