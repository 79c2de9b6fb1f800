#include "support.h"

#include <QtTest>

using namespace benchglass;

using Values = QList<double>;

class TestMarkdown : public QObject
{
    Q_OBJECT

private slots:
    void labels_data();
    void labels();
    void prose_data();
    void prose();
    void tables_data();
    void tables();
    void doubts_data();
    void doubts();
    void spreads_data();
    void spreads();
    void unitsStayApart();
    void tablesAndListsShareASeries();
};

void TestMarkdown::labels_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("key");
    QTest::addColumn<Values>("values");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("lastPlace");
    const auto row = [](const char* title, const QByteArray& text, const char16_t* key, const Values& values,
                         const char* unit, const char* place) {
        QTest::newRow(title) << text << QString::fromUtf16(key) << values << QString::fromLatin1(unit)
                             << QString::fromLatin1(place);
    };
    row("list", "# T\n\n- TTFT: 1.2 s\n- x\n", u"TTFT", {1.2}, "s", "3");
    row("bold label, colon inside", "**Throughput:** 114.5 tok/s\n", u"Throughput", {114.5}, "tok/s", "1");
    row("bold label, colon outside", "\n**Throughput**: 114.5 tok/s\n", u"Throughput", {114.5}, "tok/s", "2");
    row("lines of one paragraph", "**Runs:** 1\n**Arms:** 2\n**Day:** x\n", u"Arms", {2}, "", "2");
    row("hard breaks", "**Runs:** 1  \n**Arms:** 2  \n", u"Arms", {2}, "", "2");
    row("equals sign", "* runs = 5\n", u"runs", {5}, "", "1");
    row("equals sign without blanks", "+ num_ctx=1024\n", u"num_ctx", {1024}, "", "1");
    row("numbered list", "1. p50: 5 ms\n2. p50: 6 ms\n", u"p50", {5, 6}, "ms", "2");
    row("loose list", "- a: 1\n\n- a: 2\n", u"a", {1, 2}, "", "3");
    row("nested list", "- model\n  - TTFT: 3\n    - deeper: 4\n- TTFT: 5\n", u"TTFT", {3, 5}, "", "4");
    row("item with a nested list", "- total: 3\n  - part: 1\n", u"total", {3}, "", "1");
    row("code as a label", "- `num_gpu`: 60\n", u"num_gpu", {60}, "", "1");
    row("bold value", "- TTFT: **1.5 ms**\n", u"TTFT", {1.5}, "ms", "1");
    row("bold label in a list", "- **P95 Latency:** 12\n", u"P95 Latency", {12}, "", "1");
    row("colon in a name", "- gemma3:1b: 12 tok/s\n", u"gemma3:1b", {12}, "tok/s", "1");
    row("comparison in a name", "- Calls (>=10): 12\n", u"Calls (>=10)", {12}, "", "1");
    row("thousands", "- words: 12,345\n", u"words", {12345}, "", "1");
    row("value on the next line", "- TTFT:\n  7 ms\n", u"TTFT", {7}, "ms", "2");
    row("quoted", "> **TTFT:** 8 ms\n", u"TTFT", {8}, "ms", "1");
    row("carriage returns", "x\r\n\r\n- TTFT: 9\r\n- TTFT: 10\r\n", u"TTFT", {9, 10}, "", "4");
    row("old Mac", "x\r\r- TTFT: 9\r- TTFT: 10\r", u"TTFT", {9, 10}, "", "4");
    row("behind front matter", "---\na: 1\n---\n- b: 2\n", u"b", {2}, "", "4");
    row("behind code", "```\n- no: 1\n```\n- yes: 2\n", u"yes", {2}, "", "4");
}

void TestMarkdown::labels()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, key);
    QFETCH(Values, values);
    QFETCH(QString, unit);
    QFETCH(QString, lastPlace);
    Folder folder;
    QVERIFY(folder.write(QStringLiteral("m.md"), text));
    const auto catalog = folder.read();
    QVERIFY(catalog);
    QCOMPARE(valuesOf(*catalog, key), values);
    const corpus::Series* series = catalog->find(key);
    QCOMPARE(series->unit, unit);
    QCOMPARE(catalog->locatorOf(*series, series->observations.at(values.size() - 1)).text(), lastPlace);
    QVERIFY(catalog->problems().isEmpty());
}

void TestMarkdown::prose_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("time") << QByteArray("- 12:30\n- start: 12:30\n- 9: 30\n");
    QTest::newRow("date") << QByteArray("**Date:** 2025-10-08\n");
    QTest::newRow("version") << QByteArray("- Python: 3.13.1\n");
    QTest::newRow("address") << QByteArray("- server: 127.0.0.1\n- http://x/y=5\n");
    QTest::newRow("plain paragraph") << QByteArray("TTFT: 5\n\nWe saw this: 5\n");
    QTest::newRow("bold elsewhere") << QByteArray("We saw **this**: 5\n\n**Much** of it: 5\n");
    QTest::newRow("number and words") << QByteArray("- Runs: 5 of 6\n- Best: 2.2% higher\n- Size: 4-bit\n");
    QTest::newRow("about") << QByteArray("- TTFT: ~450 ms\n- TTFT: 1.2 ± 0.3 ms\n- TTFT: 6-7 GB\n");
    QTest::newRow("ratio") << QByteArray("- passed: 3/5\n");
    QTest::newRow("list numbers") << QByteArray("1. 5\n2. 6\n\n3) 7\n");
    QTest::newRow("sentences") << QByteArray("- It ran. Result: 5\n- When done, so far: 6\n");
    QTest::newRow("long") << "- " + QByteArray("so ").repeated(20) + ": 5\n";
    QTest::newRow("comparisons") << QByteArray(
        "- it really ends at t = 5\n- a >= 5\n- a == 5\n- a != 5\n- a <= 5\n- a := 5\n");
    QTest::newRow("heading") << QByteArray("# TTFT: 5\n\nTTFT: 6\n---\n");
    QTest::newRow("code") << QByteArray("    - TTFT: 5\n\n```\n- TTFT: 5\n```\n- `TTFT = 5` or so\n");
    QTest::newRow("HTML") << QByteArray("<div>\n- TTFT: 5\n</div>\n\n<!-- - TTFT: 5 -->\n");
    QTest::newRow("nothing behind") << QByteArray("- TTFT:\n- TTFT: n/a\n- = 5\n- : 5\n");
    QTest::newRow("not finite") << QByteArray("- TTFT: nan\n- TTFT: 1e999\n");
    QTest::newRow("two paragraphs") << QByteArray("- TTFT:\n\n  5\n");
}

void TestMarkdown::prose()
{
    QFETCH(QByteArray, text);
    Folder folder;
    QVERIFY(folder.write(QStringLiteral("m.md"), text));
    const auto catalog = folder.read();
    QVERIFY(catalog);
    QVERIFY2(catalog->series().isEmpty(), qPrintable(catalog->series().value(0).key));
}

void TestMarkdown::tables_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Values>("values");
    QTest::addColumn<QString>("lastPlace");
    const auto row = [](const char* title, const QByteArray& text, const Values& values, const char* place) {
        QTest::newRow(title) << text << values << QString::fromLatin1(place);
    };
    row("after a paragraph", "Fast ones:\n| m | v |\n|---|---|\n| a | 1 |\n| b | 2 |\n", {1, 2}, "5:2");
    row("after a list", "- x\n- y\n| m | v |\n|---|---|\n| a | 1 |\n", {1}, "5:2");
    row("after a heading", "# T\n| m | v |\n|---|---|\n| a | 1 |\n", {1}, "4:2");
    row("quoted", "> Fast:\n> | m | v |\n> |---|---|\n> | a | 1 |\n", {1}, "4:2");
    row("in a list", "- Fast:\n  | m | v |\n  |---|---|\n  | a | 1 |\n", {1}, "4:2");
    row("second rule in a table", "| m | v |\n|---|---|\n| a | 1 |\n|---|---|\n| b | 2 |\n", {1, 2}, "5:2");
    row("one table after the other", "| v |\n|--|\n| 1 |\n\n| v |\n|--|\n| 2 |\n", {1, 2}, "7:1");
    row("carriage returns", "Fast:\r\n| m | v |\r\n|-|-|\r\n| a | 1 |\r\n", {1}, "4:2");
    row("old Mac", "Fast:\r| m | v |\r|-|-|\r| a | 1 |\r", {1}, "4:2");
    row("glued to a list item", "- x: y | m | v |\n| - | - |\n| a | 1 |\n", {1}, "3:2");
    row("glued to a paragraph", "Fast, or so. | m | v |\r\n|---|---|\r\n| a | 1 |\r\n", {1}, "3:2");
    row("another table glued to the last row",
        "| n |\n|---|\n| b. ### Next\n| m | v |\n|---|---|\n| a | 1 |\n", {1}, "6:2");
    row("empty cell of no width", "| m | x | v |\n|-|-|-|\n| a || 1 |\n|| 5 | 2 |\n|||3|\n", {1, 2, 3},
        "5:3");
    row("bars in a cell", "| m | v |\n|-|-|\n| a\\|b | 1 |\n", {1}, "3:2");
}

void TestMarkdown::tables()
{
    QFETCH(QByteArray, text);
    QFETCH(Values, values);
    QFETCH(QString, lastPlace);
    Folder folder;
    QVERIFY(folder.write(QStringLiteral("m.md"), text));
    const auto catalog = folder.read();
    QVERIFY(catalog);
    QCOMPARE(valuesOf(*catalog, QStringLiteral("v")), values);
    const corpus::Series* series = catalog->find(QStringLiteral("v"));
    QCOMPARE(catalog->locatorOf(*series, series->observations.at(values.size() - 1)).text(), lastPlace);
}

void TestMarkdown::doubts_data()
{
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<int>("line");
    QTest::addColumn<Values>("values");
    QTest::newRow("not a number") << QByteArray("nan") << QStringLiteral("no number") << 5 << Values {1, 3};
    QTest::newRow("infinite") << QByteArray("-inf") << QStringLiteral("no number") << 5 << Values {1, 3};
    QTest::newRow("beyond a double") << QByteArray("1e999") << QStringLiteral("range") << 5 << Values {1, 3};
    QTest::newRow("a thousand digits")
        << QByteArray(1000, '7') << QStringLiteral("range") << 5 << Values {1, 3};
    QTest::newRow("big integer") << QByteArray("9007199254740993") << QStringLiteral("too big to be exact")
                                 << 5 << Values {1, 9007199254740992.0, 3};
    QTest::newRow("a megabyte") << QByteArray(1 << 20, '7') << QString() << 0 << Values {1, 3};
    QTest::newRow("more columns than the parser counts")
        << "3 |\n\n|" + QByteArray("a|").repeated(70'000) + "\n|" + QByteArray("-|").repeated(70'000) + '\n'
        << QStringLiteral("limit of 65535") << 0 << Values {1, 3};
}

void TestMarkdown::doubts()
{
    QFETCH(QByteArray, cell);
    QFETCH(QString, reason);
    QFETCH(int, line);
    QFETCH(Values, values);
    Folder folder;
    QVERIFY(folder.write(
        QStringLiteral("m.md"), "# T\n| m | v |\n|---|---|\n| a | 1 |\n| b | " + cell + " |\n| c | 3 |\n"));
    const auto catalog = folder.read();
    QVERIFY(catalog);
    QCOMPARE(valuesOf(*catalog, QStringLiteral("v")).mid(0, values.size()), values);
    QCOMPARE(catalog->problems().size(), reason.isEmpty() ? 0 : 1);
    if (!reason.isEmpty()) {
        const corpus::Problem& problem = catalog->problems().first();
        QVERIFY2(problem.reason.contains(reason), qPrintable(problem.reason));
        QCOMPARE(problem.line, line);
        QCOMPARE(problem.column, line > 0 ? 2 : 0);
    }
}

void TestMarkdown::spreads_data()
{
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<Values>("mean");
    QTest::addColumn<Values>("deviation");
    QTest::addColumn<QString>("unit");
    const auto row = [](const char* title, const char* cell, const Values& mean, const Values& deviation,
                         const char* unit) {
        QTest::newRow(title) << QByteArray(cell) << mean << deviation << QString::fromLatin1(unit);
    };
    row("plain", "98.72 \u00b1 0.21", {98.72}, {0.21}, "");
    row("unit behind both", "1437.06 \u00b1 75.12 ms", {1437.06}, {75.12}, "ms");
    row("unit behind each", "5 ms +/- 1 ms", {5}, {1}, "ms");
    row("unit behind the mean", "5 ms \u00b1 1", {5}, {1}, "ms");
    row("negative mean", "-2\u00b10.5", {-2}, {0.5}, "");
    row("bold", "**99.16 \u00b1 0.25**", {99.16}, {0.25}, "");
    row("two units", "5 s \u00b1 100 ms", {}, {}, "");
    row("no mean", "\u00b1 1.2", {}, {}, "");
    row("no deviation", "5 \u00b1", {}, {}, "");
    row("negative deviation", "5 \u00b1 -1", {}, {}, "");
    row("more behind", "5 \u00b1 1 of 9", {}, {}, "");
}

/// A mean and its deviation in one cell are two series.
void TestMarkdown::spreads()
{
    QFETCH(QByteArray, cell);
    QFETCH(Values, mean);
    QFETCH(Values, deviation);
    QFETCH(QString, unit);
    Folder folder;
    QVERIFY(
        folder.write(QStringLiteral("m.md"), "| m | v |\n|---|---|\n| a | " + cell + " |\n| b | none |\n"));
    const auto catalog = folder.read();
    QVERIFY(catalog);
    QCOMPARE(valuesOf(*catalog, QStringLiteral("v")), mean);
    QCOMPARE(valuesOf(*catalog, QStringLiteral("v \u00b1")), deviation);
    if (!mean.isEmpty()) {
        for (const corpus::Series& series : catalog->series()) {
            QCOMPARE(series.unit, unit);
            QCOMPARE(catalog->locatorOf(series, series.observations.at(0)), (corpus::Locator {3, 2, {}}));
        }
    }
}

void TestMarkdown::unitsStayApart()
{
    Folder folder;
    QVERIFY(folder.write(QStringLiteral("m.md"), "- TTFT: 5 ms\n- TTFT: 2 s\n- TTFT: 7 ms\n"));
    const auto catalog = folder.read();
    QVERIFY(catalog);
    QCOMPARE(valuesOf(*catalog, QStringLiteral("TTFT")), (Values {5, 7}));
    QCOMPARE(valuesOf(*catalog, QStringLiteral("TTFT [s]")), Values {2});
}

void TestMarkdown::tablesAndListsShareASeries()
{
    Folder folder;
    QVERIFY(folder.write(
        QStringLiteral("m.md"), "# A\n- ttft_ms: 5\n\n# B\n\n| ttft_ms |\n|--|\n| 6 |\n\n- ttft_ms: 7\n"));
    const auto catalog = folder.read();
    QVERIFY(catalog);
    QCOMPARE(valuesOf(*catalog, QStringLiteral("ttft_ms")), (Values {5, 6, 7}));
    QCOMPARE(catalog->documents().first().values, 3);
    QCOMPARE(catalog->documents().first().rows, 1);
}

QTEST_GUILESS_MAIN(TestMarkdown)
#include "tst_corpus_markdown.moc"
