#pragma once

#include "engine/doctor/connection.h"
#include "engine/doctor/doctorstep.h"
#include "engine/doctor/namelookup.h"
#include "engine/engine.h"

#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <utility>

namespace benchglass::engine {

/// How long each step may take, in milliseconds.
struct DoctorLimits
{
    int lookUpMs = 5'000;
    int connectMs = 5'000;
    int encryptMs = 5'000;
    int httpMs = 5'000;
    int identityMs = 15'000;
    int modelMs = 15'000;
    int testMs = 300'000; ///< A model that has to be loaded first takes minutes.
};

/// Finds out why a server cannot be used, or that it can: name look-up, connection, encryption, HTTP, what
/// answers, the model, an answer of one token. Steps after a failed one are skipped. Engines without an
/// address skip the network.
///
/// Lives in the thread of the engine, which it does not own and which has to outlive it. Never blocks;
/// destroying it (not from its own signals: deleteLater() there) cancels what is under way.
class Doctor : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QString model {};       ///< Empty: one that the server lists is tried, and named.
        QString think {};       ///< As in Prompt.
        QJsonObject options {}; ///< Of the run that is planned; the test sends them too.
        QString caFile {};      ///< Certificates (PEM) to trust beside the system's.
        DoctorLimits limits {};
        std::optional<int> promptTokens {}; ///< Estimate of the longest prompt that is planned.
    };

    Doctor(Engine& engine, const Options& options, QObject* parent = nullptr);
    ~Doctor() override;

    /// Begins, in the event loop. Once.
    void start();
    /// What is under way fails with Cancelled, the rest is skipped; finished() follows. Without effect after
    /// the end.
    void cancel();

    /// All seven, in their order, as far as they are known.
    const QList<DoctorStep>& steps() const { return m_steps; }
    /// The failure with the one action that helps; nothing as long as none failed.
    std::optional<base::Error> error() const;
    /// The model that was tried; empty where there is none.
    QString model() const { return m_options.model; }

Q_SIGNALS:
    /// A step began or ended.
    void stepChanged(const benchglass::engine::DoctorStep& step);
    /// Last signal.
    void finished();

private:
    void beginNext();
    void run(DoctorStage stage);
    int limitMs(DoctorStage stage) const;
    DoctorStep& current() { return m_steps[m_at]; }
    /// @p then, for as long as the step is under way that is so now.
    template <typename Then>
    auto ifStillAsked(Then then)
    {
        return [this, at = m_at, then = std::move(then)](const auto&... results) {
            if (m_at == at && m_steps.at(at).state == DoctorState::Running)
                then(results...);
        };
    }
    void found(const QString& name, const QJsonValue& value, const QString& text);
    void warn(base::ErrorCode code, const QString& message, base::Remedy remedy);
    void succeed();
    void fail(const base::Error& error);
    void skip(const Finding& why);
    void end(DoctorState state);
    void timeOut();
    void failCancelled();

    void lookUp();
    void lookedUp(const QList<QHostAddress>& addresses, const QString& words);
    void open();
    void opened(const QList<ConnectAttempt>& attempts);
    void encrypt();
    void ask();
    void identify();
    void identified(const Server& server);
    void examineModel();
    void described(const base::Result<ModelDetails>& details);
    void tellDetails(const ModelDetails& details);
    void tryModel();
    void tried(const Outcome& outcome);
    void askResidence();
    void tellResidence(const QList<LoadedModel>& loaded);
    void tellContext(int context);
    std::optional<Model> listed() const;

    Engine& m_engine;
    Options m_options;
    QUrl m_url;
    QList<DoctorStep> m_steps;
    qsizetype m_at = -1;
    qint64 m_beganNs = 0;
    bool m_isCancelled = false;
    QTimer m_limit;
    QList<QHostAddress> m_addresses;
    std::unique_ptr<NameLookUp> m_lookUp;
    Connection* m_connection = nullptr; ///< A child.
    std::unique_ptr<Generation> m_generation;
    Server m_server;
};

} // namespace benchglass::engine
