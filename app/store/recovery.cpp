#include "store/recovery.h"

#include "base/log.h"
#include "store/records.h"
#include "store/salvage.h"
#include "store/writing.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QStringBuilder>

#include <array>

namespace benchglass::store {

namespace {

using base::ErrorCode;
using base::Remedy;

constexpr int recoveryLockMs = 20'000;
constexpr int freshMs = 2'000;
constexpr qint64 headerBytes = 100; ///< Of an SQLite file.
constexpr qint64 leastPageBytes = 4096;
constexpr qint64 signBytes = 64 << 10;
constexpr qint64 logSignBytes = 4 << 20;
constexpr char magic[] = "SQLite format 3"; ///< With the zero at its end, the first 16 bytes.
constexpr std::array<QLatin1String, 2> companions {QLatin1String("-wal"), QLatin1String("-shm")};

QString localised(const char* text)
{
    return QCoreApplication::translate("Library", text);
}

tl::unexpected<base::Error> unusable(const QString& message, const QString& origin)
{
    return base::failure(ErrorCode::StoreUnusable, message, origin, Remedy::ChooseOtherPlace);
}

tl::unexpected<base::Error> busy(const QString& path)
{
    return unusable(
        localised(QT_TRANSLATE_NOOP("Library", "The library is being recovered by another program.")), path);
}

QByteArray beginningOf(const QString& path, qint64 bytes)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(bytes) : QByteArray();
}

/// Whether what cannot be opened is a damaged library and nobody else's file: our schema or our mark
/// stands in it or in its log, or it ends within SQLite's header.
bool wasLibrary(const QString& path)
{
    const QByteArray sign = QByteArrayLiteral("CREATE TABLE experiments(");
    const QByteArray head = beginningOf(path, signBytes);
    if (head.contains(sign) || head.mid(68, 4) == "BGLS")
        return true;
    if (head.size() < headerBytes && head.startsWith(magic))
        return true;
    return beginningOf(path + companions[0], logSignBytes).contains(sign);
}

/// Whether an empty file looks as if it had never been anything else: it was not touched after it was made.
bool isFresh(const QString& path)
{
    const QFileInfo file(path);
    return file.birthTime().isValid() && file.birthTime().msecsTo(file.lastModified()) < freshMs
        && !QFile::exists(path + companions[0]) && !QFile::exists(path + companions[1]);
}

QString keptName(const QString& path)
{
    const QString name = path % u".corrupt-" % QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss");
    QString free = name;
    for (int i = 2; QFile::exists(free); ++i)
        free = name % u'-' % QString::number(i);
    return free;
}

/// Moves the damaged file and what belongs to it aside.
bool keep(const QString& path, const QString& kept)
{
    if (!QFile::rename(path, kept))
        return false;
    for (const QLatin1String companion : companions)
        QFile::rename(path + companion, kept + companion);
    return true;
}

void removeWithCompanions(const QString& path)
{
    QFile::remove(path);
    for (const QLatin1String companion : companions)
        QFile::remove(path + companion);
}

/// The file and its log; the index of the log is made anew.
bool copyWithLog(const QString& from, const QString& to)
{
    removeWithCompanions(to);
    const QString log = from + companions[0];
    if (QFile::copy(from, to) && (!QFile::exists(log) || QFile::copy(log, to + companions[0])))
        return true;
    removeWithCompanions(to);
    return false;
}

/// Makes a copy of a damaged file something that SQLite looks into: with its magic, and at least a page, for
/// SQLite throws away the log of an empty file.
void makeReadable(const QString& copy)
{
    QFile file(copy);
    if (!file.open(QIODevice::ReadWrite))
        return;
    if (file.size() < leastPageBytes && QFileInfo(copy + companions[0]).size() > 0)
        file.resize(leastPageBytes);
    else if (file.size() >= leastPageBytes && file.seek(0))
        file.write(magic, sizeof(magic));
}

Salvage salvageInto(Database& into, const QString& copy)
{
    Search search(into);
    Records records(into, search);
    return salvage(copy, [&](const SalvagedRun& run) {
        const auto saved =
            into.inTransaction([&] { return putWhole(into, records, run.experiment, run.owner, run.row); });
        if (!saved)
            qCWarning(base::logStore) << "not recovered" << run.experiment.id << saved.error().origin;
        return saved.has_value();
    });
}

base::Error remarkOf(const Salvage& salvage, const QString& kept)
{
    QString message = localised(QT_TRANSLATE_NOOP("Library",
        "The library was damaged. Runs recovered: %1; known to be lost: %2 runs, %3 calls of other runs and "
        "the text of %4 calls. The damaged file is kept as %5."));
    message = message.arg(QString::number(salvage.runs), QString::number(salvage.lostRuns),
        QString::number(salvage.lostCalls), QString::number(salvage.emptyCalls), kept);
    return {ErrorCode::StoreCorrupt, message, kept, Remedy::None};
}

QString copyName(const QString& path)
{
    return path + QStringLiteral(".salvage");
}

base::Result<OpenedFile> recovered(const QString& path)
{
    const QString copy = copyName(path);
    if (!copyWithLog(path, copy))
        return unusable(localised(QT_TRANSLATE_NOOP("Library",
                            "The library is damaged, and there is no room beside it to recover it.")),
            path);
    const QString kept = keptName(path);
    if (!keep(path, kept)) {
        removeWithCompanions(copy);
        return unusable(localised(QT_TRANSLATE_NOOP(
                            "Library", "The library is damaged, and its file cannot be moved aside.")),
            path);
    }
    auto opened = openSound(path);
    if (!opened) {
        removeWithCompanions(copy);
        return unusable(opened.error().message, path % u": " % opened.error().origin);
    }
    makeReadable(copy);
    opened->remark = remarkOf(salvageInto(*opened->database, copy), kept);
    removeWithCompanions(copy);
    return opened;
}

} // namespace

base::Result<OpenedFile> openOrRecover(const QString& path)
{
    const bool wasEmptied = QFileInfo::exists(path) && QFileInfo(path).size() == 0 && !isFresh(path);
    auto opened = openSound(path);
    if (opened && wasEmptied && !opened->remark) {
        opened->remark = base::Error {ErrorCode::StoreCorrupt,
            localised(QT_TRANSLATE_NOOP("Library",
                "The library's file had become empty: whatever it held is lost, and an empty library was "
                "made.")),
            path, Remedy::None};
    }
    if (opened)
        return opened;
    const base::Error fault = opened.error();
    if (fault.code != ErrorCode::StoreCorrupt && fault.code != ErrorCode::Malformed) {
        if (fault.code != ErrorCode::StoreUnusable)
            return unusable(fault.message, path % u": " % fault.origin);
        return opened;
    }
    if (!wasLibrary(path))
        return unusable(
            localised(QT_TRANSLATE_NOOP("Library", "The file is no library; it is left as it is.")), path);
    qCWarning(base::logStore) << "damaged library" << path << fault.origin;
    QLockFile lock(path + QStringLiteral(".recovery"));
    if (!lock.tryLock(recoveryLockMs))
        return busy(path);
    // Another program may have done it while this one waited.
    if (auto again = openSound(path))
        return again;
    return recovered(path);
}

base::Result<std::optional<base::Error>> recoverOpen(
    Database& database, const QString& path, const std::function<bool()>& stillFails)
{
    QLockFile lock(path + QStringLiteral(".recovery"));
    if (!lock.tryLock(recoveryLockMs))
        return busy(path);
    if (!stillFails())
        return std::nullopt;
    const QString kept = keptName(path);
    const QString copy = copyName(path);
    const QString fresh = path + QStringLiteral(".recovered");
    // Nobody may write between the two files that make one state.
    const auto copied = database.inTransaction([&]() -> base::Result<void> {
        if (copyWithLog(path, kept) && copyWithLog(path, copy))
            return {};
        removeWithCompanions(kept);
        return unusable(localised(QT_TRANSLATE_NOOP("Library",
                            "The library is damaged, and there is no room beside it to recover it.")),
            path);
    });
    if (!copied)
        return tl::unexpected(copied.error());
    removeWithCompanions(fresh);
    base::Result<void> done;
    Salvage salvage;
    if (auto made = openSound(fresh)) {
        salvage = salvageInto(*made->database, copy);
        done = database.replaceBy(*made->database);
    } else {
        done = tl::unexpected(made.error());
    }
    removeWithCompanions(copy);
    removeWithCompanions(fresh);
    if (!done) {
        removeWithCompanions(kept);
        return tl::unexpected(done.error());
    }
    qCWarning(base::logStore) << "recovered a damaged library" << path;
    return remarkOf(salvage, kept);
}

} // namespace benchglass::store
