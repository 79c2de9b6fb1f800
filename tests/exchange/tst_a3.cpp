#include "exchange/a3.h"

#include "measure/summary.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>
#include <QSysInfo>
#include <QTest>

using namespace benchglass;
using namespace benchglass::experiment;
using measure::Stage;

namespace {

constexpr qint64 nsPerMs = 1'000'000;

Call call(const QString& arm, int run, Stage stage, int tokens, qint64 loadMs)
{
    Call made;
    made.arm = arm;
    made.run = run;
    made.stage = stage;
    made.finished = true;
    made.prompt = QStringLiteral("prompt");
    auto& server = made.trace.server;
    server.loadNs = loadMs * nsPerMs;
    server.promptEvalNs = 80 * nsPerMs;
    server.evalNs = 1000 * nsPerMs;
    server.promptTokens = 300;
    server.outputTokens = tokens;
    server.doneReason = QStringLiteral("stop");
    measure::Chunk chunk;
    chunk.arrivalNs = (loadMs + 100) * nsPerMs;
    chunk.text = stage == Stage::Report
        ? QStringLiteral("the report")
        : QStringLiteral("# Summary\nAll is well.\n# Findings\n- fast\n# Recommendations\n- go on");
    made.trace.chunks = {chunk};
    made.trace.endMarkerNs = (loadMs + 1100) * nsPerMs;
    made.metrics = measure::metricsOf(made.trace, made.state, made.evidence);
    return made;
}

Experiment twoArms()
{
    Experiment made;
    made.createdUtc = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
    made.environment = thisEnvironment();
    made.corpus.ingestNs = 25 * nsPerMs;
    made.corpus.files = {{QStringLiteral("a.csv"), QStringLiteral("csv"), 100, made.createdUtc, {}, 3, 0, 0},
        {QStringLiteral("b.json"), QStringLiteral("json"), 50, made.createdUtc, {}, 1, 0, 0},
        {QStringLiteral("c.md"), QStringLiteral("markdown"), 7, made.createdUtc, {}, 0, 0, 4}};
    made.spec.engine = QStringLiteral("ollama");
    made.spec.model = QStringLiteral("gemma3:latest");
    made.spec.runs = 2;
    made.spec.arms = {Arm {QStringLiteral("Baseline"), {}, {}},
        *armFromText(QStringLiteral("Tuned:num_gpu=80,num_ctx=512,temperature=0.8"))};
    for (const Arm& arm : made.spec.arms) {
        made.calls += call(arm.name, 1, Stage::Analysis, 5000, 9000);
        made.calls.last().warmup = true;
        for (int run = 1; run <= 2; ++run) {
            made.calls += call(arm.name, run, Stage::Analysis, arm.name == u"Baseline" ? 100 : 120, 10);
            made.calls += call(arm.name, run, Stage::Report, 110, 10);
        }
    }
    return made;
}

/// `a.b[].c` -> kind of every value; open keys are left out.
void collect(const QJsonValue& value, const QString& path, QMap<QString, QString>& kinds)
{
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            const bool isOpenKey = path.endsWith(u"performance_metrics")
                && (it.key().startsWith(u"csv_")
                    || (it.key().startsWith(u"json_") && it.key() != u"json_documents"));
            if (!isOpenKey)
                collect(it.value(), path + u'.' + it.key(), kinds);
        }
    } else if (value.isArray()) {
        kinds.insert(path, QStringLiteral("array"));
        for (const QJsonValue each : value.toArray())
            collect(each, path + QStringLiteral("[]"), kinds);
    } else {
        kinds.insert(path, value.isString() ? QStringLiteral("string") : QStringLiteral("number"));
    }
}

QMap<QString, QString> kindsOf(const QJsonObject& object)
{
    QMap<QString, QString> kinds;
    collect(object, {}, kinds);
    return kinds;
}

} // namespace

class TestA3 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasTheShapeOfTheReference();
    void warmupsAreNotInIt();
    void deltaFollowsTheReference();
    void withoutAModelThereIsNoDelta();
    void namesTheMachinesArchitecture();
    void countsTheRunsThatItHolds();
    void oneArm();
    void emptyExperiment();
};

void TestA3::hasTheShapeOfTheReference()
{
    QFile file(QStringLiteral(BENCHGLASS_SOURCE_DIR "/../shared/data/legacy/A3/metrics.json"));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("the reference's file is not here");
    const auto wanted = kindsOf(QJsonDocument::fromJson(file.readAll()).object());
    const auto made = kindsOf(exchange::toA3(twoArms()));
    QVERIFY(wanted.size() > 60);
    for (auto it = wanted.begin(); it != wanted.end(); ++it)
        QVERIFY2(made.value(it.key()) == it.value(), qPrintable(it.key()));
    for (auto it = made.begin(); it != made.end(); ++it)
        QVERIFY2(wanted.contains(it.key()), qPrintable(it.key()));
}

void TestA3::warmupsAreNotInIt()
{
    const QJsonObject baseline = exchange::toA3(twoArms()).value(QStringLiteral("baseline")).toObject();
    QCOMPARE(baseline.value(QStringLiteral("llm_calls")).toArray().size(), 4);
    const QJsonArray runs = baseline.value(QStringLiteral("workflow_runs")).toArray();
    QCOMPARE(runs.size(), 2);
    const QJsonObject aggregate = baseline.value(QStringLiteral("aggregate_metrics")).toObject();
    QCOMPARE(aggregate.value(QStringLiteral("total_tokens_generated")).toInt(), 420);
    const QJsonObject analysis = runs.first().toObject().value(QStringLiteral("analysis")).toObject();
    QCOMPARE(analysis.value(QStringLiteral("summary")).toString(), QStringLiteral("All is well."));
    QCOMPARE(analysis.value(QStringLiteral("key_findings")).toArray(), QJsonArray {QStringLiteral("fast")});
    QCOMPARE(analysis.value(QStringLiteral("performance_metrics"))
                 .toObject()
                 .value(QStringLiteral("markdown_heading_count"))
                 .toInt(),
        4);
}

void TestA3::deltaFollowsTheReference()
{
    const QJsonObject delta = exchange::toA3(twoArms()).value(QStringLiteral("delta")).toObject();
    // Throughput is tokens over one second of eval: (100 + 110)/2 = 105 against (120 + 110)/2 = 115.
    QCOMPARE(delta.value(QStringLiteral("baseline_throughput")).toDouble(), 105.0);
    QCOMPARE(delta.value(QStringLiteral("chimera_throughput")).toDouble(), 115.0);
    QCOMPARE(delta.value(QStringLiteral("throughput_delta_absolute")).toDouble(), 10.0);
    QCOMPARE(delta.value(QStringLiteral("throughput_improvement_percent")).toDouble(), 10.0 / 105 * 100);
    QCOMPARE(delta.value(QStringLiteral("ttft_reduction_percent")).toDouble(), 0.0);
}

void TestA3::withoutAModelThereIsNoDelta()
{
    Experiment byEngine = twoArms();
    byEngine.spec.engine = QStringLiteral("builtin");
    QVERIFY(!exchange::toA3(byEngine).contains(QStringLiteral("delta")));
    QVERIFY(exchange::toA3(byEngine).contains(QStringLiteral("chimera")));
    Experiment byEvidence = twoArms();
    for (Call& call : byEvidence.calls)
        call.evidence.noModel = true;
    QVERIFY(!exchange::toA3(byEvidence).contains(QStringLiteral("delta")));
}

void TestA3::namesTheMachinesArchitecture()
{
    const auto archOf = [](const Experiment& experiment) {
        return exchange::toA3(experiment)
            .value(QStringLiteral("baseline"))
            .toObject()
            .value(QStringLiteral("system_info"))
            .toObject()
            .value(QStringLiteral("arch"))
            .toString();
    };
    Experiment here = twoArms();
    here.environment.cpu = QStringLiteral("Example CPU @ 3 GHz");
    QCOMPARE(archOf(here), QSysInfo::currentCpuArchitecture());
    here.environment.architecture = QStringLiteral("riscv64"); // Measured on another machine.
    QCOMPARE(archOf(here), QStringLiteral("riscv64"));
}

void TestA3::countsTheRunsThatItHolds()
{
    const QJsonObject json = exchange::toA3(twoArms().excerpt(QStringLiteral("Tuned"), 2));
    const QJsonObject arm = json.value(QStringLiteral("baseline")).toObject();
    QCOMPARE(arm.value(QStringLiteral("agent_type")).toString(), QStringLiteral("Tuned"));
    QCOMPARE(arm.value(QStringLiteral("runs")).toInt(), 1);
    QCOMPARE(arm.value(QStringLiteral("workflow_runs")).toArray().size(), 1);
    QCOMPARE(arm.value(QStringLiteral("llm_calls")).toArray().size(), 2);
}

void TestA3::oneArm()
{
    Experiment experiment = twoArms();
    experiment.spec.arms.removeLast();
    const QJsonObject json = exchange::toA3(experiment);
    QVERIFY(json.contains(QStringLiteral("baseline")));
    QVERIFY(!json.contains(QStringLiteral("chimera")));
    QVERIFY(!json.contains(QStringLiteral("delta")));
}

void TestA3::emptyExperiment()
{
    Experiment experiment;
    experiment.spec.engine = QStringLiteral("ollama");
    experiment.spec.arms = {Arm {QStringLiteral("Baseline"), {}, {}}, Arm {QStringLiteral("Tuned"), {}, {}}};
    const QJsonObject delta = exchange::toA3(experiment).value(QStringLiteral("delta")).toObject();
    QCOMPARE(delta.value(QStringLiteral("throughput_improvement_percent")).toDouble(-1), 0.0);
}

QTEST_GUILESS_MAIN(TestA3)
#include "tst_a3.moc"
