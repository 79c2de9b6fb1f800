#include "experiment/json.h"

#include "randomexperiment.h"
#include "schemacheck.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace benchglass;
using experiment::Experiment;

namespace {

QJsonObject throughText(const QJsonObject& object)
{
    return QJsonDocument::fromJson(QJsonDocument(object).toJson()).object();
}

QJsonObject publishedSchema()
{
    QFile file(QStringLiteral(BENCHGLASS_SOURCE_DIR "/resources/schema/experiment.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

} // namespace

class TestJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip();
    void wholeNumbersAreExact();
    void absentIsNull();
    void dividesEveryCall();
    void followsThePublishedSchema();
    void schemaCheckerSeesFaults_data();
    void schemaCheckerSeesFaults();
    void refuses_data();
    void refuses();
    void fuzzedMembersNeverCrash();
    void olderFilesLackMembers();
    void notFiniteBecomesAbsent();
};

void TestJson::roundTrip()
{
    for (quint32 seed = 1; seed <= 60; ++seed) {
        const Experiment made = test::RandomExperiment(seed).make();
        const auto back = experiment::experimentFromJson(throughText(experiment::toJson(made)));
        QVERIFY2(back, qPrintable(back ? QString() : back.error().origin));
        QVERIFY2(*back == made, qPrintable(QStringLiteral("seed %1").arg(seed)));
    }
}

void TestJson::wholeNumbersAreExact()
{
    experiment::Call call;
    call.trace.t0MonotonicNs = 9'007'199'254'740'993; // 2^53 + 1
    const auto back = experiment::callFromJson(throughText(experiment::toJson(call)));
    QVERIFY(back);
    QCOMPARE(back->trace.t0MonotonicNs, 9'007'199'254'740'993);
}

void TestJson::absentIsNull()
{
    const QJsonObject json = experiment::toJson(experiment::Call {});
    QVERIFY(json.value(QStringLiteral("metrics")).toObject().value(QStringLiteral("ttftNs")).isNull());
    QVERIFY(json.value(QStringLiteral("error")).isNull());
    QVERIFY(json.value(QStringLiteral("t0Utc")).isNull());
}

/// What follows from the rest is written for others, and not believed when it is read.
void TestJson::dividesEveryCall()
{
    Experiment made;
    made.id = QStringLiteral("abcdefghij");
    experiment::Call call;
    call.finished = true;
    call.trace.server.loadNs = 200;
    call.trace.server.promptEvalNs = 700;
    call.metrics.ttftNs = 1000;
    made.calls = {call};
    QJsonObject json = experiment::toJson(made);
    QJsonArray calls = json.value(QStringLiteral("calls")).toArray();
    QJsonObject written = calls.first().toObject();
    const QJsonObject anatomy = written.value(QStringLiteral("anatomy")).toObject();
    const auto part = [&anatomy](const char* name) {
        return QString::fromUtf8(
            QJsonDocument(anatomy.value(QLatin1String(name)).toObject()).toJson(QJsonDocument::Compact));
    };
    QCOMPARE(part("load"), QStringLiteral(R"({"ns":200,"source":"server"})"));
    QCOMPARE(part("prefill"), QStringLiteral(R"({"ns":700,"source":"server"})"));
    QCOMPARE(part("untold"), QStringLiteral(R"({"ns":100,"source":"difference"})"));
    QCOMPARE(part("queue"), QStringLiteral(R"({"ns":null,"source":null})"));
    QVERIFY(anatomy.value(QStringLiteral("loadHoldsQueue")).toBool());
    QCOMPARE(anatomy.value(QStringLiteral("waitNs")).toInt(), 1000);

    written.insert(QStringLiteral("anatomy"), QStringLiteral("nonsense"));
    calls.replace(0, written);
    json.insert(QStringLiteral("calls"), calls);
    const auto back = experiment::experimentFromJson(json);
    QVERIFY(back);
    QCOMPARE(back->calls.first().anatomy(), call.anatomy());
}

void TestJson::followsThePublishedSchema()
{
    const QJsonObject schema = publishedSchema();
    QVERIFY(!schema.isEmpty());
    for (quint32 seed = 1; seed <= 60; ++seed) {
        const QString fault =
            test::schemaFault(throughText(experiment::toJson(test::RandomExperiment(seed).make())), schema);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
    }
}

void TestJson::schemaCheckerSeesFaults_data()
{
    QTest::addColumn<QStringList>("path");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("wrong type") << QStringList {QStringLiteral("notes")} << QJsonValue(7);
    QTest::newRow("unknown state") << QStringList {QStringLiteral("state")}
                                   << QJsonValue(QStringLiteral("happy"));
    QTest::newRow("no id") << QStringList {QStringLiteral("id")} << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("id of another form")
        << QStringList {QStringLiteral("id")} << QJsonValue(QStringLiteral("A-1"));
    QTest::newRow("unknown member") << QStringList {QStringLiteral("more")} << QJsonValue(1);
    QTest::newRow("inner type") << QStringList {QStringLiteral("spec"), QStringLiteral("runs")}
                                << QJsonValue(1.5);
    QTest::newRow("no arms") << QStringList {QStringLiteral("spec"), QStringLiteral("arms")}
                             << QJsonValue(QJsonArray());
}

void TestJson::schemaCheckerSeesFaults()
{
    QFETCH(QStringList, path);
    QFETCH(QJsonValue, value);
    QJsonObject json = experiment::toJson(test::RandomExperiment(1).make());
    if (path.size() == 1) {
        json.insert(path.first(), value);
    } else {
        QJsonObject inner = json.value(path.first()).toObject();
        inner.insert(path.last(), value);
        json.insert(path.first(), inner);
    }
    QVERIFY(!test::schemaFault(json, publishedSchema()).isEmpty());
}

void TestJson::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("member");
    const QByteArray spec = R"("spec":{"folder":"/f","engine":"builtin","arms":[]})";
    QTest::newRow("empty") << QByteArray("{}") << "id";
    QTest::newRow("id of the wrong kind") << QByteArray(R"({"id":7})") << "id";
    QTest::newRow("unknown state") << QByteArray(R"({"id":"x","state":"happy"})") << "state";
    QTest::newRow("no spec") << QByteArray(R"({"id":"x","state":"running"})") << "spec";
    QTest::newRow("no calls") << QByteArray(R"({"id":"x","state":"running",)" + spec + "}") << "calls";
    QTest::newRow("runs that is no whole number")
        << QByteArray(R"({"id":"x","state":"running","spec":{"folder":"","engine":"","arms":[],"runs":1.5}})")
        << "spec.runs";
    QTest::newRow("runs beyond int") << QByteArray(
        R"({"id":"x","state":"running","spec":{"folder":"","engine":"","arms":[],"runs":1e300}})")
                                     << "spec.runs";
    QTest::newRow("chunk of an unknown kind") << QByteArray(R"({"id":"x","state":"running",)" + spec
        + R"(,"calls":[{"ordinal":0,"arm":"a","run":1,"stage":"report","state":"ok","chunks":[{"arrivalNs":1,"kind":"smell"}]}]})")
                                              << "calls[0].chunks[0].kind";
    QTest::newRow("from a newer program") << QByteArray(R"({"formatVersion":2,"id":"x"})") << "formatVersion";
}

void TestJson::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, member);
    const auto result = experiment::experimentFromJson(QJsonDocument::fromJson(text).object());
    QVERIFY(!result);
    QCOMPARE(result.error().code, base::ErrorCode::Malformed);
    QCOMPARE(result.error().origin, member);
}

void TestJson::fuzzedMembersNeverCrash()
{
    const QByteArray text = QJsonDocument(experiment::toJson(test::RandomExperiment(3).make(2, 3))).toJson();
    std::mt19937 random(5);
    int understood = 0;
    for (int i = 0; i < 600; ++i) {
        QByteArray hurt = text;
        for (int k = 0; k < 3; ++k)
            hurt[static_cast<qsizetype>(random()) % hurt.size()] =
                static_cast<char>(static_cast<int>(random() % 96) + 32);
        const QJsonDocument document = QJsonDocument::fromJson(hurt);
        understood += experiment::experimentFromJson(document.object()).has_value() ? 1 : 0;
    }
    QVERIFY(understood > 0 && understood < 600);
}

void TestJson::olderFilesLackMembers()
{
    QJsonObject json = experiment::toJson(test::RandomExperiment(4).make());
    json.remove(QStringLiteral("environment"));
    json.remove(QStringLiteral("tags"));
    json.remove(QStringLiteral("concurrency"));
    QJsonObject spec = json.value(QStringLiteral("spec")).toObject();
    spec.remove(QStringLiteral("agents"));
    spec.remove(QStringLiteral("moreUrls"));
    json.insert(QStringLiteral("spec"), spec);
    QJsonArray calls = json.value(QStringLiteral("calls")).toArray();
    for (qsizetype at = 0; at < calls.size(); ++at) {
        QJsonObject call = calls.at(at).toObject();
        call.remove(QStringLiteral("agent"));
        calls.replace(at, call);
    }
    json.insert(QStringLiteral("calls"), calls);
    const auto back = experiment::experimentFromJson(json);
    QVERIFY(back);
    QCOMPARE(back->environment, experiment::Environment {});
    QCOMPARE(back->tags, QStringList());
    QCOMPARE(back->spec.agents, 1);
    QCOMPARE(back->spec.moreUrls, QStringList());
    for (const auto& call : back->calls)
        QCOMPARE(call.agent, 0);
    QVERIFY(back->concurrency().isEmpty());
}

void TestJson::notFiniteBecomesAbsent()
{
    measure::CallMetrics metrics;
    metrics.ttftNs = std::numeric_limits<double>::infinity();
    QVERIFY(experiment::toJson(metrics).value(QStringLiteral("ttftNs")).isNull());
}

QTEST_GUILESS_MAIN(TestJson)
#include "tst_json.moc"
