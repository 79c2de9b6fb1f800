#include "base/format.h"
#include "charts/boxchart.h"
#include "charts/draw.h"
#include "charts/histogram.h"
#include "charts/ratechart.h"
#include "charts/scatterchart.h"
#include "charts/stagetimeline.h"
#include "charts/stripchart.h"
#include "charts/ttftchart.h"
#include "theme/plaintip.h"

#include <QElapsedTimer>
#include <QHelpEvent>
#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>

#include <cmath>
#include <functional>
#include <limits>
#include <memory>
#include <thread>

#include <sys/stat.h>

using namespace benchglass;
using charts::Figure;
using theme::Phase;
using theme::Tokens;

using Made = std::shared_ptr<const Figure>;
Q_DECLARE_METATYPE(Made)

namespace {

constexpr double noNumber = std::numeric_limits<double>::quiet_NaN();
constexpr double endless = std::numeric_limits<double>::infinity();

/// All kinds of figure, with every word of theirs @p label and their values scaled by @p factor.
QList<std::pair<QByteArray, Made>> figuresOf(const QString& label, double factor)
{
    const QList<double> values {1 * factor, 2 * factor, noNumber, 3 * factor, endless, -endless};
    const QList<QPointF> points {
        {0, 1 * factor}, {1, 2 * factor}, {2, noNumber}, {noNumber, 2}, {endless, 1}, {3, 0.5 * factor}};
    const double ms = std::abs(factor);
    return {
        {"ttft",
            std::make_shared<charts::TtftFigure>(QList<charts::TtftBar> {
                {label, 0, label, {{Phase::Load, ms}, {Phase::Prefill, noNumber}}, 2 * ms, true, label},
                {label, 1, label, {}, std::nullopt, false, {}}, {label, 7, label, {}, endless, false, {}}})},
        {"rate",
            std::make_shared<charts::RateFigure>(
                QList<charts::RateLine> {{label, 0, 0, points, false}, {label, -3, 99, points, true}},
                label)},
        {"stages",
            std::make_shared<charts::StageFigure>(QList<charts::Lane> {
                {label, 3, {{Phase::Load, 0, ms}, {Phase::Writing, ms, 2 * ms}}, true, label},
                {label, {}, {{Phase::Queue, noNumber, 1}, {Phase::Writing, 5, endless}, {Phase::Load, 3, 1}},
                    false, {}}})},
        {"strip",
            std::make_shared<charts::StripFigure>(
                QList<charts::StripRow> {{label, 0, values}, {label, 1, {}}, {label, 2, {noNumber}}}, label)},
        {"histogram", std::make_shared<charts::HistogramFigure>(values, label)},
        {"box",
            std::make_shared<charts::BoxFigure>(QList<charts::BoxGroup> {{label, values},
                                                    {label, {factor, factor, factor, factor, 9 * factor}}},
                label)},
        {"scatter",
            std::make_shared<charts::ScatterFigure>(
                QList<charts::ScatterSet> {{label, 0, points}, {label, 5, {{factor, factor}}}}, label,
                label)},
    };
}

QImage imageOf(const Figure& figure, const QSize& size, const Tokens& tokens)
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(tokens.surface);
    QPainter painter(&image);
    charts::paintFigure(figure, painter, QRectF(QPointF(), size), tokens);
    return image;
}

int paintedPixels(const QImage& image, const QColor& background)
{
    int painted = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            painted += image.pixel(x, y) != background.rgb();
    }
    return painted;
}

} // namespace

class TestFigures : public QObject
{
    Q_OBJECT

private slots:
    void hostileData_data();
    void hostileData();
    void labelsAreNoMarkup();
    void labelsOpenNoFile();
    void emptyFiguresSaySo();
    void tablesAreRectangular();
    void picturesReplayTheSame();
    void svgStandsAlone();
    void paintsOnAnotherThread();
    void chartsKeepTheirPace();
    void chartTellsWhenItsNumbersChange();
    void valuesNeedRoom_data();
    void valuesNeedRoom();
    void longNamesLeaveRoomForPhases();
    void rateLegendNamesLooks();
    void liveLaneGrows();
    void manyLanesKeepTheirAxis_data();
    void manyLanesKeepTheirAxis();
    void manyLanesScroll();
    void ttftTipNamesTheParts();
    void ttftLabelsStayWhole_data();
    void ttftLabelsStayWhole();
    void emptyRatesSayWhy();
    void hundredThousandPointsAreDrawn();
};

void TestFigures::hostileData_data()
{
    QTest::addColumn<Made>("figure");
    const QList<std::pair<QByteArray, QString>> labels {{"plain", QStringLiteral("1 analysis")},
        {"empty", {}}, {"ten thousand letters", QString(10'000, u'W')},
        {"an image", QStringLiteral("<img src='/etc/passwd'><b>x</b>")},
        {"controls", QStringLiteral("a\nb\tc\x01") + QChar::Null + QChar(0x202E) + QChar(0xD800)},
        {"combining", QStringLiteral("e") + QString(3'000, QChar(0x301))}};
    for (const auto& [labelName, label] : labels) {
        for (const double factor : {1.0, 1e-300, 1e300, -1e5}) {
            for (const auto& [name, figure] : figuresOf(label, factor))
                QTest::addRow("%s, %s, times %g", name.constData(), labelName.constData(), factor) << figure;
        }
    }
}

void TestFigures::hostileData()
{
    QFETCH(Made, figure);
    for (const Tokens& tokens : {Tokens::light(), Tokens::dark()}) {
        QVERIFY(paintedPixels(imageOf(*figure, {400, 220}, tokens), tokens.surface) > 50);
        for (const QSize& size : {QSize(1, 1), QSize(9, 9), QSize(40, 30), QSize(2000, 60), QSize(60, 900)})
            QCOMPARE(imageOf(*figure, size, tokens).size(), size);
        for (int x = -10; x < 420; x += 30) {
            for (int y = -10; y < 240; y += 20)
                QVERIFY(figure->tipAt(QPointF(x, y), QRectF(0, 0, 400, 220), tokens).size() < 4'000);
        }
    }
}

void TestFigures::labelsAreNoMarkup()
{
    // Were the words parsed, this image would be as empty as the other.
    const QString tag = QStringLiteral("<b></b>");
    const auto marked = figuresOf(tag, 1);
    const auto empty = figuresOf({}, 1);
    for (qsizetype i = 0; i < marked.size(); ++i) {
        if (marked[i].first == "histogram")
            continue; // Draws no word of others.
        const QImage image = imageOf(*marked[i].second, {500, 260}, Tokens::light());
        QVERIFY2(
            image != imageOf(*empty[i].second, {500, 260}, Tokens::light()), marked[i].first.constData());
    }
    QCOMPARE(theme::plainTip(QStringLiteral("<img src=x>\n&")),
        QStringLiteral("<qt>&lt;img src=x&gt;<br>&amp;</qt>"));
}

void TestFigures::labelsOpenNoFile()
{
    // Opening a FIFO for reading without a writer never returns: the watchdog of the test would end it.
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("fifo"));
    QCOMPARE(::mkfifo(path.toLocal8Bit().constData(), 0600), 0);
    const QString label = QStringLiteral("<img src=\"%1\"><img src=\"file://%1\">").arg(path);
    for (const auto& [name, figure] : figuresOf(label, 1)) {
        imageOf(*figure, {400, 220}, Tokens::light());
        QVERIFY(!charts::svgOf(*figure, {400, 220}, Tokens::light()).isEmpty());
    }
    theme::Theme theme;
    theme.setMode(theme::Theme::Mode::Light);
    charts::TtftChart chart(theme);
    chart.setBars({{label, 0, label, {}, 5.0, false, label}});
    chart.resize(300, 200);
    chart.show();
    QVERIFY(QTest::qWaitForWindowExposed(&chart));
    QHelpEvent help(QEvent::ToolTip, QPoint(150, 100), chart.mapToGlobal(QPoint(150, 100)));
    QCoreApplication::sendEvent(&chart, &help);
    QVERIFY(QToolTip::text().contains(QStringLiteral("&lt;img")));
    QToolTip::hideText();
}

void TestFigures::emptyFiguresSaySo()
{
    const QList<Made> empty {std::make_shared<charts::TtftFigure>(QList<charts::TtftBar> {}),
        std::make_shared<charts::RateFigure>(QList<charts::RateLine> {{{}, 0, 0, {{noNumber, 1}}, false}}),
        std::make_shared<charts::StageFigure>(QList<charts::Lane> {}),
        std::make_shared<charts::StripFigure>(
            QList<charts::StripRow> {{QStringLiteral("A"), 0, {noNumber}}}, QString()),
        std::make_shared<charts::HistogramFigure>(QList<double> {}, QString()),
        std::make_shared<charts::BoxFigure>(QList<charts::BoxGroup> {{QStringLiteral("A"), {}}}, QString()),
        std::make_shared<charts::ScatterFigure>(QList<charts::ScatterSet> {}, QString(), QString())};
    for (const Made& figure : empty) {
        QVERIFY(figure->isEmpty());
        QVERIFY(figure->emptyText().size() > 20);
        QVERIFY(paintedPixels(imageOf(*figure, {400, 200}, Tokens::dark()), Tokens::dark().surface) > 100);
        figure->table();
        QVERIFY(figure->preferredHeight() > 0);
    }
}

void TestFigures::tablesAreRectangular()
{
    for (const auto& [name, figure] : figuresOf(QStringLiteral("x"), 2)) {
        const charts::ChartTable table = figure->table();
        QVERIFY2(!table.rows.isEmpty(), name.constData());
        for (const QStringList& row : table.rows)
            QVERIFY2(row.size() == table.header.size(), name.constData());
    }
}

void TestFigures::picturesReplayTheSame()
{
    const Tokens tokens = Tokens::light();
    for (const auto& [name, figure] : figuresOf(QStringLiteral("1 analysis"), 3)) {
        QImage replayed(400, 220, QImage::Format_ARGB32_Premultiplied);
        replayed.fill(tokens.surface);
        QPainter painter(&replayed);
        painter.drawPicture(0, 0, charts::pictureOf(*figure, {400, 220}, tokens));
        painter.end();
        const QImage direct = imageOf(*figure, {400, 220}, tokens);
        int different = 0;
        for (int y = 0; y < direct.height(); ++y) {
            for (int x = 0; x < direct.width(); ++x)
                different += direct.pixel(x, y) != replayed.pixel(x, y);
        }
        // A picture keeps coordinates as floats: a rim may differ, words and shapes may not.
        QVERIFY2(different < direct.width() * direct.height() / 50, qPrintable(QString::number(different)));
    }
}

void TestFigures::svgStandsAlone()
{
    for (const auto& [name, figure] : figuresOf(QStringLiteral("<image href='file:///etc/passwd'/>"), 1)) {
        const QByteArray svg = charts::svgOf(*figure, {480, 220}, Tokens::light());
        QVERIFY2(svg.contains("<svg") && svg.contains("</svg>"), name.constData());
        QVERIFY2(!svg.contains("<image"), name.constData());
    }
}

void TestFigures::paintsOnAnotherThread()
{
    const auto figures = figuresOf(QStringLiteral("report"), 10);
    QList<int> painted;
    std::thread exporting([&] {
        for (const auto& entry : figures)
            painted.append(
                paintedPixels(imageOf(*entry.second, {480, 220}, Tokens::light()), Tokens::light().surface));
    });
    exporting.join();
    QCOMPARE(painted.size(), figures.size());
    for (const int count : painted)
        QVERIFY(count > 50);
}

void TestFigures::chartsKeepTheirPace()
{
    theme::Theme theme;
    charts::RateChart chart(theme);
    const int line = chart.addLine({QStringLiteral("report 1"), 0, 1, {}, true});
    QSignalSpy changed(&chart, &charts::Chart::figureChanged);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; timer.elapsed() < 550; ++i) {
        chart.appendPoints(line, {{i * 0.001, 100.0}});
        QTest::qWait(1);
    }
    QVERIFY2(changed.count() >= 2 && changed.count() <= 7, qPrintable(QString::number(changed.count())));
    chart.appendPoints(99, {{1, 1}});
    chart.setLive(-1, true);
}

void TestFigures::chartTellsWhenItsNumbersChange()
{
    theme::Theme theme;
    charts::HistogramChart chart(theme);
    QVERIFY(chart.table().rows.isEmpty());
    QSignalSpy changed(&chart, &charts::Chart::figureChanged);
    chart.setValues({1, 2, 3}, QStringLiteral("x"));
    QTRY_COMPARE(changed.count(), 1);
    QVERIFY(!chart.table().rows.isEmpty());
    QVERIFY(!chart.pictureOf({200, 100}, Tokens::light()).isNull());
}

void TestFigures::valuesNeedRoom_data()
{
    QTest::addColumn<int>("bars");
    QTest::addColumn<int>("values");
    QTest::newRow("level") << 4 << 4;
    QTest::newRow("upright") << 24 << 24;
    QTest::newRow("none") << 160 << 0;
}

void TestFigures::valuesNeedRoom()
{
    QFETCH(const int, bars);
    QList<charts::TtftBar> made;
    for (int i = 0; i < bars; ++i)
        made.append({QStringLiteral("%1 report").arg(i), i % 2,
            i % 2 == 0 ? QStringLiteral("Baseline") : QStringLiteral("Tuned"), {}, 123.0, false, {}});
    const QByteArray svg = charts::svgOf(charts::TtftFigure(made), {480, 220}, Tokens::light());
    QTEST(int(svg.count(">123<")), "values");
    QVERIFY(svg.contains(">Baseline<") && svg.contains(">Tuned<"));
}

void TestFigures::longNamesLeaveRoomForPhases()
{
    QList<charts::Lane> lanes;
    for (int arm = 0; arm < 3; ++arm)
        lanes.append({QStringLiteral("run"), arm, {{Phase::Load, 0, 1}, {Phase::Writing, 1, 2}}, false, {},
            QStringLiteral("%1 ").arg(arm) + QString(60, u'w')});
    const QByteArray svg = charts::svgOf(charts::StageFigure(lanes), {480, 220}, Tokens::light());
    for (const char* words : {">0 w", ">1 w", ">2 w", ">load<", ">writing<"})
        QVERIFY2(svg.contains(words), words);
}

void TestFigures::rateLegendNamesLooks()
{
    const QList<QPointF> points {{0, 100}, {1, 110}, {2, 105}};
    const auto picture = [](const QList<charts::RateLine>& lines) {
        return imageOf(charts::RateFigure(lines), {500, 200}, Tokens::light());
    };
    const auto line = [](const char* label, int arm, int stage,
                          const QList<QPointF>& at) -> charts::RateLine {
        return {QString::fromLatin1(label), arm, stage, at, false};
    };
    // Calls that look alike share an entry, under the words they share.
    QCOMPARE(picture({line("Tuned report 1", 1, 1, points), line("Tuned report 2", 1, 1, {}),
                 line("Tuned report 12", 1, 1, {})}),
        picture({line("Tuned report", 1, 1, points)}));
    QVERIFY(picture({line("report 1", 0, 1, points), line("report 2", 1, 1, {})})
        != picture({line("report", 0, 1, points)}));
    QCOMPARE(picture({line("report 1", 0, 1, points), line("other", 0, 1, {})}),
        picture({line("report 1", 0, 1, points)}));
}

void TestFigures::liveLaneGrows()
{
    theme::Theme theme;
    charts::StageTimeline timeline(theme);
    timeline.setLanes({{QStringLiteral("done"), {}, {{Phase::Writing, 0, 2}}, false, {}},
        {QStringLiteral("live"), {}, {{Phase::Load, 2, 3}, {Phase::Writing, 3, 3}}, true, {}}});
    timeline.setNow(7.5);
    const QList<QStringList> rows = timeline.table().rows;
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows[0][3], QStringLiteral("2.000"));
    QCOMPARE(rows[1][3], QStringLiteral("3.000"));
    QCOMPARE(rows[2][3], QStringLiteral("7.500"));
}

namespace {

QList<charts::Lane> manyLanes(int count)
{
    QList<charts::Lane> lanes;
    for (int i = 0; i < count; ++i)
        lanes.append(
            {QStringLiteral("lane %1").arg(i), 0, {{Phase::Writing, double(i), i + 1.0}}, false, {}});
    return lanes;
}

/// Whether something is drawn in the @p rows of @p picture that are not its ground.
bool hasInk(const QImage& picture, int from, int to)
{
    for (int y = from; y < to; ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            if (picture.pixelColor(x, y) != Tokens::light().surface)
                return true;
        }
    }
    return false;
}

} // namespace

void TestFigures::manyLanesKeepTheirAxis_data()
{
    QTest::addColumn<int>("lanes");
    QTest::addColumn<int>("height");
    QTest::newRow("as high as it wants") << 8 << int(charts::StageFigure(manyLanes(8)).preferredHeight());
    QTest::newRow("half as high") << 8 << 120;
    QTest::newRow("two of a hundred") << 100 << 90;
    QTest::newRow("a single lane's room") << 8 << 63;
}

void TestFigures::manyLanesKeepTheirAxis()
{
    QFETCH(int, lanes);
    QFETCH(int, height);
    const charts::StageFigure figure(manyLanes(lanes));
    const QImage picture = imageOf(figure, {600, height}, Tokens::light());
    const qsizetype shown = std::min<qsizetype>(lanes, charts::StageFigure::fitting(height));
    // Legend, lanes, axis: the texts of the axis end within the figure.
    const double room = height - 2 * charts::labelLine - 8;
    const int axis = int(charts::labelLine + 4 + std::min(room, 23.0 * double(shown))) + 3;
    QVERIFY(axis + charts::labelLine <= height);
    QVERIFY(hasInk(picture, axis + 3, axis + int(charts::labelLine) - 3));
    QVERIFY(!hasInk(picture, axis + int(charts::labelLine), picture.height()));
}

void TestFigures::manyLanesScroll()
{
    theme::Theme theme;
    charts::StageTimeline timeline(theme);
    timeline.resize(600, 120);
    timeline.show();
    timeline.setLanes(manyLanes(8));
    const QPointF firstLane(300, charts::labelLine + 4 + 8);
    const auto tip = [&] {
        timeline.table(); // makes the figure
        return timeline.figure()
            ->tipAt(firstLane, QRectF(0, 0, 600, 120), Tokens::light())
            .section(u'\n', 0, 0);
    };
    QCOMPARE(tip(), QStringLiteral("lane 3"));
    timeline.setLanes(manyLanes(9)); // the newest stay in view
    QCOMPARE(tip(), QStringLiteral("lane 4"));
    QTest::keyClick(&timeline, Qt::Key_Home);
    QCOMPARE(tip(), QStringLiteral("lane 0"));
    timeline.setLanes(manyLanes(10)); // unless the user looks elsewhere
    QCOMPARE(tip(), QStringLiteral("lane 0"));
    QTest::keyClick(&timeline, Qt::Key_Down);
    QCOMPARE(tip(), QStringLiteral("lane 1"));
    QTest::keyClick(&timeline, Qt::Key_End);
    QCOMPARE(tip(), QStringLiteral("lane 5"));
    timeline.resize(600, 400);
    QCOMPARE(tip(), QStringLiteral("lane 0"));
    QCOMPARE(timeline.focusPolicy(), Qt::NoFocus); // nothing to scroll
}

void TestFigures::ttftTipNamesTheParts()
{
    const charts::TtftFigure figure({{QStringLiteral("1 report"), 0, QStringLiteral("Tuned"),
        {{Phase::Load, 250}}, 632, true, QStringLiteral("cold")}});
    const QString tip = figure.tipAt({200, 100}, QRectF(0, 0, 400, 200), Tokens::light());
    QCOMPARE(tip,
        QStringLiteral(
            "1 report \u00b7 Tuned\n632.0 ms to the first token\nload 250.0 ms\nnot told 382.0 ms\n"
            "kept out of the statistics\ncold"));
    QVERIFY(figure.tipAt({-5, 100}, QRectF(0, 0, 400, 200), Tokens::light()).isEmpty());
}

void TestFigures::ttftLabelsStayWhole_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<double>("width");
    QTest::addColumn<QString>("key");
    QTest::newRow("six on a page") << 6 << 480.0 << QString();
    QTest::newRow("twelve in two lines") << 12 << 640.0 << QString();
    QTest::newRow("twelve in a dock") << 12 << 320.0 << QStringLiteral("an analysis, re report");
    QTest::newRow("twenty-four on a page") << 24 << 480.0 << QStringLiteral("an analysis, re report");
}

/// However narrow the bars, every value is there and nothing is cut off.
void TestFigures::ttftLabelsStayWhole()
{
    QFETCH(const int, count);
    QFETCH(const double, width);
    QFETCH(const QString, key);
    QList<charts::TtftBar> bars;
    for (int i = 0; i < count; ++i) {
        const QString stage = i % 2 == 0 ? QStringLiteral("analysis") : QStringLiteral("report");
        bars.append({QString::number(i / 2 + 1) + u' ' + stage, 0, {}, {}, 0.0211 + 0.0001 * i, false, {}});
    }
    const QString svg =
        QString::fromUtf8(charts::svgOf(charts::TtftFigure(bars), {width, 220}, Tokens::light()));
    QVERIFY(!svg.contains(QChar(u'\u2026')));
    for (int i = 0; i < count; ++i) {
        const QString value = base::significantText(0.0211 + 0.0001 * i, 3);
        QVERIFY2(svg.contains(u'>' + value + u'<'), qPrintable(value));
    }
    QCOMPARE(svg.contains(QStringLiteral("an analysis, re report")), !key.isEmpty());
}

/// Nothing more will appear once every call has ended.
void TestFigures::emptyRatesSayWhy()
{
    charts::RateLine line {QStringLiteral("report 1"), 0, 1, {}, true};
    const QString waiting = charts::RateFigure(QList<charts::RateLine> {}).emptyText();
    QCOMPARE(charts::RateFigure({line}).emptyText(), waiting);
    line.isLive = false;
    QVERIFY(charts::RateFigure({line}).isEmpty());
    QVERIFY(charts::RateFigure({line}).emptyText() != waiting);
    QVERIFY(charts::TtftFigure({}, true).emptyText() != charts::TtftFigure({}, false).emptyText());
}

void TestFigures::hundredThousandPointsAreDrawn()
{
    charts::ScatterSet set {QStringLiteral("all"), 0, {}};
    charts::RateLine line {QStringLiteral("all"), 0, 1, {}, false};
    for (int i = 0; i < 100'000; ++i) {
        set.points.append(QPointF(std::sin(i * 0.7) * 100, std::cos(i * 1.3) * 100));
        line.points.append(QPointF(i * 0.001, 100 + std::sin(i * 0.1)));
    }
    // Undecimated drawing would not end within the time that a test has.
    QVERIFY(!imageOf(charts::ScatterFigure({set}, {}, {}), {800, 400}, Tokens::light()).isNull());
    QVERIFY(!imageOf(charts::RateFigure({line}), {800, 400}, Tokens::light()).isNull());
}

QTEST_MAIN(TestFigures)
#include "tst_figures.moc"
