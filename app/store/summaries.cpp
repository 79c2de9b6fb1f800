#include "store/summaries.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace benchglass::store {

namespace {

using base::ErrorCode;

constexpr qsizetype shortestPrefix = 4;

std::optional<double> realIn(const QVariant& value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toDouble());
}

QString summaryColumns()
{
    return QStringLiteral(
        "id, corpus, engine, model, arm, configuration, state, runs, runs_done, calls, ttft_ms, "
        "decode_rate, flags, tags, notes, created_ms, trashed");
}

experiment::Summary summaryIn(const QSqlQuery& row)
{
    experiment::Summary line;
    line.id = row.value(0).toString();
    line.corpus = row.value(1).toString();
    line.engine = row.value(2).toString();
    line.model = row.value(3).toString();
    line.arm = row.value(4).toString();
    line.configuration = row.value(5).toString();
    line.state = experiment::experimentStateFromName(row.value(6).toString())
                     .value_or(experiment::ExperimentState::Interrupted);
    line.runs = row.value(7).toInt();
    line.runsDone = row.value(8).toInt();
    line.calls = row.value(9).toInt();
    line.ttftMedianMs = realIn(row.value(10));
    line.decodeRateMedianPerSecond = realIn(row.value(11));
    line.flags = row.value(12).toString();
    if (const QString tags = row.value(13).toString(); tags.size() > 2) {
        for (const QJsonValue tag : QJsonDocument::fromJson(tags.toUtf8()).array())
            line.tags += tag.toString();
    }
    line.notes = row.value(14).toString();
    if (!row.value(15).isNull())
        line.createdUtc = QDateTime::fromMSecsSinceEpoch(row.value(15).toLongLong(), Qt::UTC);
    line.trashed = row.value(16).toInt() != 0;
    return line;
}

} // namespace

base::Result<QList<experiment::Summary>> summariesFor(
    Database& database, const Search& search, const Filter& filter)
{
    QString sql = QStringLiteral("SELECT %1 FROM arms WHERE trashed = ?").arg(summaryColumns());
    QVariantList values {filter.trashed ? 1 : 0};
    if (const Search::Condition condition = search.conditionFor(filter.text); !condition.sql.isEmpty()) {
        sql += QStringLiteral(" AND experiment IN (%1)").arg(condition.sql);
        values += condition.values;
    }
    sql += QStringLiteral(" ORDER BY created_ms DESC, experiment DESC, position LIMIT ? OFFSET ?");
    values << (filter.limit > 0 ? filter.limit : -1) << std::max(filter.offset, 0);
    QList<experiment::Summary> lines;
    const auto done = database.each(sql, values, [&lines](const QSqlQuery& row) { lines += summaryIn(row); });
    if (!done)
        return tl::unexpected(done.error());
    return lines;
}

base::Result<QString> idFor(Database& database, const QString& prefix)
{
    if (prefix.size() < shortestPrefix)
        return base::failure(ErrorCode::Usage,
            QCoreApplication::translate("Library", "An id needs at least %1 characters.").arg(shortestPrefix),
            prefix);
    QStringList ids;
    const auto done = database.each(
        QStringLiteral(
            "SELECT id FROM experiments WHERE id >= ? AND substr(id, 1, ?) = ? ORDER BY id LIMIT 2"),
        {prefix, prefix.size(), prefix}, [&ids](const QSqlQuery& row) { ids += row.value(0).toString(); });
    if (!done)
        return tl::unexpected(done.error());
    if (ids.isEmpty())
        return base::failure(ErrorCode::NotFound,
            QCoreApplication::translate("Library", "The library has no run \"%1\".").arg(prefix), prefix);
    if (ids.size() > 1 && ids.first() != prefix)
        return base::failure(ErrorCode::Usage,
            QCoreApplication::translate("Library", "Several runs begin with \"%1\".").arg(prefix),
            ids.join(u' '));
    return ids.first();
}

} // namespace benchglass::store
