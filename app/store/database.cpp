#include "store/database.h"

#include <QCoreApplication>
#include <QSqlDriver>
#include <QSqlError>
#include <QStringBuilder>
#include <QUrl>

#include <atomic>

#include <sqlite3.h>

namespace benchglass::store {

namespace {

constexpr qsizetype statementsKept = 64;

QString localised(const char* text)
{
    return QCoreApplication::translate("Library", text);
}

base::Error errorOf(const QSqlError& error)
{
    using base::ErrorCode;
    using base::Remedy;
    const QString origin =
        error.driverText() % u": " % error.databaseText() % u" (" % error.nativeErrorCode() % u')';
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::StoreUnusable,
            localised(QT_TRANSLATE_NOOP("Library", "The library is locked by another program.")), origin,
            Remedy::Retry};
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {ErrorCode::StoreUnusable,
            localised(QT_TRANSLATE_NOOP("Library", "The library cannot be opened for writing.")), origin,
            Remedy::ChooseOtherPlace};
    case SQLITE_FULL:
        return {ErrorCode::WriteFailed,
            localised(QT_TRANSLATE_NOOP("Library", "The disk that holds the library is full.")), origin,
            Remedy::ChooseOtherPlace};
    case SQLITE_IOERR:
        return {ErrorCode::WriteFailed,
            localised(QT_TRANSLATE_NOOP("Library", "The disk that holds the library reports an error.")),
            origin, Remedy::ChooseOtherPlace};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {ErrorCode::StoreCorrupt,
            localised(QT_TRANSLATE_NOOP("Library", "The library's file is damaged.")), origin, Remedy::None};
    default:
        return {ErrorCode::Malformed,
            localised(QT_TRANSLATE_NOOP("Library", "The library could not carry out a request.")), origin,
            Remedy::None};
    }
}

QString optionsFor(Database::Mode mode)
{
    const QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=3000");
    switch (mode) {
    case Database::Mode::ReadOnly: return options + QStringLiteral(";QSQLITE_OPEN_READONLY");
    case Database::Mode::Immutable:
        return options + QStringLiteral(";QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI");
    case Database::Mode::ReadWrite:
    case Database::Mode::Salvage: break;
    }
    return options;
}

/// Null for a driver that is not SQLite's.
sqlite3* handleOf(const QSqlDatabase& connection)
{
    const QVariant handle = connection.driver()->handle();
    return qstrcmp(handle.typeName(), "sqlite3*") == 0 ? *static_cast<sqlite3* const*>(handle.constData())
                                                       : nullptr;
}

QString nextName()
{
    static std::atomic<int> count = 0;
    return QStringLiteral("benchglass-library-%1").arg(++count);
}

} // namespace

Database::Database(const QString& name)
    : m_name(name)
    , m_connection(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name))
{
}

Database::~Database()
{
    m_queries.clear();
    m_connection.close();
    m_connection = {};
    QSqlDatabase::removeDatabase(m_name);
}

base::Result<std::unique_ptr<Database>> Database::open(const QString& path, Mode mode)
{
    std::unique_ptr<Database> database(new Database(nextName()));
    const QString address =
        QStringLiteral("file:%1?immutable=1").arg(QString::fromLatin1(QUrl::toPercentEncoding(path, "/")));
    database->m_connection.setDatabaseName(mode == Mode::Immutable ? address : path);
    database->m_connection.setConnectOptions(optionsFor(mode));
    if (!database->m_connection.open())
        return tl::unexpected(errorOf(database->m_connection.lastError()));
    // A table whose pages are cut off makes the schema invalid, unless it is taken as it stands.
    if (mode == Mode::Salvage)
        (void)database->run(QStringLiteral("PRAGMA writable_schema = ON"));
    // SQLite opens lazily: only reading the schema tells what the file is.
    if (const auto read = database->value(QStringLiteral("SELECT count(*) FROM sqlite_master")); !read)
        return tl::unexpected(read.error());
    return database;
}

base::Result<QSqlQuery*> Database::executed(const QString& sql, const QVariantList& values)
{
    std::shared_ptr<QSqlQuery>& query = m_queries[sql];
    if (!query) {
        query = std::make_shared<QSqlQuery>(m_connection);
        query->setForwardOnly(true);
        if (!query->prepare(sql)) {
            const base::Error error = errorOf(query->lastError());
            m_queries.remove(sql);
            return tl::unexpected(error);
        }
    }
    for (qsizetype i = 0; i < values.size(); ++i)
        query->bindValue(static_cast<int>(i), values.at(i));
    if (!query->exec()) {
        const base::Error error = errorOf(query->lastError());
        query->finish();
        return tl::unexpected(error);
    }
    return query.get();
}

base::Result<void> Database::run(const QString& sql, const QVariantList& values)
{
    return each(sql, values, [](const QSqlQuery&) {});
}

base::Result<QVariant> Database::value(const QString& sql, const QVariantList& values)
{
    QVariant first;
    const auto done = each(sql, values, [&first](const QSqlQuery& row) {
        if (!first.isValid())
            first = row.value(0);
    });
    if (!done)
        return tl::unexpected(done.error());
    return first;
}

base::Result<void> Database::each(
    const QString& sql, const QVariantList& values, const std::function<void(const QSqlQuery&)>& take)
{
    const auto query = executed(sql, values);
    if (!query)
        return tl::unexpected(query.error());
    while ((*query)->next())
        take(**query);
    const QSqlError error = (*query)->lastError();
    (*query)->finish();
    if (m_queries.size() > statementsKept)
        m_queries.clear();
    if (error.isValid())
        return tl::unexpected(errorOf(error));
    return {};
}

base::Result<void> Database::inTransaction(const std::function<base::Result<void>()>& work)
{
    const bool isOuter = m_depth == 0;
    // IMMEDIATE: two writers wait for each other at the start instead of failing in the middle.
    if (const auto begun =
            run(isOuter ? QStringLiteral("BEGIN IMMEDIATE") : QStringLiteral("SAVEPOINT inner_work"));
        !begun)
        return begun;
    ++m_depth;
    auto done = work();
    --m_depth;
    if (done)
        done = run(isOuter ? QStringLiteral("COMMIT") : QStringLiteral("RELEASE inner_work"));
    if (done)
        return done;
    if (isOuter) {
        (void)run(QStringLiteral("ROLLBACK"));
    } else {
        (void)run(QStringLiteral("ROLLBACK TO inner_work"));
        (void)run(QStringLiteral("RELEASE inner_work"));
    }
    return done;
}

bool Database::isReadOnly() const
{
    sqlite3* const handle = handleOf(m_connection);
    return handle && sqlite3_db_readonly(handle, "main") == 1;
}

base::Result<void> Database::replaceBy(Database& other)
{
    sqlite3* const into = handleOf(m_connection);
    sqlite3* const from = handleOf(other.m_connection);
    int code = SQLITE_MISUSE;
    if (sqlite3_backup* const backup =
            into && from ? sqlite3_backup_init(into, "main", from, "main") : nullptr) {
        (void)sqlite3_backup_step(backup, -1);
        code = sqlite3_backup_finish(backup);
    } else if (into) {
        code = sqlite3_errcode(into);
    }
    if (code == SQLITE_OK)
        return {};
    return tl::unexpected(errorOf(QSqlError(QStringLiteral("backup"), QString::fromUtf8(sqlite3_errstr(code)),
        QSqlError::StatementError, QString::number(code))));
}

} // namespace benchglass::store
