#pragma once

#include "engine/doctor/doctor.h"
#include "engine/engine.h"
#include "engine/ollama/ollamapull.h"
#include "workbench/secrets.h"

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <memory>
#include <optional>

namespace benchglass::workbench {

/// What a checkup looks at.
struct CheckupRequest
{
    engine::Endpoint endpoint;          ///< Its key is found by itself.
    engine::Doctor::Options options {}; ///< The CA file is the endpoint's.
};

/// Looks at a server step by step, as often as wanted, and lets it fetch a missing model. Finds the key by
/// itself: where an engine hardly ever wants one, the keychain is asked only once the server did.
///
/// Never blocks. Lives in the main thread.
class Checkup : public QObject
{
    Q_OBJECT

public:
    enum class State { Idle, Checking, Pulling, Starting };

    /// @param secrets must outlive it
    Checkup(Secrets* secrets, std::shared_ptr<engine::StreamThread> streams, QObject* parent = nullptr);
    ~Checkup() override; ///< Ends what is under way, silently.

    /// Begins; what is under way is given up, silently.
    void start(const CheckupRequest& request);
    /// Lets the server that was looked at last fetch @p model; then looks at it anew, with that model.
    /// Only where EngineTraits::canPull.
    void pull(const QString& model);
    /// Can this machine start the server that did not answer?
    bool canStartServer() const;
    /// Starts it, waits for it, and looks at it anew. A server that does not come fails in that check.
    void startServer();
    /// Ends what is under way: finished() or pullEnded() follows, with Cancelled. Waiting for a server ends
    /// with finished() and the failure before.
    void cancel();

    State state() const { return m_state; }
    /// All seven, in their order, as far as they are known.
    const QList<engine::DoctorStep>& steps() const { return m_steps; }
    /// The failure with the one action that helps; nothing as long as none failed.
    std::optional<base::Error> error() const { return engine::firstError(m_steps); }
    const CheckupRequest& request() const { return m_request; }
    QUrl url() const { return m_url; }        ///< As the engine normalised it; empty without a server.
    QString model() const { return m_model; } ///< That was tried; empty where there is none.

    /// Everything that was found, as plain text in the user's language. Without the key.
    QString report() const;

Q_SIGNALS:
    /// All steps are pending again.
    void begun();
    void stepChanged(const benchglass::engine::DoctorStep& step);
    /// Last signal of a check.
    void finished();
    /// A server was started; begun() follows when it listens.
    void serverStarted();
    void pullProgressed(const benchglass::engine::PullProgress& progress);
    /// Without a failure begun() follows.
    void pullEnded(const std::optional<benchglass::base::Error>& failure);

private:
    struct Examination;

    void retire();
    void abandon();
    void examine(const QString& key);
    void end();
    void failAtOnce(const base::Error& error);
    void take(const engine::DoctorStep& step);
    void examined();
    void pulled(const std::optional<base::Error>& failure);
    void knock();

    Secrets* m_secrets;
    std::shared_ptr<engine::StreamThread> m_streams;
    CheckupRequest m_request;
    State m_state = State::Idle;
    quint64 m_number = 0; ///< Of the check: late answers belong to another.
    QUrl m_url;
    QString m_key;
    QString m_model;
    QList<engine::DoctorStep> m_steps = engine::pendingSteps();
    Examination* m_examination = nullptr; ///< A child.
    engine::OllamaPull* m_pull = nullptr; ///< A child.
    QTcpSocket m_door;                    ///< Whether a server that was started listens.
    QTimer m_knock;
    QElapsedTimer m_sinceStart;
};

} // namespace benchglass::workbench
