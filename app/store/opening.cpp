#include "store/opening.h"

#include "base/log.h"
#include "store/library.h"
#include "store/migrations.h"
#include "store/records.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QStringBuilder>

#include <array>

namespace benchglass::store {

namespace {

using base::ErrorCode;
using base::Remedy;

/// Files up to this size are checked whole when they are opened (some 0.1 s).
constexpr qint64 checkedWholeBytes = 32 << 20;
constexpr qint64 leastBytes = 512;
constexpr int recoveryLockMs = 20'000;
constexpr std::array<QLatin1String, 2> companions {QLatin1String("-wal"), QLatin1String("-shm")};

QString localised(const char* text)
{
    return QCoreApplication::translate("Library", text);
}

tl::unexpected<base::Error> unusable(const QString& message, const QString& origin)
{
    return base::failure(ErrorCode::StoreUnusable, message, origin, Remedy::ChooseOtherPlace);
}

base::Result<void> makeFolder(const QString& path)
{
    const QFileInfo file(path);
    if (file.isDir())
        return unusable(
            localised(QT_TRANSLATE_NOOP("Library", "The library's place is a folder, not a file.")), path);
    if (!QDir().mkpath(file.absolutePath()))
        return unusable(localised(QT_TRANSLATE_NOOP("Library", "The library's folder cannot be made.")),
            file.absolutePath());
    return {};
}

/// A database that is not ours is neither written to nor moved.
base::Result<bool> isForeign(Database& database)
{
    const auto id = database.value(QStringLiteral("PRAGMA application_id"));
    if (!id)
        return tl::unexpected(id.error());
    if (id->toInt() == applicationId)
        return false;
    const auto tables = database.value(QStringLiteral("SELECT count(*) FROM sqlite_master"));
    const auto ours = database.value(QStringLiteral(
        "SELECT count(*) FROM sqlite_master WHERE name IN ('experiments', 'arms', 'calls', 'journal')"));
    if (!tables || !ours)
        return tl::unexpected((tables ? ours : tables).error());
    return tables->toInt() > 0 && ours->toInt() < 4;
}

base::Result<void> check(Database& database, const QString& path)
{
    if (QFileInfo(path).size() <= checkedWholeBytes) {
        const auto verdict = database.value(QStringLiteral("PRAGMA quick_check(1)"));
        if (!verdict)
            return tl::unexpected(verdict.error());
        if (verdict->toString() != u"ok")
            return base::failure(ErrorCode::StoreCorrupt,
                localised(QT_TRANSLATE_NOOP("Library", "The library's file is damaged.")),
                verdict->toString());
    }
    for (const QString& sql :
        {QStringLiteral("SELECT %1 FROM experiments LIMIT 1").arg(Records::experimentColumns()),
            QStringLiteral("SELECT %1 FROM calls LIMIT 1").arg(Records::callColumns()),
            QStringLiteral("SELECT notes, tags, trashed, created_ms FROM arms LIMIT 1"),
            QStringLiteral("SELECT call, chunks FROM journal LIMIT 1")}) {
        if (const auto read = database.value(sql); !read)
            return tl::unexpected(read.error());
    }
    return {};
}

base::Result<OpenedFile> openedReadOnly(const QString& path)
{
    auto database = Database::open(path, Database::Mode::ReadOnly);
    if (!database)
        return tl::unexpected(database.error());
    return OpenedFile {std::move(*database), true,
        base::Error {ErrorCode::StoreTooNew,
            localised(QT_TRANSLATE_NOOP("Library",
                "The library was written by a newer Benchglass: it can be read, and nothing can be saved in "
                "it.")),
            path, Remedy::UpdateProgram}};
}

base::Result<OpenedFile> openSound(const QString& path)
{
    // SQLite takes so short a file for an empty one and would overwrite it.
    if (const qint64 bytes = QFileInfo(path).size(); bytes > 0 && bytes < leastBytes)
        return base::failure(ErrorCode::StoreCorrupt,
            localised(QT_TRANSLATE_NOOP("Library", "The library's file is damaged.")),
            QString::number(bytes));
    auto opened = Database::open(path, Database::Mode::ReadWrite);
    if (!opened)
        return tl::unexpected(opened.error());
    Database& database = **opened;
    const auto foreign = isForeign(database);
    if (!foreign)
        return tl::unexpected(foreign.error());
    if (*foreign)
        return unusable(
            localised(QT_TRANSLATE_NOOP("Library", "The file is the database of another program.")), path);
    const auto version = versionOf(database);
    if (!version)
        return tl::unexpected(version.error());
    if (*version > newestVersion(migrations())) {
        opened->reset();
        return openedReadOnly(path);
    }
    for (const char* pragma :
        {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL", "PRAGMA foreign_keys = ON"}) {
        if (const auto done = database.run(QLatin1String(pragma)); !done)
            return tl::unexpected(done.error());
    }
    if (const auto done = migrate(database, migrations()); !done)
        return tl::unexpected(done.error());
    if (const auto done = check(database, path); !done)
        return tl::unexpected(done.error());
    return OpenedFile {std::move(*opened), false, {}};
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

} // namespace

base::Result<QString> pathOfDsn(const QString& dsn)
{
    if (dsn.isEmpty())
        return Library::defaultPath();
    if (dsn.startsWith(u"sqlite:"))
        return QFileInfo(dsn.mid(7)).absoluteFilePath();
    if (dsn.contains(u"://"))
        return unusable(
            localised(QT_TRANSLATE_NOOP("Library", "This kind of library is not supported: give a file.")),
            dsn);
    return QFileInfo(dsn).absoluteFilePath();
}

base::Result<OpenedFile> openFile(const QString& path,
    const std::function<void(Database&, const QString& damagedCopy, int& recovered)>& save)
{
    if (const auto made = makeFolder(path); !made)
        return tl::unexpected(made.error());
    auto opened = openSound(path);
    if (opened
        || (opened.error().code != ErrorCode::StoreCorrupt && opened.error().code != ErrorCode::Malformed)) {
        if (!opened && opened.error().code != ErrorCode::StoreUnusable)
            return unusable(opened.error().message, path % u": " % opened.error().origin);
        return opened;
    }
    qCWarning(base::logStore) << "damaged library" << path << opened.error().origin;
    // Two programs that find the damage at once must not both move the file.
    QLockFile lock(path + QStringLiteral(".recovery"));
    if (!lock.tryLock(recoveryLockMs))
        return unusable(
            localised(QT_TRANSLATE_NOOP("Library", "The library is being recovered by another program.")),
            path);
    if (auto again = openSound(path))
        return again;
    const QString kept = keptName(path);
    if (!keep(path, kept))
        return unusable(localised(QT_TRANSLATE_NOOP(
                            "Library", "The library is damaged, and its file cannot be moved aside.")),
            path);
    const QString copy = path + QStringLiteral(".salvage");
    removeWithCompanions(copy);
    QFile::copy(kept, copy);
    QFile::copy(kept + companions[0], copy + companions[0]);
    opened = openSound(path);
    if (!opened)
        return unusable(opened.error().message, path % u": " % opened.error().origin);
    int recovered = 0;
    save(*opened->database, copy, recovered);
    removeWithCompanions(copy);
    opened->remark = base::Error {ErrorCode::StoreCorrupt,
        localised(QT_TRANSLATE_NOOP("Library",
                      "The library was damaged. Runs recovered: %1. The damaged file is kept as %2."))
            .arg(recovered)
            .arg(kept),
        kept, Remedy::None};
    return opened;
}

} // namespace benchglass::store
