#include "store/migrations.h"

namespace benchglass::store {

namespace {

base::Result<void> runAll(Database& database, const QStringList& statements)
{
    for (const QString& statement : statements) {
        if (const auto done = database.run(statement); !done)
            return done;
    }
    return {};
}

/// Keys of calls and texts hold the experiment's row in their upper bits: keys.h.
base::Result<void> makeFirst(Database& database)
{
    const QStringList tables {
        QStringLiteral(
            "CREATE TABLE experiments("
            "experiment INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, state TEXT NOT NULL, "
            "created_ms INTEGER, finished_ms INTEGER, spec TEXT NOT NULL, environment TEXT NOT NULL, "
            "corpus BLOB NOT NULL, error TEXT, notes TEXT NOT NULL, tags TEXT NOT NULL, "
            "trashed INTEGER NOT NULL, owner_pid INTEGER, owner_start INTEGER, owner_boot TEXT)"),
        QStringLiteral("CREATE INDEX experiments_state ON experiments(state)"),
        // One line of the list each, with all that it shows.
        QStringLiteral(
            "CREATE TABLE arms("
            "experiment INTEGER NOT NULL REFERENCES experiments ON DELETE CASCADE, "
            "position INTEGER NOT NULL, id TEXT NOT NULL, corpus TEXT, engine TEXT, model TEXT, arm TEXT, "
            "configuration TEXT, state TEXT NOT NULL, runs INTEGER, runs_done INTEGER, calls INTEGER, "
            "ttft_ms REAL, decode_rate REAL, flags TEXT, tags TEXT, notes TEXT, created_ms INTEGER, "
            "trashed INTEGER NOT NULL, PRIMARY KEY(experiment, position)) WITHOUT ROWID"),
        QStringLiteral(
            "CREATE INDEX arms_newest ON arms(trashed, created_ms DESC, experiment DESC, position)"),
        QStringLiteral(
            "CREATE TABLE calls("
            "call INTEGER PRIMARY KEY, experiment INTEGER NOT NULL REFERENCES experiments ON DELETE CASCADE, "
            "finished INTEGER NOT NULL, record BLOB NOT NULL, chunks BLOB)"),
        QStringLiteral("CREATE INDEX calls_experiment ON calls(experiment)"),
        // Chunks of open calls, a batch a row.
        QStringLiteral("CREATE TABLE journal("
                       "batch INTEGER PRIMARY KEY, call INTEGER NOT NULL REFERENCES calls ON DELETE CASCADE, "
                       "chunks BLOB NOT NULL)"),
        QStringLiteral("CREATE INDEX journal_call ON journal(call)"),
    };
    if (const auto done = runAll(database, tables); !done)
        return done;
    const QString indexed = QStringLiteral(
        "CREATE VIRTUAL TABLE search USING fts5(text, tokenize = 'unicode61 remove_diacritics 2')");
    if (!database.run(indexed)) {
        // An SQLite without FTS5: the same table, searched with LIKE.
        const QString plain = QStringLiteral("CREATE TABLE search(rowid INTEGER PRIMARY KEY, text TEXT)");
        if (const auto done = database.run(plain); !done)
            return done;
    }
    return database.run(QStringLiteral("PRAGMA application_id = %1").arg(applicationId));
}

} // namespace

const QList<Migration>& migrations()
{
    static const QList<Migration> steps {{1, &makeFirst}};
    return steps;
}

int newestVersion(std::span<const Migration> steps)
{
    return steps.empty() ? 0 : steps.back().version;
}

base::Result<int> versionOf(Database& database)
{
    const auto version = database.value(QStringLiteral("PRAGMA user_version"));
    if (!version)
        return tl::unexpected(version.error());
    return version->toInt();
}

base::Result<void> migrate(Database& database, std::span<const Migration> steps)
{
    for (const Migration& step : steps) {
        const auto version = versionOf(database);
        if (!version)
            return tl::unexpected(version.error());
        if (*version >= step.version)
            continue;
        const auto done = database.inTransaction([&]() -> base::Result<void> {
            // Another program may have done it while this one waited.
            const auto now = versionOf(database);
            if (!now)
                return tl::unexpected(now.error());
            if (*now >= step.version)
                return {};
            if (const auto applied = step.apply(database); !applied)
                return applied;
            return database.run(QStringLiteral("PRAGMA user_version = %1").arg(step.version));
        });
        if (!done)
            return done;
    }
    return {};
}

} // namespace benchglass::store
