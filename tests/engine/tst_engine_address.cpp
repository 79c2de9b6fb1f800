#include "engine/engine.h"
#include "engine/http/address.h"
#include "engine/http/streamthread.h"
#include "engine/localserver.h"
#include "engine/ollama/ollamaengine.h"
#include "engine/ollama/ollamareplies.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace benchglass;

class TestEngineAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { qunsetenv("OLLAMA_HOST"); }

    void typed_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("url");
        const auto row = [](const char* typed, const char* url) {
            QTest::newRow(*typed ? typed : "empty") << QString::fromUtf8(typed) << QString::fromUtf8(url);
        };
        row("", "http://127.0.0.1:11434");
        row("gpu-box", "http://gpu-box:11434");
        row("gpu-box:8080", "http://gpu-box:8080");
        row(":9999", "http://127.0.0.1:9999");
        row("http://gpu-box", "http://gpu-box");
        row("https://gpu-box/", "https://gpu-box");
        row("http://127.0.0.1:11434/", "http://127.0.0.1:11434");
        row("http://127.0.0.1:11434/api", "http://127.0.0.1:11434");
        row("http://127.0.0.1:11434/api/", "http://127.0.0.1:11434");
        row("127.0.0.1:11434/api/chat", "http://127.0.0.1:11434");
        row("https://proxy.example/ollama/", "https://proxy.example/ollama");
        row("https://proxy.example/ollama/api", "https://proxy.example/ollama");
        row("https://proxy.example/apiary", "https://proxy.example/apiary");
        row("0.0.0.0", "http://127.0.0.1:11434");
        row("http://0.0.0.0:5000", "http://127.0.0.1:5000");
        row("[::]:5000", "http://[::1]:5000");
        row("::1", "http://[::1]:11434");
        row("localhost", "http://localhost:11434");
        row("  \"gpu-box\"  ", "http://gpu-box:11434");
        row("http://gpu-box?x=1#y", "http://gpu-box");
        row("ann:secret@gpu-box:8080", "http://ann:secret@gpu-box:8080");
        row("ann:secret@::1", "http://ann:secret@[::1]:11434");
    }
    void typed()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, url);
        const auto result = engine::ollamaAddress(typed);
        QVERIFY(result);
        QCOMPARE(result->toString(), url);
    }

    void refused_data()
    {
        QTest::addColumn<QString>("typed");
        for (const char* typed : {"http://", "ftp://host", "file:///etc/passwd", "host:99999", "host:0",
                 "a b", "http://[::1", "javascript:alert(1)", "ftp://ann:secret@host", "http://ann:secret@",
                 "http://ann:se/cret@host"})
            QTest::newRow(typed) << QString::fromUtf8(typed);
    }
    void refused()
    {
        QFETCH(const QString, typed);
        const auto result = engine::ollamaAddress(typed);
        QVERIFY2(!result, result ? qPrintable(result->toString()) : "");
        QCOMPARE(result.error().code, base::ErrorCode::Usage);
        for (const QString& words : {result.error().message, result.error().origin})
            QVERIFY2(!words.contains(u"ann") && !words.contains(u"cret"), qPrintable(words));
    }

    void fromTheEnvironment()
    {
        qputenv("OLLAMA_HOST", "0.0.0.0:4000");
        QCOMPARE(engine::ollamaAddress({})->toString(), QStringLiteral("http://127.0.0.1:4000"));
        QCOMPARE(
            engine::ollamaAddress(QStringLiteral("box"))->toString(), QStringLiteral("http://box:11434"));
    }

    void engines()
    {
        const QStringList ids {QStringLiteral("builtin"), QStringLiteral("ollama"), QStringLiteral("openai")};
        QCOMPARE(engine::engineIds(), ids);
        for (const QString& id : ids) {
            auto made = engine::makeEngine({id, {}}, std::make_shared<engine::StreamThread>());
            QVERIFY(made);
            QCOMPARE((*made)->id(), id);
            QCOMPARE((*made)->displayName(), engine::engineDisplayName(id));
            QCOMPARE((*made)->hasModel(), id != u"builtin");
            const engine::EngineTraits traits = engine::engineTraits(id);
            QCOMPARE(traits.hasModel, (*made)->hasModel());
            QCOMPARE(traits.usualAddress.isEmpty(), (*made)->url().isEmpty());
            const QStringList options {QStringLiteral("num_ctx"), QStringLiteral("temperature")};
            QCOMPARE(engine::optionsWithoutEffect(id, {}, options), (*made)->optionsWithoutEffect(options));
        }
        QCOMPARE(
            engine::makeEngine({QStringLiteral("gpt"), {}}, nullptr).error().code, base::ErrorCode::Usage);
        QVERIFY(engine::engineDisplayName(QStringLiteral("gpt")).isEmpty());
        QVERIFY(!engine::engineTraits(QStringLiteral("gpt")).hasModel);
    }

    void aServerThatCanBeStartedHere_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("can");
        const QString ollama = QStringLiteral("ollama");
        QTest::newRow("its usual port") << ollama << "http://127.0.0.1:11434" << true;
        QTest::newRow("by name") << ollama << "http://localhost:11434" << true;
        QTest::newRow("IPv6") << ollama << "http://[::1]:11434" << true;
        QTest::newRow("the web's port") << ollama << "http://localhost" << false;
        QTest::newRow("encrypted") << ollama << "https://127.0.0.1:11434" << false;
        QTest::newRow("another machine") << ollama << "http://192.0.2.1:11434" << false;
        QTest::newRow("another engine") << "openai"
                                        << "http://127.0.0.1:8080" << false;
    }
    void aServerThatCanBeStartedHere()
    {
        QFETCH(const QString, engine);
        QFETCH(const QString, url);
        const QTemporaryDir programs;
        QFile program(programs.filePath(QStringLiteral("ollama")));
        QVERIFY(program.open(QIODevice::WriteOnly));
        QVERIFY(program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        const QByteArray before = qgetenv("PATH");
        qputenv("PATH", programs.path().toLocal8Bit());
        const QString found = engine::localServerProgram(engine, QUrl(url));
        qputenv("PATH", before);
        QTEST(!found.isEmpty(), "can");
    }

    void sameModel()
    {
        QVERIFY(engine::isSameOllamaModel(QStringLiteral("m"), QStringLiteral("m:latest")));
        QVERIFY(!engine::isSameOllamaModel(QStringLiteral("m"), QStringLiteral("m:7b")));
        QVERIFY(
            engine::isSameOllamaModel(QStringLiteral("host:80/ns/m"), QStringLiteral("host:80/ns/m:latest")));
    }
};

QTEST_GUILESS_MAIN(TestEngineAddress)
#include "tst_engine_address.moc"
