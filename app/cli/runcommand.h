#pragma once

#include "cli/command.h"

namespace benchglass::cli {

/// `run FOLDER`: ingest, analysis and report for every run of every arm, then the export.
class RunCommand : public Command
{
    Q_OBJECT

public:
    void declare(QCommandLineParser& parser) const override;
    base::Result<void> start(const QCommandLineParser& parser, const FigureMaker& figures) override;

private:
    void watch();
    /// Says what was chosen in vain.
    void noteIdleOptions(const std::shared_ptr<const experiment::Experiment>& experiment);
    void showProgress(const agent::Progress& progress);
    void interrupted();
    void ended(const std::shared_ptr<const experiment::Experiment>& experiment);
    void conclude(const experiment::Experiment& experiment);

    workbench::Workbench* m_bench = nullptr;
    FigureMaker m_figures;
    QString m_out;
    QList<report::Format> m_formats;
    bool m_json = false;
    int m_interrupts = 0;
};

/// The spec that the options of `run` describe; the folder as given. Errors: Usage, naming the option.
base::Result<experiment::Spec> specFromOptions(const QCommandLineParser& parser);

/// `md,pdf,csv` as formats. Errors: Usage.
base::Result<QList<report::Format>> formatsFromText(const QString& text);

} // namespace benchglass::cli
