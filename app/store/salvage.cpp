#include "store/salvage.h"

#include "store/blob.h"
#include "store/chunkcodec.h"
#include "store/database.h"
#include "store/keys.h"
#include "store/records.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStringBuilder>

#include <algorithm>
#include <limits>
#include <optional>
#include <set>

namespace benchglass::store {

namespace {

constexpr qint64 probesLimit = 20'000;
/// A damaged page holds far fewer rows: behind so many misses there is nothing more.
constexpr qint64 missesLimit = 2'000;
constexpr int corpusColumn = 7; ///< Of Records::experimentColumns().

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
    qint64 misses = 0;
    for (qint64 probe = highest + 1; probe <= end && misses < missesLimit; ++probe) {
        const auto found = database.value(one, {probe});
        const bool isThere = found && found->isValid();
        misses = isThere ? 0 : misses + 1;
        if (isThere)
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

/// A call, and whether its text could be read.
struct SalvagedCall
{
    experiment::Call call;
    bool isEmpty = false;
};

std::optional<SalvagedCall> callAt(Database& database, qint64 key)
{
    std::optional<SalvagedCall> salvaged;
    const QString sql = QStringLiteral("SELECT %1 FROM calls WHERE call = ?");
    const auto read = [&](Records::Depth depth, const QString& columns) {
        (void)database.each(sql.arg(columns), {key}, [&](const QSqlQuery& row) {
            if (const auto call = Records::callIn(row, depth))
                salvaged = SalvagedCall {*call, depth == Records::Depth::WithoutChunks};
        });
    };
    read(Records::Depth::Whole, Records::callColumns());
    // Without its chunks a call still has its figures.
    if (!salvaged)
        read(Records::Depth::WithoutChunks, QStringLiteral("call, record"));
    if (salvaged && !salvaged->call.finished && salvaged->call.trace.chunks.isEmpty())
        addJournal(database, key, salvaged->call);
    return salvaged;
}

/// What @p sql gives in its first column, read from both ends of @p order; @p isWhole is false when it could
/// not be read through.
std::set<qint64> keysIn(Database& database, const QString& sql, const QStringList& order,
    const QVariantList& values, bool& isWhole)
{
    std::set<qint64> keys;
    const auto take = [&keys](const QSqlQuery& row) {
        keys.insert(row.value(0).toLongLong());
    };
    const QString ordered = sql % u" ORDER BY ";
    isWhole = bool(database.each(ordered + order.join(u", "_qs), values, take));
    if (!isWhole)
        (void)database.each(QString(ordered % order.join(u" DESC, "_qs) % u" DESC"), values, take);
    return keys;
}

/// How many calls of a run are missing, by what else the file says of them: the gaps between those that are
/// there, their index and the run's lines in the list. Where none of these can be read, a finished run
/// lacks at least the reports that it was to have.
int lostCallsOf(Database& database, qint64 row, const experiment::Experiment& found)
{
    bool hasIndex = false;
    std::set<qint64> keys = keysIn(database,
        QStringLiteral("SELECT call FROM calls INDEXED BY calls_experiment WHERE experiment = ? "
                       "AND call BETWEEN ? AND ?"),
        {QStringLiteral("call")}, {row, firstKey(row), lastKey(row)}, hasIndex);
    for (const experiment::Call& call : found.calls)
        keys.insert(callKey(row, call.ordinal));
    const int gaps = found.calls.isEmpty() ? 0 : found.calls.last().ordinal + 1;
    int lost = std::max(static_cast<int>(keys.size()), gaps) - static_cast<int>(found.calls.size());
    const auto listed =
        database.value(QStringLiteral("SELECT sum(calls) FROM arms WHERE experiment = ?"), {row});
    const bool hasLines = listed && !listed->isNull();
    if (hasLines)
        lost = std::max(lost, listed->toInt() - static_cast<int>(found.measuredCalls().size()));
    if (!hasIndex && !hasLines && found.state == experiment::ExperimentState::Finished) {
        int reports = 0;
        for (const experiment::Arm& arm : found.spec.arms)
            reports += std::max(0, found.spec.runs - found.runsDone(arm.name));
        lost = std::max(lost, reports);
    }
    return lost;
}

/// Says in the run what it lacks: it must not pass for a whole one.
void mark(experiment::Experiment& run, int lostCalls, int emptyCalls, bool isShort)
{
    if (lostCalls == 0 && emptyCalls == 0 && !isShort)
        return;
    QString message = QCoreApplication::translate("Library",
        "The library was damaged. Calls of this run that are lost: %1; calls that have lost their text: %2.")
                          .arg(lostCalls)
                          .arg(emptyCalls);
    if (isShort)
        message += QCoreApplication::translate("Library", " The record of its folder is lost.");
    if (run.error)
        message += u' ' + run.error->message;
    const QString origin = run.error ? run.error->origin : QStringLiteral("salvaged");
    run.error = base::Error {base::ErrorCode::StoreCorrupt, message, origin, base::Remedy::None};
    if (run.state == experiment::ExperimentState::Finished)
        run.state = experiment::ExperimentState::Failed;
}

class Salvager
{
public:
    explicit Salvager(Database& database)
        : m_database(database)
    {
    }

    Salvage run(const std::function<bool(const SalvagedRun&)>& take)
    {
        const QString table = QStringLiteral("experiments");
        const QString key = QStringLiteral("experiment");
        const auto rows = reachableKeys(m_database, table, key, 1, std::numeric_limits<qint32>::max());
        bool isWhole = false;
        std::set<qint64> known = keysIn(m_database,
            QStringLiteral("SELECT experiment FROM experiments INDEXED BY experiments_state"),
            {QStringLiteral("state"), key}, {}, isWhole);
        known.merge(keysIn(m_database, QStringLiteral("SELECT experiment FROM arms"), {key}, {}, isWhole));
        known.insert(rows.begin(), rows.end());
        for (const qint64 row : known) {
            const auto read = rows.contains(row) ? runAt(row) : std::nullopt;
            const bool isTaken = read && take(*read);
            ++(isTaken ? m_salvage.runs : m_salvage.lostRuns);
            if (isTaken) {
                m_salvage.lostCalls += m_lostCalls;
                m_salvage.emptyCalls += m_emptyCalls;
            }
        }
        return m_salvage;
    }

private:
    std::optional<SalvagedRun> runAt(qint64 row)
    {
        SalvagedRun salvaged {row, {}, {}};
        experiment::Experiment& run = salvaged.experiment;
        m_isShort = false;
        // What follows a long record of the folder in its row is lost with it.
        const QString first = QStringLiteral("experiment, id, state, created_ms, finished_ms, spec, ");
        const QString rest = QStringLiteral("x'', NULL, '', '[]', 0");
        if (!readInto(run, row, Records::experimentColumns())
            && !readInto(run, row, QString(first % u"environment, " % rest))
            && !readInto(run, row, QString(first % u"'', " % rest)))
            return std::nullopt;
        if (m_isShort && run.notes.isEmpty() && run.tags.isEmpty())
            readRemarks(run, row);
        (void)m_database.each(
            QStringLiteral("SELECT owner_pid, owner_start, owner_boot FROM experiments WHERE experiment = ?"),
            {row}, [&salvaged](const QSqlQuery& found) {
                salvaged.owner = {
                    found.value(0).toLongLong(), found.value(1).toLongLong(), found.value(2).toString()};
            });
        m_emptyCalls = 0;
        for (const qint64 key : reachableKeys(
                 m_database, QStringLiteral("calls"), QStringLiteral("call"), firstKey(row), lastKey(row))) {
            if (const auto call = callAt(m_database, key)) {
                run.calls += call->call;
                m_emptyCalls += call->isEmpty ? 1 : 0;
            }
        }
        m_lostCalls = lostCallsOf(m_database, row, run);
        mark(run, m_lostCalls, m_emptyCalls, m_isShort);
        return salvaged;
    }

    /// Notes, tags and trash from the lines of the list, which have a copy.
    void readRemarks(experiment::Experiment& run, qint64 row)
    {
        (void)m_database.each(
            QStringLiteral("SELECT notes, tags, trashed FROM arms WHERE experiment = ? LIMIT 1"), {row},
            [&run](const QSqlQuery& found) {
                run.notes = found.value(0).toString();
                for (const QJsonValue tag :
                    QJsonDocument::fromJson(found.value(1).toString().toUtf8()).array())
                    run.tags += tag.toString();
                run.trashed = found.value(2).toInt() != 0;
            });
    }

    bool readInto(experiment::Experiment& run, qint64 row, const QString& columns)
    {
        bool isRead = false;
        const QString sql = QStringLiteral("SELECT %1 FROM experiments WHERE experiment = ?").arg(columns);
        (void)m_database.each(sql, {row}, [&](const QSqlQuery& found) {
            if (const auto read = Records::experimentIn(found); read && !read->id.isEmpty()) {
                run = *read;
                isRead = true;
                m_isShort = !unpacked(found.value(corpusColumn).toByteArray());
            }
        });
        return isRead;
    }

    Database& m_database;
    Salvage m_salvage;
    int m_lostCalls = 0;    ///< Of the run that was read last...
    int m_emptyCalls = 0;   ///< ... calls of it without their text...
    bool m_isShort = false; ///< ... and it lacks the record of its folder.
};

} // namespace

Salvage salvage(const QString& path, const std::function<bool(const SalvagedRun&)>& take)
{
    const auto opened = Database::open(path, Database::Mode::Salvage);
    return opened ? Salvager(**opened).run(take) : Salvage {};
}

} // namespace benchglass::store
