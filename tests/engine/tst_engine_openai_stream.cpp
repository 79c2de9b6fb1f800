#include "engine/openai/openaistream.h"
#include "engine/readbody.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace benchglass;
using base::ErrorCode;
using engine::OpenAiStream;
using measure::ChunkKind;
using tests::Read;

namespace {

engine::OpenAiCall call()
{
    return {QUrl(QStringLiteral("http://127.0.0.1:8080/v1/chat/completions")), QStringLiteral("tiny"),
        QStringLiteral("sk-secret-1234"), {}};
}

Read read(const QByteArray& body, qsizetype cut = 0)
{
    OpenAiStream stream(call());
    return tests::readWith(stream, body, cut);
}

QByteArray sse(const QByteArray& json)
{
    return "data: " + json + "\n\n";
}

/// A chunk with this delta and these members beside the choices.
QByteArray chunk(const QByteArray& delta, const QByteArray& finish = "null", const QByteArray& beside = {})
{
    return sse("{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"tiny\","
               "\"choices\":[{\"index\":0,\"delta\":"
        + delta + ",\"finish_reason\":" + finish + "}]" + (beside.isEmpty() ? "" : ",") + beside + "}");
}

QByteArray content(const QByteArray& text, const QByteArray& beside = {})
{
    return chunk("{\"content\":\"" + text + "\"}", "null", beside);
}

QByteArray last(const QByteArray& beside)
{
    return sse("{\"id\":\"c1\",\"choices\":[]," + beside + "}");
}

const QByteArray role = chunk("{\"role\":\"assistant\",\"content\":\"\"}");
const QByteArray stop = chunk("{}", "\"stop\"");
const QByteArray done = "data: [DONE]\n\n";

} // namespace

class TestEngineOpenAiStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void servers_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("content");
        QTest::addColumn<QString>("thinking");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<int>("promptTokens");
        QTest::addColumn<int>("outputTokens");
        const auto row = [](const char* name, const QByteArray& body, const char* text, const char* thinking,
                             const char* reason, int prompt = -1, int output = -1) {
            QTest::newRow(name) << body << QString::fromUtf8(text) << QString::fromUtf8(thinking)
                                << QString::fromUtf8(reason) << prompt << output;
        };
        const QByteArray usage = "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":3,\"total_tokens\":8}";
        row("OpenAI", role + content("Hi", "\"usage\":null") + content(" you") + stop + last(usage) + done,
            "Hi you", "", "stop", 5, 3);
        row("llama.cpp now",
            chunk("{\"role\":\"assistant\",\"content\":null}") + content("Hi") + stop
                + last(usage
                    + ",\"timings\":{\"cache_n\":1,\"prompt_n\":4,\"prompt_ms\":12.5,\"predicted_n\":3,"
                      "\"predicted_ms\":30.25}")
                + done,
            "Hi", "", "stop", 5, 3);
        row("llama.cpp before, usage in the finish chunk",
            content("Hi") + chunk("{}", "\"length\"", usage) + done, "Hi", "", "length", 5, 3);
        row("llama.cpp with only its timings",
            content("Hi")
                + chunk("{}", "\"stop\"",
                    "\"timings\":{\"cache_n\":2,\"prompt_n\":7,\"prompt_ms\":1,\"predicted_n\":4,"
                    "\"predicted_ms\":9}")
                + done,
            "Hi", "", "stop", 9, 4);
        row("vLLM thinking",
            role + chunk("{\"reasoning\":\"Hm\"}") + content("Hi") + stop + last(usage) + done, "Hi", "Hm",
            "stop", 5, 3);
        row("thinking by the older name, both given",
            chunk("{\"reasoning_content\":\"Hm\",\"reasoning\":\"Hm\",\"content\":null}") + content("Hi")
                + stop,
            "Hi", "Hm", "stop");
        row("vLLM, text in the finish chunk", content("Hi") + chunk("{\"content\":\"!\"}", "\"stop\""), "Hi!",
            "", "stop");
        row("SGLang, explicit nulls",
            chunk(
                "{\"role\":\"assistant\",\"content\":\"Hi\",\"reasoning_content\":null,\"tool_calls\":null}",
                "null", "\"error\":null,\"usage\":null,\"matched_stop\":null")
                + stop + done,
            "Hi", "", "stop");
        row("Ollama /v1/completions, zeros until the end",
            sse("{\"choices\":[{\"text\":\"Hi\",\"index\":0}],\"usage\":{\"prompt_tokens\":0,"
                "\"completion_tokens\":0}}")
                + sse("{\"choices\":[{\"text\":\"\",\"index\":0,\"finish_reason\":\"stop\"}]," + usage + "}")
                + sse("{\"choices\":[],\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":0}}"),
            "Hi", "", "stop", 5, 3);
        row("no space, no DONE, no empty line at the end",
            "data:{\"choices\":[{\"delta\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}", "Hi", "",
            "stop");
        row("no empty lines between",
            QByteArray(content("a") + content("b") + stop + last(usage) + done).replace("\n\n", "\n"), "ab",
            "", "stop", 5, 3);
        row("CR LF, comments and names",
            ": ping\r\n\r\nevent: message\r\nid: 1\r\n"
                + QByteArray(content("Hi") + stop).replace("\n\n", "\r\n\r\n"),
            "Hi", "", "stop");
        row("over several data lines",
            "data: {\"choices\":[{\"delta\":\ndata: {\"content\":\"Hi\"},\ndata: "
            "\"finish_reason\":\"stop\"}]}\n\n",
            "Hi", "", "stop");
        row("not streamed",
            "{\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
            "\"content\":\"Hi\",\"reasoning_content\":\"Hm\"},\"finish_reason\":\"stop\"}],"
                + usage + "}",
            "Hi", "Hm", "stop", 5, 3);
        row("not streamed, on several lines",
            "{\n  \"choices\": [\n{\"index\": 0, \"message\":\n{\"content\": \"Hi\"}\n, \"finish_reason\": "
            "\"stop\"}],\n"
                + usage + "\n}\n",
            "Hi", "", "stop", 5, 3);
        row("a list of parts", chunk("{\"content\":[{\"type\":\"text\",\"text\":\"H\"},\"i\"]}") + stop, "Hi",
            "", "stop");
        row("another choice is another answer",
            content("a") + sse("{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"b\"}}]}") + stop, "a", "",
            "stop");
        row("the end marker by another name", content("a") + chunk("{}", "\"eos_token\""), "a", "", "stop");
        row("the limit by another name", content("a") + chunk("{}", "\"MAX_TOKENS\""), "a", "", "length");
        row("an unknown reason is kept", content("a") + chunk("{}", "\"content_filter\""), "a", "",
            "content_filter");
        row("garbage after the end", content("a") + stop + sse("{oops") + done, "a", "", "stop");
        row("anything after DONE", content("a") + stop + done + sse("{\"error\":\"late\"}") + content("b"),
            "a", "", "stop");
        row("text in all scripts", content("漢字🙂") + stop, "漢字🙂", "", "stop");
        row("half a surrogate pair", content("a\\ud83d") + stop, "a\ufffd", "", "stop");
        row("invalid UTF-8", content("a\xc3") + stop, "a\ufffd", "", "stop");
        row("the end marker alone", stop + last("\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":1}"),
            "", "", "stop", 5, 1);
    }
    void servers()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QString, content);
        QFETCH(const QString, thinking);
        QFETCH(const QString, reason);
        QFETCH(const int, promptTokens);
        QFETCH(const int, outputTokens);
        for (qsizetype cut = 0; cut <= body.size(); ++cut) {
            const Read result = read(body, cut);
            QVERIFY2(
                !result.decoded.error, result.decoded.error ? qPrintable(result.decoded.error->origin) : "");
            QCOMPARE(result.text(ChunkKind::Content), content);
            QCOMPARE(result.text(ChunkKind::Thinking), thinking);
            QVERIFY(result.decoded.ended);
            QVERIFY(result.decoded.hasData);
            QCOMPARE(result.figures.doneReason, reason);
            QCOMPARE(result.figures.promptTokens.value_or(-1), promptTokens);
            QCOMPARE(result.figures.outputTokens.value_or(-1), outputTokens);
        }
    }

    void unfinished_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("comments") << QByteArray(": ping\n\n: ping\n\n");
        QTest::newRow("text only") << content("a");
        QTest::newRow("DONE proves nothing") << QByteArray(content("a") + done);
        QTest::newRow("half an event") << QByteArray(content("a") + "data: {\"choices\":[{\"del");
        QTest::newRow("half of a body that is not streamed") << QByteArray("{\"choices\":[{\"mess");
        QTest::newRow("given up by the server") << QByteArray(content("a") + chunk("{}", "\"abort\"") + done);
        QTest::newRow("Ollama's way to fail") << QByteArray(
            content("a") + sse("{\"model\":\"\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"}}]}"));
    }
    void unfinished()
    {
        QFETCH(const QByteArray, body);
        for (qsizetype cut = 0; cut <= body.size(); ++cut) {
            const Read result = read(body, cut);
            QVERIFY(!result.decoded.error && !result.decoded.ended);
        }
    }

    void noTextIsNoToken()
    {
        const Read result = read(role + chunk("{\"content\":null}") + chunk("{}") + last("\"usage\":null")
            + sse("{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[]}}]}"));
        QVERIFY(result.decoded.pieces.isEmpty());
        QVERIFY(result.decoded.hasData);
        QVERIFY(!read(": ping\n\n\n").decoded.hasData);
    }

    void toolCalls()
    {
        const Read result = read(
            chunk("{\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}"));
        QCOMPARE(result.text(ChunkKind::Tool),
            QStringLiteral("[{\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]"));
    }

    void figures()
    {
        const Read llama = read(content("a") + stop
            + last("\"usage\":{\"prompt_tokens\":30,\"completion_tokens\":205,\"prompt_tokens_details\":{"
                   "\"cached_tokens\":20},\"completion_tokens_details\":{\"reasoning_tokens\":7}},"
                   "\"timings\":{\"cache_n\":20,\"prompt_n\":10,\"prompt_ms\":12.5,\"predicted_n\":205,"
                   "\"predicted_ms\":410.25,\"draft_n\":40,\"draft_n_accepted\":30}"));
        QCOMPARE(llama.figures.promptTokens, std::optional(30));
        QCOMPARE(llama.figures.cachedPromptTokens, std::optional(20));
        QCOMPARE(llama.figures.promptEvalNs, std::optional<qint64>(12'500'000));
        QCOMPARE(llama.figures.outputTokens, std::optional(205));
        QCOMPARE(llama.figures.evalNs, std::optional<qint64>(410'250'000));
        QCOMPARE(llama.figures.thinkingTokens, std::optional(7));
        QCOMPARE(llama.figures.draftTokens, std::optional(40));
        QCOMPARE(llama.figures.draftAcceptedTokens, std::optional(30));

        const Read single = read(stop + last("\"timings\":{\"predicted_n\":1,\"predicted_ms\":0.001}"));
        QCOMPARE(single.figures.outputTokens, std::optional(1));
        QVERIFY(!single.figures.evalNs);
        const Read odd = read(last("\"usage\":{\"prompt_tokens\":-1,\"completion_tokens\":99999999999},"
                                   "\"timings\":{\"predicted_n\":\"many\",\"predicted_ms\":-5,\"prompt_n\":"
                                   "2147483647,\"cache_n\":1,\"prompt_ms\":1e300}"));
        QVERIFY(!odd.figures.promptTokens && !odd.figures.outputTokens && !odd.figures.evalNs);
        QVERIFY(!odd.figures.promptEvalNs);
    }

    void figuresOfVllm()
    {
        const auto usage = [](const QByteArray& meanGapMs) {
            return last(
                "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":11},\"metrics\":{\"queue_time_ms\":"
                "3.5,\"time_to_first_token_ms\":80,\"generation_time_ms\":500,\"mean_itl_ms\":"
                + meanGapMs + "}");
        };
        const Read spans = read(stop + usage("50.0"));
        QCOMPARE(spans.figures.queueNs, std::optional<qint64>(3'500'000));
        QCOMPARE(spans.figures.ttftNs, std::optional<qint64>(80'000'000));
        QCOMPARE(spans.figures.evalNs, std::optional<qint64>(500'000'000));
        // A time that is not N - 1 mean gaps long is not the one from the first token to the last.
        QVERIFY(!read(stop + usage("42.0")).figures.evalNs);
    }

    /// In seconds, beside the text of a reply that came in one piece.
    void figuresOfLmStudio()
    {
        const Read said = read(content("a")
            + last(
                "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":11},\"stats\":{\"tokens_per_second\":"
                "42.5,\"time_to_first_token\":0.111,\"generation_time\":0.954,\"stop_reason\":"
                "\"eosFound\"}"));
        QCOMPARE(said.figures.ttftNs, std::optional<qint64>(111'000'000));
        QCOMPARE(said.figures.outputTokens, std::optional(11));
        QVERIFY(!said.figures.evalNs); // nobody says from when to when
        QVERIFY(!read(stop + last("\"stats\":{}")).figures.ttftNs);
        QVERIFY(!read(stop + last("\"stats\":{\"time_to_first_token\":1e300}")).figures.ttftNs);
        QVERIFY(!read(stop + last("\"stats\":{\"time_to_first_token\":\"soon\"}")).figures.ttftNs);
    }

    void theLastUsageCounts()
    {
        const auto usage = [](int tokens) {
            return "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":" + QByteArray::number(tokens) + "}";
        };
        const Read grown = read(content("a", usage(1)) + content("b", usage(2)) + stop + last(usage(3)));
        QCOMPARE(grown.figures.outputTokens, std::optional(3));
        QCOMPARE(
            read(chunk("{}", "\"stop\"", usage(4)) + last(usage(0))).figures.outputTokens, std::optional(4));
    }

    void tokensOfChunks_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QList<int>>("tokens");
        using Counts = QList<int>;
        const auto usage = [](int tokens) {
            return "\"usage\":{\"completion_tokens\":" + QByteArray::number(tokens) + "}";
        };
        const auto timings = [](int tokens) {
            return "\"timings\":{\"predicted_n\":" + QByteArray::number(tokens) + ",\"predicted_ms\":5}";
        };
        QTest::newRow("growing usage")
            << QByteArray(content("a", usage(1)) + content("b", usage(4)) + stop) << Counts {1, 3};
        QTest::newRow("growing timings, a role first") << QByteArray(
            chunk("{\"role\":\"assistant\",\"content\":null}", "null", timings(1)) + content("a", timings(1))
            + content("b", timings(3))) << Counts {1, 2};
        QTest::newRow("no counts") << QByteArray(content("a") + content("b") + stop + last(usage(9)))
                                   << Counts {-1, -1};
        QTest::newRow("counts that begin late")
            << QByteArray(content("a") + content("b", usage(2))) << Counts {-1, -1};
        QTest::newRow("the end marker is among the last")
            << QByteArray(content("a", usage(1)) + chunk("{\"content\":\"b\"}", "\"stop\"", usage(3)))
            << Counts {1, -1};
        QTest::newRow("two texts in one chunk") << QByteArray(
            chunk("{\"reasoning\":\"x\",\"content\":\"y\"}", "null", usage(2)) + content("z", usage(3)))
                                                << Counts {-1, -1, 1};
        QTest::newRow("counts that shrink")
            << QByteArray(content("a", usage(5)) + content("b", usage(2))) << Counts {5, -1};
    }
    void tokensOfChunks()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QList<int>, tokens);
        for (qsizetype cut = 0; cut <= body.size(); ++cut)
            QCOMPARE(read(body, cut).tokens(), tokens);
    }

    void prefillProgress()
    {
        const Read result =
            read(chunk("{\"role\":\"assistant\",\"content\":null}", "null",
                     "\"prompt_progress\":{\"total\":900,\"cache\":100,\"processed\":612,\"time_ms\":250.5}")
                + chunk("{}", "null", "\"prompt_progress\":{\"total\":900}"));
        QCOMPARE(result.decoded.prefill.size(), 1);
        const measure::PrefillProgress& progress = result.decoded.prefill.first();
        QCOMPARE(progress.totalTokens, 900);
        QCOMPARE(progress.cachedTokens, 100);
        QCOMPARE(progress.processedTokens, 612);
        QCOMPARE(progress.elapsedNs, std::optional<qint64>(250'500'000));
        QVERIFY(result.decoded.pieces.isEmpty());
    }

    void errors_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const QByteArray& body, const char* words,
                             ErrorCode code = ErrorCode::ServerRefused) {
            QTest::newRow(name) << body << code << QString::fromUtf8(words);
        };
        row("llama.cpp",
            content("a") + sse("{\"error\":{\"code\":500,\"message\":\"out of slots\",\"type\":\"x\"}}"),
            "out of slots");
        row("before any text", sse("{\"error\":{\"message\":\"no\",\"code\":null}}"), "no");
        row("as text", sse("{\"error\":\"model crashed\"}"), "model crashed");
        row("vLLM, then DONE",
            content("a") + sse("{\"object\":\"error\",\"message\":\"engine dead\",\"code\":500}") + done,
            "engine dead");
        row("after the finish chunk", content("a") + stop + sse("{\"error\":{\"message\":\"late\"}}"),
            "late");
        row("LM Studio", content("a") + "event: error\n" + sse("{\"error\":{\"message\":\"evicted\"}}"),
            "evicted");
        row("LM Studio, a bare message", "event: error\n" + sse("{\"message\":\"unloaded\"}"), "unloaded");
        row("words in an error event", "event: error\ndata: it broke\n\n", "it broke");
        row("FastAPI", sse("{\"detail\":\"Not here\"}"), "Not here");
        row("FastAPI, a list",
            sse("{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"field required\",\"type\":\"x\"}]}"),
            "field required");
        row("wrapped in a list", "[{\"error\":{\"message\":\"quota\",\"code\":429}}]", "quota");
        row("beside choices", chunk("{}", "\"stop\"", "\"error\":{\"message\":\"filtered\"}"), "filtered");
        row("a line without data:", content("a") + "{\"error\":\"socket lost\"}\n", "socket lost");
        row("as the reason", content("a") + chunk("{}", "\"error\""), "without a reason");
        row("without words", sse("{\"error\":{}}"), "without a reason");
        row("control characters", sse("{\"error\":\"a\\u001b[31m\\nb\"}"), "a [31m b");
        row("quotes the key", sse("{\"error\":\"bad sk-secret-1234 here\"}"), "bad … here");
        row("not JSON in mid-answer", content("a") + sse("oops") + stop, "not JSON", ErrorCode::Malformed);
        row("too deep", content("a") + sse(QByteArray(3000, '[')) + stop, "not JSON", ErrorCode::Malformed);
        row("a web page", "<!doctype html>\n<title>Hello</title>", "does not speak the OpenAI protocol",
            ErrorCode::NotTheServer);
        row("words", "hello", "does not speak the OpenAI protocol", ErrorCode::NotTheServer);
        row("another JSON", "{\"name\":\"x\"}", "does not speak the OpenAI protocol",
            ErrorCode::NotTheServer);
    }
    void errors()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const ErrorCode, code);
        QFETCH(const QString, words);
        for (qsizetype cut = 0; cut <= body.size(); cut += body.size() > 2000 ? 97 : 1) {
            const Read result = read(body, cut);
            QVERIFY(result.decoded.error);
            QCOMPARE(result.decoded.error->code, code);
            QVERIFY2(
                result.decoded.error->message.contains(words), qPrintable(result.decoded.error->message));
            QVERIFY(!result.decoded.error->origin.contains(u"sk-secret"));
        }
    }

    void refusals_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<base::Remedy>("remedy");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, int status, const char* body, ErrorCode code,
                             base::Remedy remedy, const char* words) {
            QTest::newRow(name) << status << QByteArray(body) << code << remedy << QString::fromUtf8(words);
        };
        using enum ErrorCode;
        using base::Remedy;
        row("key", 401, "{\"error\":{\"message\":\"Incorrect API key provided: sk-secret-1234\"}}",
            ServerRefused, Remedy::EnterKey, "does not accept the key");
        row("not with this key", 403, "{\"error\":{\"message\":\"No access to this model\"}}", ServerRefused,
            Remedy::EnterKey, "No access");
        row("model", 404, "{\"error\":{\"message\":\"The model `tiny` does not exist\"}}", ModelMissing,
            Remedy::ChooseModel, "no model “tiny”");
        row("route", 404, "{\"error\":{\"message\":\"File Not Found\",\"code\":404}}", NotTheServer,
            Remedy::ChangeAddress, "OpenAI protocol");
        row("loading", 503, "{\"error\":{\"message\":\"Loading model\",\"code\":503}}", ServerRefused,
            Remedy::Retry, "Loading model");
        row("flat", 400, "{\"object\":\"error\",\"message\":\"too long\",\"code\":400}", ServerRefused,
            Remedy::None, "too long");
        row("FastAPI", 422, "{\"detail\":[{\"loc\":[\"body\",\"seed\"],\"msg\":\"not an int\"}]}",
            ServerRefused, Remedy::None, "not an int");
        row("nginx", 502, "<html><head><title>502 Bad Gateway</title></head></html>", ServerRefused,
            Remedy::Retry, "502 Bad Gateway");
        row("nothing", 500, "", ServerRefused, Remedy::Retry, "no reason");
    }
    void refusals()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, body);
        QFETCH(const ErrorCode, code);
        QFETCH(const base::Remedy, remedy);
        QFETCH(const QString, words);
        engine::Reply reply;
        reply.url = call().url;
        reply.status = status;
        reply.body = body;
        const base::Error error = OpenAiStream(call()).refusal(reply);
        QCOMPARE(error.code, code);
        QCOMPARE(error.remedy, remedy);
        QVERIFY2(error.message.contains(words), qPrintable(error.message));
        QVERIFY(!error.message.contains(u"sk-secret") && !error.origin.contains(u"sk-secret"));
    }

    void withoutAKey()
    {
        engine::Reply reply;
        reply.status = 401;
        QVERIFY(OpenAiStream().refusal(reply).message.contains(u"wants a key"));
    }

    void sentOnceMore_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<QByteArray>("next");
        const QByteArray bare = R"({"max_tokens":9,"model":"m","top_k":5})";
        const auto row = [](const char* name, int status, const char* words, const QByteArray& next) {
            QTest::newRow(name) << status << QByteArray(words) << next;
        };
        row("names it", 400, R"({"error":{"message":"stream_options is not supported"}})",
            R"({"max_tokens":9,"model":"m","return_progress":true,"top_k":5})");
        row("an unknown field", 422, R"({"detail":[{"msg":"Extra inputs are not permitted"}]})", bare);
        row("names an extra", 400, R"({"error":"unexpected return_progress"})",
            R"({"max_tokens":9,"model":"m","stream_options":{"continuous_usage_stats":true,"include_usage":true},"top_k":5})");
        row("only the growing counts", 400, R"({"error":"continuous_usage_stats"})",
            R"({"max_tokens":9,"model":"m","return_progress":true,"stream_options":{"include_usage":true},"top_k":5})");
        row("another name of the limit", 400,
            R"({"error":{"message":"Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."}})",
            R"({"max_completion_tokens":9,"model":"m","return_progress":true,"stream_options":{"continuous_usage_stats":true,"include_usage":true},"top_k":5})");
        row("something else", 400, R"({"error":"the prompt is too long"})", {});
        row("another status", 500, R"({"error":"stream_options"})", {});
    }
    void sentOnceMore()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, words);
        QFETCH(const QByteArray, next);
        engine::OpenAiCall asked = call();
        asked.body =
            R"({"max_tokens":9,"model":"m","return_progress":true,"stream_options":{"continuous_usage_stats":true,"include_usage":true},"top_k":5})";
        engine::Reply reply;
        reply.status = status;
        reply.body = words;
        OpenAiStream stream(asked);
        QCOMPARE(stream.bodyAfterRefusal(reply).value_or(QByteArray()), next);
    }
};

QTEST_GUILESS_MAIN(TestEngineOpenAiStream)
#include "tst_engine_openai_stream.moc"
