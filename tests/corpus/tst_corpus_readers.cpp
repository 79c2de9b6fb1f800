#include "corpus/number.h"
#include "corpus/statistics.h"
#include "corpus/units.h"
#include "support.h"

#include <QtTest>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <numeric>
#include <random>
#include <span>

using namespace benchglass;

using Values = QList<double>;

class TestReaders : public QObject
{
    Q_OBJECT

private slots:
    void cells_data();
    void cells();
    void tables_data();
    void tables();
    void encodings_data();
    void encodings();
    void brokenTables_data();
    void brokenTables();
    void documents_data();
    void documents();
    void brokenDocuments_data();
    void brokenDocuments();
    void markdown_data();
    void markdown();
    void units_data();
    void units();
    void mixedUnitsStayApart();
    void dimensions();
    void nearestDoubles();
    void statistics();
    void statisticsOfMany_data();
    void statisticsOfMany();
};

void TestReaders::cells_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("value");
    QTest::addColumn<QByteArray>("unit");
    using enum corpus::CellKind;
    const auto row = [](const char* name, const char* text, corpus::CellKind kind, double value = 0,
                         const char* unit = "") {
        QTest::newRow(name) << QByteArray(text) << int(kind) << value << QByteArray(unit);
    };
    row("empty", "", Empty);
    row("blanks", "  \t", Empty);
    row("integer", "42", Number, 42);
    row("sign", "+3.5", Number, 3.5);
    row("two signs", "+-3", Text);
    row("no digit before the point", ".5", Number, .5);
    row("exponent", "1e-3", Number, 1e-3);
    row("blanks around", " 7 ", Number, 7);
    row("every digit", "0.1234567890123456789", Number, 0.12345678901234568);
    row("percent", "45.2%", Number, 45.2, "%");
    row("unit", "12 ms", Number, 12, "ms");
    row("unit without a blank", "12ms", Number, 12, "ms");
    row("thousands and unit", "1,024 MB", Number, 1024, "MB");
    row("blank between thousands", "1 234 567", Number, 1234567);
    row("apostrophes", "12'500.5", Number, 12500.5);
    row("word", "fast", Text);
    row("date", "2025-10-02", Text);
    row("version", "1.2.3", Text);
    row("address", "127.0.0.1", Text);
    row("hexadecimal", "0x10", Text);
    row("tuple", "(128, 1, 1)", Text);
    row("commas", "22,80,000", Comma);
    row("not a number", "NaN", NotFinite);
    row("infinity", "-inf", NotFinite);
    row("missing", "N/A", Empty);
    row("beyond a double", "1e999", TooLarge);
}

void TestReaders::cells()
{
    QFETCH(QByteArray, text);
    QFETCH(int, kind);
    QFETCH(double, value);
    QFETCH(QByteArray, unit);
    const corpus::Cell cell = corpus::readCell({text.constData(), size_t(text.size())});
    QCOMPARE(int(cell.kind), kind);
    QCOMPARE(QByteArray(cell.unit.data(), qsizetype(cell.unit.size())), unit);
    if (cell.kind == corpus::CellKind::Number)
        QVERIFY2(cell.value == value, qPrintable(QString::number(cell.value, 'g', 17)));
}

void TestReaders::tables_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("key");
    QTest::addColumn<Values>("values");
    const auto row = [](const char* name, const QByteArray& text, const char16_t* key, const Values& values) {
        QTest::newRow(name) << text << QString::fromUtf16(key) << values;
    };
    row("plain", "m,v\na,1\nb,2\n", u"v", {1, 2});
    row("no line end at the end", "m,v\na,1\nb,2", u"v", {1, 2});
    row("carriage returns", "m,v\r\na,1\r\nb,2\r\n", u"v", {1, 2});
    row("old Mac", "m,v\ra,1\rb,2\r", u"v", {1, 2});
    row("byte order mark", "\xef\xbb\xbfv,m\n1,a\n", u"v", {1});
    row("quotes", "\"m\",\"v\"\n\"a, b\",\"1.5\"\n", u"v", {1.5});
    row("doubled quotes", "m,v\n\"say \"\"hi\"\"\",3\n", u"v", {3});
    row("line break inside quotes", "m,v\n\"a\nb\",1\nc,2\n", u"v", {1, 2});
    row("blank before a quote", "m, \"v\"\na, \"1\"\n", u"v", {1});
    row("semicolons", "m;v\na;1.5\nb;2.5\n", u"v", {1.5, 2.5});
    row("tabs", "m\tv\na\t1\nb\t2\n", u"v", {1, 2});
    row("bars", "m|v\na|1\nb|2\n", u"v", {1, 2});
    row("decimal comma", "m;v\na;1,5\nb;2,25\n", u"v", {1.5, 2.25});
    row("decimal comma with thousands", "m;v\na;1.234,5\nb;2,25\n", u"v", {1234.5, 2.25});
    row("thousands", "m,v\na,\"1,024\"\nb,12\n", u"v", {1024, 12});
    row("Indian thousands", "m,v\na,\"12,87,80,86,144\"\n", u"v", {12878086144.0});
    row("percent", "m,v\na,10%\nb,20%\n", u"v", {10, 20});
    row("empty cells are absent", "m,v\na,\nb,2\nc,N/A\n", u"v", {2});
    row("comments", "# made by hand\nm,v\na,1\n#b,2\n", u"v", {1});
    row("header with a hash", "#m,v\na,1\n", u"v", {1});
    row("units under the header", "m,v\n,ms\na,1\n", u"v", {1});
    row("no header", "1,2\n3,4\n", u"column 2", {2, 4});
    row("years as a header", "m,2024\na,5\n", u"2024", {5});
    row("same name twice", "v,v\n1,2\n", u"v (2)", {2});
    row("longer row", "a,b\n1,2\n3,4,5\n", u"column 3", {5});
    row("shorter row", "a,b\n1,2\n3\n4,5\n", u"b", {2, 5});
    row("one column", "v\n1\n2\n", u"v", {1, 2});
    row("delimiter at the end", "m,v,\na,1,\n", u"v", {1});
}

void TestReaders::tables()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, key);
    QFETCH(Values, values);
    Folder folder;
    QVERIFY(folder.write(QStringLiteral("t.csv"), text));
    const auto catalog = folder.read();
    QVERIFY(catalog);
    QCOMPARE(valuesOf(*catalog, key), values);
}

void TestReaders::encodings_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("named");
    const QString text = QStringLiteral("modell,gr\u00f6\u00dfe\na,1.5\nb,2.5\n");
    const auto utf16 = [&](QStringConverter::Encoding encoding) {
        QStringEncoder encoder(encoding);
        return QByteArray(encoder(text));
    };
    QTest::newRow("UTF-8") << text.toUtf8() << QString();
    QTest::newRow("UTF-16LE with a mark")
        << "\xff\xfe" + utf16(QStringConverter::Utf16LE) << QStringLiteral("UTF-16");
    QTest::newRow("UTF-16BE with a mark")
        << "\xfe\xff" + utf16(QStringConverter::Utf16BE) << QStringLiteral("UTF-16");
    QTest::newRow("UTF-16LE bare") << utf16(QStringConverter::Utf16LE)
                                   << QStringLiteral("without a byte order mark");
    QTest::newRow("Latin-1") << text.toLatin1() << QStringLiteral("Latin-1");
    QTest::newRow("doubly encoded")
        << QString::fromLatin1("\xff\xfe" + utf16(QStringConverter::Utf16LE)).toUtf8()
        << QStringLiteral("doubly encoded");
}

void TestReaders::encodings()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, named);
    Folder folder;
    QVERIFY(folder.write(QStringLiteral("t.csv"), bytes));
    const auto catalog = folder.read();
    QVERIFY(catalog);
    QCOMPARE(valuesOf(*catalog, QStringLiteral("gr\u00f6\u00dfe")), (Values {1.5, 2.5}));
    QCOMPARE(catalog->problems().isEmpty(), named.isEmpty());
    QVERIFY(named.isEmpty() || problemWith(*catalog, named));
}

void TestReaders::brokenTables_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Values>("values");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<int>("line");
    const auto row = [](const char* name, const QByteArray& text, const Values& values, const char* reason,
                         int line) {
        QTest::newRow(name) << text << values << QString::fromLatin1(reason) << line;
    };
    row("quote never closed", "m,v\na,1\n\"b,2\nc,3\n", {1}, "never closed", 3);
    row("ragged", "m,v\na,1\nb,2,9\n", {1, 2}, "has 3 fields", 3);
    row("not a number", "m,v\na,1\nb,nan\n", {1}, "no number", 3);
    row("beyond a double", "m,v\na,1\nb,1e400\n", {1}, "beyond the range", 3);
    row("comma unproven", "m;v\na;1,5\nb;1.5\n", {1.5}, "decimal comma", 2);
    row("thousands or decimals", "m;v\na;1,500\nb;2,500\n", {1500, 2500}, "could be decimal", 2);
    row("big integer", "m,v\na,9007199254740993\n", {9007199254740992.0}, "too big to be exact", 2);
    row("header only", "m,v\n", {}, "No row follows", 1);
    row("binary", QByteArray("m,v\n\0\0\0\1\2", 9), {}, "binary", 0);
    row("nothing", "", {}, "empty", 0);
}

void TestReaders::brokenTables()
{
    QFETCH(QByteArray, text);
    QFETCH(Values, values);
    QFETCH(QString, reason);
    QFETCH(int, line);
    Folder folder;
    QVERIFY(folder.write(QStringLiteral("t.csv"), text));
    const auto catalog = folder.read();
    QVERIFY(catalog);
    QCOMPARE(valuesOf(*catalog, QStringLiteral("v")), values);
    const auto problem = problemWith(*catalog, reason);
    QVERIFY(problem);
    QCOMPARE(problem->line, line);
    QCOMPARE(problem->path, QStringLiteral("t.csv"));
}

void TestReaders::documents_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("key");
    QTest::addColumn<Values>("values");
    QTest::addColumn<QString>("lastPlace");
    const auto row = [](const char* title, const char* ending, const QByteArray& text, const char16_t* key,
                         const Values& values, const char* place) {
        QTest::newRow(title) << QStringLiteral("d.") + QString::fromLatin1(ending) << text
                             << QString::fromUtf16(key) << values << QString::fromLatin1(place);
    };
    row("object", "json", R"({"a":{"b":1.5}})", u"a.b", {1.5}, "/a/b");
    row("array of objects", "json", R"({"r":[{"t":1},{"t":2}]})", u"r[].t", {1, 2}, "/r/1/t");
    row("array of arrays", "json", R"([[1,2],[],[3]])", u"[][]", {1, 2, 3}, "/2/0");
    row("arrays in objects in arrays", "json", R"({"r":[{"s":[1,2]},{"s":[3]},{"s":[4,5]}]})", u"r[].s[]",
        {1, 2, 3, 4, 5}, "/r/2/s/1");
    row("array and object at one path", "json", R"([{"a":[1]},{"a":{"b":2}},{"a":[3,4]}])", u"[].a[]",
        {1, 3, 4}, "/2/a/1");
    row("numeric strings", "json", R"({"r":["1.5","2,048","12 ms?"]})", u"r[]", {1.5, 2048}, "/r/1");
    row("whole integers", "json", R"([9007199254740991,-5])", u"[]", {9007199254740991.0, -5}, "/1");
    row("exact doubles", "json", R"([14.590837494496075,1e-320])", u"[]", {14.590837494496075, 1e-320}, "/1");
    row("names that need quoting", "json", R"({"a.b":{"c/d~":3}})", u"[\"a.b\"].c/d~", {3}, "/a.b/c~1d~0");
    row("empty name", "json", R"({"":7})", u"[\"\"]", {7}, "/");
    row("first of two members", "json", R"({"a":1,"a":2})", u"a", {1}, "/a");
    row("lines", "jsonl", "{\"t\":1}\n\n{\"t\":2}\n", u"t", {1, 2}, "3 /t");
    row("lines with arrays", "ndjson", "{\"t\":[1,2]}\n{\"t\":[3]}\n", u"t[]", {1, 2, 3}, "2 /t/0");
    row("lines in a .json", "json", "{\"t\":1}\n{\"t\":2}\n", u"t", {1, 2}, "2 /t");
    row("one document in a .jsonl", "jsonl", "{\n\"t\":1\n}\n", u"t", {1}, "/t");
    row("byte order mark", "json", "\xef\xbb\xbf{\"t\":1}", u"t", {1}, "/t");
    row("integer of many digits", "json", "[1" + QByteArray(100, '0') + "]", u"[]", {1e100}, "/0");
}

void TestReaders::documents()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    QFETCH(QString, key);
    QFETCH(Values, values);
    QFETCH(QString, lastPlace);
    Folder folder;
    QVERIFY(folder.write(name, text));
    const auto catalog = folder.read();
    QVERIFY(catalog);
    QCOMPARE(valuesOf(*catalog, key), values);
    const corpus::Series* series = catalog->find(key);
    QCOMPARE(catalog->locatorOf(*series, series->observations.last()).text(), lastPlace);
}

void TestReaders::brokenDocuments_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Values>("values");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    const auto row = [](const char* title, const char* ending, const QByteArray& text, const Values& values,
                         const char* reason, int line, int column) {
        QTest::newRow(title) << QStringLiteral("d.") + QString::fromLatin1(ending) << text << values
                             << QString::fromLatin1(reason) << line << column;
    };
    row("cut off", "json", "[{\"t\":1},\n {\"t\":2},\n {\"t\"", {1, 2}, "colon", 3, 6);
    row("comma at the end", "json", "[{\"t\":1},]", {1}, "no JSON value", 1, 10);
    row("text behind", "json", "[{\"t\":1}] x", {1}, "More text", 1, 11);
    row("not JSON at all", "json", "hello", {}, "no JSON value", 1, 1);
    row("NaN", "json", "[{\"t\":1},{\"t\":NaN},{\"t\":3}]", {1, 3}, "no usable number", 0, 0);
    row("beyond a double", "json", "[{\"t\":1},{\"t\":1e999},{\"t\":3}]", {1, 3}, "no usable number", 0, 0);
    row("lone surrogate", "json", "[{\"t\":1,\"s\":\"\\ud800\"}]", {1}, "surrogate", 1, 0);
    row("control character", "json", "[{\"t\":1,\"s\":\"a\nb\"}]", {1}, "control character", 1, 15);
    row("rounded", "json", "[{\"t\":9007199254740993}]", {9007199254740992.0}, "too big to be exact", 0, 0);
    row("twice", "json", "[{\"t\":1,\"t\":2}]", {1}, "stands twice", 0, 0);
    row("too deep", "json", QByteArray(100'000, '['), {}, "deeper than the limit of 1024", 1, 1025);
    row("bad line", "jsonl", "{\"t\":1}\n{\"t\":\n{\"t\":3}\n", {}, "ends where", 2, 6);
    row("blanks only", "json", " \n ", {}, "empty", 0, 0);
}

void TestReaders::brokenDocuments()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    QFETCH(Values, values);
    QFETCH(QString, reason);
    QFETCH(int, line);
    QFETCH(int, column);
    Folder folder;
    QVERIFY(folder.write(name, text));
    const auto catalog = folder.read();
    QVERIFY(catalog);
    QCOMPARE(valuesOf(*catalog, QStringLiteral("[].t")), values);
    const auto problem = problemWith(*catalog, reason);
    QVERIFY2(
        problem, qPrintable(catalog->problems().isEmpty() ? QString() : catalog->problems().first().reason));
    QCOMPARE(problem->line, line);
    QCOMPARE(problem->column, column);
    if (name.endsWith(u"jsonl"))
        QCOMPARE(valuesOf(*catalog, QStringLiteral("t")), (Values {1, 3}));
}

void TestReaders::markdown_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("key");
    QTest::addColumn<Values>("values");
    QTest::addColumn<QString>("lastPlace");
    const auto row = [](const char* title, const QByteArray& text, const char16_t* key, const Values& values,
                         const char* place) {
        QTest::newRow(title) << text << QString::fromUtf16(key) << values << QString::fromLatin1(place);
    };
    row("table", "# T\n\n| m | v |\n|--|--:|\n| a | 1.5 |\n| b | **2** |\n", u"v", {1.5, 2}, "6:2");
    row("two tables, one name", "| v |\n|--|\n| 1 |\n\ntext\n\n| v |\n|--|\n| 2 |\n", u"v", {1, 2}, "9:1");
    row("unit in the cell", "| m | v |\n|--|--|\n| a | 3 ms |\n", u"v", {3}, "3:2");
    row("quantities by row", "| Metric | A | B |\n|--|--|--|\n| TTFT (ms) | 5 | 6 |\n", u"TTFT (ms)", {5, 6},
        "3:3");
    row("front matter", "---\nruns: 5\nmodel: x\n---\n# T\n", u"runs", {5}, "2");
    row("a rule is no front matter", "---\nruns: 5\n\n| v |\n|--|\n| 1 |\n", u"v", {1}, "6:1");
}

void TestReaders::markdown()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, key);
    QFETCH(Values, values);
    QFETCH(QString, lastPlace);
    Folder folder;
    QVERIFY(folder.write(QStringLiteral("m.md"), text));
    const auto catalog = folder.read();
    QVERIFY(catalog);
    QCOMPARE(valuesOf(*catalog, key), values);
    const corpus::Series* series = catalog->find(key);
    QCOMPARE(catalog->locatorOf(*series, series->observations.last()).text(), lastPlace);
    QCOMPARE(catalog->documents().first().headings, int(text.count("# T")));
}

void TestReaders::units_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("unit");
    const auto row = [](const char* key, const char* unit) {
        QTest::newRow(key) << QString::fromUtf8(key) << QString::fromUtf8(unit);
    };
    row("ttft_ms", "ms");
    row("results[].ttft_s", "s");
    row("tokens_s", "tok/s");
    row("mean_tokens_s", "tok/s");
    row("tokens_per_second", "tok/s");
    row("Tokens per Second", "tok/s");
    row("Generation Time (ms)", "ms");
    row("size [MB]", "MB");
    row("cpu_percent", "%");
    row("memory_used_gb", "GB");
    row("model_size_bytes", "bytes");
    row("meanTimeMs", "ms");
    row("temperature", "");
    row("runs", "");
    row("num_layers", "");
}

void TestReaders::units()
{
    QFETCH(QString, key);
    QFETCH(QString, unit);
    const corpus::UnitGuess guess = corpus::unitOfKey(key);
    QCOMPARE(guess.unit, unit);
    QCOMPARE(guess.reason.isEmpty(), unit.isEmpty());
}

void TestReaders::mixedUnitsStayApart()
{
    Folder folder;
    QVERIFY(folder.write(QStringLiteral("a.csv"), "m,latency\na,5 ms\nb,2 s\nc,7 ms\nd,9\n"));
    const auto catalog = folder.read();
    QVERIFY(catalog);
    QCOMPARE(valuesOf(*catalog, QStringLiteral("latency")), (Values {5, 7}));
    QCOMPARE(catalog->find(QStringLiteral("latency"))->unit, QStringLiteral("ms"));
    QCOMPARE(valuesOf(*catalog, QStringLiteral("latency [s]")), Values {2});
    QCOMPARE(valuesOf(*catalog, QStringLiteral("latency [no unit]")), Values {9});
}

void TestReaders::dimensions()
{
    Folder folder;
    QVERIFY(folder.write(QStringLiteral("a.json"),
        R"({"model":"outer","runs":[{"model":"x","t":[1,2]},{"model":"y","t":[3]},{"t":[4]}]})"));
    const auto catalog = folder.read();
    QVERIFY(catalog);
    const corpus::Series* series = catalog->find(QStringLiteral("runs[].t[]"));
    QVERIFY(series);
    QCOMPARE(series->dimensions.size(), 4);
    QCOMPARE(series->dimensions.at(0).levels, QStringList {QStringLiteral("a.json")});
    QCOMPARE(series->dimensions.at(1).name, QStringLiteral("model"));
    QCOMPARE(series->dimensions.at(1).levels, (QStringList {QStringLiteral("x"), QStringLiteral("y")}));
    QList<qint32> levels(4);
    series->dimensions.at(1).read(0, {levels.data(), 4});
    QCOMPARE(levels, (QList<qint32> {0, 0, 1, -1}));
    // The indexes of short arrays: which run, and which of its values.
    QCOMPARE(series->dimensions.at(2).name, QStringLiteral("runs[]"));
    series->dimensions.at(2).read(0, {levels.data(), 4});
    QCOMPARE(levels, (QList<qint32> {0, 0, 1, 2}));
    QCOMPARE(series->dimensions.at(3).name, QStringLiteral("runs[].t[]"));
    series->dimensions.at(3).read(0, {levels.data(), 4});
    QCOMPARE(levels, (QList<qint32> {0, 1, 0, 0}));
    QCOMPARE(series->dimensions.at(3).labelAt(1), QStringLiteral("1"));
}

/// Whatever way a number is read, it is the double nearest to what is written.
void TestReaders::nearestDoubles()
{
    std::mt19937 random(5);
    for (int round = 0; round < 200'000; ++round) {
        std::string text = random() % 3 ? "" : "-";
        for (auto digits = 1 + random() % 18; digits > 0; --digits)
            text += char('0' + random() % 10);
        if (random() % 2)
            text.insert(text.size() - random() % (text.size() - (text.front() == '-' ? 1 : 0)), ".");
        if (random() % 8 == 0)
            text += "e" + std::to_string(int(random() % 40) - 20);
        double expected = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), expected);
        QVERIFY(error == std::errc() && end == text.data() + text.size());
        const corpus::Cell cell = corpus::readCell(text);
        QVERIFY2(cell.kind == corpus::CellKind::Number
                && std::memcmp(&cell.value, &expected, sizeof expected) == 0,
            text.c_str());
    }
}

void TestReaders::statistics()
{
    const std::vector<double> values {4, 1, 3, 2};
    const corpus::Statistics four = corpus::statisticsOf({values});
    QCOMPARE(four.min, 1.0);
    QCOMPARE(four.median, 2.5);
    QCOMPARE(four.mean, 2.5);
    QCOMPARE(four.max, 4.0);
    // sqrt(5/3)
    QCOMPARE(*four.sd, 1.2909944487358056);
    QCOMPARE(four.mad, 1.0);
    const std::vector<double> one {7};
    QVERIFY(!corpus::statisticsOf({one}).sd);
    const std::vector<double> stamps {1759000000.25, 1759000000.5, 1759000000.75};
    QCOMPARE(*corpus::statisticsOf({stamps}).sd, 0.25);
}

/// More values than are sorted: the median is found by counting, and is the same.
void TestReaders::statisticsOfMany_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("count");
    const char* const kinds[] = {"even", "few distinct", "one far off", "both signs", "all equal", "huge"};
    for (const int count : {200'000, 200'001}) {
        for (int kind = 0; kind < 6; ++kind)
            QTest::addRow("%s, %d", kinds[kind], count) << kind << count;
    }
}

void TestReaders::statisticsOfMany()
{
    QFETCH(const int, kind);
    QFETCH(const int, count);
    std::mt19937 random(7);
    std::vector<double> values;
    for (int at = 0; at < count; ++at) {
        const auto even = double(random()) / 4294967296.0;
        const double made[] = {even, std::floor(even * 5), at == 0 ? 1e300 : even, std::pow(even - 0.5, 9),
            3.25, (even * 2 - 1) * 1.7e308};
        values.push_back(made[kind]);
    }
    const std::span<const double> all(values);
    const corpus::Statistics found =
        corpus::statisticsOf({all.first(1), all.subspan(1, 70'000), all.subspan(70'001)});
    std::vector<double> sorted = values;
    const double median = corpus::medianOf(sorted);
    QCOMPARE(found.median, median);
    QCOMPARE(found.min, *std::ranges::min_element(values));
    QCOMPARE(found.max, *std::ranges::max_element(values));
    for (double& value : sorted)
        value = std::abs(value - median);
    QCOMPARE(found.mad, corpus::medianOf(sorted));
    if (kind < 2)
        QVERIFY(std::abs(found.mean - std::accumulate(values.begin(), values.end(), 0.0) / count) < 1e-12);
}

QTEST_GUILESS_MAIN(TestReaders)
#include "tst_corpus_readers.moc"
