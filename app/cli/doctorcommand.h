#pragma once

#include "cli/command.h"
#include "engine/doctor/doctor.h"
#include "engine/ollama/ollamapull.h"
#include "workbench/secrets.h"

namespace benchglass::engine {
class StreamThread;
} // namespace benchglass::engine

namespace benchglass::cli {

/// `doctor`: why a server cannot be used, step by step, and what helps. Ends with 3 when something failed.
class DoctorCommand : public Command
{
    Q_OBJECT

public:
    DoctorCommand();
    ~DoctorCommand() override;

    void declare(QCommandLineParser& parser) const override;
    base::Result<void> start(const QCommandLineParser& parser, const FigureMaker& figures) override;

private:
    void examine(const QString& key);
    void showStep(const engine::DoctorStep& step) const;
    void examined();
    void pull();
    void showPull(const engine::PullProgress& progress);
    void pulled(const std::optional<base::Error>& failure);
    void conclude();
    QJsonObject json() const;

    std::shared_ptr<engine::StreamThread> m_streams;
    workbench::Secrets m_secrets;
    engine::Endpoint m_endpoint;
    engine::Doctor::Options m_options;
    std::unique_ptr<engine::Engine> m_engine;
    std::unique_ptr<engine::OllamaPull> m_pull;
    std::unique_ptr<engine::Doctor> m_doctor;
    QString m_pullStatus; ///< The last that was told.
    bool m_json = false;
    bool m_mayPull = false;
};

} // namespace benchglass::cli
