#include "engine/framing/lineframer.h"

#include <utility>

namespace benchglass::engine {

LineFramer::LineFramer(qsizetype maxLineBytes)
    : m_maxLineBytes(maxLineBytes)
{
}

bool LineFramer::feed(QByteArrayView bytes, const Handler& handler)
{
    while (!m_overlong && !bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        if (end < 0)
            return append(bytes);
        const QByteArrayView head = bytes.first(end);
        bytes = bytes.sliced(end + 1);
        if (m_begun.isEmpty()) {
            if (head.size() > m_maxLineBytes)
                return append(head);
            handler(withoutCarriageReturn(head));
        } else if (append(head)) {
            // The handler may not see a buffer that a later line overwrites.
            const QByteArray line = std::exchange(m_begun, {});
            handler(withoutCarriageReturn(line));
        }
    }
    return !m_overlong;
}

void LineFramer::finish(const Handler& handler)
{
    const QByteArray line = std::exchange(m_begun, {});
    if (!m_overlong && !line.isEmpty())
        handler(withoutCarriageReturn(line));
}

bool LineFramer::append(QByteArrayView bytes)
{
    if (bytes.size() > m_maxLineBytes - m_begun.size()) {
        m_overlong = true;
        m_begun = {};
        return false;
    }
    m_begun.append(bytes);
    return true;
}

QByteArrayView LineFramer::withoutCarriageReturn(QByteArrayView line)
{
    return line.endsWith('\r') ? line.chopped(1) : line;
}

} // namespace benchglass::engine
