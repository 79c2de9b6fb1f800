#include "report/experiments.h"
#include "report/report.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

namespace benchglass::report {

using namespace tests;

namespace {

/// A reader of RFC 4180, strict: one more reason to trust the writer.
QList<QStringList> read(const QByteArray& csv)
{
    QList<QStringList> rows {{}};
    QByteArray field;
    bool quoted = false;
    for (qsizetype at = 0; at < csv.size(); ++at) {
        const char c = csv.at(at);
        if (quoted && c == '"' && at + 1 < csv.size() && csv.at(at + 1) == '"') {
            field += '"';
            ++at;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == ',' || c == '\n')) {
            rows.last().append(QString::fromUtf8(field));
            field.clear();
            if (c == '\n')
                rows.append(QStringList());
        } else if (quoted || c != '\r') {
            field += c;
        }
    }
    rows.removeLast();
    return rows;
}

} // namespace

class TestReportTable : public QObject
{
    Q_OBJECT

private slots:
    void writesEveryCall();
    void namesTheAgentOfSeveral();
    void writesEveryChunkExactly();
    void defusesFormulas_data();
    void defusesFormulas();
    void leavesAbsentEmpty();
    void tellsWhatWasAskedOfThinking();
    void dividesEveryCall_data();
    void dividesEveryCall();
    void writesFigures();
    void writesWholeFilesOnly();
    void namesFailure();
};

void TestReportTable::writesEveryCall()
{
    const experiment::Experiment experiment = twoArms();
    const QList<QStringList> rows = read(callsCsv(experiment));
    QCOMPARE(rows.first(), callsCsvColumns());
    QCOMPARE(rows.size(), experiment.calls.size() + 1);
    const qsizetype ttft = callsCsvColumns().indexOf(QStringLiteral("ttft_ns"));
    const qsizetype warmup = callsCsvColumns().indexOf(QStringLiteral("warmup"));
    for (qsizetype at = 0; at < experiment.calls.size(); ++at) {
        QCOMPARE(rows.at(at + 1).size(), callsCsvColumns().size());
        QCOMPARE(rows.at(at + 1).at(ttft).toDouble(), *experiment.calls.at(at).metrics.ttftNs);
        QCOMPARE(rows.at(at + 1).at(warmup) == u"true", experiment.calls.at(at).warmup);
    }
}

void TestReportTable::namesTheAgentOfSeveral()
{
    const experiment::Experiment experiment = twoAgents();
    const QList<QStringList> rows = read(callsCsv(experiment));
    const qsizetype agent = callsCsvColumns().indexOf(QStringLiteral("agent"));
    QVERIFY(agent >= 0);
    for (qsizetype at = 0; at < experiment.calls.size(); ++at) {
        const int number = experiment.calls.at(at).agent;
        QCOMPARE(rows.at(at + 1).at(agent), number == 0 ? QString() : QString::number(number));
    }
}

void TestReportTable::writesEveryChunkExactly()
{
    CallPlan plan {QStringLiteral("A,\"B\""), 1};
    experiment::Experiment experiment = experimentOf({plan});
    QList<measure::Chunk>& chunks = experiment.calls.first().trace.chunks;
    chunks[0].text = QStringLiteral(" a,\"b\"\r\nc\n=1+1 \u4e2d");
    chunks[1].text = QStringLiteral("=HYPERLINK(\"x\")");
    chunks[1].tokens = 3;
    const QList<QStringList> rows = read(chunksCsv(experiment));
    QCOMPARE(rows.size(), chunks.size() + 1);
    QCOMPARE(rows.at(1).last(), chunks.at(0).text);
    QCOMPARE(rows.at(2).last(), QString(u'\'' + chunks.at(1).text));
    QCOMPARE(rows.at(1).at(2), plan.arm);
    const qsizetype arrival = chunksCsvColumns().indexOf(QStringLiteral("arrival_ns"));
    const qsizetype tokens = chunksCsvColumns().indexOf(QStringLiteral("tokens"));
    QCOMPARE(rows.at(1).at(tokens), QString());
    QCOMPARE(rows.at(2).at(tokens), QStringLiteral("3"));
    for (qsizetype at = 0; at < chunks.size(); ++at)
        QCOMPARE(rows.at(at + 1).at(arrival).toLongLong(), chunks.at(at).arrivalNs);
}

void TestReportTable::defusesFormulas_data()
{
    QTest::addColumn<QString>("cell");
    for (const char* start : {"=", "+", "-", "@", "\t", "\r", "\n", "'"})
        QTest::newRow(start) << QString::fromLatin1(start) + QStringLiteral("1+1");
    QTest::newRow("full width") << QStringLiteral("\uff1d1+1");
}

void TestReportTable::defusesFormulas()
{
    QFETCH(const QString, cell);
    CallPlan plan {cell, 1};
    experiment::Experiment experiment = experimentOf({plan});
    experiment::Call& call = experiment.calls.first();
    call.trace.server.doneReason = cell;
    call.trace.t0MonotonicNs = -5;
    call.metrics.queueAndOverheadNs = -7.5;
    const auto at = [](const QStringList& row, const char* column) {
        return row.at(callsCsvColumns().indexOf(QString::fromLatin1(column)));
    };
    const QStringList row = read(callsCsv(experiment)).at(1);
    QCOMPARE(at(row, "arm"), QString(u'\'' + cell));
    QCOMPARE(at(row, "done_reason"), QString(u'\'' + cell));
    // Numbers stay numbers.
    QCOMPARE(at(row, "t0_monotonic_ns"), QStringLiteral("-5"));
    QCOMPARE(at(row, "queue_and_overhead_ns"), QStringLiteral("-7.5"));
}

void TestReportTable::leavesAbsentEmpty()
{
    CallPlan plan {QStringLiteral("A"), 1};
    plan.state = measure::CallState::Aborted;
    const QList<QStringList> rows = read(callsCsv(experimentOf({plan})));
    for (const char* column : {"end_marker_ns", "server_total_ns", "e2el_ns", "prefill_rate_per_second"})
        QCOMPARE(rows.at(1).at(callsCsvColumns().indexOf(QString::fromLatin1(column))), QString());
    QCOMPARE(rows.at(1).at(callsCsvColumns().indexOf(QStringLiteral("state"))), QStringLiteral("aborted"));
}

/// What was asked of an arm beside its options, and a time that nobody can divide.
void TestReportTable::tellsWhatWasAskedOfThinking()
{
    experiment::Experiment experiment = experimentOf({CallPlan {QStringLiteral("A"), 1}});
    experiment.spec.arms = {{QStringLiteral("A"), {}, QStringLiteral("high")}};
    experiment::Call& call = experiment.calls.first();
    call.trace.chunks = {measure::Chunk(), measure::Chunk()};
    call.trace.chunks[0].arrivalNs = 1'000'000;
    call.trace.chunks[0].text = QStringLiteral("Hm</think>");
    call.trace.chunks[1].arrivalNs = 3'000'000;
    call.trace.chunks[1].text = QStringLiteral("Yes.");
    call.trace.endMarkerNs = 5'000'000;
    call.metrics = measure::metricsOf(call.trace, call.state, call.evidence);
    const QStringList row = read(callsCsv(experiment)).at(1);
    QCOMPARE(row.at(callsCsvColumns().indexOf(QStringLiteral("think"))), QStringLiteral("high"));
    QCOMPARE(row.at(callsCsvColumns().indexOf(QStringLiteral("unsplit_ms"))), QStringLiteral("4"));
    experiment.spec.arms.first().think.clear();
    QCOMPARE(
        read(callsCsv(experiment)).at(1).at(callsCsvColumns().indexOf(QStringLiteral("think"))), QString());
}

void TestReportTable::dividesEveryCall_data()
{
    using Change = void (*)(measure::Trace&);
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("cells");
    QTest::newRow("Ollama") << Change([](measure::Trace&) {}) << ",,100,200,200,,4000,true,";
    QTest::newRow("thinking, on a new connection") << Change([](measure::Trace& trace) {
        trace.tcpNs = 1'500'000;
        trace.chunks[0].kind = measure::ChunkKind::Thinking;
        trace.chunks[1].text = QStringLiteral("a");
        trace.chunks[1].arrivalNs = 1'000'000'000;
    }) << "1.5,,100,200,200,500,3500,true,";
    QTest::newRow("silent server") << Change([](measure::Trace& trace) { trace.server = {}; })
                                   << ",,,,500,,4000,false,";
    QTest::newRow("negative load") << Change([](measure::Trace& trace) { trace.server.loadNs = -1; })
                                   << ",,,200,300,,4000,false,negative";
    QTest::newRow("nothing came") << Change([](measure::Trace& trace) { trace = {}; }) << ",,,,,,,false,";
}

/// Unknown is an empty cell and never 0.
void TestReportTable::dividesEveryCall()
{
    using Change = void (*)(measure::Trace&);
    QFETCH(const Change, change);
    experiment::Experiment experiment = experimentOf({CallPlan {QStringLiteral("A"), 1}});
    experiment::Call& call = experiment.calls.first();
    change(call.trace);
    call.metrics = measure::metricsOf(call.trace, call.state, call.evidence);
    const qsizetype first = callsCsvColumns().indexOf(QStringLiteral("connect_ms"));
    QCOMPARE(callsCsvColumns().mid(first, 9).join(u' '),
        QStringLiteral(
            "connect_ms queue_ms load_ms prefill_ms untold_ms thinking_ms writing_ms load_holds_queue "
            "anatomy_faults"));
    QTEST(read(callsCsv(experiment)).at(1).mid(first, 9).join(u','), "cells");
}

void TestReportTable::writesFigures()
{
    Figure figure = squareFigure();
    const QByteArray svg = svgOf(figure);
    QVERIFY(svg.contains("<svg"));
    QVERIFY(svg.contains("viewBox=\"0 0 480 180\""));
    QVERIFY(svg.contains("TTFT (ms)"));
    QCOMPARE(svgOf(figure), svg);
    figure.id = QStringLiteral("../../etc/x y");
    QVERIFY(!figureFileName(figure).contains(u'/'));
    QVERIFY(!figureFileName(figure).contains(QStringLiteral("..")));
}

void TestReportTable::writesWholeFilesOnly()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.md"));
    QVERIFY(writeFile(path, "first"));
    QVERIFY(writeFile(path, "second"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("second"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
}

void TestReportTable::namesFailure()
{
    const base::Result<void> nowhere = writeFile(QStringLiteral("/nonexistent/folder/a.md"), "x");
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().code, base::ErrorCode::WriteFailed);
    QCOMPARE(nowhere.error().remedy, base::Remedy::ChooseOtherPlace);
    if (!QFileInfo::exists(QStringLiteral("/dev/full")))
        QSKIP("without /dev/full");
    const base::Result<void> full = writeFile(QStringLiteral("/dev/full"), QByteArray(100'000, 'x'));
    QVERIFY(!full);
    QCOMPARE(full.error().code, base::ErrorCode::WriteFailed);
    QVERIFY2(
        full.error().message.contains(QStringLiteral("No space left")), qPrintable(full.error().message));
}

} // namespace benchglass::report

QTEST_MAIN(benchglass::report::TestReportTable)
#include "tst_report_table.moc"
