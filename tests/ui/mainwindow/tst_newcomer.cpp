#include "pages/runcards.h"
#include "pages/sidebyside.h"
#include "ui/mainwindow/desk.h"
#include "ui/twoarms.h"

#include <QAbstractItemView>
#include <QFile>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>

using namespace benchglass;

/// Somebody who has never seen the program: the sample, one click, a report, a file.
class TestNewcomer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fromNothingToAReport();
    void emptyPagesSayWhatToDo();
    void aProgramHasNoThroughput();
    void narrowWindowsKeepRowsInView();
    void narrowWindowsShowEveryColumnOfTheDifferences();

private:
    static QByteArray contentOf(const QString& path);
};

QByteArray TestNewcomer::contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestNewcomer::emptyPagesSayWhatToDo()
{
    Desk desk;
    QVERIFY(desk.find<QPushButton>("chooseFolderButton")->isVisible());
    QVERIFY(desk.find<QPushButton>("openSampleButton")->isVisible());
    desk.window.goTo(mainwindow::MainWindow::RunPageId);
    desk.click("runButton"); // without a folder: a sentence and what helps, nothing modal
    QVERIFY(desk.window.runPage()->errorStrip()->isVisible());
    QVERIFY(!desk.window.session()->isRunning());
}

void TestNewcomer::fromNothingToAReport()
{
    Desk desk;
    desk.click("openSampleButton");
    QTRY_VERIFY_WITH_TIMEOUT(desk.window.runPage()->hasFolder(), 20'000);
    QTRY_VERIFY(desk.find<QAbstractItemView>("seriesTable")->model()->rowCount() > 0);
    QTRY_VERIFY(desk.find<QAbstractItemView>("factsTable")->model()->rowCount() > 0);

    desk.window.goTo(mainwindow::MainWindow::RunPageId);
    desk.window.runPage()->options()->setPace(200);
    desk.click("runButton");
    QTRY_VERIFY_WITH_TIMEOUT(!desk.text().isEmpty(), 20'000);
    const qsizetype early = desk.text().size();
    QTRY_VERIFY_WITH_TIMEOUT(desk.text().size() > early, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(desk.numbersIn("ttftChart") > 0, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.window.session()->isRunning(), 120'000);
    QVERIFY2(!desk.window.session()->experiment().error,
        qPrintable(desk.window.session()->experiment().error.value_or(base::Error {}).message));
    QCOMPARE(desk.window.session()->experiment().calls.size(), 2);
    QVERIFY(desk.numbersIn("stageTimeline") >= 2);
    QVERIFY(desk.find<QWidget>("doneStrip")->isVisible());

    desk.click("openReportButton");
    QCOMPARE(desk.window.page(), mainwindow::MainWindow::ReportPageId);
    QTRY_VERIFY_WITH_TIMEOUT(desk.window.reportPage()->previewPages() >= 2, 60'000);

    QSignalSpy exported(desk.window.reportPage(), &pages::ReportPage::exported);
    const QString pdf = desk.folder.filePath(QStringLiteral("report.pdf"));
    desk.window.reportPage()->exportTo(report::Format::Pdf, pdf);
    QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 1, 60'000);
    QVERIFY(contentOf(pdf).startsWith("%PDF-"));
    const QString markdown = desk.folder.filePath(QStringLiteral("report.md"));
    desk.window.reportPage()->exportTo(report::Format::Markdown, markdown);
    QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 2, 60'000);
    QVERIFY(contentOf(markdown).startsWith("# "));
    QVERIFY(desk.find<QWidget>("exportedStrip")->isVisible());
    // A place that cannot be written to: a sentence on the page, and the button still works.
    desk.window.reportPage()->exportTo(report::Format::Markdown, QStringLiteral("/proc/nowhere/report.md"));
    QTRY_VERIFY_WITH_TIMEOUT(desk.window.reportPage()->errorStrip()->isVisible(), 20'000);
    QVERIFY(desk.find<QPushButton>("exportButton")->isEnabled());
}

void TestNewcomer::aProgramHasNoThroughput()
{
    Desk desk;
    desk.click("openSampleButton");
    QTRY_VERIFY_WITH_TIMEOUT(desk.window.runPage()->hasFolder(), 20'000);
    desk.window.goTo(mainwindow::MainWindow::RunPageId);
    desk.click("runButton");
    QTRY_VERIFY_WITH_TIMEOUT(
        desk.window.session()->experiment().calls.size() == 2 && !desk.window.session()->isRunning(), 60'000);
    const auto* note = desk.find<QWidget>("rateCard")->findChild<QLabel*>(QStringLiteral("chartNote"));
    QVERIFY(note->isVisible());
    QVERIFY(note->text().startsWith(QStringLiteral("n/a")));
    const QString header = desk.find<QWidget>("streamCard")->accessibleDescription();
    QVERIFY2(header.contains(QStringLiteral("tok/s n/a")), qPrintable(header));
}

void TestNewcomer::narrowWindowsKeepRowsInView()
{
    Desk desk;
    desk.window.resize(1100, 700);
    desk.window.goTo(mainwindow::MainWindow::RunPageId);
    const auto* table = desk.find<QAbstractItemView>("soFarTable");
    const auto* cards = desk.find<pages::RunCards>("runCards");
    const int threeRows = 3 * desk.theme.tokens().rowHeight;
    QTRY_VERIFY(table->viewport()->height() >= threeRows);
    QVERIFY(!cards->isOneColumn());
    desk.click("optionsButton");
    QTRY_VERIFY(cards->isOneColumn());
    QTRY_VERIFY(table->viewport()->height() >= threeRows);
    QTRY_VERIFY(table->viewport()->width() > 400);
    desk.click("optionsButton");
    QTRY_VERIFY(!cards->isOneColumn());
}

void TestNewcomer::narrowWindowsShowEveryColumnOfTheDifferences()
{
    Desk desk;
    desk.window.resize(1100, 700);
    desk.window.comparePage()->compareArmsOf(ui::twoArms());
    desk.window.goTo(mainwindow::MainWindow::ComparePageId);
    const auto* both = desk.window.comparePage()->findChild<pages::SideBySide*>();
    const auto* table = desk.find<QAbstractItemView>("differencesTable");
    QVERIFY(table->model()->rowCount() > 0);
    QTRY_VERIFY(both->isStacked());
    QTRY_COMPARE(table->horizontalScrollBar()->maximum(), 0);
    desk.window.resize(1440, 900);
    QTRY_VERIFY(!both->isStacked());
    QTRY_COMPARE(table->horizontalScrollBar()->maximum(), 0);
}

QTEST_MAIN(TestNewcomer)
#include "tst_newcomer.moc"
