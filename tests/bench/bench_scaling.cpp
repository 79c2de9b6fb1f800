// How the time of what hostile input could slow down grows with its size: x4 is linear, x16 quadratic.
//
//   bench_scaling
//
// Each case is measured at a size and at four times that size, in turn; the ratio is that of the medians. The
// last line is how long closing a stream takes, beside a bare closing of a loopback connection.

#include "base/clock.h"
#include "charts/scatterchart.h"
#include "engine/engine.h"
#include "engine/http/streamthread.h"
#include "measure/loops.h"
#include "report/modeltext.h"
#include "servers/scriptedserver.h"

#include <QEventLoop>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTextStream>

#include <algorithm>
#include <functional>
#include <tuple>
#include <vector>

using namespace benchglass;

namespace {

constexpr int repetitions = 9;
constexpr int growth = 4;

qint64 medianOf(std::vector<qint64> values)
{
    std::ranges::nth_element(values, values.begin() + std::ssize(values) / 2);
    return values.at(values.size() / 2);
}

qint64 timeOf(const std::function<void()>& work)
{
    const qint64 began = base::monotonicNs();
    work();
    return base::monotonicNs() - began;
}

void print(const QString& line)
{
    QTextStream(stdout) << line << u'\n';
}

void measureGrowth(const char* what, int size, const std::function<std::function<void()>(int size)>& prepare)
{
    const auto small = prepare(size);
    const auto large = prepare(size * growth);
    std::vector<qint64> smallNs;
    std::vector<qint64> largeNs;
    for (int i = 0; i < repetitions; ++i) {
        smallNs.push_back(timeOf(small));
        largeNs.push_back(timeOf(large));
    }
    const double ms = double(medianOf(largeNs)) / 1e6;
    print(QStringLiteral("%1 x%2  %3 ms at %4")
              .arg(QLatin1String(what), -32)
              .arg(double(medianOf(largeNs)) / double(medianOf(smallNs)), 0, 'f', 1)
              .arg(ms, 0, 'f', 2)
              .arg(size * growth));
}

std::function<void()> nearlyLooping(int size)
{
    // Every prefix of a period looks like the beginning of a loop.
    QString text = QStringLiteral("ab").repeated(size / 2);
    text[text.size() / 3] = u'c';
    return [text] {
        std::ignore = measure::hasLoopingTail(text);
    };
}

/// @param unit repeated until the text is as long as asked for
std::function<std::function<void()>(int)> markdownOf(const QString& unit)
{
    return [unit](int size) {
        return [text = unit.repeated(size / int(unit.size()))] {
            std::ignore = report::piecesOf(text, 2);
        };
    };
}

std::function<void()> scatter(int size)
{
    charts::ScatterSet set {QStringLiteral("all"), 0, {}};
    for (int i = 0; i < size; ++i)
        set.points.append({double(i % 997), double((qint64 {i} * 7919) % 10'007)});
    return [figure = std::make_shared<charts::ScatterFigure>(
                QList {set}, QStringLiteral("x"), QStringLiteral("y"))] {
        QImage image(800, 400, QImage::Format_ARGB32_Premultiplied);
        QPainter painter(&image);
        figure->paint(painter, image.rect(), theme::Tokens::light());
    };
}

/// From cancel() to the outcome, against closing a socket and seeing the other end go.
void measureCancelling()
{
    tests::ScriptedOllama::Settings settings;
    settings.tokensPerCall = 5000;
    settings.tokenIntervalMs = 5;
    tests::ScriptedOllama server(settings);
    QTcpServer listener;
    if (!listener.listen(QHostAddress::LocalHost))
        qFatal("no loopback");
    const auto engine = engine::makeEngine(
        {QStringLiteral("ollama"), server.url()}, std::make_shared<engine::StreamThread>());
    if (!engine)
        qFatal("no engine");
    engine::Prompt prompt;
    prompt.model = settings.models.first();
    std::vector<qint64> cancelNs;
    std::vector<qint64> closeNs;
    for (int i = 0; i < repetitions; ++i) {
        const auto generation = (*engine)->start(prompt);
        QEventLoop loop;
        QObject::connect(generation.get(), &engine::Generation::chunksArrived, &loop, &QEventLoop::quit);
        loop.exec();
        QObject::disconnect(generation.get(), nullptr, &loop, nullptr);
        QObject::connect(generation.get(), &engine::Generation::finished, &loop, &QEventLoop::quit);
        cancelNs.push_back(timeOf([&generation, &loop] {
            generation->cancel();
            loop.exec();
        }));
        QTcpSocket client;
        client.connectToHost(QHostAddress::LocalHost, listener.serverPort());
        listener.waitForNewConnection(1000);
        const std::unique_ptr<QTcpSocket> peer(listener.nextPendingConnection());
        closeNs.push_back(timeOf([&client, &peer] {
            client.abort();
            peer->waitForDisconnected(1000);
        }));
    }
    print(QStringLiteral("cancelling a stream              x%1 of closing a socket  %2 ms")
              .arg(double(medianOf(cancelNs)) / double(medianOf(closeNs)), 0, 'f', 1)
              .arg(double(medianOf(cancelNs)) / 1e6, 0, 'f', 2));
}

} // namespace

int main(int argc, char** argv)
{
    const QGuiApplication application(argc, argv);
    measureGrowth("nearly looping text", 16'000, nearlyLooping);
    measureGrowth("Markdown: open brackets", 24'000, markdownOf(QStringLiteral("[")));
    measureGrowth("Markdown: nested quotes", 24'000, markdownOf(QStringLiteral("> ")));
    measureGrowth("Markdown: stars", 24'000, markdownOf(QStringLiteral("*a _b ")));
    measureGrowth("Markdown: backticks", 24'000, markdownOf(QStringLiteral("`a``b```")));
    measureGrowth("Markdown: table cells", 24'000, markdownOf(QStringLiteral("|a|b|\n|-|-|\n")));
    measureGrowth("scatter of points", 50'000, scatter);
    measureCancelling();
}
