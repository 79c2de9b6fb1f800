#include "engine/framing/sseframer.h"

#include <QTest>

using benchglass::engine::SseFramer;

namespace {

using Strings = QList<QByteArray>;

/// `part|name|data` of everything handed on.
struct Framed
{
    Strings events;
    bool isSane = true;
};

constexpr qsizetype noLimit = SseFramer::saneEventBytes;

/// Frames @p stream cut at @p cut. @p takesLines as a decoder does: whole objects are events of their own.
Framed framed(const QByteArray& stream, qsizetype cut, bool takesLines, qsizetype maxBytes = noLimit)
{
    SseFramer framer(maxBytes);
    Framed result;
    const auto keep = [&result, takesLines](const SseFramer::Event& event) {
        const bool isWhole = event.data.startsWith('{') && event.data.endsWith('}');
        if (event.part == SseFramer::Part::Line && !(takesLines && isWhole))
            return false;
        const char* const part = event.part == SseFramer::Part::Bare ? "bare"
            : event.part == SseFramer::Part::Rest                    ? "rest"
                                                                     : "event";
        result.events.append(
            QByteArray(part) + '|' + event.name.toByteArray() + '|' + event.data.toByteArray());
        return true;
    };
    result.isSane = framer.feed(QByteArrayView(stream).first(cut), keep);
    result.isSane = framer.feed(QByteArrayView(stream).sliced(cut), keep) && result.isSane;
    framer.finish(keep);
    return result;
}

} // namespace

class TestEngineSse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rules_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<Strings>("events");
        const auto row = [](const char* name, const QByteArray& stream, const Strings& events) {
            QTest::newRow(name) << stream << events;
        };
        row("nothing", "", {});
        row("LF", "data: a\n\ndata: b\n\n", {"event||a", "event||b"});
        row("CR LF", "data: a\r\n\r\ndata: b\r\n\r\n", {"event||a", "event||b"});
        row("lone CR", "data: a\r\rdata: b\r\r", {"event||a", "event||b"});
        row("all three", "data: a\r\n\ndata: b\r\r\ndata: c\n\r", {"event||a", "event||b", "event||c"});
        row("several lines", "data: a\ndata: b\ndata:\ndata: c\n\n", {"event||a\nb\n\nc"});
        row("no space", "data:a\n\n", {"event||a"});
        row("one space only", "data:  a \n\n", {"event|| a "});
        row("no colon", "data\n\n", {"event||"});
        row("colons in the value", "data: a:b: c\n\n", {"event||a:b: c"});
        row("comments", ": ping\n\n:\n\ndata: a\n:b\n\n", {"event||a"});
        row("BOM",
            "\xef\xbb\xbf"
            "data: a\n\n",
            {"event||a"});
        row("BOM before a comment", "\xef\xbb\xbf: hi\ndata: a\n\n", {"event||a"});
        row("BOM only once",
            "data: a\n\n\xef\xbb\xbf"
            "data: b\n\n",
            {"event||a",
                "bare||\xef\xbb\xbf"
                "data: b"});
        row("name", "event: error\ndata: a\n\ndata: b\n\n", {"event|error|a", "event||b"});
        row("name after the data", "data: a\nevent: x\n\n", {"event|x|a"});
        row("name without data", "event: x\n\ndata: a\n\n", {"event||a"});
        row("id and retry", "id: 7\nretry: 10\nid\ndata: a\n\n", {"event||a"});
        row("fields in capitals are others", "Data: a\n\n", {"bare||Data: a"});
        row("a longer name", "dataset: a\n\n", {"bare||dataset: a"});
        row("no empty line at the end", "data: a\n", {"event||a"});
        row("no line end at all", "data: a", {"rest||a"});
        row("half a second line", "data: a\ndata: b", {"event||a\nb"});
        row("half a field name", "data: a\n\nda", {"event||a"});
        row("a comment at the end", "data: a\n\n: pi", {"event||a"});
        row("empty lines", "\n\r\n\r\n\n", {});
        row("NUL and invalid UTF-8", QByteArray("data: a\0\xff\n\n", 11), {QByteArray("event||a\0\xff", 10)});
        row("plain JSON", "{\n \"a\": 1\n}", {"bare||{", "bare|| \"a\": 1", "bare||}"});
    }
    void rules()
    {
        QFETCH(const QByteArray, stream);
        QFETCH(const Strings, events);
        for (qsizetype cut = 0; cut <= stream.size(); ++cut) {
            const Framed result = framed(stream, cut, false);
            QVERIFY(result.isSane);
            QCOMPARE(result.events, events);
        }
    }

    void oneByteAtATime()
    {
        const QByteArray stream = "\xef\xbb\xbf: hi\r\nevent: e\r\ndata: a\r\ndata: b\r\n\r\ndata: c\r\r";
        SseFramer framer;
        Strings events;
        const auto keep = [&events](const SseFramer::Event& event) {
            if (event.part != SseFramer::Part::Line)
                events.append(event.name.toByteArray() + '|' + event.data.toByteArray());
            return false;
        };
        for (const char& byte : stream)
            QVERIFY(framer.feed(QByteArrayView(&byte, 1), keep));
        framer.finish(keep);
        QCOMPARE(events, (Strings {"e|a\nb", "|c"}));
    }

    void eventsWithoutEmptyLines()
    {
        const QByteArray stream = "data: {1}\ndata: {2}\r\ndata: {3\ndata: }\n\nevent: x\ndata: {4}\n\n";
        const Strings events {"event||{1}", "event||{2}", "event||{3\n}", "event|x|{4}"};
        for (qsizetype cut = 0; cut <= stream.size(); ++cut)
            QCOMPARE(framed(stream, cut, true).events, events);
    }

    void anEventIsHandedOnWithItsOwnLine()
    {
        SseFramer framer;
        int heard = 0;
        const auto keep = [&heard](const SseFramer::Event&) {
            ++heard;
            return true;
        };
        framer.feed("data: {1}", keep);
        QCOMPARE(heard, 0);
        framer.feed("\n", keep);
        QCOMPARE(heard, 1); // not only when the empty line comes
        framer.feed("\n", keep);
        QCOMPARE(heard, 1);
    }

    void tooLong_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::newRow("a line without an end") << QByteArray(40, 'x');
        QTest::newRow("a whole line") << QByteArray("data: " + QByteArray(40, 'x') + "\n\n");
        QTest::newRow("many lines of one event") << QByteArray("data: 123456789\n").repeated(5);
    }
    void tooLong()
    {
        QFETCH(const QByteArray, stream);
        for (qsizetype cut = 0; cut <= stream.size(); ++cut) {
            const Framed result = framed(stream, cut, false, 32);
            QVERIFY(!result.isSane);
            QVERIFY(result.events.isEmpty());
        }
        QCOMPARE(framed("data: short\n\n", 3, false, 32).events, Strings {"event||short"});
    }
};

QTEST_GUILESS_MAIN(TestEngineSse)
#include "tst_engine_sse.moc"
