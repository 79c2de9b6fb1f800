#include "lookup.h"
#include "support.h"

#include <QtTest>

#include <QDirIterator>

using namespace benchglass;

/// What the tools of the field write: every number of it is there, with its place. The samples are made up;
/// their shapes are those that the tools document.
class TestFormats : public QObject
{
    Q_OBJECT

private slots:
    void documents_data();
    void documents();
    void tables_data();
    void tables();
    void referenceMetrics_data();
    void referenceMetrics();
};

namespace {

using Places = QMap<QString, double>;

/// Every number, and every text that is only a number and maybe a unit, below @p value.
void collect(const QJsonValue& value, const QString& place, Places& places)
{
    if (value.isDouble()) {
        places.insert(place, value.toDouble());
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (qsizetype at = 0; at < array.size(); ++at)
            collect(array[at], place + u'/' + QString::number(at), places);
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member) {
            QString step = member.key();
            step.replace(u'~', QStringLiteral("~0")).replace(u'/', QStringLiteral("~1"));
            collect(member.value(), place + u'/' + step, places);
        }
    }
}

Places placesOf(const corpus::Catalog& catalog)
{
    Places places;
    for (const corpus::Series& series : catalog.series()) {
        for (const auto& observation : series.observations)
            places.insert(catalog.locatorOf(series, observation).text(), observation.value);
    }
    return places;
}

/// As JSON has them: the numbers of @p bytes by pointer, in lines behind the line and a blank.
Places numbersOf(const QByteArray& bytes, bool byLine)
{
    Places places;
    if (!byLine) {
        collect(lookup::jsonRoot(bytes), {}, places);
        return places;
    }
    const QList<QByteArray> lines = bytes.split('\n');
    for (qsizetype line = 0; line < lines.size(); ++line)
        collect(lookup::jsonRoot(lines[line]), QString::number(line + 1) + u' ', places);
    return places;
}

} // namespace

void TestFormats::documents_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("numbers");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QList<double>>("values");
    const auto row = [](const char* tool, const char* name, const QByteArray& bytes, int numbers,
                         const char16_t* key, const QList<double>& values) {
        QTest::newRow(tool) << QString::fromLatin1(name) << bytes << numbers << QString::fromUtf16(key)
                            << values;
    };
    row("Google Benchmark", "a.json", R"({
  "context": {"date": "2026-03-01T10:00:00+00:00", "host_name": "bench", "executable": "./decode",
    "num_cpus": 8, "mhz_per_cpu": 3600, "cpu_scaling_enabled": false,
    "caches": [{"type": "Data", "level": 1, "size": 32768, "num_sharing": 2}],
    "load_avg": [0.31, 0.25, 0.2], "library_build_type": "release"},
  "benchmarks": [
    {"name": "BM_Decode/8", "family_index": 0, "per_family_instance_index": 0, "run_name": "BM_Decode/8",
     "run_type": "iteration", "repetitions": 1, "repetition_index": 0, "threads": 1, "iterations": 124511,
     "real_time": 5.6123e+03, "cpu_time": 5.6098e+03, "time_unit": "ns", "items_per_second": 1.4258e+06},
    {"name": "BM_Decode/64", "family_index": 0, "per_family_instance_index": 1, "run_name": "BM_Decode/64",
     "run_type": "iteration", "repetitions": 1, "repetition_index": 0, "threads": 1, "iterations": 15874,
     "real_time": 4.4098e+04, "cpu_time": 4.4087e+04, "time_unit": "ns", "items_per_second": 1.4519e+06}]})",
        26, u"benchmarks[].real_time", {5612.3, 44098});
    row("hyperfine", "a.json", R"({"results": [
  {"command": "llm -n 64", "mean": 1.0482, "stddev": 0.0121, "median": 1.0466, "user": 3.9121, "system": 0.0812,
   "min": 1.0334, "max": 1.0713, "times": [1.0334, 1.0466, 1.0713], "exit_codes": [0, 0, 0],
   "parameters": {"n": "64"}},
  {"command": "llm -n 128", "mean": 2.0911, "stddev": null, "median": 2.0911, "user": 7.7713, "system": 0.0935,
   "min": 2.0911, "max": 2.0911, "times": [2.0911], "exit_codes": [null]}]})",
        7 + 3 + 3 + 6 + 1, u"results[].times[]", {1.0334, 1.0466, 1.0713, 2.0911});
    row("pytest-benchmark", "a.json", R"({
  "machine_info": {"node": "bench", "processor": "x86_64", "cpu": {"count": 8, "hz_advertised": [3600000000, 0]}},
  "commit_info": {"id": "unversioned", "dirty": false},
  "benchmarks": [{"group": null, "name": "test_tokenise", "fullname": "tests/test_t.py::test_tokenise",
    "params": {"n": 1024}, "param": "1024", "extra_info": {},
    "options": {"disable_gc": false, "timer": "perf_counter", "min_rounds": 5, "max_time": 1.0, "min_time": 0.000005,
      "warmup": false},
    "stats": {"min": 0.000212, "max": 0.000391, "mean": 0.000224, "stddev": 0.0000113, "rounds": 4012,
      "median": 0.000221, "iqr": 0.0000052, "q1": 0.000218, "q3": 0.0002232, "iqr_outliers": 201, "stddev_outliers": 190,
      "outliers": "190;201", "ld15iqr": 0.000212, "hd15iqr": 0.000231, "ops": 4464.3, "total": 0.8987, "iterations": 1}}],
  "datetime": "2026-03-01T10:00:00.000000", "version": "4.0.0"})",
        3 + 1 + 3 + 16, u"benchmarks[].stats.ops", {4464.3});
    const QByteArray llama =
        R"({"build_commit": "abc1234", "build_number": 4567, "cpu_info": "CPU", "gpu_info": "GPU",
 "backends": "CUDA", "model_filename": "m-q4_0.gguf", "model_type": "llama 8B Q4_0", "model_size": 4653375488,
 "model_n_params": 8030261248, "n_batch": 2048, "n_ubatch": 512, "n_threads": 8, "cpu_mask": "0x0", "cpu_strict": false,
 "poll": 50, "type_k": "f16", "type_v": "f16", "n_gpu_layers": 99, "split_mode": "layer", "main_gpu": 0,
 "no_kv_offload": false, "flash_attn": false, "tensor_split": "0.00", "use_mmap": true, "embeddings": false,
 "n_prompt": 512, "n_gen": 0, "test_time": "2026-03-01T10:00:00Z", "avg_ns": 112233445, "stddev_ns": 334455,
 "avg_ts": 4561.912345, "stddev_ts": 13.571234, "samples_ns": [112000000, 112466890], "samples_ts": [4571.4, 4552.4]})";
    row("llama-bench, JSON", "a.json",
        "[" + llama + ",\n" + QByteArray(llama).replace("4561.9", "98.7") + "]", 2 * 19, u"[].avg_ts",
        {4561.912345, 98.712345});
    row("llama-bench, JSONL", "a.jsonl",
        QByteArray(llama).replace('\n', ' ') + '\n'
            + QByteArray(llama).replace('\n', ' ').replace("4561.9", "98.7") + '\n',
        2 * 19, u"avg_ts", {4561.912345, 98.712345});
    row("AIPerf profile export", "a.json", R"({
  "request_throughput": {"unit": "requests/sec", "avg": 4.2},
  "time_to_first_token": {"unit": "ms", "avg": 251.3, "p1": 180.1, "p5": 190.2, "p25": 220.3, "p50": 249.9, "p75": 271.5,
    "p90": 301.2, "p95": 322.4, "p99": 340.8, "min": 176.5, "max": 351.0, "std": 41.7},
  "inter_token_latency": {"unit": "ms", "avg": 12.1, "p50": 12.0, "p99": 14.9, "min": 11.2, "max": 15.1, "std": 0.8},
  "output_token_throughput": {"unit": "tokens/sec", "avg": 812.6},
  "input_config": {"endpoint": {"model_names": ["m"], "streaming": true}, "loadgen": {"concurrency": 8,
    "request_count": 64}}})",
        1 + 12 + 6 + 1 + 2, u"time_to_first_token.p99", {340.8});
    row("guidellm", "a.json", R"({"benchmarks": [{"type_": "generative_benchmark",
  "args": {"profile": {"type_": "synchronous"}, "max_number": null, "max_duration": 30.0},
  "run_stats": {"start_time": 1772359200.25, "end_time": 1772359230.5, "requests_made": {"successful": 12, "errored": 0,
    "incomplete": 1, "total": 13}},
  "metrics": {
    "time_to_first_token_ms": {"successful": {"mean": 41.5, "median": 40.9, "std_dev": 2.1, "count": 12,
      "percentiles": {"p01": 38.2, "p50": 40.9, "p99": 46.7}}},
    "output_tokens_per_second": {"successful": {"mean": 97.1, "median": 97.4, "std_dev": 0.6, "count": 12,
      "percentiles": {"p01": 95.5, "p50": 97.4, "p99": 98.0}}}},
  "requests": {"successful": [{"request_id": "8f1", "prompt_tokens": 256, "output_tokens": 128,
    "request_latency": 1.36, "time_to_first_token_ms": 40.2}]}}]})",
        1 + 2 + 4 + 14 + 4, u"benchmarks[].metrics.time_to_first_token_ms.successful.percentiles.p99",
        {46.7});
    row("MLPerf-style summary", "a.json",
        R"json({"SUT name": "bench", "Scenario": "Server", "Mode": "PerformanceOnly",
  "Completed samples per second": "12.41", "Completed tokens per second": "3,254.7", "Result is": "VALID",
  "Additional Stats": {"Scheduled samples per second": 12.5, "Min latency (ns)": 812345678,
    "Max latency (ns)": 2212345678, "99.00 percentile latency (ns)": 2101234567,
    "99.00 percentile first token latency (ns)": 198765432},
  "Test Parameters Used": {"samples_per_query": 1, "target_qps": 12.5, "target_latency (ns)": 2000000000,
    "qsl_rng_seed": 3066443479025735752}})json",
        9, u"Completed tokens per second", {3254.7});
}

void TestFormats::documents()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(int, numbers);
    QFETCH(QString, key);
    QFETCH(QList<double>, values);
    Folder folder;
    QVERIFY(folder.write(name, bytes));
    const auto catalog = folder.read();
    QVERIFY(catalog);
    const Places written = numbersOf(bytes, name.endsWith(u"jsonl"));
    QCOMPARE(written.size(), numbers);
    const Places read = placesOf(*catalog);
    for (auto number = written.begin(); number != written.end(); ++number) {
        QVERIFY2(read.contains(number.key()), qPrintable(number.key()));
        QCOMPARE(read[number.key()], *number);
    }
    QCOMPARE(valuesOf(*catalog, key), values);
    for (const corpus::Problem& problem : catalog->problems())
        QVERIFY2(problem.reason.contains(u"too big to be exact"), qPrintable(problem.reason));
}

void TestFormats::tables_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QMap<QString, double>>("places");
    QTest::newRow("llama-bench, CSV")
        << QStringLiteral("a.csv")
        << QByteArray(
               "build_commit,build_number,model_filename,model_size,n_prompt,n_gen,test_time,avg_ns,avg_ts,"
               "stddev_ts\n"
               "\"abc1234\",\"4567\",\"m-q4_0.gguf\",\"4653375488\",\"512\",\"0\",\"2026-03-01T10:00:00Z\","
               "\"112233445\",\"4561.912345\",\"13.571234\"\n"
               "\"abc1234\",\"4567\",\"m-q4_0.gguf\",\"4653375488\",\"0\",\"128\",\"2026-03-01T10:00:09Z\","
               "\"1296543210\",\"98.724571\",\"0.212345\"\n")
        << QStringLiteral("avg_ts")
        << Places {{QStringLiteral("2:9"), 4561.912345}, {QStringLiteral("3:9"), 98.724571}};
    // Mean and deviation in one cell.
    QTest::newRow("llama-bench, Markdown")
        << QStringLiteral("a.md")
        << QByteArray("| model                          |       size |     params | backend    | ngl |       "
                      "   test |"
                      "                  t/s |\n"
                      "| ------------------------------ | ---------: | ---------: | ---------- | --: | "
                      "------------: |"
                      " -------------------: |\n"
                      "| llama 8B Q4_0                  |   4.33 GiB |     8.03 B | CUDA       |  99 |       "
                      "  pp512 |"
                      "      4561.91 \u00b1 13.57 |\n"
                      "| llama 8B Q4_0                  |   4.33 GiB |     8.03 B | CUDA       |  99 |       "
                      "  tg128 |"
                      "         98.72 \u00b1 0.21 |\n"
                      "\nbuild: abc1234 (4567)\n")
        << QStringLiteral("t/s") << Places {{QStringLiteral("3:7"), 4561.91}, {QStringLiteral("4:7"), 98.72}};
}

void TestFormats::tables()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, key);
    QFETCH(Places, places);
    Folder folder;
    QVERIFY(folder.write(name, bytes));
    const auto catalog = folder.read();
    QVERIFY(catalog);
    const corpus::Series* series = catalog->find(key);
    QVERIFY(series);
    Places read;
    for (const auto& observation : series->observations)
        read.insert(catalog->locatorOf(*series, observation).text(), observation.value);
    QCOMPARE(read, places);
}

void TestFormats::referenceMetrics_data()
{
    QTest::addColumn<QString>("path");
    const QString legacy = QStringLiteral(BENCHGLASS_SOURCE_DIR "/../shared/data/legacy");
    QDirIterator at(legacy, {QStringLiteral("metrics.json")}, QDir::Files, QDirIterator::Subdirectories);
    QTest::newRow("none at hand") << QString();
    while (at.hasNext()) {
        const QString path = at.next();
        QTest::addRow("%s", qPrintable(path.section(u'/', -2, -2))) << path;
    }
}

/// As data, not as runs: every number of every shape that the reference ever wrote.
void TestFormats::referenceMetrics()
{
    QFETCH(QString, path);
    if (path.isEmpty())
        QSKIP("A row for machines without these files.");
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    Folder folder;
    QVERIFY(folder.write(QStringLiteral("metrics.json"), bytes));
    const auto catalog = folder.read();
    QVERIFY(catalog);
    const Places written = numbersOf(bytes, false);
    QVERIFY(written.size() > 10);
    const Places read = placesOf(*catalog);
    for (auto number = written.begin(); number != written.end(); ++number) {
        QVERIFY2(read.contains(number.key()), qPrintable(number.key()));
        QCOMPARE(read[number.key()], *number);
    }
    // What is there beyond the numbers is texts that are one.
    const QJsonValue root = lookup::jsonRoot(bytes);
    for (auto place = read.begin(); place != read.end(); ++place)
        QVERIFY2(written.contains(place.key()) || lookup::jsonValue(root, place.key()).isString(),
            qPrintable(place.key()));
}

QTEST_GUILESS_MAIN(TestFormats)
#include "tst_corpus_formats.moc"
