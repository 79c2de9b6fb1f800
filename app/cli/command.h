#pragma once

#include "base/error.h"
#include "report/report.h"
#include "workbench/workbench.h"

#include <QCommandLineParser>
#include <QObject>

#include <functional>
#include <memory>

namespace benchglass::cli {

/// What the process ends with.
enum ExitCode : int {
    Done = 0,
    FinishedWithFailures = 1,
    Usage = 2,
    EngineUnreachable = 3,
    CorpusUnreadable = 4,
    StoreFailed = 5,
};

/// @return the exit code that says what went wrong
ExitCode exitCodeOf(const base::Error& error);

/// Draws an experiment's figures. Handed in by the program, since app/ knows no charts; may be empty.
using FigureMaker = std::function<QList<report::Figure>(const experiment::Experiment&)>;

/// One sub-command. Lives in the main thread; start() returns to the event loop, and finished() ends the
/// process. Data goes to standard output, everything else to standard error.
class Command : public QObject
{
    Q_OBJECT

public:
    ~Command() override;

    /// Declares options and positional arguments.
    virtual void declare(QCommandLineParser& parser) const = 0;
    /// Begins. Errors: Usage. @p figures may be empty.
    virtual base::Result<void> start(const QCommandLineParser& parser, const FigureMaker& figures) = 0;

Q_SIGNALS:
    void finished(int exitCode);

protected:
    /// One line on standard error with the remedy, then finished() with its code.
    void fail(const base::Error& error);
    void fail(const base::Error& error, ExitCode code);
    /// The library that `--store` names; made on first use.
    workbench::Workbench& bench(const QCommandLineParser& parser);
    /// Prints warnings of the workbench on standard error.
    void printWarnings();
    /// Has the library warned that it cannot keep what it is given?
    bool hasStoreFailed() const { return m_storeFailed; }

private:
    std::unique_ptr<workbench::Workbench> m_workbench;
    bool m_storeFailed = false;
};

/// An experiment, one of its arms, or one run of an arm: `ID`, `ID/arm`, `ID/arm/run`.
struct Target
{
    QString id;
    QString arm;
    int run = 0;
};

/// Errors: Usage.
base::Result<Target> targetFromText(const QString& text);

/// Errors: Usage when the experiment has no such arm or run.
base::Result<void> checkTarget(const Target& target, const experiment::Experiment& experiment);

} // namespace benchglass::cli
