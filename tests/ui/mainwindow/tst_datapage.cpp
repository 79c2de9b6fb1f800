#include "charts/chart.h"
#include "models/filesmodel.h"
#include "models/observationsmodel.h"
#include "models/problemsmodel.h"
#include "models/seriesmodel.h"
#include "pages/sourcedialog.h"
#include "ui/mainwindow/desk.h"
#include "widgets/chip.h"
#include "widgets/sourceview.h"
#include "widgets/tableview.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QDesktopServices>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>

#include <algorithm>

using namespace benchglass;
using models::FilesModel;
using models::ObservationsModel;
using models::SeriesModel;

/// What the Data page shows of a folder, and what clicks and keys in it lead to.
class TestDataPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void showsFilesAndStatistics();
    void unitNarrowsSeries();
    void groupNarrowsValuesAndChart();
    void fileIsChosenInItsTable();
    void chipsTakeFiltersAway();
    void menuNarrowsByKeyboard();
    void sourceOfAValueOpens();
    void problemsLeadToTheirPlaces();
    void editorGetsOnlyFilesOfTheFolder();

public:
    Q_INVOKABLE void noteUrl(const QUrl& url) { m_opened.append(url); }

private:
    void open(Desk* desk) const;
    static QStringList column(QTableView* table, int column);
    static QStringList filters(Desk* desk);
    static void activate(QTableView* table, int column, const QString& text);
    static QString sourceOf(Desk* desk);

    QTemporaryDir m_folder;
    QList<QUrl> m_opened;
};

void TestDataPage::initTestCase()
{
    const auto write = [&](const char* name, const char* text) {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    };
    write("a.csv", "model,speed_tok_s,wait_ms\nbig,9,50\nsmall,100,40\nbig,20,30\n");
    write("b.csv", "model,speed_tok_s\nbig,3\nsmall,11,surplus\n");
    write("c.json", "{\"wait_ms\": 5, \"broken\": ");
}

void TestDataPage::open(Desk* desk) const
{
    desk->window.openFolder(m_folder.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk->window.dataPage()->opened().catalog, 20'000);
}

QStringList TestDataPage::column(QTableView* table, int column)
{
    QStringList texts;
    for (int row = 0; row < table->model()->rowCount(); ++row)
        texts.append(table->model()->index(row, column).data().toString());
    texts.sort();
    return texts;
}

QStringList TestDataPage::filters(Desk* desk)
{
    QStringList texts;
    for (const widgets::Chip* chip : desk->window.findChildren<widgets::Chip*>(QStringLiteral("filterChip")))
        if (chip->isVisible())
            texts.append(chip->text());
    return texts;
}

/// Enter on the cell that reads so.
void TestDataPage::activate(QTableView* table, int column, const QString& text)
{
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        const QModelIndex cell = table->model()->index(row, column);
        if (cell.data().toString() != text)
            continue;
        table->setCurrentIndex(cell);
        QTest::keyClick(table, Qt::Key_Return);
        return;
    }
    QFAIL(qPrintable(QStringLiteral("no cell reads ") + text));
}

/// The marked text, once the window of the source shows it.
QString TestDataPage::sourceOf(Desk* desk)
{
    auto* dialog = desk->find<pages::SourceDialog>("sourceDialog");
    QSignalSpy shown(dialog, &pages::SourceDialog::shown);
    if (!shown.wait(10'000))
        return QStringLiteral("nothing is shown");
    return dialog->findChild<widgets::SourceView*>()->markedText();
}

void TestDataPage::unitNarrowsSeries()
{
    Desk desk;
    open(&desk);
    auto* series = desk.find<widgets::TableView>("seriesTable");
    const QStringList all = column(series, SeriesModel::KeyColumn);
    QVERIFY(all.size() > 1 && all.contains(QStringLiteral("wait_ms")));
    QVERIFY(filters(&desk).isEmpty());
    activate(series, SeriesModel::UnitColumn, QStringLiteral("ms"));
    QCOMPARE(column(series, SeriesModel::KeyColumn), QStringList {QStringLiteral("wait_ms")});
    QCOMPARE(filters(&desk), QStringList {QStringLiteral("unit: ms  ×")});
    QTest::keyClick(&desk.window, Qt::Key_Escape);
    QCOMPARE(column(series, SeriesModel::KeyColumn), all);
    QVERIFY(filters(&desk).isEmpty());
}

void TestDataPage::groupNarrowsValuesAndChart()
{
    Desk desk;
    open(&desk);
    auto* series = desk.find<widgets::TableView>("seriesTable");
    auto* values = desk.find<widgets::TableView>("valuesTable");
    activate(series, SeriesModel::KeyColumn, QStringLiteral("speed_tok_s"));
    QCOMPARE(values->model()->rowCount(), 5);
    activate(values, ObservationsModel::GroupColumn, QStringLiteral("big"));
    QCOMPARE(filters(&desk), QStringList {QStringLiteral("model: big  ×")});
    const QStringList left {QStringLiteral("20"), QStringLiteral("3"), QStringLiteral("9")};
    QCOMPARE(column(values, ObservationsModel::ValueColumn), left);
    const charts::ChartTable twin = desk.find<charts::Chart>("quickChart")->table();
    QCOMPARE(twin.rows.size(), 2); // of one model, the next best to tell values by is the file
    QCOMPARE(twin.rows.at(0).first(), QStringLiteral("a.csv"));
    QCOMPARE(twin.rows.at(1).first(), QStringLiteral("b.csv"));
    activate(values, ObservationsModel::FileColumn, QStringLiteral("b.csv"));
    QCOMPARE(column(values, ObservationsModel::ValueColumn), QStringList {QStringLiteral("3")});
    QCOMPARE(filters(&desk).size(), 2);
}

void TestDataPage::fileIsChosenInItsTable()
{
    Desk desk;
    open(&desk);
    auto* files = desk.find<widgets::TableView>("filesTable");
    auto* series = desk.find<widgets::TableView>("seriesTable");
    const QStringList all = column(series, SeriesModel::KeyColumn);
    files->selectRow(1);
    QCOMPARE(filters(&desk), QStringList {QStringLiteral("file: b.csv  ×")});
    QCOMPARE(column(series, SeriesModel::KeyColumn), QStringList {QStringLiteral("speed_tok_s")});
    QCOMPARE(desk.find<widgets::TableView>("valuesTable")->model()->rowCount(), 2);
    // A word that hides the file takes no filter away.
    desk.find<QLineEdit>("dataFilter")->setText(QStringLiteral("speed"));
    QCOMPARE(filters(&desk).size(), 1);
    desk.find<QLineEdit>("dataFilter")->clear();
    desk.click("clearFiltersButton");
    QVERIFY(filters(&desk).isEmpty());
    QVERIFY(!files->selectionModel()->hasSelection());
    QCOMPARE(column(series, SeriesModel::KeyColumn), all);
}

void TestDataPage::chipsTakeFiltersAway()
{
    Desk desk;
    open(&desk);
    desk.window.dataPage()->setNarrowing(
        {QStringLiteral("a.csv"), {{QStringLiteral("model"), QStringLiteral("big")}}, QStringLiteral("ms")});
    QCOMPARE(filters(&desk).size(), 3);
    QCOMPARE(desk.find<widgets::TableView>("filesTable")->selectionModel()->selectedRows().size(), 1);
    QTest::mouseClick(desk.find<widgets::Chip>("filterChip"), Qt::LeftButton);
    QTRY_COMPARE(filters(&desk).size(), 2);
    QVERIFY(desk.window.dataPage()->narrowing().file.isEmpty());
    auto* chip = desk.window.findChildren<widgets::Chip*>(QStringLiteral("filterChip")).last();
    QTest::keyClick(chip, Qt::Key_Space);
    QCOMPARE(filters(&desk), QStringList {QStringLiteral("model: big  ×")});
}

void TestDataPage::menuNarrowsByKeyboard()
{
    Desk desk;
    open(&desk);
    auto* series = desk.find<widgets::TableView>("seriesTable");
    activate(series, SeriesModel::KeyColumn, QStringLiteral("wait_ms"));
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, QPoint(1, 1), QPoint(1, 1));
    QCoreApplication::sendEvent(series->viewport(), &asked);
    auto* menu = series->findChild<QMenu*>();
    QVERIFY(menu);
    for (QAction* action : menu->actions())
        if (action->text() == QStringLiteral("Only series in ms"))
            action->trigger();
    menu->close();
    QCOMPARE(filters(&desk), QStringList {QStringLiteral("unit: ms  ×")});
}

void TestDataPage::sourceOfAValueOpens()
{
    Desk desk;
    open(&desk);
    activate(
        desk.find<widgets::TableView>("seriesTable"), SeriesModel::KeyColumn, QStringLiteral("speed_tok_s"));
    activate(
        desk.find<widgets::TableView>("valuesTable"), ObservationsModel::ValueColumn, QStringLiteral("20"));
    QCOMPARE(sourceOf(&desk), QStringLiteral("20"));
    auto* dialog = desk.find<pages::SourceDialog>("sourceDialog");
    QCOMPARE(dialog->findChild<widgets::SourceView*>()->markedNumber(), 4);
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("copyPlaceButton")), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("a.csv:4:2"));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
}

void TestDataPage::problemsLeadToTheirPlaces()
{
    Desk desk;
    open(&desk);
    auto* problems = desk.find<widgets::TableView>("problemsTable");
    const QStringList places = column(problems, models::ProblemsModel::WhereColumn);
    const auto ofTable = std::ranges::find_if(
        places, [](const QString& place) { return place.startsWith(QStringLiteral("b.csv:3")); });
    QVERIFY2(ofTable != places.end(), qPrintable(places.join(u' ')));
    activate(problems, models::ProblemsModel::WhereColumn, *ofTable);
    QCOMPARE(sourceOf(&desk), QStringLiteral("small,11,surplus"));
    QVERIFY(desk.find<QLabel>("sourcePlaceLabel")->text().startsWith(QStringLiteral("b.csv:3")));
}

void TestDataPage::editorGetsOnlyFilesOfTheFolder()
{
    Desk desk;
    open(&desk);
    QDesktopServices::setUrlHandler(QStringLiteral("file"), this, "noteUrl");
    activate(desk.find<widgets::TableView>("filesTable"), FilesModel::PathColumn, QStringLiteral("a.csv"));
    QCOMPARE(sourceOf(&desk), QString());
    desk.click("openInEditorButton");
    QCOMPARE(m_opened.size(), 1);
    QCOMPARE(m_opened.first().toLocalFile(),
        QFileInfo(m_folder.filePath(QStringLiteral("a.csv"))).canonicalFilePath());
    QTemporaryDir elsewhere;
    QVERIFY(
        QFile::copy(m_folder.filePath(QStringLiteral("a.csv")), elsewhere.filePath(QStringLiteral("a.csv"))));
    desk.window.dataPage()->openSource({m_folder.path(),
        QStringLiteral("../") + QFileInfo(elsewhere.path()).fileName() + QStringLiteral("/a.csv"),
        corpus::DocumentType::Csv, {}, {}});
    sourceOf(&desk);
    QVERIFY(!desk.find<QPushButton>("openInEditorButton")->isEnabled());
    QDesktopServices::unsetUrlHandler(QStringLiteral("file"));
    QCOMPARE(m_opened.size(), 1);
}

void TestDataPage::showsFilesAndStatistics()
{
    Desk desk;
    desk.window.openSample();
    QTRY_VERIFY_WITH_TIMEOUT(desk.window.runPage()->hasFolder(), 20'000);
    auto* files = desk.find<widgets::TableView>("filesTable");
    auto* series = desk.find<widgets::TableView>("seriesTable");
    const QString header = files->asTsv().section(u'\n', 0, 0);
    QCOMPARE(header.section(u'\t', 0, 3), QStringLiteral("file\tbytes\trows\ttype"));
    QCOMPARE(files->asTsv().count(u'\n'), files->model()->rowCount() + 1);
    for (const int column : {FilesModel::TypeColumn, FilesModel::SizeColumn, FilesModel::RowsColumn})
        QVERIFY(!files->isColumnHidden(column));
    for (const int column : {SeriesModel::CountColumn, SeriesModel::MinColumn, SeriesModel::MedianColumn,
             SeriesModel::MaxColumn, SeriesModel::MeanColumn, SeriesModel::SdColumn})
        QVERIFY(!series->isColumnHidden(column));
    // The name stays first, whatever stands to the right.
    QCOMPARE(series->horizontalHeader()->logicalIndex(0), int(SeriesModel::KeyColumn));
    // After unit and count comes the median, so that a small window shows it.
    QCOMPARE(series->horizontalHeader()->logicalIndex(3), int(SeriesModel::MedianColumn));
}

QTEST_MAIN(TestDataPage)
#include "tst_datapage.moc"
