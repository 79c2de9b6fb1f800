#include "charts/chart.h"
#include "corpus/ingest.h"
#include "figures/marks.h"
#include "models/observationsmodel.h"
#include "pages/quickchart.h"
#include "theme/theme.h"
#include "widgets/segmented.h"
#include "widgets/tableview.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QItemSelectionModel>
#include <QMenu>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace benchglass;

/// A click on the quick chart, and Enter in its table twin, lead to the place of the value.
class TestQuickChart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void clickOnAPoint_data();
    void clickOnAPoint();
    void clickBesideChoosesNothing();
    void clickOnAPair();
    void chosenWhateverTheOrder();
    void enterInTheTable_data();
    void enterInTheTable();
    void enterOnAValue_data();
    void enterOnAValue();
    void menuOfAValue();

private:
    enum Kind { Boxes, Histogram, InOrder };

    void show(pages::QuickChart* chart, Kind kind) const;
    QList<QPointF> points(const pages::QuickChart& chart) const;
    static QTableView* twin(const pages::QuickChart& chart);

    theme::Theme m_theme;
    QTemporaryDir m_folder;
    std::shared_ptr<const corpus::Catalog> m_catalog;
};

void TestQuickChart::initTestCase()
{
    QFile file(m_folder.filePath(QStringLiteral("runs.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("model,ttft_s,tokens_per_second\na,0.5,90\na,0.4,10\na,0.3,11\nb,0.2,12\n");
    file.close();
    const auto catalog = corpus::ingest(m_folder.path());
    QVERIFY(catalog);
    m_catalog = *catalog;
    QVERIFY(m_catalog->find(QStringLiteral("tokens_per_second")));
    QVERIFY(m_catalog->find(QStringLiteral("ttft_s")));
}

void TestQuickChart::show(pages::QuickChart* chart, Kind kind) const
{
    chart->resize(420, 700);
    chart->setSeries(m_catalog, m_catalog->find(QStringLiteral("tokens_per_second")));
    auto* kinds = chart->findChild<widgets::Segmented*>(QStringLiteral("quickChartKind"));
    kinds->setCurrent(kind);
    Q_EMIT kinds->currentChanged(kind);
    chart->show();
    QVERIFY(QTest::qWaitForWindowExposed(chart));
}

QList<QPointF> TestQuickChart::points(const pages::QuickChart& chart) const
{
    return figures::marksOf(*chart.chart()->figure(), QRectF(chart.chart()->rect()), m_theme.tokens()).points;
}

QTableView* TestQuickChart::twin(const pages::QuickChart& chart)
{
    for (QTableView* table : chart.findChildren<QTableView*>())
        if (table != chart.values())
            return table;
    return nullptr;
}

void TestQuickChart::clickOnAPoint_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("point");
    QTest::addColumn<QString>("place");
    QTest::newRow("first of the first group") << int(Boxes) << 0 << QStringLiteral("runs.csv:2:3");
    QTest::newRow("the only one of a group") << int(Boxes) << 3 << QStringLiteral("runs.csv:5:3");
    QTest::newRow("largest of a histogram") << int(Histogram) << 3 << QStringLiteral("runs.csv:2:3");
    QTest::newRow("second in order") << int(InOrder) << 1 << QStringLiteral("runs.csv:3:3");
}

void TestQuickChart::clickOnAPoint()
{
    QFETCH(int, kind);
    QFETCH(int, point);
    QFETCH(QString, place);
    pages::QuickChart chart(m_theme);
    show(&chart, Kind(kind));
    const QList<QPointF> drawn = points(chart);
    QCOMPARE(drawn.size(), 4);
    QTest::mouseClick(chart.chart(), Qt::LeftButton, {}, drawn.at(point).toPoint());
    QVERIFY2(chart.placeText().startsWith(place), qPrintable(chart.placeText()));
    QCOMPARE(chart.values()->selectionModel()->selectedRows().size(), 1);
    QVERIFY(chart.values()->hasFocus());
}

void TestQuickChart::clickBesideChoosesNothing()
{
    pages::QuickChart chart(m_theme);
    show(&chart, InOrder);
    QTest::mouseClick(chart.chart(), Qt::LeftButton, {}, QPoint(1, 1));
    QTest::mouseClick(chart.chart(), Qt::RightButton, {}, points(chart).first().toPoint());
    QVERIFY(!chart.values()->selectionModel()->hasSelection());
}

void TestQuickChart::clickOnAPair()
{
    pages::QuickChart chart(m_theme);
    show(&chart, Boxes);
    chart.setSeries(m_catalog, m_catalog->find(QStringLiteral("tokens_per_second")),
        m_catalog->find(QStringLiteral("ttft_s")));
    QTest::mouseClick(chart.chart(), Qt::LeftButton, {}, points(chart).first().toPoint());
    QVERIFY2(chart.placeText().startsWith(QStringLiteral("runs.csv:2:3")), qPrintable(chart.placeText()));
}

void TestQuickChart::chosenWhateverTheOrder()
{
    pages::QuickChart chart(m_theme);
    show(&chart, InOrder);
    chart.values()->sortByColumn(0, Qt::AscendingOrder);
    QTest::mouseClick(chart.chart(), Qt::LeftButton, {}, points(chart).first().toPoint());
    QVERIFY(chart.placeText().startsWith(QStringLiteral("runs.csv:2:3")));
    QCOMPARE(chart.values()->currentIndex().row(), 3); // 90 is the largest
}

void TestQuickChart::enterInTheTable_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("place");
    QTest::newRow("a group of one") << int(Boxes) << 1 << QStringLiteral("runs.csv:5:3");
    QTest::newRow("a group of three") << int(Boxes) << 0 << QString();
    QTest::newRow("a point in order") << int(InOrder) << 2 << QStringLiteral("runs.csv:4:3");
}

void TestQuickChart::enterInTheTable()
{
    QFETCH(int, kind);
    QFETCH(int, row);
    QFETCH(QString, place);
    pages::QuickChart chart(m_theme);
    show(&chart, Kind(kind));
    QTableView* table = twin(chart);
    QVERIFY(table);
    for (QAbstractButton* button : chart.findChildren<QAbstractButton*>())
        if (button->accessibleName().endsWith(QStringLiteral("show as a table")))
            QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(table->isVisible());
    table->setCurrentIndex(table->model()->index(row, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(chart.values()->selectionModel()->hasSelection(), !place.isEmpty());
    if (!place.isEmpty())
        QVERIFY2(chart.placeText().startsWith(place), qPrintable(chart.placeText()));
}

void TestQuickChart::enterOnAValue_data()
{
    using M = models::ObservationsModel;
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("dimension");
    QTest::addColumn<QString>("level");
    QTest::addColumn<QString>("source");
    const QString none;
    QTest::newRow("value") << int(M::ValueColumn) << none << none << QStringLiteral("runs.csv:3:3");
    QTest::newRow("place") << int(M::PlaceColumn) << none << none << QStringLiteral("runs.csv:3:3");
    QTest::newRow("group") << int(M::GroupColumn) << QStringLiteral("model") << QStringLiteral("a") << none;
    QTest::newRow("file") << int(M::FileColumn) << none << QStringLiteral("runs.csv") << none;
}

void TestQuickChart::enterOnAValue()
{
    QFETCH(int, column);
    QFETCH(QString, dimension);
    QFETCH(QString, level);
    QFETCH(QString, source);
    pages::QuickChart chart(m_theme);
    show(&chart, Boxes);
    QVERIFY(!chart.values()->isColumnHidden(models::ObservationsModel::GroupColumn));
    QSignalSpy levels(&chart, &pages::QuickChart::levelChosen);
    QString asked;
    connect(&chart, &pages::QuickChart::sourceRequested, this,
        [&](const models::SourcePlace& place) { asked = place.text(); });
    chart.values()->setCurrentIndex(chart.values()->model()->index(1, column));
    QTest::keyClick(chart.values(), Qt::Key_Return);
    QCOMPARE(asked, source);
    QCOMPARE(levels.size(), level.isEmpty() ? 0 : 1);
    if (!level.isEmpty())
        QCOMPARE(levels.first(), (QVariantList {dimension, level}));
}

void TestQuickChart::menuOfAValue()
{
    pages::QuickChart chart(m_theme);
    show(&chart, Boxes);
    QSignalSpy levels(&chart, &pages::QuickChart::levelChosen);
    QMenu menu;
    Q_EMIT chart.values()->menuRequested(&menu, chart.values()->model()->index(3, 0));
    QStringList texts;
    for (const QAction* action : menu.actions())
        texts.append(action->text());
    QVERIFY2(texts.contains(QStringLiteral("Only file runs.csv")), qPrintable(texts.join(u'|')));
    QVERIFY(texts.contains(QStringLiteral("Only model: b")));
    menu.actions().at(int(texts.indexOf(QStringLiteral("Only model: b"))))->trigger();
    QCOMPARE(levels.first(), (QVariantList {QStringLiteral("model"), QStringLiteral("b")}));
    menu.actions().at(int(texts.indexOf(QStringLiteral("Copy place"))))->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("runs.csv:5:3"));
}

QTEST_MAIN(TestQuickChart)
#include "tst_quickchart.moc"
