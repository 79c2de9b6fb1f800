#include "corpus/referencefile.h"
#include "corpus/referenceharvest.h"
#include "support.h"

#include <QtTest>

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

using namespace benchglass;

class TestReference : public QObject
{
    Q_OBJECT

private slots:
    void sharedCorpus_data();
    void sharedCorpus();
    void placesAreTrue();
    void numbers_data();
    void numbers();
    void droppedFiles_data();
    void droppedFiles();
    void firstValueWins();
    void firstRowsOfATable();
    void headings();
    void whatIsNotLookedAt();
    void nothingToRead();

private:
    const QString m_shared = QStringLiteral(BENCHGLASS_SOURCE_DIR "/../shared/data");
};

namespace {

QJsonObject recordedMetrics(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject run = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject first = run[u"baseline"][u"workflow_runs"][0].toObject();
    return first[u"analysis"][u"performance_metrics"].toObject();
}

corpus::ReferenceHarvest harvestOf(const Folder& folder)
{
    const auto harvest = corpus::referenceHarvest(folder.path());
    return harvest ? *harvest : corpus::ReferenceHarvest();
}

} // namespace

void TestReference::sharedCorpus_data()
{
    QTest::addColumn<QString>("run");
    QTest::newRow("the run of the first report") << QStringLiteral("A3");
    QTest::newRow("a run with failed calls") << QStringLiteral("A3-no-done");
}

/// All keys and values that the reference recorded for the same 101 files. Its JSON library reads some
/// decimals one or two units in the last place away from the nearest double: of the 55 values these are 7.
/// The size differs because the files were read with CR LF then (436 259 bytes with LF).
void TestReference::sharedCorpus()
{
    QFETCH(QString, run);
    const QJsonObject recorded = recordedMetrics(m_shared + u"/legacy/"_qs + run + u"/metrics.json"_qs);
    if (recorded.isEmpty() || !QFileInfo::exists(m_shared + u"/corpus"_qs))
        QSKIP("The shared corpus is not on this machine.");
    const auto harvest = corpus::referenceHarvest(m_shared + u"/corpus"_qs);
    QVERIFY2(harvest, harvest ? "" : qPrintable(harvest.error().message));
    QCOMPARE(harvest->files(), 101);
    QCOMPARE(harvest->entries.size(), 55);
    QCOMPARE(harvest->headings, 425);
    QCOMPARE(harvest->jsonDocuments, 44);
    QVERIFY(harvest->leftOut.isEmpty());
    const QJsonObject metrics = harvest->metrics();
    QCOMPARE(metrics.size(), 60);
    QCOMPARE(metrics.keys(), recorded.keys());
    QStringList inTheLastDigit;
    for (const QString& key : metrics.keys()) {
        const QJsonValue ours = metrics[key];
        const QJsonValue theirs = recorded[key];
        if (key == u"total_file_size_bytes") {
            QCOMPARE(ours.toInteger(), 436259);
            QCOMPARE(theirs.toInteger(), 441517);
        } else if (ours != theirs) {
            QVERIFY2(
                std::abs(ours.toDouble() - theirs.toDouble()) < 5e-16 * ours.toDouble(), qPrintable(key));
            inTheLastDigit += key;
        }
    }
    const QStringList known {QStringLiteral("json_overall_tokens_per_second"),
        QStringLiteral("json_results[0].tokens_per_second"),
        QStringLiteral("json_results[2].tokens_per_second"),
        QStringLiteral("json_results[3].tokens_per_second"),
        QStringLiteral("json_results[4].tokens_per_second"),
        QStringLiteral("json_summary.avg_tokens_per_second"),
        QStringLiteral("json_timing_stats.latency_percentiles.p50")};
    QCOMPARE(inTheLastDigit, known);
}

/// The catalog finds the same number where the harvest says that it stands.
void TestReference::placesAreTrue()
{
    if (!QFileInfo::exists(m_shared + u"/corpus"_qs))
        QSKIP("The shared corpus is not on this machine.");
    const auto harvest = corpus::referenceHarvest(m_shared + u"/corpus"_qs);
    const auto catalog = corpus::ingest(m_shared + u"/corpus"_qs);
    QVERIFY(harvest && catalog);
    QHash<QString, double> values;
    for (const corpus::Series& series : (*catalog)->series()) {
        for (const auto& observation : series.observations) {
            const QString path = (*catalog)->documents()[observation.document].path;
            values.insert(path + u' ' + (*catalog)->locatorOf(series, observation).text(), observation.value);
        }
    }
    QSet<QString> files;
    for (const auto& entry : harvest->entries) {
        const QString place = entry.path + u' ' + entry.place.text();
        QVERIFY2(values.contains(place), qPrintable(place));
        QCOMPARE(values[place], entry.value.toDouble());
        files.insert(entry.path);
    }
    QCOMPARE(files.size(), 11);
}

void TestReference::numbers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char* name, const char16_t* text, const QJsonValue& value) {
        QTest::newRow(name) << QString::fromUtf16(text) << value;
    };
    const auto kept = [&](const char* name, const char16_t* text) {
        row(name, text, QString::fromUtf16(text));
    };
    row("plain", u"1.5", 1.5);
    row("sign", u"+3", 3);
    row("negative", u"-3e-2", -0.03);
    row("percent", u"95%", 95);
    row("seconds", u"2.5s", 2.5);
    row("both, repeated", u"7s%%", 7);
    row("decimal comma is dropped", u"1,5", 15);
    row("commas anywhere", u"1,,2", 12);
    row("point at the end", u"5.", 5);
    row("nan", u"NaN", {});
    row("infinity", u"-inf", {});
    row("beyond a double", u"1e400", {});
    row("below a double", u"1e-400", 0);
    row("no-break spaces around", u"\u00a04\u00a0", 4);
    kept("blank before percent", u"95 %");
    kept("unit", u"12ms");
    kept("nothing", u"");
    kept("word", u"fast");
    kept("hexadecimal", u"0x10");
    kept("two signs", u"+-3");
    kept("date", u"2025-10-02");
    kept("half an exponent", u"1e");
}

void TestReference::numbers()
{
    QFETCH(QString, text);
    QFETCH(QJsonValue, value);
    const QByteArray table = "speed\n\"" + text.toUtf8() + "\"\n";
    const auto csv = corpus::readAsReference(table, corpus::DocumentType::Csv);
    QVERIFY(csv);
    QCOMPARE(csv->values.size(), 1);
    QCOMPARE(csv->values.first().value, value.isString() ? QJsonValue(text.trimmed()) : value);
    const QByteArray document = "{\"speed\":\"" + text.toUtf8() + "\"}";
    const auto json = corpus::readAsReference(document, corpus::DocumentType::Json);
    QVERIFY(json);
    // A text that is no number is kept of a table only.
    QCOMPARE(json->values.size(), value.isString() ? 0 : 1);
}

void TestReference::droppedFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<int>("line");
    const auto row = [](const char* title, const char* name, const QByteArray& text, const char* reason,
                         int line) {
        QTest::newRow(title) << QString::fromLatin1(name) << text << QString::fromLatin1(reason) << line;
    };
    row("ragged", "reports/b.csv", "ttft,x\n1,2\n\n3,4,5\n", "3 fields", 4);
    row("Latin-1", "reports/b.csv", "ttft\n\xe9\n", "UTF-8", 0);
    row("bad JSON", "reports/b.json", "{\"ttft\":1,\n oops}", "not valid JSON", 2);
    row("two documents", "reports/b.json", "1,2", "not valid JSON", 1);
    row("empty JSON", "csv_data/b.json", "", "not valid JSON", 1);
    row("byte order mark", "reports/b.json", "\xef\xbb\xbf{}", "byte order mark", 1);
    row("too deep", "reports/b.json", QByteArray(128, '[') + QByteArray(128, ']'), "127", 0);
    row("half a surrogate pair", "reports/b.json", R"({"a":"\ud800"})", "surrogate", 0);
    row("far too deep", "reports/b.json", QByteArray(100'000, '['), "not valid JSON", 1);
}

void TestReference::droppedFiles()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    QFETCH(QString, reason);
    QFETCH(int, line);
    Folder folder;
    QVERIFY(folder.write(QStringLiteral("reports/a.csv"), "ttft\n9\n"));
    QVERIFY(folder.write(name, text));
    const auto harvest = harvestOf(folder);
    QCOMPARE(harvest.files(), 1);
    QCOMPARE(harvest.leftOut.size(), 1);
    QCOMPARE(harvest.leftOut.first().path, name);
    QCOMPARE(harvest.leftOut.first().line, line);
    QVERIFY2(harvest.leftOut.first().reason.contains(reason), qPrintable(harvest.leftOut.first().reason));
    QCOMPARE(harvest.metrics()[u"csv_ttft"], QJsonValue(9));
}

void TestReference::firstValueWins()
{
    Folder folder;
    QVERIFY(folder.write(QStringLiteral("csv_data/a.csv"), "ttft\n1\n"));
    QVERIFY(folder.write(QStringLiteral("reports/b.csv"), "ttft,\"Latency, p50\",speed\n2,3,\n"));
    QVERIFY(folder.write(QStringLiteral("reports/B/z.json"), R"({"r":[{"ttft":4},{"ttft":5,"note":"x"}]})"));
    QVERIFY(folder.write(QStringLiteral("reports/c.json"), R"({"r":[{"ttft":6,"tok/s":true,"tok~":8}]})"));
    QVERIFY(folder.write(QStringLiteral("csv_data/d.json"), R"([{"speed":7}])"));
    const auto harvest = harvestOf(folder);
    const auto entry = [&](const char16_t* key) {
        return harvest.entries.value(QString::fromUtf16(key));
    };
    const corpus::ReferenceEntry first {2, QStringLiteral("reports/b.csv"), {2, 1, {}}};
    QCOMPARE(entry(u"csv_ttft"), first);
    QCOMPARE(entry(u"csv_Latency, p50").place, (corpus::Locator {2, 2, {}}));
    QCOMPARE(entry(u"csv_speed").value, QJsonValue(QString()));
    // `B` before `c`, as a file system lists it that knows no case.
    const corpus::ReferenceEntry nested {
        4, QStringLiteral("reports/B/z.json"), {0, 0, QStringLiteral("/r/0/ttft")}};
    QCOMPARE(entry(u"json_r[0].ttft"), nested);
    QCOMPARE(entry(u"json_r[0].tok~").place.pointer, QStringLiteral("/r/0/tok~0"));
    QCOMPARE(entry(u"json_[0].speed").value, QJsonValue(7));
    QCOMPARE(harvest.entries.size(), 7);
    QCOMPARE(harvest.metrics()[u"json_documents"], QJsonValue(3));
    QVERIFY(!harvest.metrics().contains(u"markdown_heading_count"));
}

void TestReference::firstRowsOfATable()
{
    Folder folder;
    QByteArray table = "\xef\xbb\xbfn,speed,speed\r\n";
    for (int row = 1; row <= 12; ++row)
        table += "\"a\nb\"," + QByteArray::number(row) + ',' + QByteArray::number(row * 10) + "\r\n";
    const auto all = corpus::readAsReference(table, corpus::DocumentType::Csv);
    QVERIFY(all);
    QCOMPARE(all->values.size(), 10);
    QCOMPARE(all->values.last().value, QJsonValue(100));
    QCOMPARE(all->values.last().place, (corpus::Locator {20, 3, {}}));
}

void TestReference::headings()
{
    const QByteArray text = "# a\n\t ## b\r\n#no blank\n```\n# in code\n```\nnot # this\n\n    #indented\n";
    const auto read = corpus::readAsReference(text, corpus::DocumentType::Markdown);
    QVERIFY(read);
    QCOMPARE(read->headings, 5);
    QVERIFY(read->values.isEmpty());
}

void TestReference::whatIsNotLookedAt()
{
    Folder folder;
    QVERIFY(folder.write(QStringLiteral("ttft.csv"), "ttft\n1\n"));
    QVERIFY(folder.write(QStringLiteral("reports/a.tsv"), "ttft\n1\n"));
    QVERIFY(folder.write(QStringLiteral("reports/a.jsonl"), "{\"ttft\":1}\n"));
    QVERIFY(folder.write(QStringLiteral("reports2/a.json"), "{\"ttft\":1}\n"));
    QVERIFY(folder.write(QStringLiteral("csv_data/a.md"), "# a\n"));
    QVERIFY(folder.write(QStringLiteral("reports/A.JSON"), "{\"tokens\":3,\"ms\":4,\"on\":{\"ms\":5}}"));
    const auto harvest = harvestOf(folder);
    QCOMPARE(harvest.files(), 1);
    QCOMPARE(harvest.entries.keys(), QStringList {QStringLiteral("json_tokens")});
    QVERIFY(harvest.leftOut.isEmpty());
}

/// The reference goes on with nothing, and its model writes a report about it.
void TestReference::nothingToRead()
{
    Folder folder;
    QVERIFY(folder.write(QStringLiteral("ttft.csv"), "ttft\n1\n"));
    const auto elsewhere = corpus::referenceHarvest(folder.path());
    QVERIFY(!elsewhere);
    QCOMPARE(elsewhere.error().code, base::ErrorCode::CorpusEmpty);
    QVERIFY(folder.write(QStringLiteral("reports/ttft.json"), "{"));
    const auto broken = corpus::referenceHarvest(folder.path());
    QVERIFY(!broken);
    QVERIFY2(broken.error().message.contains(u"reports/ttft.json"), qPrintable(broken.error().message));
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(corpus::referenceHarvest(folder.path(), {}, stop.get_token()).error().code,
        base::ErrorCode::Cancelled);
    QCOMPARE(
        corpus::referenceHarvest(folder.path() + u"/no"_qs).error().code, base::ErrorCode::FolderMissing);
}

QTEST_GUILESS_MAIN(TestReference)
#include "tst_corpus_reference.moc"
