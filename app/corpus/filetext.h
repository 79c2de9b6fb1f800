#pragma once

#include "corpus/notes.h"
#include "corpus/openfile.h"

#include <QString>

#include <memory>
#include <string_view>

namespace benchglass::corpus {

/// The bytes of a file, followed by enough zeros that a reader may look beyond the end.
class FileBytes
{
public:
    static constexpr qint64 padding = 64;

    FileBytes() = default;

    /// Reads @p file whole, at most @p limit bytes. A copy and no mapping: a file that shrinks while it
    /// is read must not end the program. @return a translated reason on failure, else empty
    QString read(OpenFile& file, qint64 limit);

    /// Reads the bytes of @p file from @p offset on, at most @p bytes. @return as above
    QString read(OpenFile& file, qint64 offset, qint64 bytes);

    /// Reads @p bytes more that follow in @p file. @return as above
    QString readMore(OpenFile& file, qint64 bytes);

    /// The last read came to the end of the file.
    bool isAtEnd() const { return m_isAtEnd; }

    /// Holds a copy of @p text.
    void assign(std::string_view text);

    std::string_view view() const { return {m_bytes.get(), size_t(m_size)}; }

private:
    bool reserve(qint64 bytes);

    std::unique_ptr<char[]> m_bytes;
    qint64 m_offset = 0; ///< Of the first byte in its file.
    qint64 m_size = 0;
    qint64 m_capacity = 0;
    bool m_isAtEnd = false;
};

/// Makes @p bytes valid UTF-8 without a byte order mark, naming in @p notes what it was before.
/// @return the text inside @p bytes; empty with a Fault noted when it is no text at all
std::string_view toUtf8(FileBytes& bytes, Notes& notes);

} // namespace benchglass::corpus
