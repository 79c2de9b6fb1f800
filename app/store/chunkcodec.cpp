#include "store/chunkcodec.h"

#include "store/blob.h"

#include <QCoreApplication>

#include <limits>
#include <utility>

namespace benchglass::store {

namespace {

using measure::Chunk;
using measure::ChunkKind;
using measure::StampSource;

constexpr char version = 1;
constexpr qsizetype leastBytesPerChunk = 6;
constexpr quint8 kindMask = 3;
constexpr quint8 userStamp = 4;
constexpr quint8 bundledBit = 8;

// Differences wrap around: stamps are any 64-bit number, and signed overflow is undefined.
quint64 zigzag(quint64 value)
{
    return (value << 1) ^ ((value >> 63) != 0 ? ~quint64 {0} : 0);
}

quint64 unzigzag(quint64 value)
{
    return (value >> 1) ^ ((value & 1) != 0 ? ~quint64 {0} : 0);
}

class Writer
{
public:
    void byte(quint8 value) { m_bytes.append(static_cast<char>(value)); }

    void number(quint64 value)
    {
        for (; value >= 0x80; value >>= 7)
            byte(static_cast<quint8>(value | 0x80));
        byte(static_cast<quint8>(value));
    }

    /// The difference to what the column's last value was.
    void difference(qint64 value, quint64& last)
    {
        number(zigzag(static_cast<quint64>(value) - last));
        last = static_cast<quint64>(value);
    }

    void text(const QByteArray& utf8) { m_bytes.append(utf8); }
    QByteArray bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

/// After a fault every read gives zeros and isOk() is false.
class Reader
{
public:
    explicit Reader(const QByteArray& bytes)
        : m_bytes(bytes)
    {
    }

    bool isOk() const { return m_isOk; }
    qsizetype left() const { return m_bytes.size() - m_at; }

    quint8 byte()
    {
        if (left() < 1) {
            m_isOk = false;
            return 0;
        }
        return static_cast<quint8>(m_bytes.at(m_at++));
    }

    quint64 number()
    {
        quint64 value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const quint8 part = byte();
            value |= quint64 {part & 0x7fU} << shift;
            if (part < 0x80)
                return value;
        }
        m_isOk = false;
        return 0;
    }

    qint64 difference(quint64& last)
    {
        last += unzigzag(number());
        return static_cast<qint64>(last);
    }

    QString text(quint64 size)
    {
        if (size > static_cast<quint64>(left())) {
            m_isOk = false;
            return {};
        }
        const qsizetype from = std::exchange(m_at, m_at + static_cast<qsizetype>(size));
        return QString::fromUtf8(QByteArrayView(m_bytes).sliced(from, static_cast<qsizetype>(size)));
    }

private:
    QByteArray m_bytes;
    qsizetype m_at = 0;
    bool m_isOk = true;
};

quint8 flagsOf(const Chunk& chunk)
{
    return static_cast<quint8>(static_cast<quint8>(chunk.kind)
        | (chunk.source == StampSource::User ? userStamp : 0) | (chunk.bundled ? bundledBit : 0));
}

bool applyFlags(quint8 flags, Chunk& chunk)
{
    chunk.kind = static_cast<ChunkKind>(flags & kindMask);
    chunk.source = (flags & userStamp) != 0 ? StampSource::User : StampSource::Kernel;
    chunk.bundled = (flags & bundledBit) != 0;
    return (flags & kindMask) <= static_cast<quint8>(ChunkKind::Tool) && flags < 2 * bundledBit;
}

/// 0 = absent.
quint64 codeOf(std::optional<int> tokens)
{
    return tokens ? zigzag(static_cast<quint64>(qint64 {*tokens})) + 1 : 0;
}

bool applyTokens(quint64 code, Chunk& chunk)
{
    if (code == 0)
        return true;
    const auto tokens = static_cast<qint64>(unzigzag(code - 1));
    if (!std::in_range<int>(tokens))
        return false;
    chunk.tokens = static_cast<int>(tokens);
    return true;
}

bool readColumns(Reader& reader, QList<Chunk>& chunks)
{
    bool isOk = true;
    quint64 last = 0;
    for (Chunk& chunk : chunks)
        chunk.arrivalNs = reader.difference(last);
    last = 0;
    for (Chunk& chunk : chunks)
        chunk.readId = reader.difference(last);
    for (Chunk& chunk : chunks)
        isOk = applyFlags(reader.byte(), chunk) && isOk;
    for (Chunk& chunk : chunks)
        chunk.delayNs = static_cast<qint64>(unzigzag(reader.number()));
    for (Chunk& chunk : chunks)
        isOk = applyTokens(reader.number(), chunk) && isOk;
    QList<quint64> sizes;
    sizes.reserve(chunks.size());
    for (qsizetype i = 0; i < chunks.size(); ++i)
        sizes += reader.number();
    for (qsizetype i = 0; i < chunks.size() && reader.isOk(); ++i)
        chunks[i].text = reader.text(sizes.at(i));
    return isOk && reader.isOk() && reader.left() == 0;
}

} // namespace

QByteArray packedChunks(const QList<Chunk>& chunks)
{
    Writer writer;
    writer.byte(version);
    writer.number(static_cast<quint64>(chunks.size()));
    quint64 last = 0;
    for (const Chunk& chunk : chunks)
        writer.difference(chunk.arrivalNs, last);
    last = 0;
    for (const Chunk& chunk : chunks)
        writer.difference(chunk.readId, last);
    for (const Chunk& chunk : chunks)
        writer.byte(flagsOf(chunk));
    for (const Chunk& chunk : chunks)
        writer.number(zigzag(static_cast<quint64>(chunk.delayNs)));
    for (const Chunk& chunk : chunks)
        writer.number(codeOf(chunk.tokens));
    QByteArray text;
    for (const Chunk& chunk : chunks) {
        const QByteArray utf8 = chunk.text.toUtf8();
        writer.number(static_cast<quint64>(utf8.size()));
        text += utf8;
    }
    writer.text(text);
    return packed(writer.bytes());
}

base::Result<QList<Chunk>> unpackedChunks(const QByteArray& blob)
{
    const auto bytes = unpacked(blob);
    if (!bytes)
        return tl::unexpected(bytes.error());
    Reader reader(*bytes);
    const bool isKnown = reader.byte() == version;
    const quint64 count = reader.number();
    QList<Chunk> chunks;
    if (isKnown && reader.isOk() && count <= static_cast<quint64>(reader.left() / leastBytesPerChunk)) {
        chunks.resize(static_cast<qsizetype>(count));
        if (readColumns(reader, chunks))
            return chunks;
    }
    return base::failure(base::ErrorCode::StoreCorrupt,
        QCoreApplication::translate("Library", "A part of the library is damaged."),
        QStringLiteral("chunks"));
}

} // namespace benchglass::store
