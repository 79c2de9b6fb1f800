#include "figures/chartdata.h"
#include "figures/livecalls.h"

#include <QTest>

using namespace benchglass;
using measure::ChunkKind;

namespace {

constexpr qint64 ms = 1'000'000;

/// One letter is one chunk, 10 ms after the one before: t thought, a answer, o tool, e empty, < and > the
/// tags of thinking in the answer's own text.
measure::Trace traceOf(const QByteArray& letters, std::optional<int> tokens)
{
    measure::Trace trace;
    trace.t0MonotonicNs = 1'000 * ms;
    for (qsizetype i = 0; i < letters.size(); ++i) {
        measure::Chunk chunk;
        chunk.arrivalNs = (200 + 10 * i) * ms;
        chunk.tokens = tokens;
        switch (letters.at(i)) {
        case 't':
            chunk.kind = ChunkKind::Thinking;
            chunk.text = QStringLiteral("hm ");
            break;
        case 'o':
            chunk.kind = ChunkKind::Tool;
            chunk.text = QStringLiteral("{}");
            break;
        case '<': chunk.text = QStringLiteral("<think>"); break;
        case '>': chunk.text = QStringLiteral("</think>"); break;
        case 'e': break;
        default: chunk.text = QStringLiteral("word ");
        }
        trace.chunks.append(chunk);
    }
    return trace;
}

} // namespace

/// What is kept of calls under way says what would be worked out anew.
class TestLiveCalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void growsAsItIsWorkedOut_data();
    void growsAsItIsWorkedOut();
    void longLinesAreBounded();
    void anotherExperimentIsForeign();
};

void TestLiveCalls::growsAsItIsWorkedOut_data()
{
    QTest::addColumn<QByteArray>("letters");
    QTest::addColumn<int>("step");
    QTest::addColumn<int>("tokens"); ///< Of each chunk; 0 = not said.
    const QByteArray many(200, 'a');
    const QByteArray thoughts(100, 't');
    QTest::newRow("answer only") << many << 1 << 0;
    QTest::newRow("answer only, tokens said") << many << 3 << 2;
    QTest::newRow("thought, then answered") << thoughts + many << 7 << 0;
    QTest::newRow("thought again") << QByteArray("tttaaatttaaa") + thoughts + many << 1 << 1;
    QTest::newRow("only thought") << thoughts << 1 << 0;
    QTest::newRow("begins with nothing") << QByteArray("eeettteeaaa") + many << 1 << 0;
    QTest::newRow("a tool") << QByteArray("tttooo") + many << 1 << 0;
    QTest::newRow("thinking in its text") << QByteArray("<aaaa>") + many << 1 << 0;
    QTest::newRow("nothing") << QByteArray() << 1 << 0;
}

void TestLiveCalls::growsAsItIsWorkedOut()
{
    QFETCH(const QByteArray, letters);
    QFETCH(const int, step);
    QFETCH(const int, tokens);
    const measure::Trace whole = traceOf(letters, tokens > 0 ? std::optional(tokens) : std::nullopt);
    experiment::Experiment experiment;
    experiment.spec.arms = {{QStringLiteral("Baseline"), {}, {}}};
    figures::LiveCalls live;
    experiment::Call call;
    call.trace = whole;
    for (qsizetype count = 0; count < whole.chunks.size(); count += step) {
        call.trace.chunks = whole.chunks.first(count);
        QCOMPARE(live.anatomyOf(call), call.anatomy());
        QCOMPARE(live.rateLineOf(experiment, call).points, figures::rateLine(experiment, call).points);
        QVERIFY(live.rateLineOf(experiment, call).isLive);
    }
    call.trace = whole;
    call.trace.endMarkerNs = 10'000 * ms;
    call.trace.server.outputTokens = 3 * static_cast<int>(whole.chunks.size());
    call.finished = true;
    call.metrics = measure::metricsOf(call.trace, measure::CallState::Ok, {});
    QCOMPARE(live.anatomyOf(call), call.anatomy());
    const charts::RateLine line = live.rateLineOf(experiment, call);
    const charts::RateLine anew = figures::rateLine(experiment, call);
    QVERIFY(!line.isLive);
    QCOMPARE(line.label, anew.label);
    QCOMPARE(line.points.size(), anew.points.size());
    for (qsizetype i = 0; i < line.points.size(); ++i)
        QCOMPARE(line.points.at(i), anew.points.at(i));
}

void TestLiveCalls::longLinesAreBounded()
{
    experiment::Call call;
    call.trace = traceOf(QByteArray(20'000, 'a'), {});
    figures::LiveCalls live;
    const charts::RateLine line = live.rateLineOf({}, call);
    QVERIFY(line.points.size() > figures::LiveCalls::MostPoints / 4);
    QVERIFY(line.points.size() <= figures::LiveCalls::MostPoints);
    QCOMPARE(line.points.last(), figures::rateLine({}, call).points.last());
}

void TestLiveCalls::anotherExperimentIsForeign()
{
    figures::LiveCalls live;
    experiment::Call call;
    call.trace = traceOf("aaaa", {});
    QVERIFY(live.anatomyOf(call).ttftNs);
    live.clear();
    call.trace = traceOf("tttttttt", {});
    QCOMPARE(live.anatomyOf(call), call.anatomy());
}

QTEST_GUILESS_MAIN(TestLiveCalls)
#include "tst_livecalls.moc"
