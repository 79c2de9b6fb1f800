#include "experiment/experiment.h"

#include <QTest>

using namespace benchglass;

class TestFindings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsBullets_data();
    void listsBullets();
    void summaries_data();
    void summaries();
    void limits();
    void hostileTextIsOnlyText();
};

void TestFindings::listsBullets_data()
{
    QTest::addColumn<QString>("analysis");
    QTest::addColumn<QStringList>("findings");
    QTest::addColumn<QStringList>("recommendations");
    const QStringList none;
    QTest::newRow("nothing") << QString() << none << none;
    QTest::newRow("headings and preambles are no findings")
        << QStringLiteral(
               "Okay, here are the key insights that I suggest.\n\n**2. Key Performance Findings**\n\n"
               "Here are the key findings:\n\n* **Fast:** 112 tok/s [F3]\n* Cold starts take 4.9 s\n\n"
               "**4. Recommendations for Optimization**\n\nBased on this, here are recommendations:\n\n"
               "1. **Warm up** first\n2) Raise num_ctx")
        << QStringList {QStringLiteral("Fast: 112 tok/s [F3]"), QStringLiteral("Cold starts take 4.9 s")}
        << QStringList {QStringLiteral("Warm up first"), QStringLiteral("Raise num_ctx")};
    QTest::newRow("hash headings, other sections end a list")
        << QStringLiteral(
               "## Key findings\n- one\n## Metrics analysis\n- not a finding\n### Insights ##\n- two")
        << QStringList {QStringLiteral("one"), QStringLiteral("two")} << none;
    QTest::newRow("a bullet that announces others is none")
        << QStringLiteral("# Findings\n* **Throughput:**\n    * rises with batch\n    * falls with context\n")
        << QStringList {QStringLiteral("rises with batch"), QStringLiteral("falls with context")} << none;
    QTest::newRow("a bullet goes on in the next line")
        << QStringLiteral("Key findings:\n\n- the first\n  goes on\n- the second\nplain text")
        << QStringList {QStringLiteral("the first goes on"), QStringLiteral("the second")} << none;
    QTest::newRow("numbered bold items are items, numbered bold headings are headings")
        << QStringLiteral("### Findings\n1. **Decode is steady**\n2. **TTFT varies**\n\n3. "
                          "**Recommendations**\n- pin the seed")
        << QStringList {QStringLiteral("Decode is steady"), QStringLiteral("TTFT varies")}
        << QStringList {QStringLiteral("pin the seed")};
    QTest::newRow("code is not read")
        << QStringLiteral("# Findings\n- real\n```\n- in code\n# Recommendations\n```\n- after")
        << QStringList {QStringLiteral("real"), QStringLiteral("after")} << none;
    QTest::newRow("the same line twice counts once")
        << QStringLiteral("# Findings\n- same\n- same\n# Recommendations\n- same")
        << QStringList {QStringLiteral("same")} << QStringList {QStringLiteral("same")};
    QTest::newRow("key words in other sections are nothing") << QStringLiteral(
        "# Executive summary\n- The key finding is that I recommend this\nYou should consider it.")
                                                             << none << none;
}

void TestFindings::listsBullets()
{
    QFETCH(QString, analysis);
    QFETCH(QStringList, findings);
    QFETCH(QStringList, recommendations);
    const experiment::Findings found = experiment::findingsOf(analysis);
    QCOMPARE(found.keyFindings, findings);
    QCOMPARE(found.recommendations, recommendations);
}

void TestFindings::summaries_data()
{
    QTest::addColumn<QString>("analysis");
    QTest::addColumn<QString>("summary");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("it ends at the next bold heading")
        << QStringLiteral("Okay.\n\n**1. Executive Summary**\n\nOne.\nTwo.\n\nThree.\n\n**2. Metrics**\nNo.")
        << QStringLiteral("One.\nTwo.\nThree.");
    QTest::newRow("none named: the first paragraph")
        << QStringLiteral("# Title\n\nFirst.\nStill first.\n\nSecond.\n## Findings\n- x")
        << QStringLiteral("First.\nStill first.");
}

void TestFindings::summaries()
{
    QFETCH(QString, analysis);
    QFETCH(QString, summary);
    QCOMPARE(experiment::findingsOf(analysis).summary, summary);
}

void TestFindings::limits()
{
    QString analysis = QStringLiteral("# Findings\n");
    for (int i = 0; i < 50; ++i)
        analysis += QStringLiteral("- finding %1\n").arg(i);
    QCOMPARE(experiment::findingsOf(analysis).keyFindings.size(), 10);
    const QString endless = QStringLiteral("# Findings\n- ") + QString(1'000'000, u'x');
    QCOMPARE(experiment::findingsOf(endless).keyFindings.first().size(), 2000);
}

void TestFindings::hostileTextIsOnlyText()
{
    const QString analysis = QStringLiteral("# Findings\n- <img src='file:///etc/passwd'>\n")
        + QString(200'000, u'*') + u'\n' + QString(200'000, u'#') + u'\n' + QString(100'000, u'\n');
    QCOMPARE(experiment::findingsOf(analysis).keyFindings.first(),
        QStringLiteral("<img src='file:///etc/passwd'>"));
}

QTEST_GUILESS_MAIN(TestFindings)
#include "tst_findings.moc"
