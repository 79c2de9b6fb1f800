#include "charts/ttftchart.h"
#include "theme/fonts.h"
#include "widgets/buttons.h"
#include "widgets/card.h"
#include "widgets/chartcard.h"
#include "widgets/chip.h"
#include "widgets/combobox.h"
#include "widgets/elidedbutton.h"
#include "widgets/elidedlabel.h"
#include "widgets/emptystate.h"
#include "widgets/errorstrip.h"
#include "widgets/flowlayout.h"
#include "widgets/navrail.h"
#include "widgets/segmented.h"
#include "widgets/statusbar.h"
#include "widgets/tabledelegate.h"
#include "widgets/tableview.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QImage>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QVBoxLayout>

#include <memory>

using namespace benchglass;

class TestWidgets : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void labelsArePlain();
    void longHintsEndInAnEllipsis();
    void cardsWithoutHeadingKeepNoRoomForIt();
    void choicesAndButtonsEndInAnEllipsis();
    void headersTakeNoMoreThanTheirWords();
    void sortMarksStandBelowTheWord();
    void tablesShowTheirFocus();
    void namesGiveWayBeforeTheTableScrolls_data();
    void namesGiveWayBeforeTheTableScrolls();
    void segmentedByKeyboard();
    void segmentedByMouse();
    void railChooses();
    void errorStripShowsItsActions();
    void errorStripCopiesDiagnostics();
    void warningStripHasOneAction();
    void flowWraps();
    void chipsClick();
    void chipsTellStatesApartWithoutColour();
    void tableCopies_data();
    void tableCopies();
    void tableCopiesTheSelectionInViewOrder();
    void tableStretchesOneColumn();
    void tableGivesAChangedCellItsRoom();
    void tableFadesWhereColumnsGoOn();
    void tableKeepsTheEndOfAPath_data();
    void tableKeepsTheEndOfAPath();
    void chartCardHasATwin();
    void chartCardSaysWhyItIsEmpty();
    void chartTableModelIsAModel();
    void emptyStateHasOnePrimary();
    void statusBarHidesWhatIsNothing();
    void everythingHasAName();

private:
    theme::Theme m_theme;
};

void TestWidgets::initTestCase()
{
    m_theme.setMode(theme::Theme::Mode::Light);
}

void TestWidgets::labelsArePlain()
{
    const QString hostile = QStringLiteral("<img src='/etc/passwd'><b>x</b>");
    widgets::Card card(hostile);
    card.setHint(hostile);
    widgets::ErrorStrip strip(m_theme);
    strip.showError({base::ErrorCode::Malformed, hostile, hostile, base::Remedy::Retry});
    widgets::EmptyState empty(m_theme, QStringLiteral("folder"), hostile, hostile);
    widgets::StatusBar bar(m_theme);
    bar.setModel(hostile);
    bar.setProgress(hostile);
    int checked = 0;
    for (const QWidget* widget : {static_cast<QWidget*>(&card), static_cast<QWidget*>(&strip),
             static_cast<QWidget*>(&empty), static_cast<QWidget*>(&bar)}) {
        for (const QLabel* label : widget->findChildren<QLabel*>()) {
            if (label->text().isEmpty())
                continue;
            QCOMPARE(label->textFormat(), Qt::PlainText);
            QCOMPARE(label->text(), hostile);
            ++checked;
        }
    }
    QCOMPARE(checked, 8);
}

void TestWidgets::longHintsEndInAnEllipsis()
{
    widgets::Card card(QStringLiteral("What the model will see"));
    const QString hint = QStringLiteral("108 of 184 facts \u00b7 ~4000 tokens of 4000");
    card.setHint(hint);
    card.resize(900, 200);
    card.show();
    const auto* label = card.findChild<widgets::ElidedLabel*>();
    QCOMPARE(label->shownText(), hint);
    card.resize(300, 200);
    QVERIFY(label->shownText().startsWith(QStringLiteral("108")));
    QVERIFY(label->shownText().endsWith(QChar(0x2026)));
    QVERIFY(label->fontMetrics().horizontalAdvance(label->shownText()) <= label->width());
    QVERIFY(card.minimumSizeHint().width() < 300); // the hint does not hold a narrow card open
}

void TestWidgets::cardsWithoutHeadingKeepNoRoomForIt()
{
    widgets::Card with(QStringLiteral("Files"));
    widgets::Card without;
    for (widgets::Card* card : {&with, &without})
        card->body()->addWidget(new QLabel(QStringLiteral("x")));
    QVERIFY(without.minimumSizeHint().height() + 24 <= with.minimumSizeHint().height());
}

void TestWidgets::choicesAndButtonsEndInAnEllipsis()
{
    const QString text = QStringLiteral("2026-11-22 07:31  sample & more than fits");
    widgets::ComboBox box;
    box.addItem(text);
    widgets::ElidedButton button(text);
    for (const int width : {600, 150}) {
        const bool isWide = width == 600;
        box.resize(width, 32);
        button.resize(width, 32);
        for (const QString& shown : {box.shownText(), button.shownText()}) {
            QCOMPARE(shown == text, isWide);
            QVERIFY(isWide || (shown.startsWith(QStringLiteral("2026")) && shown.endsWith(QChar(0x2026))));
        }
    }
    QVERIFY(button.sizePolicy().horizontalPolicy() == QSizePolicy::Ignored);
}

void TestWidgets::headersTakeNoMoreThanTheirWords()
{
    QStandardItemModel model(2, 3);
    model.setHorizontalHeaderLabels(
        {QStringLiteral("series"), QStringLiteral("n"), QStringLiteral("median")});
    widgets::TableView view(m_theme);
    view.setModel(&model);
    view.setStretchColumn(0);
    view.setSortingEnabled(true);
    view.sortByColumn(-1, Qt::AscendingOrder);
    view.resize(500, 200);
    view.show();
    QVERIFY(view.columnWidth(1) < 40);
    QVERIFY(view.columnWidth(2) < 90);
    QCOMPARE(view.columnWidth(0) + view.columnWidth(1) + view.columnWidth(2), view.viewport()->width());
}

void TestWidgets::sortMarksStandBelowTheWord()
{
    QStandardItemModel model(2, 2);
    model.setHorizontalHeaderLabels({QStringLiteral("series"), QStringLiteral("median")});
    model.setHeaderData(1, Qt::Horizontal, int(Qt::AlignRight | Qt::AlignVCenter), Qt::TextAlignmentRole);
    widgets::TableView view(m_theme);
    view.setModel(&model);
    view.setSortingEnabled(true);
    view.sortByColumn(-1, Qt::AscendingOrder);
    view.setStretchColumn(0);
    view.resize(600, 200);
    view.show();
    view.setColumnWidth(0, 100);
    const QImage plain = view.horizontalHeader()->grab().toImage();
    view.sortByColumn(1, Qt::AscendingOrder);
    const QImage marked = view.horizontalHeader()->grab().toImage();
    // The word is whole: in a wider column it looks the same.
    const int word = view.columnWidth(1);
    view.setColumnWidth(1, word + 60);
    const QImage wider = view.horizontalHeader()->grab().toImage();
    const QRect end(view.horizontalHeader()->sectionViewportPosition(1), 0, word, 19);
    QCOMPARE(wider.copy(end.translated(60, 0)), marked.copy(end));
    const QRect words(0, 0, plain.width(), m_theme.tokens().headerHeight - 9);
    QVERIFY(marked != plain);
    QCOMPARE(marked.copy(words), plain.copy(words));
}

void TestWidgets::namesGiveWayBeforeTheTableScrolls_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("fits");
    QTest::newRow("room for all") << 600 << true;
    QTest::newRow("a little too narrow") << 180 << true;
    QTest::newRow("far too narrow") << 120 << false;
}

void TestWidgets::namesGiveWayBeforeTheTableScrolls()
{
    QFETCH(int, width);
    QFETCH(bool, fits);
    QStandardItemModel model(1, 2);
    model.setItem(0, 0, new QStandardItem(QStringLiteral("report \u00b7 TTFT \u00b7 warm")));
    model.setItem(0, 1, new QStandardItem(QStringLiteral("512.25 \u00b1 1.5")));
    widgets::TableView view(m_theme);
    view.setModel(&model);
    view.setStretchColumn(0);
    view.resize(width, 200);
    view.show();
    QCOMPARE(view.columnWidth(0) + view.columnWidth(1) <= view.viewport()->width(), fits);
}

void TestWidgets::tablesShowTheirFocus()
{
    QStandardItemModel model(0, 2);
    widgets::TableView view(m_theme);
    view.setModel(&model);
    view.resize(300, 200);
    view.show();
    const QImage without = view.viewport()->grab().toImage();
    view.activateWindow();
    view.setFocus(Qt::ShortcutFocusReason);
    QTRY_VERIFY(view.hasFocus());
    QVERIFY(view.viewport()->grab().toImage() != without);
    view.clearFocus();
    model.appendRow({new QStandardItem(QStringLiteral("a")), new QStandardItem(QStringLiteral("b"))});
    view.setFocus(Qt::TabFocusReason);
    QCOMPARE(view.currentIndex(), model.index(0, 0));
    QVERIFY(!view.selectionModel()->hasSelection());
}

void TestWidgets::segmentedByKeyboard()
{
    widgets::Segmented segmented(
        m_theme, {QStringLiteral("Baseline"), QStringLiteral("Tuned"), QStringLiteral("A + B")});
    QSignalSpy changed(&segmented, &widgets::Segmented::currentChanged);
    QTest::keyClick(&segmented, Qt::Key_Right);
    QCOMPARE(segmented.current(), 1);
    QTest::keyClick(&segmented, Qt::Key_End);
    QTest::keyClick(&segmented, Qt::Key_Right);
    QCOMPARE(segmented.current(), 2);
    QTest::keyClick(&segmented, Qt::Key_Home);
    QTest::keyClick(&segmented, Qt::Key_Left);
    QCOMPARE(segmented.current(), 0);
    QCOMPARE(changed.count(), 3);
    segmented.setCurrent(2);
    segmented.setLabels({QStringLiteral("one")});
    QCOMPARE(segmented.current(), 0);
}

void TestWidgets::segmentedByMouse()
{
    widgets::Segmented segmented(m_theme, {QStringLiteral("Baseline"), QStringLiteral("Tuned")});
    segmented.resize(segmented.sizeHint());
    segmented.show();
    QTest::mouseClick(&segmented, Qt::LeftButton, {}, QPoint(segmented.width() - 8, 10));
    QCOMPARE(segmented.current(), 1);
    QTest::mouseClick(&segmented, Qt::LeftButton, {}, QPoint(8, 10));
    QCOMPARE(segmented.current(), 0);
}

void TestWidgets::railChooses()
{
    widgets::NavRail rail(m_theme);
    for (const char* name : {"data", "run", "runs"})
        rail.addEntry(QString::fromLatin1(name), QString::fromLatin1(name));
    QCOMPARE(rail.current(), 0);
    QSignalSpy chosen(&rail, &widgets::NavRail::chosen);
    rail.setCurrent(2);
    QCOMPARE(rail.current(), 2);
    QCOMPARE(chosen.count(), 0);
    QTest::mouseClick(rail.findChildren<QAbstractButton*>()[1], Qt::LeftButton);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].toInt(), 1);
    rail.setCurrent(99);
    QCOMPARE(rail.current(), 1);
}

void TestWidgets::errorStripShowsItsActions()
{
    widgets::ErrorStrip strip(m_theme);
    QVERIFY(!strip.isVisibleTo(nullptr));
    strip.showError({base::ErrorCode::Unreachable, QStringLiteral("Nothing answers."),
                        QStringLiteral("http://x"), base::Remedy::StartServer},
        base::Remedy::ChangeAddress);
    QVERIFY(!strip.isHidden());
    QSignalSpy triggered(&strip, &widgets::ErrorStrip::actionTriggered);
    for (QPushButton* button : strip.findChildren<QPushButton*>()) {
        if (button->text() == base::remedyText(base::Remedy::StartServer)
            || button->text() == base::remedyText(base::Remedy::ChangeAddress))
            button->click();
    }
    QCOMPARE(triggered.count(), 2);
    QCOMPARE(triggered[0][0].value<base::Remedy>(), base::Remedy::StartServer);
    QCOMPARE(triggered[1][0].value<base::Remedy>(), base::Remedy::ChangeAddress);
    QSignalSpy dismissed(&strip, &widgets::ErrorStrip::dismissed);
    strip.findChild<QToolButton*>()->click();
    QCOMPARE(dismissed.count(), 1);
    QVERIFY(strip.isHidden());
}

void TestWidgets::errorStripCopiesDiagnostics()
{
    widgets::ErrorStrip strip(m_theme);
    strip.showError(
        {base::ErrorCode::Timeout, QStringLiteral("It took too long."), QStringLiteral("http://x: 3 s"), {}});
    const QString text = strip.diagnostics();
    QVERIFY(text.startsWith(QStringLiteral("timeout\nIt took too long.\nhttp://x: 3 s\n")));
    for (QPushButton* button : strip.findChildren<QPushButton*>()) {
        if (!button->isHidden())
            button->click();
    }
    QCOMPARE(QApplication::clipboard()->text(), text);
}

void TestWidgets::warningStripHasOneAction()
{
    widgets::ErrorStrip strip(m_theme);
    strip.showWarning(QStringLiteral("Not like for like."), QStringLiteral("Show the calls"));
    QList<QPushButton*> shown;
    for (QPushButton* button : strip.findChildren<QPushButton*>()) {
        if (!button->isHidden())
            shown.append(button);
    }
    QCOMPARE(shown.size(), 1);
    QSignalSpy triggered(&strip, &widgets::ErrorStrip::warningActionTriggered);
    QSignalSpy remedies(&strip, &widgets::ErrorStrip::actionTriggered);
    shown[0]->click();
    QCOMPARE(triggered.count(), 1);
    QCOMPARE(remedies.count(), 0);
}

void TestWidgets::flowWraps()
{
    QWidget box;
    auto* flow = new widgets::FlowLayout(&box, 10);
    for (int i = 0; i < 5; ++i) {
        auto* item = new QWidget;
        item->setFixedSize(100, 20);
        flow->addWidget(item);
    }
    QCOMPARE(flow->sizeHint(), QSize(540, 20));
    QCOMPARE(flow->heightForWidth(540), 20);
    QCOMPARE(flow->heightForWidth(539), 50);
    QCOMPARE(flow->heightForWidth(100), 140);
    box.resize(220, 200);
    box.show();
    QCOMPARE(flow->itemAt(2)->geometry().topLeft(), QPoint(0, 30));
    const std::unique_ptr<QLayoutItem> taken(flow->takeAt(0));
    delete taken->widget();
    QCOMPARE(flow->count(), 4);
    QVERIFY(!flow->takeAt(77));
}

void TestWidgets::chipsClick()
{
    widgets::Chip chip(m_theme, QStringLiteral("2 problems"), widgets::Chip::State::Warn);
    chip.resize(chip.sizeHint());
    QSignalSpy clicked(&chip, &widgets::Chip::clicked);
    QTest::mouseClick(&chip, Qt::LeftButton);
    QCOMPARE(clicked.count(), 0);
    chip.setClickable(true);
    QTest::mouseClick(&chip, Qt::LeftButton);
    QTest::keyClick(&chip, Qt::Key_Space);
    QCOMPARE(clicked.count(), 2);
    chip.setText(QString(10'000, u'x'));
    QVERIFY(chip.minimumSizeHint().width() <= 48);
}

void TestWidgets::chipsTellStatesApartWithoutColour()
{
    const auto ink = [this](widgets::Chip::State state) {
        widgets::Chip chip(m_theme, QStringLiteral("same"), state);
        return chip.sizeHint().width();
    };
    // States other than neutral carry a mark, which takes room.
    const int neutral = ink(widgets::Chip::State::Neutral);
    for (const auto state :
        {widgets::Chip::State::Good, widgets::Chip::State::Warn, widgets::Chip::State::Bad})
        QVERIFY(ink(state) > neutral);
}

void TestWidgets::tableCopies_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("tsv");
    QTest::addColumn<QString>("markdown");
    QTest::newRow("plain") << QStringLiteral("12") << QStringLiteral("12") << QStringLiteral("12");
    QTest::newRow("breaks") << QStringLiteral("a\tb\nc") << QStringLiteral("a b c")
                            << QStringLiteral("a b c");
    QTest::newRow("pipe") << QStringLiteral("a|b") << QStringLiteral("a|b") << QStringLiteral("a\\|b");
    QTest::newRow("image") << QStringLiteral("![x](file:///etc)") << QStringLiteral("![x](file:///etc)")
                           << QStringLiteral("!\\[x](file:///etc)");
    QTest::newRow("tag") << QStringLiteral("<img>") << QStringLiteral("<img>") << QStringLiteral("&lt;img>");
}

void TestWidgets::tableCopies()
{
    QFETCH(QString, cell);
    QFETCH(QString, tsv);
    QFETCH(QString, markdown);
    QStandardItemModel model(1, 2);
    model.setHorizontalHeaderLabels({QStringLiteral("key"), QStringLiteral("n")});
    model.setItem(0, 0, new QStandardItem(cell));
    auto* chips = new QStandardItem;
    chips->setData(QStringList {QStringLiteral("cold"), QStringLiteral("few")}, widgets::ChipsRole);
    model.setItem(0, 1, chips);
    widgets::TableView view(m_theme);
    view.setModel(&model);
    QCOMPARE(view.asTsv(), QStringLiteral("key\tn\n%1\tcold, few\n").arg(tsv));
    QCOMPARE(
        view.asMarkdown(), QStringLiteral("| key | n |\n| --- | --- |\n| %1 | cold, few |\n").arg(markdown));
}

void TestWidgets::tableCopiesTheSelectionInViewOrder()
{
    QStandardItemModel model(4, 3);
    for (int row = 0; row < 4; ++row) {
        for (int column = 0; column < 3; ++column)
            model.setItem(row, column, new QStandardItem(QStringLiteral("%1%2").arg(row).arg(column)));
    }
    model.setHorizontalHeaderLabels({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
    widgets::TableView view(m_theme);
    view.setModel(&model);
    view.setColumnHidden(1, true);
    view.selectRow(2);
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("a\tc\n20\t22\n"));
}

void TestWidgets::tableStretchesOneColumn()
{
    QStandardItemModel model(1, 3);
    model.setItem(0, 0, new QStandardItem(QString(10'000, u'x')));
    model.setItem(0, 1, new QStandardItem(QStringLiteral("short")));
    widgets::TableView view(m_theme);
    view.setStretchColumn(1);
    view.setModel(&model);
    view.resize(900, 200);
    view.show();
    QVERIFY(view.columnWidth(0) <= 420);
    QCOMPARE(view.columnWidth(0) + view.columnWidth(1) + view.columnWidth(2), view.viewport()->width());
    QCOMPARE(view.rowHeight(0), m_theme.tokens().rowHeight);
}

void TestWidgets::tableGivesAChangedCellItsRoom()
{
    QStandardItemModel model(1, 3);
    for (int column = 0; column < 3; ++column)
        model.setItem(0, column, new QStandardItem(QStringLiteral("short")));
    widgets::TableView view(m_theme);
    view.setStretchColumn(0);
    view.setModel(&model);
    view.resize(900, 200);
    view.show();
    const int before = view.columnWidth(2);
    model.item(0, 2)->setText(QStringLiteral("-1 … 4 294 967 295"));
    const int needed = view.itemDelegate()->sizeHint({}, model.index(0, 2)).width();
    QVERIFY(needed > before);
    QCOMPARE(view.columnWidth(2), needed);
    QCOMPARE(view.columnWidth(0) + view.columnWidth(1) + view.columnWidth(2), view.viewport()->width());
    model.item(0, 2)->setText(QStringLiteral("short"));
    QCOMPARE(view.columnWidth(2), needed); // nothing jumps back while somebody reads
    model.item(0, 1)->setData(QStringLiteral("a word for a mark"), Qt::AccessibleTextRole);
    QVERIFY(view.asTsv().contains(QStringLiteral("short\ta word for a mark\tshort")));
}

void TestWidgets::tableFadesWhereColumnsGoOn()
{
    QStandardItemModel model(3, 4);
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < 4; ++column)
            model.setItem(row, column, new QStandardItem(QString(30, u'W')));
    }
    widgets::TableView view(m_theme);
    view.setModel(&model);
    view.resize(300, 240);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    // The pixels at an edge, of the header and of the rows: is anything but the surface to be seen?
    const auto isClear = [&](QWidget* seen, bool atRight) {
        const QImage image = seen->grab().toImage();
        const int x = atRight ? image.width() - 2 : 1;
        for (int y = 0; y < image.height(); ++y) {
            if (image.pixelColor(x, y) != m_theme.tokens().surface)
                return false;
        }
        return true;
    };
    QScrollBar* bar = view.horizontalScrollBar();
    for (const int at : {bar->minimum(), bar->maximum() / 2, bar->maximum()}) {
        bar->setValue(at);
        QCOMPARE(view.hasMoreLeft(), at > bar->minimum());
        QCOMPARE(view.hasMoreRight(), at < bar->maximum());
        QCOMPARE(isClear(view.viewport(), false), view.hasMoreLeft());
        QCOMPARE(isClear(view.viewport(), true), view.hasMoreRight());
        if (view.hasMoreRight())
            QVERIFY(isClear(view.horizontalHeader()->viewport(), true));
    }
    view.resize(4000, 240);
    QVERIFY(!view.hasMoreLeft());
    QVERIFY(!view.hasMoreRight());
}

void TestWidgets::tableKeepsTheEndOfAPath_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("room");
    QTest::addColumn<QString>("shown");
    const QString path = QStringLiteral("build/output/summary.md");
    QTest::newRow("whole") << path << path << path;
    QTest::newRow("a folder less") << path << QStringLiteral("…/output/summary.md")
                                   << QStringLiteral("…/output/summary.md");
    QTest::newRow("the file alone") << path << QStringLiteral("…/summary.mdxx")
                                    << QStringLiteral("…/summary.md");
    QTest::newRow("its end") << path << QStringLiteral("…mary.md") << QStringLiteral("…mary.md");
    QTest::newRow("no folder") << QStringLiteral("summary.md") << QStringLiteral("…mary.md")
                               << QStringLiteral("…mary.md");
}

void TestWidgets::tableKeepsTheEndOfAPath()
{
    QFETCH(QString, path);
    QFETCH(QString, room);
    QFETCH(QString, shown);
    const theme::Tokens& t = m_theme.tokens();
    const QFontMetricsF metrics(theme::uiFont(t.bodyPx, t.weightNormal));
    QCOMPARE(widgets::elidedPath(path, metrics, metrics.horizontalAdvance(room) + 0.5), shown);
}

void TestWidgets::chartCardHasATwin()
{
    auto* chart = new charts::TtftChart(m_theme);
    widgets::ChartCard card(m_theme, QStringLiteral("TTFT per call, ms"), chart);
    card.resize(500, 300);
    card.show();
    chart->setBars({{QStringLiteral("1 analysis"), 0, {}, {}, 632.0, false, {}}});
    auto* view = card.findChild<widgets::TableView*>();
    QVERIFY(!view->isVisible());
    QTest::mouseClick(card.findChild<QToolButton*>(), Qt::LeftButton);
    QVERIFY(card.isTableShown());
    QVERIFY(view->isVisible());
    QCOMPARE(view->model()->rowCount(), 1);
    chart->setBars(
        {{QStringLiteral("1"), 0, {}, {}, 1.0, false, {}}, {QStringLiteral("2"), 0, {}, {}, 2.0, false, {}}});
    QTRY_COMPARE(view->model()->rowCount(), 2);
    card.setTableShown(false);
    QVERIFY(chart->isVisible());
}

void TestWidgets::chartCardSaysWhyItIsEmpty()
{
    auto* chart = new charts::TtftChart(m_theme);
    widgets::ChartCard card(m_theme, QStringLiteral("TTFT per call, ms"), chart);
    card.resize(500, 300);
    card.show();
    const QString why = QStringLiteral("n/a: <b>no model</b>");
    card.setNote(why);
    const auto* note = card.findChild<QLabel*>(QStringLiteral("chartNote"));
    QVERIFY(note->isVisible());
    QCOMPARE(note->text(), why);
    QCOMPARE(note->textFormat(), Qt::PlainText);
    QVERIFY(!chart->isVisible());
    QVERIFY(!card.findChild<QToolButton*>()->isEnabled());
    card.setNote({});
    QVERIFY(chart->isVisible());
    QVERIFY(!note->isVisible());
    QVERIFY(card.findChild<QToolButton*>()->isEnabled());
}

void TestWidgets::chartTableModelIsAModel()
{
    widgets::ChartTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setTable({{QStringLiteral("name"), QStringLiteral("n")},
        {{QStringLiteral("x"), QStringLiteral("3")}, {QStringLiteral("y"), QStringLiteral("\u2013")}}});
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(model.data(model.index(0, 1), Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
    QVERIFY(!model.data(model.index(0, 0), Qt::TextAlignmentRole).isValid());
    model.setTable({});
    QCOMPARE(model.columnCount(), 0);
}

void TestWidgets::emptyStateHasOnePrimary()
{
    widgets::EmptyState empty(m_theme, QStringLiteral("folder"), QStringLiteral("No folder yet"));
    QPushButton* first = empty.addAction(QStringLiteral("Choose a folder"));
    QPushButton* second = empty.addAction(QStringLiteral("Open the sample"));
    QCOMPARE(first->property("kind").toString(), QStringLiteral("primary"));
    QCOMPARE(second->property("kind").toString(), QStringLiteral("secondary"));
}

void TestWidgets::statusBarHidesWhatIsNothing()
{
    widgets::StatusBar bar(m_theme);
    bar.resize(900, 28);
    bar.show();
    const QList<QToolButton*> buttons = bar.findChildren<QToolButton*>();
    QCOMPARE(buttons.size(), 2);
    QVERIFY(!buttons[1]->isVisible());
    bar.setWarnings(2);
    QVERIFY(buttons[1]->isVisible());
    QSignalSpy clicked(&bar, &widgets::StatusBar::warningsClicked);
    buttons[1]->click();
    QCOMPARE(clicked.count(), 1);
    bar.setServer(widgets::StatusBar::Server::Unreachable, QStringLiteral("a & b"));
    QCOMPARE(buttons[0]->text(), QStringLiteral("a && b"));
    QVERIFY(buttons[0]->toolTip().isEmpty());
    bar.setServer(
        widgets::StatusBar::Server::Unreachable, QStringLiteral("a"), QStringLiteral("<img src='/etc/x'>"));
    QVERIFY(!buttons[0]->toolTip().contains(QStringLiteral("<img")));
    QVERIFY(buttons[0]->toolTip().contains(QStringLiteral("/etc/x")));
}

void TestWidgets::everythingHasAName()
{
    widgets::Chip chip(m_theme, QStringLiteral("101 files"));
    widgets::Card card(QStringLiteral("Files"));
    widgets::NavRail rail(m_theme);
    rail.addEntry(QStringLiteral("data"), QStringLiteral("Data"));
    widgets::ErrorStrip strip(m_theme);
    strip.showWarning(QStringLiteral("Careful."));
    for (QWidget* widget :
        {static_cast<QWidget*>(&chip), static_cast<QWidget*>(&card), static_cast<QWidget*>(&rail),
            static_cast<QWidget*>(&strip), static_cast<QWidget*>(rail.findChild<QAbstractButton*>())}) {
        QAccessibleInterface* seen = QAccessible::queryAccessibleInterface(widget);
        QVERIFY(seen);
        QVERIFY2(!seen->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
    }
}

QTEST_MAIN(TestWidgets)
#include "tst_widgets.moc"
