#include "workbench/secrets.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace benchglass;
using workbench::HeldKey;
using workbench::KeyPlace;
using workbench::Secrets;

namespace {

constexpr const char* insideVariable = "BENCHGLASS_TEST_KEYCHAIN";

const QString engine = QStringLiteral("openai");
const QUrl base(QStringLiteral("http://127.0.0.1:8080/v1"));

/// What a session starts before its programs: a bus and a Secret Service, here with a keyring of its own that
/// has an empty password.
const QString session = QStringLiteral("printf '\\n' | gnome-keyring-daemon --unlock --components=secrets "
                                       "--daemonize >/dev/null && exec \"$0\"");

template <typename T>
T await(const QFuture<T>& future)
{
    [&] {
        QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 90'000);
    }();
    return future.resultCount() > 0 ? future.result() : T {};
}

/// As at the next start of the program.
HeldKey nextStart(const QString& askedEngine, const QUrl& url)
{
    Secrets secrets;
    return await(secrets.key(askedEngine, url));
}

} // namespace

/// Keys in a real keychain: a Secret Service that this test starts for itself, where gnome-keyring is there.
class TestKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inASessionOfItsOwn();
    void keptForTheNextStart();
    void forAnotherAddressNothing();
    void replaced();
    void forgotten();

private:
    bool m_isInside = qEnvironmentVariableIsSet(insideVariable);
};

void TestKeychain::inASessionOfItsOwn()
{
    if (m_isInside)
        return;
    const QString bus = QStandardPaths::findExecutable(QStringLiteral("dbus-run-session"));
    if (bus.isEmpty() || QStandardPaths::findExecutable(QStringLiteral("gnome-keyring-daemon")).isEmpty())
        QSKIP("needs dbus-run-session and gnome-keyring-daemon");
    const QTemporaryDir home;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* const name : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"})
        environment.insert(QLatin1String(name), home.path());
    environment.remove(QStringLiteral("DISPLAY"));
    environment.remove(QStringLiteral("BENCHGLASS_API_KEY"));
    environment.insert(QLatin1String(insideVariable), QStringLiteral("1"));
    QProcess inside;
    inside.setProcessEnvironment(environment);
    inside.setProcessChannelMode(QProcess::MergedChannels);
    inside.start(bus,
        {QStringLiteral("--"), QStringLiteral("sh"), QStringLiteral("-c"), session,
            QCoreApplication::applicationFilePath()});
    QVERIFY(inside.waitForFinished(120'000));
    const QByteArray said = inside.readAll();
    QVERIFY2(inside.exitStatus() == QProcess::NormalExit && inside.exitCode() == 0, said.constData());
    QVERIFY2(said.contains("PASS   : TestKeychain::keptForTheNextStart()"), said.constData());
    QVERIFY2(said.contains(" 0 failed, 0 skipped"), said.constData());
}

void TestKeychain::keptForTheNextStart()
{
    if (!m_isInside)
        QSKIP("runs inside the session");
    QCOMPARE(nextStart(engine, base).place, KeyPlace::None);
    {
        Secrets secrets;
        QCOMPARE(await(secrets.setKey(engine, base, QStringLiteral("sk-ä✓-1"))), KeyPlace::Keychain);
        QCOMPARE(await(secrets.key(engine, base)).key, QStringLiteral("sk-ä✓-1"));
    }
    const HeldKey held = nextStart(engine, base);
    QCOMPARE(held.key, QStringLiteral("sk-ä✓-1"));
    QCOMPARE(held.place, KeyPlace::Keychain);
}

void TestKeychain::forAnotherAddressNothing()
{
    if (!m_isInside)
        QSKIP("runs inside the session");
    QVERIFY(!nextStart(engine, base).key.isEmpty());
    QVERIFY(nextStart(engine, QUrl(QStringLiteral("http://127.0.0.1:8081/v1"))).key.isEmpty());
    QVERIFY(nextStart(engine, QUrl(QStringLiteral("https://127.0.0.1:8080/v1"))).key.isEmpty());
    QVERIFY(nextStart(QStringLiteral("ollama"), base).key.isEmpty());
}

void TestKeychain::replaced()
{
    if (!m_isInside)
        QSKIP("runs inside the session");
    Secrets secrets;
    QCOMPARE(await(secrets.setKey(engine, base, QStringLiteral("sk-2"))), KeyPlace::Keychain);
    QCOMPARE(nextStart(engine, base).key, QStringLiteral("sk-2"));
}

void TestKeychain::forgotten()
{
    if (!m_isInside)
        QSKIP("runs inside the session");
    Secrets secrets;
    QCOMPARE(await(secrets.setKey(engine, base, QString())), KeyPlace::None);
    QCOMPARE(nextStart(engine, base).place, KeyPlace::None);
}

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
