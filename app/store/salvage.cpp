#include "store/salvage.h"

#include "store/chunkcodec.h"
#include "store/database.h"
#include "store/keys.h"
#include "store/records.h"

#include <algorithm>
#include <limits>
#include <set>

namespace benchglass::store {

namespace {

constexpr qint64 probesLimit = 20'000;

/// Keys of @p table in a range that can be reached from either end, and those between that answer when
/// asked one by one: a damaged page hides what lies behind it in one direction only.
std::set<qint64> reachableKeys(
    Database& database, const QString& table, const QString& key, qint64 first, qint64 last)
{
    std::set<qint64> keys;
    qint64 lowest = last + 1;
    qint64 highest = first - 1;
    const QString range =
        QStringLiteral("SELECT %1 FROM %2 WHERE %1 BETWEEN ? AND ? ORDER BY %1 ").arg(key, table);
    const auto isWhole = database.each(range, {first, last}, [&](const QSqlQuery& row) {
        highest = row.value(0).toLongLong();
        keys.insert(highest);
    });
    if (isWhole)
        return keys;
    (void)database.each(range + QStringLiteral("DESC"), {first, last}, [&](const QSqlQuery& row) {
        lowest = row.value(0).toLongLong();
        keys.insert(lowest);
    });
    const QString one = QStringLiteral("SELECT %1 FROM %2 WHERE %1 = ?").arg(key, table);
    const qint64 end = std::min(lowest - 1, highest + probesLimit);
    for (qint64 probe = highest + 1; probe <= end; ++probe) {
        if (const auto found = database.value(one, {probe}); found && found->isValid())
            keys.insert(probe);
    }
    return keys;
}

void addJournal(Database& database, qint64 key, experiment::Call& call)
{
    const QString sql = QStringLiteral("SELECT chunks FROM journal WHERE call = ? ORDER BY batch");
    (void)database.each(sql, {key}, [&call](const QSqlQuery& row) {
        if (const auto chunks = unpackedChunks(row.value(0).toByteArray()))
            call.trace.chunks += *chunks;
    });
}

std::optional<experiment::Call> callAt(Database& database, qint64 key)
{
    std::optional<experiment::Call> call;
    const QString sql = QStringLiteral("SELECT %1 FROM calls WHERE call = ?").arg(Records::callColumns());
    (void)database.each(sql, {key}, [&call](const QSqlQuery& row) {
        auto read = Records::callIn(row, Records::Depth::Whole);
        // Without its chunks a call still has its figures.
        if (!read)
            read = Records::callIn(row, Records::Depth::WithoutChunks);
        if (read)
            call = *read;
    });
    if (call && !call->finished && call->trace.chunks.isEmpty())
        addJournal(database, key, *call);
    return call;
}

} // namespace

int salvage(const QString& path, const std::function<void(const experiment::Experiment&)>& take)
{
    const auto opened = Database::open(path, Database::Mode::ReadWrite);
    if (!opened)
        return 0;
    Database& database = **opened;
    int taken = 0;
    const QString sql =
        QStringLiteral("SELECT %1 FROM experiments WHERE experiment = ?").arg(Records::experimentColumns());
    for (const qint64 row : reachableKeys(database, QStringLiteral("experiments"),
             QStringLiteral("experiment"), 1, std::numeric_limits<qint32>::max())) {
        std::optional<experiment::Experiment> experiment;
        (void)database.each(sql, {row}, [&experiment](const QSqlQuery& found) {
            if (const auto read = Records::experimentIn(found))
                experiment = *read;
        });
        if (!experiment || experiment->id.isEmpty())
            continue;
        for (const qint64 key : reachableKeys(
                 database, QStringLiteral("calls"), QStringLiteral("call"), firstKey(row), lastKey(row))) {
            if (const auto call = callAt(database, key))
                experiment->calls += *call;
        }
        take(*experiment);
        ++taken;
    }
    return taken;
}

} // namespace benchglass::store
