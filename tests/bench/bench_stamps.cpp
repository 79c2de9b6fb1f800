// How late arrivals are stamped, while the window repaints without a pause: the engines' stream thread
// against QNetworkAccessManager on the thread of the window. The server is a second process that writes
// CLOCK_MONOTONIC into each chunk just before it sends it.
//
//   bench_stamps [--quick]
//
// The ratio of the 99th percentiles is what counts; absolute times depend on the machine, and on what else it
// does.

#include "base/clock.h"
#include "bench/repaintingwindow.h"
#include "bench/secondprocess.h"
#include "engine/http/streamthread.h"
#include "engine/selftest/stampprobe.h"
#include "measure/summary.h"

#include <QApplication>
#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <vector>

using namespace benchglass;
using engine::Pace;

namespace {

struct Delays
{
    double p50Us = 0;
    double p99Us = 0;
    double maxUs = 0;
    qint64 chunks = 0;
};

Delays ofEngine(int streams, const Pace& pace)
{
    const tests::SecondProcess server(pace);
    engine::StampProbe probe(std::make_shared<engine::StreamThread>(), streams, pace);
    QEventLoop loop;
    Delays delays;
    QObject::connect(
        &probe, &engine::StampProbe::finished, &loop, [&](const base::Result<measure::ClientFloor>& floor) {
            if (!floor)
                qFatal("%s", qPrintable(floor.error().message));
            delays = {static_cast<double>(floor->p50Ns) / 1e3, static_cast<double>(floor->p99Ns) / 1e3,
                static_cast<double>(floor->maxNs) / 1e3, floor->chunks};
            loop.quit();
        });
    probe.start(server.url());
    loop.exec();
    return delays;
}

/// Stamps what waits at @p reply, as a program does that reads when it is told to.
void takeLines(QNetworkReply& reply, std::vector<double>& delaysUs)
{
    const qint64 nowNs = base::monotonicNs();
    while (reply.canReadLine()) {
        const QByteArray line = reply.readLine();
        const QByteArray before = "\"content\":\"";
        const qsizetype from = line.indexOf(before) + before.size();
        const qint64 sentNs = line.mid(from, line.indexOf('"', from) - from).toLongLong();
        if (sentNs > 0)
            delaysUs.push_back(static_cast<double>(nowNs - sentNs) / 1e3);
    }
}

Delays ofAccessManagers(int streams, const Pace& pace)
{
    constexpr int perManager = 6; // more would wait for a connection
    const tests::SecondProcess server(pace);
    std::vector<std::unique_ptr<QNetworkAccessManager>> managers;
    std::vector<double> delaysUs;
    QEventLoop loop;
    int ended = 0;
    for (int i = 0; i < streams; ++i) {
        if (i % perManager == 0)
            managers.push_back(std::make_unique<QNetworkAccessManager>());
        QNetworkRequest request(server.url());
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
        QNetworkReply* reply = managers.back()->post(request, QByteArray("{}"));
        QObject::connect(
            reply, &QNetworkReply::readyRead, reply, [reply, &delaysUs] { takeLines(*reply, delaysUs); });
        QObject::connect(reply, &QNetworkReply::finished, &loop, [&] {
            if (++ended == streams)
                loop.quit();
        });
    }
    loop.exec();
    if (qint64(delaysUs.size()) != qint64 {streams} * pace.chunks)
        qFatal("%zu chunks of %d", delaysUs.size(), streams * pace.chunks);
    std::ranges::sort(delaysUs);
    return {measure::percentileOf(delaysUs, 0.5), measure::percentileOf(delaysUs, 0.99), delaysUs.back(),
        qint64(delaysUs.size())};
}

void print(const char* what, const Delays& delays)
{
    std::printf("  %-42s p50 %8.1f us   p99 %9.1f us   max %9.1f us   %lld chunks\n", what, delays.p50Us,
        delays.p99Us, delays.maxUs, static_cast<long long>(delays.chunks));
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return measure::percentileOf(values, 0.5);
}

/// In turn, so that a busy spell of the machine meets both.
void compare(const char* what, int streams, const Pace& pace, int rounds)
{
    std::printf("%s\n", what);
    std::vector<double> ratios;
    std::vector<double> p50s;
    std::vector<double> p99s;
    for (int round = 0; round < rounds; ++round) {
        const Delays ours = ofEngine(streams, pace);
        const Delays theirs = ofAccessManagers(streams, pace);
        print("stream thread", ours);
        print("QNetworkAccessManager, window's thread", theirs);
        ratios.push_back(theirs.p99Us / ours.p99Us);
        p50s.push_back(ours.p50Us);
        p99s.push_back(ours.p99Us);
        std::fflush(stdout);
    }
    const auto met = [](bool isMet) {
        return isMet ? "met" : "NOT met";
    };
    std::printf("  p99, median of %d rounds: %.1f times better (at least 20: %s); "
                "p50 %.1f us (at most 25: %s), p99 %.1f us (at most 150: %s)\n",
        rounds, median(ratios), met(median(ratios) >= 20), median(p50s), met(median(p50s) <= 25),
        median(p99s), met(median(p99s) <= 150));
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    const QApplication application(argc, argv);
    if (const auto code = tests::SecondProcess::served(QApplication::arguments()))
        return *code;
    const bool isQuick = QApplication::arguments().contains(QStringLiteral("--quick"));
    const tests::RepaintingWindow window(0);
    const int rounds = isQuick ? 1 : 5;
    compare("one stream, 200 chunks/s", 1, Pace {isQuick ? 400 : 1000, 200}, rounds);
    compare("32 streams, 50 chunks/s each", 32, Pace {isQuick ? 100 : 200, 50}, rounds);
}
