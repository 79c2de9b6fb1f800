#pragma once

#include "corpus/notes.h"

#include <QString>

#include <filesystem>
#include <memory>
#include <string_view>

namespace benchglass::corpus {

/// The bytes of a file, followed by enough zeros that a reader may look beyond the end.
class FileBytes
{
public:
    static constexpr qint64 padding = 64;

    FileBytes() = default;

    /// Reads @p path whole, at most @p limit bytes. A copy and no mapping: a file that shrinks while it
    /// is read must not end the program. @return a translated reason on failure, else empty
    QString read(const std::filesystem::path& path, qint64 limit);

    /// Holds a copy of @p text.
    void assign(std::string_view text);

    std::string_view view() const { return {m_bytes.get(), size_t(m_size)}; }

private:
    bool reserve(qint64 bytes);

    std::unique_ptr<char[]> m_bytes;
    qint64 m_size = 0;
    qint64 m_capacity = 0;
};

/// Makes @p bytes valid UTF-8 without a byte order mark, naming in @p notes what it was before.
/// @return the text inside @p bytes; empty with a Fault noted when it is no text at all
std::string_view toUtf8(FileBytes& bytes, Notes& notes);

} // namespace benchglass::corpus
