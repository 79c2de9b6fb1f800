#include "store/blob.h"

#include <QCoreApplication>

#include <memory>

#include <zstd.h>

namespace benchglass::store {

namespace {

constexpr char magic[] = {'B', 'G', 'Z', '1'};
constexpr qsizetype headerBytes = sizeof(magic);
constexpr unsigned long long mostBytes = 512ULL << 20;
constexpr int level = 3;

tl::unexpected<base::Error> damaged(const char* origin)
{
    return base::failure(base::ErrorCode::StoreCorrupt,
        QCoreApplication::translate("Library", "A part of the library is damaged."), QLatin1String(origin));
}

} // namespace

QByteArray packed(const QByteArray& bytes)
{
    const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), &ZSTD_freeCCtx);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
    const auto size = static_cast<std::size_t>(bytes.size());
    QByteArray blob(headerBytes + static_cast<qsizetype>(ZSTD_compressBound(size)), Qt::Uninitialized);
    std::copy(std::begin(magic), std::end(magic), blob.begin());
    const std::size_t written = ZSTD_compress2(context.get(), blob.data() + headerBytes,
        static_cast<std::size_t>(blob.size() - headerBytes), bytes.constData(), size);
    Q_ASSERT(!ZSTD_isError(written));
    blob.truncate(headerBytes + static_cast<qsizetype>(written));
    return blob;
}

base::Result<QByteArray> unpacked(const QByteArray& blob)
{
    if (!blob.startsWith(QByteArrayView(magic, headerBytes)))
        return damaged("blob: header");
    const char* frame = blob.constData() + headerBytes;
    const auto frameBytes = static_cast<std::size_t>(blob.size() - headerBytes);
    const unsigned long long size = ZSTD_getFrameContentSize(frame, frameBytes);
    if (size > mostBytes) // The marks for "unknown" and "error" are beyond it, too.
        return damaged("blob: length");
    QByteArray bytes(static_cast<qsizetype>(size), Qt::Uninitialized);
    const std::size_t read = ZSTD_decompress(bytes.data(), static_cast<std::size_t>(size), frame, frameBytes);
    if (ZSTD_isError(read) || read != size)
        return damaged("blob: content");
    return bytes;
}

} // namespace benchglass::store
