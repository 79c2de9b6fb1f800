#include "servers/faults.h"

#include <utility>

namespace benchglass::tests {

using base::ErrorCode;
using measure::CallState;
using measure::Flag;

namespace {

QByteArray chunked(const QByteArray& body)
{
    return ScriptedServer::chunk(body) + ScriptedServer::lastChunk();
}

Step headOf(const FaultProtocol& protocol)
{
    return Step::send(ScriptedServer::head(200, protocol.contentType));
}

/// A reply of status 200 that streams @p body and ends cleanly.
QList<Step> streamed(const FaultProtocol& protocol, const QByteArray& body)
{
    return {Step::send(ScriptedServer::head(200, protocol.contentType) + chunked(body))};
}

/// The reply's head, what comes in time, and the rest a little later.
QList<Step> inTwo(const FaultProtocol& protocol, const QByteArray& wire, qsizetype cut)
{
    return {headOf(protocol), Step::wait(20), Step::send(wire.left(cut)), Step::wait(30),
        Step::send(wire.mid(cut))};
}

Fault failing(const char* name, const QList<Step>& steps, ErrorCode code, const QString& words,
    const QString& text = {}, CallState state = CallState::Error)
{
    Fault fault;
    fault.name = QString::fromLatin1(name);
    fault.steps = steps;
    fault.state = state;
    fault.code = code;
    fault.words = words;
    fault.text = text;
    return fault;
}

/// Replies that are no stream.
QList<Fault> refusals(const FaultProtocol& p)
{
    const QByteArray json = "application/json";
    const ErrorCode no = ErrorCode::ServerRefused;
    const auto row = [](const char* name, int status, const QByteArray& type, const QByteArray& body,
                         ErrorCode code, const QString& words) {
        return failing(name, {Step::send(ScriptedServer::reply(status, type, body))}, code, words);
    };
    return {
        row("400", 400, json, p.refusal("temperature must be a number"), no,
            QStringLiteral("temperature must be a number")),
        row("401", 401, json, p.refusal("unauthorized: sign in"), no,
            p.quotesUnauthorised ? QStringLiteral("unauthorized: sign in") : QStringLiteral("(401)")),
        row("401, empty", 401, json, {}, no, QStringLiteral("401")),
        row("403, empty", 403, "text/plain", {}, no, QStringLiteral("403")),
        row("404, no such model", 404, json, p.refusal("model 'tiny' not found"), ErrorCode::ModelMissing,
            QStringLiteral("tiny")),
        row("404, no such route", 404, "text/plain", "404 page not found", ErrorCode::NotTheServer,
            QStringLiteral("127.0.0.1")),
        row("429", 429, json, p.refusal("too many requests, slow down"), no, QStringLiteral("slow down")),
        row("500", 500, json, p.refusal("CUDA error: out of luck"), no, QStringLiteral("out of luck")),
        row("500, empty", 500, json, {}, no, QStringLiteral("500")),
        row("503", 503, json, p.refusal("server busy, please try again"), no, QStringLiteral("server busy")),
        row("502 of a proxy", 502, "text/html",
            "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>", no,
            QStringLiteral("502 Bad Gateway")),
        failing("301",
            {Step::send("HTTP/1.1 301 Moved\r\nLocation: http://elsewhere.invalid/\r\n"
                        "Content-Length: 0\r\n\r\n")},
            ErrorCode::NotTheServer, QStringLiteral("http://elsewhere.invalid/")),
        failing("not HTTP", {Step::send("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n")}, ErrorCode::NotTheServer,
            QStringLiteral("does not speak HTTP")),
        failing("closed without a word", {Step::wait(10), Step::close()}, ErrorCode::StreamBroken,
            QStringLiteral("broke before the answer began")),
        failing("reset without a word", {Step::wait(10), Step::reset()}, ErrorCode::StreamBroken,
            QStringLiteral("broke before the answer began")),
    };
}

QString half()
{
    return QStringLiteral("Half a sentence");
}

QByteArray begun(const FaultProtocol& p)
{
    return p.content("Half ") + p.content("a sentence");
}

/// Streams that tell of an error.
QList<Fault> errorsInStreams(const FaultProtocol& p)
{
    const QString said = QStringLiteral("runner has terminated");
    const QByteArray error = p.error("model runner has terminated");
    const ErrorCode no = ErrorCode::ServerRefused;
    return {
        failing("error first", streamed(p, error), no, said),
        failing("error in the middle", streamed(p, begun(p) + error + p.content(" more") + p.done({}, 4)), no,
            said, half()),
        failing("error after half the text",
            {headOf(p), Step::send(ScriptedServer::chunk(begun(p))), Step::wait(20),
                Step::send(chunked(error))},
            no, said, half()),
        failing("a page with status 200", streamed(p, "<!doctype html><title>Welcome</title>\n"),
            ErrorCode::NotTheServer, QStringLiteral("127.0.0.1")),
    };
}

/// Streams that end before their end marker.
QList<Fault> brokenStreams(const FaultProtocol& p)
{
    const Step first = Step::send(ScriptedServer::chunk(begun(p)));
    const QString off = QStringLiteral("broke off");
    const auto row = [](const char* name, const QList<Step>& steps, const QString& words,
                         const QString& text) {
        return failing(name, steps, ErrorCode::StreamBroken, words, text, CallState::Aborted);
    };
    return {
        row("no end marker", streamed(p, begun(p)), off, half()),
        row("nothing at all", streamed(p, {}), QStringLiteral("before its first word"), {}),
        row("closed in mid-chunk", {headOf(p), Step::send(ScriptedServer::chunk(begun(p)) + "40\r\n{\"mess")},
            off, half()),
        row("reset in mid-stream", {headOf(p), first, Step::wait(30), Step::reset()}, off, half()),
        row("a chunk header that is none", {headOf(p), first, Step::wait(20), Step::send("zz\r\n")}, off,
            half()),
    };
}

/// Streams with something that cannot be read.
QList<Fault> unreadableStreams(const FaultProtocol& p)
{
    const QByteArray tower = QByteArray(200'000, '[') + QByteArray(200'000, ']');
    const auto row = [&p](const char* name, const QByteArray& fault) {
        return failing(name, streamed(p, begun(p) + fault + p.done({}, 4)), ErrorCode::Malformed,
            QStringLiteral("not JSON"), half());
    };
    return {
        row("NUL byte in a text", p.content(QByteArray("a\0b", 3))),
        row("NUL bytes between messages", p.raw(QByteArray(16, '\0'))),
        row("deeply nested JSON", p.raw("{\"a\":" + QByteArray(200'000, '['))),
        row("deeply nested JSON that closes", p.raw("{\"a\":" + tower + '}')),
    };
}

Fault fine(const char* name, const QList<Step>& steps, const QString& text, std::optional<int> tokens = {},
    measure::Flags flags = {})
{
    Fault fault;
    fault.name = QString::fromLatin1(name);
    fault.steps = steps;
    fault.text = text;
    fault.tokens = tokens;
    fault.flags = flags;
    return fault;
}

/// A text of that many bytes in which nothing repeats itself.
QByteArray countedTo(qsizetype bytes)
{
    QByteArray text;
    text.reserve(bytes + 16);
    for (int number = 1; text.size() < bytes; ++number)
        text += QByteArray::number(number) + ' ';
    return text;
}

/// Streams that are strange, and an answer all the same.
QList<Fault> oddStreams(const FaultProtocol& p)
{
    const auto row = [&p](const char* name, const QByteArray& body, const QString& text,
                         std::optional<int> tokens = {}, measure::Flags flags = {}) {
        return fine(name, streamed(p, body), text, tokens, flags);
    };
    const QString word = QStringLiteral("word");
    const QString same = QStringLiteral("same ").repeated(10'000);
    Fault endless = row("10,000 equal pieces", p.content("same ").repeated(10'000) + p.done({}, 10'001), same,
        10'001, Flag::RepeatLoop);
    endless.isEndless = true;
    const QByteArray numbers = countedTo(10 << 20);
    const QByteArray ended = p.content("word") + p.done({}, 3);
    return {
        row("everything in one packet", p.content("wo") + p.content("rd") + p.done({}, 3), word, 3,
            Flag::FewTokens | Flag::Bundled),
        row("done with text", p.content("wo") + p.done("rd", 3), word, 3),
        row("two done", ended + p.done({}, 3), word, 3),
        row("text after done", ended + p.content(" too late"), word, 3),
        row("garbage after done", ended + p.raw("<html>\xff{{{") + QByteArray(64, '\0'), word, 3),
        row("EOS alone", p.content({}) + p.done({}, 1), {}, 1, Flag::FewTokens),
        row("content null", p.nullContent() + p.content("word") + p.nullContent() + p.done({}, 3), word),
        row("usage everywhere", p.counted("wo", 1) + p.counted("rd", 2) + p.done({}, 3), word, 3),
        row("invalid UTF-8", p.content(QByteArray::fromHex("61ff62c3")) + p.done({}, 3),
            QStringLiteral("a\ufffdb\ufffd")),
        row("half a surrogate pair", p.content("a\\ud83db") + p.done({}, 3), QStringLiteral("a\ufffdb")),
        row("escaped NUL", p.content("a\\u0000b") + p.done({}, 3),
            QString(QStringLiteral("a") + QChar(0) + QStringLiteral("b"))),
        endless,
        row("10 MB in a line", p.content(numbers) + p.done({}, 3), QString::fromLatin1(numbers), 3),
    };
}

/// A count that the server does not give is absent, also where it writes 0 beside an answer.
QList<Fault> unknownUsage(const FaultProtocol& p)
{
    QList<Fault> rows {
        fine("usage missing", streamed(p, p.content("word") + p.uncountedDone()), QStringLiteral("word")),
        fine("usage zero", streamed(p, p.content("word") + p.done({}, 0)), QStringLiteral("word"))};
    for (Fault& row : rows)
        row.isCountAbsent = true;
    return rows;
}

QList<Fault> silences(const FaultProtocol& p)
{
    const Step word = Step::send(ScriptedServer::chunk(p.content("word ")));
    constexpr int far = 30'000;
    constexpr int near = 1'000; // the window knows whole seconds only
    const auto row = [](const char* name, const QList<Step>& steps, const QString& words, const QString& text,
                         const base::Timeouts& limits) {
        Fault fault = failing(name, steps, ErrorCode::Timeout, words, text);
        fault.limits = limits;
        return fault;
    };
    const QString nothing = QStringLiteral("sent nothing within 1");
    const QString stopped = QStringLiteral("silence for 1");
    const QString began = QStringLiteral("word ");
    return {
        row("silent before the first byte", {Step::hold()}, nothing, {}, {far, near, far, far}),
        row("silent after the headers", {headOf(p), Step::hold()}, nothing, {}, {far, near, far, far}),
        row("silent in mid-stream", {headOf(p), word, Step::hold()}, stopped, began, {far, far, near, far}),
        row("silent in mid-message", {headOf(p), word, Step::send("40\r\n{\"mess"), Step::hold()}, stopped,
            began, {far, far, near, far}),
        row("too long in all", {headOf(p), word, Step::hold()}, QStringLiteral("was not complete within"),
            began, {far, far, far, near}),
    };
}

/// Packets that end where nothing else does.
QList<Fault> cuts(const FaultProtocol& p)
{
    const QString text = QStringLiteral("Größe 漢字 🙂 🙃 fertig");
    QByteArray body = p.content("Größe 漢字 🙂 ") + p.content("\\ud83d\\ude43 fertig") + p.done({}, 3);
    body.replace("\n", "\r\n");
    const QByteArray wire = chunked(body);
    const QList<std::pair<const char*, qsizetype>> places {
        {"cut: chunk header", 1},
        {"cut: after a chunk header's CR", wire.indexOf('\r') + 1},
        {"cut: UTF-8 of two bytes", wire.indexOf("\xc3\xb6") + 1},
        {"cut: UTF-8 of three bytes", wire.indexOf("\xe6\xbc\xa2") + 2},
        {"cut: UTF-8 of four bytes", wire.indexOf("\xf0\x9f") + 3},
        {"cut: escape", wire.indexOf("\\ud83d") + 1},
        {"cut: surrogate escape", wire.indexOf("\\ud83d") + 4},
        {"cut: between surrogates", wire.indexOf("\\ude43")},
        {"cut: CRLF", wire.indexOf("}\r\n") + 2},
        {"cut: last chunk header", wire.size() - 4},
    };
    QList<Fault> rows;
    for (const auto& [name, cut] : places)
        rows.append(fine(name, inTwo(p, wire, cut), text, 3));
    QList<Step> single {headOf(p)};
    for (const char byte : wire)
        single << Step::wait(0.2) << Step::send(QByteArray(1, byte));
    rows.append(fine("one byte per packet", single, text, 3));
    return rows;
}

} // namespace

QList<Fault> faultsOf(const FaultProtocol& protocol)
{
    return refusals(protocol) + errorsInStreams(protocol) + brokenStreams(protocol)
        + unreadableStreams(protocol) + oddStreams(protocol) + unknownUsage(protocol) + silences(protocol)
        + cuts(protocol);
}

QList<Moment> momentsOf(const FaultProtocol& protocol)
{
    const Step head = headOf(protocol);
    const Step thought = Step::send(ScriptedServer::chunk(protocol.thinking("hm ")));
    const Step word = Step::send(ScriptedServer::chunk(protocol.content("word ")));
    const QString hm = QStringLiteral("hm ");
    return {
        {QStringLiteral("before the headers"), {Step::hold()}, {}, {}},
        {QStringLiteral("after the headers"), {head, Step::hold()}, {}, {}},
        {QStringLiteral("thinking"), {head, thought, Step::hold()}, hm, {}},
        {QStringLiteral("writing"), {head, thought, word, Step::hold()}, hm, QStringLiteral("word ")},
    };
}

QList<Step> fineReply(const FaultProtocol& protocol)
{
    return streamed(protocol, protocol.content("fine") + protocol.done({}, 2));
}

QList<Step> halfReply(const FaultProtocol& protocol)
{
    return {headOf(protocol), Step::send(ScriptedServer::chunk(begun(protocol))), Step::hold()};
}

} // namespace benchglass::tests
