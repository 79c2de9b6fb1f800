#include "servers/scriptedserver.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace benchglass;
using tests::ScriptedOllama;

namespace {

struct Ended
{
    int exitCode = -1;
    QByteArray out;
    QString err;

    QJsonDocument json() const { return QJsonDocument::fromJson(out); }
};

const QString program = QStringLiteral(BENCHGLASS_BIN_DIR "/benchglass-cli");

QStringList words(const char* line)
{
    return QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

/// The command line, as a process.
class TestCli : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        QVERIFY(m_dir->isValid());
        m_folder = m_dir->filePath(QStringLiteral("data"));
        QVERIFY(QDir().mkpath(m_folder));
        write(QStringLiteral("a.csv"), "model,tokens_per_second\nm1,100.5\nm1,101.5\nm2,50.25\n");
        write(QStringLiteral("b.json"), R"({"latency_ms": 12.5})");
    }

    void usageErrors_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no command") << words("");
        QTest::newRow("unknown command") << words("frobnicate");
        QTest::newRow("unknown option") << words("list --frobnicate");
        QTest::newRow("no folder") << words("run");
        QTest::newRow("two folders") << words("ingest a b");
        QTest::newRow("no such engine") << words("run . --engine abacus");
        QTest::newRow("runs is no number") << words("run . --runs many");
        QTest::newRow("no runs") << words("run . --runs 0");
        QTest::newRow("malformed arm") << words("run . --arm :x=1");
        QTest::newRow("two arms of one name") << words("run . --arm A --arm A");
        QTest::newRow("no such format") << words("run . --format docx");
        QTest::newRow("no format at all") << QStringList {QStringLiteral("run"), QStringLiteral("."),
            QStringLiteral("--format"), QString(), QStringLiteral("--out"), QStringLiteral("x")};
        QTest::newRow("only a comma for a format") << words("export abcd --out x --format ,");
        QTest::newRow("agents are no number") << words("run . --agents many");
        QTest::newRow("a crowd of agents") << words("run . --agents 65");
        QTest::newRow("nobody") << words("run . --agents 0");
        QTest::newRow("a server for no agent") << words("run . --engine ollama --url http://127.0.0.1:8 "
                                                        "--also http://127.0.0.1:9");
        QTest::newRow("agents with nothing to contend for") << words("run . --agents 2");
        QTest::newRow("no such order") << words("run . --order backwards");
        QTest::newRow("no such think") << words("run . --think perhaps");
        QTest::newRow("no such think of an arm") << words("run . --arm A:think=perhaps");
        QTest::newRow("negative timeout") << words("run . --timeout-connect -1");
        QTest::newRow("timeout is no number") << words("run . --timeout-idle soon");
        QTest::newRow("endless timeout") << words("run . --timeout-total inf");
        QTest::newRow("no such certificates") << words("run . --ca-file /nowhere/ca.pem");
        QTest::newRow("a folder for certificates") << words("run . --ca-file .");
        QTest::newRow("export without a place") << words("export abcd");
        QTest::newRow("replay at no speed") << words("replay abcd --speed fast");
        QTest::newRow("replay backwards") << words("replay abcd --speed -1");
        QTest::newRow("replay of no such stage") << words("replay abcd --stage ingest");
        QTest::newRow("replay is no engine") << words("run . --engine replay");
        QTest::newRow("malformed id") << words("show a/b/c/d");
        QTest::newRow("no such id") << words("show zzzzzzzz");
    }
    void usageErrors()
    {
        QFETCH(QStringList, arguments);
        const auto ended = cli(arguments);
        QCOMPARE(ended.exitCode, 2);
        QVERIFY(ended.out.isEmpty());
        QVERIFY(ended.err.contains(u"benchglass-cli: "));
        QVERIFY2(!ended.err.trimmed().endsWith(u".."), qPrintable(ended.err));
    }

    void aMalformedArmIsExplained_data()
    {
        QTest::addColumn<QString>("arm");
        QTest::addColumn<QString>("reason");
        QTest::newRow("unknown option") << "T:foo=1"
                                        << "foo";
        QTest::newRow("no number") << "T:num_ctx=many"
                                   << "num_ctx is a whole number";
        QTest::newRow("no name") << ":num_ctx=512"
                                 << "is no name for an arm";
    }
    void aMalformedArmIsExplained()
    {
        QFETCH(QString, arm);
        QFETCH(QString, reason);
        const auto ended = cli({QStringLiteral("run"), m_folder, QStringLiteral("--arm"), arm});
        QCOMPARE(ended.exitCode, 2);
        const qsizetype quoted = ended.err.indexOf(arm);
        QVERIFY2(quoted >= 0 && ended.err.indexOf(reason, quoted + arm.size()) > 0, qPrintable(ended.err));
    }

    void anArmsNameIsNoTemplate()
    {
        const QString arm = QStringLiteral("A%2%3");
        const auto ended = cli({QStringLiteral("run"), m_folder, QStringLiteral("--arm"), arm});
        QCOMPARE(ended.exitCode, 0);
        const QString text = QString::fromUtf8(ended.out) + ended.err;
        QVERIFY2(text.contains(arm + u": engine defaults, 1 of 1 runs"_qs), qPrintable(text));
        QVERIFY2(text.contains(arm + u" run 1 · analysis"_qs), qPrintable(text));
        QVERIFY2(!text.contains(u"%4"), qPrintable(text));
    }

    void aFoldersNameIsNoTemplate()
    {
        const QString folder = m_dir->filePath(QStringLiteral("a%2b%7"));
        QVERIFY(QFile::rename(m_folder, folder));
        const auto ended = cli({QStringLiteral("ingest"), folder});
        QVERIFY2(ended.out.startsWith(folder.toUtf8() + ": 2 files (1 CSV, 1 JSON, 0 Markdown), 4 values"),
            ended.out.constData());
    }

    void namesCannotSteerTheTerminal()
    {
        const QString steering = QStringLiteral("a\x1b[31m\u202eb\u2066c\u2028d");
        const QString folder = m_dir->filePath(steering);
        QVERIFY(QFile::rename(m_folder, folder));
        QVERIFY(QFile::copy(folder + u"/b.json"_qs, folder + u"/\x1b]0;x\u202e.json"_qs));
        const auto read = cli({QStringLiteral("ingest"), folder});
        const auto ran = cli({QStringLiteral("run"), folder});
        const auto list = cli({QStringLiteral("list")});
        const QString id = QString::fromUtf8(list.out).section(u'\n', 1, 1).section(u' ', 0, 0);
        const auto shown = cli({QStringLiteral("show"), id + u"/Baseline/1"_qs});
        const auto missing = cli({QStringLiteral("ingest"), folder + u"/nowhere"_qs});
        QCOMPARE(missing.exitCode, 4);
        QCOMPARE(shown.exitCode, 0);
        for (const auto& ended : {read, ran, list, shown, missing}) {
            const QString text = QString::fromUtf8(ended.out) + ended.err;
            QVERIFY(text.contains(QChar(QChar::ReplacementCharacter)));
            for (const char16_t forbidden : u"\x1b\u202e\u2066\u2028") {
                if (forbidden != u'\0')
                    QVERIFY2(!text.contains(QChar(forbidden)), qPrintable(text));
            }
        }
    }

    void outputThatNobodyTakesIsAFailure_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("ingest") << QStringList {QStringLiteral("ingest"), QString()};
        QTest::newRow("json") << QStringList {QStringLiteral("ingest"), QString(), QStringLiteral("--json")};
        QTest::newRow("run") << QStringList {QStringLiteral("run"), QString()};
        QTest::newRow("version") << QStringList {QStringLiteral("--version")};
    }
    void outputThatNobodyTakesIsAFailure()
    {
        if (!QFile::exists(QStringLiteral("/dev/full")))
            QSKIP("There is no /dev/full here.");
        QFETCH(QStringList, arguments);
        arguments.replaceInStrings(QRegularExpression(QStringLiteral("^$")), m_folder);
        QProcess process;
        process.setStandardOutputFile(QStringLiteral("/dev/full"));
        process.start(program, arguments.size() > 1 ? withStore(arguments) : arguments);
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 1);
        QVERIFY(process.readAllStandardError().contains("benchglass-cli: "));
    }

    void corpusErrors_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("folder");
        for (const auto* command : {"ingest", "run"}) {
            QTest::addRow("%s: folder missing", command) << QString::fromLatin1(command) << "missing";
            QTest::addRow("%s: folder empty", command) << QString::fromLatin1(command) << "empty";
            QTest::addRow("%s: nothing supported", command) << QString::fromLatin1(command) << "photos";
        }
    }
    void corpusErrors()
    {
        QFETCH(QString, command);
        QFETCH(QString, folder);
        const QDir dir(m_dir->path());
        QVERIFY(dir.mkpath(QStringLiteral("empty")) && dir.mkpath(QStringLiteral("photos")));
        QFile photo(dir.filePath(QStringLiteral("photos/a.jpg")));
        QVERIFY(photo.open(QIODevice::WriteOnly));
        const auto ended = cli({command, dir.filePath(folder)});
        QCOMPARE(ended.exitCode, 4);
        QVERIFY(ended.out.isEmpty());
        QVERIFY(ended.err.contains(folder));
    }

    void ingestJson()
    {
        const auto ended = cli({QStringLiteral("ingest"), m_folder, QStringLiteral("--json")});
        QCOMPARE(ended.exitCode, 0);
        const auto json = ended.json().object();
        QCOMPARE(json.value(QStringLiteral("files")).toArray().size(), 2);
        QCOMPARE(json.value(QStringLiteral("observations")).toInt(), 4);
        const auto series = json.value(QStringLiteral("series")).toArray();
        QVERIFY(!series.isEmpty());
        for (const auto* member : {"key", "unit", "n", "min", "median", "mean", "max", "sd", "files"})
            QVERIFY2(series.first().toObject().contains(QLatin1String(member)), member);
        const auto fact = json.value(QStringLiteral("facts")).toArray().first().toObject();
        for (const auto* member : {"id", "text", "value", "unit", "source"})
            QVERIFY2(fact.contains(QLatin1String(member)), member);
    }

    void builtinRunWritesEveryFormat()
    {
        const QString out = m_dir->filePath(QStringLiteral("out"));
        const auto ended = cli({QStringLiteral("run"), m_folder, QStringLiteral("--arm"),
            QStringLiteral("Baseline"), QStringLiteral("--arm"), QStringLiteral("Tuned:temperature=0.2"),
            QStringLiteral("--runs"), QStringLiteral("3"), QStringLiteral("--out"), out,
            QStringLiteral("--format"), QStringLiteral("md,pdf,csv,json,a3"), QStringLiteral("--json")});
        QVERIFY2(ended.exitCode == 0, qPrintable(ended.err));
        for (const auto* name :
            {"report.md", "report.pdf", "calls.csv", "chunks.csv", "run.json", "metrics.json"})
            QVERIFY2(QFileInfo(out + u'/' + QLatin1String(name)).size() > 100, name);
        int measured = 0;
        const auto calls = ended.json().object().value(QStringLiteral("calls")).toArray();
        for (const auto& value : calls) {
            const auto call = value.toObject();
            measured += call.value(QStringLiteral("warmup")).toBool() ? 0 : 1;
            for (const auto* member :
                {"arm", "run", "stage", "state", "flags", "metrics", "t0MonotonicNs", "chunks"})
                QVERIFY2(call.contains(QLatin1String(member)), member);
        }
        QCOMPARE(measured, 12);
        QFile pdf(out + u"/report.pdf"_qs);
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        QVERIFY(pdf.read(5) == "%PDF-");
    }

    void theLibraryKeepsRuns()
    {
        QCOMPARE(cli({QStringLiteral("run"), m_folder}).exitCode, 0);
        const auto list = cli({QStringLiteral("list"), QStringLiteral("--json")}).json().array();
        QCOMPARE(list.size(), 1);
        const QString id = list.first().toObject().value(QStringLiteral("id")).toString();
        QCOMPARE(id.size(), 10);
        QCOMPARE(
            list.first().toObject().value(QStringLiteral("state")).toString(), QStringLiteral("finished"));

        const auto shown = cli({QStringLiteral("show"), id.left(6)});
        QCOMPARE(shown.exitCode, 0);
        QVERIFY(shown.out.contains(id.toLatin1()));
        QCOMPARE(cli({QStringLiteral("show"), id + u"/Baseline/1"_qs}).exitCode, 0);
        QCOMPARE(cli({QStringLiteral("show"), id + u"/Nobody"_qs}).exitCode, 2);

        const QString file = m_dir->filePath(QStringLiteral("one.md"));
        const auto exported = cli({QStringLiteral("export"), id, QStringLiteral("--out"), file});
        QVERIFY2(exported.exitCode == 0, qPrintable(exported.err));
        QVERIFY(QFile::exists(file));

        QCOMPARE(cli({QStringLiteral("delete"), id}).exitCode, 0);
        QVERIFY(cli({QStringLiteral("list"), QStringLiteral("--json")}).json().array().isEmpty());
        QCOMPARE(cli({QStringLiteral("list"), QStringLiteral("--trash"), QStringLiteral("--json")})
                     .json()
                     .array()
                     .size(),
            1);
        QCOMPARE(cli({QStringLiteral("delete"), id, QStringLiteral("--restore")}).exitCode, 0);
        QCOMPARE(cli({QStringLiteral("delete"), id, QStringLiteral("--forever")}).exitCode, 0);
        QCOMPARE(cli({QStringLiteral("show"), id}).exitCode, 2);
    }

    void aCallIsPlayedAgain()
    {
        QCOMPARE(cli({QStringLiteral("run"), m_folder}).exitCode, 0);
        const QByteArray before = cli(words("list --json")).out;
        const QString id =
            QJsonDocument::fromJson(before).array().first().toObject().value(QStringLiteral("id")).toString();
        const QJsonArray calls = cli({QStringLiteral("show"), id, QStringLiteral("--json")})
                                     .json()
                                     .object()
                                     .value(QStringLiteral("calls"))
                                     .toArray();
        QCOMPARE(calls.size(), 2);
        for (const auto& call : calls) {
            QByteArray text;
            for (const auto& chunk : call.toObject().value(QStringLiteral("chunks")).toArray())
                text += chunk.toObject().value(QStringLiteral("text")).toString().toUtf8();
            const QString stage = call.toObject().value(QStringLiteral("stage")).toString();
            const auto played = cli({QStringLiteral("replay"), id + u"/Baseline/1"_qs,
                QStringLiteral("--stage"), stage, QStringLiteral("--speed"), QStringLiteral("max")});
            QCOMPARE(played.exitCode, 0);
            QVERIFY(!text.isEmpty());
            QCOMPARE(played.out, text + "\n");
            QVERIFY(played.err.contains(u"as they came then"));
        }
        QCOMPARE(cli({QStringLiteral("replay"), id}).out,
            cli({QStringLiteral("replay"), id, QStringLiteral("--speed"), QStringLiteral("64")}).out);
        QCOMPARE(cli(words("list --json")).out, before); // nothing was measured by it
    }

    void whoIsAskedToThink_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QStringList>("thinks"); ///< Of each arm, as kept.
        QTest::newRow("nobody says") << words("--arm A --arm B") << QStringList {QString(), QString()};
        QTest::newRow("all") << words("--think high --arm A --arm B") << words("high high");
        QTest::newRow("an arm's own wins")
            << words("--think on --arm A:think=off --arm B") << words("off on");
        QTest::newRow("without an arm") << words("--think low") << words("low");
    }
    void whoIsAskedToThink()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QStringList, thinks);
        const auto ended =
            cli(QStringList {QStringLiteral("run"), m_folder, QStringLiteral("--json")} + arguments);
        QVERIFY2(ended.exitCode == 0, qPrintable(ended.err));
        QStringList kept;
        for (const QJsonValue arm : specOf(ended).value(QStringLiteral("arms")).toArray())
            kept += arm.toObject().value(QStringLiteral("think")).toString();
        QCOMPARE(kept, thinks);
    }

    void timeoutsAndCertificatesAreKept()
    {
        const QString certificates = m_dir->filePath(QStringLiteral("ca.pem"));
        QVERIFY(QFile::copy(m_folder + u"/b.json"_qs, certificates));
        const auto ended = cli(QStringList {QStringLiteral("run"), m_folder, QStringLiteral("--json"),
                                   QStringLiteral("--ca-file"), certificates}
            + words("--timeout-connect 1.5 --timeout-first 20 --timeout-idle 30 --timeout-total 0"));
        QVERIFY2(ended.exitCode == 0, qPrintable(ended.err));
        const QJsonObject spec = specOf(ended);
        QCOMPARE(spec.value(QStringLiteral("caFile")).toString(), certificates);
        const QJsonObject timeouts = spec.value(QStringLiteral("timeouts")).toObject();
        QCOMPARE(timeouts.value(QStringLiteral("connectMs")).toInt(), 1500);
        QCOMPARE(timeouts.value(QStringLiteral("firstByteMs")).toInt(), 20'000);
        QCOMPARE(timeouts.value(QStringLiteral("idleMs")).toInt(), 30'000);
        QCOMPARE(timeouts.value(QStringLiteral("totalMs")).toInt(), 0);
    }

    void theKeyIsKeptNowhere_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("a server that takes it") << 200;
        QTest::newRow("a server that refuses it and says it aloud") << 401;
    }
    void theKeyIsKeptNowhere()
    {
        QFETCH(int, status);
        const QByteArray key = "sk-verysecret-4711";
        tests::ScriptedServer server;
        server.route("GET /v1/models",
            {tests::Step::send(tests::ScriptedServer::json({{QStringLiteral("object"), u"list"_qs},
                {QStringLiteral("data"), QJsonArray {QJsonObject {{QStringLiteral("id"), u"tiny"_qs}}}}}))});
        server.route("POST /v1/chat/completions", status == 200 ? sseAnswer() : refusal(key));
        qputenv("BENCHGLASS_API_KEY", key);
        const QString out = m_dir->filePath(QStringLiteral("out"));
        const auto ended =
            cli({QStringLiteral("run"), m_folder, QStringLiteral("--engine"), QStringLiteral("openai"),
                QStringLiteral("--url"), server.url(), QStringLiteral("--model"), QStringLiteral("tiny"),
                QStringLiteral("--arm"), QStringLiteral("A:num_ctx=512"), QStringLiteral("--out"), out,
                QStringLiteral("--format"), QStringLiteral("md,pdf,csv,json,a3"), QStringLiteral("--json")});
        qunsetenv("BENCHGLASS_API_KEY");
        QVERIFY2(ended.exitCode == (status == 200 ? 0 : 1), qPrintable(ended.err));
        QVERIFY2(ended.err.contains(u"num_ctx"_qs), qPrintable(ended.err)); // has no effect, and that is said
        for (const QJsonValue call : ended.json().object().value(QStringLiteral("calls")).toArray())
            QVERIFY(!call.toObject().value(QStringLiteral("optionsSent")).toObject().contains(u"num_ctx"));
        QFile report(out + u"/report.md"_qs);
        QVERIFY(report.open(QIODevice::ReadOnly));
        QVERIFY(report.readAll().contains("they were not sent: num_ctx."));
        int chats = 0;
        for (const auto& request : server.requests()) {
            QCOMPARE(request.header("authorization"), "Bearer " + key);
            chats += request.route.startsWith("POST /v1/chat");
        }
        QVERIFY(chats >= 2);
        QVERIFY(!ended.out.contains(key));
        QVERIFY2(!ended.err.contains(QString::fromLatin1(key)), qPrintable(ended.err));
        int files = 0;
        QDirIterator each(m_dir->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (each.hasNext()) {
            QFile file(each.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains(key), qPrintable(file.fileName()));
            ++files;
        }
        QVERIFY(files >= 8); // the library and five formats
    }

    void theKeyIsNotForEveryEngine()
    {
        ScriptedOllama server;
        qputenv("BENCHGLASS_API_KEY", "sk-verysecret-4711");
        const auto ended = ollama(server.url(), {QStringLiteral("--model"), QStringLiteral("tiny")});
        qunsetenv("BENCHGLASS_API_KEY");
        QCOMPARE(ended.exitCode, 0);
        QVERIFY(!server.requests().isEmpty());
        for (const auto& request : server.requests())
            QVERIFY(request.header("authorization").isEmpty());
    }

    void theLibraryHoldsNoPassword()
    {
        ScriptedOllama server;
        QString url = server.url();
        url.replace(QStringLiteral("://"), QStringLiteral("://ann:verysecret@"));
        const auto ended = ollama(url, {QStringLiteral("--model"), QStringLiteral("tiny")});
        QCOMPARE(ended.exitCode, 0);
        QVERIFY(server.chatCount() > 0);
        const QFileInfoList files = QDir(m_dir->path()).entryInfoList({QStringLiteral("library.db*")});
        QVERIFY(!files.isEmpty());
        for (const QFileInfo& info : files) {
            QFile file(info.filePath());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains("verysecret"), qPrintable(info.fileName()));
        }
    }

    void theKeyIsForWhoAsks()
    {
        tests::ScriptedServer server;
        for (const char* route : {"GET /", "GET /api/version", "GET /api/tags"})
            server.route(route,
                {tests::Step::send(tests::ScriptedServer::reply(401, "text/html", "<title>401</title>"))});
        qputenv("BENCHGLASS_API_KEY", "sk-verysecret-4711");
        const auto ended = ollama(server.url(), {QStringLiteral("--model"), QStringLiteral("tiny")});
        qunsetenv("BENCHGLASS_API_KEY");
        QVERIFY(ended.exitCode != 0);
        QVERIFY(server.requests().size() >= 2);
        QVERIFY(server.requests().first().header("authorization").isEmpty());
        QCOMPARE(server.requests().last().header("authorization"), QByteArray("Bearer sk-verysecret-4711"));
        QVERIFY2(!ended.err.contains(u"4711"), qPrintable(ended.err));
    }

    void serverErrors_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("words");
        QTest::newRow("nothing listens") << "http://127.0.0.1:9"
                                         << "tiny"
                                         << "127.0.0.1:9";
        QTest::newRow("no such model") << QString() << "huge"
                                       << "huge";
    }
    void serverErrors()
    {
        QFETCH(QString, url);
        QFETCH(QString, model);
        QFETCH(QString, words);
        ScriptedOllama server;
        const auto ended = ollama(url.isEmpty() ? server.url() : url, {QStringLiteral("--model"), model});
        QCOMPARE(ended.exitCode, 3);
        QVERIFY2(ended.err.contains(words), qPrintable(ended.err));
    }

    void aSilentServerIsUnreachable()
    {
        tests::ScriptedServer server;
        server.route("GET /api/version", {tests::Step::hold()});
        const auto ended = ollama(server.url(), {QStringLiteral("--model"), QStringLiteral("tiny")});
        QCOMPARE(ended.exitCode, 3);
        QCOMPARE(ended.err.count(u"benchglass-cli: "), 1);
    }

    void aServerThatRefusesItsNameIsUnreachable()
    {
        tests::ScriptedServer server;
        server.route("GET /api/version",
            {tests::Step::send(tests::ScriptedServer::reply(500, "text/plain", "out of order"))});
        const auto ended = ollama(server.url(), {QStringLiteral("--model"), QStringLiteral("tiny")});
        QCOMPARE(ended.exitCode, 3);
    }

    void notAnOllama()
    {
        tests::ScriptedServer server;
        const auto ended = ollama(server.url(), {QStringLiteral("--model"), QStringLiteral("tiny")});
        QCOMPARE(ended.exitCode, 3);
        QVERIFY(!ended.err.isEmpty());
    }

    void aDroppedStreamIsAFailureThatKeepsItsText()
    {
        ScriptedOllama server;
        ScriptedOllama::Settings settings;
        settings.dropAfterTokens = 10;
        settings.faultAtCall = 2;
        server.set(settings);
        const auto ended = ollama(
            server.url(), {QStringLiteral("--model"), QStringLiteral("tiny"), QStringLiteral("--json")});
        QCOMPARE(ended.exitCode, 1);
        const auto calls = ended.json().object().value(QStringLiteral("calls")).toArray();
        const auto dropped = calls.at(1).toObject();
        QCOMPARE(dropped.value(QStringLiteral("state")).toString(), QStringLiteral("aborted"));
        QVERIFY(!dropped.value(QStringLiteral("chunks")).toArray().isEmpty());
        QVERIFY(dropped.value(QStringLiteral("metrics"))
                    .toObject()
                    .value(QStringLiteral("outputTokens"))
                    .isNull());
    }

    void severalAgentsAtOnce()
    {
        ScriptedOllama first;
        ScriptedOllama second;
        const QString out = m_dir->filePath(QStringLiteral("out"));
        const auto ended = ollama(first.url(),
            {QStringLiteral("--model"), QStringLiteral("tiny"), QStringLiteral("--agents"),
                QStringLiteral("3"), QStringLiteral("--also"), second.url(), QStringLiteral("--out"), out,
                QStringLiteral("--format"), QStringLiteral("md,csv,json,a3")});
        QVERIFY2(ended.exitCode == 0, qPrintable(ended.err));
        QVERIFY2(QString::fromUtf8(ended.out).contains(u"3 agents at once wrote"), ended.out.constData());
        QVERIFY2(ended.err.contains(u"Baseline run 1.3 · report"), qPrintable(ended.err));
        QCOMPARE(first.chatCount() + second.chatCount(), 2 + 2 + 6);
        QCOMPARE(second.chatCount(), 1 + 2);
        const auto list = cli({QStringLiteral("list"), QStringLiteral("--json")}).json().array();
        const QString id = list.first().toObject().value(QStringLiteral("id")).toString();
        const auto arm = list.first().toObject().value(QStringLiteral("arms")).toArray().first();
        const QString flags = arm.toObject().value(QStringLiteral("flags")).toString();
        QVERIFY2(flags.contains(u"6 concurrent"), qPrintable(flags));
        const auto shown = cli({QStringLiteral("show"), id});
        QVERIFY2(shown.out.contains("3 agents at once wrote"), shown.out.constData());
        const auto json = cli({QStringLiteral("show"), id, QStringLiteral("--json")}).json().object();
        const auto rounds = json.value(QStringLiteral("concurrency")).toArray();
        QCOMPARE(rounds.size(), 1);
        QVERIFY(rounds.first().toObject().value(QStringLiteral("speedUp")).toDouble() > 0);
        QCOMPARE(json.value(QStringLiteral("spec")).toObject().value(QStringLiteral("agents")).toInt(), 3);
        int concurrent = 0;
        for (const auto& call : json.value(QStringLiteral("calls")).toArray())
            concurrent += call.toObject()
                              .value(QStringLiteral("flags"))
                              .toArray()
                              .contains(QStringLiteral("concurrent"))
                ? 1
                : 0;
        QCOMPARE(concurrent, 6);
        QFile report(out + u"/report.md"_qs);
        QVERIFY(report.open(QIODevice::ReadOnly));
        QVERIFY(report.readAll().contains("## Concurrency\n"));
    }

    void exportToAFullDisk()
    {
        QCOMPARE(cli({QStringLiteral("run"), m_folder}).exitCode, 0);
        const auto list = cli({QStringLiteral("list"), QStringLiteral("--json")}).json().array();
        const QString id = list.first().toObject().value(QStringLiteral("id")).toString();
        const auto ended = cli({QStringLiteral("export"), id, QStringLiteral("--out"),
            QStringLiteral("/proc/nowhere/report.md")});
        QCOMPARE(ended.exitCode, 1);
        QVERIFY(ended.err.contains(u"/proc/nowhere"));
    }

    void aStoreThatCannotBeOpened()
    {
        const auto ended = run(
            {QStringLiteral("list"), QStringLiteral("--store"), QStringLiteral("/proc/nowhere/library.db")});
        QCOMPARE(ended.exitCode, 5);
        QCOMPARE(ended.err.count(u"benchglass-cli: "), 1);
    }

    void aRunThatCannotBeKeptSaysSo()
    {
        const auto ended = run({QStringLiteral("run"), m_folder, QStringLiteral("--json"),
            QStringLiteral("--store"), QStringLiteral("/proc/nowhere/library.db")});
        QCOMPARE(ended.exitCode, 5);
        QCOMPARE(ended.json().object().value(QStringLiteral("calls")).toArray().size(), 2);
        QVERIFY(!ended.err.isEmpty());
    }

    void eachSentenceIsSaidOnce()
    {
        QCOMPARE(cli({QStringLiteral("run"), m_folder}).exitCode, 0);
        QFile library(m_dir->filePath(QStringLiteral("library.db")));
        QVERIFY(library.open(QIODevice::ReadWrite));
        constexpr qint64 userVersionAt = 60; // of SQLite's file header
        QVERIFY(library.seek(userVersionAt) && library.write(QByteArray::fromHex("000f4240")) == 4);
        library.close();
        qunsetenv("XDG_RUNTIME_DIR"); // Qt remarks on that.
        const auto ended = cli({QStringLiteral("run"), m_folder, QStringLiteral("--runs"),
            QStringLiteral("2"), QStringLiteral("--out"), m_dir->filePath(QStringLiteral("out"))});
        QCOMPARE(ended.exitCode, 5);
        QStringList lines = ended.err.split(u'\n', Qt::SkipEmptyParts);
        QVERIFY2(!lines.filter(QStringLiteral("benchglass-cli: ")).isEmpty(), qPrintable(ended.err));
        const auto before = lines.size();
        lines.removeDuplicates();
        QVERIFY2(lines.size() == before, qPrintable(ended.err));
        // Nothing but what is meant for people: no log lines, none of Qt's either.
        QVERIFY2(lines.filter(QStringLiteral("benchglass.")).isEmpty(), qPrintable(ended.err));
        QVERIFY2(lines.filter(QStringLiteral("XDG_RUNTIME_DIR")).isEmpty(), qPrintable(ended.err));
    }

    void interruptKeepsWhatIsThere()
    {
        ScriptedOllama server;
        ScriptedOllama::Settings settings;
        settings.tokensPerCall = 2000;
        settings.tokenIntervalMs = 2;
        server.set(settings);
        QProcess process;
        process.start(program,
            withStore({QStringLiteral("run"), m_folder, QStringLiteral("--engine"), QStringLiteral("ollama"),
                QStringLiteral("--url"), server.url(), QStringLiteral("--model"), QStringLiteral("tiny"),
                QStringLiteral("--num-predict"), QStringLiteral("0"), QStringLiteral("--json")}));
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(server.chatCount() >= 2, 20'000);
        QTest::qWait(300);
        ::kill(pid_t(process.processId()), SIGINT);
        QTest::qWait(200);
        ::kill(pid_t(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitCode(), 1);
        const auto json = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        QCOMPARE(json.value(QStringLiteral("state")).toString(), QStringLiteral("stopped"));
        const auto last = json.value(QStringLiteral("calls")).toArray().last().toObject();
        QCOMPARE(last.value(QStringLiteral("state")).toString(), QStringLiteral("cancelled"));
        QVERIFY(!last.value(QStringLiteral("chunks")).toArray().isEmpty());
    }

    void helpIsData()
    {
        const auto ended = cli({QStringLiteral("run"), QStringLiteral("--help")});
        QCOMPARE(ended.exitCode, 0);
        QVERIFY(ended.out.contains("--arm"));
    }

private:
    static QJsonObject specOf(const Ended& ended)
    {
        return ended.json().object().value(QStringLiteral("spec")).toObject();
    }

    /// Ten words, the end and the counts, as OpenAI's protocol has them.
    static QList<tests::Step> sseAnswer()
    {
        QList<tests::Step> steps {tests::Step::send(tests::ScriptedServer::head(200, "text/event-stream"))};
        const auto event = [&](const QByteArray& data) {
            steps += tests::Step::wait(1);
            steps += tests::Step::send(tests::ScriptedServer::chunk("data: " + data + "\n\n"));
        };
        for (int word = 0; word < 10; ++word)
            event(R"({"choices":[{"index":0,"delta":{"content":"word "},"finish_reason":null}]})");
        event(R"({"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})");
        event(R"({"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":11,"total_tokens":16}})");
        event("[DONE]");
        steps += tests::Step::send(tests::ScriptedServer::lastChunk());
        return steps;
    }

    static QList<tests::Step> refusal(const QByteArray& key)
    {
        return {tests::Step::send(tests::ScriptedServer::reply(401, "application/json",
            R"({"error":{"message":"Incorrect API key provided: )" + key
                + R"(.","type":"authentication_error","code":401}})"))};
    }

    void write(const QString& name, const QByteArray& content)
    {
        QFile file(m_folder + u'/' + name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    QStringList withStore(QStringList arguments) const
    {
        if (!arguments.isEmpty())
            arguments += {QStringLiteral("--store"), m_dir->filePath(QStringLiteral("library.db"))};
        return arguments;
    }

    Ended cli(const QStringList& arguments) const { return run(withStore(arguments)); }

    Ended ollama(const QString& url, const QStringList& more) const
    {
        return cli(QStringList {QStringLiteral("run"), m_folder, QStringLiteral("--engine"),
                       QStringLiteral("ollama"), QStringLiteral("--url"), url}
            + more);
    }

    static Ended run(const QStringList& arguments)
    {
        QProcess process;
        process.start(program, arguments);
        if (!process.waitForFinished(60'000))
            return {};
        return {process.exitCode(), process.readAllStandardOutput(),
            QString::fromUtf8(process.readAllStandardError())};
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_folder;
};

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
