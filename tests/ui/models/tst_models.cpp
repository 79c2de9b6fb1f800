#include "base/format.h"
#include "corpus/ingest.h"
#include "models/callsmodel.h"
#include "models/configurationmodel.h"
#include "models/differencesmodel.h"
#include "models/factsmodel.h"
#include "models/filesmodel.h"
#include "models/observationsmodel.h"
#include "models/optionsmodel.h"
#include "models/problemsmodel.h"
#include "models/runsmodel.h"
#include "models/seriesmodel.h"
#include "models/stratamodel.h"
#include "models/words.h"

#include <QAbstractItemModelTester>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

using namespace benchglass;
using Tester = QAbstractItemModelTester;

namespace {

constexpr auto Strict = Tester::FailureReportingMode::QtTest;

QString shown(const QAbstractItemModel& model, int row, int column)
{
    return model.index(row, column).data().toString();
}

QVariant raw(const QAbstractItemModel& model, int row, int column)
{
    return model.index(row, column).data(models::SortRole);
}

/// A finished call with a time to first token and a rate.
experiment::Call measuredCall(int ordinal, const QString& arm, double ttftMs, double rate)
{
    experiment::Call call;
    call.ordinal = ordinal;
    call.arm = arm;
    call.run = ordinal + 1;
    call.stage = measure::Stage::Report;
    call.finished = true;
    call.stratum = measure::Stratum::Warm;
    call.metrics.ttftNs = ttftMs * 1e6;
    call.metrics.decodeRatePerSecond = rate;
    call.metrics.outputTokens = 100;
    call.metrics.tokenSource = measure::TokenSource::Server;
    return call;
}

/// Marks every text that went through a translation.
class MarkingTranslator : public QTranslator
{
public:
    QString translate(const char*, const char* source, const char*, int) const override
    {
        return u'<' + QString::fromUtf8(source) + u'>';
    }
    bool isEmpty() const override { return false; }
};

} // namespace

class TestModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void catalogOfRealFiles();
    void hostileTextStaysText();
    void problemsSayWhere();
    void runsKeepAbsentApartFromZero();
    void runsSpeakTheLanguageOfTheirReader();
    void bothFirstTextsOfThinkersAreShown();
    void callsArePutByOrdinal();
    void programsHaveNoRate();
    void everyFlagIsShown_data();
    void everyFlagIsShown();
    void shortLatenciesKeepTheirMicroseconds();
    void runawaysAreFlaggedAgainstTheOtherCalls();
    void callCountTellsWhatIsLeftOut_data();
    void callCountTellsWhatIsLeftOut();
    void strataNeverMixed();
    void differencesMarkOnlyProof();
    void configurationShowsDifferences();
    void optionsAcceptOnlyWhatTheyMean_data();
    void optionsAcceptOnlyWhatTheyMean();
    void optionsRoundTrip();

private:
    QTemporaryDir m_folder;
};

void TestModels::catalogOfRealFiles()
{
    QFile csv(m_folder.filePath(QStringLiteral("speed.csv")));
    QVERIFY(csv.open(QIODevice::WriteOnly));
    csv.write("model,tokens_per_second\nalpha,10.5\nalpha,20\nbeta,30\n");
    csv.close();
    const auto catalog = corpus::ingest(m_folder.path());
    QVERIFY(catalog);

    models::FilesModel files;
    const Tester filesTester(&files, Strict);
    files.setRows((*catalog)->documents());
    QCOMPARE(files.rowCount(), 1);
    QCOMPARE(shown(files, 0, models::FilesModel::PathColumn), QStringLiteral("speed.csv"));
    QCOMPARE(raw(files, 0, models::FilesModel::ValuesColumn).toLongLong(), 3);

    models::SeriesModel series;
    const Tester seriesTester(&series, Strict);
    series.setCatalog(*catalog);
    const int row = series.rowOf(QStringLiteral("tokens_per_second"));
    QVERIFY(row >= 0);
    QCOMPARE(raw(series, row, models::SeriesModel::CountColumn).toInt(), 3);
    QCOMPARE(raw(series, row, models::SeriesModel::MedianColumn).toDouble(), 20.0);
    QCOMPARE(shown(series, row, models::SeriesModel::MinColumn), QStringLiteral("10.5"));

    models::ObservationsModel values;
    const Tester valuesTester(&values, Strict);
    values.setSeries(*catalog, (*catalog)->find(QStringLiteral("tokens_per_second")), 0);
    QCOMPARE(values.rowCount(), 3);
    QVERIFY(values.placeText(1).contains(QStringLiteral("speed.csv:3")));
    QVERIFY(values.placeText(1).endsWith(QStringLiteral("= 20")));
    values.setSeries(nullptr, nullptr);
    QCOMPARE(values.rowCount(), 0);

    models::FactsModel facts;
    const Tester factsTester(&facts, Strict);
    facts.setRows((*catalog)->facts());
    QVERIFY(facts.rowCount() > 0);
    series.setCatalog(nullptr);
    QCOMPARE(series.rowCount(), 0);
}

void TestModels::hostileTextStaysText()
{
    corpus::Document document;
    document.path = QStringLiteral("<img src='file:///etc/passwd'>.csv");
    models::FilesModel model;
    model.setRows({document});
    const QString tip = model.index(0, 0).data(Qt::ToolTipRole).toString();
    QVERIFY(!tip.contains(QStringLiteral("<img")));
    QVERIFY(tip.contains(QStringLiteral("&lt;img")));
    QCOMPARE(shown(model, 0, 0), document.path);
}

void TestModels::problemsSayWhere()
{
    models::ProblemsModel model;
    const Tester tester(&model, Strict);
    model.setRows({{QStringLiteral("a.csv"), 14, 2, QStringLiteral("row has 9 of 10 cells"), false},
        {QStringLiteral("b.json"), 0, 0, QStringLiteral("empty"), true}});
    QCOMPARE(shown(model, 0, models::ProblemsModel::WhereColumn), QStringLiteral("a.csv:14:2"));
    QCOMPARE(shown(model, 1, models::ProblemsModel::WhereColumn), QStringLiteral("b.json"));
    QVERIFY(shown(model, 0, models::ProblemsModel::FileColumn)
        != shown(model, 1, models::ProblemsModel::FileColumn));
}

void TestModels::runsKeepAbsentApartFromZero()
{
    experiment::Summary run;
    run.id = QStringLiteral("abcdefghij");
    run.arm = QStringLiteral("Baseline");
    run.runs = 5;
    run.runsDone = 2;
    run.ttftMedianMs = 603.4;
    models::RunsModel model;
    const Tester tester(&model, Strict);
    model.setRows({run});
    QCOMPARE(shown(model, 0, models::RunsModel::RunsColumn), QStringLiteral("2/5"));
    QCOMPARE(shown(model, 0, models::RunsModel::TtftColumn), QStringLiteral("603.40"));
    QCOMPARE(shown(model, 0, models::RunsModel::RateColumn), QStringLiteral("–"));
    QVERIFY(!raw(model, 0, models::RunsModel::RateColumn).isValid());
    QCOMPARE(model.rowOf(run.id), 0);
    QCOMPARE(model.rowOf(QStringLiteral("other")), -1);
}

void TestModels::runsSpeakTheLanguageOfTheirReader()
{
    experiment::Experiment made;
    made.spec.engine = QStringLiteral("builtin");
    made.spec.arms = {{QStringLiteral("Baseline"), {}, {}},
        {QStringLiteral("Tuned"), {{QStringLiteral("num_ctx"), 512}}, {}}};
    MarkingTranslator translator;
    QCoreApplication::installTranslator(&translator);
    const auto removed = qScopeGuard([&] { QCoreApplication::removeTranslator(&translator); });
    models::RunsModel model;
    const QList<experiment::Summary> stored = experiment::summariesOf(made);
    QCOMPARE(stored.first().configuration, QStringLiteral("engine defaults")); // what is kept
    model.setRows(stored);
    QCOMPARE(shown(model, 0, models::RunsModel::ArmColumn), QStringLiteral("Baseline · <engine defaults>"));
    QCOMPARE(shown(model, 1, models::RunsModel::ArmColumn), QStringLiteral("Tuned · num_ctx=512"));
    QCOMPARE(shown(model, 0, models::RunsModel::ModelColumn), QStringLiteral("<Built-in analyst>"));
}

void TestModels::programsHaveNoRate()
{
    experiment::Call call = measuredCall(0, QStringLiteral("Baseline"), 0.024, 1'000'000);
    QCOMPARE(models::rateText(call), base::fixedText(1'000'000, 2));
    call.flags = measure::Flag::NoModel;
    QVERIFY(models::isWithoutModel(call));
    models::CallsModel model;
    model.put(call);
    QCOMPARE(shown(model, 0, models::CallsModel::RateColumn), QStringLiteral("n/a"));
    QVERIFY(!raw(model, 0, models::CallsModel::RateColumn).isValid());
    QVERIFY(model.index(0, models::CallsModel::RateColumn)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(models::flagMeaning(measure::Flag::NoModel).left(20)));
}

void TestModels::everyFlagIsShown_data()
{
    QTest::addColumn<quint32>("bit");
    for (quint32 bit = 0; !measure::flagName(static_cast<measure::Flag>(1U << bit)).isEmpty(); ++bit)
        QTest::newRow(qPrintable(measure::flagName(static_cast<measure::Flag>(1U << bit)))) << bit;
}

void TestModels::everyFlagIsShown()
{
    QFETCH(quint32, bit);
    experiment::Call call = measuredCall(0, QStringLiteral("Baseline"), 0.024, 100);
    call.flags = static_cast<measure::Flag>(1U << bit);
    call.evidence.evictedModels = {QStringLiteral("big:7b")};
    models::CallsModel model;
    model.put(call);
    const QString words = shown(model, 0, models::CallsModel::FlagsColumn);
    QVERIFY(!words.isEmpty());
    const QString tip = model.index(0, models::CallsModel::FlagsColumn).data(Qt::ToolTipRole).toString();
    QVERIFY(tip.contains(words));
    QVERIFY(tip.contains(u"big:7b"));
}

void TestModels::shortLatenciesKeepTheirMicroseconds()
{
    models::CallsModel model;
    model.put(measuredCall(0, QStringLiteral("Baseline"), 0.024, 100));
    model.put(measuredCall(1, QStringLiteral("Baseline"), 537.174, 77.512));
    QCOMPARE(shown(model, 0, models::CallsModel::TtftColumn), QStringLiteral("0.024"));
    QCOMPARE(shown(model, 1, models::CallsModel::TtftColumn), QStringLiteral("537.17"));
    QCOMPARE(shown(model, 1, models::CallsModel::RateColumn), QStringLiteral("77.51"));
    measure::Summary summary;
    summary.n = 2;
    summary.mean = 0.024;
    summary.sd = 0.0014;
    QCOMPARE(models::meanText(measure::Metric::Ttft, summary), QStringLiteral("0.024 ± 0.001"));
    summary.mean = 640.5;
    summary.sd = 12.25;
    QCOMPARE(models::meanText(measure::Metric::Ttft, summary), QStringLiteral("640.50 ± 12.25"));
}

void TestModels::bothFirstTextsOfThinkersAreShown()
{
    models::CallsModel model;
    experiment::Call call = measuredCall(0, QStringLiteral("Baseline"), 500, 100);
    call.metrics.ttfoNs = call.metrics.ttftNs;
    model.put(call);
    QCOMPARE(shown(model, 0, models::CallsModel::AnswerColumn), QStringLiteral("–"));
    QVERIFY(!raw(model, 0, models::CallsModel::AnswerColumn).isValid());
    call.metrics.ttfoNs = 2500e6;
    call.metrics.thinkingNs = 2000e6;
    model.put(call);
    QCOMPARE(shown(model, 0, models::CallsModel::TtftColumn), QStringLiteral("500.00"));
    QCOMPARE(raw(model, 0, models::CallsModel::AnswerColumn).toDouble(), 2500.0);
}

void TestModels::callsArePutByOrdinal()
{
    models::CallsModel model;
    const Tester tester(&model, Strict);
    experiment::Call call = measuredCall(0, QStringLiteral("Baseline"), 500, 100);
    call.finished = false;
    call.metrics = {};
    call.trace.chunks.resize(1);
    model.put(call);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(shown(model, 0, models::CallsModel::TtftColumn), QStringLiteral("–"));
    QVERIFY(model.row(0).trace.chunks.isEmpty());
    call = measuredCall(0, QStringLiteral("Baseline"), 500, 100);
    call.flags = measure::Flag::Cold | measure::Flag::FewTokens;
    model.put(call);
    model.put(measuredCall(1, QStringLiteral("Tuned"), 400, 120));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(raw(model, 0, models::CallsModel::TtftColumn).toDouble(), 500.0);
    QCOMPARE(shown(model, 0, models::CallsModel::FlagsColumn), QStringLiteral("cold, few tokens"));
}

void TestModels::runawaysAreFlaggedAgainstTheOtherCalls()
{
    models::CallsModel model;
    const Tester tester(&model, Strict);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    const auto flags = [&](int row) {
        return shown(model, row, models::CallsModel::FlagsColumn);
    };
    const auto put = [&](int ordinal, int tokens) {
        experiment::Call call = measuredCall(ordinal, QStringLiteral("Baseline"), 500, 100);
        call.metrics.outputTokens = tokens;
        if (ordinal == 0)
            call.flags = measure::Flag::Cold;
        model.put(call);
    };
    put(0, 9000);
    put(1, 100);
    QCOMPARE(flags(0), QStringLiteral("cold")); // two make no median
    QCOMPARE(changed.size(), 0);
    put(2, 100);
    QCOMPARE(flags(0), QStringLiteral("cold, runaway"));
    QVERIFY(model.index(0, models::CallsModel::FlagsColumn)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(models::flagMeaning(measure::Flag::Runaway)));
    QCOMPARE(flags(1), QString());
    QCOMPARE(flags(2), QString());
    QCOMPARE(changed.size(), 1); // the view hears of rows that the new one changed
    QCOMPARE(changed.first().at(0).toModelIndex().row(), 0);

    // What the later calls show to be common is none any more.
    for (int ordinal = 3; ordinal < 6; ++ordinal)
        put(ordinal, 9000);
    QCOMPARE(flags(0), QStringLiteral("cold"));
    QCOMPARE(flags(5), QString());

    // A warm-up is measured against nothing, and no run is measured against the last experiment.
    experiment::Call warmup = measuredCall(6, QStringLiteral("Baseline"), 500, 100);
    warmup.warmup = true;
    warmup.metrics.outputTokens = 90'000;
    model.put(warmup);
    QCOMPARE(flags(6), QString());
    model.setRows({});
    put(0, 9000);
    QCOMPARE(flags(0), QStringLiteral("cold"));
}

void TestModels::callCountTellsWhatIsLeftOut_data()
{
    QTest::addColumn<QList<experiment::Call>>("calls");
    QTest::addColumn<QString>("text");
    const auto arm = QStringLiteral("Baseline");
    const auto good = measuredCall(0, arm, 500, 80);
    auto warmup = good;
    warmup.warmup = true;
    auto aborted = measuredCall(1, arm, 500, 80);
    aborted.state = measure::CallState::Aborted;
    auto failed = measuredCall(2, arm, 500, 80);
    failed.state = measure::CallState::Error;
    auto putBack = aborted;
    putBack.putBack = true;
    auto unfinished = measuredCall(3, arm, 500, 80);
    unfinished.finished = false;
    using Calls = QList<experiment::Call>;
    QTest::newRow("none") << Calls {} << QStringLiteral("0 call(s)");
    QTest::newRow("all count") << Calls {good} << QStringLiteral("1 call(s)");
    QTest::newRow("a warm-up is no call that counts")
        << Calls {warmup, good} << QStringLiteral("1 call(s) and 1 warm-up(s)");
    QTest::newRow("left out of the rate alone")
        << Calls {good, aborted} << QStringLiteral("2 call(s); 1 left out of the statistics (dropped)");
    QTest::newRow("left out of both counts once")
        << Calls {good, failed} << QStringLiteral("2 call(s); 1 left out of the statistics (failed)");
    QTest::newRow("put back by the user") << Calls {good, putBack} << QStringLiteral("2 call(s)");
    QTest::newRow("everything at once") << Calls {warmup, good, aborted, failed, unfinished}
                                        << QStringLiteral("3 call(s) and 1 warm-up(s); 2 left out of the "
                                                          "statistics");
}

void TestModels::callCountTellsWhatIsLeftOut()
{
    QFETCH(QList<experiment::Call>, calls);
    experiment::Experiment experiment;
    experiment.calls = calls;
    QTEST(models::callCountText(experiment), "text");
}

void TestModels::strataNeverMixed()
{
    QList<measure::MeasuredCall> calls;
    for (int i = 0; i < 3; ++i)
        calls.append(measuredCall(i, QStringLiteral("Baseline"), 500 + i, 100 + i).measured());
    calls.first().stratum = measure::Stratum::Cold;
    models::StrataModel model;
    const Tester tester(&model, Strict);
    model.setCalls(calls);
    QCOMPARE(model.rowCount(), 2);
    int counted = 0;
    for (int row = 0; row < 2; ++row)
        counted += raw(model, row, models::StrataModel::CountColumn).toInt();
    QCOMPARE(counted, 3);
    QVERIFY(!shown(model, 0, 0).contains(QStringLiteral("Baseline"))); // one arm needs no name
    calls.last().arm = QStringLiteral("Tuned");
    model.setCalls(calls);
    QCOMPARE(model.rowCount(), 3);
    // An arm has its mark in the view, and its name for who does not see it.
    const auto said = [&model](int row) {
        return model.index(row, models::StrataModel::StageColumn).data(Qt::AccessibleTextRole).toString();
    };
    QVERIFY(said(0).startsWith(QStringLiteral("Baseline · ")));
    QCOMPARE(said(0), QStringLiteral("Baseline · ") + shown(model, 0, 0));
    QVERIFY(shown(model, 0, 0).contains(QStringLiteral(" · ")));
    for (measure::MeasuredCall& call : calls)
        call.flags.setFlag(measure::Flag::NoModel);
    model.setCalls(calls);
    QVERIFY(!shown(model, 0, 0).contains(QStringLiteral(" · "))); // without a model nothing is cold
}

void TestModels::differencesMarkOnlyProof()
{
    QList<measure::MeasuredCall> calls;
    for (int i = 0; i < 4; ++i) {
        calls.append(measuredCall(i, QStringLiteral("Baseline"), 640 + i, 100 + i * 0.1).measured());
        calls.append(measuredCall(i, QStringLiteral("Tuned"), 641 - i, 120 + i * 0.1).measured());
    }
    const QList<measure::Metric> metrics {measure::Metric::DecodeRate, measure::Metric::Ttft};
    const auto differences =
        measure::compareArms(QStringLiteral("Baseline"), QStringLiteral("Tuned"), calls, metrics);
    models::DifferencesModel model;
    const Tester tester(&model, Strict);
    model.setDifferences(differences);
    QCOMPARE(model.headerData(models::DifferencesModel::ReferenceColumn, Qt::Horizontal, Qt::DisplayRole)
                 .toString(),
        QStringLiteral("Baseline"));
    bool sawRate = false;
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.row(row).metric != measure::Metric::DecodeRate)
            continue;
        sawRate = true;
        QVERIFY(shown(model, row, models::DifferencesModel::DifferenceColumn)
                    .startsWith(QStringLiteral("▲ +20")));
        QCOMPARE(shown(model, row, models::DifferencesModel::CountColumn), QStringLiteral("4"));
    }
    QVERIFY(sawRate);
    measure::Difference unproven;
    unproven.difference = -1.5;
    unproven.verdict = measure::VerdictKind::NoDifference;
    QCOMPARE(models::differenceText(unproven).left(1), QStringLiteral("−"));
    unproven.difference = -0.0;
    QVERIFY(!models::differenceText(unproven).contains(u'−')); // nothing has no sign
    unproven.difference.reset();
    QCOMPARE(models::differenceText(unproven), QStringLiteral("–"));
    unproven.hedgesG = -9.0;
    unproven.reference.n = 3;
    unproven.other.n = 2;
    model.setDifferences({unproven});
    QCOMPARE(shown(model, 0, models::DifferencesModel::EffectColumn), QStringLiteral("−9.0"));
    QCOMPARE(shown(model, 0, models::DifferencesModel::CountColumn), QStringLiteral("3/2"));
}

void TestModels::configurationShowsDifferences()
{
    experiment::Experiment experiment;
    experiment.spec.arms = {{QStringLiteral("Baseline"), {}, {}},
        {QStringLiteral("Tuned"), {{QStringLiteral("num_ctx"), 512}}, {}}};
    experiment::Call call = measuredCall(0, QStringLiteral("Tuned"), 500, 100);
    call.evidence.effectiveContext = 2048;
    call.flags = measure::Flag::ContextRaised;
    experiment.calls.append(call);
    models::ConfigurationModel model;
    const Tester tester(&model, Strict);
    model.setArms({models::configurationOf(experiment, QStringLiteral("Baseline")),
        models::configurationOf(experiment, QStringLiteral("Tuned"))});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(shown(model, 0, 0), QStringLiteral("num_ctx"));
    QCOMPARE(shown(model, 0, 3), QStringLiteral("512"));
    QCOMPARE(shown(model, 0, 4), QStringLiteral("2048 raised"));
    model.setDifferencesOnly(false);
    QVERIFY(model.rowCount() > 6);
}

void TestModels::optionsAcceptOnlyWhatTheyMean_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("a whole number") << "num_ctx"
                                    << "4096" << true;
    QTest::newRow("half a layer") << "num_gpu"
                                  << "1.5" << false;
    QTest::newRow("a decimal comma") << "temperature"
                                     << "0,8" << true;
    QTest::newRow("words") << "temperature"
                           << "hot" << false;
    QTest::newRow("not a number") << "temperature"
                                  << "nan" << false;
    QTest::newRow("far out of range") << "top_p"
                                      << "7" << false;
    QTest::newRow("nothing, for the default") << "top_p"
                                              << "" << true;
}

void TestModels::optionsAcceptOnlyWhatTheyMean()
{
    QFETCH(QString, option);
    QFETCH(QString, typed);
    QFETCH(bool, accepted);
    models::OptionsModel model;
    QSignalSpy refused(&model, &models::OptionsModel::refused);
    for (int row = 0; row < model.rowCount(); ++row)
        if (model.row(row).info.name == option)
            QCOMPARE(model.setData(model.index(row, models::OptionsModel::ValueColumn), typed), accepted);
    QCOMPARE(refused.count(), accepted ? 0 : 1);
    QCOMPARE(model.changedCount(), accepted && !typed.isEmpty() ? 1 : 0);
}

void TestModels::optionsRoundTrip()
{
    models::OptionsModel model;
    const Tester tester(&model, Strict);
    const QJsonObject options {{QStringLiteral("num_ctx"), 512}, {QStringLiteral("temperature"), 0.8},
        {QStringLiteral("of_a_later_version"), 3}};
    model.setOptions(options);
    QCOMPARE(model.options(), options);
    QCOMPARE(model.changedCount(), 3);
    QVERIFY(model.index(1, 0).data(Qt::FontRole).isValid() || model.index(0, 0).data(Qt::FontRole).isValid());
}

QTEST_MAIN(TestModels)
#include "tst_models.moc"
