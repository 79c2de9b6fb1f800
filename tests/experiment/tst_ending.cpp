#include "experiment/ending.h"

#include <QTest>

using namespace benchglass;
using experiment::Ending;
using measure::CallState;

Q_DECLARE_METATYPE(QList<CallState>)
Q_DECLARE_METATYPE(Ending)

class TestEnding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callsThatCameToTheirEnd_data()
    {
        QTest::addColumn<QList<CallState>>("states");
        QTest::addColumn<Ending>("ending");
        QTest::addColumn<bool>("isNothing");
        using States = QList<CallState>;
        QTest::newRow("no call at all") << States {} << Ending {0, 0} << false;
        QTest::newRow("all is well") << States {CallState::Ok, CallState::Ok} << Ending {2, 2} << false;
        QTest::newRow("a limit is an end") << States {CallState::Length} << Ending {1, 1} << false;
        QTest::newRow("the only one was dropped") << States {CallState::Aborted} << Ending {1, 0} << true;
        QTest::newRow("one of each") << States {CallState::Aborted, CallState::Error, CallState::Cancelled,
            CallState::Ok} << Ending {4, 1}
                                     << false;
        QTest::newRow("all failed") << States {CallState::Error, CallState::Error, CallState::Cancelled}
                                    << Ending {3, 0} << true;
    }
    /// The experiment and its line of the library tell the same.
    void callsThatCameToTheirEnd()
    {
        QFETCH(const QList<CallState>, states);
        QFETCH(const Ending, ending);
        QFETCH(const bool, isNothing);
        experiment::Experiment made;
        made.spec.arms = {{QStringLiteral("Baseline"), {}, {}}};
        experiment::Call call;
        call.arm = QStringLiteral("Baseline");
        call.warmup = true;
        call.finished = true;
        made.calls.append(call);
        call.warmup = false;
        for (const CallState state : states) {
            call.state = state;
            call.flags = measure::Flag::Cold | measure::Flag::FewTokens;
            made.calls.append(call);
        }
        QVERIFY(experiment::endingOf(made) == ending);
        QVERIFY(experiment::endingOf(experiment::summariesOf(made).first()) == ending);
        QCOMPARE(ending.isNothingMeasured(), isNothing);
    }
};

QTEST_GUILESS_MAIN(TestEnding)
#include "tst_ending.moc"
