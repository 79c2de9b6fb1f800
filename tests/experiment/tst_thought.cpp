#include "experiment/thought.h"

#include <QTest>

using namespace benchglass;
using experiment::ThoughtShare;

namespace {

experiment::Call call(const QString& arm, const QList<measure::Chunk>& chunks)
{
    experiment::Call made;
    made.arm = arm;
    made.run = 1;
    made.finished = true;
    made.trace.chunks = chunks;
    return made;
}

measure::Chunk chunk(measure::ChunkKind kind, const QString& text)
{
    measure::Chunk made;
    made.kind = kind;
    made.text = text;
    return made;
}

const measure::Chunk answer = chunk(measure::ChunkKind::Content, QStringLiteral("Yes."));
const measure::Chunk thought = chunk(measure::ChunkKind::Thinking, QStringLiteral("Hm"));
const QString baseline = QStringLiteral("Baseline");
const QString tuned = QStringLiteral("Tuned");

} // namespace

/// Who thought before answering, and when that makes arms unlike.
class TestThought : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thinkingIsSeen_data();
    void thinkingIsSeen();
    void theAnswerIsWithoutThoughts_data();
    void theAnswerIsWithoutThoughts();
    void onlyMeasuredCallsCount();
    void unlikeArmsAreWarnedOf_data();
    void unlikeArmsAreWarnedOf();
};

void TestThought::thinkingIsSeen_data()
{
    QTest::addColumn<QList<measure::Chunk>>("chunks");
    QTest::addColumn<bool>("isSeen");
    QTest::newRow("answer only") << QList {answer} << false;
    QTest::newRow("thought first") << QList {thought, answer} << true;
    QTest::newRow("thought only") << QList {thought} << true;
    QTest::newRow("empty thought") << QList {chunk(measure::ChunkKind::Thinking, {}), answer} << false;
    QTest::newRow("inside the answer")
        << QList {chunk(measure::ChunkKind::Content, QStringLiteral("<think>Hm</think>Yes."))} << true;
    QTest::newRow("empty block inside the answer")
        << QList {chunk(measure::ChunkKind::Content, QStringLiteral("<think>\n</think>Yes."))} << false;
    QTest::newRow("a tag quoted later")
        << QList {chunk(measure::ChunkKind::Content, QStringLiteral("Use <think>Hm</think>."))} << false;
}

void TestThought::thinkingIsSeen()
{
    QFETCH(QList<measure::Chunk>, chunks);
    QFETCH(bool, isSeen);
    QCOMPARE(experiment::hasThought(call(tuned, chunks)), isSeen);
}

void TestThought::theAnswerIsWithoutThoughts_data()
{
    QTest::addColumn<QList<measure::Chunk>>("chunks");
    QTest::addColumn<QString>("text");
    const auto inlined = [](const QString& text) {
        return QList {chunk(measure::ChunkKind::Content, text)};
    };
    QTest::newRow("answer only") << QList {answer} << QStringLiteral("Yes.");
    QTest::newRow("apart") << QList {thought, answer} << QStringLiteral("Yes.");
    QTest::newRow("inside") << inlined(QStringLiteral("<think>\nHm\n</think>\n\nYes."))
                            << QStringLiteral("Yes.");
    QTest::newRow("inside, in pieces")
        << inlined(QStringLiteral("<thi")) + inlined(QStringLiteral("nk>Hm</thin"))
            + inlined(QStringLiteral("k> Yes")) + inlined(QStringLiteral("."))
        << QStringLiteral("Yes.");
    QTest::newRow("an empty block") << inlined(QStringLiteral("<think>\n\n</think>\n\nYes."))
                                    << QStringLiteral("Yes.");
    QTest::newRow("never closed") << inlined(QStringLiteral("<think>Hm")) << QString();
    // Nobody can say where the answer began: rather too much than none.
    QTest::newRow("never opened") << inlined(QStringLiteral("Hm</think>Yes."))
                                  << QStringLiteral("Hm</think>Yes.");
    QTest::newRow("quoted later") << inlined(QStringLiteral("Use <think>Hm</think>."))
                                  << QStringLiteral("Use <think>Hm</think>.");
    QTest::newRow("white space is kept")
        << inlined(QStringLiteral("\n Yes.\n")) << QStringLiteral("\n Yes.\n");
}

void TestThought::theAnswerIsWithoutThoughts()
{
    QFETCH(QList<measure::Chunk>, chunks);
    QTEST(call(tuned, chunks).text(), "text");
}

void TestThought::onlyMeasuredCallsCount()
{
    experiment::Experiment made;
    made.calls = {call(tuned, {thought, answer}), call(tuned, {answer}), call(baseline, {thought}),
        call(tuned, {thought}), call(tuned, {thought}), call(tuned, {})};
    made.calls[3].warmup = true;
    made.calls[4].finished = false;
    QCOMPARE(experiment::thoughtShareOf(made, tuned), (ThoughtShare {tuned, 1, 2}));
}

void TestThought::unlikeArmsAreWarnedOf_data()
{
    QTest::addColumn<QList<ThoughtShare>>("shares");
    QTest::addColumn<bool>("isWarned");
    const auto row = [](const char* name, const QList<ThoughtShare>& shares, bool isWarned) {
        QTest::newRow(name) << shares << isWarned;
    };
    row("no arms", {}, false);
    row("one arm", {{tuned, 1, 2}}, false);
    row("nobody thinks", {{baseline, 0, 4}, {tuned, 0, 4}}, false);
    row("all think", {{baseline, 4, 4}, {tuned, 6, 6}}, false);
    row("one thinks", {{baseline, 0, 4}, {tuned, 4, 4}}, true);
    row("one thinks sometimes", {{baseline, 3, 4}, {tuned, 4, 4}}, true);
    row("the third thinks", {{baseline, 0, 4}, {tuned, 0, 4}, {QStringLiteral("Third"), 1, 4}}, true);
    row("no calls yet", {{baseline, 0, 0}, {tuned, 4, 4}}, false);
    row("as often, of fewer calls", {{baseline, 1, 2}, {tuned, 2, 4}}, false);
}

void TestThought::unlikeArmsAreWarnedOf()
{
    QFETCH(QList<ThoughtShare>, shares);
    QFETCH(bool, isWarned);
    const QString warning = experiment::thinkingWarning(shares);
    QCOMPARE(!warning.isEmpty(), isWarned);
    for (const ThoughtShare& share : isWarned ? shares : QList<ThoughtShare>()) {
        const QString part =
            QStringLiteral("%1 in %2 of %3 calls").arg(share.arm).arg(share.thought).arg(share.calls);
        QVERIFY2(warning.contains(part), qPrintable(warning));
    }
}

QTEST_GUILESS_MAIN(TestThought)
#include "tst_thought.moc"
