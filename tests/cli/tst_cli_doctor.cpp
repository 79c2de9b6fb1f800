#include "servers/scriptedserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTest>

using namespace benchglass;
using tests::ScriptedOllama;
using tests::ScriptedServer;
using tests::Step;

namespace {

struct Ended
{
    int exitCode = -1;
    QString out;
    QString err;

    QJsonObject json() const { return QJsonDocument::fromJson(out.toUtf8()).object(); }
    QStringList lines() const { return out.split(u'\n', Qt::SkipEmptyParts); }
};

QStringList statesOf(const QJsonObject& json)
{
    QStringList states;
    const auto steps = json.value(QStringLiteral("steps")).toArray();
    for (const QJsonValue step : steps)
        states.append(step.toObject().value(QStringLiteral("state")).toString());
    return states;
}

QStringList words(const char* line)
{
    return QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

/// `benchglass-cli doctor`, as a process.
class TestCliDoctor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aServerThatWorks()
    {
        ScriptedOllama server;
        const auto ended = doctor(server.url(), words("--model tiny"));
        QCOMPARE(ended.exitCode, 0);
        QCOMPARE(ended.lines().size(), 7);
        QVERIFY2(ended.lines().at(4).contains(u"Ollama, 0.30.6, 1 models"_qs)
                || ended.lines().at(4).contains(u"Ollama, 0.30.6, 1 model"_qs),
            qPrintable(ended.out));
        QVERIFY(ended.lines().last().contains(u"first token after"));
        QVERIFY2(ended.err.isEmpty(), qPrintable(ended.err));
    }

    void asJson()
    {
        ScriptedOllama server;
        const auto json = doctor(server.url(), words("--json")).json();
        QCOMPARE(json.value(QStringLiteral("ok")), QJsonValue(true));
        QCOMPARE(json.value(QStringLiteral("url")).toString(), server.url());
        QCOMPARE(json.value(QStringLiteral("model")).toString(), QStringLiteral("tiny:latest"));
        QCOMPARE(statesOf(json), words("ok ok skipped ok ok ok ok"));
        const auto test = json.value(QStringLiteral("steps")).toArray().last().toObject();
        QVERIFY(test.value(QStringLiteral("durationNs")).toInteger() > 0);
    }

    void failures_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<QString>("states");
        QTest::addColumn<QString>("remedy");
        QTest::newRow("a closed port") << QStringLiteral("http://127.0.0.1:9") << QStringList()
                                       << "ok failed skipped skipped skipped skipped skipped"
                                       << "start-server";
        QTest::newRow("a missing model")
            << QString() << words("--model huge") << "ok ok skipped ok ok failed skipped"
            << "pull-model";
        QTest::newRow("a name nobody knows") << QStringLiteral("http://nowhere.invalid") << QStringList()
                                             << "failed skipped skipped skipped skipped skipped skipped"
                                             << "change-address";
    }
    void failures()
    {
        QFETCH(QString, url);
        QFETCH(QStringList, more);
        QFETCH(QString, states);
        QFETCH(QString, remedy);
        ScriptedOllama server;
        const auto ended =
            doctor(url.isEmpty() ? server.url() : url, more + QStringList {QStringLiteral("--json")});
        QCOMPARE(ended.exitCode, 3);
        const auto json = ended.json();
        QCOMPARE(json.value(QStringLiteral("ok")), QJsonValue(false));
        QCOMPARE(statesOf(json).join(u' '), states);
        const auto steps = json.value(QStringLiteral("steps")).toArray();
        const auto error = steps.at(states.split(u' ').indexOf(QStringLiteral("failed")))
                               .toObject()
                               .value(QStringLiteral("error"))
                               .toObject();
        QCOMPARE(error.value(QStringLiteral("remedy")).toString(), remedy);
        // For people the same at the end, once.
        QCOMPARE(ended.err.count(u"benchglass-cli: "), 1);
        QVERIFY2(
            ended.err.contains(error.value(QStringLiteral("message")).toString()), qPrintable(ended.err));
    }

    void notAnOllama()
    {
        ScriptedServer server;
        const auto ended = doctor(server.url(), {});
        QCOMPARE(ended.exitCode, 3);
        QVERIFY2(ended.err.contains(u"Change the address"), qPrintable(ended.err));
        QVERIFY2(ended.lines().at(3).contains(u"status 404"), qPrintable(ended.out));
    }

    void namesItsOwnWayToHelp_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("words");
        QTest::newRow("a key") << 401 << QStringLiteral("BENCHGLASS_API_KEY");
        QTest::newRow("another address") << 404 << QStringLiteral("Change the address");
        QTest::newRow("once more") << 503 << QStringLiteral("Try again");
    }
    void namesItsOwnWayToHelp()
    {
        QFETCH(int, status);
        QFETCH(QString, words);
        ScriptedServer server;
        for (const char* route : {"GET /", "GET /api/version", "GET /api/tags"})
            server.route(route, {Step::send(ScriptedServer::reply(status, "text/plain", "no"))});
        const auto ended = doctor(server.url(), {});
        QCOMPARE(ended.exitCode, 3);
        QVERIFY2(ended.err.contains(words), qPrintable(ended.err));
    }

    void theBuiltInAnalyst()
    {
        const auto ended = run(words("doctor --engine builtin --json"));
        QCOMPARE(ended.exitCode, 0);
        QCOMPARE(statesOf(ended.json()), words("skipped skipped skipped skipped ok skipped ok"));
    }

    void pullsAMissingModel()
    {
        ScriptedOllama server;
        server.route("POST /api/pull", pullSteps("success"));
        const auto still = doctor(server.url(), words("--model huge --pull"));
        // Fetched, but the server does not list it: said once, and not fetched for ever.
        QCOMPARE(still.exitCode, 3);
        QCOMPARE(server.requestCount("POST /api/pull"), 1);
        // Steps that come in one read may be told as one, the last one never.
        QVERIFY2(still.err.contains(u"success"), qPrintable(still.err));
        QCOMPARE(still.lines().size(), 14);
    }

    void usesThePulledModel()
    {
        ScriptedOllama server;
        server.route("POST /api/pull", pullSteps("success", 1500));
        QProcess process;
        process.start(program(), arguments(server.url(), words("--model huge --pull")));
        QVERIFY(process.waitForStarted());
        QTRY_COMPARE_WITH_TIMEOUT(server.requestCount("POST /api/pull"), 1, 20'000);
        auto settings = server.settings();
        settings.models.append(QStringLiteral("huge:latest"));
        server.set(settings);
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 0);
    }

    void aPullThatFails()
    {
        ScriptedOllama server;
        server.route("POST /api/pull",
            {Step::send(ScriptedServer::head(200, "application/x-ndjson")
                + ScriptedServer::chunk("{\"error\":\"pull model manifest: file does not exist\"}\n")
                + ScriptedServer::lastChunk())});
        const auto ended = doctor(server.url(), words("--model huge --pull --json"));
        QCOMPARE(ended.exitCode, 3);
        QVERIFY2(ended.err.contains(u"file does not exist"), qPrintable(ended.err));
        QCOMPARE(ended.json().value(QStringLiteral("ok")), QJsonValue(false));
    }

    void usageErrors_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("a folder") << words("doctor .");
        QTest::newRow("no such engine") << words("doctor --engine abacus");
        QTest::newRow("no address") << words("doctor --url ftp://x");
        QTest::newRow("nothing to pull") << words("doctor --pull");
        QTest::newRow("no puller") << words("doctor --engine builtin --model x --pull");
    }
    void usageErrors()
    {
        QFETCH(QStringList, arguments);
        const auto ended = run(arguments);
        QCOMPARE(ended.exitCode, 2);
        QVERIFY(ended.out.isEmpty() && ended.err.contains(u"benchglass-cli: "));
    }

    void namesCannotSteerTheTerminal()
    {
        ScriptedOllama::Settings settings;
        settings.version = QStringLiteral("1\x1b[31m\u202e");
        ScriptedOllama server(settings);
        const auto ended = doctor(server.url(), words("--model tiny"));
        QCOMPARE(ended.exitCode, 0);
        QVERIFY(!ended.out.contains(QChar(0x1b)) && !ended.out.contains(QChar(0x202e)));
    }

    void theKeyIsNotSaid()
    {
        ScriptedServer server;
        const auto ended = doctor(server.url(), words("--json"));
        QVERIFY(!ended.out.contains(u"k-secret") && !ended.err.contains(u"k-secret"));
    }

private:
    static QString program() { return QStringLiteral(BENCHGLASS_BIN_DIR "/benchglass-cli"); }

    static QStringList arguments(const QString& url, const QStringList& more)
    {
        return QStringList {QStringLiteral("doctor"), QStringLiteral("--engine"), QStringLiteral("ollama"),
                   QStringLiteral("--url"), url}
        + more;
    }

    static QList<Step> pullSteps(const QByteArray& last, double waitMs = 0)
    {
        return {Step::send(ScriptedServer::head(200, "application/x-ndjson")
                    + ScriptedServer::chunk("{\"status\":\"pulling manifest\"}\n")),
            Step::wait(waitMs),
            Step::send(
                ScriptedServer::chunk("{\"status\":\"" + last + "\"}\n") + ScriptedServer::lastChunk())};
    }

    static Ended doctor(const QString& url, const QStringList& more) { return run(arguments(url, more)); }

    static Ended run(const QStringList& arguments)
    {
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("BENCHGLASS_API_KEY"), QStringLiteral("k-secret"));
        process.setProcessEnvironment(environment);
        process.start(program(), arguments);
        if (!process.waitForFinished(60'000))
            return {};
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
    }
};

QTEST_GUILESS_MAIN(TestCliDoctor)
#include "tst_cli_doctor.moc"
