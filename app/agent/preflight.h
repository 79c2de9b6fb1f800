#pragma once

#include "engine/engine.h"
#include "experiment/experiment.h"

#include <QObject>

#include <optional>

namespace benchglass::agent {

/// Ollama lists `name:latest` where a user says `name`.
bool isSameModel(const QString& listed, const QString& asked);

/// Asks an engine what it is, whether it has the model and what that is, before an experiment begins; and
/// measures what the program itself adds to stamps where there is a model to measure.
/// Lives in the thread of the engine, which it does not own.
class Preflight : public QObject
{
    Q_OBJECT

public:
    /// What is asked: everything, or only what is another server's own: not what this program adds.
    enum class Extent { Everything, ServerOnly };

    /// @param options names of those that arms set
    Preflight(engine::Engine& engine, const QString& model, const QStringList& options = {},
        Extent extent = Extent::Everything);

    void start();

    /// What was learnt so far of program, machine, server and model.
    const experiment::Environment& environment() const { return m_environment; }
    /// The context that every request gets, where the server settled it when it started.
    std::optional<int> servedContext() const { return m_servedContext; }

Q_SIGNALS:
    /// Something worth knowing that does not stop the run.
    void warned(const benchglass::base::Error& warning);
    /// Last signal. Errors: what the engine says, ModelMissing.
    void finished(const std::optional<benchglass::base::Error>& failure);

private:
    void probed(const base::Result<engine::Server>& server);
    void described(const base::Result<engine::ModelDetails>& details);
    void measureOurselves();

    engine::Engine& m_engine;
    QString m_model;
    QStringList m_options;
    Extent m_extent;
    experiment::Environment m_environment;
    std::optional<int> m_servedContext;
};

} // namespace benchglass::agent
