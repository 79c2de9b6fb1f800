#pragma once

#include "cli/command.h"

namespace benchglass::cli {

/// `list`: the experiments of the library, newest first.
class ListCommand : public Command
{
    Q_OBJECT

public:
    void declare(QCommandLineParser& parser) const override;
    base::Result<void> start(const QCommandLineParser& parser, const FigureMaker& figures) override;
};

/// A command about one experiment: `show`, `export`.
class TargetCommand : public Command
{
    Q_OBJECT

public:
    using Loaded = std::shared_ptr<const experiment::Experiment>;

    base::Result<void> start(const QCommandLineParser& parser, const FigureMaker& figures) override;

protected:
    /// Checks the options before anything is loaded. Errors: Usage.
    virtual base::Result<void> prepare(const QCommandLineParser& parser);
    virtual void loaded(const Loaded& experiment, const Target& target) = 0;

    workbench::Workbench* m_bench = nullptr;
    FigureMaker m_figures;
};

/// `show ID[/arm[/run]]`.
class ShowCommand : public TargetCommand
{
    Q_OBJECT

public:
    void declare(QCommandLineParser& parser) const override;

protected:
    base::Result<void> prepare(const QCommandLineParser& parser) override;
    void loaded(const Loaded& experiment, const Target& target) override;

private:
    bool m_json = false;
};

/// `export ID[/arm[/run]] --format F --out PATH`.
class ExportCommand : public TargetCommand
{
    Q_OBJECT

public:
    void declare(QCommandLineParser& parser) const override;

protected:
    base::Result<void> prepare(const QCommandLineParser& parser) override;
    void loaded(const Loaded& experiment, const Target& target) override;

private:
    QList<report::Format> m_formats;
    QString m_out;
};

/// `delete ID`: to the trash, or with --forever for good.
class DeleteCommand : public Command
{
    Q_OBJECT

public:
    void declare(QCommandLineParser& parser) const override;
    base::Result<void> start(const QCommandLineParser& parser, const FigureMaker& figures) override;
};

} // namespace benchglass::cli
