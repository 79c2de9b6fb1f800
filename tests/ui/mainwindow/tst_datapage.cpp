#include "models/filesmodel.h"
#include "models/seriesmodel.h"
#include "ui/mainwindow/desk.h"
#include "widgets/tableview.h"

#include <QHeaderView>

using namespace benchglass;
using models::FilesModel;
using models::SeriesModel;

/// What the Data page shows of a folder without being asked.
class TestDataPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsFilesAndStatistics();
};

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
