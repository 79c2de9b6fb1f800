#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

struct Ended
{
    int exitCode = -1;
    QString out;
    QString err;
};

/// `ingest --reference`, as a process.
Ended harvest(const QString& folder, const QStringList& more = {})
{
    QProcess process;
    process.start(QStringLiteral(BENCHGLASS_BIN_DIR "/benchglass-cli"),
        QStringList {QStringLiteral("ingest"), folder, QStringLiteral("--reference")} + more);
    if (!process.waitForFinished(60'000))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
        QString::fromUtf8(process.readAllStandardError())};
}

} // namespace

class TestCliReference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        write(QStringLiteral("reports/a.csv"), "model,ttft_s,speed\nm1,0.25,\"1,5\"\nm2,0.5,2\n");
        write(QStringLiteral("reports/b.md"), "# One\n## Two\n");
        write(QStringLiteral("csv_data/c.json"), R"({"runs":[{"tokens":44},{"tokens":45}]})");
        write(QStringLiteral("csv_data/d.json"), "{\"tokens\":44,\n");
        write(QStringLiteral("elsewhere/e.csv"), "ttft_s\n1\n");
    }

    void json()
    {
        const Ended ended = harvest(m_dir.path(), {QStringLiteral("--json")});
        QCOMPARE(ended.exitCode, 0);
        const QJsonObject json = QJsonDocument::fromJson(ended.out.toUtf8()).object();
        const QJsonObject metrics {{QStringLiteral("csv_ttft_s"), 0.25}, {QStringLiteral("csv_speed"), 15},
            {QStringLiteral("json_runs[0].tokens"), 44}, {QStringLiteral("json_runs[1].tokens"), 45},
            {QStringLiteral("total_files_analyzed"), 3}, {QStringLiteral("json_documents"), 1},
            {QStringLiteral("total_file_size_bytes"), 42 + 13 + 38},
            {QStringLiteral("markdown_heading_count"), 2},
            {QStringLiteral("data_types"),
                QJsonArray {QStringLiteral("csv"), QStringLiteral("json"), QStringLiteral("markdown")}}};
        QCOMPARE(json[u"metrics"].toObject(), metrics);
        const QJsonValue speed = json[u"sources"][u"csv_speed"];
        QCOMPARE(speed[u"path"].toString(), QStringLiteral("reports/a.csv"));
        QCOMPARE(speed[u"line"].toInt(), 2);
        QCOMPARE(speed[u"column"].toInt(), 3);
        QVERIFY(speed[u"pointer"].isNull());
        QCOMPARE(json[u"sources"][u"json_runs[1].tokens"][u"pointer"].toString(),
            QStringLiteral("/runs/1/tokens"));
        QCOMPARE(json[u"leftOut"].toArray().size(), 1);
        QCOMPARE(json[u"leftOut"][0][u"path"].toString(), QStringLiteral("csv_data/d.json"));
        QCOMPARE(json[u"leftOut"][0][u"line"].toInt(), 2);
    }

    void text()
    {
        const Ended ended = harvest(m_dir.path());
        QCOMPARE(ended.exitCode, 0);
        QVERIFY(ended.err.isEmpty());
        for (const char16_t* words : {u"3 files (1 CSV, 1 JSON, 1 Markdown)", u"2 headings", u"9 keys",
                 u"reports/a.csv 2:3", u"csv_data/c.json /runs/0/tokens", u"1 file left out",
                 u"csv_data/d.json:2 It is not valid JSON."})
            QVERIFY2(ended.out.contains(QString::fromUtf16(words)), qPrintable(ended.out));
    }

    void nothingThatTheReferenceReads()
    {
        const Ended ended = harvest(m_dir.filePath(QStringLiteral("elsewhere")));
        QCOMPARE(ended.exitCode, 4);
        QVERIFY(ended.out.isEmpty());
        QVERIFY2(ended.err.contains(u"“reports” and “csv_data”"), qPrintable(ended.err));
    }

private:
    void write(const QString& name, const QByteArray& bytes)
    {
        QVERIFY(QDir(m_dir.path()).mkpath(QFileInfo(name).path()));
        QFile file(m_dir.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }

    QTemporaryDir m_dir;
};

QTEST_GUILESS_MAIN(TestCliReference)
#include "tst_cli_reference.moc"
