// How fast folders are read, against naive readers and bare loops measured in the same process.
//
//   bench_corpus [--quick | --full] [--out FOLDER]
//
// Ratios are what counts; absolute times depend on the machine. With --out the single measurements are
// written as csv_reader.csv, json_reader.json and small_files.jsonl. --full takes one CSV and one JSONL of
// 1 GB each, 1,000 JSON files of 1 MB and 10,000 small files; it needs 3 GB in the folder for temporary
// files.

#include "corpus/ingest.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTextStream>

#include <simdjson.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <functional>
#include <map>
#include <random>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

struct Sample
{
    QString reader;
    qint64 bytes = 0;
    int files = 1;
    int repetition = 0;
    double ms = 0;
    qint64 values = 0;
};

/// A reader reads a folder and returns how many numbers it found.
using Reader = std::function<qint64(const QString& folder)>;
using Readers = std::vector<std::pair<QString, Reader>>;

QByteArray contentsOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return file.readAll();
}

QStringList filesOf(const QString& folder)
{
    QStringList paths;
    for (const QFileInfo& info : QDir(folder).entryInfoList(QDir::Files, QDir::Name))
        paths.append(info.filePath());
    return paths;
}

qint64 ingest(const QString& folder)
{
    const auto catalog = benchglass::corpus::ingest(folder);
    if (!catalog)
        qFatal("%s", qPrintable(catalog.error().message));
    return (*catalog)->valueCount();
}

qint64 textStreamSplit(const QString& folder)
{
    qint64 values = 0;
    for (const QString& path : filesOf(folder)) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", qPrintable(path));
        QTextStream stream(&file);
        QList<double> kept;
        while (!stream.atEnd()) {
            for (const QString& field : stream.readLine().split(u',')) {
                bool ok = false;
                const double value = field.toDouble(&ok);
                if (ok)
                    kept.append(value);
            }
        }
        values += kept.size();
    }
    return values;
}

/// Finds fields and converts them, and nothing else: no quotes, no names, no places.
qint64 bareFields(const QString& folder)
{
    qint64 values = 0;
    for (const QString& path : filesOf(folder)) {
        const QByteArray bytes = contentsOf(path);
        std::vector<double> kept;
        const char* field = bytes.begin();
        for (const char* at = bytes.begin(); at != bytes.end(); ++at) {
            if (*at != ',' && *at != '\n')
                continue;
            double value = 0;
            const auto [end, error] = std::from_chars(field, at, value);
            if (error == std::errc() && end == at)
                kept.push_back(value);
            field = at + 1;
        }
        values += qint64(kept.size());
    }
    return values;
}

qint64 bareSimdjson(const QString& folder)
{
    simdjson::dom::parser parser;
    qint64 elements = 0;
    for (const QString& path : filesOf(folder)) {
        const QByteArray bytes = contentsOf(path);
        simdjson::dom::element root;
        if (parser.parse(bytes.constData(), size_t(bytes.size())).get(root) != simdjson::SUCCESS)
            qFatal("not JSON: %s", qPrintable(path));
        elements += root.is_object() ? 1 : 0;
    }
    return elements;
}

/// A DOM for each line.
qint64 bareSimdjsonLines(const QString& folder)
{
    simdjson::dom::parser parser;
    qint64 elements = 0;
    for (const QString& path : filesOf(folder)) {
        const QByteArray read = contentsOf(path);
        const simdjson::padded_string bytes(read.constData(), size_t(read.size()));
        const char* at = bytes.data();
        const char* const end = at + bytes.size();
        while (at != end) {
            const auto* line = static_cast<const char*>(std::memchr(at, '\n', size_t(end - at)));
            const char* const stop = line ? line : end;
            simdjson::dom::element root;
            if (parser.parse(at, size_t(stop - at), false).get(root) != simdjson::SUCCESS)
                qFatal("not JSON");
            elements += root.is_object() ? 1 : 0;
            at = line ? line + 1 : end;
        }
    }
    return elements;
}

/// Opens, reads and closes every file, on all cores, and looks at nothing.
qint64 bareReads(const QString& folder)
{
    std::vector<std::string> paths;
    for (const QString& path : filesOf(folder))
        paths.push_back(QFile::encodeName(path).toStdString());
    std::atomic<size_t> next {0};
    std::atomic<qint64> bytes {0};
    const auto work = [&] {
        std::vector<char> buffer(1 << 20);
        for (size_t at = next++; at < paths.size(); at = next++) {
            const int fd = ::open(paths[at].c_str(), O_RDONLY | O_CLOEXEC);
            bytes += ::read(fd, buffer.data(), buffer.size());
            ::close(fd);
        }
    };
    {
        std::vector<std::jthread> threads;
        for (unsigned at = 0; at < std::max(1U, std::thread::hardware_concurrency()); ++at)
            threads.emplace_back(work);
    }
    return bytes;
}

/// Lists the folder and asks for the stamp of every file.
qint64 bareStats(const QString& folder)
{
    qint64 bytes = 0;
    for (const auto& entry : std::filesystem::directory_iterator(QFile::encodeName(folder).toStdString())) {
        struct stat status
        {
        };
        if (::stat(entry.path().c_str(), &status) == 0)
            bytes += status.st_size;
    }
    return bytes;
}

qint64 numbersIn(const QJsonValue& value)
{
    qint64 numbers = value.isDouble() ? 1 : 0;
    if (value.isArray()) {
        for (const QJsonValue element : value.toArray())
            numbers += numbersIn(element);
    } else if (value.isObject()) {
        for (const QJsonValue member : value.toObject())
            numbers += numbersIn(member);
    }
    return numbers;
}

qint64 jsonDocument(const QString& folder)
{
    qint64 values = 0;
    for (const QString& path : filesOf(folder)) {
        const QJsonDocument document = QJsonDocument::fromJson(contentsOf(path));
        values +=
            numbersIn(document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object()));
    }
    return values;
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

/// Rows as a benchmark of models writes them.
QByteArray table(qint64 bytes)
{
    std::mt19937 random(1);
    QByteArray text = "model,run,ttft_s,tokens_per_second,eval_count,note\n";
    for (int row = 0; text.size() < bytes; ++row) {
        text += row % 2 ? "model-a," : "model-b,";
        text += QByteArray::number(row) + ',' + QByteArray::number(double(random() % 100'000) / 10'000) + ','
            + QByteArray::number(double(random() % 1'000'000) / 3'000, 'g', 17) + ','
            + QByteArray::number(random() % 2048) + ",ok\n";
    }
    return text;
}

QByteArray document(int results)
{
    std::mt19937 random {unsigned(results)};
    QJsonArray list;
    for (int at = 0; at < results; ++at) {
        list.append(QJsonObject {{QStringLiteral("prompt"), QStringLiteral("prompt %1").arg(at % 5)},
            {QStringLiteral("ttft_s"), double(random() % 100'000) / 10'000},
            {QStringLiteral("tokens_per_second"), double(random() % 1'000'000) / 3'000},
            {QStringLiteral("eval_count"), qint64(random() % 2048)}});
    }
    return QJsonDocument(
        QJsonObject {{QStringLiteral("model"), QStringLiteral("model-a")}, {QStringLiteral("results"), list}})
        .toJson(QJsonDocument::Compact);
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    const size_t half = values.size() / 2;
    return values.size() % 2 ? values[half] : (values[half - 1] + values[half]) / 2;
}

/// Runs the readers in turn, so that a busy spell of the machine meets all of them.
std::vector<Sample> measure(const QString& folder, const Readers& readers, int repetitions)
{
    qint64 bytes = 0;
    for (const QString& path : filesOf(folder))
        bytes += QFileInfo(path).size();
    const int files = int(filesOf(folder).size());
    std::vector<Sample> samples;
    for (int repetition = 0; repetition <= repetitions; ++repetition) {
        for (const auto& [name, reader] : readers) {
            QElapsedTimer timer;
            timer.start();
            const qint64 values = reader(folder);
            // The first round warms the caches.
            if (repetition > 0)
                samples.push_back(
                    {name, bytes, files, repetition, double(timer.nsecsElapsed()) / 1e6, values});
        }
    }
    std::map<QString, std::vector<double>> times;
    for (const Sample& sample : samples)
        times[sample.reader].push_back(sample.ms);
    const double ours = median(times.at(readers.front().first));
    for (const auto& [name, reader] : readers) {
        const double theirs = median(times.at(name));
        std::printf("%6d files %9.2f MB  %-20s %10.2f ms %9.1f MB/s  %6.2f x the time of benchglass\n", files,
            double(bytes) / 1e6, qPrintable(name), theirs, double(bytes) / 1e3 / theirs, theirs / ours);
    }
    std::fflush(stdout);
    return samples;
}

QByteArray csvOf(const std::vector<Sample>& samples)
{
    QByteArray text = "reader,file_bytes,repetition,duration_ms,throughput_mb_per_second,numeric_values\n";
    for (const Sample& sample : samples) {
        text += sample.reader.toUtf8() + ',' + QByteArray::number(sample.bytes) + ','
            + QByteArray::number(sample.repetition) + ',' + QByteArray::number(sample.ms, 'f', 3) + ','
            + QByteArray::number(double(sample.bytes) / 1e3 / sample.ms, 'f', 2) + ','
            + QByteArray::number(sample.values) + '\n';
    }
    return text;
}

QJsonObject objectOf(const Sample& sample)
{
    return {{QStringLiteral("reader"), sample.reader}, {QStringLiteral("files"), sample.files},
        {QStringLiteral("total_bytes"), sample.bytes}, {QStringLiteral("repetition"), sample.repetition},
        {QStringLiteral("duration_ms"), std::round(sample.ms * 1000) / 1000}};
}

void writeAll(const QString& out, const std::vector<Sample>& tables, const std::vector<Sample>& documents,
    const std::vector<Sample>& small)
{
    QDir().mkpath(out);
    write(out + QStringLiteral("/csv_reader.csv"), csvOf(tables));
    QJsonArray results;
    for (const Sample& sample : documents)
        results.append(objectOf(sample));
    write(out + QStringLiteral("/json_reader.json"),
        QJsonDocument(QJsonObject {{QStringLiteral("benchmark"), QStringLiteral("json reader")},
                          {QStringLiteral("qt_version"), QString::fromLatin1(qVersion())},
                          {QStringLiteral("results"), results}})
            .toJson());
    QByteArray lines;
    for (const Sample& sample : small)
        lines += QJsonDocument(objectOf(sample)).toJson(QJsonDocument::Compact) + '\n';
    write(out + QStringLiteral("/small_files.jsonl"), lines);
}

/// The most memory that this process ever held, from the kernel.
qint64 peakBytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.simplified().split(' ').at(1).toLongLong() * 1024;
    }
    return 0;
}

/// In a process of its own, whose memory nothing else has touched.
void measureMemory(const QString& what, const QString& folder)
{
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--memory"), folder});
    if (!process.waitForFinished(-1) || process.exitCode() != 0)
        qFatal("no measurement of memory");
    const QList<QByteArray> words = process.readAllStandardOutput().simplified().split(' ');
    const double values = words.at(0).toDouble();
    const double bytes = words.at(1).toDouble();
    std::printf("%s: %.0f values, peak memory %.1f MB: %.2f bytes a value above 64 MB\n", qPrintable(what),
        values, bytes / 1e6, std::max(0.0, bytes - 64e6) / values);
}

/// How long a reading goes on after it was cancelled, at moments spread over its whole length.
void measureCancelling(const QString& what, const QString& folder)
{
    QElapsedTimer whole;
    whole.start();
    ingest(folder);
    const double wholeMs = double(whole.nsecsElapsed()) / 1e6;
    std::vector<double> delaysMs;
    constexpr int moments = 10;
    for (int moment = 0; moment < moments; ++moment) {
        std::stop_source stop;
        std::atomic<bool> finished {false};
        QElapsedTimer since;
        {
            const std::jthread reading([&] {
                const auto catalog = benchglass::corpus::ingest(folder, {}, stop.get_token());
                finished = catalog.has_value();
            });
            std::this_thread::sleep_for(
                std::chrono::microseconds(qint64(wholeMs * 1000 * (moment + 0.5) / moments)));
            since.start();
            stop.request_stop();
        }
        if (!finished)
            delaysMs.push_back(double(since.nsecsElapsed()) / 1e6);
    }
    if (delaysMs.empty())
        return;
    std::printf("%s: cancelled after %.1f ms at most, %.1f ms in the median of %zu\n", qPrintable(what),
        std::ranges::max(delaysMs), median(delaysMs), delaysMs.size());
}

/// Many records a line each.
void writeLines(const QString& path, qint64 bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write %s", qPrintable(path));
    std::mt19937 random(3);
    while (file.pos() < bytes) {
        QByteArray lines;
        for (int at = 0; at < 10'000; ++at) {
            lines += "{\"model\":\"model-" + QByteArray(1, char('a' + at % 3)) + "\",\"ttft_s\":"
                + QByteArray::number(double(random() % 100'000) / 10'000) + ",\"tokens_per_second\":"
                + QByteArray::number(double(random() % 1'000'000) / 3'000, 'g', 17)
                + ",\"eval_count\":" + QByteArray::number(random() % 2048) + "}\n";
        }
        file.write(lines);
    }
}

/// The corpora of the plan, at a size of the user's choice.
void measurePlan(qint64 bigBytes, int documents, int smallFiles, int repetitions)
{
    {
        QTemporaryDir folder;
        write(folder.filePath(QStringLiteral("t.csv")), table(bigBytes));
        measure(folder.path(),
            {{QStringLiteral("benchglass"), ingest}, {QStringLiteral("bare from_chars"), bareFields}},
            repetitions);
        measureMemory(QStringLiteral("CSV"), folder.path());
        measureCancelling(QStringLiteral("CSV"), folder.path());
    }
    {
        QTemporaryDir folder;
        writeLines(folder.filePath(QStringLiteral("t.jsonl")), bigBytes);
        measure(folder.path(),
            {{QStringLiteral("benchglass"), ingest}, {QStringLiteral("bare simdjson"), bareSimdjsonLines}},
            repetitions);
        measureMemory(QStringLiteral("JSONL"), folder.path());
        measureCancelling(QStringLiteral("JSONL"), folder.path());
    }
    {
        QTemporaryDir folder;
        const QByteArray one = document(11'000);
        for (int at = 0; at < documents; ++at)
            write(folder.filePath(QStringLiteral("f%1.json").arg(at, 5, 10, QLatin1Char('0'))), one);
        measure(folder.path(),
            {{QStringLiteral("benchglass"), ingest}, {QStringLiteral("bare simdjson"), bareSimdjson}},
            repetitions);
        measureMemory(QStringLiteral("JSON files"), folder.path());
        measureCancelling(QStringLiteral("JSON files"), folder.path());
    }
    QTemporaryDir folder;
    for (int at = 0; at < smallFiles; ++at)
        write(folder.filePath(QStringLiteral("f%1.json").arg(at, 5, 10, QLatin1Char('0'))), document(20));
    measure(folder.path(),
        {{QStringLiteral("benchglass"), ingest}, {QStringLiteral("QJsonDocument"), jsonDocument},
            {QStringLiteral("bare open, read, close"), bareReads}},
        repetitions);
    measureMemory(QStringLiteral("small files"), folder.path());
    measureCancelling(QStringLiteral("small files"), folder.path());
    // Files that were just written are read again in any case.
    std::this_thread::sleep_for(std::chrono::milliseconds(2500));
    const auto before = benchglass::corpus::ingest(folder.path());
    const Reader again = [&](const QString& path) {
        const auto catalog = benchglass::corpus::ingestAgain(*before, path);
        if (!catalog || *catalog != *before)
            qFatal("something was read again");
        return (*catalog)->valueCount();
    };
    measure(folder.path(),
        {{QStringLiteral("benchglass again"), again}, {QStringLiteral("bare stat walk"), bareStats}},
        repetitions);
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    const bool quick = arguments.contains(QStringLiteral("--quick"));
    const qsizetype out = arguments.indexOf(QStringLiteral("--out"));
    const bool full = arguments.contains(QStringLiteral("--full"));
    if (const qsizetype memory = arguments.indexOf(QStringLiteral("--memory")); memory > 0) {
        const qint64 values = ingest(arguments.value(memory + 1));
        std::printf("%lld %lld\n", values, peakBytes());
        return 0;
    }
    const int repetitions = quick ? 3 : 5;
    constexpr qint64 mega = 1'000'000;
    measurePlan(quick ? 40 * mega
            : full    ? 1000 * mega
                      : 200 * mega,
        quick      ? 20
            : full ? 1000
                   : 100,
        quick ? 1000 : 10'000, repetitions);
    if (full)
        return 0;
    std::vector<Sample> tables;
    std::vector<Sample> documents;
    std::vector<Sample> small;
    const auto add = [](std::vector<Sample>& all, const std::vector<Sample>& more) {
        all.insert(all.end(), more.begin(), more.end());
    };
    for (const qint64 bytes : {qint64(100'000), qint64(1'000'000), qint64(quick ? 4'000'000 : 32'000'000)}) {
        QTemporaryDir folder;
        write(folder.filePath(QStringLiteral("t.csv")), table(bytes));
        add(tables,
            measure(folder.path(),
                {{QStringLiteral("benchglass"), ingest},
                    {QStringLiteral("QTextStream+split"), textStreamSplit},
                    {QStringLiteral("bare from_chars"), bareFields}},
                repetitions));
    }
    for (const int results : {1'000, 10'000, quick ? 20'000 : 100'000}) {
        QTemporaryDir folder;
        write(folder.filePath(QStringLiteral("d.json")), document(results));
        add(documents,
            measure(folder.path(),
                {{QStringLiteral("benchglass"), ingest}, {QStringLiteral("QJsonDocument"), jsonDocument},
                    {QStringLiteral("bare simdjson"), bareSimdjson}},
                repetitions));
    }
    for (const int files : {100, quick ? 500 : 5'000}) {
        QTemporaryDir folder;
        for (int at = 0; at < files; ++at)
            write(folder.filePath(QStringLiteral("f%1.json").arg(at, 5, 10, QLatin1Char('0'))), document(5));
        add(small,
            measure(folder.path(),
                {{QStringLiteral("benchglass"), ingest}, {QStringLiteral("QJsonDocument"), jsonDocument}},
                repetitions));
    }
    if (out >= 0 && out + 1 < arguments.size())
        writeAll(arguments.at(out + 1), tables, documents, small);
    return 0;
}
