#include "agent/eta.h"

#include <QTest>

#include <functional>

using namespace benchglass;
using agent::Activity;
using agent::Eta;
using experiment::Call;
using experiment::Spec;

namespace {

constexpr qint64 second = 1'000'000'000;

Spec specOf()
{
    Spec spec;
    spec.engine = QStringLiteral("ollama");
    spec.model = QStringLiteral("tiny");
    spec.arms = {{QStringLiteral("Baseline"), {}, {}},
        {QStringLiteral("Tuned"), {{QStringLiteral("num_ctx"), 2048}}, {}}};
    return spec;
}

/// A warm report: @p waitS to the first token, of it the last second prefill; 4 s thinking, 10 s writing.
Call called(qint64 waitS = 3)
{
    Call call;
    call.arm = QStringLiteral("Baseline");
    call.run = 1;
    call.stage = measure::Stage::Report;
    call.finished = true;
    call.evidence.residentBefore = true;
    call.evidence.nonceSent = true;
    call.trace.tcpNs = 2'000'000;
    call.trace.server.loadNs = second / 2;
    call.trace.server.promptEvalNs = second;
    call.trace.server.queueNs = second / 4;
    measure::Chunk thought;
    thought.arrivalNs = waitS * second;
    thought.kind = measure::ChunkKind::Thinking;
    thought.text = QStringLiteral("hm");
    measure::Chunk answer = thought;
    answer.kind = measure::ChunkKind::Content;
    answer.arrivalNs += 4 * second;
    call.trace.chunks = {thought, answer};
    call.trace.endMarkerNs = answer.arrivalNs + 10 * second;
    call.metrics = measure::metricsOf(call.trace, call.state, call.evidence);
    call.stratum = measure::stratumOf(call.trace, call.evidence);
    return call;
}

/// What is known of the same call before it is sent.
Call asked()
{
    Call call = called();
    call.finished = false;
    call.trace = {};
    call.metrics = {};
    call.stratum = measure::Stratum::Unknown;
    return call;
}

Call changed(Call call, const std::function<void(Call&)>& change)
{
    change(call);
    call.metrics = measure::metricsOf(call.trace, call.state, call.evidence);
    call.stratum = measure::stratumOf(call.trace, call.evidence);
    return call;
}

} // namespace

class TestEta : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsKnownAtFirst();
    void everyPhaseHasItsPart_data();
    void everyPhaseHasItsPart();
    void medians_data();
    void medians();
    void onlyItsLike_data();
    void onlyItsLike();
    void somethingElse_data();
    void somethingElse();
    void forgetsWhatIsLongAgo();
    void texts_data();
    void texts();
};

void TestEta::nothingIsKnownAtFirst()
{
    agent::EtaBook book;
    QVERIFY(!book.etaOf(Activity::Waiting, specOf(), asked()));
    QVERIFY(!book.etaOf(Activity::Writing, {}, {}));
}

void TestEta::everyPhaseHasItsPart_data()
{
    QTest::addColumn<Activity>("activity");
    QTest::addColumn<qint64>("ns"); ///< -1 = nothing.
    const auto row = [](const char* name, Activity activity, qint64 ns) {
        QTest::newRow(name) << activity << ns;
    };
    row("connecting", Activity::Connecting, 2'000'000);
    row("waiting for the first token", Activity::Waiting, 3 * second);
    row("loading, until the first token", Activity::Loading, 3 * second);
    row("queue", Activity::Queued, second / 4);
    row("prefill", Activity::Prefill, second);
    row("thinking", Activity::Thinking, 4 * second);
    row("writing", Activity::Writing, 10 * second);
    row("a warm-up is the whole call", Activity::WarmUp, 17 * second);
    row("cool-down is no part of a call", Activity::Cooldown, -1);
    row("nor is reading the folder", Activity::Ingest, -1);
}

void TestEta::everyPhaseHasItsPart()
{
    QFETCH(const Activity, activity);
    QFETCH(const qint64, ns);
    agent::EtaBook book;
    book.learn(specOf(), called());
    const auto eta = book.etaOf(activity, specOf(), asked());
    QCOMPARE(eta.has_value(), ns >= 0);
    if (eta)
        QCOMPARE(*eta, (Eta {ns, 1}));
}

void TestEta::medians_data()
{
    QTest::addColumn<QList<int>>("waits");
    QTest::addColumn<double>("seconds");
    QTest::newRow("one") << QList {3} << 3.0;
    QTest::newRow("two: between them") << QList {3, 8} << 5.5;
    QTest::newRow("an outlier changes little") << QList {4, 3, 100} << 4.0;
    QTest::newRow("four") << QList {9, 3, 5, 4} << 4.5;
}

void TestEta::medians()
{
    QFETCH(const QList<int>, waits);
    QFETCH(const double, seconds);
    experiment::Experiment earlier;
    earlier.spec = specOf();
    for (const int wait : waits)
        earlier.calls.append(called(wait));
    agent::EtaBook book;
    book.learn(earlier);
    const auto eta = book.etaOf(Activity::Waiting, specOf(), asked());
    QVERIFY(eta);
    QCOMPARE(double(eta->usualNs) / 1e9, seconds);
    QCOMPARE(eta->calls, int(waits.size()));
}

void TestEta::onlyItsLike_data()
{
    using Change = std::function<void(Spec&, Call&)>;
    QTest::addColumn<Change>("change"); ///< Of the call that is under way.
    QTest::addColumn<bool>("isKnown");
    const auto row = [](const char* name, bool isKnown, const Change& change) {
        QTest::newRow(name) << change << isKnown;
    };
    row("the same", true, [](Spec&, Call&) {});
    row("another run", true, [](Spec&, Call& call) { call.run = 7; });
    row("an arm of another name with the same options", true, [](Spec& spec, Call& call) {
        spec.arms.append({QStringLiteral("A"), {}, {}});
        call.arm = QStringLiteral("A");
    });
    row("other options", false, [](Spec&, Call& call) { call.arm = QStringLiteral("Tuned"); });
    row("thinking switched on", false, [](Spec& spec, Call&) { spec.arms[0].think = QStringLiteral("on"); });
    row("another model", false, [](Spec& spec, Call&) { spec.model = QStringLiteral("big"); });
    row("another server", false, [](Spec& spec, Call&) { spec.url = QStringLiteral("http://10.0.0.1"); });
    row("several agents at once", false, [](Spec& spec, Call& call) {
        spec.agents = 2;
        call.agent = 1;
    });
    row("one alone before them", true, [](Spec& spec, Call&) { spec.agents = 2; });
    row("other prompts", false, [](Spec& spec, Call&) { spec.prompts = experiment::PromptSet::Reference; });
    row("another stage", false, [](Spec&, Call& call) { call.stage = measure::Stage::Analysis; });
    row("a warm-up", false, [](Spec&, Call& call) { call.warmup = true; });
    row("the model is not in memory", false, [](Spec&, Call& call) { call.evidence.residentBefore = false; });
    row("the prompt was sent before", false, [](Spec&, Call& call) {
        call.evidence.nonceSent = false;
        call.evidence.samePromptBefore = true;
    });
}

void TestEta::onlyItsLike()
{
    QFETCH(const std::function<void(Spec&, Call&)>, change);
    QFETCH(const bool, isKnown);
    agent::EtaBook book;
    book.learn(specOf(), called());
    Spec spec = specOf();
    Call call = asked();
    change(spec, call);
    QCOMPARE(book.etaOf(Activity::Waiting, spec, call).has_value(), isKnown);
}

void TestEta::somethingElse_data()
{
    using Change = std::function<void(Call&)>;
    QTest::addColumn<Change>("change"); ///< Of the earlier call.
    QTest::addColumn<bool>("isLearned");
    const auto row = [](const char* name, bool isLearned, const Change& change) {
        QTest::newRow(name) << change << isLearned;
    };
    row("hit the limit of tokens", true, [](Call& call) { call.state = measure::CallState::Length; });
    row("under way", false, [](Call& call) { call.finished = false; });
    row("cancelled", false, [](Call& call) { call.state = measure::CallState::Cancelled; });
    row("broke off", false, [](Call& call) { call.state = measure::CallState::Aborted; });
    row("the machine slept", false, [](Call& call) { call.trace.suspended = true; });
    row("loaded against expectation", false, [](Call& call) { call.trace.server.loadNs = 2 * second; });
    row("what the server said later of its cache changes nothing", true,
        [](Call& call) { call.trace.server.cachedPromptTokens = 500; });
}

void TestEta::somethingElse()
{
    QFETCH(const std::function<void(Call&)>, change);
    QFETCH(const bool, isLearned);
    agent::EtaBook book;
    book.learn(specOf(), changed(called(), change));
    QCOMPARE(book.etaOf(Activity::Waiting, specOf(), asked()).has_value(), isLearned);
}

void TestEta::forgetsWhatIsLongAgo()
{
    agent::EtaBook book;
    for (int i = 0; i < 200; ++i)
        book.learn(specOf(), called(100));
    for (int i = 0; i < 64; ++i)
        book.learn(specOf(), called(5));
    QCOMPARE(*book.etaOf(Activity::Waiting, specOf(), asked()), (Eta {5 * second, 64}));
}

void TestEta::texts_data()
{
    QTest::addColumn<Eta>("eta");
    QTest::addColumn<double>("elapsedS");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, double usualS, int calls, double elapsedS, const char* text) {
        QTest::newRow(name) << Eta {qint64(usualS * 1e9), calls} << elapsedS << QString::fromLatin1(text);
    };
    row("at first", 12.3, 3, 0, "about 12 s, from 3 earlier call(s)");
    row("half of all calls take a little longer", 12.3, 3, 13.4, "about 12 s, from 3 earlier call(s)");
    row("longer", 12.3, 3, 13.6, "longer than usual: about 12 s, from 3 earlier call(s)");
    row("one call, below a second", 0.243, 1, 0.5, "about 240 ms, from 1 earlier call(s)");
    row("half a second is nothing", 0.243, 1, 0.74, "about 240 ms, from 1 earlier call(s)");
    row("but more is", 0.243, 1, 0.75, "longer than usual: about 240 ms, from 1 earlier call(s)");
    row("some seconds", 4.26, 2, 1, "about 4.3 s, from 2 earlier call(s)");
    row("minutes", 70, 2, 1, "about 1 min 10 s, from 2 earlier call(s)");
}

void TestEta::texts()
{
    QFETCH(const Eta, eta);
    QFETCH(const double, elapsedS);
    QTEST(agent::etaText(eta, qint64(elapsedS * 1e9)), "text");
}

QTEST_GUILESS_MAIN(TestEta)
#include "tst_eta.moc"
