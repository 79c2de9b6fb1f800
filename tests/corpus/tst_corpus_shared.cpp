#include "corpus/ingest.h"
#include "lookup.h"

#include <QtTest>

#include <algorithm>

using namespace benchglass;

/// The 101 files that the reference was fed with, where they are at hand.
class TestSharedCorpus : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyFileIsRead();
    void everyValueIsKept();
    void everyValueStandsAtItsPlace();
    void problemsAreNamed();
    void seriesKeepTheirFiles();
    void factsAreStable();

private:
    qint64 valuesOf(corpus::DocumentType type) const;

    const QString m_folder = QStringLiteral(BENCHGLASS_SOURCE_DIR "/../shared/data/corpus");
    std::shared_ptr<const corpus::Catalog> m_catalog;
};

void TestSharedCorpus::initTestCase()
{
    if (!QFileInfo::exists(m_folder))
        QSKIP("The shared corpus is not on this machine.");
    auto catalog = corpus::ingest(m_folder);
    QVERIFY2(catalog, catalog ? "" : qPrintable(catalog.error().message));
    m_catalog = *catalog;
}

qint64 TestSharedCorpus::valuesOf(corpus::DocumentType type) const
{
    qint64 values = 0;
    for (const corpus::Document& document : m_catalog->documents())
        values += document.type == type ? document.values : 0;
    return values;
}

void TestSharedCorpus::everyFileIsRead()
{
    QCOMPARE(m_catalog->documents().size(), 101);
    QCOMPARE(m_catalog->documentCount(corpus::DocumentType::Csv), 28);
    QCOMPARE(m_catalog->documentCount(corpus::DocumentType::Json), 44);
    QCOMPARE(m_catalog->documentCount(corpus::DocumentType::Markdown), 29);
    qint64 bytes = 0;
    for (const corpus::Document& document : m_catalog->documents())
        bytes += document.bytes;
    QCOMPARE(bytes, 436259);
}

/// 5670 plain values, as an independent count finds them: 1145 JSON numbers and 4525 CSV cells that are a
/// decimal number. 5768 with 26 JSON strings that are one and 72 cells with commas between thousands, all
/// of which are in one file. Nothing is missing and nothing is there twice. What only looks like a number
/// stays out: time stamps, versions, addresses.
///
/// Markdown adds what an independent count finds in tables, 1041 plain numbers ("about a thousand") and 330
/// with a unit (`98.6 tok/s`), 15 means with their 15 deviations (`99.16 ± 0.25`), and 57 of lists and bold
/// labels (`- TTFT: 0.088 s`). 311 of the plain ones are in tables whose header somebody glued to the line
/// before. Text stays what says more than one number: ranges, `2/7 (29%)`, `+18.7% worse`.
void TestSharedCorpus::everyValueIsKept()
{
    qInfo("csv %lld, json %lld, markdown %lld values; %lld series, %lld facts, %lld problems",
        valuesOf(corpus::DocumentType::Csv), valuesOf(corpus::DocumentType::Json),
        valuesOf(corpus::DocumentType::Markdown), qint64(m_catalog->series().size()),
        qint64(m_catalog->facts().size()), qint64(m_catalog->problems().size()));
    QCOMPARE(valuesOf(corpus::DocumentType::Csv), 4525 + 72);
    QCOMPARE(valuesOf(corpus::DocumentType::Json), 1145 + 26);
    qint64 observations = 0;
    for (const corpus::Series& series : m_catalog->series())
        observations += series.observations.size();
    QCOMPARE(observations, m_catalog->valueCount());
}

namespace {

QString withoutMarkup(QString text)
{
    return text.remove(QRegularExpression(QStringLiteral("[*_`~,\\s]")));
}

/// The number that a text begins with once markup and commas are gone.
std::optional<double> numberIn(const QString& text)
{
    static const QRegularExpression number(
        QStringLiteral("^[+-]?[0-9]*\\.?[0-9]+(e[+-]?[0-9]+)?"), QRegularExpression::CaseInsensitiveOption);
    const auto match = number.match(withoutMarkup(text));
    return match.hasMatch() ? std::optional(match.captured().toDouble()) : std::nullopt;
}

bool isPlain(const QString& text)
{
    bool isNumber = false;
    text.toDouble(&isNumber);
    return isNumber;
}

} // namespace

/// Reads each value again at the place that the catalog names, by other means.
void TestSharedCorpus::everyValueStandsAtItsPlace()
{
    QList<QByteArray> files;
    for (const corpus::Document& document : m_catalog->documents()) {
        QFile file(m_folder + u'/' + document.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        files.append(file.readAll());
    }
    QMap<QString, int> kinds;
    QSet<QString> places;
    for (const corpus::Series& series : m_catalog->series()) {
        for (const corpus::Observation& observation : series.observations) {
            const corpus::Document& document = m_catalog->documents().at(observation.document);
            const corpus::Locator place = m_catalog->locatorOf(series, observation);
            const QByteArray& bytes = files.at(observation.document);
            const QString named = document.path + u' ' + place.text();
            // A cell that says a mean and its deviation has two.
            const bool isDeviation = series.key.endsWith(u"\u00b1") || series.key.contains(u"\u00b1 [");
            QVERIFY2(!places.contains(named + QString::number(isDeviation)), qPrintable(named));
            places.insert(named + QString::number(isDeviation));
            std::optional<double> there;
            if (document.type == corpus::DocumentType::Json) {
                const QJsonValue value = lookup::jsonValue(lookup::jsonRoot(bytes), place.pointer);
                there = value.isDouble() ? std::optional(value.toDouble()) : numberIn(value.toString());
                ++kinds[value.isDouble() ? QStringLiteral("JSON number") : QStringLiteral("JSON string")];
            } else if (document.type == corpus::DocumentType::Csv) {
                const auto cell = lookup::csvCell(QString::fromUtf8(bytes), u',', place.line, place.column);
                QVERIFY2(cell, qPrintable(named));
                there = numberIn(*cell);
                ++kinds[isPlain(*cell) ? QStringLiteral("CSV plain") : QStringLiteral("CSV thousands")];
            } else if (place.column > 0) {
                const auto cell = lookup::tableCell(QString::fromUtf8(bytes), place.line, place.column);
                QVERIFY2(cell, qPrintable(named));
                there = numberIn(isDeviation ? cell->section(u'\u00b1', 1) : *cell);
                ++kinds[cell->contains(u'\u00b1') ? QStringLiteral("Markdown table, of mean and deviation")
                        : isPlain(withoutMarkup(*cell)) ? QStringLiteral("Markdown table, plain")
                                                        : QStringLiteral("Markdown table, with a unit")];
            } else {
                const auto rest = lookup::fromLine(QString::fromUtf8(bytes), place.line);
                QVERIFY2(rest, qPrintable(named));
                const QString line = lookup::firstLine(*rest);
                there = numberIn(line.section(QRegularExpression(QStringLiteral(":\\**:?\\s+|=")), 1));
                ++kinds[QStringLiteral("Markdown list")];
            }
            QVERIFY2(there == observation.value, qPrintable(named));
        }
    }
    qInfo() << kinds;
    QCOMPARE(kinds[QStringLiteral("JSON number")], 1145);
    QCOMPARE(kinds[QStringLiteral("JSON string")], 26);
    QCOMPARE(kinds[QStringLiteral("CSV plain")], 4525);
    QCOMPARE(kinds[QStringLiteral("CSV thousands")], 72);
    QCOMPARE(kinds[QStringLiteral("Markdown table, plain")], 1041);
    QCOMPARE(kinds[QStringLiteral("Markdown table, with a unit")], 330);
    QCOMPARE(kinds[QStringLiteral("Markdown table, of mean and deviation")], 30);
    QCOMPARE(kinds[QStringLiteral("Markdown list")], 57);
}

void TestSharedCorpus::problemsAreNamed()
{
    for (const corpus::Problem& problem : m_catalog->problems())
        qInfo("%s:%lld:%lld %s", qPrintable(problem.path), problem.line, problem.column,
            qPrintable(problem.reason));
    const auto twice = std::ranges::find_if(m_catalog->problems(), [](const corpus::Problem& problem) {
        return problem.path == u"reports/ncu_summary.csv" && problem.reason.contains(u"doubly encoded");
    });
    QVERIFY(twice != m_catalog->problems().end());
    QVERIFY(std::ranges::none_of(m_catalog->problems(), &corpus::Problem::skipped));
}

void TestSharedCorpus::seriesKeepTheirFiles()
{
    const corpus::Series* rates = m_catalog->find(QStringLiteral("tokens_s"));
    QVERIFY(rates);
    QCOMPARE(rates->unit, QStringLiteral("tok/s"));
    QCOMPARE(rates->dimensions.first().name, QStringLiteral("file"));
    QCOMPARE(rates->dimensions.first().levels.size(), rates->files);
    QVERIFY(std::ranges::any_of(
        rates->dimensions, [](const corpus::Dimension& d) { return d.name == u"model"; }));
    const corpus::Observation first = rates->observations.first();
    const corpus::Document& document = m_catalog->documents().at(first.document);
    QCOMPARE(document.path, QStringLiteral("csv_data/ollama_param_tuning.csv"));
    QCOMPARE(first.value, 77.5);
    QCOMPARE(m_catalog->locatorOf(*rates, first), (corpus::Locator {2, 7, {}}));
    const corpus::Series* runs = m_catalog->find(QStringLiteral("timing_stats.run_results[].mean_ms"));
    QVERIFY(runs);
    QCOMPARE(m_catalog->locatorOf(*runs, runs->observations.at(1)).pointer,
        QStringLiteral("/timing_stats/run_results/1/mean_ms"));
}

void TestSharedCorpus::factsAreStable()
{
    const auto again = corpus::ingest(m_folder);
    QVERIFY(again);
    QCOMPARE((*again)->hash(), m_catalog->hash());
    QCOMPARE((*again)->facts(), m_catalog->facts());
    QCOMPARE(m_catalog->facts().first().id, QStringLiteral("F1"));
    QCOMPARE(m_catalog->facts().first().value, std::optional(101.0));
    for (const corpus::Fact& fact : m_catalog->facts())
        QVERIFY2(!fact.text.contains(u'\n'), qPrintable(fact.text));
}

QTEST_GUILESS_MAIN(TestSharedCorpus)
#include "tst_corpus_shared.moc"
