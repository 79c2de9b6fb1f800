#include "report/pages.h"

#include <QTest>

namespace benchglass::report {

namespace {

Atom atomOf(double height, bool keepWithNext = false, double leastScale = 1)
{
    Atom atom;
    atom.height = height;
    atom.keepWithNext = keepWithNext;
    atom.leastScale = leastScale;
    return atom;
}

/// A page that has @p room left, then a figure and its caption.
Galley figureBelow(double room, double figure)
{
    Galley galley;
    galley.atoms = {atomOf(page::textHeight - room), atomOf(figure, true, 0.7), atomOf(12)};
    return galley;
}

Spans cell(const QString& text)
{
    return {Span {text, false, false, false, false}};
}

/// The heights of the rows tell the size of the letters.
double rowHeight(const QStringList& header, const QStringList& row, const QList<Align>& align)
{
    QList<QList<Spans>> rows(2);
    for (const QString& text : header)
        rows[0].append(cell(text));
    for (const QString& text : row)
        rows[1].append(cell(text));
    Galley galley;
    setTable(galley, rows, align, 0);
    return galley.atoms.last().height;
}

} // namespace

class TestReportPages : public QObject
{
    Q_OBJECT

private slots:
    void shrinksFiguresToFit_data();
    void shrinksFiguresToFit();
    void keepsShortCodeWhole();
    void setsChecksumsInOneLineEach();
    void setsNeighboursAlike();
};

void TestReportPages::shrinksFiguresToFit_data()
{
    QTest::addColumn<double>("room");
    QTest::addColumn<int>("pages");
    QTest::addColumn<bool>("isShrunk");
    QTest::newRow("enough room") << 320.0 << 1 << false;
    QTest::newRow("a little less than needed") << 260.0 << 1 << true;
    QTest::newRow("too little") << 200.0 << 2 << false;
}

void TestReportPages::shrinksFiguresToFit()
{
    QFETCH(const double, room);
    QFETCH(const int, pages);
    QFETCH(const bool, isShrunk);
    const QList<PlannedPage> planned = pagesOf(figureBelow(room, 300));
    QCOMPARE(planned.size(), pages);
    const QList<PlacedAtom>& last = planned.last().atoms;
    QCOMPARE(last.at(last.size() - 2).scale < 1, isShrunk);
    QCOMPARE(last.last().scale, 1.0);
    QVERIFY(last.last().top + 12 <= page::textHeight);
}

void TestReportPages::keepsShortCodeWhole()
{
    Galley galley;
    galley.atoms = {atomOf(page::textHeight - 60)};
    setCode(galley, QStringLiteral("line\n").repeated(12), 0);
    const QList<PlannedPage> whole = pagesOf(galley);
    QCOMPARE(whole.size(), 2);
    QCOMPARE(whole.first().atoms.size(), 1);

    // Longer code may be cut, but not after two lines.
    galley.atoms = {atomOf(page::textHeight - 40)};
    setCode(galley, QStringLiteral("line\n").repeated(30), 0);
    QCOMPARE(pagesOf(galley).first().atoms.size(), 1);
    galley.atoms = {atomOf(page::textHeight - 150)};
    setCode(galley, QStringLiteral("line\n").repeated(30), 0);
    QVERIFY(pagesOf(galley).first().atoms.size() > 5);
}

void TestReportPages::setsChecksumsInOneLineEach()
{
    const QString line = QString(64, u'a') + QStringLiteral("  reports/") + QString(50, u'x');
    Galley galley;
    setCode(galley, QStringList(20, line).join(u'\n'), 0);
    QCOMPARE(galley.atoms.size(), 21); // and the distance below
    Galley prose;
    setCode(prose, QStringList(20, QString(line).replace(0, 1, u'z')).join(u'\n'), 0);
    QVERIFY(prose.atoms.size() > 30);
}

void TestReportPages::setsNeighboursAlike()
{
    QStringList header {QStringLiteral("Stage"), QStringLiteral("Stratum"), QStringLiteral("n")};
    QStringList row {QStringLiteral("analysis"), QStringLiteral("warm"), QStringLiteral("3")};
    QList<Align> align {Align::Left, Align::Left, Align::Right};
    for (const QString& name :
        {QStringLiteral("Mean (tok/s)"), QStringLiteral("SD (tok/s)"), QStringLiteral("CV (%)"),
            QStringLiteral("Min (tok/s)"), QStringLiteral("Median (tok/s)"), QStringLiteral("Max (tok/s)")}) {
        header.append(name);
        row.append(QStringLiteral("192.47"));
        align.append(Align::Right);
    }
    const double above = rowHeight(header, row, align);
    header.append(QStringLiteral("Token-weighted (tok/s)"));
    row.append(QStringLiteral("192.46"));
    align.append(Align::Right);
    header.append(QStringLiteral("Left out"));
    row.append(QStringLiteral("1: runaway"));
    align.append(Align::Left);
    QCOMPARE(rowHeight(header, row, align), above);
}

} // namespace benchglass::report

QTEST_MAIN(benchglass::report::TestReportPages)
#include "tst_report_pages.moc"
