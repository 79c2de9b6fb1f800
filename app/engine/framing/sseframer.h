#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <functional>

namespace benchglass::engine {

/// Cuts a stream of server-sent events into events, wherever the network cut it into reads.
///
/// Lines end with LF, CR LF or a lone CR; the `data` lines of an event are joined with LF; an empty line
/// dispatches it; comments, `id` and `retry` are skipped. Servers that leave out the empty lines are
/// understood because each data line is offered as soon as it is complete, and lines that are no event
/// stream at all are handed on as they are. Data are bytes: decode UTF-8 after framing, never before.
/// Pure; one thread at a time.
class SseFramer
{
public:
    /// The longest event that a sane server sends.
    static constexpr qsizetype saneEventBytes = qsizetype {64} << 20;

    enum class Part {
        Line,  ///< The first data line of an event whose end has not come.
        Event, ///< The event as its empty line or the end of the stream closed it.
        Bare,  ///< A line without a field that events have: no event stream, or something in between.
        Rest,  ///< A data line that the stream ended without a line end: perhaps half of it.
    };

    /// Valid during the call only.
    struct Event
    {
        Part part = Part::Event;
        QByteArrayView name; ///< Of the `event` field; empty = `message`.
        QByteArrayView data;
    };

    /// @return true for a Line that says all: it is an event of its own and not handed on again.
    using Handler = std::function<bool(const Event& event)>;

    explicit SseFramer(qsizetype maxEventBytes = saneEventBytes);

    /// @return false once an event was longer than the maximum; then nothing more is handed on.
    bool feed(QByteArrayView bytes, const Handler& handler);

    /// The stream ended: hands on an event without its empty line, and a last line without its end.
    void finish(const Handler& handler);

private:
    void takeLine(QByteArrayView line, const Handler& handler);
    void takeData(QByteArrayView value, const Handler& handler);
    void dispatch(const Handler& handler);
    bool keep(QByteArrayView bytes);

    qsizetype m_maxEventBytes;
    QByteArray m_begun; ///< Start of a line whose end has not arrived.
    QByteArray m_name;
    QByteArray m_data;
    bool m_hasData = false;
    bool m_isFirstLine = true;
    bool m_afterCarriageReturn = false; ///< An LF that comes next belongs to the line end before.
    bool m_overlong = false;
};

} // namespace benchglass::engine
