#include "corpus/units.h"

#include <QtTest>

#include <cmath>

using namespace benchglass;

/// What a key, a header or a cell is counted in, and what converts into what.
class TestUnits : public QObject
{
    Q_OBJECT

private slots:
    void guesses_data();
    void guesses();
    void noGuess_data();
    void noGuess();
    void reasons_data();
    void reasons();
    void spellings_data();
    void spellings();
    void factors_data();
    void factors();
    void noFactors_data();
    void noFactors();
    void factorsAreExact();
    void reciprocals();
};

void TestUnits::guesses_data()
{
    QTest::addColumn<QString>("unit");
    const auto row = [](const char* key, const char* unit) {
        QTest::newRow(key) << QString::fromUtf8(unit);
    };
    row("latency_ns", "ns");
    row("latency_us", "us");
    row("latency_ms", "ms");
    row("ttft_s", "s");
    row("results[].ttft_s", "s");
    row("values_ms[]", "ms");
    row("load_sec", "s");
    row("total_seconds", "s");
    row("seconds", "s");
    row("wall_minutes", "min");
    row("duration_mins", "min");
    row("uptime_h", "h");
    row("elapsed_hours", "h");
    row("meanTimeMs", "ms");
    row("Total Time ms", "ms");
    row("Duration / ms", "ms");
    row("latency in ms", "ms");
    row("ms", "ms");
    row("stats.ms", "ms");
    // Behind the unit.
    row("eval_s_mean", "s");
    row("latency_ms_p95", "ms");
    row("latency_ms_p95_max", "ms");
    row("latency_ms_warm", "ms");
    row("latency_ms_min", "ms");
    row("bytes_sent", "bytes");
    row("cpu_percent_avg", "%");
    row("mean_tokens_s_overall", "tok/s");
    row("tokens_per_second_mean", "tok/s");
    // In brackets.
    row("Generation Time (ms)", "ms");
    row("latency [ms]", "ms");
    row("Latency (ms) p95", "ms");
    row("Latency ( in ms )", "ms");
    row("Peak (MiB)", "MiB");
    row("Wall (Seconds)", "s");
    row("time(s)", "s");
    row("Rate (Tokens/s)", "tok/s");
    row("Duration (min)", "min");
    row("Size (B)", "bytes");
    row("Load (%)", "%");
    row("gain (x)", "x");
    row("f(x) (ms)", "ms");
    row("Power (W)", "W");
    row("GPU (°C)", "°C");
    // Rates.
    row("tokens/s", "tok/s");
    row("tok/s", "tok/s");
    row("pp512 t/s", "tok/s");
    row("tps", "tok/s");
    row("decode_tps", "tok/s");
    row("tokens_s", "tok/s");
    row("Tokens per Second", "tok/s");
    row("tokens_per_minute", "tok/min");
    row("requests_per_second", "req/s");
    row("samples_per_second", "1/s");
    row("ms_per_token", "ms/token");
    row("joules_per_token", "J/token");
    row("tokens_per_joule", "tok/J");
    row("bandwidth_gb_s", "GB/s");
    row("Bandwidth GB/s", "GB/s");
    row("link_Gbps", "Gbit/s");
    row("link_GBps", "GB/s");
    row("bytes_per_second", "bytes/s");
    // Amounts.
    row("memory_gb", "GB");
    row("gb", "GB");
    row("vram_MiB", "MiB");
    row("model_size_bytes", "bytes");
    row("sizeGB", "GB");
    row("power_w", "W");
    row("gpu_power_draw_w", "W");
    row("power_watts", "W");
    row("energy_j", "J");
    row("energy_kwh", "kWh");
    row("gpu_temp_c", "°C");
    row("clock_mhz", "MHz");
    row("clock_GHz", "GHz");
    row("gflops", "GFLOPS");
    row("speedup", "x");
    row("hit_ratio", "ratio");
    row("share_pct", "%");
    row("usage%", "%");
}

void TestUnits::guesses()
{
    QFETCH(QString, unit);
    const corpus::UnitGuess guess = corpus::unitOfKey(QString::fromUtf8(QTest::currentDataTag()));
    QCOMPARE(guess.unit, unit);
    QVERIFY(!guess.reason.isEmpty());
}

void TestUnits::noGuess_data()
{
    QTest::addColumn<bool>("none");
    for (const char* const key : {"temperature", "runs", "num_layers", "value", "", "[]", ".", "()", "( )",
             // Letters of other words.
             "https", "steps", "outputs", "items", "params", "columns", "status", "dns", "bus", "gpus",
             "percentile", "percentile_95", "secondary", "minimum", "secret", "megabyte_club",
             // Statistics and parts of a date, no units.
             "min", "stats.min", "latency_min", "Latency (min)", "max", "hour", "minute", "second", "x", "us",
             // One letter tells nothing.
             "size_b", "params_b", "width_w", "image_w", "size_s", "model_s", "Q4_K_S", "n_h", "height_h",
             "top_k", "vitamin_c", "temperature_c", "count_m", "s", "w", "h", "user_s_guide",
             // Plurals, billions and things that are counted.
             "model(s)", "File(s)", "Parameters (B)", "Model (B)", "Result (pass)", "Kernel (block)",
             // Countries and languages.
             "en_us", "price_us", "us_sales", "total_us_sales",
             // Lower case does not tell bits from bytes.
             "link_gbps", "link_mbps",
             // No longer what the unit says.
             "latency_ms_count", "latency_ms_var", "ttft_s_cv", "bytes_per_token", "ms_per_request",
             "duration_ms_n", "_ms_id"})
        QTest::newRow(key) << true;
}

void TestUnits::noGuess()
{
    const corpus::UnitGuess guess = corpus::unitOfKey(QString::fromUtf8(QTest::currentDataTag()));
    QCOMPARE(guess.unit, QString());
    QCOMPARE(guess.reason, QString());
}

void TestUnits::reasons_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("ttft_ms") << QStringLiteral("_ms");
    QTest::newRow("Mean (ms) p95") << QStringLiteral("(ms)");
    QTest::newRow("mean_tokens_per_second") << QStringLiteral("tokens_per_second");
    QTest::newRow("link_Gbps") << QStringLiteral("_Gbps");
    QTest::newRow("gpu_power_w") << QStringLiteral("_w");
}

void TestUnits::reasons()
{
    QFETCH(QString, words);
    const corpus::UnitGuess guess = corpus::unitOfKey(QString::fromUtf8(QTest::currentDataTag()));
    QVERIFY2(guess.reason.endsWith(words), qPrintable(guess.reason));
}

void TestUnits::spellings_data()
{
    QTest::addColumn<QByteArray>("unit");
    const auto row = [](const char* text, const char* unit) {
        QTest::newRow(text) << QByteArray(unit);
    };
    row("ms", "ms");
    row("µs", "us");
    row("μs", "us");
    row("sec", "s");
    row("KB", "kB");
    row("KiB", "KiB");
    row("Mbps", "Mbit/s");
    row("MBps", "MB/s");
    row("tokens/s", "tok/s");
    row("degC", "°C");
    row("B", "bytes");
    // Single letters of numbers, and words.
    for (const char* const text : {"", "k", "K", "M", "G", "m", "b", "T", "C", "A", "V", "n", "gbps", "mbps",
             "MS", "apples", "per second", "ms ", "a very long text that is no unit at all"})
        row(text, "");
}

void TestUnits::spellings()
{
    QFETCH(QByteArray, unit);
    const std::string_view found = corpus::knownUnit(QTest::currentDataTag());
    QCOMPARE(QByteArray(found.data(), qsizetype(found.size())), unit);
}

void TestUnits::factors_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<double>("factor");
    const auto row = [](const char* from, const char* to, double factor) {
        QTest::addRow("%s in %s", from, to) << QString::fromUtf8(from) << QString::fromUtf8(to) << factor;
    };
    row("s", "ms", 1e3);
    row("ms", "s", 1e-3);
    row("ns", "us", 1e-3);
    row("ns", "ms", 1e-6);
    row("us", "ns", 1e3);
    row("min", "s", 60);
    row("h", "min", 60);
    row("h", "ns", 3.6e12);
    row("ms", "min", 1.0 / 60'000);
    row("bytes", "KiB", 1.0 / 1024);
    row("kB", "bytes", 1000);
    row("MiB", "MB", 1.048576);
    row("GB", "GiB", 1e9 / 1073741824);
    row("TiB", "bytes", 1099511627776);
    row("TB", "GB", 1000);
    row("bit", "bytes", 0.125);
    row("bytes", "bit", 8);
    row("Gbit/s", "MB/s", 125);
    row("GB/s", "Gbit/s", 8);
    row("MiB/s", "bytes/s", 1048576);
    row("tok/min", "tok/s", 1.0 / 60);
    row("tok/s", "tok/min", 60);
    row("ms/token", "s/token", 1e-3);
    row("Wh", "J", 3600);
    row("kWh", "Wh", 1000);
    row("W", "mW", 1000);
    row("%", "ratio", 0.01);
    row("ratio", "%", 100);
    row("GHz", "MHz", 1000);
    row("Hz", "GHz", 1e-9);
    row("TFLOPS", "GFLOPS", 1000);
    row("kB/block", "bytes/block", 1000);
    row("°C", "°C", 1);
    row("x", "x", 1);
    row("seconds", "msec", 1e3);
    row(" s ", "ms", 1e3);
}

void TestUnits::factors()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(double, factor);
    const auto found = corpus::conversionFactor(from, to);
    QVERIFY(found);
    // Equal, not nearly.
    QVERIFY2(*found == factor, qPrintable(QString::number(*found, 'g', 17)));
    QVERIFY(corpus::areConvertible(from, to));
    QVERIFY(corpus::areConvertible(to, from));
}

void TestUnits::noFactors_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    const auto row = [](const char* from, const char* to) {
        QTest::addRow("%s in %s", from, to) << QString::fromUtf8(from) << QString::fromUtf8(to);
    };
    row("ms/token", "tok/s");
    row("s/it", "it/s");
    row("tok/s", "req/s");
    row("tok/s", "1/s");
    row("ms", "ms/token");
    row("ms", "MB");
    row("MB", "MB/s");
    row("W", "J");
    row("J", "J/token");
    row("%", "x");
    row("tokens", "bytes");
    row("°C", "K");
    row("", "ms");
    row("", "");
    row("apples", "apples");
}

void TestUnits::noFactors()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QVERIFY(!corpus::conversionFactor(from, to));
    QVERIFY(!corpus::areConvertible(from, to));
    QVERIFY(!corpus::areConvertible(to, from));
}

/// There and back again is 1 up to the two roundings.
void TestUnits::factorsAreExact()
{
    const QStringList units {u"ns"_qs, u"us"_qs, u"ms"_qs, u"s"_qs, u"min"_qs, u"h"_qs, u"bit"_qs,
        u"bytes"_qs, u"kB"_qs, u"MB"_qs, u"GB"_qs, u"TB"_qs, u"KiB"_qs, u"MiB"_qs, u"GiB"_qs, u"TiB"_qs};
    int pairs = 0;
    for (const QString& one : units) {
        for (const QString& other : units) {
            const auto there = corpus::conversionFactor(one, other);
            const auto back = corpus::conversionFactor(other, one);
            QCOMPARE(there.has_value(), back.has_value());
            if (!there)
                continue;
            ++pairs;
            QVERIFY(std::abs(*there * *back - 1) <= 3e-16);
        }
    }
    QCOMPARE(pairs, 6 * 6 + 10 * 10);
}

void TestUnits::reciprocals()
{
    QVERIFY(corpus::areReciprocal(u"ms/token", u"tok/s"));
    QVERIFY(corpus::areReciprocal(u"tok/min", u"s/token"));
    QVERIFY(corpus::areReciprocal(u"it/s", u"s/it"));
    QVERIFY(corpus::areReciprocal(u"J/token", u"tok/J"));
    QVERIFY(!corpus::areReciprocal(u"tok/s", u"tok/s"));
    QVERIFY(!corpus::areReciprocal(u"s", u"Hz"));
    QVERIFY(!corpus::areReciprocal(u"", u""));
}

QTEST_GUILESS_MAIN(TestUnits)
#include "tst_corpus_units.moc"
