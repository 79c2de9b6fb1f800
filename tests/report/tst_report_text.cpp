#include "report/modeltext.h"
#include "report/report.h"

#include <QStringBuilder>
#include <QTest>

#include <md4c.h>

namespace benchglass::report {

namespace {

QString shown(const QString& markdown, int demoteBy = 0)
{
    Report report;
    report.title = QStringLiteral("T");
    report.blocks = {ModelText {markdown, demoteBy}};
    return toMarkdown(report, QString()).mid(5);
}

/// What a Markdown reader that knows HTML, links and images finds in a text.
struct Seen
{
    int images = 0;
    int links = 0;
    int html = 0;
    int tables = 0;
    int codeBlocks = 0;
    QList<unsigned> headings;
    QString text;
};

Seen read(const QString& markdown)
{
    Seen seen;
    MD_PARSER parser {};
    parser.flags = MD_DIALECT_GITHUB;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* data) {
        auto* found = static_cast<Seen*>(data);
        found->html += type == MD_BLOCK_HTML;
        found->tables += type == MD_BLOCK_TABLE;
        found->codeBlocks += type == MD_BLOCK_CODE;
        if (type == MD_BLOCK_H)
            found->headings.append(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
        return 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE, void*, void*) {
        return 0;
    };
    parser.enter_span = [](MD_SPANTYPE type, void*, void* data) {
        static_cast<Seen*>(data)->images += type == MD_SPAN_IMG;
        static_cast<Seen*>(data)->links += type == MD_SPAN_A;
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE, void*, void*) {
        return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* data) {
        static_cast<Seen*>(data)->html += type == MD_TEXT_HTML;
        static_cast<Seen*>(data)->text += QString::fromUtf8(text, qsizetype(size));
        return 0;
    };
    const QByteArray bytes = markdown.toUtf8();
    if (md_parse(bytes.constData(), MD_SIZE(bytes.size()), &parser, &seen) != 0)
        qFatal("the Markdown could not be read");
    return seen;
}

} // namespace

class TestReportText : public QObject
{
    Q_OBJECT

private slots:
    void loadsNothing_data();
    void loadsNothing();
    void keepsAddressesAsText();
    void demotesHeadings();
    void outgrowsBackticksInCode();
    void staysOneBlock_data();
    void staysOneBlock();
    void escapesOurCells();
    void isBounded_data();
    void isBounded();
    void isStable();
};

void TestReportText::loadsNothing_data()
{
    QTest::addColumn<QString>("hostile");
    QTest::newRow("image") << QStringLiteral("![](file:///etc/hostname)");
    QTest::newRow("image with a title") << QStringLiteral("![x](http://evil.example/a.png \"t\")");
    QTest::newRow("image by reference") << QStringLiteral("![x][1]\n\n[1]: file:///etc/passwd");
    QTest::newRow("link") << QStringLiteral("[click](http://evil.example/)");
    QTest::newRow("link around an image") << QStringLiteral("[![a](http://a.example/b)](http://c.example/d)");
    QTest::newRow("bare address") << QStringLiteral("see http://evil.example/x and www.evil.example");
    QTest::newRow("autolink") << QStringLiteral("<http://evil.example/>");
    QTest::newRow("html image") << QStringLiteral("<img src=file:///etc/passwd>");
    QTest::newRow("html block") << QStringLiteral("<div>\n<script>alert(1)</script>\n</div>");
    QTest::newRow("html behind a bold word") << QStringLiteral("**a** <img src=x>");
    QTest::newRow("html in a table") << QStringLiteral("| a |\n|---|\n| <img src=x> ![y](z) |");
    QTest::newRow("html in a list") << QStringLiteral("- <img src=x>\n    - ![y](z)");
    QTest::newRow("half an image") << QStringLiteral("!\\[x](file:///etc/hostname)");
    QTest::newRow("backslash before a bracket") << QStringLiteral("\\\\![x](file:///etc/hostname)");
    QTest::newRow("entities for brackets") << QStringLiteral("&lt;img src=x&gt; &#60;img src=x&#62;");
    QTest::newRow("comment") << QStringLiteral("<!-- ![x](y) -->");
    QTest::newRow("unclosed fence") << QStringLiteral("```\n![x](y)\n<img src=x>");
    QTest::newRow("NUL") << QStringLiteral("a") + QChar(u'\0') + QStringLiteral("![x](y)");
}

void TestReportText::loadsNothing()
{
    QFETCH(QString, hostile);
    const Seen seen = read(shown(hostile));
    QCOMPARE(seen.images, 0);
    QCOMPARE(seen.links, 0);
    QCOMPARE(seen.html, 0);
    // The same text where it is not Markdown but a cell, a heading, a sentence of ours.
    Report report;
    report.title = hostile;
    report.blocks = {Heading {2, hostile}, Paragraph {hostile, false}, Bullets {{hostile}},
        KeyValues {{{hostile, hostile}}}, Table {{hostile}, {Align::Left}, {{hostile}}, hostile}};
    const Seen ours = read(toMarkdown(report, QString()));
    QCOMPARE(ours.images + ours.links + ours.html, 0);
    QCOMPARE(ours.headings, (QList<unsigned> {1, 2}));
    QCOMPARE(ours.tables, 1);
}

void TestReportText::keepsAddressesAsText()
{
    QCOMPARE(shown(QStringLiteral("see [the site](http://a.example/b)")),
        QStringLiteral("see the site (`http://a.example/b`)\n"));
    QCOMPARE(shown(QStringLiteral("![chart](file:///etc/hostname)")),
        QStringLiteral("\\[image: chart\\] (`file:///etc/hostname`)\n"));
}

void TestReportText::demotesHeadings()
{
    const QString text = QStringLiteral("# One\n\nTwo\n---\n\n###### Six\n\n```\n# code\n```\n");
    QCOMPARE(read(shown(text, 2)).headings, (QList<unsigned> {3, 4, 6}));
    QVERIFY(shown(text, 2).contains(QStringLiteral("\n# code\n")));
}

void TestReportText::outgrowsBackticksInCode()
{
    const QString code = QStringLiteral("a\n`````\n# not a heading\n```");
    Report report;
    report.title = QStringLiteral("T");
    report.blocks = {CodeBlock {code}, Heading {2, QStringLiteral("After")}};
    const Seen seen = read(toMarkdown(report, QString()));
    QCOMPARE(seen.codeBlocks, 1);
    QCOMPARE(seen.headings, (QList<unsigned> {1, 2}));
}

void TestReportText::staysOneBlock_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"# no heading", "- no item", "+ no item", "12. no item", "12) no item",
             "> no quote", "=====", "-----", "    no code", "| no | table |", "~~~", "```", "1\\. x",
             "a\n# b\n- c", "_x_ *y* ~z~"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestReportText::staysOneBlock()
{
    QFETCH(QString, text);
    Report report;
    report.title = QStringLiteral("T");
    report.blocks = {Paragraph {text, false}};
    const Seen seen = read(toMarkdown(report, QString()));
    QCOMPARE(seen.headings, QList<unsigned> {1});
    QCOMPARE(seen.codeBlocks + seen.tables + seen.html, 0);
    QCOMPARE(seen.text, QString(u'T' % text.simplified()));
}

void TestReportText::escapesOurCells()
{
    Report report;
    report.title = QStringLiteral("T");
    report.blocks = {Table {{QStringLiteral("a|b"), QStringLiteral("n")}, {Align::Left, Align::Right},
        {{QStringLiteral("x\ny|z\\"), QStringLiteral("-1")}}, {}}};
    QCOMPARE(toMarkdown(report, QString()),
        QStringLiteral("# T\n\n| a\\|b | n |\n| --- | ---: |\n| x y\\|z\\\\ | -1 |\n"));
}

void TestReportText::isBounded_data()
{
    QTest::addColumn<QString>("hostile");
    QTest::newRow("one long line") << QString(100'000, u'x');
    QTest::newRow("deep quotes") << QString(20'000, u'>') + u'x';
    QTest::newRow("deep lists") << QStringLiteral("- ").repeated(5'000) + u'x';
    QTest::newRow("many brackets") << QString(50'000, u'[');
    QTest::newRow("many stars") << QStringLiteral("*a ").repeated(30'000);
    const QString wide =
        QStringLiteral("|a").repeated(3000) + u"|\n"_qs + QStringLiteral("|-").repeated(3000) + u"|\n"_qs;
    QTest::newRow("a table that unfolds") << wide + QStringLiteral("|x|\n").repeated(20'000);
    QTest::newRow("an address that unfolds") << QStringLiteral("[a]: /") + QString(50'000, u'u') + u"\n\n"_qs
            + QStringLiteral("[a] ").repeated(20'000);
    QTest::newRow("too long to parse") << QStringLiteral("# x\n").repeated(200'000);
}

void TestReportText::isBounded()
{
    QFETCH(QString, hostile);
    const QString out = shown(hostile, 2);
    QVERIFY2(out.size() < hostile.size() * 12 + 100'000, qPrintable(QString::number(out.size())));
}

void TestReportText::isStable()
{
    const QString text = QStringLiteral(
        "# A\n\n1. x\n2. **y** `z|z`\n\n   more\n\n> q\n\n| a | b |\n|:--|--:|\n| `p|q` | _2_ |\n");
    // What was made safe once reads as the same text the second time.
    QCOMPARE(read(shown(shown(text))).text, read(shown(text)).text);
    QCOMPARE(shown(text), shown(text));
}

} // namespace benchglass::report

QTEST_APPLESS_MAIN(benchglass::report::TestReportText)
#include "tst_report_text.moc"
