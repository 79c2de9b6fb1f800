#include "engine/framing/lineframer.h"

#include <QTest>

using benchglass::engine::LineFramer;

namespace {

struct Framed
{
    QList<QByteArray> lines;
    bool isSane = true;
};

/// Frames @p stream as if the network had cut it at @p cuts.
Framed framed(
    const QByteArray& stream, const QList<qsizetype>& cuts, qsizetype maxBytes = LineFramer::saneLineBytes)
{
    LineFramer framer(maxBytes);
    Framed result;
    const auto keep = [&result](QByteArrayView line) {
        result.lines.append(line.toByteArray());
    };
    qsizetype start = 0;
    for (const qsizetype cut : cuts + QList<qsizetype> {stream.size()}) {
        result.isSane = framer.feed(QByteArrayView(stream).sliced(start, cut - start), keep) && result.isSane;
        start = cut;
    }
    framer.finish(keep);
    return result;
}

} // namespace

class TestEngineFraming : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsAnywhere_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QList<QByteArray>>("lines");
        using Lines = QList<QByteArray>;
        QTest::newRow("nothing") << QByteArray() << Lines {};
        QTest::newRow("two lines") << QByteArray("{\"a\":1}\n{\"b\":2}\n")
                                   << Lines {"{\"a\":1}", "{\"b\":2}"};
        QTest::newRow("last without its newline") << QByteArray("one\ntwo") << Lines {"one", "two"};
        QTest::newRow("CR LF") << QByteArray("one\r\ntwo\r\n") << Lines {"one", "two"};
        QTest::newRow("CR at the very end") << QByteArray("one\r\ntwo\r") << Lines {"one", "two"};
        QTest::newRow("CR inside") << QByteArray("o\rne\n") << Lines {"o\rne"};
        QTest::newRow("empty lines") << QByteArray("\n\r\na\n\n") << Lines {"", "", "a", ""};
        QTest::newRow("NUL and invalid UTF-8")
            << QByteArray("a\0b\n\xff\xfe\n", 7) << Lines {QByteArray("a\0b", 3), "\xff\xfe"};
        QTest::newRow("beyond ASCII") << QByteArray("漢字\n🙂\n") << Lines {"漢字", "🙂"};
    }
    void cutsAnywhere()
    {
        QFETCH(const QByteArray, stream);
        QFETCH(const QList<QByteArray>, lines);
        QCOMPARE(framed(stream, {}).lines, lines);
        for (qsizetype first = 0; first <= stream.size(); ++first) {
            for (qsizetype second = first; second <= stream.size(); ++second)
                QCOMPARE(framed(stream, {first, second}).lines, lines);
        }
        QList<qsizetype> everywhere;
        for (qsizetype at = 0; at < stream.size(); ++at)
            everywhere += at;
        QCOMPARE(framed(stream, everywhere).lines, lines);
    }

    void tooLongALine_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<bool>("isSane");
        QTest::addColumn<int>("lines");
        QTest::newRow("just fits") << QByteArray("aa\n12345678\nbb\n") << true << 3;
        QTest::newRow("one too many") << QByteArray("aa\n123456789\nbb\n") << false << 1;
        QTest::newRow("never ends") << QByteArray("aa\n123456789") << false << 1;
    }
    void tooLongALine()
    {
        QFETCH(const QByteArray, stream);
        QFETCH(const bool, isSane);
        QFETCH(const int, lines);
        for (qsizetype cut = 0; cut <= stream.size(); ++cut) {
            const Framed result = framed(stream, {cut}, 8);
            QCOMPARE(result.isSane, isSane);
            QCOMPARE(result.lines.size(), lines);
        }
    }
};

QTEST_GUILESS_MAIN(TestEngineFraming)
#include "tst_engine_framing.moc"
