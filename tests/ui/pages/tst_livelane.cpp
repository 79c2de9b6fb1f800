#include "pages/livelane.h"

#include <QTest>

using namespace benchglass;
using agent::Activity;
using charts::Lane;
using charts::LanePhase;
using pages::liveLanes;
using theme::Phase;

namespace {

constexpr qint64 secondNs = 1'000'000'000;
constexpr qint64 startNs = 100 * secondNs;

/// A session whose clock the test sets.
struct Live
{
    qint64 now = startNs;
    models::RunSession session {[this] {
        return now;
    }};

    Live()
    {
        auto plan = std::make_shared<experiment::Experiment>();
        plan->id = QStringLiteral("abcdefghij");
        plan->spec.model = QStringLiteral("tiny");
        plan->spec.arms = {{QStringLiteral("Baseline"), {}, {}}};
        session.begin(plan);
    }

    void start(int ordinal)
    {
        experiment::Call call;
        call.ordinal = ordinal;
        call.arm = QStringLiteral("Baseline");
        call.run = ordinal + 1;
        session.startCall(call);
    }

    /// After so many seconds of the run.
    void enter(double atS, Activity activity, int ordinal = 0)
    {
        now = startNs + qint64(atS * 1e9);
        agent::Progress progress;
        progress.activity = activity;
        progress.ordinal = ordinal;
        session.noteProgress(progress);
    }

    void addText(double atS)
    {
        measure::Chunk chunk;
        chunk.arrivalNs = qint64(atS * 1e9);
        chunk.text = QStringLiteral("word ");
        session.addChunks(0, {chunk});
    }

    QList<Lane> lanes() const { return liveLanes(session, &experiment::Call::anatomy); }

    /// `connect 0-1, queue 1-3`; the last phase of a live lane has no end of its own.
    QString phases()
    {
        const Lane lane = lanes().last();
        QStringList parts;
        for (const LanePhase& phase : lane.phases) {
            const bool isOpen = lane.isLive && parts.size() + 1 == lane.phases.size();
            parts.append(QStringLiteral("%1 %2-%3")
                             .arg(charts::phaseText(phase.phase))
                             .arg(phase.beginS)
                             .arg(isOpen ? QString() : QString::number(phase.endS)));
        }
        return parts.join(QStringLiteral(", "));
    }

    QString livePhase() { return lanes().last().livePhase; }
};

} // namespace

class TestLiveLane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWaitIsShownAsItIsSeen()
    {
        Live live;
        live.start(0);
        QCOMPARE(live.phases(), QStringLiteral("not told 0-"));
        live.enter(0, Activity::Connecting);
        QCOMPARE(live.phases(), QStringLiteral("connect 0-"));
        QCOMPARE(live.livePhase(), agent::activityText(Activity::Connecting));
        live.enter(1, Activity::Queued);
        live.enter(3, Activity::Prefill);
        QCOMPARE(live.phases(), QStringLiteral("connect 0-1, queue 1-3, prefill 3-"));
        QCOMPARE(live.livePhase(), agent::activityText(Activity::Prefill));
    }

    void textEndsTheWait()
    {
        Live live;
        live.start(0);
        live.enter(0, Activity::Loading);
        QCOMPARE(live.phases(), QStringLiteral("load 0-"));
        live.addText(2);
        live.enter(2.5, Activity::Writing); // is heard of a little later
        QCOMPARE(live.phases(), QStringLiteral("load 0-2, writing 2-"));
        QVERIFY(live.livePhase().isEmpty()); // it can be seen
    }

    void whatNobodyToldStaysUntold()
    {
        Live live;
        live.start(0);
        live.enter(0, Activity::Waiting);
        QCOMPARE(live.phases(), QStringLiteral("not told 0-"));
        QCOMPARE(live.livePhase(), agent::activityText(Activity::Waiting)); // but what is waited for, is
    }

    void theNextCallBeginsAnew()
    {
        Live live;
        live.start(0);
        live.enter(0, Activity::Loading);
        experiment::Call done = live.session.experiment().calls.first();
        done.finished = true;
        live.session.finishCall(done);
        live.now = startNs + 4 * secondNs;
        live.start(1);
        live.enter(4, Activity::Connecting, 1);
        QCOMPARE(live.phases(), QStringLiteral("connect 4-"));
        QCOMPARE(live.lanes().first().livePhase, QString());
    }
};

QTEST_GUILESS_MAIN(TestLiveLane)
#include "tst_livelane.moc"
