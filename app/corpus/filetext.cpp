#include "corpus/filetext.h"

#include "corpus/reader.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <simdjson.h>

#include <algorithm>
#include <cstring>

namespace benchglass::corpus {

namespace {

QString localised(const char* text)
{
    return QCoreApplication::translate("corpus", text);
}

void decodeUtf16(FileBytes& bytes, bool bigEndian)
{
    QStringDecoder decoder(bigEndian ? QStringDecoder::Utf16BE : QStringDecoder::Utf16LE);
    const std::string_view view = bytes.view();
    const QString text = decoder(QByteArrayView(view.data(), qsizetype(view.size())));
    const QByteArray utf8 = text.toUtf8();
    bytes.assign({utf8.constData(), size_t(utf8.size())});
}

void decodeLatin1(FileBytes& bytes)
{
    const std::string_view view = bytes.view();
    const QByteArray utf8 = QString::fromLatin1(view.data(), qsizetype(view.size())).toUtf8();
    bytes.assign({utf8.constData(), size_t(utf8.size())});
}

/// UTF-16 whose bytes were taken for Latin-1 and written as UTF-8 once more.
bool isDoublyEncoded(std::string_view text)
{
    return text.size() > 8 && (text.starts_with("\u00ff\u00fe") || text.starts_with("\u00fe\u00ff"))
        && std::ranges::count(text.substr(4), '\0') * 3 > std::ptrdiff_t(text.size() - 4);
}

void decodeTwice(FileBytes& bytes)
{
    const std::string_view view = bytes.view();
    const QByteArray once = QString::fromUtf8(view.data(), qsizetype(view.size())).toLatin1();
    bytes.assign({once.constData(), size_t(once.size())});
    decodeUtf16(bytes, once.startsWith("\xfe\xff"));
}

/// Every second byte of the start is zero: UTF-16 without a byte order mark.
std::optional<bool> bigEndianWithoutMark(std::string_view text)
{
    const std::string_view start = text.substr(0, 512);
    if (start.size() < 8)
        return {};
    std::ptrdiff_t zeros[2] = {0, 0};
    for (size_t at = 0; at < start.size(); ++at)
        zeros[at % 2] += start[at] == '\0' ? 1 : 0;
    const auto half = std::ptrdiff_t(start.size() / 2);
    if (zeros[1] * 10 > half * 7 && zeros[0] * 10 < half)
        return false;
    if (zeros[0] * 10 > half * 7 && zeros[1] * 10 < half)
        return true;
    return {};
}

} // namespace

bool FileBytes::reserve(qint64 bytes)
{
    if (bytes + padding > m_capacity) {
        auto grown = std::unique_ptr<char[]>(new (std::nothrow) char[size_t(bytes + padding)]);
        if (!grown)
            return false;
        if (m_size > 0)
            std::memcpy(grown.get(), m_bytes.get(), size_t(m_size));
        m_bytes = std::move(grown);
        m_capacity = bytes + padding;
    }
    return true;
}

QString FileBytes::read(OpenFile& file, qint64 limit)
{
    // One byte more than expected tells a file that grew from one that ended.
    QString failure = read(file, 0, std::min(file.stamp().bytes, limit) + 1);
    while (failure.isEmpty() && !m_isAtEnd && m_size <= limit)
        failure = readMore(file, m_size);
    if (failure.isEmpty() && m_size > limit)
        failure = localised(QT_TRANSLATE_NOOP("corpus", "It grew beyond the size limit while it was read."));
    return failure;
}

QString FileBytes::read(OpenFile& file, qint64 offset, qint64 bytes)
{
    m_offset = offset;
    m_size = 0;
    return readMore(file, bytes);
}

QString FileBytes::readMore(OpenFile& file, qint64 bytes)
{
    if (!reserve(m_size + bytes))
        return localised(QT_TRANSLATE_NOOP("corpus", "There is not enough memory to read it."));
    const qint64 got = file.readAt(m_bytes.get() + m_size, bytes, m_offset + m_size);
    if (got < 0)
        return file.lastError();
    m_isAtEnd = got < bytes;
    m_size += got;
    std::memset(m_bytes.get() + m_size, 0, size_t(padding));
    return {};
}

void FileBytes::assign(std::string_view text)
{
    // The text may be part of what is replaced.
    auto bytes = std::make_unique<char[]>(text.size() + size_t(padding));
    std::copy(text.begin(), text.end(), bytes.get());
    m_bytes = std::move(bytes);
    m_size = qint64(text.size());
    m_capacity = m_size + padding;
}

std::string_view toUtf8(FileBytes& bytes, Notes& notes)
{
    const std::string_view raw = bytes.view();
    if (isDoublyEncoded(raw)) {
        decodeTwice(bytes);
        notes.add(Note::Encoding, 1, 1,
            localised(
                QT_TRANSLATE_NOOP("corpus",
                    "The file is doubly encoded: UTF-16 text that was taken for Latin-1 and written as UTF-8 "
                    "again. It was decoded twice; it begins with \u201c%1\u201d."))
                .arg(tidyName(bytes.view().substr(0, 400)).left(120)));
    } else if (raw.starts_with("\xff\xfe") || raw.starts_with("\xfe\xff")) {
        notes.add(Note::Encoding, 0, 0,
            localised(
                QT_TRANSLATE_NOOP("corpus", "The file is UTF-16 with a byte order mark; it was converted.")));
        decodeUtf16(bytes, raw.starts_with("\xfe\xff"));
    } else if (const auto bigEndian = bigEndianWithoutMark(raw)) {
        notes.add(Note::Encoding, 0, 0,
            localised(QT_TRANSLATE_NOOP(
                "corpus", "The file is UTF-16 without a byte order mark; it was converted.")));
        decodeUtf16(bytes, *bigEndian);
    } else if (!simdjson::validate_utf8(raw.data(), raw.size())) {
        notes.add(Note::Encoding, 0, 0,
            localised(QT_TRANSLATE_NOOP("corpus", "The file is no UTF-8; it was read as Latin-1.")));
        decodeLatin1(bytes);
    }
    std::string_view text = bytes.view();
    if (text.starts_with("\ufeff"))
        text.remove_prefix(3);
    if (text.substr(0, 4096).find('\0') != std::string_view::npos) {
        notes.add(Note::Fault, 0, 0,
            localised(QT_TRANSLATE_NOOP("corpus", "The file holds binary data, no text.")));
        return {};
    }
    return text;
}

} // namespace benchglass::corpus
