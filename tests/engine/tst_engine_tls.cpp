#include "engine/http/streamthread.h"
#include "engine/listening.h"
#include "servers/scriptedserver.h"
#include "servers/tlscertificates.h"
#include "servers/tlsserver.h"

#include <QFile>
#include <QSslSocket>
#include <QTest>

using namespace benchglass;
using base::ErrorCode;
using base::Remedy;
using measure::CallState;
using tests::Listening;
using tests::ScriptedServer;
using tests::TlsCertificates;
using tests::TlsServer;

namespace {

using Kind = TlsCertificates::Kind;

engine::Prompt prompt()
{
    engine::Prompt prompt;
    prompt.model = QStringLiteral("tiny");
    prompt.text = QStringLiteral("Say something.");
    return prompt;
}

QHash<QByteArray, QByteArray> replies()
{
    const QByteArray answer = "{\"message\":{\"content\":\"fine\"},\"done\":false}\n"
                              "{\"done\":true,\"done_reason\":\"stop\",\"eval_count\":2}\n";
    return {{"POST /api/chat", ScriptedServer::reply(200, "application/x-ndjson", answer)},
        {"GET /", ScriptedServer::reply(200, "text/plain", "Ollama is running")},
        {"GET /api/version", ScriptedServer::reply(200, "application/json", "{\"version\":\"0.30.6\"}")},
        {"GET /api/tags", ScriptedServer::reply(200, "application/json", "{\"models\":[]}")}};
}

} // namespace

Q_DECLARE_METATYPE(TlsCertificates::Kind)

class TestEngineTls : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<engine::StreamThread> m_streams = std::make_shared<engine::StreamThread>();
    std::unique_ptr<TlsCertificates> m_certificates;

    std::unique_ptr<engine::Engine> engineAt(const QString& url, const QString& caFile) const
    {
        auto made = engine::makeEngine({QStringLiteral("ollama"), url, {}, caFile}, m_streams);
        return made ? std::move(*made) : nullptr;
    }

    static void failsAs(const base::Error& error, ErrorCode code, Remedy remedy, const QString& words)
    {
        QVERIFY2(error.message.contains(words), qPrintable(error.message));
        QCOMPARE(error.code, code);
        QCOMPARE(error.remedy, remedy);
        QVERIFY2(error.origin.startsWith(u"https://127.0.0.1:"), qPrintable(error.origin));
        QVERIFY2(
            error.origin.contains(u"ertificate") || error.origin.contains(u"SSL"), qPrintable(error.origin));
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!QSslSocket::supportsSsl())
            QSKIP("this Qt has no TLS library");
        m_certificates = std::make_unique<TlsCertificates>();
        if (!m_certificates->whyNot().isEmpty())
            QSKIP(qPrintable(m_certificates->whyNot()));
    }

    void aTrustedServer()
    {
        const TlsServer server(m_certificates->certificate(Kind::Good), m_certificates->key(), replies());
        const auto engine = engineAt(server.url(), m_certificates->authority());
        Listening heard(engine->start(prompt()));
        QVERIFY(heard.wait());
        QVERIFY2(heard.outcome->state == CallState::Ok,
            qPrintable(heard.outcome->error ? heard.outcome->error->origin : QString()));
        QCOMPARE(heard.text(), QStringLiteral("fine"));
        QVERIFY(heard.outcome->trace.tlsNs && *heard.outcome->trace.tlsNs > 0);
        QVERIFY(heard.outcome->trace.chunks.first().arrivalNs > 0);
        const auto probed = tests::resultOf(engine->probe());
        QVERIFY2(probed.has_value(), qPrintable(probed ? QString() : probed.error().origin));
        QCOMPARE(probed->version, QStringLiteral("0.30.6"));
    }

    void aCertificateThatIsNotAccepted_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<bool>("isAuthorityKnown");
        QTest::addColumn<QString>("words");
        QTest::addColumn<Remedy>("remedy");
        QTest::newRow("untrusted") << Kind::Good << false << QStringLiteral("Nobody who is trusted here")
                                   << Remedy::ChooseCertificates;
        QTest::newRow("expired") << Kind::Expired << true << QStringLiteral("has expired") << Remedy::None;
        QTest::newRow("wrong host") << Kind::WrongHost << true << QStringLiteral("made for another name")
                                    << Remedy::ChangeAddress;
    }
    void aCertificateThatIsNotAccepted()
    {
        QFETCH(const Kind, kind);
        QFETCH(const bool, isAuthorityKnown);
        QFETCH(const QString, words);
        QFETCH(const Remedy, remedy);
        const TlsServer server(m_certificates->certificate(kind), m_certificates->key(), replies());
        const auto engine =
            engineAt(server.url(), isAuthorityKnown ? m_certificates->authority() : QString());
        for (int call = 0; call < 2; ++call) {
            Listening heard(engine->start(prompt()));
            QVERIFY(heard.wait());
            QCOMPARE(heard.outcome->state, CallState::Error);
            failsAs(*heard.outcome->error, ErrorCode::Unreachable, remedy, words);
            QVERIFY(heard.outcome->trace.chunks.isEmpty());
        }
        const auto probed = tests::resultOf(engine->probe());
        QVERIFY(!probed);
        failsAs(probed.error(), ErrorCode::Unreachable, remedy, words);
    }

    void aServerWithoutTls()
    {
        ScriptedServer server;
        QString url = server.url();
        url.replace(QStringLiteral("http://"), QStringLiteral("https://"));
        const auto engine = engineAt(url, {});
        Listening heard(engine->start(prompt()));
        QVERIFY(heard.wait());
        const QString words = QStringLiteral("does not speak HTTPS");
        failsAs(*heard.outcome->error, ErrorCode::NotTheServer, Remedy::ChangeAddress, words);
        const auto probed = tests::resultOf(engine->probe());
        QVERIFY(!probed);
        failsAs(probed.error(), ErrorCode::NotTheServer, Remedy::ChangeAddress, words);
    }

    void aFileThatHoldsNoCertificate_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("words");
        const QString empty = m_certificates->file(QStringLiteral("notes.txt"));
        QFile file(empty);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("nothing of that kind\n");
        QTest::newRow("missing") << m_certificates->file(QStringLiteral("nowhere.pem"))
                                 << QStringLiteral("cannot be read");
        QTest::newRow("a folder") << m_certificates->file({}) << QStringLiteral("cannot be read");
        QTest::newRow("text") << empty << QStringLiteral("no certificate");
    }
    void aFileThatHoldsNoCertificate()
    {
        QFETCH(const QString, file);
        QFETCH(const QString, words);
        ScriptedServer server;
        QString url = server.url();
        url.replace(QStringLiteral("http://"), QStringLiteral("https://"));
        const auto engine = engineAt(url, file);
        Listening heard(engine->start(prompt()));
        QVERIFY(heard.wait());
        QCOMPARE(heard.outcome->state, CallState::Error);
        QCOMPARE(heard.outcome->error->code, ErrorCode::NotFound);
        QCOMPARE(heard.outcome->error->remedy, Remedy::ChooseCertificates);
        QVERIFY2(heard.outcome->error->message.contains(words), qPrintable(heard.outcome->error->message));
        const auto probed = tests::resultOf(engine->probe());
        QVERIFY(!probed);
        QCOMPARE(probed.error(), *heard.outcome->error);
        QVERIFY(server.requests().isEmpty()); // nothing was sent
    }
};

QTEST_GUILESS_MAIN(TestEngineTls)
#include "tst_engine_tls.moc"
