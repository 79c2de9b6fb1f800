#include "engine/doctor/doctor.h"
#include "engine/http/streamthread.h"
#include "engine/ollama/ollamapull.h"
#include "servers/scriptedserver.h"
#include "servers/tlscertificates.h"
#include "servers/tlsserver.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QPointer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTranslator>

#include <dlfcn.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace benchglass;
using base::ErrorCode;
using base::Remedy;
using engine::Doctor;
using engine::DoctorStage;
using engine::DoctorState;
using tests::ScriptedOllama;
using tests::ScriptedServer;
using tests::Step;
using tests::TlsCertificates;
using tests::TlsServer;

/// The system's, but for a name that its resolver never answers for.
extern "C" int getaddrinfo(
    const char* name, const char* service, const addrinfo* hints, addrinfo** result) // NOLINT
{
    while (name && qstrcmp(name, "unanswered.invalid") == 0)
        ::pause();
    static const auto system = reinterpret_cast<decltype(&getaddrinfo)>(dlsym(RTLD_NEXT, "getaddrinfo"));
    return system(name, service, hints, result);
}

namespace {

/// Qt in a language in which nothing reads as in English.
class OtherLanguage : public QTranslator
{
public:
    OtherLanguage() { QCoreApplication::installTranslator(this); }
    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char*, const char*, int) const override
    {
        return qstrcmp(context, "QSslSocket") == 0 ? QStringLiteral("?") : QString();
    }
};

using States = QList<DoctorState>;

constexpr auto ok = DoctorState::Ok;
constexpr auto failed = DoctorState::Failed;
constexpr auto skipped = DoctorState::Skipped;

QJsonValue valueOf(const engine::DoctorStep& step, const QString& name)
{
    return engine::toJson(step).value(QStringLiteral("found")).toObject().value(name);
}

/// A port at which nothing listens.
quint16 closedPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

QByteArray pullLine(const QByteArray& json)
{
    return ScriptedServer::chunk(json + '\n');
}

} // namespace

class TestDoctor : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<engine::StreamThread> m_streams = std::make_shared<engine::StreamThread>();
    std::unique_ptr<engine::Engine> m_engine;

    std::unique_ptr<Doctor> doctorFor(
        const QString& url, const Doctor::Options& options, const QString& id = QStringLiteral("ollama"))
    {
        auto made = engine::makeEngine({id, url}, m_streams);
        m_engine = made ? std::move(*made) : nullptr;
        return m_engine ? std::make_unique<Doctor>(*m_engine, options) : nullptr;
    }

    static bool finish(Doctor& doctor, int ms = 20'000)
    {
        QSignalSpy finished(&doctor, &Doctor::finished);
        doctor.start();
        return finished.wait(ms);
    }

    static States statesOf(const Doctor& doctor)
    {
        States states;
        for (const auto& step : doctor.steps())
            states.append(step.state);
        return states;
    }

    static Doctor::Options tiny()
    {
        Doctor::Options options;
        options.model = QStringLiteral("tiny");
        return options;
    }

private Q_SLOTS:
    void findsAWorkingServer()
    {
        ScriptedOllama::Settings settings;
        settings.vramRatio = 0.5;
        ScriptedOllama server(settings);
        const auto doctor = doctorFor(server.url(), tiny());
        QList<std::pair<DoctorStage, DoctorState>> said;
        connect(doctor.get(), &Doctor::stepChanged, this, [&said](const engine::DoctorStep& step) {
            said.append({step.stage, step.state});
        });
        QVERIFY(finish(*doctor));
        QCOMPARE(statesOf(*doctor), (States {ok, ok, skipped, ok, ok, ok, ok}));
        QVERIFY(!doctor->error());
        QCOMPARE(said.first().second, DoctorState::Running);
        QCOMPARE(said.size(), 13); // six begin and end, one is skipped
        for (const auto& step : doctor->steps())
            QCOMPARE(step.durationNs.has_value(), step.state == ok);
        const auto& steps = doctor->steps();
        QCOMPARE(valueOf(steps[1], QStringLiteral("address")), QJsonValue(QStringLiteral("127.0.0.1")));
        QCOMPARE(valueOf(steps[3], QStringLiteral("status")), QJsonValue(200));
        QCOMPARE(valueOf(steps[4], QStringLiteral("product")), QJsonValue(QStringLiteral("Ollama")));
        QCOMPARE(valueOf(steps[4], QStringLiteral("version")), QJsonValue(settings.version));
        QCOMPARE(valueOf(steps[5], QStringLiteral("digest")).toString().size(), 64);
        QCOMPARE(valueOf(steps[5], QStringLiteral("trainedContext")), QJsonValue(8192));
        QCOMPARE(valueOf(steps[5], QStringLiteral("loaded")), QJsonValue(false));
        QVERIFY(valueOf(steps[6], QStringLiteral("firstTokenNs")).toInteger() > 0);
        QCOMPARE(valueOf(steps[6], QStringLiteral("effectiveContext")), QJsonValue(4096));
        QCOMPARE(valueOf(steps[6], QStringLiteral("gpuRatio")), QJsonValue(0.5));
    }

    void asksForOneToken()
    {
        ScriptedOllama server;
        auto options = tiny();
        options.options.insert(QStringLiteral("num_ctx"), 2048);
        const auto doctor = doctorFor(server.url(), options);
        QVERIFY(finish(*doctor));
        QCOMPARE(server.chatCount(), 1);
        for (const auto& request : server.requests()) {
            if (request.route != "POST /api/chat")
                continue;
            const auto sent = request.json.value(QStringLiteral("options")).toObject();
            QCOMPARE(sent.value(QStringLiteral("num_predict")).toInt(), 1);
            QCOMPARE(sent.value(QStringLiteral("num_ctx")).toInt(), 2048);
        }
        QCOMPARE(valueOf(doctor->steps()[6], QStringLiteral("effectiveContext")), QJsonValue(2048));
    }

    void nothingListens()
    {
        const auto doctor = doctorFor(QStringLiteral("http://127.0.0.1:%1").arg(closedPort()), tiny());
        QVERIFY(finish(*doctor));
        QCOMPARE(statesOf(*doctor), (States {ok, failed, skipped, skipped, skipped, skipped, skipped}));
        QCOMPARE(doctor->error()->code, ErrorCode::Unreachable);
        QCOMPARE(doctor->error()->remedy, Remedy::StartServer);
    }

    void noSuchName()
    {
        // Reserved: no resolver knows it (RFC 6761).
        const auto doctor = doctorFor(QStringLiteral("http://nowhere.invalid:11434"), tiny());
        QVERIFY(finish(*doctor));
        QCOMPARE(statesOf(*doctor).first(), failed);
        QCOMPARE(doctor->error()->remedy, Remedy::ChangeAddress);
        QVERIFY(doctor->error()->message.contains(u"nowhere.invalid"));
    }

    /// Its thread waits for ever, and the end of this program for none of it.
    void aResolverThatIsOutOfReach()
    {
        auto options = tiny();
        options.limits.lookUpMs = 100;
        const auto doctor = doctorFor(QStringLiteral("http://unanswered.invalid:11434"), options);
        QVERIFY(finish(*doctor));
        QCOMPARE(statesOf(*doctor).first(), failed);
        QCOMPARE(doctor->error()->code, ErrorCode::Timeout);
        QCOMPARE(doctor->error()->remedy, Remedy::ChangeAddress);
    }

    void aNameHasAddresses()
    {
        ScriptedOllama server;
        const auto doctor = doctorFor(QStringLiteral("http://localhost:%1").arg(server.port()), tiny());
        QVERIFY(finish(*doctor));
        QVERIFY(valueOf(doctor->steps()[0], QStringLiteral("addresses"))
                    .toArray()
                    .contains(QStringLiteral("127.0.0.1")));
        QVERIFY(!doctor->error());
    }

    void nobodyAtTheWebsPort()
    {
        const QList<engine::ConnectAttempt> refused {
            {QHostAddress(QHostAddress::LocalHost), QStringLiteral("refused"), true}};
        const auto remedyAt = [&refused](const char* url) {
            return engine::unreachableError(QUrl(QString::fromLatin1(url)), refused).remedy;
        };
        QCOMPARE(remedyAt("http://localhost"), Remedy::ChangeAddress);
        QCOMPARE(remedyAt("http://localhost:11434"), Remedy::StartServer);
        QCOMPARE(remedyAt("http://box.example"), Remedy::StartServer);
    }

    void hangsUpAtOnce_data()
    {
        QTest::addColumn<bool>("isEncrypted");
        QTest::newRow("before the request") << false;
        QTest::newRow("before the encryption") << true;
    }
    void hangsUpAtOnce()
    {
        QFETCH(const bool, isEncrypted);
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        engine::Connection connection(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort())));
        bool isOpen = false;
        connection.open(
            {QHostAddress(QHostAddress::LocalHost)}, 3000, [&isOpen](const auto&) { isOpen = true; });
        QTRY_VERIFY(isOpen && server.hasPendingConnections());
        const QTcpSocket* const far = server.nextPendingConnection();
        QCOMPARE(::shutdown(int(far->socketDescriptor()), SHUT_WR), 0);
        QTRY_COMPARE(far->state(), QAbstractSocket::UnconnectedState); // it was noticed
        std::optional<base::Error> error;
        const auto take = [&error](const auto& result) {
            if (!result)
                error = result.error();
        };
        if (isEncrypted)
            connection.encrypt({}, take);
        else
            connection.ask(take);
        QTRY_VERIFY(error);
        QCOMPARE(error->code, ErrorCode::NotTheServer);
        QCOMPARE(error->remedy, Remedy::ChangeAddress);
    }

    void somethingElseAnswers_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<States>("states");
        const auto html = ScriptedServer::reply(200, "text/html", "<html>hi</html>");
        QTest::newRow("a web server") << html << States {ok, ok, skipped, ok, failed, skipped, skipped};
        QTest::newRow("a mail server") << QByteArray("220 mail.example ESMTP\r\n")
                                       << States {ok, ok, skipped, failed, skipped, skipped, skipped};
        QTest::newRow("nothing, and closes")
            << QByteArray() << States {ok, ok, skipped, failed, skipped, skipped, skipped};
        QTest::newRow("a status that is none") << QByteArray("HTTP/1.1 abc\r\n\r\n")
                                               << States {ok, ok, skipped, failed, skipped, skipped, skipped};
        QTest::newRow("a head without end") << QByteArray("HTTP/1.1 200 OK\r\n") + QByteArray(100'000, 'x')
                                            << States {ok, ok, skipped, failed, skipped, skipped, skipped};
    }
    void somethingElseAnswers()
    {
        QFETCH(QByteArray, reply);
        QFETCH(States, states);
        ScriptedServer server;
        for (const char* route : {"GET /", "GET /api/version"})
            server.route(route, {reply.isEmpty() ? Step::close() : Step::send(reply)});
        const auto doctor = doctorFor(server.url(), tiny());
        QVERIFY(finish(*doctor));
        QCOMPARE(statesOf(*doctor), states);
        QCOMPARE(doctor->error()->code, ErrorCode::NotTheServer);
        QCOMPARE(doctor->error()->remedy, Remedy::ChangeAddress);
    }

    void aKeyIsNeeded()
    {
        ScriptedServer server;
        const auto refusal = ScriptedServer::reply(401, "application/json", "{\"error\":\"no key\"}");
        server.route("GET /", {Step::send(refusal)});
        server.route("GET /api/version", {Step::send(refusal)});
        const auto doctor = doctorFor(server.url(), tiny());
        QVERIFY(finish(*doctor));
        QCOMPARE(valueOf(doctor->steps()[3], QStringLiteral("status")), QJsonValue(401));
        QCOMPARE(statesOf(*doctor), (States {ok, ok, skipped, ok, failed, skipped, skipped}));
        QVERIFY(doctor->error()->message.contains(u"no key"));
    }

    void eachStepHasALimit_data()
    {
        QTest::addColumn<QByteArray>("silentAt");
        QTest::addColumn<States>("states");
        QTest::newRow("the first reply")
            << QByteArray("GET /") << States {ok, ok, skipped, failed, skipped, skipped, skipped};
        QTest::newRow("who it is") << QByteArray("GET /api/version")
                                   << States {ok, ok, skipped, ok, failed, skipped, skipped};
        QTest::newRow("the model") << QByteArray("POST /api/show")
                                   << States {ok, ok, skipped, ok, ok, failed, skipped};
        QTest::newRow("the answer") << QByteArray("POST /api/chat")
                                    << States {ok, ok, skipped, ok, ok, ok, failed};
    }
    void eachStepHasALimit()
    {
        QFETCH(QByteArray, silentAt);
        QFETCH(States, states);
        ScriptedOllama server;
        server.route(silentAt, {Step::hold()});
        auto options = tiny();
        options.limits = {3000, 3000, 3000, 3000, 3000, 3000, 3000};
        const auto doctor = doctorFor(server.url(), options);
        QVERIFY(finish(*doctor));
        QCOMPARE(statesOf(*doctor), states);
        QCOMPARE(doctor->error()->code, ErrorCode::Timeout);
        QCOMPARE(doctor->error()->remedy, Remedy::Retry);
    }

    void noEncryptionIsSpoken_data()
    {
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("other words") << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n")
                                     << ErrorCode::NotTheServer;
        QTest::newRow("silence") << QByteArray() << ErrorCode::Timeout;
    }
    void noEncryptionIsSpoken()
    {
        QFETCH(QByteArray, words);
        QFETCH(ErrorCode, code);
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, this, [&server, words] {
            QTcpSocket* const socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket, words] { socket->write(words); });
        });
        auto options = tiny();
        options.limits.encryptMs = 1500;
        const auto doctor =
            doctorFor(QStringLiteral("https://127.0.0.1:%1").arg(server.serverPort()), options);
        QVERIFY(finish(*doctor));
        QCOMPARE(statesOf(*doctor), (States {ok, ok, failed, skipped, skipped, skipped, skipped}));
        QCOMPARE(doctor->error()->code, code);
        QCOMPARE(doctor->error()->remedy, Remedy::ChangeAddress);
    }

    void looksAtTheCertificate_data()
    {
        QTest::addColumn<TlsCertificates::Kind>("kind");
        QTest::addColumn<bool>("isNamed");
        QTest::addColumn<QString>("words"); // empty = trusted
        QTest::newRow("an authority that is named") << TlsCertificates::Kind::Good << true << "";
        QTest::newRow("an authority that nobody named") << TlsCertificates::Kind::Good << false << "vouches";
        QTest::newRow("expired") << TlsCertificates::Kind::Expired << true << "has expired";
        QTest::newRow("of another host") << TlsCertificates::Kind::WrongHost << true << "another name";
    }
    void looksAtTheCertificate()
    {
        QFETCH(TlsCertificates::Kind, kind);
        QFETCH(bool, isNamed);
        QFETCH(QString, words);
        const bool isTrusted = words.isEmpty();
        const OtherLanguage language;
        static const TlsCertificates certificates;
        if (!certificates.whyNot().isEmpty())
            QSKIP(qPrintable(certificates.whyNot()));
        const TlsServer server(certificates.certificate(kind), certificates.key(),
            {{"GET /", ScriptedServer::reply(200, "text/plain", "hi")}});
        auto options = tiny();
        if (isNamed)
            options.caFile = certificates.authority();
        const auto doctor = doctorFor(server.url(), options);
        QVERIFY(finish(*doctor));
        const auto& steps = doctor->steps();
        QCOMPARE(statesOf(*doctor).first(4),
            isTrusted ? (States {ok, ok, ok, ok}) : (States {ok, ok, failed, skipped}));
        if (isTrusted) {
            QVERIFY(valueOf(steps[2], QStringLiteral("tlsVersion")).toString().startsWith(u"TLS 1."));
            QVERIFY(!valueOf(steps[2], QStringLiteral("issuer")).toString().isEmpty());
        } else {
            QCOMPARE(doctor->error()->code, ErrorCode::Unreachable);
            QVERIFY2(doctor->error()->message.contains(words), qPrintable(doctor->error()->message));
        }
    }

    void noCertificatesInTheFile()
    {
        ScriptedOllama server;
        auto options = tiny();
        options.caFile = QStringLiteral("/nowhere/ca.pem");
        const auto doctor =
            doctorFor(server.url().replace(QStringLiteral("http:"), QStringLiteral("https:")), options);
        QVERIFY(finish(*doctor));
        QCOMPARE(statesOf(*doctor), (States {ok, ok, failed, skipped, skipped, skipped, skipped}));
        QVERIFY(doctor->error()->message.contains(u"/nowhere/ca.pem"));
    }

    void aDetourIsNoticed()
    {
        ScriptedOllama server;
        const QUrl url(QStringLiteral("http://localhost:%1").arg(server.port()));
        engine::Connection connection(url);
        QList<engine::ConnectAttempt> attempts;
        // Whether this machine has IPv6 or not: nothing answers there.
        connection.open({QHostAddress::LocalHostIPv6, QHostAddress::LocalHost}, 3000,
            [&attempts](const QList<engine::ConnectAttempt>& tried) { attempts = tried; });
        QTRY_COMPARE(attempts.size(), 2);
        QVERIFY(!attempts.first().failure.isEmpty() && attempts.last().failure.isEmpty());
        const auto warning = engine::detourWarning(url, attempts);
        QVERIFY(warning && warning->message.contains(u"127.0.0.1") && warning->message.contains(u"::1"));
        QCOMPARE(warning->remedy, Remedy::ChangeAddress);
        QVERIFY(!engine::detourWarning(url, {attempts.last()}));
    }

    void aMissingModel()
    {
        ScriptedOllama server;
        auto options = tiny();
        options.model = QStringLiteral("huge");
        const auto doctor = doctorFor(server.url(), options);
        QVERIFY(finish(*doctor));
        QCOMPARE(statesOf(*doctor), (States {ok, ok, skipped, ok, ok, failed, skipped}));
        QCOMPARE(doctor->error()->code, ErrorCode::ModelMissing);
        QCOMPARE(doctor->error()->remedy, Remedy::PullModel);
    }

    void aNameThatCannotBeAModels()
    {
        ScriptedOllama server;
        server.route("POST /api/show",
            {Step::send(
                ScriptedServer::reply(400, "application/json", "{\"error\":\"invalid model name\"}"))});
        auto options = tiny();
        options.model = QStringLiteral("a b");
        const auto doctor = doctorFor(server.url(), options);
        QVERIFY(finish(*doctor));
        QCOMPARE(statesOf(*doctor), (States {ok, ok, skipped, ok, ok, failed, skipped}));
        QVERIFY(doctor->error()->message.contains(u"invalid model name"));
        QCOMPARE(doctor->error()->remedy, Remedy::ChooseModel);
    }

    void noModelIsNamed()
    {
        ScriptedOllama::Settings settings;
        settings.models = {QStringLiteral("first:latest"), QStringLiteral("second:latest")};
        ScriptedOllama server(settings);
        const auto doctor = doctorFor(server.url(), {});
        QVERIFY(finish(*doctor));
        QCOMPARE(doctor->model(), QStringLiteral("first:latest"));
        QVERIFY(!doctor->error());
        settings.models.clear();
        server.set(settings);
        const auto without = doctorFor(server.url(), {});
        QVERIFY(finish(*without));
        QCOMPARE(without->error()->remedy, Remedy::PullModel);
    }

    void warnings_data()
    {
        QTest::addColumn<QStringList>("capabilities");
        QTest::addColumn<QString>("think");
        QTest::addColumn<int>("context");
        QTest::addColumn<int>("promptTokens");
        QTest::addColumn<DoctorStage>("stage");
        QTest::addColumn<QString>("words");
        const QStringList plain {QStringLiteral("completion")};
        const QStringList thinks {QStringLiteral("completion"), QStringLiteral("thinking")};
        const auto model = DoctorStage::Model;
        QTest::newRow("nothing") << plain << QString() << 2048 << 2048 << model << QString();
        QTest::newRow("thinks by default") << thinks << QString() << 2048 << 100 << model << "may think";
        QTest::newRow("thinking is chosen") << thinks << "off" << 2048 << 100 << model << QString();
        QTest::newRow("more context than trained")
            << plain << QString() << 100'000 << 100 << model << "num_ctx asks for more";
        QTest::newRow("a prompt longer than the context")
            << plain << QString() << 2048 << 2049 << DoctorStage::Test << "estimated at";
    }
    void warnings()
    {
        QFETCH(QStringList, capabilities);
        QFETCH(QString, think);
        QFETCH(int, context);
        QFETCH(int, promptTokens);
        QFETCH(DoctorStage, stage);
        QFETCH(QString, words);
        ScriptedOllama::Settings settings;
        settings.capabilities = capabilities;
        ScriptedOllama server(settings);
        auto options = tiny();
        options.think = think;
        options.options.insert(QStringLiteral("num_ctx"), context);
        options.promptTokens = promptTokens;
        const auto doctor = doctorFor(server.url(), options);
        QVERIFY(finish(*doctor));
        QVERIFY(!doctor->error());
        for (const auto& step : doctor->steps()) {
            const bool isWarned = step.stage == stage && !words.isEmpty();
            QCOMPARE(step.warnings.size(), isWarned ? 1 : 0);
            if (isWarned)
                QVERIFY2(
                    step.warnings.first().message.contains(words), qPrintable(step.warnings.first().message));
        }
    }

    void aCloudModelIsNoticed()
    {
        ScriptedOllama server;
        server.route("GET /api/tags",
            {Step::send(ScriptedServer::reply(200, "application/json",
                "{\"models\":[{\"name\":\"tiny:latest\",\"size\":300,\"remote_host\":\"https://"
                "far.example\"}]}"))});
        const auto doctor = doctorFor(server.url(), tiny());
        QVERIFY(finish(*doctor));
        QCOMPARE(doctor->steps()[5].warnings.size(), 1);
        QVERIFY(doctor->steps()[5].warnings.first().message.contains(u"cloud"));
    }

    void sizeAndQuantizationMayReadAlike()
    {
        ScriptedOllama server;
        server.route("GET /api/tags",
            {Step::send(ScriptedServer::reply(200, "application/json",
                "{\"models\":[{\"name\":\"tiny:latest\",\"details\":{\"parameter_size\":\"unknown\","
                "\"quantization_level\":\"unknown\"}}]}"))});
        const auto doctor = doctorFor(server.url(), tiny());
        QVERIFY(finish(*doctor));
        for (const auto* name : {"parameterSize", "quantization"})
            QCOMPARE(
                valueOf(doctor->steps()[5], QString::fromLatin1(name)).toString(), QStringLiteral("unknown"));
    }

    void theServersWordsAreKept()
    {
        ScriptedOllama server;
        server.route("POST /api/chat",
            {Step::send(ScriptedServer::reply(
                500, "application/json", "{\"error\":\"model requires more system memory\"}"))});
        const auto doctor = doctorFor(server.url(), tiny());
        QVERIFY(finish(*doctor));
        QCOMPARE(statesOf(*doctor).last(), failed);
        QCOMPARE(doctor->error()->remedy, Remedy::LowerContext);
        QVERIFY(doctor->error()->message.contains(u"requires more system memory"));
    }

    void theBuiltInAnalystNeedsNoNetwork()
    {
        const auto doctor = doctorFor({}, {}, QStringLiteral("builtin"));
        QVERIFY(finish(*doctor));
        QCOMPARE(statesOf(*doctor), (States {skipped, skipped, skipped, skipped, ok, skipped, ok}));
    }

    void destroyingItCancels_data()
    {
        QTest::addColumn<QByteArray>("silentAt");
        QTest::newRow("while the first reply is awaited") << QByteArray("GET /");
        QTest::newRow("while it is asked who it is") << QByteArray("GET /api/version");
        QTest::newRow("while the model is loaded") << QByteArray("POST /api/chat");
    }
    void destroyingItCancels()
    {
        QFETCH(QByteArray, silentAt);
        ScriptedOllama server;
        server.route(silentAt, {Step::hold()});
        auto doctor = doctorFor(server.url(), tiny());
        doctor->start();
        QTRY_COMPARE(server.requestCount(silentAt), 1);
        doctor.reset();
        m_engine.reset();
        QTRY_COMPARE(server.openConnections(), 0);
    }

    void pullsAModel()
    {
        ScriptedServer server;
        server.route("POST /api/pull",
            {Step::send(ScriptedServer::head(200, "application/x-ndjson")
                 + pullLine("{\"status\":\"pulling manifest\"}")),
                Step::send(pullLine("{\"status\":\"pulling a\",\"digest\":\"sha256:a\",\"total\":100}")),
                Step::send(pullLine(
                    "{\"status\":\"pulling a\",\"digest\":\"sha256:a\",\"total\":100,\"completed\":60}")),
                Step::send(pullLine(
                    "{\"status\":\"pulling b\",\"digest\":\"sha256:b\",\"total\":50,\"completed\":50}")),
                Step::send(pullLine(
                    "{\"status\":\"pulling a\",\"digest\":\"sha256:a\",\"total\":100,\"completed\":100}")),
                Step::send(pullLine("{\"status\":\"verifying sha256 digest\"}")),
                Step::send(pullLine("{\"status\":\"success\"}") + ScriptedServer::lastChunk())});
        engine::OllamaPull pull(QUrl(server.url()), QStringLiteral("tiny"), QStringLiteral("k-1"));
        QList<engine::PullProgress> said;
        connect(&pull, &engine::OllamaPull::progressed, this,
            [&said](const engine::PullProgress& progress) { said.append(progress); });
        const auto result = resultOf(pull);
        QVERIFY(result && *result);
        QCOMPARE(said.last(), (engine::PullProgress {QStringLiteral("success"), 150, 150}));
        const auto request = server.requests().first();
        QCOMPARE(request.json.value(QStringLiteral("model")).toString(), QStringLiteral("tiny"));
        QCOMPARE(request.header("authorization"), QByteArray("Bearer k-1"));
        QVERIFY(request.header("origin").isNull());
    }

    void pullFails_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("words");
        const QByteArray head = ScriptedServer::head(200, "application/x-ndjson");
        const QByteArray first = head + pullLine("{\"status\":\"pulling manifest\"}");
        QTest::newRow("no registry has it")
            << first + pullLine("{\"error\":\"pull model manifest: file does not exist\"}")
                + ScriptedServer::lastChunk()
            << ErrorCode::ModelMissing << "does not exist";
        QTest::newRow("the disk is full")
            << first + pullLine("{\"error\":\"no space left on device\"}") + ScriptedServer::lastChunk()
            << ErrorCode::ServerRefused << "no space left";
        QTest::newRow("it ends without success")
            << first + ScriptedServer::lastChunk() << ErrorCode::StreamBroken << "";
        QTest::newRow("it breaks off") << first << ErrorCode::StreamBroken << "";
        QTest::newRow("a refusal") << ScriptedServer::reply(
            500, "application/json", "{\"error\":\"out of order\"}")
                                   << ErrorCode::ServerRefused << "out of order";
        QTest::newRow("no such route") << ScriptedServer::reply(404, "text/plain", "404 page not found")
                                       << ErrorCode::NotTheServer << "";
        QTest::newRow("not JSON") << head + pullLine("<html>") + ScriptedServer::lastChunk()
                                  << ErrorCode::NotTheServer << "";
        QTest::newRow("an endless line")
            << head + ScriptedServer::chunk(QByteArray(2'000'000, 'x')) << ErrorCode::Malformed << "";
    }
    void pullFails()
    {
        QFETCH(QByteArray, reply);
        QFETCH(ErrorCode, code);
        QFETCH(QString, words);
        ScriptedServer server;
        server.route("POST /api/pull", {Step::send(reply)});
        engine::OllamaPull pull(QUrl(server.url()), QStringLiteral("tiny"));
        const auto result = resultOf(pull);
        QVERIFY(result && !*result);
        QCOMPARE(result->error().code, code);
        QVERIFY2(result->error().message.contains(words), qPrintable(result->error().message));
    }

    void pullRepeatsNoKey()
    {
        const QString key = QStringLiteral("sk-verysecret-4711");
        ScriptedServer server;
        server.route("POST /api/pull",
            {Step::send(ScriptedServer::reply(
                403, "application/json", "{\"error\":\"" + key.toUtf8() + " may not\"}"))});
        engine::OllamaPull pull(QUrl(server.url()), QStringLiteral("tiny"), key);
        const auto result = resultOf(pull);
        QVERIFY(result && !*result);
        const base::Error& error = result->error();
        QVERIFY(error.message.contains(u"may not"));
        QVERIFY(!error.message.contains(key) && !error.origin.contains(key));
    }

    void pullFindsNobody()
    {
        engine::OllamaPull pull(
            QUrl(QStringLiteral("http://127.0.0.1:%1").arg(closedPort())), QStringLiteral("tiny"));
        const auto result = resultOf(pull);
        QVERIFY(result && !*result);
        QCOMPARE(result->error().remedy, Remedy::StartServer);
    }

    void pullIsCancelled()
    {
        ScriptedServer server;
        server.route("POST /api/pull",
            {Step::send(ScriptedServer::head(200, "application/x-ndjson")
                 + pullLine("{\"status\":\"pulling manifest\"}")),
                Step::hold()});
        engine::OllamaPull pull(QUrl(server.url()), QStringLiteral("tiny"));
        connect(&pull, &engine::OllamaPull::progressed, &pull, &engine::OllamaPull::cancel);
        const auto result = resultOf(pull);
        QVERIFY(result && !*result);
        QCOMPARE(result->error().code, ErrorCode::Cancelled);
        QTRY_COMPARE(server.abandoned(), 1);
    }

    void destroyingAPullStopsIt()
    {
        ScriptedServer server;
        server.route(
            "POST /api/pull", {Step::send(ScriptedServer::head(200, "application/x-ndjson")), Step::hold()});
        auto pull = std::make_unique<engine::OllamaPull>(QUrl(server.url()), QStringLiteral("tiny"));
        bool isFinished = false;
        connect(pull.get(), &engine::OllamaPull::finished, this, [&isFinished] { isFinished = true; });
        pull->start();
        QTRY_COMPARE(server.openConnections(), 1);
        pull.reset();
        QTRY_COMPARE(server.abandoned(), 1);
        QVERIFY(!isFinished);
    }

private:
    /// Nothing if the pull does not end exactly once.
    static std::optional<base::Result<void>> resultOf(engine::OllamaPull& pull)
    {
        std::optional<base::Result<void>> result;
        int count = 0;
        connect(&pull, &engine::OllamaPull::finished, &pull, [&](const std::optional<base::Error>& failure) {
            result = failure ? base::Result<void>(tl::unexpected(*failure)) : base::Result<void>();
            ++count;
        });
        pull.start();
        if (!QTest::qWaitFor([&result] { return result.has_value(); }, 20'000))
            return std::nullopt;
        QCoreApplication::processEvents();
        return count == 1 ? result : std::nullopt;
    }
};

QTEST_GUILESS_MAIN(TestDoctor)
#include "tst_doctor.moc"
