// What the journal and the library cost, against a bare INSERT loop measured in the same process.
//
//   bench_store [--quick] [--out FOLDER]
//
// Ratios are what counts; absolute times depend on the machine. With --out the single measurements are
// written as store.csv.

#include "store/library.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>
#include <functional>

using namespace benchglass;

namespace {

struct Sample
{
    QString what;
    int repetition = 0;
    int chunks = 0;
    double ms = 0;
};

QList<measure::Chunk> stream(int chunks)
{
    QList<measure::Chunk> made;
    for (int i = 0; i < chunks; ++i) {
        measure::Chunk chunk;
        chunk.arrivalNs = qint64 {i} * 9'000'000 + i % 977;
        chunk.readId = i;
        chunk.text = QStringLiteral(" word%1").arg(i % 1000);
        made += chunk;
    }
    return made;
}

experiment::Experiment running()
{
    experiment::Experiment made;
    made.id = QStringLiteral("bench00000");
    made.spec.folder = QStringLiteral("/");
    made.spec.arms = {experiment::Arm {QStringLiteral("Baseline"), {}, {}}};
    made.createdUtc = QDateTime::currentDateTimeUtc();
    return made;
}

experiment::Call call()
{
    experiment::Call made;
    made.arm = QStringLiteral("Baseline");
    made.run = 1;
    made.stage = measure::Stage::Report;
    return made;
}

void must(bool isDone)
{
    if (!isDone)
        qFatal("the library failed");
}

/// One row a chunk, prepared, one transaction: what SQLite itself can do here.
void insertRows(const QString& path, const QList<measure::Chunk>& chunks)
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("raw"));
        database.setDatabaseName(path);
        must(database.open());
        QSqlQuery query(database);
        must(query.exec(QStringLiteral("PRAGMA journal_mode = WAL"))
            && query.exec(QStringLiteral("PRAGMA synchronous = NORMAL"))
            && query.exec(QStringLiteral(
                "CREATE TABLE chunks(call INTEGER, arrival INTEGER, read INTEGER, text TEXT)")));
        must(
            database.transaction() && query.prepare(QStringLiteral("INSERT INTO chunks VALUES(1, ?, ?, ?)")));
        for (const measure::Chunk& chunk : chunks) {
            query.bindValue(0, chunk.arrivalNs);
            query.bindValue(1, chunk.readId);
            query.bindValue(2, chunk.text);
            must(query.exec());
        }
        must(database.commit());
    }
    QSqlDatabase::removeDatabase(QStringLiteral("raw"));
}

/// Batches as a stream at 30 Hz brings them, committed together as the writer does.
void journalRows(const QString& path, const QList<measure::Chunk>& chunks, qsizetype batch)
{
    const auto library = store::Library::open(path);
    must(library.has_value());
    must((*library)->beginExperiment(running()) && (*library)->startCall(running().id, call()));
    must((*library)
             ->inTransaction([&]() -> base::Result<void> {
                 for (qsizetype i = 0; i < chunks.size(); i += batch)
                     must((*library)->appendChunks(running().id, 0, chunks.mid(i, batch)).has_value());
                 return {};
             })
             .has_value());
}

/// Handing chunks over one by one, as the runner's thread sees it; writing is waited for, not counted.
double handedOverMs(const QString& path, const QList<measure::Chunk>& chunks)
{
    store::JournalWriter journal(path);
    journal.begin(running());
    journal.callStarted(running().id, call());
    journal.flush();
    QElapsedTimer clock;
    clock.start();
    for (const measure::Chunk& chunk : chunks)
        journal.chunksArrived(running().id, 0, {chunk});
    const double ms = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    journal.flush();
    return ms;
}

void finishAndLoad(const QString& path, const QList<measure::Chunk>& chunks, bool loads)
{
    const auto library = store::Library::open(path);
    must(library.has_value());
    if (loads) {
        must((*library)->load(running().id)->calls.first().trace.chunks.size() == chunks.size());
        return;
    }
    experiment::Call finished = call();
    finished.finished = true;
    finished.trace.chunks = chunks;
    must((*library)->beginExperiment(running()) && (*library)->finishCall(running().id, finished));
}

double timedMs(const std::function<void()>& work)
{
    QElapsedTimer clock;
    clock.start();
    work();
    return static_cast<double>(clock.nsecsElapsed()) / 1e6;
}

double median(const QList<Sample>& samples, const QString& what)
{
    QList<double> values;
    for (const Sample& sample : samples) {
        if (sample.what == what)
            values += sample.ms;
    }
    std::ranges::sort(values);
    return values.at(values.size() / 2);
}

QList<Sample> measured(int repetitions, int count)
{
    const QList<measure::Chunk> chunks = stream(count);
    QList<Sample> samples;
    for (int i = 0; i < repetitions; ++i) {
        const QTemporaryDir folder;
        const auto path = [&folder](const char* name) {
            return folder.filePath(QLatin1String(name));
        };
        const auto take = [&](const char* what, double ms) {
            samples += {QLatin1String(what), i, count, ms};
        };
        take("insert", timedMs([&] { insertRows(path("raw.sqlite"), chunks); }));
        take("journal batches of 4", timedMs([&] { journalRows(path("four.sqlite"), chunks, 4); }));
        take("journal batches of 30", timedMs([&] { journalRows(path("thirty.sqlite"), chunks, 30); }));
        take("hand over", handedOverMs(path("writer.sqlite"), chunks));
        take("finish a call", timedMs([&] { finishAndLoad(path("whole.sqlite"), chunks, false); }));
        take("load a call", timedMs([&] { finishAndLoad(path("whole.sqlite"), chunks, true); }));
    }
    return samples;
}

} // namespace

int main(int argc, char* argv[])
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const bool isQuick = arguments.contains(QStringLiteral("--quick"));
    const QList<Sample> samples = measured(isQuick ? 3 : 7, isQuick ? 20'000 : 100'000);
    QTextStream out(stdout);
    const double insert = median(samples, QStringLiteral("insert"));
    out << "chunks per measurement: " << samples.first().chunks << "\n";
    for (qsizetype i = 0; i < 6; ++i) {
        const QString& what = samples.at(i).what;
        const double ms = median(samples, what);
        out << what.leftJustified(24) << QString::number(ms, 'f', 1).rightJustified(10) << " ms  "
            << QString::number(samples.first().chunks / ms * 1000, 'f', 0).rightJustified(10) << " chunks/s  "
            << QString::number(ms / insert, 'f', 2) << " x insert\n";
    }
    const qsizetype place = arguments.indexOf(QStringLiteral("--out"));
    if (place < 0 || place + 1 >= arguments.size())
        return 0;
    QFile file(arguments.at(place + 1) + QStringLiteral("/store.csv"));
    must(file.open(QIODevice::WriteOnly));
    QTextStream csv(&file);
    csv << "what,repetition,chunks,duration_ms\n";
    for (const Sample& sample : samples)
        csv << sample.what << ',' << sample.repetition << ',' << sample.chunks << ',' << sample.ms << '\n';
    return 0;
}
