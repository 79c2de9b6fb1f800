#include "engine/http/proxy.h"

#include <QTest>

using namespace benchglass;

class TestEngineProxy : public QObject
{
    Q_OBJECT

private:
    static void forget()
    {
        for (const char* name : {"http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy",
                 "ALL_PROXY", "no_proxy", "NO_PROXY"})
            qunsetenv(name);
    }

private Q_SLOTS:
    void init() { forget(); }
    void cleanupTestCase() { forget(); }

    void isThatOfTheEnvironment_data()
    {
        QTest::addColumn<QString>("environment"); // name=value name=value
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("proxy"); // host:port, or nothing
        const auto row = [](const char* name, const char* environment, const char* url, const char* proxy) {
            QTest::newRow(name) << QString::fromLatin1(environment) << QString::fromLatin1(url)
                                << QString::fromLatin1(proxy);
        };
        row("none", "", "http://box.example:11434", "");
        row("for http", "http_proxy=http://gate:3128", "http://box.example/", "gate:3128");
        row("not for https", "http_proxy=http://gate:3128", "https://box.example/", "");
        row("for https", "https_proxy=gate:3128", "https://box.example/", "gate:3128");
        row("in capitals", "HTTPS_PROXY=gate:3128", "https://box.example/", "gate:3128");
        row("http in capitals is a request's header", "HTTP_PROXY=gate:3128", "http://box.example/", "");
        row("for all", "ALL_PROXY=gate:3128", "http://box.example/", "gate:3128");
        row("the special one first", "all_proxy=other:1 http_proxy=gate:2", "http://box.example/", "gate:2");
        row("no port", "http_proxy=gate", "http://box.example/", "gate:1080");
        row("no address", "http_proxy=http://", "http://box.example/", "");
        row("an empty one", "http_proxy=", "http://box.example/", "");
        row("never for this machine", "http_proxy=gate:1", "http://localhost:11434", "");
        row("nor by its number", "http_proxy=gate:1", "http://127.0.0.1:11434", "");
        row("all exempt", "http_proxy=gate:1 no_proxy=*", "http://box.example/", "");
        row("exempt by name", "http_proxy=gate:1 no_proxy=other,box.example", "http://box.example/", "");
        row("exempt by domain", "http_proxy=gate:1 no_proxy=.example", "http://box.example/", "");
        row("exempt without the dot", "http_proxy=gate:1 NO_PROXY=example", "http://box.EXAMPLE/", "");
        row("no part of a name", "http_proxy=gate:1 no_proxy=ample", "http://box.example/", "gate:1");
        row("exempt by number", "http_proxy=gate:1 no_proxy=10.0.0.7", "http://10.0.0.7/", "");
        row("another number", "http_proxy=gate:1 no_proxy=10.0.0.7", "http://10.0.0.70/", "gate:1");
        row("exempt by network", "http_proxy=gate:1 no_proxy=10.0.0.0/8", "http://10.1.2.3/", "");
        row("exempt IPv6", "http_proxy=gate:1 no_proxy=fd00::7", "http://[fd00::7]/", "");
        row("nonsense exempts nothing", "http_proxy=gate:1 no_proxy=//,.,:", "http://10.1.2.3/", "gate:1");
    }

    void isThatOfTheEnvironment()
    {
        QFETCH(QString, environment);
        QFETCH(QString, url);
        for (const QString& setting : environment.split(u' ', Qt::SkipEmptyParts))
            qputenv(setting.section(u'=', 0, 0).toLatin1().constData(), setting.section(u'=', 1).toLatin1());
        const QNetworkProxy proxy = engine::proxyFor(QUrl(url));
        const bool isNone = proxy.type() == QNetworkProxy::NoProxy;
        QTEST(
            isNone ? QString() : QStringLiteral("%1:%2").arg(proxy.hostName(), QString::number(proxy.port())),
            "proxy");
    }

    void knowsItsKindAndItsUser()
    {
        qputenv("all_proxy", "socks5h://ann:secret@gate:9");
        const QNetworkProxy proxy = engine::proxyFor(QUrl(QStringLiteral("https://box.example/")));
        QCOMPARE(proxy.type(), QNetworkProxy::Socks5Proxy);
        QCOMPARE(proxy.user(), QStringLiteral("ann"));
        QCOMPARE(proxy.password(), QStringLiteral("secret"));
    }
};

QTEST_GUILESS_MAIN(TestEngineProxy)
#include "tst_engine_proxy.moc"
