#pragma once

#include "agent/runner.h"
#include "base/error.h"
#include "corpus/catalog.h"
#include "engine/engine.h"
#include "experiment/experiment.h"
#include "report/report.h"
#include "store/library.h"
#include "workbench/checkup.h"
#include "workbench/secrets.h"

#include <QFuture>
#include <QObject>

#include <memory>

namespace benchglass::workbench {

/// A catalog, and how long reading it took.
struct OpenedFolder
{
    std::shared_ptr<const corpus::Catalog> catalog;
    qint64 ingestNs = 0;
};

/// What is to be written where.
struct ExportRequest
{
    std::shared_ptr<const experiment::Experiment> experiment;
    QList<report::Format> formats;
    QString folder; ///< Made if missing. Files: report.md + report-figures/, report.pdf, calls.csv,
                    ///< chunks.csv, run.json, metrics.json
    QString file;   ///< Instead of folder, for a single format: this very file.
    QList<report::Figure> figures; ///< Self-contained painters.
    report::Selection selection;   ///< Its arm and run restrict every format, its sections the report.
};

/// The composition root: owns engines, threads, the library and the settings. A front end (the window, the
/// command line) talks to nothing else. Lives in the main thread; nothing here blocks it: what takes
/// time comes back as a future or a signal in the main thread.
class Workbench : public QObject
{
    Q_OBJECT

public:
    /// @param dsn where the library is; empty = the user's own
    explicit Workbench(const QString& dsn = {}, QObject* parent = nullptr);
    ~Workbench() override; ///< Stops what runs; everything measured is on disk when it returns.

    /// Where the sample corpus lies: unpacked from the program on first use.
    static base::Result<QString> sampleFolder();

    // The folder
    /// Reads a folder; a later call supersedes an earlier one (that then fails with Cancelled).
    QFuture<base::Result<OpenedFolder>> openFolder(const QString& folder);
    /// What the model would see of a catalog within so many tokens.
    QFuture<agent::Digest> digest(const std::shared_ptr<const corpus::Catalog>& catalog, int budgetTokens);

    // Engines. The key of an address is sent by itself.
    /// @param caFile certificates (PEM) to trust beside the system's
    QFuture<base::Result<engine::Server>> probe(
        const QString& engineId, const QString& url, const QString& caFile = {});
    QFuture<base::Result<engine::ModelDetails>> describe(
        const QString& engineId, const QString& url, const QString& model, const QString& caFile = {});

    /// What looks at a server step by step. Must not outlive the workbench.
    std::unique_ptr<Checkup> makeCheckup();
    /// engine::optionsWithoutEffect() of all that are known.
    static QStringList optionsWithoutEffect(const QString& engineId, const QString& product);

    // Keys
    /// Where the key of an address is kept; None for a malformed one.
    QFuture<KeyPlace> keyPlace(const QString& engineId, const QString& url);
    /// Keeps a key for an address, an empty one forgets it.
    QFuture<KeyPlace> setKey(const QString& engineId, const QString& url, const QString& key);

    // Running. One experiment at a time.
    bool isRunning() const;
    /// Errors come through experimentFinished(). Does nothing while one runs.
    void run(const experiment::Spec& spec, std::shared_ptr<const corpus::Catalog> catalog = {});
    void stopAfterStage();
    void stopNow();

    // The library; each future is finished in the main thread's order of asking.
    QFuture<base::Result<QList<experiment::Summary>>> list(const store::Filter& filter = {});
    QFuture<base::Result<std::shared_ptr<const experiment::Experiment>>> load(const QString& id);
    QFuture<base::Result<void>> setTrashed(const QString& id, bool trashed);
    QFuture<base::Result<void>> setNotes(const QString& id, const QString& notes);
    QFuture<base::Result<void>> setTags(const QString& id, const QStringList& tags);
    QFuture<base::Result<void>> setPutBack(const QString& id, int ordinal, bool putBack);
    QFuture<base::Result<void>> remove(const QString& id);
    QString libraryPath() const;

    // Export
    /// @return the files written, absolute paths
    QFuture<base::Result<QStringList>> exportReport(const ExportRequest& request);

Q_SIGNALS:
    void experimentBegun(const std::shared_ptr<const benchglass::experiment::Experiment>& experiment);
    void progressed(const benchglass::agent::Progress& progress);
    void callStarted(const benchglass::experiment::Call& call);
    /// At most 30 times a second.
    void chunksArrived(int ordinal, const QList<benchglass::measure::Chunk>& chunks);
    void callFinished(const benchglass::experiment::Call& call);
    void experimentFinished(const std::shared_ptr<const benchglass::experiment::Experiment>& experiment);
    /// A warning about the run under way or the library.
    void warned(const benchglass::base::Error& warning);
    /// The library changed: a run was added, ended, edited.
    void libraryChanged();

private:
    struct Data;
    std::unique_ptr<Data> d;
};

} // namespace benchglass::workbench
