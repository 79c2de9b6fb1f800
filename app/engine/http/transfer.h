#pragma once

#include "engine/engine.h"
#include "engine/http/curlhandle.h"
#include "engine/http/readstamp.h"
#include "engine/http/stream.h"
#include "engine/http/streamchannel.h"
#include "engine/http/streamerrors.h"
#include "measure/thinking.h"

#include <array>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <curl/curl.h>

namespace benchglass::engine {

/// One measured request: a curl handle, the stamps of its reads, and what they decode to.
/// Lives in the stream thread.
class Transfer
{
public:
    Transfer(StreamRequest request, std::unique_ptr<StreamDecoder> decoder,
        std::shared_ptr<StreamChannel> channel, qint64 intendedMonotonicNs);
    ~Transfer();
    Q_DISABLE_COPY_MOVE(Transfer)

    CURL* handle() const { return m_curl.get(); }
    StreamChannel& channel() const { return *m_channel; }

    /// From now on this transfer stands in @p touched, once, when there is something to digest() or to hand
    /// on.
    void noteTouchesIn(std::vector<Transfer*>* touched)
    {
        m_touched = touched;
        m_isTouched = false;
    }
    /// The bytes read next came in at @p stamp.
    void noteRead(const ReadStamp& stamp);
    /// Understands what was read since the last time.
    void digest();

    /// Nothing more is wanted: the answer is complete, broken or refused.
    bool isOver(qint64 nowNs) const;
    /// When isOver() or a time limit has to be looked at again.
    std::optional<qint64> deadlineNs() const;
    /// Checks the time limits.
    void checkDeadlines(qint64 nowNs);
    void cancel();

    /// After a refusal that the decoder has another body for: everything starts anew, once, and handle() is
    /// to be performed again.
    /// @param code how curl saw the end
    bool beginsAgain(CURLcode code);

    /// Hands the outcome to the listener.
    /// @param code how curl saw the end; CURLE_OK also when we ended it
    /// @param complete the body came to its end
    void finish(CURLcode code, bool complete);

private:
    void setUp();
    void take(const Decoded& decoded);
    void takePrefill(const QList<measure::PrefillProgress>& progresses);
    void takePieces(const QList<Piece>& pieces);
    void begin();
    void touch();
    void enter(Phase phase);
    qint64 sinceStart(qint64 monotonicNs) const { return monotonicNs - m_trace.t0MonotonicNs; }
    void ensureStamp();
    void noteConnection();
    std::optional<std::pair<qint64, Deadline>> nextDeadline() const;
    Outcome outcome(CURLcode code, bool complete);

    void onHeader(QByteArrayView line);
    void onBody(QByteArrayView bytes);
    void onRequestSent();
    static size_t headerCallback(char* data, size_t size, size_t count, void* self);
    static size_t bodyCallback(char* data, size_t size, size_t count, void* self);
    static int requestCallback(void* self, char*, char*, int, int);
    static int socketCallback(void*, curl_socket_t socket, curlsocktype purpose);

    StreamRequest m_request;
    std::array<char, CURL_ERROR_SIZE> m_curlWords {};
    CurlHandle m_curl; ///< Made from the request.
    std::unique_ptr<StreamDecoder> m_decoder;
    std::shared_ptr<StreamChannel> m_channel;
    std::vector<Transfer*>* m_touched = nullptr;
    bool m_isTouched = false; ///< Stands in m_touched.

    measure::Trace m_trace;
    Reply m_reply;
    qint64 m_intendedNs;
    qint64 m_beganNs = 0;
    qint64 m_dataNs = 0;   ///< Last time something but a heartbeat came.
    qint64 m_asleepNs = 0; ///< BOOTTIME - MONOTONIC at the start.
    bool m_sent = false;
    std::optional<ReadStamp> m_stamp;
    ReadStamp m_lastRead; ///< Of the last bytes of the body.
    qint64 m_lastStampNs = 0;
    qint64 m_readId = 0;
    QByteArray m_received;
    qint64 m_bodyBytes = 0;
    Phase m_phase = Phase::Connecting;
    measure::ThoughtSplitter m_splitter;
    bool m_hasData = false;
    bool m_cancelled = false;
    bool m_wasRefused = false; ///< This is the second try.
    std::optional<base::Error> m_error;
};

} // namespace benchglass::engine
