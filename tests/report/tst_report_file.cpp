#include "report/report.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

namespace benchglass::report {

class TestReportFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesFailureInTheMiddle_data();
    void namesFailureInTheMiddle();
};

void TestReportFile::namesFailureInTheMiddle_data()
{
    QTest::addColumn<int>("bytes");
    QTest::newRow("fits a buffer") << 10'000;
    QTest::newRow("fits no buffer") << 1'000'000;
}

/// As on a disk that fills up: a part is taken, then no more.
void TestReportFile::namesFailureInTheMiddle()
{
#ifdef Q_OS_UNIX
    QFETCH(int, bytes);
    QTemporaryDir folder;
    rlimit before {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit little {4096, before.rlim_max};
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &little), 0);
    const base::Result<void> written =
        writeFile(folder.filePath(QStringLiteral("a.md")), QByteArray(bytes, 'x'));
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!written);
    QVERIFY2(
        written.error().message.contains(QStringLiteral("too large")), qPrintable(written.error().message));
    QVERIFY(QDir(folder.path()).isEmpty());
#else
    QSKIP("Limits of files are tried on Unix.");
#endif
}

} // namespace benchglass::report

QTEST_GUILESS_MAIN(benchglass::report::TestReportFile)
#include "tst_report_file.moc"
