#include "workbench/secrets.h"

#include <QTest>

using namespace benchglass;
using workbench::HeldKey;
using workbench::KeyPlace;
using workbench::Secrets;

namespace {

const QString engine = QStringLiteral("openai");
const QUrl base(QStringLiteral("http://127.0.0.1:8080/v1"));

template <typename T>
T await(const QFuture<T>& future)
{
    [&] {
        QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 90'000);
    }();
    return future.resultCount() > 0 ? future.result() : T {};
}

} // namespace

/// Where keys are kept, and to whom they are given.
class TestSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void keptForTheSession();
    void givenOutForItsAddressOnly_data();
    void givenOutForItsAddressOnly();
    void anEmptyKeyForgets();
    void theEnvironmentWins();
    void nothingThatBreaksAHeader_data();
    void nothingThatBreaksAHeader();
    void withoutAKeychainInMemory();
};

void TestSecrets::initTestCase()
{
    // Whoever runs this by hand keeps the own keychain to themselves.
    qputenv("DBUS_SESSION_BUS_ADDRESS", "disabled:");
}

void TestSecrets::init()
{
    qunsetenv("BENCHGLASS_API_KEY");
}

void TestSecrets::keptForTheSession()
{
    Secrets secrets(Secrets::Storage::MemoryOnly);
    QCOMPARE(await(secrets.key(engine, base)).place, KeyPlace::None);
    QCOMPARE(await(secrets.setKey(engine, base, QStringLiteral("sk-1"))), KeyPlace::Session);
    const HeldKey held = await(secrets.key(engine, base));
    QCOMPARE(held.key, QStringLiteral("sk-1"));
    QCOMPARE(held.place, KeyPlace::Session);
    Secrets next(Secrets::Storage::MemoryOnly);
    QVERIFY(await(next.key(engine, base)).key.isEmpty());
}

void TestSecrets::givenOutForItsAddressOnly_data()
{
    QTest::addColumn<QString>("askedEngine");
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isGiven");
    QTest::newRow("the same") << engine << "http://127.0.0.1:8080/v1" << true;
    QTest::newRow("with a slash") << engine << "http://127.0.0.1:8080/v1/" << true;
    QTest::newRow("with a user's name") << engine << "http://me@127.0.0.1:8080/v1" << true;
    QTest::newRow("another port") << engine << "http://127.0.0.1:8081/v1" << false;
    QTest::newRow("another host") << engine << "http://127.0.0.2:8080/v1" << false;
    QTest::newRow("another scheme") << engine << "https://127.0.0.1:8080/v1" << false;
    QTest::newRow("another path") << engine << "http://127.0.0.1:8080/other/v1" << false;
    QTest::newRow("host as a user's name") << engine << "http://127.0.0.1:8080@evil.invalid/v1" << false;
    QTest::newRow("another engine") << QStringLiteral("ollama") << "http://127.0.0.1:8080/v1" << false;
}

void TestSecrets::givenOutForItsAddressOnly()
{
    QFETCH(QString, askedEngine);
    QFETCH(QString, url);
    QFETCH(bool, isGiven);
    Secrets secrets(Secrets::Storage::MemoryOnly);
    await(secrets.setKey(engine, base, QStringLiteral("sk-1")));
    QCOMPARE(await(secrets.key(askedEngine, QUrl(url))).key, isGiven ? QStringLiteral("sk-1") : QString());
}

void TestSecrets::anEmptyKeyForgets()
{
    Secrets secrets(Secrets::Storage::MemoryOnly);
    await(secrets.setKey(engine, base, QStringLiteral("sk-1")));
    QCOMPARE(await(secrets.setKey(engine, base, QStringLiteral(" "))), KeyPlace::None);
    QVERIFY(await(secrets.key(engine, base)).key.isEmpty());
}

void TestSecrets::theEnvironmentWins()
{
    Secrets secrets(Secrets::Storage::MemoryOnly);
    await(secrets.setKey(engine, base, QStringLiteral("sk-1")));
    qputenv("BENCHGLASS_API_KEY", "sk-2\n");
    const HeldKey held = await(secrets.key(engine, base));
    QCOMPARE(held.key, QStringLiteral("sk-2"));
    QCOMPARE(held.place, KeyPlace::Environment);
    qunsetenv("BENCHGLASS_API_KEY");
    QCOMPARE(await(secrets.key(engine, base)).key, QStringLiteral("sk-1"));
}

void TestSecrets::nothingThatBreaksAHeader_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("plain") << "sk-1";
    QTest::newRow("line break at the end") << "sk-1\r\n";
    QTest::newRow("line break inside") << "sk\r\n-1";
    QTest::newRow("spaces around") << "  sk-1\t";
    QTest::newRow("null") << QStringLiteral("sk-") + QChar::Null + u'1';
    QTest::newRow("line separator") << QStringLiteral("sk-") + QChar(0x2028) + u'1';
}

void TestSecrets::nothingThatBreaksAHeader()
{
    QFETCH(QString, typed);
    Secrets secrets(Secrets::Storage::MemoryOnly);
    await(secrets.setKey(engine, base, typed));
    QCOMPARE(await(secrets.key(engine, base)).key, QStringLiteral("sk-1"));
}

void TestSecrets::withoutAKeychainInMemory()
{
    Secrets secrets;
    QCOMPARE(await(secrets.key(engine, base)).place, KeyPlace::None);
    QCOMPARE(await(secrets.setKey(engine, base, QStringLiteral("sk-1"))), KeyPlace::Session);
    QCOMPARE(await(secrets.key(engine, base)).key, QStringLiteral("sk-1"));
    QCOMPARE(await(secrets.setKey(engine, base, {})), KeyPlace::None);
    QCOMPARE(await(secrets.key(engine, base)).place, KeyPlace::None);
}

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
