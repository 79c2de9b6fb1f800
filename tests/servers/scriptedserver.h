#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

/// Servers for tests. They listen on 127.0.0.1 at a free port, in threads of their own, from
/// construction to destruction; every function may be called from any thread. No event loop is needed.
namespace benchglass::tests {

/// One thing a server does to a client.
struct Step
{
    enum class Kind { Send, Wait, Close, Reset, Hold };

    Kind kind = Kind::Close;
    QByteArray bytes;
    double ms = 0;

    static Step send(const QByteArray& bytes) { return {Kind::Send, bytes, 0}; }
    /// Counted from when the wait before ended, not from when this one begins: rates hold on a busy machine.
    static Step wait(double ms) { return {Kind::Wait, {}, ms}; }
    static Step close() { return {Kind::Close, {}, 0}; } ///< What follows the last step anyway.
    static Step reset() { return {Kind::Reset, {}, 0}; } ///< RST: the client sees the connection break.
    static Step hold() { return {Kind::Hold, {}, 0}; }   ///< Silence until the client closes.
};

/// A request as it came.
struct ScriptedRequest
{
    QByteArray route;          ///< `POST /api/chat`
    QList<QByteArray> headers; ///< `Name: value`
    QByteArray body;
    QJsonObject json; ///< The body, if it is an object.
    qint64 atNs = 0;  ///< Monotonic, when the head had come.

    /// Value of a header, by lower-case name; null if it was not sent.
    QByteArray header(const QByteArray& name) const;
};

/// Plays a list of steps per route. One request per connection. A client that wants to speak TLS asks for the
/// route `TLS`. Nobody is served before somebody was told where: a subclass may still be under construction.
class ScriptedServer
{
public:
    ScriptedServer();
    virtual ~ScriptedServer();
    Q_DISABLE_COPY_MOVE(ScriptedServer)

    QString url() const; ///< `http://127.0.0.1:40123`
    quint16 port() const;

    /// What to do at `POST /api/chat` and the like. Unknown routes get 404 `404 page not found`.
    void route(const QByteArray& methodAndPath, const QList<Step>& steps);

    QList<ScriptedRequest> requests() const;
    /// How often @p methodAndPath was asked for.
    int requestCount(const QByteArray& methodAndPath) const;
    /// Replies that are being given right now.
    int openConnections() const { return m_open; }
    /// Replies in the middle of which the client closed its connection.
    int abandoned() const { return m_abandoned; }

    /// Stops listening and ends every reply. Called by the destructor.
    void stop();

    /// New connections are refused from now on; replies that are being given go on.
    void stopListening();

    static QByteArray head(int status, const QByteArray& contentType, bool isChunked = true);
    static QByteArray chunk(const QByteArray& body); ///< One chunk of a chunked body.
    static QByteArray lastChunk();
    /// A whole reply with its length.
    static QByteArray reply(int status, const QByteArray& contentType, const QByteArray& body);
    static QByteArray json(const QJsonObject& object, int status = 200);

protected:
    /// Called in a connection's thread. A subclass that overrides it calls stop() in its destructor.
    virtual QList<Step> stepsFor(const ScriptedRequest& request);
    /// The reply to @p request is over. Same thread.
    virtual void finished(const ScriptedRequest& request, bool wasAbandoned);
    std::optional<QList<Step>> routed(const QByteArray& methodAndPath) const;

private:
    void accept();
    void serve(int socket);
    std::optional<ScriptedRequest> receive(int socket) const;
    bool play(int socket, const QList<Step>& steps) const;

    int m_listener = -1;
    quint16 m_port = 0;
    mutable std::atomic<bool> m_isTold = false; ///< Somebody knows the port.
    std::atomic<bool> m_stopping = false;
    std::atomic<int> m_open = 0;
    std::atomic<int> m_abandoned = 0;
    mutable std::mutex m_mutex;
    QHash<QByteArray, QList<Step>> m_routes;
    QList<ScriptedRequest> m_requests;
    std::vector<std::thread> m_connections;
    std::thread m_acceptor;
};

/// An Ollama that invents its text: version, tags, show, ps, load, unload, streamed chat with a done line
/// whose figures match what it did.
class ScriptedOllama final : public ScriptedServer
{
public:
    struct Settings
    {
        QStringList models {QStringLiteral("tiny:latest")};
        QString version = QStringLiteral("0.30.6");
        int tokensPerCall = 60; ///< Without the end marker. A request's num_predict cuts it: `length`.
        double tokenIntervalMs = 1;
        double loadMs = 0; ///< When the model is not resident, or num_ctx or num_gpu change.
        double promptEvalMs = 5;
        int thinkTokens = 0;  ///< Before the answer, unless the request says `think: false`.
        QString replyText;    ///< A word is a token; overrides tokensPerCall.
        double vramRatio = 0; ///< Share of the model on a GPU, as ps tells it.
        int trainedContext = 8192;
        int blockCount = 12;
        QStringList capabilities {QStringLiteral("completion")};

        /// A chat is held back until so many were open at the same time; given up after ten seconds.
        int heldUntilOpen = 0;

        // Faults. They hit every chat, or only the faultAtCall-th (from 1).
        int faultAtCall = 0;
        bool modelMissing = false;         ///< Chat answers 404.
        bool hangBeforeFirstToken = false; ///< Silence until the client gives up.
        std::optional<int> hangAfterTokens;
        std::optional<int> dropAfterTokens;  ///< The connection breaks.
        std::optional<int> errorAfterTokens; ///< An error line, then a clean end without done.
        std::optional<int> endAfterTokens;   ///< A clean end without done and without error.
    };

    ScriptedOllama();
    explicit ScriptedOllama(const Settings& settings);
    ~ScriptedOllama() override;

    void set(const Settings& settings);
    Settings settings() const;

    /// Chats that are being answered right now.
    int openStreams() const { return m_openStreams; }
    /// The most of them that there ever were.
    int mostOpenStreams() const { return m_mostOpenStreams; }
    /// Chats asked for so far.
    int chatCount() const { return requestCount(QByteArrayLiteral("POST /api/chat")); }
    /// Names of models held in memory.
    QStringList resident() const;

protected:
    QList<Step> stepsFor(const ScriptedRequest& request) override;
    void finished(const ScriptedRequest& request, bool wasAbandoned) override;

private:
    /// What a chat will say, and how its options cut it.
    struct Plan
    {
        Settings settings;
        QString model;
        QStringList thoughts;
        QStringList words;
        bool isCut = false;
        double loadMs = 0;
        int promptTokens = 0;
        bool hasFault = false;
    };

    QList<Step> chat(const ScriptedRequest& request);
    QList<Step> load(const ScriptedRequest& request);
    void noteOpened();
    void waitForOthers(int open) const;
    Plan planFor(const ScriptedRequest& request);
    QList<Step> stepsOf(const Plan& plan) const;
    static QByteArray doneLine(const Plan& plan);
    double makeResident(const QString& model, const QJsonObject& options);
    QString known(const QString& model) const;
    QJsonObject entry(const QString& model) const;
    QJsonObject tags() const;
    QJsonObject ps() const;
    QJsonObject show() const;

    mutable std::mutex m_stateMutex;
    Settings m_settings;
    QHash<QString, QJsonObject> m_resident; ///< Model to the options it was loaded with.
    int m_chats = 0;
    std::atomic<int> m_openStreams = 0;
    std::atomic<int> m_mostOpenStreams = 0;
};

} // namespace benchglass::tests
