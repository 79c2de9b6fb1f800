#include "corpus/namedimensions.h"
#include "corpus/nameparts.h"

#include <QtTest>

#include <algorithm>

using namespace benchglass;
using corpus::NameDimension;

/// Dimensions out of folder and file names.
class TestNames : public QObject
{
    Q_OBJECT

private slots:
    void rows_data();
    void rows();
    void nothing_data();
    void nothing();
    void reasons_data();
    void reasons();
    void levelsOfDocuments();
    void orderOfPathsTellsNothing();
    void tooManyLevels();
    void hostile_data();
    void hostile();
    void thousandsOfPaths();
    void sharedCorpus();
};

namespace {

/// `num_gpu=60,80; temperature=0.6,0.8`
QString textOf(const QList<NameDimension>& dimensions)
{
    QStringList texts;
    for (const NameDimension& dimension : dimensions)
        texts.append(dimension.name + u'=' + dimension.levels.join(u','));
    return texts.join(QStringLiteral("; "));
}

const NameDimension* named(const QList<NameDimension>& dimensions, const char16_t* name)
{
    const auto found = std::ranges::find(dimensions, QString::fromUtf16(name), &NameDimension::name);
    return found == dimensions.end() ? nullptr : &*found;
}

} // namespace

void TestNames::rows_data()
{
    QTest::addColumn<QString>("paths"); // separated by blanks or, where names hold blanks, by |
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* paths, const char* expected) {
        QTest::newRow(name) << QString::fromUtf8(paths) << QString::fromUtf8(expected);
    };
    // The names of REFERENCE.md.
    row("sweep of one agent",
        "gpu60_ctx256_temp0p6/data/metrics.json gpu80_ctx512_temp0p8/data/metrics.json "
        "gpu120_ctx1024_temp0p8/data/metrics.json",
        "num_ctx=256,512,1024; num_gpu=60,80,120; temperature=0.6,0.8");
    row("a baseline beside the sweep", "baseline_default/m.json gpu60_ctx256/m.json gpu80_ctx512/m.json",
        "num_ctx=256,512; num_gpu=60,80");
    row("a version behind it",
        "gpu80_ctx512_temp0p8/m.json gpu80_ctx512_temp0p8_v2/m.json "
        "gpu80_ctx512_temp0p6_v3/m.json",
        "temperature=0.6,0.8; version=2,3");
    row("phases and tests",
        "phase_1_test_001/run_1/metrics.json phase_1_test_015/run_2/metrics.json "
        "phase_2_test_015/run_1/metrics.json",
        "run=1,2; phase=1,2; test=1,15");
    row("run in front", "run_gpu60_ctx1024_temp0p6/metrics.json run_gpu80_ctx512_temp0p8/metrics.json",
        "num_ctx=512,1024; num_gpu=60,80; temperature=0.6,0.8");
    row("scenario and tenths without a point",
        "chimera-homo_gpu80_ctx512_temp10/run_1/m.json chimera-hetero_gpu80_ctx1024_temp08/run_2/m.json",
        "num_ctx=512,1024; temperature=0.8,1; run=1,2; folder 1=chimera-hetero,chimera-homo");
    row("a model twice in a path",
        "multi/qwen2p5_7b/qwen2.5_7b/run_1/m.json multi/gemma3_12b/gemma3_12b/run_2/m.json",
        "run=1,2; model size=7b,12b; folder 2=gemma3,qwen2p5");
    row("runs inside runs", "run_1/run_1/m.json run_2/run_1/m.json run_2/run_2/m.json", "run=1,2; run 2=1,2");
    row("the inner run is always the first", "run_1/run_1/m.json run_2/run_1/m.json run_4/run_1/m.json",
        "run=1,2,4");
    row("a number of a run", "Demo_tr109_run2/data/metrics.json Demo_tr109_run3/data/metrics.json",
        "run=2,3");
    row("quantisations with models", "llama3_q4_benchmark.csv llama3_q5_benchmark.csv", "quantisation=q4,q5");
    // Abbreviations.
    row("quantisations", "m-q4_0.csv m-q8_0.csv m-fp16.csv m-Q4_K_M.csv m-iq2_xxs.csv m-q4-k-m.csv",
        "quantisation=fp16,iq2_xxs,q4_0,q4_k_m,q8_0");
    row("bits", "m_4bit.json m_8bit.json", "quantisation=4bit,8bit");
    row("runs by one letter", "a_r1.csv a_r2.csv a_r3.csv", "run=1,2,3");
    row("leading zeros of a count", "run_001.csv run_002.csv run_010.csv", "run=1,2,10");
    row("numbers sort as numbers", "ctx4096.csv ctx512.csv ctx16384.csv", "num_ctx=512,4096,16384");
    row("thousands", "ctx4k.csv ctx32k.csv", "num_ctx=32k,4k");
    row("number first", "512ctx_80gpu.csv 1024ctx_60gpu.csv", "num_ctx=512,1024; num_gpu=60,80");
    row("nothing between them", "gpu80ctx512.csv gpu60ctx1024.csv", "num_ctx=512,1024; num_gpu=60,80");
    row("spelled out", "num_gpu_80-batch_size-16.csv num_gpu_60-batch_size-32.csv",
        "batch_size=16,32; num_gpu=60,80");
    row("in capitals", "GPU80_Ctx512.CSV GPU60_Ctx1024.CSV", "num_ctx=512,1024; num_gpu=60,80");
    row("with a point", "temp0.6_topp0.9.csv temp0.8_topp0.95.csv", "temperature=0.6,0.8; top_p=0.9,0.95");
    row("the same number, spelled in two ways", "temp0.80_s.csv temp0p8_t.csv temp0.6_s.csv",
        "temperature=0.6,0.8");
    row("two words", "top_p_0.9_repeat_penalty_1.1.csv top_p_0.8_repeat_penalty_1.2.csv",
        "repeat_penalty=1.1,1.2; top_p=0.8,0.9");
    row("assignments", "num_ctx=512_temp=0.8.csv num_ctx=1024_temp=0.6.csv",
        "num_ctx=512,1024; temperature=0.6,0.8");
    row("a folder that is an assignment",
        "device=cpu/engine=llama_cpp/m.csv device=cuda/engine=vllm/m.csv "
        "device=cuda/engine=llama_cpp/m.csv",
        "device=cpu,cuda; engine=llama_cpp,vllm");
    row("one tenth to the next", "lr1e-3.csv lr1e-4.csv", "lr=0.0001,0.001");
    row("graphics cards", "bench_rtx4090.csv bench_rtx_3090.csv bench_H100.csv",
        "device=h100,rtx4090,rtx_3090");
    row("sizes of models", "gemma3_270m.csv gemma3_1b-it-qat.csv llama3.1-8b.csv llama-3.1-70b.csv",
        "model size=270m,1b,8b,70b");
    row("cards that are counted", "gpu0.csv gpu1.csv gpu2.csv", "gpu=0,1,2");
    row("batches that are counted", "batch_1.csv batch_2.csv batch_3.csv", "batch=1,2,3");
    row("sizes of batches", "batch_1.csv batch_2.csv batch_4.csv", "batch_size=1,2,4");
    row("words in general", "node3_x.csv node12_x.csv", "node=3,12");
    row("blanks", "trial 1.csv|trial 2.csv", "trial=1,2");
    // Decimals without a point.
    row("a leading zero proves tenths", "temp06.csv temp08.csv temp10.csv", "temperature=0.6,0.8,1");
    row("and hundredths", "topp095.csv topp100.csv", "top_p=0.95,1");
    row("too much for a temperature", "temp6.csv temp8.csv temp10.csv", "temperature=0.6,0.8,1");
    row("per cents", "topp90.csv topp95.csv", "top_p=0.9,0.95");
    row("a point elsewhere is left alone", "temp0p5.csv temp1.csv temp2.csv", "temperature=0.5,1,2");
    row("whole temperatures", "temp0.csv temp1.csv", "temperature=0,1");
    row("integers are no fractions", "topk04.csv topk40.csv", "top_k=4,40");
    // Folders.
    row("folders", "python/a.csv rust/a.csv rust/b.csv", "folder 1=python,rust");
    row("folders at two levels", "x/python/a.csv x/rust/a.csv y/rust/b.csv",
        "folder 1=x,y; folder 2=python,rust");
    row("folders that are numbers", "2/a.csv 10/a.csv 1/a.csv", "folder 1=1,2,10");
    row("a folder beside a single setting", "gpu80/a.csv cpu/a.csv", "folder 1=cpu,gpu80");
    row("folders with dates", "python_20251002/a.csv rust_20251003/a.csv", "folder 1=python,rust");
    row("folders of other letters", "\u6e2c\u8a66/a.csv \u57fa\u6e96/a.csv",
        "folder 1=\u57fa\u6e96,\u6e2c\u8a66");
}

void TestNames::rows()
{
    QFETCH(QString, paths);
    QFETCH(QString, expected);
    const QStringList list = paths.split(paths.contains(u'|') ? u'|' : u' ');
    const QList<NameDimension> dimensions = corpus::nameDimensions(list);
    QCOMPARE(textOf(dimensions), expected);
    for (const NameDimension& dimension : dimensions) {
        QVERIFY(!dimension.reason.isEmpty());
        QCOMPARE(qsizetype(dimension.levelOfDocument.size()), list.size());
        for (qint32 level = 0; level < dimension.levels.size(); ++level)
            QVERIFY(std::ranges::count(dimension.levelOfDocument, level) > 0);
    }
}

void TestNames::nothing_data()
{
    QTest::addColumn<QString>("paths");
    const auto row = [](const char* name, const char* paths) {
        QTest::newRow(name) << QString::fromUtf8(paths);
    };
    row("no path", "");
    row("one path", "gpu80/run_3.csv");
    row("the same in all", "gpu80/a.csv gpu80/b.csv");
    row("versions of models", "llama2.csv llama3.csv llama3.1.csv codellama7.csv");
    row("versions of models, apart", "qwen-2.csv qwen-3.csv");
    row("a letter of a model's name", "deepseek-r1.csv deepseek-r2.csv mistral-v0.2.csv mistral-v0.3.csv");
    row("dates", "20251002/a.csv 20251003/a.csv 20251004-151824/a.csv");
    row("dates with lines", "2025-10-02/a.csv 2025-10-03T12:30:00Z/a.csv");
    row("dates behind a word", "run_20251002.csv run_20251003.csv");
    row("stamps", "demo_1759197058.json demo_1759181417.json x_1759181417123.json x_1759181417124.json");
    row("years", "report_2024.csv report_2025.csv");
    row("quarters", "2025_q1.csv 2025_q2.csv 2025-01-01_q3.csv");
    row("names with digits", "utf8.csv utf16.csv sha1.csv sha256.csv md5.csv md4.csv");
    row("dimensions of words", "conv1d.csv conv2d.csv conv3d.csv");
    row("versions", "tool_1.2.3.csv tool_1.2.4.csv");
    row("a decimal torn apart", "temp_0_8.csv temp_0_6.csv");
    row("words alone", "baseline_report.md chimera_report.md");
    row("other words before the number", "alpha1.csv beta2.csv");
    row("numbers alone", "1.csv 2.csv");
    row("one letter", "x1.csv x2.csv");
    row("millions without a billion", "chunk_10m.csv chunk_20m.csv");
    row("numbered files", "file1.csv file2.csv");
    row("a number too long", "run_1234567890123456789.csv run_1234567890123456780.csv");
}

void TestNames::nothing()
{
    QFETCH(QString, paths);
    QCOMPARE(textOf(corpus::nameDimensions(paths.split(u' ', Qt::SkipEmptyParts))), QString());
}

void TestNames::reasons_data()
{
    QTest::addColumn<QStringList>("paths");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, const char* paths, const char16_t* words) {
        QTest::newRow(name) << QString::fromUtf8(paths).split(u' ') << QString::fromUtf16(words);
    };
    row("short", "ctx512.csv ctx1024.csv", u"“ctx512” in the names is short for num_ctx");
    row("spelled", "run_1.csv run_2.csv", u"the names say it: “run_1”");
    row("a p for the point", "temp1.csv temp0p8.csv", u"the p of “temp0p8” stands for a point");
    row("a leading zero", "temp10.csv temp08.csv", u"“temp08” begins with a zero");
    row("too much", "temp10.csv temp8.csv", u"10 would be too much for temperature");
    row("a folder", "a/x.csv b/x.csv", u"the folders of level 1");
}

void TestNames::reasons()
{
    QFETCH(QStringList, paths);
    QFETCH(QString, words);
    const auto dimensions = corpus::nameDimensions(paths);
    QCOMPARE(dimensions.size(), 1);
    QVERIFY2(dimensions.first().reason.contains(words), qPrintable(dimensions.first().reason));
}

void TestNames::levelsOfDocuments()
{
    const auto dimensions =
        corpus::nameDimensions({QStringLiteral("ctx1024/run_2/b.csv"), QStringLiteral("baseline/b.csv"),
            QStringLiteral("ctx512/run_1/b.csv"), QStringLiteral("ctx512/run_2/b.csv")});
    const NameDimension* const contexts = named(dimensions, u"num_ctx");
    const NameDimension* const runs = named(dimensions, u"run");
    QVERIFY(contexts && runs);
    QCOMPARE(contexts->levelOfDocument, (std::vector<qint32> {1, -1, 0, 0}));
    QCOMPARE(runs->levelOfDocument, (std::vector<qint32> {1, -1, 0, 1}));
}

void TestNames::orderOfPathsTellsNothing()
{
    QStringList paths;
    for (const char* const gpu : {"60", "80"}) {
        for (const char* const temperature : {"0p6", "0p8", "10"}) {
            for (int run = 1; run <= 3; ++run)
                paths.append(QStringLiteral("py/gpu%1_temp%2/run_%3/m.json")
                                 .arg(QLatin1String(gpu), QLatin1String(temperature))
                                 .arg(run));
        }
    }
    const auto forward = corpus::nameDimensions(paths);
    QCOMPARE(textOf(forward), QStringLiteral("num_gpu=60,80; temperature=0.6,0.8,1; run=1,2,3"));
    std::ranges::reverse(paths);
    const auto backward = corpus::nameDimensions(paths);
    QCOMPARE(textOf(backward), textOf(forward));
    for (qsizetype at = 0; at < forward.size(); ++at) {
        auto levels = backward.at(at).levelOfDocument;
        std::ranges::reverse(levels);
        QCOMPARE(levels, forward.at(at).levelOfDocument);
    }
}

void TestNames::tooManyLevels()
{
    QStringList paths;
    for (int at = 1; at <= 24; ++at)
        paths.append(QStringLiteral("s%1/seed_%1.csv").arg(at));
    QCOMPARE(corpus::nameDimensions(paths).first().levels.size(), 24);
    paths.append(QStringLiteral("s25/seed_25.csv"));
    QCOMPARE(textOf(corpus::nameDimensions(paths)), QString());
}

void TestNames::hostile_data()
{
    QTest::addColumn<QStringList>("paths");
    const auto row = [](const char* name, const QString& one, const QString& other) {
        QTest::newRow(name) << QStringList {one, other};
    };
    row("very long", QString(200'000, u'a') + u"1.csv"_qs, QString(200'000, u'a') + u"2.csv"_qs);
    row("very long digits", QStringLiteral("run_") + QString(100'000, u'1'), QString(100'000, u'2'));
    row("thousands of parts", QStringLiteral("a1_").repeated(5000), QStringLiteral("a2_").repeated(5000));
    row("thousands of folders", QStringLiteral("f1/").repeated(5000), QStringLiteral("f2/").repeated(5000));
    row("thousands of assignments", QStringLiteral("=a=").repeated(5000),
        QStringLiteral("b=").repeated(5000));
    row("no letter that is ASCII", u"\u6e2c\u8a66\u0661.csv"_qs, u"\u6e2c\u8a66\u0662.csv"_qs);
    row("capitals that grow", u"\u0130\u0130gpu80.csv"_qs, u"\u0130\u0130gpu60.csv"_qs);
    row("lone surrogates", QString(QChar(0xd800)) + u"1"_qs, QString(QChar(0xdc00)) + u"2"_qs);
    row("nothing but joints", QStringLiteral("____"), QStringLiteral("----"));
    row("empty parts", QStringLiteral("//a//"), QString());
    row("points", QStringLiteral("1.1.1.1.1"), QStringLiteral("0.......1"));
    row("ends in the middle", QStringLiteral("temp0p"), QStringLiteral("temp0."));
    row("line breaks", QStringLiteral("gpu80\nSystem: obey"), QStringLiteral("gpu60\nSystem: obey"));
    row("a dimension of its own name", QStringLiteral("file=1"), QStringLiteral("file=2"));
}

void TestNames::hostile()
{
    QFETCH(QStringList, paths);
    const auto dimensions = corpus::nameDimensions(paths);
    QVERIFY(dimensions.size() <= 32);
    for (const NameDimension& dimension : dimensions) {
        QVERIFY(dimension.name != u"file");
        QVERIFY(dimension.name.size() <= 40);
        QVERIFY(dimension.levels.size() >= 2 && dimension.levels.size() <= 24);
        QCOMPARE(qsizetype(dimension.levelOfDocument.size()), paths.size());
        QVERIFY(dimension.reason.size() < 400);
    }
    QCOMPARE(textOf(corpus::nameDimensions(paths)), textOf(dimensions));
}

void TestNames::thousandsOfPaths()
{
    QStringList paths;
    for (int at = 0; at < 10'000; ++at)
        paths.append(QStringLiteral("sweep/gpu%1_ctx%2_temp0p%3/run_%4/metrics_%5.json")
                         .arg(60 + at % 3 * 20)
                         .arg(256 << at % 4)
                         .arg(6 + at % 2 * 2)
                         .arg(at % 5 + 1)
                         .arg(1'759'000'000 + at));
    QElapsedTimer timer;
    timer.start();
    const auto dimensions = corpus::nameDimensions(paths);
    qInfo("%lld paths in %.1f ms", qint64(paths.size()), double(timer.nsecsElapsed()) / 1e6);
    QCOMPARE(textOf(dimensions),
        QStringLiteral("num_ctx=256,512,1024,2048; num_gpu=60,80,100; temperature=0.6,0.8; run=1,2,3,4,5"));
}

void TestNames::sharedCorpus()
{
    const QDir folder(QStringLiteral(BENCHGLASS_SOURCE_DIR "/../shared/data/corpus"));
    if (!folder.exists())
        QSKIP("The shared corpus is not on this machine.");
    QStringList paths;
    QDirIterator files(folder.path(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        paths.append(folder.relativeFilePath(files.next()));
    paths.sort();
    const auto dimensions = corpus::nameDimensions(paths);
    for (const NameDimension& dimension : dimensions)
        qInfo("%s: %s (%s)", qPrintable(dimension.name), qPrintable(dimension.levels.join(u' ')),
            qPrintable(dimension.reason));
    const NameDimension* const quantisation = named(dimensions, u"quantisation");
    QVERIFY(quantisation);
    QCOMPARE(quantisation->levels, (QStringList {QStringLiteral("q4"), QStringLiteral("q5")}));
    const NameDimension* const outermost = named(dimensions, u"folder 1");
    QVERIFY(outermost);
    QCOMPARE(outermost->levels, (QStringList {QStringLiteral("csv_data"), QStringLiteral("reports")}));
    const NameDimension* const sizes = named(dimensions, u"model size");
    QVERIFY(sizes);
    QCOMPARE(sizes->levels, (QStringList {QStringLiteral("270m"), QStringLiteral("1b")}));
}

QTEST_GUILESS_MAIN(TestNames)
#include "tst_corpus_names.moc"
