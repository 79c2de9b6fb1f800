#pragma once

#include "base/error.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariantList>

#include <functional>
#include <memory>

namespace benchglass::store {

/// One SQLite connection of the thread that makes it, under a name of its own. Statements are prepared
/// once. Errors of every function: StoreUnusable (locked, no access), WriteFailed (disk full, input or
/// output), StoreCorrupt, Malformed (a statement that does not fit the schema).
class Database
{
public:
    enum class Mode {
        ReadWrite,
        ReadOnly,
        Immutable, ///< Read without any lock or file beside it: where nothing can be written.
        Salvage,   ///< Reads what can be read, though its schema does not fit the file any more.
    };

    /// Opens @p path or makes it; readable means that its schema could be read.
    static base::Result<std::unique_ptr<Database>> open(const QString& path, Mode mode);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Runs a statement that gives no rows.
    base::Result<void> run(const QString& sql, const QVariantList& values = {});
    /// The first column of the first row; an invalid value when there is no row.
    base::Result<QVariant> value(const QString& sql, const QVariantList& values = {});
    /// Calls @p take for each row; @p take must not use this connection with the same statement.
    base::Result<void> each(
        const QString& sql, const QVariantList& values, const std::function<void(const QSqlQuery&)>& take);

    /// All or nothing of what @p work does. May be nested: an inner failure undoes the inner work.
    base::Result<void> inTransaction(const std::function<base::Result<void>()>& work);

    bool isReadOnly() const; ///< Also when the file may not be written: SQLite opens it without a word.
    bool isInTransaction() const { return m_depth > 0; }

    /// Takes over the whole content of @p other, all or nothing, while other connections may have this file
    /// open: they see it as one write.
    base::Result<void> replaceBy(Database& other);

    QSqlDatabase connection() const { return m_connection; }

private:
    explicit Database(const QString& name);
    base::Result<QSqlQuery*> executed(const QString& sql, const QVariantList& values);

    QString m_name;
    QSqlDatabase m_connection;
    QHash<QString, std::shared_ptr<QSqlQuery>> m_queries;
    int m_depth = 0;
};

} // namespace benchglass::store
