#include "measure/thinking.h"

#include <QtTest>

using namespace benchglass;
using measure::Chunk;
using measure::ChunkKind;
using measure::SplitText;
using measure::ThoughtSplitter;

/// Thoughts are parted from the answer in the same way however the text is cut into chunks.
class TestMeasureThinking : public QObject
{
    Q_OBJECT

private slots:
    void inlineThoughts_data();
    void inlineThoughts();
    void splitByTheServer();
    void nothingIsHeldLonger();
};

namespace {

Chunk chunk(const QString& text, ChunkKind kind = ChunkKind::Content)
{
    Chunk made;
    made.kind = kind;
    made.text = text;
    return made;
}

SplitText split(const QStringList& pieces)
{
    ThoughtSplitter splitter;
    SplitText all;
    const auto add = [&](const SplitText& text) {
        all.thought += text.thought;
        all.answer += text.answer;
    };
    for (const QString& piece : pieces)
        add(splitter.add(chunk(piece)));
    add(splitter.rest());
    return all;
}

} // namespace

void TestMeasureThinking::inlineThoughts_data()
{
    QTest::addColumn<QString>("content");
    QTest::addColumn<QString>("thought");
    QTest::addColumn<QString>("answer");
    const auto row = [](const char* name, const char* content, const char* thought, const char* answer) {
        QTest::newRow(name) << QString::fromUtf8(content) << QString::fromUtf8(thought)
                            << QString::fromUtf8(answer);
    };
    row("none", "An answer.", "", "An answer.");
    row("nothing", "", "", "");
    row("a thought", "<think>Hm, 2 < 3.</think>\n\nYes.\n", "Hm, 2 < 3.", "Yes.\n");
    row("blanks before it", " \n<think>\nHm</think>Yes", "Hm", "Yes");
    row("an empty thought", "<think>\n\n</think>\n\nYes", "", "Yes");
    row("never closed", "<think>Hm, and </thin", "Hm, and </thin", "");
    row("no answer", "<think>Hm</think>\n", "Hm", "");
    row("a tag in the answer", "Write <think> first, </think> last.", "",
        "Write <think> first, </think> last.");
    row("a second block is text", "<think>a</think>b<think>c</think>", "a", "b<think>c</think>");
    row("closed without having been opened", "Hm</think>Yes", "", "Hm</think>Yes");
    row("what could have become a tag", "  <thi", "", "  <thi");
    row("another tag", "<thinking>Hm", "", "<thinking>Hm");
    row("like a closing tag", "<think></thank></think>Yes", "</thank>", "Yes");
    row("several bytes a character", "<think>\u00e4\u2026\U0001f600</think>\u00fc", "\u00e4\u2026\U0001f600",
        "\u00fc");
}

void TestMeasureThinking::inlineThoughts()
{
    QFETCH(const QString, content);
    QFETCH(const QString, thought);
    QFETCH(const QString, answer);
    const SplitText expected {thought, answer};
    QCOMPARE(split({content}), expected);
    QCOMPARE(split(content.split(QString())), expected);
    for (qsizetype first = 0; first <= content.size(); ++first) {
        for (qsizetype second = first; second <= content.size(); ++second)
            QCOMPARE(
                split({content.first(first), content.sliced(first, second - first), content.sliced(second)}),
                expected);
    }
    // What is counted as the answer afterwards is what stood there.
    const measure::InlineThinking known = measure::inlineThinkingOf(content);
    if (!known.isUnsplit)
        QCOMPARE(content.sliced(known.answerFrom), answer);
}

void TestMeasureThinking::splitByTheServer()
{
    ThoughtSplitter splitter;
    QCOMPARE(splitter.add(chunk(QStringLiteral("Hm"), ChunkKind::Thinking)),
        (SplitText {QStringLiteral("Hm"), {}}));
    QCOMPARE(splitter.add(chunk({})), SplitText());
    QCOMPARE(splitter.add(chunk(QStringLiteral("Yes"))), (SplitText {{}, QStringLiteral("Yes")}));
    QVERIFY(!splitter.beganParagraph());
    QCOMPARE(splitter.add(chunk(QStringLiteral("or"), ChunkKind::Thinking)),
        (SplitText {QStringLiteral("\n\nor"), {}}));
    QVERIFY(splitter.beganParagraph());
    QCOMPARE(splitter.add(chunk(QStringLiteral("no"))), (SplitText {{}, QStringLiteral("no")}));
    QVERIFY(!splitter.beganParagraph());
}

/// Text that can be no tag is on screen with the chunk that brought it.
void TestMeasureThinking::nothingIsHeldLonger()
{
    ThoughtSplitter splitter;
    QCOMPARE(splitter.add(chunk(QStringLiteral("<think>a <"))), (SplitText {QStringLiteral("a "), {}}));
    QCOMPARE(splitter.add(chunk(QStringLiteral("b"))), (SplitText {QStringLiteral("<b"), {}}));
    QCOMPARE(splitter.add(chunk(QStringLiteral("</think> "))), SplitText());
    QCOMPARE(splitter.add(chunk(QStringLiteral(" c"))), (SplitText {{}, QStringLiteral("c")}));
    QCOMPARE(splitter.add(chunk(QStringLiteral(" <think>"))), (SplitText {{}, QStringLiteral(" <think>")}));
}

QTEST_GUILESS_MAIN(TestMeasureThinking)
#include "tst_measure_thinking.moc"
