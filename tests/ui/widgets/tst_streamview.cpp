#include "widgets/streamview.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTextDocument>
#include <QWheelEvent>

#include <sys/stat.h>

using namespace benchglass;
using widgets::StreamView;

class TestStreamView : public QObject
{
    Q_OBJECT

private slots:
    void breaks_data();
    void breaks();
    void breaksNeverPartAPair();
    void followsItsEnd();
    void stopsFollowingWhenScrolledUp();
    void followsAgainAtTheEnd();
    void keepsItsPlaceWhileNotFollowing();
    void isPlainAndReadOnly();
    void keepsTheTextAsItCame();
    void longParagraphsAreCut();
    void aMillionCharactersWithoutABreakAreSplit();
    void resets();
    void takesBack_data();
    void takesBack();
    void marksWhatCameLast();

private:
    static void fill(StreamView& view, int lines);
    static void scrollUp(StreamView& view);

    theme::Theme m_theme;
};

void TestStreamView::fill(StreamView& view, int lines)
{
    for (int i = 0; i < lines; ++i)
        view.append(QStringLiteral("line %1\n").arg(i));
}

void TestStreamView::scrollUp(StreamView& view)
{
    QWheelEvent wheel(QPointF(50, 50), view.viewport()->mapToGlobal(QPointF(50, 50)), {}, QPoint(0, 240),
        Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(view.viewport(), &wheel);
}

void TestStreamView::breaks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("already");
    QTest::addColumn<QString>("expected");
    // Lines here are at most 8 long.
    QTest::newRow("empty") << QString() << 0 << QString();
    QTest::newRow("short") << QStringLiteral("abc") << 0 << QStringLiteral("abc");
    QTest::newRow("exactly full") << QStringLiteral("12345678") << 0 << QStringLiteral("12345678");
    QTest::newRow("one too many") << QStringLiteral("123456789") << 0 << QStringLiteral("12345678\n9");
    QTest::newRow("at a space") << QStringLiteral("1234 6789abc") << 0 << QStringLiteral("1234\n6789abc");
    QTest::newRow("own breaks start over")
        << QStringLiteral("1234567\n12345678") << 0 << QStringLiteral("1234567\n12345678");
    QTest::newRow("what stands there already counts")
        << QStringLiteral("1234") << 6 << QStringLiteral("12\n34");
    QTest::newRow("a full line breaks at once") << QStringLiteral("1") << 8 << QStringLiteral("\n1");
    QTest::newRow("an overfull line too") << QStringLiteral("1") << 80 << QStringLiteral("\n1");
    QTest::newRow("several times") << QString(20, u'x') << 0 << QStringLiteral("xxxxxxxx\nxxxxxxxx\nxxxx");
}

void TestStreamView::breaks()
{
    QFETCH(QString, text);
    QFETCH(int, already);
    QFETCH(QString, expected);
    QCOMPARE(widgets::withForcedBreaks(text, already, 8), expected);
}

void TestStreamView::breaksNeverPartAPair()
{
    const QString smile = QString::fromUtf8("\xF0\x9F\x98\x80");
    const QString broken = widgets::withForcedBreaks(QStringLiteral("x") + smile.repeated(50), 0, 8);
    for (const QString& line : broken.split(u'\n')) {
        QVERIFY(!line.isEmpty());
        QVERIFY(!line.front().isLowSurrogate());
        QVERIFY(!line.back().isHighSurrogate());
    }
}

void TestStreamView::followsItsEnd()
{
    StreamView view(m_theme);
    view.resize(300, 100);
    view.show();
    fill(view, 100);
    QVERIFY(view.isFollowing());
    QVERIFY(view.verticalScrollBar()->maximum() > 50);
    QCOMPARE(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
}

void TestStreamView::stopsFollowingWhenScrolledUp()
{
    StreamView view(m_theme);
    view.resize(300, 100);
    view.show();
    fill(view, 100);
    QSignalSpy changed(&view, &StreamView::followingChanged);
    scrollUp(view);
    QVERIFY(!view.isFollowing());
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed[0][0].toBool(), false);
}

void TestStreamView::followsAgainAtTheEnd()
{
    StreamView view(m_theme);
    view.resize(300, 100);
    view.show();
    fill(view, 100);
    scrollUp(view);
    QSignalSpy changed(&view, &StreamView::followingChanged);
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
    QVERIFY(view.isFollowing());
    scrollUp(view);
    QTest::keyClick(&view, Qt::Key_End);
    QVERIFY(view.isFollowing());
    QCOMPARE(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
    QCOMPARE(changed.count(), 3);
    QTest::keyClick(&view, Qt::Key_PageUp);
    QVERIFY(!view.isFollowing());
}

void TestStreamView::keepsItsPlaceWhileNotFollowing()
{
    StreamView view(m_theme);
    view.resize(300, 100);
    view.show();
    fill(view, 100);
    scrollUp(view);
    const int place = view.verticalScrollBar()->value();
    fill(view, 200);
    QVERIFY(!view.isFollowing());
    QCOMPARE(view.verticalScrollBar()->value(), place);
    view.follow();
    QCOMPARE(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
}

void TestStreamView::isPlainAndReadOnly()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("fifo"));
    QCOMPARE(::mkfifo(path.toLocal8Bit().constData(), 0600), 0);
    StreamView view(m_theme);
    view.resize(300, 100);
    view.show();
    const QString hostile = QStringLiteral("<img src='%1'> ![x](file://%1) <b>bold</b>").arg(path);
    view.append(hostile);
    QTest::qWait(20);
    QCOMPARE(view.toPlainText(), hostile);
    QTest::keyClicks(&view, QStringLiteral("typed"));
    QCOMPARE(view.toPlainText(), hostile);
    QVERIFY(!view.isUndoRedoEnabled());
}

void TestStreamView::keepsTheTextAsItCame()
{
    StreamView view(m_theme);
    const QString text = QStringLiteral("a\r\nb\t") + QChar::Null + QChar(0x2029) + QString(9'000, u'x');
    view.append(text);
    view.append(QStringLiteral("end"), StreamView::Kind::Thinking);
    QCOMPARE(view.streamText(), text + QStringLiteral("end"));
}

void TestStreamView::longParagraphsAreCut()
{
    StreamView view(m_theme);
    for (int i = 0; i < 1'000; ++i)
        view.append(QString(37, u'x'));
    for (QTextBlock block = view.document()->begin(); block.isValid(); block = block.next())
        QVERIFY(block.length() <= 4'002);
    QCOMPARE(view.document()->blockCount(), 10);
}

void TestStreamView::aMillionCharactersWithoutABreakAreSplit()
{
    StreamView view(m_theme);
    view.resize(800, 400);
    view.show();
    for (int i = 0; i < 500; ++i)
        view.append(QString(2'000, u'x'));
    // One paragraph of them all would cost quadratic time to lay out.
    qsizetype characters = 0;
    for (QTextBlock block = view.document()->begin(); block.isValid(); block = block.next()) {
        QVERIFY(block.length() <= 8'000);
        characters += block.text().size();
    }
    QCOMPARE(characters, qsizetype {1'000'000});
}

void TestStreamView::resets()
{
    StreamView view(m_theme);
    view.resize(300, 100);
    view.show();
    fill(view, 100);
    scrollUp(view);
    view.reset();
    QVERIFY(view.isFollowing());
    QVERIFY(view.streamText().isEmpty());
    QVERIFY(view.toPlainText().isEmpty());
}

void TestStreamView::takesBack_data()
{
    QTest::addColumn<QStringList>("pieces");
    QTest::addColumn<qsizetype>("length");
    const QStringList words {QStringLiteral("One "), QStringLiteral("two\n"), QStringLiteral("three")};
    QTest::newRow("to a piece's end") << words << qsizetype(8);
    QTest::newRow("within a piece") << words << qsizetype(10);
    QTest::newRow("everything") << words << qsizetype(0);
    QTest::newRow("nothing") << words << qsizetype(13);
    QTest::newRow("less than nothing") << words << qsizetype(99);
    const QString wall = QString(30'000, u'x');
    QTest::newRow("after breaks that were put in") << QStringList {wall, wall} << qsizetype(45'000);
    const QStringList returns {QStringLiteral("a\r\nb\r"), QStringLiteral("c\r\n"), QString(5000, u'y')};
    QTest::newRow("after returns that are not shown") << returns << qsizetype(4000);
    QTest::newRow("between a return and its line") << returns << qsizetype(2);
}

/// What is left is what it would be had the rest never come.
void TestStreamView::takesBack()
{
    QFETCH(QStringList, pieces);
    QFETCH(qsizetype, length);
    StreamView view(m_theme);
    for (const QString& piece : pieces)
        view.append(piece);
    view.truncate(length);
    const QString left = pieces.join(QString()).left(length);
    QCOMPARE(view.streamText(), left);
    StreamView other(m_theme);
    other.append(left);
    QCOMPARE(view.toPlainText(), other.toPlainText());
    view.append(QStringLiteral("!"));
    QCOMPARE(view.streamText(), QString(left + u'!'));
    QVERIFY(view.toPlainText().endsWith(u'!'));
}

void TestStreamView::marksWhatCameLast()
{
    StreamView view(m_theme);
    view.append(QStringLiteral("One "));
    view.appendMarked(QStringLiteral("two\nthree"));
    QCOMPARE(view.markedText(), QStringLiteral("two\nthree"));
    m_theme.setMode(theme::Theme::Mode::Dark);
    QCOMPARE(view.markedText(), QStringLiteral("two\nthree"));
    m_theme.setMode(theme::Theme::Mode::Light);
    view.appendMarked(QStringLiteral(" four"));
    QCOMPARE(view.markedText(), QStringLiteral(" four"));
    view.appendMarked(QString()); // an empty chunk
    QVERIFY(view.markedText().isEmpty());
    view.appendMarked(QStringLiteral(" five"));
    view.truncate(6);
    QVERIFY(view.markedText().isEmpty());
    QCOMPARE(view.toPlainText(), QStringLiteral("One tw"));
    view.appendMarked(QStringLiteral("o"));
    view.unmark();
    QVERIFY(view.markedText().isEmpty());
    view.appendMarked(QStringLiteral("x"));
    view.reset();
    QVERIFY(view.markedText().isEmpty());
}

QTEST_MAIN(TestStreamView)
#include "tst_streamview.moc"
