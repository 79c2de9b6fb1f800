#include "store/opening.h"

#include "store/library.h"
#include "store/migrations.h"
#include "store/records.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace benchglass::store {

namespace {

using base::ErrorCode;
using base::Remedy;

/// Files up to this size are checked whole when they are opened (some 0.1 s).
constexpr qint64 checkedWholeBytes = 32 << 20;
constexpr qint64 leastBytes = 512;

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

/// Errors: StoreUnusable for the database of another program.
base::Result<bool> isNewer(Database& database, const QString& path)
{
    const auto foreign = isForeign(database);
    if (!foreign)
        return tl::unexpected(foreign.error());
    if (*foreign)
        return unusable(
            localised(QT_TRANSLATE_NOOP("Library", "The file is the database of another program.")), path);
    const auto version = versionOf(database);
    if (!version)
        return tl::unexpected(version.error());
    return *version > newestVersion(migrations());
}

base::Error newerRemark(const QString& path)
{
    return {ErrorCode::StoreTooNew,
        localised(QT_TRANSLATE_NOOP("Library",
            "The library was written by a newer Benchglass: it can be read, and nothing can be saved in "
            "it.")),
        path, Remedy::UpdateProgram};
}

base::Error readOnlyRemark(const QString& path)
{
    return {ErrorCode::StoreUnusable,
        localised(
            QT_TRANSLATE_NOOP("Library", "The library's file may only be read: nothing can be saved in it.")),
        path, Remedy::ChooseOtherPlace};
}

base::Result<OpenedFile> openedAs(Database::Mode mode, const QString& path)
{
    auto database = Database::open(path, mode);
    if (!database)
        return tl::unexpected(database.error());
    const auto newer = isNewer(**database, path);
    if (!newer)
        return tl::unexpected(newer.error());
    const base::Error remark = *newer ? newerRemark(path) : readOnlyRemark(path);
    // What a newer program wrote is read as far as it fits.
    if (const auto checked = *newer ? base::Result<void> {} : check(**database, path); !checked)
        return tl::unexpected(checked.error());
    return OpenedFile {std::move(*database), remark, remark};
}

base::Result<OpenedFile> openedReadOnly(const QString& path)
{
    auto opened = openedAs(Database::Mode::ReadOnly, path);
    // Where the files cannot be made that SQLite shares its locks in, nobody else writes either; but what
    // stands in a log beside it must not be overlooked.
    if (!opened && opened.error().code == ErrorCode::StoreUnusable
        && QFileInfo(path + QStringLiteral("-wal")).size() == 0)
        return openedAs(Database::Mode::Immutable, path);
    return opened;
}

base::Result<OpenedFile> openedWritable(const QString& path)
{
    auto opened = Database::open(path, Database::Mode::ReadWrite);
    if (!opened)
        return tl::unexpected(opened.error());
    Database& database = **opened;
    const auto newer = isNewer(database, path);
    if (!newer)
        return tl::unexpected(newer.error());
    if (*newer || database.isReadOnly()) {
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
    return OpenedFile {std::move(*opened), {}, {}};
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

base::Result<OpenedFile> openSound(const QString& path)
{
    if (const auto made = makeFolder(path); !made)
        return tl::unexpected(made.error());
    // SQLite takes so short a file for an empty one, would overwrite it and throw its log away.
    const QFileInfo file(path);
    const bool isCut = file.exists() && file.size() < leastBytes
        && (file.size() > 0 || QFileInfo(path + QStringLiteral("-wal")).size() > 0);
    if (isCut)
        return base::failure(ErrorCode::StoreCorrupt,
            localised(QT_TRANSLATE_NOOP("Library", "The library's file is damaged.")),
            QString::number(file.size()));
    auto opened = openedWritable(path);
    const bool mayBeReadable = !opened && opened.error().code == ErrorCode::StoreUnusable
        && opened.error().remedy == Remedy::ChooseOtherPlace && file.size() > 0;
    if (!mayBeReadable)
        return opened;
    auto readable = openedReadOnly(path);
    return readable ? std::move(readable) : std::move(opened);
}

} // namespace benchglass::store
