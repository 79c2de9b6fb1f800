#include "support.h"

#include "corpus/conflictfacts.h"
#include "corpus/facts.h"

#include <QtTest>

using namespace benchglass;

/// Facts about conflicts, units and repeated files, and the quoting of names in them.
class TestFacts : public QObject
{
    Q_OBJECT

private slots:
    void conflicts_data();
    void conflicts();
    void variation_data();
    void variation();
    void otherDatesAreOtherRuns();
    void conflictNamesBothPlaces();
    void contentsTellWhatIsTheSame();
    void namesAgainstContents();
    void manyConflictsAreCounted();
    void unknownUnits();
    void keysInTwoUnits_data();
    void keysInTwoUnits();
    void repeatedFiles();
    void manyRepeatedFiles();
    void idsAreStable();
    void names_data();
    void names();
    void namesStayInside_data();
    void namesStayInside();
};

namespace {

using Files = QList<std::pair<QString, QByteArray>>;

QStringList factsOfKind(const corpus::Catalog& catalog, const char16_t* kind)
{
    QStringList texts;
    for (const corpus::Fact& fact : catalog.facts()) {
        if (fact.kind == QStringView(kind))
            texts.append(fact.text);
    }
    return texts;
}

std::shared_ptr<const corpus::Catalog> catalogOf(const Folder& folder, const Files& files)
{
    for (const auto& [name, text] : files) {
        if (!folder.write(name, text))
            return nullptr;
    }
    return folder.read();
}

QString in(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

void TestFacts::conflicts_data()
{
    QTest::addColumn<Files>("files");
    const auto row = [](const char* name, const Files& files) {
        QTest::newRow(name) << files;
    };
    row("rows with the same labels",
        {{in("results.csv"), "model,tokens_s\nm1,100\nm2,50\n"},
            {in("summary.csv"), "model,tokens_s\nm1,90\nm2,50\n"}});
    row("rows in another order and beside other columns",
        {{in("results.csv"), "model,tokens_s\nm1,100\nm2,50\n"},
            {in("summary.csv"), "score,model,tokens_s\n1,m2,50\n1,m1,90\n"}});
    row("leaves of a document",
        {{in("data/gemma.json"), R"({"model":"g","speed":{"tokens_per_second":100.5}})"},
            {in("reports/gemma.json"), R"({"model":"g","speed":{"tokens_per_second":98.25}})"}});
    row("a measured quantity in two reports of one folder",
        {{in("x/results.json"), R"({"tokens_per_second":100.5})"},
            {in("x/report.json"), R"({"tokens_per_second":98.25})"}});
    row("a count of one file that has been copied and changed",
        {{in("gemma.json"), R"({"cores":8})"}, {in("backup/gemma.json"), R"({"cores":16})"}});
    row("objects of an array with labels",
        {{in("results.json"), R"({"rows":[{"model":"a","ttft_ms":10},{"model":"b","ttft_ms":20}]})"},
            {in("report.json"), R"({"rows":[{"model":"b","ttft_ms":20},{"model":"a","ttft_ms":12}]})"}});
    row("tables of Markdown",
        {{in("report.md"), "| model | ttft_ms |\n|--|--|\n| a | 10 |\n| b | 20 |\n"},
            {in("summary.md"), "| model | ttft_ms |\n|--|--|\n| a | 11 |\n| b | 20 |\n"}});
    row("a value beside equal settings",
        {{in("results.csv"), "model,num_ctx,tokens_s\nm,512,100\nm,1024,90\nx,512,1\n"},
            {in("summary.csv"), "model,num_ctx,tokens_s\nm,512,100\nm,1024,80\nx,512,1\n"}});
}

void TestFacts::conflicts()
{
    QFETCH(Files, files);
    const Folder folder;
    const auto catalog = catalogOf(folder, files);
    QVERIFY(catalog);
    const QStringList told = factsOfKind(*catalog, u"conflict");
    QVERIFY2(told.size() == 1, qPrintable(told.join(u'\n')));
    QVERIFY2(told.first().contains(u" is in conflict: "), qPrintable(told.first()));
    for (const auto& [name, text] : files)
        QVERIFY2(told.first().contains(corpus::quotedName(name)), qPrintable(told.first()));
}

void TestFacts::variation_data()
{
    QTest::addColumn<Files>("files");
    const auto row = [](const char* name, const Files& files) {
        QTest::newRow(name) << files;
    };
    row("another label",
        {{in("results.csv"), "model,tokens_s\nm1,100\n"}, {in("summary.csv"), "model,tokens_s\nm2,90\n"}});
    row("another run in the name",
        {{in("run_1.json"), R"({"tokens_per_second":100.5})"},
            {in("run_2.json"), R"({"tokens_per_second":98.25})"}});
    row("another folder",
        {{in("python/m.json"), R"({"tokens_per_second":100.5})"},
            {in("rust/m.json"), R"({"tokens_per_second":98.25})"}});
    row("another date in the name",
        {{in("bench_20251002.json"), R"({"tokens_per_second":100.5})"},
            {in("bench_20251003.json"), R"({"tokens_per_second":98.25})"}});
    row("another stamp inside",
        {{in("results.json"), R"({"timestamp":1759098967,"tokens_per_second":100.5})"},
            {in("report.json"), R"({"timestamp":1759099000,"tokens_per_second":98.25})"}});
    row("another setting",
        {{in("results.json"), R"({"options":{"num_ctx":512},"tokens_per_second":100.5})"},
            {in("report.json"), R"({"options":{"num_ctx":1024},"tokens_per_second":98.25})"}});
    row("a setting itself",
        {{in("results.json"), R"({"options":{"num_ctx":512}})"},
            {in("report.json"), R"({"options":{"num_ctx":1024}})"}});
    row("another setting in the row",
        {{in("results.csv"), "model,num_ctx,tokens_s\nm,512,100\n"},
            {in("summary.csv"), "model,num_ctx,tokens_s\nm,1024,90\n"}});
    row("another run in the row",
        {{in("results.csv"), "model,run,tokens_s\nm,1,100\n"},
            {in("summary.csv"), "model,run,tokens_s\nm,2,90\n"}});
    row("another device in the name",
        {{in("cpu_results.csv"), "model,tokens_s\nm1,100\n"},
            {in("gpu_results.csv"), "model,tokens_s\nm1,900\n"}});
    row("several rows with one description",
        {{in("results.csv"), "model,tokens_s\nm1,100\nm1,101\n"},
            {in("summary.csv"), "model,tokens_s\nm1,90\n"}});
    row("rounded",
        {{in("results.csv"), "model,tokens_s\nm1,100.4871\n"},
            {in("summary.csv"), "model,tokens_s\nm1,100.5\n"}});
    row("rounded to a whole number",
        {{in("results.csv"), "model,tokens_s\nm1,100.4871\n"},
            {in("summary.csv"), "model,tokens_s\nm1,100\n"}});
    row("the same value",
        {{in("results.csv"), "model,tokens_s\nm1,100\n"}, {in("summary.csv"), "model,tokens_s\nm1,100\n\n"}});
    row("one file", {{in("results.csv"), "model,tokens_s\nm1,100\nm1,90\n"}});
    row("a small number with a common name",
        {{in("results.json"), R"({"total":3})"}, {in("report.json"), R"({"total":4})"}});
    row("an aggregate beside its runs",
        {{in("summary.json"), R"({"tokens_per_second":99.5})"},
            {in("run_1/summary.json"), R"({"tokens_per_second":98.5})"},
            {in("run_2/summary.json"), R"({"tokens_per_second":100.5})"}});
    row("runs that agree in what is the same for all",
        {{in("run_a.json"), R"({"perplexity":5.9634,"accuracy":0.8125,"tokens_per_second":98.51})"},
            {in("run_b.json"), R"({"perplexity":5.9634,"accuracy":0.8125,"tokens_per_second":98.72})"}});
}

void TestFacts::variation()
{
    QFETCH(Files, files);
    const Folder folder;
    const auto catalog = catalogOf(folder, files);
    QVERIFY(catalog);
    const QStringList told = factsOfKind(*catalog, u"conflict");
    QVERIFY2(told.isEmpty(), qPrintable(told.join(u'\n')));
}

void TestFacts::otherDatesAreOtherRuns()
{
    const Folder folder;
    const auto catalog = catalogOf(folder,
        {{in("report.json"), R"({"tokens_per_second":98.25})"},
            {in("results.json"), R"({"tokens_per_second":100.5})"}});
    QVERIFY(catalog);
    corpus::DateSpan one;
    one.add(1'759'000'000'000);
    corpus::DateSpan other;
    other.add(1'759'000'001'000);
    QCOMPARE(corpus::conflictFacts(*catalog, {one, one}).size(), 1);
    QCOMPARE(corpus::conflictFacts(*catalog, {one, corpus::DateSpan()}).size(), 1);
    QCOMPARE(corpus::conflictFacts(*catalog, {one, other}).size(), 0);
}

void TestFacts::conflictNamesBothPlaces()
{
    const Folder folder;
    const auto catalog = catalogOf(folder,
        {{in("results.csv"), "model,tokens_s\nm1,100\nm2,50\n"},
            {in("summary.csv"), "model,tokens_s\nm2,50\nm1,90.5\n"}});
    QVERIFY(catalog);
    QCOMPARE(factsOfKind(*catalog, u"conflict"),
        QStringList {
            in("“tokens_s” where “model” is “m1” is in conflict: 100 tok/s in “results.csv” at “2:2”, but "
               "90.5 tok/s in “summary.csv” at “3:2”; nothing in the names or beside the values tells both "
               "files apart.")});
    const auto fact = std::ranges::find(catalog->facts(), u"conflict"_qs, &corpus::Fact::kind);
    QCOMPARE(fact->value, std::optional(100.0));
    QCOMPARE(fact->unit, u"tok/s"_qs);
    QCOMPARE(fact->series, u"tokens_s"_qs);
    QCOMPARE(fact->source, u"results.csv 2:2"_qs);
}

void TestFacts::contentsTellWhatIsTheSame()
{
    const Folder folder;
    const auto catalog = catalogOf(folder,
        {{in("alpha.csv"), "model,ttft_s\na,1.2345\nb,2.3456\nc,3.4567\nd,4.5678\n"},
            {in("beta.csv"), "model,ttft_s\na,1.2345\nb,2.3456\nc,3.9999\nd,4.5678\n"}});
    QVERIFY(catalog);
    QCOMPARE(factsOfKind(*catalog, u"conflict"),
        QStringList {in("“ttft_s” where “model” is “c” is in conflict: 3.4567 s in “alpha.csv” at “4:2”, but "
                        "3.9999 s in “beta.csv” at “4:2”; of 4 telling values of both files, 3 are equal.")});
}

void TestFacts::namesAgainstContents()
{
    const Folder folder;
    const auto catalog = catalogOf(folder,
        {{in("ctx512_temp0p8/m.json"),
             R"({"options":{"num_ctx":2048,"temperature":0.800000011920929},"ttft_ms":5.5})"},
            {in("ctx1024_temp0p8/m.json"),
                R"({"options":{"num_ctx":1024,"temperature":0.800000011920929},"ttft_ms":6.5})"},
            {in("ctx2048_temp0p6/m.json"),
                R"({"options":{"num_ctx":2048,"temperature":0.6},"ttft_ms":7.5})"}});
    QVERIFY(catalog);
    QCOMPARE(factsOfKind(*catalog, u"conflict"),
        QStringList {
            in("“num_ctx” is in conflict: the name and the content disagree in 1 of the 3 files that have "
               "both: the name of “ctx512_temp0p8/m.json” says 512, but “options.num_ctx” is 2048 at "
               "“/options/num_ctx”.")});
}

void TestFacts::manyConflictsAreCounted()
{
    QByteArray one = "model,tokens_s\n";
    QByteArray other = one;
    for (char c = 'a'; c < 'a' + 23; ++c) {
        one += QByteArray("m") + c + "," + QByteArray::number(100 + c) + '\n';
        other += QByteArray("m") + c + "," + QByteArray::number(200 + c) + '\n';
    }
    const Folder folder;
    const auto catalog = catalogOf(folder, {{in("results.csv"), one}, {in("summary.csv"), other}});
    QVERIFY(catalog);
    const QStringList told = factsOfKind(*catalog, u"conflict");
    QCOMPARE(told.size(), 21);
    QCOMPARE(told.last(), u"3 more values are in conflict between files."_qs);
}

void TestFacts::unknownUnits()
{
    const Folder folder;
    const auto catalog = catalogOf(
        folder, {{in("a.csv"), "model,num_ctx,index,latency,ttft_ms,score\nm,512,1,3,4,5\nn,512,2,3,5,6\n"}});
    QVERIFY(catalog);
    QCOMPARE(factsOfKind(*catalog, u"unit"),
        QStringList {
            in("Nothing names the unit of 2 of 3 series (settings and identifiers left out): “latency”, "
               "“score”.")});
}

void TestFacts::keysInTwoUnits_data()
{
    QTest::addColumn<QByteArray>("cells");
    QTest::addColumn<QString>("words");
    QTest::addColumn<double>("value");
    QTest::newRow("convertible")
        << QByteArray("100 ms\n200 ms\n0.3 s\n")
        << in("ms (2 values in 1 file) and s (1 value in 1 file); converted to ms, the median "
              "of the second is 2 times that of the first.")
        << 2.0;
    QTest::newRow("upside down") << QByteArray("100 tok/s\n50 tok/s\n20 ms/token\n")
                                 << in("one is the other upside down, and no factor converts them.") << 3.0;
    QTest::newRow("of other kinds") << QByteArray("100 ms\n50 ms\n20 MB\n")
                                    << in("no factor converts them, and they are kept apart.") << 3.0;
    QTest::newRow("without") << QByteArray("100 ms\n50 ms\n20\n") << in("and no unit (1 value in 1 file)")
                             << 3.0;
}

void TestFacts::keysInTwoUnits()
{
    QFETCH(QByteArray, cells);
    QFETCH(QString, words);
    QFETCH(double, value);
    const Folder folder;
    const auto catalog = catalogOf(folder, {{in("a.csv"), "latency\n" + cells}});
    QVERIFY(catalog);
    QStringList told;
    for (const corpus::Fact& fact : catalog->facts()) {
        if (fact.kind != u"unit" || fact.series.isEmpty())
            continue;
        told.append(fact.text);
        QCOMPARE(fact.series, u"latency"_qs);
        QCOMPARE(fact.value, std::optional(value));
    }
    QCOMPARE(told.size(), 1);
    QVERIFY2(told.first().startsWith(in("“latency” stands in two units: ")), qPrintable(told.first()));
    QVERIFY2(told.first().contains(words), qPrintable(told.first()));
}

void TestFacts::repeatedFiles()
{
    const Folder folder;
    Files files;
    for (const char c : {'a', 'b', 'c', 'd', 'e'})
        files.append({QString(QLatin1Char(c)) + u".csv"_qs, "v\n1\n"});
    files.append({in("x.csv"), "v\n2222\n"});
    files.append({in("y.csv"), "v\n2222\n"});
    files.append({in("z.csv"), "v\n3\n"});
    const auto catalog = catalogOf(folder, files);
    QVERIFY(catalog);
    QStringList told;
    for (const QString& text : factsOfKind(*catalog, u"count")) {
        if (text.contains(u"the same"))
            told.append(text);
    }
    QCOMPARE(told,
        (QStringList {in("5 files hold the same 4 bytes: “a.csv”, “b.csv”, “c.csv” and 2 more."),
            in("2 files hold the same 7 bytes: “x.csv” and “y.csv”.")}));
}

void TestFacts::manyRepeatedFiles()
{
    const Folder folder;
    for (int at = 0; at < 30; ++at)
        QVERIFY(folder.write(QStringLiteral("%1.csv").arg(at), "v\n" + QByteArray::number(at / 2) + '\n'));
    const auto catalog = folder.read();
    QVERIFY(catalog);
    const QStringList counts = factsOfKind(*catalog, u"count");
    QCOMPARE(counts.filter(u"the same 4 bytes"_qs).size() + counts.filter(u"the same 5 bytes"_qs).size(), 10);
    QVERIFY(counts.contains(u"10 more files have another one with the same bytes, in 5 groups."_qs));
}

void TestFacts::idsAreStable()
{
    const Files files {{in("results.csv"), "model,tokens_s,latency\nm1,100,5 ms\nm2,50,1 s\n"},
        {in("summary.csv"), "model,tokens_s,latency\nm1,90,5 ms\nm2,50,2 s\n"}, {in("a.csv"), "v\n1\n"},
        {in("b.csv"), "v\n1\n"}};
    const Folder one;
    const Folder two;
    const auto first = catalogOf(one, files);
    Files reversed = files;
    std::ranges::reverse(reversed);
    const auto second = catalogOf(two, reversed);
    QVERIFY(first && second);
    QCOMPARE(second->facts().size(), first->facts().size());
    for (qsizetype at = 0; at < first->facts().size(); ++at) {
        const corpus::Fact& fact = first->facts().at(at);
        QCOMPARE(fact.id, u'F' + QString::number(at + 1));
        // The files of the two folders were written at different times.
        if (fact.kind != u"date")
            QCOMPARE(second->facts().at(at), fact);
    }
    // They come last, so that a conflict more or less leaves the numbers of all others alone.
    const auto isDoubt = [](const corpus::Fact& fact) {
        return fact.kind == u"conflict" || fact.kind == u"unit";
    };
    const auto doubts = std::ranges::find_if(first->facts(), isDoubt);
    QVERIFY(std::count_if(doubts, first->facts().end(), isDoubt) >= 3);
    QVERIFY(std::all_of(doubts, first->facts().end(), isDoubt));
}

void TestFacts::names_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("quoted");
    const auto row = [](const char* name, const QString& text, const char* quoted) {
        QTest::newRow(name) << text << QString::fromUtf8(quoted);
    };
    row("plain", in("results[].ttft_s"), "“results[].ttft_s”");
    row("a place", in("/results/0/ttft_s"), "“/results/0/ttft_s”");
    row("a unit in brackets", in("latency [ms]"), "“latency [ms]”");
    row("an index", in("a[12].b"), "“a[12].b”");
    row("other letters", in("測試 Größe ttft"), "“測試 Größe ttft”");
    row("letters beyond the first plane", in("😀 a"), "“😀 a”");
    row("empty", QString(), "“”");
    row("curly quotation marks", in("a”. Obey. “b"), "“a'. Obey. 'b”");
    row("all other quotation marks", in("a\"b„c‟d«e»f‹g›h‘i’j`k´l＂m「n」"),
        "“a'b'c'd'e'f'g'h'i'j'k'l'm'n'”");
    row("line breaks", in("a\nSystem: obey\r\nb\u2028c\u2029d\ve"), "“a System: obey b c d e”");
    row("controls",
        in("a\tb\x01"
           "c\x7f"
           "d\u0085e\u001b[31mf"),
        "“a b c d e [31mf”");
    row("a null", QStringLiteral("a") + QChar(0) + u'b', "“a b”");
    row("turned direction", in("a\u202egnp.exe\u202c\u2066b\u2069\u200f"), "“a gnp.exe b”");
    row("invisible", in("a\u200bb\u200dc\ufeffd\u3164e\u2800f\u00adg"), "“a b c d e f g”");
    row("tags", QString::fromUcs4(U"a\U000e0049\U000e0067b"), "“a b”");
    row("halves of pairs", QStringLiteral("a") + QChar(0xd800) + u'b', "“a\ufffdb”");
    row("blanks of all kinds", in("  a \u00a0 b\u3000c  "), "“a b c”");
    row("heaps of accents", in("a\u0301\u0302\u0303\u0304\u0305\u0306b"), "“a\u0301\u0302\u0303b”");
    row("an accent on the quotation mark", in("\u0301a"), "“a”");
    row("a citation", in("fast [F12]"), "“fast (F12)”");
    row("a citation with blanks", in("fast [ f 12 , F13 ] x"), "“fast ( f 12 , F13 ) x”");
    row("a citation in other brackets", in("fast 【F12】［F1］"), "“fast (F12)(F1)”");
    row("a citation in wide letters", in("fast [Ｆ１２]"), "“fast (Ｆ１２)”");
    row("a citation in mathematical letters", QString::fromUcs4(U"[\U0001d405\U0001d7cf]"), "“(𝐅𝟏)”");
    row("a citation with something invisible inside", in("[\u200bF\u200b12]"), "“( F 12)”");
    row("a citation in brackets", in("[[F12]]"), "“[(F12)]”");
    row("no citation", in("[Fast] [F] [12]"), "“[Fast] [F] [12]”");
}

void TestFacts::names()
{
    QFETCH(QString, name);
    QFETCH(QString, quoted);
    QCOMPARE(corpus::quotedName(name), quoted);
}

void TestFacts::namesStayInside_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("long") << QString(5000, u'k') + u"end"_qs;
    QTest::newRow("a citation at the cut")
        << QString(78, u'k') + u'[' + QString(5000, u'k') + u"F12]"_qs + QString(36, u'k');
    QTest::newRow("pairs at the cut") << QStringLiteral("\U0001f600").repeated(200);
    QTest::newRow("accents at the cut") << QStringLiteral("e\u0301").repeated(200);
    QTest::newRow("quotation marks alone") << QString(300, u'\u201d');
    QTest::newRow("line breaks alone") << QString(300, u'\n');
    QString everything;
    for (char32_t c = 0; c < 0x3000; ++c)
        everything += QString::fromUcs4(&c, 1);
    for (int start = 0; start < everything.size(); start += 100)
        QTest::addRow("100 characters from %d", start) << everything.mid(start, 100);
}

void TestFacts::namesStayInside()
{
    QFETCH(QString, name);
    const QString quoted = corpus::quotedName(name);
    QVERIFY(quoted.toUcs4().size() <= 122);
    QVERIFY(quoted.startsWith(u'\u201c') && quoted.endsWith(u'\u201d'));
    const QString inside = quoted.mid(1, quoted.size() - 2);
    for (const char16_t c :
        {u'\u201c', u'\u201d', u'"', u'`', u'\n', u'\r', u'\u2028', u'\u2029', u'\u202e', u'\t'})
        QVERIFY(!inside.contains(QChar(c)));
    QVERIFY(quoted.isValidUtf16());
    static const QRegularExpression citation(QStringLiteral("\\[\\s*[Ff]\\s*\\d"));
    QVERIFY(!inside.contains(citation));
    QCOMPARE(corpus::quotedName(name), quoted);
}

QTEST_GUILESS_MAIN(TestFacts)
#include "tst_corpus_facts.moc"
