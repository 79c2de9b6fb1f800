// How fast folders are read, against naive readers and bare loops measured in the same process.
//
//   bench_corpus [--quick] [--out FOLDER]
//
// Ratios are what counts; absolute times depend on the machine. With --out the single measurements are
// written as csv_reader.csv, json_reader.json and small_files.jsonl.

#include "corpus/ingest.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTextStream>

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <functional>
#include <map>
#include <random>

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

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    const bool quick = arguments.contains(QStringLiteral("--quick"));
    const qsizetype out = arguments.indexOf(QStringLiteral("--out"));
    const int repetitions = quick ? 3 : 5;
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
