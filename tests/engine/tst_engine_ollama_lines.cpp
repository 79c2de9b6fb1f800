#include "engine/ollama/ollamalines.h"
#include "engine/readbody.h"

#include <QFile>
#include <QTest>

using namespace benchglass;
using engine::OllamaLines;
using measure::ChunkKind;
using tests::Read;

namespace {

Read read(const QByteArray& body, qsizetype cut = 0)
{
    OllamaLines lines(QUrl(QStringLiteral("http://127.0.0.1:11434/api/chat")), QStringLiteral("tiny"));
    return tests::readWith(lines, body, cut);
}

} // namespace

class TestEngineOllamaLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quirks_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("content");
        QTest::addColumn<QString>("thinking");
        QTest::addColumn<bool>("ended");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* name, const char* body, const QString& content,
                             const QString& thinking, bool ended, const char* reason = "") {
            QTest::newRow(name) << QByteArray(body) << content << thinking << ended
                                << QString::fromLatin1(reason);
        };
        row("chat", "{\"message\":{\"content\":\"Hi\"},\"done\":false}\n", QStringLiteral("Hi"), {}, false);
        row("generate", "{\"response\":\"Hi\",\"done\":false}\n", QStringLiteral("Hi"), {}, false);
        row("generate with thinking", "{\"response\":\"\",\"thinking\":\"Hm\",\"done\":false}\n", {},
            QStringLiteral("Hm"), false);
        row("thinking and text in one line",
            "{\"message\":{\"content\":\"Hi\",\"thinking\":\"Hm\"},\"done\":false}\n", QStringLiteral("Hi"),
            QStringLiteral("Hm"), false);
        row("heartbeat", "{\"response\":\"\",\"done\":false}\n", {}, {}, false);
        row("content null", "{\"message\":{\"content\":null},\"done\":false}\n", {}, {}, false);
        row("done with text", "{\"message\":{\"content\":\"last\"},\"done\":true,\"done_reason\":\"stop\"}\n",
            QStringLiteral("last"), {}, true, "stop");
        row("done alone, an old server's", "{\"response\":\"\",\"done\":true}\n", {}, {}, true);
        row("done_reason without done", "{\"message\":{\"content\":\"\"},\"done_reason\":\"stop\"}\n", {}, {},
            true, "stop");
        row("done_reason with done false",
            "{\"message\":{\"content\":\"\"},\"done\":false,\"done_reason\":\"length\"}\n", {}, {}, true,
            "length");
        row("empty done_reason", "{\"message\":{\"content\":\"a\"},\"done\":false,\"done_reason\":\"\"}\n",
            QStringLiteral("a"), {}, false);
        row("no newline at the end", "{\"response\":\"Hi\",\"done\":true,\"done_reason\":\"length\"}",
            QStringLiteral("Hi"), {}, true, "length");
        row("CR LF and empty lines", "\r\n{\"response\":\"Hi\"}\r\n\r\n", QStringLiteral("Hi"), {}, false);
        row("escaped angle brackets", "{\"response\":\"\\u003cb\\u003e \\u0026\"}\n", QStringLiteral("<b> &"),
            {}, false);
        row("replacement character", "{\"response\":\"a\xef\xbf\xbd\"}\n", QStringLiteral("a\ufffd"), {},
            false);
        row("invalid UTF-8", "{\"response\":\"a\xc3\"}\n", QStringLiteral("a\ufffd"), {}, false);
        row("surrogate pair", "{\"response\":\"\\ud83d\\ude42\"}\n", QStringLiteral("🙂"), {}, false);
        row("first half of a pair", "{\"response\":\"a\\ud83d\"}\n", QStringLiteral("a\ufffd"), {}, false);
        row("second half of a pair", "{\"response\":\"\\ude42a\"}\n", QStringLiteral("\ufffda"), {}, false);
        row("escaped backslash before u", "{\"response\":\"\\\\ud83d\\ud83d\"}\n",
            QStringLiteral("\\ud83d\ufffd"), {}, false);
        row("unknown members",
            "{\"model\":\"m\",\"logprobs\":[{\"token\":\"x\"}],\"_debug_info\":{},\"response\":\"Hi\"}\n",
            QStringLiteral("Hi"), {}, false);
        row("half an object at the end", "{\"response\":\"Hi\"}\n{\"respo", QStringLiteral("Hi"), {}, false);
        row("error is null", "{\"error\":null,\"response\":\"Hi\"}\n", QStringLiteral("Hi"), {}, false);
    }
    void quirks()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QString, content);
        QFETCH(const QString, thinking);
        QFETCH(const bool, ended);
        QFETCH(const QString, reason);
        for (qsizetype cut = 0; cut <= body.size(); ++cut) {
            const Read result = read(body, cut);
            QVERIFY2(
                !result.decoded.error, result.decoded.error ? qPrintable(result.decoded.error->message) : "");
            QCOMPARE(result.text(ChunkKind::Content), content);
            QCOMPARE(result.text(ChunkKind::Thinking), thinking);
            QCOMPARE(result.decoded.ended, ended);
            QCOMPARE(result.figures.doneReason, reason);
            QVERIFY(result.decoded.hasData);
        }
    }

    void emptyLinesAreNoData() { QVERIFY(!read("\n\r\n  \n").decoded.hasData); }

    void toolCalls()
    {
        const Read result = read("{\"message\":{\"content\":\"\",\"tool_calls\":[{\"function\":{\"name\":"
                                 "\"f\",\"arguments\":{\"x\":1}}}]}}\n");
        QCOMPARE(result.text(ChunkKind::Tool),
            QStringLiteral("[{\"function\":{\"name\":\"f\",\"arguments\":{\"x\":1}}}]"));
    }

    void figures()
    {
        const Read full = read(
            "{\"done\":true,\"done_reason\":\"stop\",\"total_duration\":910000000,\"load_duration\":21000000,"
            "\"prompt_eval_count\":26,\"prompt_eval_duration\":130000000,\"eval_count\":60,\"eval_duration\":"
            "740000000,"
            "\"context\":[1,2,3]}\n");
        QCOMPARE(full.figures.totalNs, std::optional<qint64>(910'000'000));
        QCOMPARE(full.figures.loadNs, std::optional<qint64>(21'000'000));
        QCOMPARE(full.figures.promptTokens, std::optional(26));
        QCOMPARE(full.figures.promptEvalNs, std::optional<qint64>(130'000'000));
        QCOMPARE(full.figures.outputTokens, std::optional(60));
        QCOMPARE(full.figures.evalNs, std::optional<qint64>(740'000'000));
        QVERIFY(!full.figures.cachedPromptTokens);
    }

    void figuresOnlyAtTheEndAndOnlySane()
    {
        const Read early = read("{\"response\":\"a\",\"eval_count\":7,\"done\":false}\n");
        QVERIFY(!early.figures.outputTokens);
        const Read odd = read("{\"done\":true,\"eval_count\":-1,\"eval_duration\":0,\"load_duration\":"
                              "\"fast\",\"total_duration\":1e30,"
                              "\"prompt_eval_duration\":1500.7,\"prompt_eval_count\":99999999999}\n");
        QVERIFY(
            !odd.figures.outputTokens && !odd.figures.evalNs && !odd.figures.loadNs && !odd.figures.totalNs);
        QVERIFY(!odd.figures.promptTokens);
        QCOMPARE(odd.figures.promptEvalNs, std::optional<qint64>(1500));
    }

    void errors_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<base::ErrorCode>("code");
        QTest::addColumn<QString>("words");
        using base::ErrorCode;
        QTest::newRow("first line") << QByteArray("{\"error\":\"no slot\"}\n") << ErrorCode::ServerRefused
                                    << "no slot";
        QTest::newRow("after text") << QByteArray("{\"response\":\"a\"}\n{\"error\":\"CUDA error\"}\n")
                                    << ErrorCode::ServerRefused << "CUDA error";
        QTest::newRow("beside done") << QByteArray("{\"error\":\"no\",\"done\":true}\n")
                                     << ErrorCode::ServerRefused << "no";
        QTest::newRow("as an object") << QByteArray("{\"error\":{\"message\":\"deep\",\"code\":500}}\n")
                                      << ErrorCode::ServerRefused << "deep";
        QTest::newRow("without words")
            << QByteArray("{\"error\":\"\"}\n") << ErrorCode::ServerRefused << "without a reason";
        QTest::newRow("control characters")
            << QByteArray("{\"error\":\"a\\u001b[31m\\nb\"}\n") << ErrorCode::ServerRefused << "a [31m b";
        QTest::newRow("never JSON") << QByteArray("hello\n") << ErrorCode::NotTheServer << "not an Ollama";
        QTest::newRow("never JSON, no newline")
            << QByteArray("<!doctype html><title>x</title>") << ErrorCode::NotTheServer << "not an Ollama";
        QTest::newRow("a number") << QByteArray("5\n") << ErrorCode::NotTheServer << "not an Ollama";
        QTest::newRow("JSON, then not")
            << QByteArray("{\"response\":\"a\"}\nhello\n") << ErrorCode::Malformed << "not JSON";
        QTest::newRow("raw NUL") << QByteArray("{\"response\":\"a\"}\n{\"response\":\"\0\"}\n", 34)
                                 << ErrorCode::Malformed << "not JSON";
        QTest::newRow("too deep") << QByteArray("{\"response\":\"a\"}\n" + QByteArray(5000, '[') + "\n")
                                  << ErrorCode::Malformed << "not JSON";
    }
    void errors()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const base::ErrorCode, code);
        QFETCH(const QString, words);
        const Read result = read(body);
        QVERIFY(result.decoded.error);
        QCOMPARE(result.decoded.error->code, code);
        QVERIFY2(result.decoded.error->message.contains(words), qPrintable(result.decoded.error->message));
        QVERIFY(!result.decoded.ended);
    }

    void longContext()
    {
        QByteArray numbers;
        for (int i = 0; i < 200'000; ++i)
            numbers += QByteArray::number(i) + ',';
        const Read result =
            read("{\"response\":\"\",\"done\":true,\"context\":[" + numbers + "1],\"eval_count\":3}\n");
        QVERIFY(result.decoded.ended);
        QCOMPARE(result.figures.outputTokens, std::optional(3));
    }

    void recordingCutAtEveryByte()
    {
        QFile file(QStringLiteral(BENCHGLASS_SOURCE_DIR "/tests/data/engine/chat.ndjson"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray body = file.readAll();
        const Read whole = read(body);
        QVERIFY(whole.decoded.ended);
        QVERIFY(whole.decoded.pieces.size() > 5);
        for (qsizetype cut = 0; cut <= body.size(); ++cut) {
            const Read result = read(body, cut);
            QCOMPARE(result.decoded.pieces.size(), whole.decoded.pieces.size());
            QCOMPARE(result.text(ChunkKind::Content), whole.text(ChunkKind::Content));
            QVERIFY(result.figures == whole.figures);
        }
    }
};

QTEST_GUILESS_MAIN(TestEngineOllamaLines)
#include "tst_engine_ollama_lines.moc"
