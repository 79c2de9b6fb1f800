#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

namespace {

struct Ended
{
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

Ended selfTest(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral(BENCHGLASS_BIN_DIR "/benchglass-cli"),
        QStringList {QStringLiteral("selftest")} + arguments);
    if (!process.waitForFinished(90'000))
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace

/// `selftest`, as a process.
class TestCliSelfTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void json();
    void table();
    void takesNoArguments();
};

void TestCliSelfTest::json()
{
    const Ended ended = selfTest({QStringLiteral("--json")});
    QVERIFY2(ended.exitCode == 0, ended.err.constData());
    const QJsonObject test = QJsonDocument::fromJson(ended.out).object();
    QCOMPARE(test.keys(),
        (QStringList {u"idle"_qs, u"ndjsonChunksPerSecond"_qs, u"painting"_qs, u"sseChunksPerSecond"_qs,
            u"streams"_qs}));
    for (const QString& part : {u"idle"_qs, u"streams"_qs, u"painting"_qs}) {
        const QJsonObject floor = test.value(part).toObject();
        const auto of = [&floor](QLatin1String name) {
            return floor.value(name).toDouble(-1e18);
        };
        QVERIFY2(of(QLatin1String("p50Ns")) <= of(QLatin1String("p99Ns")), qPrintable(part));
        QVERIFY2(of(QLatin1String("p99Ns")) <= of(QLatin1String("maxNs")), qPrintable(part));
        QVERIFY2(of(QLatin1String("maxNs")) > 0, qPrintable(part));
        QVERIFY2(of(QLatin1String("eventLoopP99Ns")) > 0, qPrintable(part));
        QVERIFY2((QStringList {u"kernel"_qs, u"user"_qs}).contains(floor.value(u"source").toString()),
            qPrintable(part));
        QCOMPARE(of(QLatin1String("streams")), part == u"streams" ? 32.0 : 1.0);
        QVERIFY2(of(QLatin1String("chunks")) >= 662, qPrintable(part));
    }
    QCOMPARE(test.value(u"streams").toObject().value(u"chunks").toInt(), 32 * 50);
    QVERIFY(test.value(u"ndjsonChunksPerSecond").toDouble() > 0);
    QVERIFY(test.value(u"sseChunksPerSecond").toDouble() > 0);
}

void TestCliSelfTest::table()
{
    const Ended ended = selfTest({});
    QVERIFY2(ended.exitCode == 0, ended.err.constData());
    QVERIFY(ended.err.isEmpty());
    const QStringList lines = QString::fromUtf8(ended.out).trimmed().split(u'\n');
    QCOMPARE(lines.size(), 6); // header, three rows, a gap, the framing
    QVERIFY(lines.at(0).contains(u"p99"));
    QVERIFY(lines.at(2).contains(u"32 "));
    QVERIFY(lines.last().contains(u"NDJSON") && lines.last().contains(u"SSE"));
}

void TestCliSelfTest::takesNoArguments()
{
    const Ended ended = selfTest({QStringLiteral("now")});
    QCOMPARE(ended.exitCode, 2);
    QVERIFY(ended.out.isEmpty());
    QVERIFY(ended.err.contains("selftest"));
}

QTEST_GUILESS_MAIN(TestCliSelfTest)
#include "tst_cli_selftest.moc"
