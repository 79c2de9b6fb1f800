#pragma once

#include "base/error.h"
#include "engine/framing/lineframer.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QObject>
#include <QString>
#include <QTimer>
#include <QUrl>

#include <optional>

class QNetworkReply;

namespace benchglass::engine {

/// How far a pull has come.
struct PullProgress
{
    QString status;                   ///< The server's words, tamed: `pulling manifest`.
    qint64 completedBytes = 0;        ///< Of all layers begun so far.
    std::optional<qint64> totalBytes; ///< Of all layers begun so far; it grows when another begins.

    friend bool operator==(const PullProgress&, const PullProgress&) = default;
};

/// An Ollama fetching a model: /api/pull, streamed. It emits any number of progressed() and then exactly one
/// finished(), both from the event loop. Destroying it (not from its own signals) stops the pull silently;
/// what was fetched so far the server keeps, and goes on from there another time.
/// Lives in the thread that makes it.
class OllamaPull : public QObject
{
    Q_OBJECT

public:
    /// Silence after which the server counts as gone. Checking what was fetched is silent for minutes.
    static constexpr int silenceMs = 600'000;

    /// @param url    the server's address, as Engine::url() has it
    /// @param key    bearer key for a gateway in front of it; may be empty
    /// @param caFile certificates (PEM) to trust beside the system's; may be empty
    OllamaPull(const QUrl& url, const QString& model, const QString& key = {}, const QString& caFile = {},
        QObject* parent = nullptr);
    ~OllamaPull() override;

    /// Begins. Once.
    void start();
    /// finished() follows with Cancelled.
    void cancel();

Q_SIGNALS:
    /// With each read at most.
    void progressed(const benchglass::engine::PullProgress& progress);
    /// Without a failure the server has the model. Errors: Unreachable, NotTheServer, ServerRefused,
    /// ModelMissing (no registry has it), StreamBroken, Timeout, Cancelled.
    void finished(const std::optional<benchglass::base::Error>& failure);

private:
    struct Layer
    {
        qint64 completedBytes = 0;
        qint64 totalBytes = 0;
    };

    void read();
    void takeLine(QByteArrayView line);
    void ended();
    void end(const std::optional<base::Error>& failure);
    base::Error reasonOfEnd() const;

    QUrl m_url;
    QString m_model;
    QString m_key;
    QString m_caFile;
    QNetworkAccessManager m_network;
    QNetworkReply* m_reply = nullptr; ///< Of m_network; null before and after.
    QTimer m_silence;
    LineFramer m_framer;
    QHash<QString, Layer> m_layers;
    PullProgress m_progress;
    QByteArray m_refusal; ///< Start of the body of a status other than 200.
    std::optional<base::Error> m_error;
    bool m_succeeded = false;
};

} // namespace benchglass::engine
