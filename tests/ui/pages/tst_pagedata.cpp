#include "models/rowsmodel.h"
#include "pages/comparison.h"
#include "pages/menutext.h"
#include "pages/tableproxy.h"
#include "pages/verdictcard.h"
#include "theme/theme.h"
#include "ui/twoarms.h"
#include "widgets/tableview.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QStandardItemModel>
#include <QTest>

#include <algorithm>

using namespace benchglass;

class TestPageData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void armsGetNamesOfTheirOwn();
    void guardSaysWhatDiffers();
    void leftOutTellsWhy();
    void proxySortsAbsentLast();
    void proxyFiltersByWords();
    void chipsAreCopiedAsWords();
    void copiesAreExact();
    void csvQuotesWhatItHasTo();
    void menuShowsNamesAsTheyAre();
    void withoutAModelNothingIsADifference();
};

void TestPageData::armsGetNamesOfTheirOwn()
{
    const auto one = ui::twoArms();
    const auto other = ui::twoArms();
    other->id = QStringLiteral("zzzzzzzzzz");
    QList<pages::ComparedArm> arms {{one, QStringLiteral("Baseline"), {}},
        {other, QStringLiteral("Baseline"), {}}, {other, QStringLiteral("Tuned"), {}}};
    pages::nameArms(arms);
    QVERIFY(arms.at(0).title != arms.at(1).title);
    QCOMPARE(arms.at(2).title, QStringLiteral("Tuned"));
    QCOMPARE(pages::callsOf(arms).size(), 3);
}

void TestPageData::guardSaysWhatDiffers()
{
    const auto one = ui::twoArms();
    QList<pages::ComparedArm> arms {
        {one, QStringLiteral("Baseline"), {}}, {one, QStringLiteral("Tuned"), {}}};
    pages::nameArms(arms);
    QVERIFY(pages::guardOf(arms).isEmpty());
    const auto other = ui::twoArms();
    other->spec.model = QStringLiteral("large");
    other->calls[1].flags = measure::Flag::PromptTruncated;
    arms[1].experiment = other;
    const QString said = pages::guardOf(arms).join(u'\n');
    QVERIFY(said.contains(QStringLiteral("tiny")) && said.contains(QStringLiteral("large")));
    QVERIFY(said.contains(QStringLiteral("prompt cut")));
}

void TestPageData::leftOutTellsWhy()
{
    const auto one = ui::twoArms();
    one->calls[0].flags = measure::Flag::FewTokens;
    QList<pages::ComparedArm> arms {
        {one, QStringLiteral("Baseline"), {}}, {one, QStringLiteral("Tuned"), {}}};
    pages::nameArms(arms);
    const auto leftOut = pages::leftOutOf(arms);
    QCOMPARE(leftOut.size(), 1);
    QCOMPARE(leftOut.first().reason, QStringLiteral("few tokens"));
    QVERIFY(leftOut.first().canPutBack);
    one->calls[0].flags = measure::Flag::NoModel;
    QVERIFY(!pages::leftOutOf(arms).first().canPutBack);
}

void TestPageData::proxySortsAbsentLast()
{
    QStandardItemModel source(3, 1);
    source.setData(source.index(0, 0), 2.0, models::SortRole);
    source.setData(source.index(2, 0), 1.0, models::SortRole);
    pages::TableProxy proxy(&source);
    const QAbstractItemModelTester tester(&proxy);
    proxy.sort(0, Qt::AscendingOrder);
    QCOMPARE(proxy.index(0, 0).data(models::SortRole).toDouble(), 1.0);
    QVERIFY(!proxy.index(2, 0).data(models::SortRole).isValid());
    proxy.sort(0, Qt::DescendingOrder);
    QCOMPARE(proxy.index(0, 0).data(models::SortRole).toDouble(), 2.0);
    QVERIFY(!proxy.index(2, 0).data(models::SortRole).isValid());
}

void TestPageData::proxyFiltersByWords()
{
    QStandardItemModel source(2, 2);
    source.setData(source.index(0, 0), QStringLiteral("gemma3"));
    source.setData(source.index(0, 1), QStringLiteral("2 cold, 1 dropped"));
    source.setData(source.index(1, 0), QStringLiteral("llama"));
    pages::TableProxy proxy(&source);
    proxy.setChipsColumn(1, [](const QString&) { return 0; });
    proxy.setWords(QStringLiteral("COLD gemma"));
    QCOMPARE(proxy.rowCount(), 1);
    QCOMPARE(proxy.index(0, 1).data(widgets::ChipsRole).toStringList().size(), 2);
    proxy.setWords({});
    QCOMPARE(proxy.rowCount(), 2);
}

void TestPageData::chipsAreCopiedAsWords()
{
    QStandardItemModel source(2, 2);
    source.setHorizontalHeaderLabels({QStringLiteral("run"), QStringLiteral("flags")});
    source.setData(source.index(0, 0), QStringLiteral("Run 1"));
    source.setData(source.index(0, 1), QStringLiteral("cold, few tokens"));
    source.setData(source.index(1, 0), QStringLiteral("Run 2"));
    pages::TableProxy proxy(&source);
    proxy.setChipsColumn(1, [](const QString&) { return 0; });
    const theme::Theme theme;
    widgets::TableView view(theme);
    view.setModel(&proxy);
    QCOMPARE(view.asTsv(), QStringLiteral("run\tflags\nRun 1\tcold, few tokens\nRun 2\t\n"));
    QVERIFY(view.asMarkdown().contains(QStringLiteral("| Run 1 | cold, few tokens |")));
    view.selectRow(0);
    QTest::keySequence(&view, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("run\tflags\nRun 1\tcold, few tokens\n"));
}

void TestPageData::copiesAreExact()
{
    QStandardItemModel source(2, 2);
    source.setHorizontalHeaderLabels({QStringLiteral("key"), QStringLiteral("value")});
    source.setData(source.index(0, 0), QStringLiteral("a|b"));
    source.setData(source.index(0, 1), QStringLiteral("12 346"));
    source.setData(source.index(0, 1), 12345.678901, models::SortRole);
    source.setData(source.index(1, 0), QStringLiteral("plain"));
    source.setData(source.index(1, 1), QStringLiteral("\u2013")); // absent
    for (int row = 0; row < 2; ++row)
        source.setData(
            source.index(row, 1), QVariant::fromValue(Qt::Alignment(Qt::AlignRight)), Qt::TextAlignmentRole);
    pages::TableProxy proxy(&source);
    const theme::Theme theme;
    widgets::TableView view(theme);
    view.setModel(&proxy);
    QCOMPARE(view.asCsv(), QStringLiteral("key,value\r\na|b,12 346\r\nplain,\u2013\r\n"));
    proxy.setExactCopies();
    QCOMPARE(view.asCsv(), QStringLiteral("key,value\r\na|b,12345.678901\r\nplain,\r\n"));
    QCOMPARE(view.asTsv(), QStringLiteral("key\tvalue\na|b\t12345.678901\nplain\t\n"));
    QVERIFY(view.asMarkdown().contains(QStringLiteral("| a\\|b | 12345.678901 |")));
    view.selectRow(1);
    QCOMPARE(view.asCsv(), QStringLiteral("key,value\r\nplain,\r\n"));
}

void TestPageData::csvQuotesWhatItHasTo()
{
    QStandardItemModel source(1, 3);
    source.setHorizontalHeaderLabels({QStringLiteral("a,b"), QStringLiteral("c"), QStringLiteral("d")});
    source.setData(source.index(0, 0), QStringLiteral("say \"hi\""));
    source.setData(source.index(0, 1), QStringLiteral("two\nlines"));
    source.setData(source.index(0, 2), QStringLiteral("semi;colon"));
    const theme::Theme theme;
    widgets::TableView view(theme);
    view.setModel(&source);
    QCOMPARE(view.asCsv(), QStringLiteral("\"a,b\",c,d\r\n\"say \"\"hi\"\"\",\"two\nlines\",semi;colon\r\n"));
}

void TestPageData::menuShowsNamesAsTheyAre()
{
    QCOMPARE(pages::menuName(QStringLiteral("a & b\n\tc")), QStringLiteral("a && b c"));
    QVERIFY(pages::menuName(QString(500, u'x')).size() < 60);
    QVERIFY(pages::onlyLevelText(QStringLiteral("model"), QStringLiteral("g&m")).contains(u"g&&m"_qs));
    QVERIFY(pages::onlyUnitText({}) != pages::onlyUnitText(QStringLiteral("ms")));
}

void TestPageData::withoutAModelNothingIsADifference()
{
    const auto one = ui::twoArms();
    one->spec.engine = QStringLiteral("builtin");
    one->spec.model.clear();
    for (experiment::Call& call : one->calls) {
        call.flags = measure::Flag::NoModel;
        call.metrics.e2elNs = 2e9 + call.ordinal * 1e9;
    }
    QList<pages::ComparedArm> arms {
        {one, QStringLiteral("Baseline"), {}}, {one, QStringLiteral("Tuned"), {}}};
    pages::nameArms(arms);
    const auto all = pages::differencesOf(arms, pages::callsOf(arms));
    QVERIFY(std::ranges::any_of(all, [](const measure::Difference& d) { return d.other.n > 0; }));
    QVERIFY(pages::tellingOf(all).isEmpty());

    const theme::Theme theme;
    pages::VerdictCard card(theme);
    card.showVerdicts(all, pages::hasNoModel(arms));
    QVERIFY2(card.text().contains(QStringLiteral("options have no effect")), qPrintable(card.text()));

    for (experiment::Call& call : one->calls)
        call.flags = {};
    QVERIFY(!pages::tellingOf(pages::differencesOf(arms, pages::callsOf(arms))).isEmpty());
}

QTEST_MAIN(TestPageData)
#include "tst_pagedata.moc"
