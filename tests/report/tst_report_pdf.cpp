#include "report/experiments.h"
#include "report/report.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QStringBuilder>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <memory>

namespace benchglass::report {

using namespace tests;

class TestReportPdf : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatItIs();
    void splitsNoRow();
    void isTheSameEachTime();
    void isTheSameInAnotherProcess();
    void takesHostileText();
    void embedsEveryScript();
    void worksOnAnotherThread();
    void leavesSamples();

private:
    QString output(const QString& program, const QStringList& arguments);
    QString pathOf(const Report& report, const QString& name);

    QTemporaryDir m_folder;
};

QString TestReportPdf::output(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return QStringLiteral("failed: ") % QString::fromUtf8(process.readAllStandardError());
    return QString::fromUtf8(process.readAllStandardOutput());
}

QString TestReportPdf::pathOf(const Report& report, const QString& name)
{
    const QString path = m_folder.filePath(name);
    const base::Result<void> done = writePdf(report, path);
    return done ? path : QString();
}

#define NEED(program)                                                                                        \
    if (QStandardPaths::findExecutable(QStringLiteral(program)).isEmpty())                                   \
    QSKIP("without " program)

Report tallReport(int rows)
{
    Report report;
    report.title = QStringLiteral("Tall");
    report.dateUtc = QDateTime(QDate(2025, 11, 21), QTime(9, 30), Qt::UTC);
    Table table;
    table.header = {QStringLiteral("Headword"), QStringLiteral("Middle"), QStringLiteral("Last")};
    table.align = {Align::Left, Align::Left, Align::Right};
    for (int row = 0; row < rows; ++row)
        table.rows.append({QStringLiteral("left%1x").arg(row),
            QStringLiteral("several words that are to wrap in their column because they are many ")
                    .repeated(3)
                % QStringLiteral("middle%1x").arg(row),
            QStringLiteral("right%1x").arg(row)});
    report.blocks = {Heading {2, QStringLiteral("Rows")}, table};
    return report;
}

void TestReportPdf::saysWhatItIs()
{
    NEED("pdfinfo");
    const QString path = pathOf(reportOf(twoArms(), {squareFigure()}), QStringLiteral("two.pdf"));
    const QString info = output(QStringLiteral("pdfinfo"), {QStringLiteral("-isodates"), path});
    QVERIFY2(info.contains(QStringLiteral("corpus Agent Report")), qPrintable(info));
    QVERIFY2(info.contains(QStringLiteral("2025-11-21T09:30:00")), qPrintable(info));
    QVERIFY2(info.contains(QStringLiteral("A4")), qPrintable(info));
    const QStringList pages =
        output(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), path, QStringLiteral("-")})
            .split(u'\f', Qt::SkipEmptyParts);
    QVERIFY(pages.size() > 3);
    for (qsizetype at = 0; at < pages.size(); ++at)
        QVERIFY2(pages.at(at).contains(QStringLiteral("Page %1 of %2").arg(at + 1).arg(pages.size())),
            qPrintable(pages.at(at)));
    QVERIFY(pages.first().contains(QStringLiteral("Contents")));
    // The contents name the page on which the section starts.
    for (const QString& line : pages.first().split(u'\n')) {
        if (!line.startsWith(QStringLiteral("Reproducibility")))
            continue;
        const int page = line.simplified().split(u' ').last().toInt();
        QVERIFY(page > 1 && page <= pages.size());
        QVERIFY(pages.at(page - 1).contains(QStringLiteral("Reproducibility")));
        return;
    }
    QFAIL("Reproducibility is not in the contents");
}

void TestReportPdf::splitsNoRow()
{
    NEED("pdftotext");
    const QString path = pathOf(tallReport(200), QStringLiteral("tall.pdf"));
    const QStringList pages =
        output(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), path, QStringLiteral("-")})
            .split(u'\f', Qt::SkipEmptyParts);
    QVERIFY(pages.size() > 5);
    for (qsizetype at = 1; at < pages.size(); ++at)
        QCOMPARE(pages.at(at).count(QStringLiteral("Headword")), 1);
    for (int row = 0; row < 200; ++row) {
        int found = 0;
        for (const QString& page : pages) {
            const int cells = int(page.contains(QStringLiteral("left%1x").arg(row)))
                + int(page.contains(QStringLiteral("middle%1x").arg(row)))
                + int(page.contains(QStringLiteral("right%1x").arg(row)));
            QVERIFY2(cells == 0 || cells == 3, qPrintable(QString::number(row)));
            found += cells == 3;
        }
        QCOMPARE(found, 1);
    }
}

void TestReportPdf::isTheSameEachTime()
{
    const Report report = reportOf(twoArms(), {squareFigure()});
    const base::Result<QByteArray> first = pdfBytes(report);
    QVERIFY(first);
    QTest::qWait(1100); // A clock's second must not show.
    QCOMPARE(*pdfBytes(report), *first);
    QVERIFY(first->contains("/Outlines"));
    QVERIFY(first->contains("D:20251121093000Z"));
}

/// Qt orders what it embeds by a hash whose seed differs from one process to the next.
void TestReportPdf::isTheSameInAnotherProcess()
{
    if (qEnvironmentVariableIsSet("BENCHGLASS_TEST_PDF")) {
        QVERIFY(writePdf(reportOf(twoArms(), {squareFigure()}), qEnvironmentVariable("BENCHGLASS_TEST_PDF")));
        return;
    }
    const base::Result<QByteArray> here = pdfBytes(reportOf(twoArms(), {squareFigure()}));
    for (int round = 0; round < 3; ++round) {
        const QString path = m_folder.filePath(QStringLiteral("other.pdf"));
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("BENCHGLASS_TEST_PDF"), path);
        process.setProcessEnvironment(environment);
        process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("isTheSameInAnotherProcess")});
        QVERIFY(process.waitForFinished(60'000));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), *here);
    }
}

void TestReportPdf::takesHostileText()
{
    NEED("pdftotext");
    Report report;
    report.title = QStringLiteral("Hostile (1 0 R) \\ ) (");
    report.dateUtc = QDateTime(QDate(2025, 11, 21), QTime(9, 30), Qt::UTC);
    QString table = QStringLiteral("| a | b |\n|---|--:|\n");
    for (int row = 0; row < 3000; ++row)
        table += QStringLiteral("| x%1 | %1 |\n").arg(row);
    const QStringList texts {table, QString(100'000, u'x'),
        QStringLiteral("```\nunclosed ") % QString(5000, u'y'),
        QStringLiteral("<img src=file:///etc/passwd> ![](file:///etc/hostname)"),
        QStringLiteral("a") % QChar(u'\0'),
        QStringLiteral("|a").repeated(200) % u"|\n" % QStringLiteral("|-").repeated(200) % u"|\n|x|",
        QStringLiteral("| a |\n|---|\n| ") % QStringLiteral("word ").repeated(8000) % u" |",
        QStringLiteral("- ").repeated(300) % u'x', QString(300, u'>') % u'x', QString()};
    for (const QString& text : texts)
        report.blocks.append(ModelText {text, 2});
    const QString path = pathOf(report, QStringLiteral("hostile.pdf"));
    const QString text =
        output(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), path, QStringLiteral("-")});
    QVERIFY(text.contains(QStringLiteral("x2999")));
    QVERIFY(text.contains(QStringLiteral("file:///etc/hostname")));
    QVERIFY(!text.contains(QStringLiteral("root:")));
    // A row higher than a page is the one thing that is cut; all of it is there.
    QCOMPARE(text.count(QStringLiteral("word ")) + text.count(QStringLiteral("word\n")), 8000);
}

void TestReportPdf::embedsEveryScript()
{
    NEED("pdffonts");
    Report report;
    report.title = QStringLiteral("Scripts");
    report.blocks = {ModelText {
        QStringLiteral(
            "Latin äöü, 简体中文, 日本語, 한국어, عربي, עברית, đợi chút nhé, \u2714 \U0001F600 ± … 1 234"),
        0}};
    const QString path = pathOf(report, QStringLiteral("scripts.pdf"));
    const QStringList fonts = output(QStringLiteral("pdffonts"), {path}).split(u'\n', Qt::SkipEmptyParts);
    QVERIFY(fonts.size() > 2);
    for (const QString& font : fonts.mid(2)) {
        const QStringList columns = font.simplified().split(u' ');
        // ... emb sub uni object ID
        QVERIFY2(columns.at(columns.size() - 5) == u"yes", qPrintable(font));
    }
    // A glyph that serves a character and a radical of the same shape reads back as either.
    const QString text = output(QStringLiteral("pdftotext"), {path, QStringLiteral("-")})
                             .normalized(QString::NormalizationForm_KC);
    QVERIFY2(text.contains(QStringLiteral("简体中文")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("đợi chút nhé")), qPrintable(text));
}

void TestReportPdf::worksOnAnotherThread()
{
    const Report report = reportOf(experimentOf(oneArm()), {squareFigure()});
    base::Result<QByteArray> there;
    const std::unique_ptr<QThread> thread(QThread::create([&] { there = pdfBytes(report); }));
    thread->start();
    QVERIFY(thread->wait(60'000));
    QVERIFY(there);
    QCOMPARE(*there, *pdfBytes(report));
}

/// For whoever wants to look: BENCHGLASS_REPORT_SAMPLES names a folder.
void TestReportPdf::leavesSamples()
{
    const QString folder = qEnvironmentVariable("BENCHGLASS_REPORT_SAMPLES");
    if (folder.isEmpty())
        QSKIP("BENCHGLASS_REPORT_SAMPLES names no folder");
    const Report two = reportOf(twoArms(), {squareFigure()});
    const Report one = reportOf(experimentOf(oneArm()), {squareFigure()});
    QVERIFY(writePdf(two, folder % u"/two.pdf"));
    QVERIFY(writePdf(one, folder % u"/one.pdf"));
    QVERIFY(writeFile(folder % u"/two.md", toMarkdown(two, QStringLiteral("figures")).toUtf8()));
    QVERIFY(writeFile(folder % u"/one.md", toMarkdown(one, QStringLiteral("figures")).toUtf8()));
    QVERIFY(writeFile(folder % u"/calls.csv", callsCsv(twoArms())));
}

} // namespace benchglass::report

QTEST_MAIN(benchglass::report::TestReportPdf)
#include "tst_report_pdf.moc"
