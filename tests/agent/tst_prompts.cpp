#include "agent/digest.h"
#include "agent/prompts.h"
#include "corpus/ingest.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace benchglass;

class TestPrompts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        write(QStringLiteral("a.csv"),
            "model,tokens_per_second,ttft_ms\nm1,100.5,210\nm1,101.5,220\nm2,50.25,400\nm2,51.25,410\n");
        write(QStringLiteral("b.json"), R"({"results":[{"latency_ms":12.5},{"latency_ms":13.5}]})");
        const auto read = corpus::ingest(m_folder.path());
        QVERIFY(read.has_value());
        m_catalog = *read;
        m_input.catalog = m_catalog;
        m_input.corpus = experiment::recordOf(*m_catalog, 0);
        m_input.digest = agent::digestOf(*m_catalog, 1000);
    }

    void digestKeepsItsBudget_data()
    {
        QTest::addColumn<int>("budget");
        for (int budget : {0, 10, 50, 200, 100'000})
            QTest::addRow("%d tokens", budget) << budget;
    }
    void digestKeepsItsBudget()
    {
        QFETCH(int, budget);
        const auto digest = agent::digestOf(*m_catalog, budget);
        QVERIFY(digest.estimatedTokens <= budget);
        QVERIFY(agent::estimatedTokens(digest.text) <= budget + 1);
        if (budget == 100'000)
            QCOMPARE(digest.facts.size(), m_catalog->facts().size());
        QCOMPARE(digest.text.isEmpty(), digest.facts.isEmpty());
    }

    void digestHasTheHeaviestFacts()
    {
        const auto some = agent::digestOf(*m_catalog, 120);
        QVERIFY(!some.facts.isEmpty());
        QVERIFY(some.facts.size() < m_catalog->facts().size());
        double lightestIn = some.facts.first().weight;
        for (const auto& fact : some.facts)
            lightestIn = std::min(lightestIn, fact.weight);
        for (const auto& fact : m_catalog->facts()) {
            const bool isIn = some.facts.contains(fact);
            QVERIFY(isIn || fact.weight <= lightestIn);
        }
    }

    void groundedPromptsCarryTheDigest()
    {
        const auto nonce = agent::newNonce();
        const auto analysis = agent::analysisPrompt(experiment::PromptSet::Grounded, m_input, nonce);
        QVERIFY(analysis.system.startsWith(nonce));
        QVERIFY(analysis.user.contains(m_input.digest.text));
        QVERIFY(!analysis.user.contains(u"{{"));
        const auto report = agent::reportPrompt(
            experiment::PromptSet::Grounded, m_input, QStringLiteral("what the model said"), {});
        QVERIFY(report.user.contains(u"what the model said"));
        QVERIFY(report.system.startsWith(u"You are"));
    }

    void placeholdersInTextStayText()
    {
        const auto report = agent::reportPrompt(
            experiment::PromptSet::Grounded, m_input, QStringLiteral("{{digest}} {{nothing}}"), {});
        QVERIFY(report.user.contains(u"{{digest}} {{nothing}}"));
    }

    void referencePromptsTakeNoNonce()
    {
        const auto analysis =
            agent::analysisPrompt(experiment::PromptSet::Reference, m_input, agent::newNonce());
        QVERIFY(analysis.system.isEmpty());
        QVERIFY(analysis.user.contains(u"Total files analyzed: 2"));
        const auto report = agent::reportPrompt(
            experiment::PromptSet::Reference, m_input, QStringLiteral("## Key findings\n- one\n"), {});
        QVERIFY(report.user.contains(u"\"csv_tokens_per_second\": 100.5"));
        QVERIFY(report.user.contains(u"latency_ms"));
        QVERIFY(!report.user.contains(u"{{"));
    }

    void theReferenceReportGetsTheSummaryAlone_data()
    {
        QTest::addColumn<QString>("analysis");
        QTest::newRow("hash headings")
            << QStringLiteral("# Summary\nDecode is steady.\n\n## Method\nSecret.");
        QTest::newRow("numbered headings in bold end it") << QStringLiteral(
            "**1. Executive Summary**\n\nDecode is steady.\n\n2. **Key findings**\n\nSecret.");
        QTest::newRow("a heading without marks begins it")
            << QStringLiteral("Preamble.\n\nExecutive summary:\nDecode is steady.\n\n# Method\nSecret.");
        QTest::newRow("without a heading, the first paragraph")
            << QStringLiteral("Decode is steady.\n\nSecret.");
    }
    void theReferenceReportGetsTheSummaryAlone()
    {
        QFETCH(QString, analysis);
        const auto report = agent::reportPrompt(experiment::PromptSet::Reference, m_input, analysis, {});
        QVERIFY(report.user.contains(u"Summary:\nDecode is steady.\n\nKey Findings:"));
        QVERIFY(!report.user.contains(u"Secret"));
    }

    void noncesDiffer() { QVERIFY(agent::newNonce() != agent::newNonce()); }

private:
    void write(const QString& name, const QByteArray& content)
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    QTemporaryDir m_folder;
    std::shared_ptr<const corpus::Catalog> m_catalog;
    agent::PromptInput m_input;
};

QTEST_GUILESS_MAIN(TestPrompts)
#include "tst_prompts.moc"
