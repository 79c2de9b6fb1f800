#include "workbench/exporter.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace benchglass;

namespace {

experiment::Call call(const QString& arm, int run, measure::Stage stage, int tokens)
{
    experiment::Call made;
    made.arm = arm;
    made.run = run;
    made.stage = stage;
    made.finished = true;
    measure::Chunk chunk;
    chunk.arrivalNs = 1'000'000;
    chunk.text = QStringLiteral("text of %1").arg(arm);
    made.trace.chunks = {chunk};
    made.trace.endMarkerNs = 2'000'000;
    made.trace.server.outputTokens = tokens;
    made.metrics = measure::metricsOf(made.trace, made.state, made.evidence);
    return made;
}

/// Two arms of three runs, a warm-up before each; the last report of Tuned went on and on.
std::shared_ptr<const experiment::Experiment> twoArms()
{
    auto made = std::make_shared<experiment::Experiment>();
    made->id = QStringLiteral("abcdefghij");
    made->spec.engine = QStringLiteral("ollama");
    made->spec.url = QStringLiteral("http://user:secret@127.0.0.1:11434");
    made->spec.runs = 3;
    made->createdUtc = QDateTime(QDate(2026, 1, 2), QTime(3, 4), Qt::UTC);
    for (const QString& arm : {QStringLiteral("Baseline"), QStringLiteral("Tuned")}) {
        made->spec.arms += experiment::Arm {arm, {}, {}};
        made->calls += call(arm, 1, measure::Stage::Analysis, 8);
        made->calls.last().warmup = true;
        for (int run = 1; run <= 3; ++run) {
            made->calls += call(arm, run, measure::Stage::Analysis, 100);
            made->calls += call(arm, run, measure::Stage::Report, 100);
        }
    }
    made->calls.last().metrics.outputTokens = 5000;
    for (int i = 0; i < made->calls.size(); ++i)
        made->calls[i].ordinal = i;
    return made;
}

} // namespace

class TestExporter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFormatHoldsOnlyTheTarget_data();
    void everyFormatHoldsOnlyTheTarget();
    void everyFormatShowsTheSameFlags();
    void noFileCarriesAPassword();
    void brokenExportSaysWhatIsThere();

private:
    /// The files of an export by name.
    static QHash<QString, QByteArray> exported(const report::Selection& selection);
    static QList<QByteArray> csvRows(const QByteArray& csv);
};

QHash<QString, QByteArray> TestExporter::exported(const report::Selection& selection)
{
    const QTemporaryDir folder;
    workbench::ExportRequest request;
    request.experiment = twoArms();
    request.formats = {
        report::Format::Markdown, report::Format::Csv, report::Format::Json, report::Format::A3};
    request.folder = folder.path();
    request.selection = selection;
    QHash<QString, QByteArray> files;
    const auto written = workbench::exportFiles(request);
    if (!written)
        return files;
    for (const QString& path : *written) {
        QFile file(path);
        if (file.open(QIODevice::ReadOnly))
            files.insert(QFileInfo(path).fileName(), file.readAll());
    }
    return files;
}

QList<QByteArray> TestExporter::csvRows(const QByteArray& csv)
{
    QList<QByteArray> rows = csv.split('\n').mid(1);
    rows.removeAll(QByteArray());
    return rows;
}

void TestExporter::everyFormatHoldsOnlyTheTarget_data()
{
    QTest::addColumn<QString>("arm");
    QTest::addColumn<int>("run");
    QTest::addColumn<int>("calls");    // With warm-ups.
    QTest::addColumn<int>("measured"); // Of the first arm.
    QTest::newRow("experiment") << QString() << 0 << 14 << 6;
    QTest::newRow("arm") << QStringLiteral("Tuned") << 0 << 7 << 6;
    QTest::newRow("first run, with the warm-up before it") << QStringLiteral("Tuned") << 1 << 3 << 2;
    QTest::newRow("second run") << QStringLiteral("Tuned") << 2 << 2 << 2;
}

void TestExporter::everyFormatHoldsOnlyTheTarget()
{
    QFETCH(QString, arm);
    QFETCH(int, run);
    QFETCH(int, calls);
    QFETCH(int, measured);
    const auto files = exported({arm, run, {}});
    QCOMPARE(files.size(), 5);
    QCOMPARE(csvRows(files[QStringLiteral("calls.csv")]).size(), calls);
    QCOMPARE(csvRows(files[QStringLiteral("chunks.csv")]).size(), calls);
    const QJsonObject json = QJsonDocument::fromJson(files[QStringLiteral("run.json")]).object();
    QCOMPARE(json.value(QStringLiteral("calls")).toArray().size(), calls);
    const QJsonObject a3 = QJsonDocument::fromJson(files[QStringLiteral("metrics.json")]).object();
    const QJsonObject first = a3.value(QStringLiteral("baseline")).toObject();
    QCOMPARE(first.value(QStringLiteral("llm_calls")).toArray().size(), measured);
    QCOMPARE(a3.contains(QStringLiteral("chimera")), arm.isEmpty());
    for (auto it = files.begin(); it != files.end(); ++it)
        QCOMPARE(it.value().contains("Baseline"), arm.isEmpty());
    QCOMPARE(files[QStringLiteral("report.md")].contains("Only a part of the experiment"), !arm.isEmpty());
}

void TestExporter::everyFormatShowsTheSameFlags()
{
    for (const QString& arm : {QString(), QStringLiteral("Tuned")}) {
        const auto files = exported({arm, 0, {}});
        QVERIFY(csvRows(files[QStringLiteral("calls.csv")]).last().contains("runaway"));
        const QJsonObject json = QJsonDocument::fromJson(files[QStringLiteral("run.json")]).object();
        const QJsonObject last = json.value(QStringLiteral("calls")).toArray().last().toObject();
        QVERIFY(last.value(QStringLiteral("flags")).toArray().contains(QStringLiteral("runaway")));
        QVERIFY(files[QStringLiteral("report.md")].contains("runaway"));
        for (const QByteArray& row : csvRows(files[QStringLiteral("calls.csv")]).mid(0, 6))
            QVERIFY(!row.contains("runaway"));
    }
}

void TestExporter::noFileCarriesAPassword()
{
    const auto files = exported({});
    QVERIFY(files[QStringLiteral("run.json")].contains("http://127.0.0.1:11434"));
    for (auto it = files.begin(); it != files.end(); ++it)
        QVERIFY2(!it.value().contains("secret"), qPrintable(it.key()));
}

void TestExporter::brokenExportSaysWhatIsThere()
{
    const QTemporaryDir folder;
    workbench::ExportRequest request;
    request.experiment = twoArms();
    request.formats = {report::Format::Json, report::Format::Markdown};
    request.folder = folder.path();
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("report.md"))); // A folder stands where the file should.
    const auto written = workbench::exportFiles(request);
    QVERIFY(!written);
    QVERIFY2(written.error().message.endsWith(u"Written before that: run.json."_qs),
        qPrintable(written.error().message));
}

QTEST_MAIN(TestExporter)
#include "tst_exporter.moc"
