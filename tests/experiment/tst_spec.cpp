#include "experiment/spec.h"

#include <QJsonArray>
#include <QTest>

using namespace benchglass;
using namespace benchglass::experiment;

class TestSpec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreInverse();
    void referenceOptionsStandInFront();
    void armFromText_data();
    void armFromText();
    void refusesArm_data();
    void refusesArm();
    void configurationTexts_data();
    void configurationTexts();
    void reloads_data();
    void reloads();
    void agentsAreDealtOut();
    void refusesAgents_data();
    void refusesAgents();
};

void TestSpec::namesAreInverse()
{
    for (const Order order : {Order::Interleaved, Order::Sequential, Order::Random})
        QCOMPARE(orderFromName(orderName(order)), order);
    for (const PromptSet set : {PromptSet::Grounded, PromptSet::Reference})
        QCOMPARE(promptSetFromName(promptSetName(set)), set);
    QVERIFY(!orderFromName(QStringLiteral("Random")));
    QVERIFY(!promptSetFromName({}));
}

void TestSpec::referenceOptionsStandInFront()
{
    QStringList names;
    for (const OptionInfo& option : knownOptions()) {
        QVERIFY2(!option.meaning.isEmpty(), qPrintable(option.name));
        QVERIFY2(!names.contains(option.name), qPrintable(option.name));
        names += option.name;
    }
    QCOMPARE(names.first(8).join(u' '),
        QStringLiteral("num_gpu num_ctx temperature top_p top_k repeat_penalty seed num_predict"));
    const QString runner =
        QStringLiteral("num_ctx num_batch num_gpu main_gpu use_mmap num_thread draft_num_predict");
    for (const OptionInfo& option : knownOptions())
        QCOMPARE(option.reloads, runner.split(u' ').contains(option.name));
}

void TestSpec::armFromText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Arm>("arm");
    QTest::newRow("name alone") << "Baseline" << Arm {QStringLiteral("Baseline"), {}, {}};
    QTest::newRow("numbers keep their kind")
        << "Tuned:temperature=0.2,num_ctx=4096"
        << Arm {QStringLiteral("Tuned"),
               {{QStringLiteral("temperature"), 0.2}, {QStringLiteral("num_ctx"), 4096}}, {}};
    QTest::newRow("stop is a list") << "T:stop=x,stop= y=z"
                                    << Arm {QStringLiteral("T"),
                                           {{QStringLiteral("stop"),
                                               QJsonArray {QStringLiteral("x"), QStringLiteral(" y=z")}}},
                                           {}};
    QTest::newRow("think is not an option")
        << "T:think=high,seed=-1"
        << Arm {QStringLiteral("T"), {{QStringLiteral("seed"), -1}}, QStringLiteral("high")};
    QTest::newRow("truth") << "T:use_mmap=false"
                           << Arm {QStringLiteral("T"), {{QStringLiteral("use_mmap"), false}}, {}};
    QTest::newRow("spaces and other scripts")
        << " Größe 大 : num_gpu = 0"
        << Arm {QStringLiteral("Größe 大"), {{QStringLiteral("num_gpu"), 0}}, {}};
}

void TestSpec::armFromText()
{
    QFETCH(QString, text);
    QFETCH(Arm, arm);
    const auto parsed = experiment::armFromText(text);
    QVERIFY(parsed);
    QCOMPARE(parsed->name, arm.name);
    QCOMPARE(parsed->options, arm.options);
    QCOMPARE(parsed->think, arm.think);
}

void TestSpec::refusesArm_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"", ":num_ctx=1", "a/b", "T:", "T:num_ctx", "T:num_ctx=", "T:num_ctx=4k",
             "T:num_ctx=4096.5", "T:num_ctx=0", "T:temperature=hot", "T:temperature=nan", "T:temperature=-1",
             "T:top_p=1.1", "T:temprature=1", "T:seed=1,seed=2", "T:think=maybe", "T:use_mmap=1",
             "T:stop=", "T:seed=1,,", "T:=1", "T:num_ctx=99999999999999999999"})
        QTest::newRow(text) << QString::fromLatin1(text);
    QTest::newRow("control character") << QStringLiteral("a\nb");
    QTest::newRow("endless name") << QString(65, u'x');
}

void TestSpec::refusesArm()
{
    QFETCH(QString, text);
    QVERIFY(!experiment::armFromText(text));
    const auto parsed = parsedArm(text);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, base::ErrorCode::Usage);
    QVERIFY(parsed.error().message.endsWith(u'.'));
}

void TestSpec::configurationTexts_data()
{
    QTest::addColumn<QString>("arm");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << "Baseline"
                          << "engine defaults";
    QTest::newRow("order of the options") << "T:seed=7,temperature=0.8,num_ctx=512,num_gpu=80"
                                          << "num_gpu=80, num_ctx=512, temperature=0.8, seed=7";
    QTest::newRow("texts and thinking") << "T:think=low,stop=a\"b"
                                        << "stop=[\"a\\\"b\"], think=low";
}

void TestSpec::configurationTexts()
{
    QFETCH(QString, arm);
    QFETCH(QString, text);
    QCOMPARE(configurationText(*experiment::armFromText(arm)), text);
}

void TestSpec::reloads_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<bool>("reloads");
    QTest::newRow("same") << "a"
                          << "b" << false;
    QTest::newRow("sampling only") << "a"
                                   << "b:temperature=0.1,seed=3" << false;
    QTest::newRow("context given") << "a"
                                   << "b:num_ctx=512" << true;
    QTest::newRow("context differs") << "a:num_ctx=256"
                                     << "b:num_ctx=512" << true;
    QTest::newRow("same layers") << "a:num_gpu=8,temperature=1"
                                 << "b:num_gpu=8" << false;
}

void TestSpec::reloads()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(bool, reloads);
    QCOMPARE(reloadsBetween(*experiment::armFromText(before), *experiment::armFromText(after)), reloads);
}

void TestSpec::agentsAreDealtOut()
{
    Spec spec;
    spec.agents = 5;
    QCOMPARE(endpointOf(spec, 4), 0);
    spec.moreUrls = {QStringLiteral("http://two"), QStringLiteral("http://three")};
    QList<int> endpoints;
    for (int agent = 0; agent <= 5; ++agent)
        endpoints += endpointOf(spec, agent);
    QCOMPARE(endpoints, (QList<int> {0, 0, 1, 2, 0, 1}));
}

void TestSpec::refusesAgents_data()
{
    QTest::addColumn<int>("agents");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QStringList>("moreUrls");
    QTest::addColumn<bool>("isFine");
    const QString one = QStringLiteral("http://one");
    const QString two = QStringLiteral("http://two");
    QTest::newRow("one") << 1 << QString() << QStringList() << true;
    QTest::newRow("as many as there can be") << 64 << one << QStringList {two} << true;
    QTest::newRow("one more") << 65 << one << QStringList() << false;
    QTest::newRow("none") << 0 << one << QStringList() << false;
    QTest::newRow("less than none") << -3 << one << QStringList() << false;
    QTest::newRow("a server each") << 2 << one << QStringList {two} << true;
    QTest::newRow("a server for nobody") << 1 << one << QStringList {two} << false;
    QTest::newRow("the same twice") << 3 << one << QStringList {one} << false;
    QTest::newRow("beside the default address, which may be the same")
        << 3 << QString() << QStringList {two} << false;
    QTest::newRow("an empty address") << 3 << one << QStringList {QString()} << false;
}

void TestSpec::refusesAgents()
{
    QFETCH(int, agents);
    QFETCH(QString, url);
    QFETCH(QStringList, moreUrls);
    QFETCH(bool, isFine);
    Spec spec;
    spec.agents = agents;
    spec.url = url;
    spec.moreUrls = moreUrls;
    const auto result = agentsOf(spec);
    QCOMPARE(result.has_value(), isFine);
    if (!result) {
        QCOMPARE(result.error().code, base::ErrorCode::Usage);
        QVERIFY(!result.error().message.isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestSpec)
#include "tst_spec.moc"
