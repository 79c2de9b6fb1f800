#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <functional>

namespace benchglass::engine {

/// Cuts a stream of bytes into lines, wherever the network cut it into reads.
///
/// A line ends with LF or CR LF and is handed on without them; the last one may lack its end. Lines
/// are bytes: decode UTF-8 after framing, never before. Pure; one thread at a time.
class LineFramer
{
public:
    /// The longest line that a sane server sends: a `context` array of a million tokens fits many times.
    static constexpr qsizetype saneLineBytes = qsizetype {64} << 20;

    /// Called with each line; the view is valid during the call only.
    using Handler = std::function<void(QByteArrayView line)>;

    explicit LineFramer(qsizetype maxLineBytes = saneLineBytes);

    /// @return false once a line was longer than the maximum; then nothing more is handed on.
    bool feed(QByteArrayView bytes, const Handler& handler);

    /// The stream ended: hands on a last line without its newline, if there is one.
    void finish(const Handler& handler);

private:
    bool append(QByteArrayView bytes);
    static QByteArrayView withoutCarriageReturn(QByteArrayView line);

    qsizetype m_maxLineBytes;
    QByteArray m_begun; ///< Start of a line whose end has not arrived.
    bool m_overlong = false;
};

} // namespace benchglass::engine
