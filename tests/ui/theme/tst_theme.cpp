#include "theme/fonts.h"
#include "theme/icon.h"
#include "theme/marker.h"
#include "theme/stylesheet.h"
#include "theme/tabular.h"
#include "theme/theme.h"

#include <QApplication>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <set>

using namespace benchglass::theme;

Q_DECLARE_METATYPE(Tokens)

class TestTheme : public QObject
{
    Q_OBJECT

private slots:
    void contrastOfKnownPairs();
    void wordsAreLegible_data();
    void wordsAreLegible();
    void armsDiffer();
    void armIndexNeverFails();
    void styleSheetHasNoHoles();
    void stylesFollowTheMode();
    void widgetsMadeBeforeTheThemeTakeItsFont();
    void everyIconDraws();
    void tintedIconsAreInTokenColours();
    void figuresLineUp();
    void wordsAreNoFigures();
    void markersHaveTheSameWeight();
};

void TestTheme::contrastOfKnownPairs()
{
    QCOMPARE(qRound(contrastRatio(Qt::black, Qt::white) * 100), 2100);
    QCOMPARE(qRound(contrastRatio(Qt::white, Qt::white) * 100), 100);
    QCOMPARE(qRound(contrastRatio(QColor(0x777777), Qt::white) * 100), 448);
}

void TestTheme::wordsAreLegible_data()
{
    QTest::addColumn<QColor>("words");
    QTest::addColumn<QColor>("behind");
    for (const Tokens& t : {Tokens::light(), Tokens::dark()}) {
        const char* const mode = t.isDark ? "dark" : "light";
        const std::pair<const char*, QColor> grounds[] {{"background", t.background}, {"surface", t.surface},
            {"sunk", t.sunk}, {"hover", t.hover}, {"selection", t.accentTint}};
        for (const auto& [name, ground] : grounds) {
            QTest::addRow("%s: text on %s", mode, name) << t.text << ground;
            QTest::addRow("%s: muted on %s", mode, name) << t.muted << ground;
        }
        QTest::addRow("%s: good on its tint", mode) << t.good << t.goodTint;
        QTest::addRow("%s: warn on its tint", mode) << t.warn << t.warnTint;
        QTest::addRow("%s: bad on its tint", mode) << t.bad << t.badTint;
        QTest::addRow("%s: good on surface", mode) << t.good << t.surface;
        QTest::addRow("%s: warn on surface", mode) << t.warn << t.surface;
        QTest::addRow("%s: bad on surface", mode) << t.bad << t.surface;
        QTest::addRow("%s: accent on surface", mode) << t.accent << t.surface;
        QTest::addRow("%s: accent on its tint", mode) << t.accent << t.accentTint;
        QTest::addRow("%s: words on the accent", mode) << t.onAccent << t.accent;
        QTest::addRow("%s: words on the hovered accent", mode) << t.onAccent << t.accentHover;
        for (int arm = 0; arm < 6; ++arm)
            QTest::addRow("%s: label of arm %d", mode, arm) << t.armStyle(arm).label << t.surface;
    }
}

void TestTheme::wordsAreLegible()
{
    QFETCH(QColor, words);
    QFETCH(QColor, behind);
    const double contrast = contrastRatio(words, behind);
    QVERIFY2(contrast >= 4.5, qPrintable(QString::number(contrast)));
}

void TestTheme::armsDiffer()
{
    for (const Tokens& t : {Tokens::light(), Tokens::dark()}) {
        std::set<QString> colours;
        std::set<Marker> markers;
        std::set<QString> dashes;
        for (int arm = 0; arm < 6; ++arm) {
            const ArmStyle style = t.armStyle(arm);
            colours.insert(style.colour.name());
            markers.insert(style.marker);
            QString dash;
            for (const qreal part : style.dashes)
                dash += QString::number(part) + u' ';
            dashes.insert(dash);
            // Shapes need less contrast than words, but some.
            if (t.isDark)
                QVERIFY(contrastRatio(style.colour, t.surface) >= 3);
        }
        QCOMPARE(colours.size(), 6U);
        QCOMPARE(markers.size(), 6U);
        QCOMPARE(dashes.size(), 6U);
    }
}

void TestTheme::armIndexNeverFails()
{
    const Tokens t = Tokens::light();
    QCOMPARE(t.armStyle(6).colour, t.armStyle(0).colour);
    QCOMPARE(t.armStyle(-1).colour, t.armStyle(0).colour);
    QVERIFY(t.armStyle(std::numeric_limits<int>::max()).colour.isValid());
}

void TestTheme::styleSheetHasNoHoles()
{
    for (const Tokens& t : {Tokens::light(), Tokens::dark()}) {
        const QString sheet = styleSheetOf(t);
        QVERIFY(!sheet.contains(u'@'));
        QVERIFY(!sheet.contains(QStringLiteral(": ;")));
        QVERIFY(!sheet.contains(QStringLiteral("\"\"")));
        QVERIFY(sheet.contains(t.accent.name()));
    }
    QVERIFY(styleSheetOf(Tokens::light()) != styleSheetOf(Tokens::dark()));
}

void TestTheme::stylesFollowTheMode()
{
    Theme theme;
    QSignalSpy changed(&theme, &Theme::changed);
    theme.setMode(Theme::Mode::Dark);
    QCOMPARE(changed.count(), 1);
    QVERIFY(theme.isDark());
    QCOMPARE(QApplication::palette().color(QPalette::Window), Tokens::dark().background);
    theme.setMode(Theme::Mode::Light);
    QCOMPARE(QApplication::palette().color(QPalette::Window), Tokens::light().background);
    QCOMPARE(changed.count(), 2);

    qputenv("GTK_THEME", "Adwaita:dark");
    QVERIFY(isSystemDark());
    Theme darkSystem;
    darkSystem.setMode(Theme::Mode::System);
    QVERIFY(darkSystem.isDark());
    qputenv("GTK_THEME", "Adwaita");
    QVERIFY(!isSystemDark());
    qunsetenv("GTK_THEME");
}

void TestTheme::widgetsMadeBeforeTheThemeTakeItsFont()
{
    QApplication::setFont(QFont({QStringLiteral("Serif")}));
    QWidget window;
    auto* heading = new QLabel(QStringLiteral("heading"), &window);
    heading->setProperty("role", QStringLiteral("heading"));
    auto* plain = new QLabel(QStringLiteral("plain"), &window);
    auto* button = new QPushButton(QStringLiteral("button"), &window);
    auto* edit = new QLineEdit(&window);
    window.show();
    Theme theme;
    theme.setMode(Theme::Mode::Light);
    for (const QWidget* widget : {static_cast<QWidget*>(heading), static_cast<QWidget*>(plain),
             static_cast<QWidget*>(button), static_cast<QWidget*>(edit)})
        QCOMPARE(widget->font().families(), uiFont(theme.tokens().bodyPx).families());
}

void TestTheme::everyIconDraws()
{
    const QStringList names = iconNames();
    for (const char* name :
        {"data", "run", "runs", "compare", "report", "stop", "play", "folder", "search", "warning", "export",
            "check", "cross", "question", "chevron-down", "settings", "sun", "moon", "table"})
        QVERIFY2(names.contains(QString::fromLatin1(name)), name);
    const Tokens t = Tokens::dark();
    for (const QString& name : names) {
        for (const qreal ratio : {1.0, 2.0}) {
            const QImage image = icon(name, t).pixmap(QSize(24, 24), ratio).toImage();
            QCOMPARE(image.size(), QSize(24, 24) * ratio);
            int inked = 0;
            bool isInColour = true;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    const QColor pixel = image.pixelColor(x, y);
                    inked += pixel.alpha() > 0;
                    if (pixel.alpha() == 255)
                        isInColour = isInColour && std::abs(pixel.red() - t.muted.red()) < 3;
                }
            }
            QVERIFY2(inked > 15, qPrintable(name));
            QVERIFY2(isInColour, qPrintable(name));
        }
    }
    QVERIFY(icon(QStringLiteral("no such icon"), t).isNull());
    QVERIFY(icon(QStringLiteral("../../etc/passwd"), t).isNull());
}

void TestTheme::tintedIconsAreInTokenColours()
{
    // A style sheet takes a file, not a colour: these files repeat tokens, and must not drift from them.
    for (const Tokens& t : {Tokens::light(), Tokens::dark()}) {
        const QString mode = t.isDark ? QStringLiteral("dark") : QStringLiteral("light");
        const std::pair<QString, QColor> files[] {{QStringLiteral("chevron-up-"), t.muted},
            {QStringLiteral("chevron-down-"), t.muted}, {QStringLiteral("check-on-"), t.onAccent}};
        for (const auto& [name, colour] : files) {
            QFile file(QStringLiteral(":/icons/tinted/") + name + mode + QStringLiteral(".svg"));
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            QVERIFY2(file.readAll().contains(colour.name().toLatin1()), qPrintable(file.fileName()));
        }
    }
}

void TestTheme::figuresLineUp()
{
    const QFontMetricsF metrics(uiFont(13));
    const qreal width = tabularWidth(metrics, u"1 111.11");
    for (const QStringView text : {u"0 000.00", u"8 888.88", u"9 041.57"})
        QCOMPARE(tabularWidth(metrics, text), width);
}

void TestTheme::wordsAreNoFigures()
{
    QVERIFY(isTabular(u"112.25 \u00b1 0.27"));
    QVERIFY(isTabular(u"\u2212135"));
    QVERIFY(!isTabular(u"report"));
    QVERIFY(!isTabular(u"\u6240 12"));
    QVERIFY(!isTabular(QString(100, u'1')));
    QImage image(50, 20, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    drawTabular(painter, QRectF(0, 0, 50, 20), Qt::AlignRight, QString(10'000, u'1'));
    drawTabular(painter, QRectF(0, 0, 1, 20), Qt::AlignRight, QStringLiteral("12345"));
}

void TestTheme::markersHaveTheSameWeight()
{
    for (int arm = 0; arm < 6; ++arm) {
        const QRectF box = markerPath(Tokens::light().armStyle(arm).marker, {0, 0}, 5).boundingRect();
        QVERIFY2(box.width() >= 8.5 && box.width() <= 13.5, qPrintable(QString::number(box.width())));
    }
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
