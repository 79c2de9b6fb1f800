#include "engine/http/transfer.h"

#include "base/clock.h"

#include <utility>

namespace benchglass::engine {

using measure::CallState;

namespace {

constexpr qint64 msNs = 1'000'000;
constexpr qsizetype refusalBytes = 64 * 1024;
/// How long a connection may stay open after the end marker: for a late metrics line, not for ever.
constexpr qint64 graceNs = 1'000 * msNs;

qint64 asleepNs()
{
    return base::boottimeNs() - base::monotonicNs();
}

QByteArray keyOf(const QList<QByteArray>& headers)
{
    constexpr QByteArrayView bearer("Authorization: Bearer ");
    for (const QByteArray& header : headers) {
        if (header.startsWith(bearer))
            return header.mid(bearer.size());
    }
    return {};
}

QString bootIdOnce()
{
    static const QString id = base::bootId();
    return id;
}

} // namespace

StreamDecoder::~StreamDecoder() = default;

std::optional<QByteArray> StreamDecoder::bodyAfterRefusal(const Reply&)
{
    return std::nullopt;
}

Transfer::Transfer(StreamRequest request, std::unique_ptr<StreamDecoder> decoder,
    std::shared_ptr<StreamChannel> channel, qint64 intendedMonotonicNs)
    : m_request(std::move(request))
    , m_curl(m_request)
    , m_decoder(std::move(decoder))
    , m_channel(std::move(channel))
    , m_intendedNs(intendedMonotonicNs)
    , m_error(m_curl.error())
{
    begin();
    setUp();
    m_channel->enter(Phase::Connecting);
}

Transfer::~Transfer() = default;

void Transfer::begin()
{
    m_beganNs = base::monotonicNs();
    m_asleepNs = asleepNs();
    m_trace = {};
    m_trace.bootId = bootIdOnce();
    m_trace.t0MonotonicNs = m_beganNs;
    m_trace.t0Utc = QDateTime::currentDateTimeUtc();
    m_reply = {};
    m_reply.url = m_request.url;
    m_stamp.reset();
    m_received.clear();
    m_bodyBytes = 0;
    m_sent = false;
}

bool Transfer::beginsAgain(CURLcode code)
{
    digest();
    const bool isRefused = m_reply.status >= 400 && code == CURLE_OK && !m_error && !m_cancelled;
    if (!isRefused || std::exchange(m_wasRefused, true))
        return false;
    const auto body = m_decoder->bodyAfterRefusal(m_reply);
    if (!body)
        return false;
    m_request.body = *body;
    begin();
    m_curl.setBody(m_request.body);
    m_curlWords.front() = 0;
    enter(Phase::Connecting);
    return true;
}

void Transfer::setUp()
{
    CURL* const handle = m_curl.get();
    curl_easy_setopt(handle, CURLOPT_PRIVATE, this);
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, m_curlWords.data());
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &Transfer::headerCallback);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &Transfer::bodyCallback);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, &Transfer::requestCallback);
    curl_easy_setopt(handle, CURLOPT_PREREQDATA, this);
    curl_easy_setopt(handle, CURLOPT_SOCKOPTFUNCTION, &Transfer::socketCallback);
}

int Transfer::socketCallback(void*, curl_socket_t socket, curlsocktype purpose)
{
    if (purpose == CURLSOCKTYPE_IPCXN)
        enableStamps(static_cast<int>(socket));
    return CURL_SOCKOPT_OK;
}

int Transfer::requestCallback(void* self, char*, char*, int, int)
{
    static_cast<Transfer*>(self)->onRequestSent();
    return CURL_PREREQFUNC_OK;
}

void Transfer::touch()
{
    if (m_touched && !std::exchange(m_isTouched, true))
        m_touched->push_back(this);
}

void Transfer::onRequestSent()
{
    touch();
    m_sent = true;
    enter(m_request.headersMeanBegun ? Phase::Queued : Phase::Waiting);
    m_trace.t0Utc = QDateTime::currentDateTimeUtc();
    m_trace.t0MonotonicNs = base::monotonicNs();
}

size_t Transfer::headerCallback(char* data, size_t size, size_t count, void* self)
{
    static_cast<Transfer*>(self)->onHeader({data, static_cast<qsizetype>(size * count)});
    return size * count;
}

size_t Transfer::bodyCallback(char* data, size_t size, size_t count, void* self)
{
    static_cast<Transfer*>(self)->onBody({data, static_cast<qsizetype>(size * count)});
    return size * count;
}

void Transfer::onHeader(QByteArrayView line)
{
    touch();
    ensureStamp();
    const QByteArray text = line.toByteArray().trimmed();
    const QByteArray lower = text.toLower();
    if (lower.startsWith("http/")) {
        m_reply.status = text.mid(text.indexOf(' ') + 1, 3).toInt();
        m_reply.contentType.clear();
        m_reply.location.clear();
    } else if (lower.startsWith("content-type:")) {
        m_reply.contentType = lower.mid(13).trimmed();
    } else if (lower.startsWith("location:")) {
        m_reply.location = text.mid(9).trimmed();
    } else if (text.isEmpty() && m_reply.status >= 200 && !m_trace.headersNs) {
        m_trace.headersNs = sinceStart(m_stamp->monotonicNs);
        if (m_request.headersMeanBegun && m_reply.status == 200)
            enter(Phase::Prefill);
    }
}

void Transfer::onBody(QByteArrayView bytes)
{
    touch();
    ensureStamp();
    if (!m_trace.firstByteNs)
        m_trace.firstByteNs = sinceStart(m_stamp->monotonicNs);
    m_received.append(bytes);
}

void Transfer::noteRead(const ReadStamp& stamp)
{
    if (!m_sent)
        return;
    touch(); // digest() forgets a stamp that no bytes came with
    m_stamp = stamp;
    if (m_stamp->monotonicNs < m_lastStampNs) // the wall clock stepped back in between
        m_stamp = userStamp();
    m_lastStampNs = m_stamp->monotonicNs;
}

void Transfer::ensureStamp()
{
    if (!m_stamp)
        noteRead(userStamp());
    if (!m_stamp)
        m_stamp = userStamp();
}

void Transfer::digest()
{
    m_isTouched = false;
    if (!m_received.isEmpty() && !m_error) {
        ensureStamp();
        const QByteArray bytes = std::exchange(m_received, {});
        m_bodyBytes += bytes.size();
        if (m_reply.status != 200) {
            m_reply.body.append(bytes.first(qMin(bytes.size(), refusalBytes - m_reply.body.size())));
        } else if (m_bodyBytes > m_request.maxBodyBytes) {
            m_error = oversizeError(m_request.maxBodyBytes, m_request.url);
        } else {
            ++m_readId;
            m_lastRead = *m_stamp;
            Decoded decoded;
            m_decoder->feed(bytes, decoded);
            take(decoded);
        }
    }
    m_received.clear();
    m_stamp.reset();
}

void Transfer::take(const Decoded& decoded)
{
    if (decoded.hasData) {
        m_hasData = true;
        m_dataNs = base::monotonicNs();
    }
    takePrefill(decoded.prefill);
    takePieces(decoded.pieces);
    if (decoded.ended && !m_trace.endMarkerNs)
        m_trace.endMarkerNs = sinceStart(m_stamp->monotonicNs);
    // What comes after the end marker cannot spoil the answer any more.
    if (decoded.error && !m_error && !m_trace.endMarkerNs)
        m_error = decoded.error;
}

void Transfer::takePrefill(const QList<measure::PrefillProgress>& progresses)
{
    for (measure::PrefillProgress progress : progresses) {
        progress.arrivalNs = sinceStart(m_stamp->monotonicNs);
        if (m_trace.chunks.isEmpty())
            enter(Phase::Prefill);
        m_trace.prefill.append(progress);
        m_channel->add(progress);
    }
}

void Transfer::takePieces(const QList<Piece>& pieces)
{
    for (const Piece& piece : pieces) {
        measure::Chunk chunk;
        chunk.arrivalNs = sinceStart(m_stamp->monotonicNs);
        chunk.readId = m_readId;
        chunk.kind = piece.kind;
        chunk.source = m_stamp->source;
        chunk.bundled = pieces.size() > 1;
        chunk.delayNs = m_stamp->delayNs;
        chunk.tokens = piece.tokens;
        chunk.text = piece.text;
        const measure::SplitText text = m_splitter.add(chunk);
        if (!text.thought.isEmpty())
            enter(Phase::Thinking);
        if (!text.answer.isEmpty())
            enter(Phase::Writing);
        m_trace.chunks.append(chunk);
        m_channel->add(chunk);
    }
}

void Transfer::enter(Phase phase)
{
    if (m_phase == phase)
        return;
    m_phase = phase;
    m_channel->enter(phase);
}

void Transfer::cancel()
{
    m_cancelled = true;
}

bool Transfer::isOver(qint64 nowNs) const
{
    if (m_cancelled || m_error)
        return true;
    if (m_trace.endMarkerNs)
        return nowNs >= m_trace.t0MonotonicNs + *m_trace.endMarkerNs + graceNs;
    return m_reply.status != 200 && m_reply.body.size() >= refusalBytes;
}

std::optional<std::pair<qint64, Deadline>> Transfer::nextDeadline() const
{
    const base::Timeouts& limits = m_request.timeouts;
    std::optional<std::pair<qint64, Deadline>> next;
    const auto consider = [&next](qint64 fromNs, int ms, Deadline deadline) {
        const qint64 atNs = fromNs + ms * msNs;
        if (ms > 0 && (!next || atNs < next->first))
            next = {atNs, deadline};
    };
    consider(m_beganNs, limits.totalMs, Deadline::Total);
    if (!m_sent)
        consider(m_beganNs, limits.connectMs, Deadline::Connect);
    else if (!m_hasData)
        consider(m_trace.t0MonotonicNs, limits.firstByteMs, Deadline::FirstByte);
    else
        consider(m_dataNs, limits.idleMs, Deadline::Idle);
    return next;
}

std::optional<qint64> Transfer::deadlineNs() const
{
    if (m_trace.endMarkerNs)
        return m_trace.t0MonotonicNs + *m_trace.endMarkerNs + graceNs;
    const auto next = nextDeadline();
    return next ? std::optional(next->first) : std::nullopt;
}

void Transfer::checkDeadlines(qint64 nowNs)
{
    if (m_trace.endMarkerNs || m_error)
        return;
    const auto next = nextDeadline();
    if (next && nowNs >= next->first)
        m_error = deadlineError(next->second, m_request.timeouts, m_request.url);
}

void Transfer::finish(CURLcode code, bool complete)
{
    digest();
    if (m_sent)
        m_trace.closedNs = sinceStart(base::monotonicNs());
    noteConnection();
    const qint64 sleptNs = asleepNs() - m_asleepNs;
    m_trace.suspended = sleptNs > 100 * msNs;
    m_trace.intendedNs = qMin<qint64>(0, m_intendedNs - m_trace.t0MonotonicNs);
    const Outcome result = outcome(code, complete);
    m_channel->end(result);
}

void Transfer::noteConnection()
{
    if (!m_sent)
        return;
    curl_off_t dns = 0;
    curl_off_t tcp = 0;
    curl_off_t tls = 0;
    curl_easy_getinfo(m_curl.get(), CURLINFO_NAMELOOKUP_TIME_T, &dns);
    curl_easy_getinfo(m_curl.get(), CURLINFO_CONNECT_TIME_T, &tcp);
    curl_easy_getinfo(m_curl.get(), CURLINFO_APPCONNECT_TIME_T, &tls);
    constexpr qint64 usNs = 1'000;
    m_trace.dnsNs = dns * usNs;
    m_trace.tcpNs = qMax<qint64>(0, (tcp - dns) * usNs);
    if (tls > 0)
        m_trace.tlsNs = qMax<qint64>(0, (tls - tcp) * usNs);
}

Outcome Transfer::outcome(CURLcode code, bool complete)
{
    const bool wasStreaming = m_reply.status == 200;
    if (wasStreaming && complete && code == CURLE_OK && !m_error) {
        m_stamp = m_lastRead; // when the bytes of an unfinished line came
        Decoded last;
        m_decoder->finish(last);
        take(last);
    }
    Outcome result;
    m_trace.server = m_decoder->figures();
    result.trace = m_trace;
    const QString words = QString::fromUtf8(m_curlWords.data());
    if (m_error) {
        result.state = CallState::Error;
        result.error = m_error;
    } else if (m_trace.endMarkerNs) {
        const bool isCut = m_trace.server.doneReason == u"length"_qs;
        result.state = isCut ? CallState::Length : CallState::Ok;
    } else if (m_cancelled) {
        result.state = CallState::Cancelled;
        result.error = cancelledError(m_request.url);
    } else if (wasStreaming) {
        result.state = CallState::Aborted;
        result.error = brokenError(!m_trace.chunks.isEmpty(), words, m_request.url);
    } else {
        result.state = CallState::Error;
        if (m_reply.status >= 300 && m_reply.status < 400)
            result.error = redirectError(m_reply.status, m_reply.location, m_request.url);
        else if (m_reply.status >= 200)
            result.error = m_decoder->refusal(m_reply);
        else
            result.error = transportError(code, words, m_request.url);
    }
    if (result.error)
        result.error = withoutKey(*result.error, keyOf(m_request.headers));
    return result;
}

} // namespace benchglass::engine
