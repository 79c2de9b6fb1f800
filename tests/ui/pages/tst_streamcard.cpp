#include "measure/figuretext.h"
#include "pages/streamcard.h"
#include "pages/thinkingpart.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace benchglass;

namespace {

constexpr qint64 second = 1'000'000'000;

measure::Chunk chunk(
    qint64 atNs, measure::ChunkKind kind, const QString& text, std::optional<int> tokens = {})
{
    measure::Chunk made;
    made.arrivalNs = atNs;
    made.kind = kind;
    made.text = text;
    made.tokens = tokens;
    return made;
}

measure::Chunk thought(qint64 atNs, const QString& text, std::optional<int> tokens = {})
{
    return chunk(atNs, measure::ChunkKind::Thinking, text, tokens);
}

measure::Chunk answer(qint64 atNs, const QString& text)
{
    return chunk(atNs, measure::ChunkKind::Content, text);
}

std::shared_ptr<experiment::Experiment> started()
{
    auto made = std::make_shared<experiment::Experiment>();
    made->id = QStringLiteral("abcdefghij");
    made->spec.engine = QStringLiteral("ollama");
    made->spec.model = QStringLiteral("tiny");
    made->spec.arms = {{QStringLiteral("Baseline"), {}, {}}};
    return made;
}

experiment::Call call(int ordinal)
{
    experiment::Call made;
    made.ordinal = ordinal;
    made.arm = QStringLiteral("Baseline");
    made.run = 1;
    return made;
}

/// What stands at the right of the heading.
QString hintOf(const pages::StreamCard& card)
{
    const auto* hint = card.findChild<QLabel*>(QStringLiteral("cardHint"));
    return hint ? hint->text() : QString();
}

/// A card that follows a session.
struct Watched
{
    theme::Theme theme;
    models::RunSession session;
    pages::StreamCard card {theme, &session};
    pages::ThinkingPart* thinking = card.findChild<pages::ThinkingPart*>();
    QPushButton* fold = card.findChild<QPushButton*>(QStringLiteral("thinkingButton"));

    Watched()
    {
        card.show();
        session.begin(started());
        session.startCall(call(0));
    }

    bool isThinkingShown() const { return thinking->isVisible(); }
    QString thoughtText() const { return thinking->view()->streamText(); }
    QString answerText() const { return card.view()->streamText(); }
};

} // namespace

/// A call's text: what was thought stands apart from the answer.
class TestStreamCard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutThinkingThereIsNoPart();
    void thinkingStandsApart();
    void inlineThinkingStandsApart();
    void isFoldedUntilAsked();
    void summaries_data();
    void summaries();
    void bothFirstTextsAreTimed();
    void thinkingAgainIsAnotherParagraph();
    void theNextCallBeginsAnew();
    void anEarlierCallIsShownTheSame();
    void waitingHasAnEta();
    void silenceIsSaid_data();
    void silenceIsSaid();
    void ofSeveralAgentsTheFirstIsShown();
    void muchTextIsWrittenPieceByPiece();
};

void TestStreamCard::withoutThinkingThereIsNoPart()
{
    Watched watched;
    watched.session.addChunks(0, {answer(second, QStringLiteral("Yes."))});
    QTRY_COMPARE(watched.answerText(), QStringLiteral("Yes."));
    QVERIFY(!watched.isThinkingShown());
}

void TestStreamCard::thinkingStandsApart()
{
    Watched watched;
    watched.session.addChunks(0,
        {thought(second, QStringLiteral("Let ")), thought(2 * second, QStringLiteral("me see.")),
            answer(3 * second, QStringLiteral("Yes."))});
    QTRY_COMPARE(watched.answerText(), QStringLiteral("Yes."));
    QCOMPARE(watched.thoughtText(), QStringLiteral("Let me see."));
    QVERIFY(watched.isThinkingShown());
}

/// So does a thought that the server left in the content, whatever way it is cut.
void TestStreamCard::inlineThinkingStandsApart()
{
    Watched watched;
    watched.session.addChunks(0,
        {answer(second, QStringLiteral("<thi")), answer(2 * second, QStringLiteral("nk>Let me see.</th")),
            answer(3 * second, QStringLiteral("ink>\n\nYes."))});
    QTRY_COMPARE(watched.answerText(), QStringLiteral("Yes."));
    QCOMPARE(watched.thoughtText(), QStringLiteral("Let me see."));
    QVERIFY(watched.isThinkingShown());
    QTRY_VERIFY(watched.thinking->summary().startsWith(QStringLiteral("thought")));
}

void TestStreamCard::isFoldedUntilAsked()
{
    Watched watched;
    watched.session.addChunks(0, {thought(second, QStringLiteral("Hm"))});
    QTRY_VERIFY(watched.isThinkingShown());
    QVERIFY(watched.fold->isVisible());
    QVERIFY(!watched.thinking->view()->isVisible());
    watched.fold->click();
    QVERIFY(watched.thinking->view()->isVisible());
    watched.fold->click();
    QVERIFY(!watched.thinking->view()->isVisible());
}

void TestStreamCard::summaries_data()
{
    QTest::addColumn<QList<measure::Chunk>>("chunks");
    QTest::addColumn<int>("byServer");      ///< -1 = it does not say.
    QTest::addColumn<double>("thinkingNs"); ///< Of the finished call; -1 = still running.
    QTest::addColumn<QString>("summary");
    const QString text = QStringLiteral("four");
    const QString dot = QStringLiteral(" · ");
    QTest::newRow("characters where tokens are unknown")
        << QList {thought(second, text), thought(3 * second, text)} << -1 << -1.0
        << QStringLiteral("thinking") + dot + QStringLiteral("8 character(s)") + dot
            + QStringLiteral("2.0 s");
    QTest::newRow("tokens where every chunk says how many")
        << QList {thought(second, text, 2), thought(3 * second, text, 3)} << -1 << -1.0
        << QStringLiteral("thinking") + dot + QStringLiteral("5 token(s)") + dot + QStringLiteral("2.0 s");
    QTest::newRow("one chunk without a count spoils the sum")
        << QList {thought(second, text, 2), thought(3 * second, text)} << -1 << -1.0
        << QStringLiteral("thinking") + dot + QStringLiteral("8 character(s)") + dot
            + QStringLiteral("2.0 s");
    QTest::newRow("until the answer begins")
        << QList {thought(second, text), answer(5 * second, text), answer(9 * second, text)} << -1 << -1.0
        << QStringLiteral("thought") + dot + QStringLiteral("4 character(s)") + dot + QStringLiteral("4.0 s");
    QTest::newRow("the server's count and the call's own time")
        << QList {thought(second, text), answer(5 * second, text)} << 77 << 4.5e9
        << QStringLiteral("thought") + dot + QStringLiteral("77 token(s)") + dot + QStringLiteral("4.5 s");
    QTest::newRow("a server that counts none of what it sent")
        << QList {thought(second, text), answer(5 * second, text)} << 0 << 4.5e9
        << QStringLiteral("thought") + dot + QStringLiteral("4 character(s)") + dot + QStringLiteral("4.5 s");
}

void TestStreamCard::summaries()
{
    QFETCH(QList<measure::Chunk>, chunks);
    QFETCH(int, byServer);
    QFETCH(double, thinkingNs);
    QFETCH(QString, summary);
    Watched watched;
    watched.session.addChunks(0, chunks);
    if (thinkingNs >= 0) {
        experiment::Call done = call(0);
        done.finished = true;
        done.trace.chunks = chunks;
        done.trace.server.thinkingTokens = byServer;
        done.metrics.thinkingNs = thinkingNs;
        watched.session.finishCall(done);
    }
    QTRY_COMPARE(watched.fold->text(), summary);
}

void TestStreamCard::bothFirstTextsAreTimed()
{
    Watched watched;
    experiment::Call done = call(0);
    done.finished = true;
    done.trace.chunks = {answer(second, QStringLiteral("Yes."))};
    done.metrics.ttftNs = 1e9;
    done.metrics.ttfoNs = 1e9;
    watched.session.finishCall(done);
    watched.card.showCall(0);
    QTRY_VERIFY(hintOf(watched.card).contains(QStringLiteral("TTFT")));
    QVERIFY(!hintOf(watched.card).contains(QStringLiteral("answer after")));
    done.metrics.ttfoNs = 4.5e9;
    done.metrics.thinkingNs = 3.5e9;
    watched.session.finishCall(done);
    watched.card.showCall(-1);
    watched.card.showCall(0);
    const QString after = QStringLiteral("answer after %1 ms").arg(measure::latencyText(4.5e9));
    QTRY_VERIFY2(hintOf(watched.card).contains(after), qPrintable(hintOf(watched.card)));
}

void TestStreamCard::thinkingAgainIsAnotherParagraph()
{
    Watched watched;
    watched.session.addChunks(0,
        {thought(1, QStringLiteral("a")), answer(2, QStringLiteral("b")), thought(3, QStringLiteral("c")),
            answer(4, QStringLiteral("d"))});
    QTRY_COMPARE(watched.answerText(), QStringLiteral("bd"));
    QCOMPARE(watched.thoughtText(), QStringLiteral("a\n\nc"));
}

void TestStreamCard::theNextCallBeginsAnew()
{
    Watched watched;
    watched.session.addChunks(0, {thought(second, QStringLiteral("Hm"))});
    QTRY_VERIFY(watched.isThinkingShown());
    watched.session.startCall(call(1));
    QVERIFY(!watched.isThinkingShown());
    watched.session.addChunks(
        1, {thought(second, QStringLiteral("Well")), answer(second, QStringLiteral("No."))});
    QTRY_COMPARE(watched.thoughtText(), QStringLiteral("Well"));
    QTRY_VERIFY(watched.fold->text().contains(QStringLiteral("4 character(s)")));
}

void TestStreamCard::anEarlierCallIsShownTheSame()
{
    Watched watched;
    experiment::Call done = call(0);
    done.finished = true;
    done.trace.chunks = {thought(second, QStringLiteral("Hm")), answer(2 * second, QStringLiteral("Yes."))};
    watched.session.finishCall(done);
    watched.session.startCall(call(1));
    watched.card.showCall(0);
    QCOMPARE(watched.answerText(), QStringLiteral("Yes."));
    QCOMPARE(watched.thoughtText(), QStringLiteral("Hm"));
    QVERIFY(watched.fold->text().contains(QStringLiteral("2 character(s)")));
}

/// The heading's hint while a call is under way: the phase, its clock, and how long it took before.
void TestStreamCard::waitingHasAnEta()
{
    theme::Theme theme;
    qint64 nowNs = second;
    models::RunSession session([&nowNs] { return nowNs; });
    const pages::StreamCard card(theme, &session);
    session.begin(started());
    agent::Progress progress;
    progress.ordinal = 0;
    progress.activity = agent::Activity::Waiting;
    session.startCall(call(0));
    session.noteProgress(progress);
    QCOMPARE(hintOf(card), QStringLiteral("waiting for the first token · 00:00.0"));
    experiment::Call done = call(0);
    done.finished = true;
    done.trace.chunks = {answer(12 * second, QStringLiteral("Yes."))};
    done.trace.endMarkerNs = 13 * second;
    done.metrics = measure::metricsOf(done.trace, done.state, done.evidence);
    session.finishCall(done);
    session.startCall(call(1));
    progress.ordinal = 1;
    session.noteProgress(progress);
    QCOMPARE(hintOf(card),
        QStringLiteral("waiting for the first token · 00:00.0 · about 12 s, from 1 earlier call(s)"));
    nowNs += 14 * second;
    session.noteProgress(progress);
    QCOMPARE(hintOf(card),
        QStringLiteral(
            "waiting for the first token · 00:14.0 · longer than usual: about 12 s, from 1 earlier call(s)"));
}

void TestStreamCard::silenceIsSaid_data()
{
    QTest::addColumn<int>("limitMs");
    QTest::addColumn<QString>("said");
    QTest::newRow("with a limit") << 120'000 << QStringLiteral("no token for 4 s (limit 120 s)");
    QTest::newRow("without one") << 0 << QStringLiteral("no token for 4 s");
}

void TestStreamCard::silenceIsSaid()
{
    QFETCH(const int, limitMs);
    QFETCH(const QString, said);
    theme::Theme theme;
    qint64 nowNs = second;
    models::RunSession session([&nowNs] { return nowNs; });
    const pages::StreamCard card(theme, &session);
    auto experiment = started();
    experiment->spec.timeouts.idleMs = limitMs;
    session.begin(experiment);
    agent::Progress progress;
    progress.ordinal = 0;
    progress.activity = agent::Activity::Writing;
    session.startCall(call(0));
    session.noteProgress(progress);
    QList<measure::Chunk> chunks;
    for (int i = 0; i < 10; ++i)
        chunks.append(answer(i * second / 10, QStringLiteral("a ")));
    session.addChunks(0, chunks);
    session.noteProgress(progress);
    QVERIFY(hintOf(card).contains(QStringLiteral("tok/s")));
    nowNs += 4 * second;
    session.noteProgress(progress);
    const QStringList parts = hintOf(card).split(QStringLiteral(" · "));
    QVERIFY2(parts.contains(said), qPrintable(hintOf(card)));
    QVERIFY(!hintOf(card).contains(QStringLiteral("tok/s"))); // not the rate of what came before
    session.addChunks(0, {answer(5 * second, QStringLiteral("b"))});
    session.noteProgress(progress);
    QVERIFY(!hintOf(card).contains(QStringLiteral("no token")));
}

void TestStreamCard::ofSeveralAgentsTheFirstIsShown()
{
    Watched watched;
    for (int agent = 1; agent <= 3; ++agent) {
        experiment::Call made = call(agent);
        made.agent = agent;
        watched.session.startCall(made);
    }
    watched.session.addChunks(3, {answer(second, QStringLiteral("third "))});
    watched.session.addChunks(1, {answer(second, QStringLiteral("first "))});
    QTRY_COMPARE(watched.answerText(), QStringLiteral("first "));
    // Another one can be chosen, and is followed.
    watched.card.showCall(3);
    QCOMPARE(watched.answerText(), QStringLiteral("third "));
    watched.session.addChunks(1, {answer(2 * second, QStringLiteral("one "))});
    watched.session.addChunks(3, {answer(2 * second, QStringLiteral("goes on"))});
    QTRY_COMPARE(watched.answerText(), QStringLiteral("third goes on"));
    watched.card.showCall(-1);
    QCOMPARE(watched.answerText(), QStringLiteral("first one "));
}

void TestStreamCard::muchTextIsWrittenPieceByPiece()
{
    constexpr int many = 50'000;
    Watched watched;
    experiment::Call done = call(0);
    for (int i = 0; i < many; ++i) {
        const QString text = QStringLiteral("w%1 ").arg(i);
        done.trace.chunks.append(i % 100 < 50 ? thought(i, text) : answer(i, text));
    }
    done.finished = true;
    watched.session.finishCall(done);
    watched.card.showCall(0);
    const QString whole = done.trace.text(measure::ChunkKind::Content);
    QVERIFY(!watched.answerText().isEmpty());
    QVERIFY(watched.answerText().size() < whole.size() / 2); // the window goes on meanwhile
    QTRY_COMPARE_WITH_TIMEOUT(watched.answerText().size(), whole.size(), 30'000);
    QCOMPARE(watched.answerText(), whole);
    QCOMPARE(watched.thoughtText().count(QStringLiteral("\n\n")), many / 100 - 1);
}

QTEST_MAIN(TestStreamCard)
#include "tst_streamcard.moc"
