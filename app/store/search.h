#pragma once

#include "experiment/experiment.h"
#include "store/database.h"

namespace benchglass::store {

/// The library's full-text index: one text for the names and options of an experiment, one for what the
/// user wrote, one for each answer. Without FTS5 in this SQLite the same is searched with LIKE.
class Search
{
public:
    /// Looks how the library's file indexes, and whether this SQLite can.
    explicit Search(Database& database);

    base::Result<void> putNames(qint64 row, const experiment::Experiment& experiment);
    base::Result<void> putRemarks(qint64 row, const QString& notes, const QStringList& tags);
    base::Result<void> putAnswer(qint64 row, int ordinal, const QString& text);
    base::Result<void> remove(qint64 row);

    /// A query for the rows of experiments that hold every word of @p text, as a beginning of a word; any
    /// text is allowed. Empty when there is nothing to search for.
    struct Condition
    {
        QString sql;
        QVariantList values;
    };
    Condition conditionFor(const QString& text) const;

private:
    enum class Kind { Indexed, Plain, Unusable };

    base::Result<void> put(qint64 key, const QString& text);

    Database& m_database;
    Kind m_kind = Kind::Unusable;
};

} // namespace benchglass::store
