#include "engine/framing/sseframer.h"

#include <cstring>
#include <utility>

namespace benchglass::engine {

namespace {

/// Where the first LF or CR stands; -1 if there is none.
qsizetype lineEnd(QByteArrayView bytes)
{
    const auto find = [](QByteArrayView in, char c) -> qsizetype {
        const void* const at = std::memchr(in.data(), c, static_cast<size_t>(in.size()));
        return at ? static_cast<const char*>(at) - in.data() : -1;
    };
    const qsizetype feed = find(bytes, '\n');
    const qsizetype carriageReturn = find(feed < 0 ? bytes : bytes.first(feed), '\r');
    return carriageReturn < 0 ? feed : carriageReturn;
}

/// The value of @p line if its field is @p name; null if it is another.
QByteArrayView valueOf(QByteArrayView line, QByteArrayView name)
{
    if (!line.startsWith(name))
        return {};
    if (line.size() == name.size())
        return QByteArrayView("");
    if (line.at(name.size()) != ':')
        return {};
    const QByteArrayView value = line.sliced(name.size() + 1);
    return value.startsWith(' ') ? value.sliced(1) : value;
}

/// True for a last line that says nothing: a comment, another field, or the beginning of a field's name.
bool isSkipped(QByteArrayView rest)
{
    if (rest.isEmpty() || rest.front() == ':')
        return true;
    for (const QByteArrayView field : {"data:", "event:", "id:", "retry:"}) {
        if (field.startsWith(rest) || rest.startsWith(field))
            return true;
    }
    return false;
}

} // namespace

SseFramer::SseFramer(qsizetype maxEventBytes)
    : m_maxEventBytes(maxEventBytes)
{
}

bool SseFramer::feed(QByteArrayView bytes, const Handler& handler)
{
    if (m_afterCarriageReturn && !bytes.isEmpty()) {
        m_afterCarriageReturn = false;
        if (bytes.front() == '\n')
            bytes = bytes.sliced(1);
    }
    while (!m_overlong && !bytes.isEmpty()) {
        const qsizetype end = lineEnd(bytes);
        if (end < 0)
            return keep(bytes);
        const QByteArrayView head = bytes.first(end);
        const bool isCarriageReturn = bytes.at(end) == '\r';
        bytes = bytes.sliced(end + 1);
        if (isCarriageReturn && bytes.startsWith('\n'))
            bytes = bytes.sliced(1);
        else
            m_afterCarriageReturn = isCarriageReturn && bytes.isEmpty();
        if (m_begun.isEmpty() && head.size() <= m_maxEventBytes) {
            takeLine(head, handler);
        } else if (keep(head)) {
            // The handler may not see a buffer that a later line overwrites.
            const QByteArray line = std::exchange(m_begun, {});
            takeLine(line, handler);
        }
    }
    return !m_overlong;
}

void SseFramer::finish(const Handler& handler)
{
    if (m_overlong)
        return;
    QByteArrayView rest = m_begun;
    if (m_isFirstLine && rest.startsWith("\xef\xbb\xbf"))
        rest = rest.sliced(3);
    const QByteArrayView value = valueOf(rest, "data");
    if (m_hasData && !value.isNull())
        takeData(value, handler);
    else if (!value.isNull())
        handler({Part::Rest, m_name, value});
    dispatch(handler);
    if (value.isNull() && !isSkipped(rest))
        handler({Part::Bare, {}, rest});
    m_begun.clear();
}

void SseFramer::takeLine(QByteArrayView line, const Handler& handler)
{
    if (std::exchange(m_isFirstLine, false) && line.startsWith("\xef\xbb\xbf"))
        line = line.sliced(3);
    if (line.isEmpty())
        return dispatch(handler);
    if (line.front() == ':')
        return;
    const QByteArrayView data = valueOf(line, "data");
    if (!data.isNull())
        return takeData(data, handler);
    const QByteArrayView name = valueOf(line, "event");
    if (!name.isNull())
        m_name = name.toByteArray();
    else if (valueOf(line, "id").isNull() && valueOf(line, "retry").isNull())
        handler({Part::Bare, {}, line});
}

void SseFramer::takeData(QByteArrayView value, const Handler& handler)
{
    if (!m_hasData && handler({Part::Line, m_name, value})) {
        m_name.clear();
        return;
    }
    if (value.size() + 1 > m_maxEventBytes - m_data.size()) {
        m_overlong = true;
        m_data = {};
        return;
    }
    if (std::exchange(m_hasData, true))
        m_data.append('\n');
    m_data.append(value);
}

void SseFramer::dispatch(const Handler& handler)
{
    if (!m_hasData) {
        m_name.clear();
        return;
    }
    m_hasData = false;
    const QByteArray data = std::exchange(m_data, {});
    const QByteArray name = std::exchange(m_name, {});
    if (!m_overlong)
        handler({Part::Event, name, data});
}

bool SseFramer::keep(QByteArrayView bytes)
{
    if (bytes.size() > m_maxEventBytes - m_begun.size()) {
        m_overlong = true;
        m_begun = {};
        return false;
    }
    m_begun.append(bytes);
    return true;
}

} // namespace benchglass::engine
