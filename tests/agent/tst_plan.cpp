#include "agent/plan.h"

#include <QTest>

using namespace benchglass;
using agent::Budget;
using agent::Step;

namespace {

experiment::Spec twoArms()
{
    experiment::Spec spec;
    spec.arms = {{QStringLiteral("Baseline"), {}, {}},
        {QStringLiteral("Tuned"), {{QStringLiteral("num_ctx"), 1024}, {QStringLiteral("seed"), 7}}, {}}};
    spec.runs = 2;
    return spec;
}

} // namespace

class TestPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRunHasBothStages()
    {
        const auto plan = agent::planOf(twoArms(), true);
        QCOMPARE(agent::measuredCallsIn(plan), 8);
        QCOMPARE(plan.first().kind, Step::Kind::Warmup);
        QCOMPARE(plan.at(1), (Step {Step::Kind::Stage, 0, 1, measure::Stage::Analysis}));
        QCOMPARE(plan.at(2), (Step {Step::Kind::Stage, 0, 1, measure::Stage::Report}));
    }

    void coldUnloadsBeforeEachRun()
    {
        auto spec = twoArms();
        spec.cold = true;
        const auto plan = agent::planOf(spec, true);
        QCOMPARE(std::ranges::count(plan, Step::Kind::Unload, &Step::kind), 4);
        QCOMPARE(std::ranges::count(plan, Step::Kind::Warmup, &Step::kind), 0);
        QCOMPARE(std::ranges::count(agent::planOf(spec, false), Step::Kind::Unload, &Step::kind), 0);
    }

    void cooldownStandsBetweenRuns()
    {
        auto spec = twoArms();
        spec.cooldownMs = 10;
        const auto plan = agent::planOf(spec, false);
        QCOMPARE(std::ranges::count(plan, Step::Kind::Cooldown, &Step::kind), 3);
        QVERIFY(plan.first().kind != Step::Kind::Cooldown);
    }

    void severalAgents_data()
    {
        using experiment::Order;
        QTest::addColumn<Order>("order");
        QTest::addColumn<bool>("isCold");
        QTest::addColumn<QStringList>("moreUrls");
        QTest::addColumn<QString>("expected");
        const QStringList more {QStringLiteral("http://two")};
        QTest::newRow("which is first changes")
            << Order::Interleaved << false << QStringList() << QStringLiteral("W0 a r T3 T3 a r");
        QTest::newRow("sequential") << Order::Sequential << false << QStringList()
                                    << QStringLiteral("W0 a r T3 a r T3");
        QTest::newRow("cold before each")
            << Order::Sequential << true << QStringList() << QStringLiteral("U a r U T3 U a r U T3");
        QTest::newRow("two servers are warmed")
            << Order::Sequential << false << more << QStringLiteral("W0 W2 a r T3 a r T3");
    }
    void severalAgents()
    {
        QFETCH(const experiment::Order, order);
        QFETCH(const bool, isCold);
        QFETCH(const QStringList, moreUrls);
        auto spec = twoArms();
        spec.arms.removeLast();
        spec.agents = 3;
        spec.order = order;
        spec.cold = isCold;
        spec.moreUrls = moreUrls;
        QStringList steps;
        const auto plan = agent::planOf(spec, true);
        for (const Step& step : plan) {
            switch (step.kind) {
            case Step::Kind::Unload: steps += QStringLiteral("U"); break;
            case Step::Kind::Warmup: steps += QStringLiteral("W%1").arg(step.agent); break;
            case Step::Kind::Stage: steps += measure::stageName(step.stage).left(1); break;
            case Step::Kind::Together: steps += QStringLiteral("T%1").arg(step.agent); break;
            case Step::Kind::Cooldown: break;
            }
        }
        QTEST(steps.join(u' '), "expected");
        QCOMPARE(agent::measuredCallsIn(plan), 2 * (2 + 6));
        // The built-in analyst's plan knows no others.
        QCOMPARE(agent::measuredCallsIn(agent::planOf(spec, false)), 4);
    }

    void optionsSent_data()
    {
        QTest::addColumn<int>("arm");
        QTest::addColumn<int>("run");
        QTest::addColumn<bool>("warmup");
        QTest::addColumn<QJsonObject>("expected");
        const auto object = [](int seed, int predict) {
            return QJsonObject {{QStringLiteral("seed"), seed}, {QStringLiteral("num_predict"), predict}};
        };
        auto tuned = object(7, 300);
        tuned.insert(QStringLiteral("num_ctx"), 1024);
        QTest::newRow("baseline gets seed and limit") << 0 << 1 << false << object(1, 300);
        QTest::newRow("runs differ in their seed") << 0 << 3 << false << object(3, 300);
        QTest::newRow("an arm's own seed stays") << 1 << 3 << false << tuned;
        QTest::newRow("a warm-up is short") << 0 << 1 << true << object(1, 8);
    }
    void optionsSent()
    {
        QFETCH(int, arm);
        QFETCH(int, run);
        QFETCH(bool, warmup);
        const Step step {warmup ? Step::Kind::Warmup : Step::Kind::Stage, arm, run, measure::Stage::Report};
        QTEST(agent::optionsOf(twoArms(), step, Budget {100, 300}), "expected");
    }

    void noLimitSendsNone()
    {
        const Step step {Step::Kind::Stage, 0, 1, measure::Stage::Report};
        QVERIFY(!agent::optionsOf(twoArms(), step, Budget {100, 0}).contains(QStringLiteral("num_predict")));
    }

    void budgetFitsTheContext_data()
    {
        QTest::addColumn<int>("context");
        for (int context : {256, 512, 2048, 4096, 8192, 131072})
            QTest::addRow("context %d", context) << context;
    }
    void budgetFitsTheContext()
    {
        QFETCH(int, context);
        const auto budget = agent::budgetOf({}, context);
        QVERIFY(budget.digestTokens > 0);
        // The report's prompt holds the digest and the analysis, and its answer comes on top.
        QVERIFY(budget.digestTokens + 2 * budget.outputTokens <= context * 9 / 10 + 1);
    }

    void contextIsTheSmallest_data()
    {
        QTest::addColumn<int>("asked");
        QTest::addColumn<int>("effective");
        QTest::addColumn<int>("trained");
        QTest::addColumn<int>("expected");
        QTest::newRow("nothing known") << 0 << 0 << 0 << 4096;
        QTest::newRow("small model") << 0 << 0 << 2048 << 2048;
        QTest::newRow("large model keeps the usual default") << 0 << 0 << 131072 << 4096;
        QTest::newRow("seen on the server") << 0 << 32768 << 131072 << 32768;
        QTest::newRow("an arm asks for less") << 1024 << 4096 << 8192 << 1024;
        QTest::newRow("an arm asks for more, the other does not") << 8192 << 4096 << 8192 << 4096;
    }
    void contextIsTheSmallest()
    {
        QFETCH(int, asked);
        QFETCH(int, effective);
        QFETCH(int, trained);
        experiment::Spec spec;
        spec.arms = {{QStringLiteral("A"), {}, {}}, {QStringLiteral("B"), {}, {}}};
        if (asked > 0)
            spec.arms[1].options.insert(QStringLiteral("num_ctx"), asked);
        const auto known = [](int value) {
            return value > 0 ? std::optional(value) : std::nullopt;
        };
        QTEST(agent::contextOf(spec, known(effective), known(trained)), "expected");
    }
};

QTEST_APPLESS_MAIN(TestPlan)
#include "tst_plan.moc"
