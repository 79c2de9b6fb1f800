#include "base/background.h"
#include "servers/scriptedopenai.h"
#include "servers/scriptedserver.h"
#include "workbench/workbench.h"

#include <QFile>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace benchglass;
using tests::ScriptedOllama;
using tests::ScriptedOpenAi;
using tests::ScriptedServer;
using tests::Step;
using workbench::KeyPlace;
using workbench::Workbench;

namespace {

const QString key = QStringLiteral("sk-only-for-the-first");

template <typename T>
T await(const QFuture<T>& future)
{
    [&] {
        QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 90'000);
    }();
    return future.resultCount() > 0 ? future.result() : T {};
}

/// Two servers; a key is kept for the first.
struct Scene
{
    Scene()
        : bench(folder.filePath(QStringLiteral("library.db")))
    {
    }

    void keep(const QString& engine, const QString& url)
    {
        QCOMPARE(await(bench.setKey(engine, url, key)), KeyPlace::Session);
    }

    void check(const QString& engine, const QString& url)
    {
        const auto checkup = bench.makeCheckup();
        QSignalSpy finished(checkup.get(), &workbench::Checkup::finished);
        workbench::CheckupRequest request;
        request.endpoint.engine = engine;
        request.endpoint.url = url;
        request.options.model = QStringLiteral("tiny");
        checkup->start(request);
        QVERIFY(finished.wait(60'000));
    }

    std::shared_ptr<const experiment::Experiment> run(const experiment::Spec& spec)
    {
        std::shared_ptr<const experiment::Experiment> done;
        QObject::connect(&bench, &Workbench::experimentFinished, &bench,
            [&done](const auto& experiment) { done = experiment; });
        bench.run(spec);
        [&] {
            QTRY_VERIFY_WITH_TIMEOUT(done != nullptr, 60'000);
        }();
        return done;
    }

    experiment::Spec spec(const QString& url, const QStringList& moreUrls = {}) const
    {
        experiment::Spec made;
        made.folder = folder.path();
        made.engine = QStringLiteral("openai");
        made.url = url;
        made.model = QStringLiteral("tiny");
        made.arms = {{QStringLiteral("Baseline"), {}, {}}};
        made.moreUrls = moreUrls;
        made.agents = 1 + int(moreUrls.size());
        return made;
    }

    QTemporaryDir folder;
    ScriptedOpenAi first;
    ScriptedOpenAi second;
    Workbench bench;
};

bool hasKey(const tests::ScriptedRequest& request)
{
    const QByteArray word = key.toUtf8();
    return request.route.contains(word) || request.body.contains(word)
        || std::ranges::any_of(
            request.headers, [&word](const QByteArray& header) { return header.contains(word); });
}

QByteArray redirectTo(const QString& url)
{
    return "HTTP/1.1 307 Temporary Redirect\r\nLocation: " + url.toUtf8()
        + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
}

} // namespace

using Deed = std::function<void(Scene&)>;
Q_DECLARE_METATYPE(Deed)

/// A key that is kept for one address is never sent to another, whatever leads there.
class TestKeysStay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void stays_data();
    void stays();
    void staysWithOllama_data();
    void staysWithOllama();
    void theFirstGetsIt();
};

void TestKeysStay::initTestCase()
{
    // Whoever runs this by hand keeps the own keychain to themselves.
    qputenv("DBUS_SESSION_BUS_ADDRESS", "disabled:");
    qunsetenv("BENCHGLASS_API_KEY");
    QStandardPaths::setTestModeEnabled(true);
}

void TestKeysStay::stays_data()
{
    QTest::addColumn<Deed>("deed");
    QTest::addColumn<bool>("isAsked"); ///< Whether the second server hears anything at all.
    const auto openAi = QStringLiteral("openai");
    const auto row = [](const char* name, bool isAsked, const Deed& deed) {
        QTest::newRow(name) << deed << isAsked;
    };
    row("the address is changed", true, [=](Scene& s) {
        QVERIFY(await(s.bench.probe(openAi, s.first.url())));
        QVERIFY(await(s.bench.probe(openAi, s.second.url())));
        QVERIFY(await(s.bench.describe(openAi, s.second.url(), QStringLiteral("tiny"))));
    });
    row("the address is changed while the first is asked", true, [=](Scene& s) {
        const auto early = s.bench.probe(openAi, s.first.url());
        QVERIFY(await(s.bench.probe(openAi, s.second.url())));
        QVERIFY(await(early));
    });
    row("the first address as a user's name", true,
        [=](Scene& s) { await(s.bench.probe(openAi, s.first.url() + u'@' + s.second.url().mid(7))); });
    row("another engine", true,
        [=](Scene& s) { await(s.bench.probe(QStringLiteral("ollama"), s.second.url())); });
    row("the list of models leads away", false, [=](Scene& s) {
        const QString url = s.second.url() + QStringLiteral("/v1/models");
        s.first.route("GET /v1/models", {Step::send(redirectTo(url))});
        QVERIFY(!await(s.bench.probe(openAi, s.first.url())));
    });
    row("the answer leads away", false, [](Scene& s) {
        const QString url = s.second.url() + QStringLiteral("/v1/chat/completions");
        s.first.route("POST /v1/chat/completions", {Step::send(redirectTo(url))});
        QVERIFY(s.run(s.spec(s.first.url())) != nullptr);
    });
    row("a check of the other", true, [=](Scene& s) { s.check(openAi, s.second.url()); });
    row("a check that is led away", false, [=](Scene& s) {
        const QString url = s.second.url() + QStringLiteral("/v1/models");
        s.first.route("GET /v1/models", {Step::send(redirectTo(url))});
        s.check(openAi, s.first.url());
    });
    row("a run at the other", true,
        [](Scene& s) { QCOMPARE(s.run(s.spec(s.second.url()))->calls.size(), 3); });
    row("agents at both", true, [](Scene& s) {
        const auto done = s.run(s.spec(s.first.url(), {s.second.url()}));
        QCOMPARE(done->state, experiment::ExperimentState::Finished);
    });
}

void TestKeysStay::stays()
{
    QFETCH(Deed, deed);
    QFETCH(bool, isAsked);
    Scene scene;
    QFile file(scene.folder.filePath(QStringLiteral("a.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("model,tokens_per_second\nm1,100.5\nm2,50.25\n");
    file.close();
    scene.keep(QStringLiteral("openai"), scene.first.url());
    deed(scene);
    const auto heard = scene.second.requests();
    QCOMPARE(!heard.isEmpty(), isAsked);
    QVERIFY(std::ranges::none_of(heard, hasKey));
}

void TestKeysStay::staysWithOllama_data()
{
    QTest::addColumn<QByteArray>("route");
    QTest::newRow("version") << QByteArray("GET /api/version");
    QTest::newRow("list") << QByteArray("GET /api/tags");
    QTest::newRow("details") << QByteArray("POST /api/show");
    QTest::newRow("pull") << QByteArray("POST /api/pull");
}

/// A proxy that wants a key in front of an Ollama, and leads away.
void TestKeysStay::staysWithOllama()
{
    QFETCH(QByteArray, route);
    Scene scene;
    ScriptedOllama ollama;
    const auto id = QStringLiteral("ollama");
    scene.keep(id, ollama.url());
    const QByteArray path = route.mid(route.indexOf(' ') + 1);
    ollama.route(route, {Step::send(redirectTo(scene.second.url() + QString::fromUtf8(path)))});
    const auto checkup = scene.bench.makeCheckup();
    QSignalSpy finished(checkup.get(), &workbench::Checkup::finished);
    QSignalSpy pulled(checkup.get(), &workbench::Checkup::pullEnded);
    workbench::CheckupRequest request;
    request.endpoint.engine = id;
    request.endpoint.url = ollama.url();
    request.options.model = QStringLiteral("tiny");
    checkup->start(request);
    QVERIFY(finished.wait(60'000));
    checkup->pull(QStringLiteral("tiny"));
    QVERIFY(!pulled.isEmpty() || pulled.wait(60'000));
    QVERIFY(std::ranges::any_of(ollama.requests(), hasKey)); // or nothing was shown
    QVERIFY(scene.second.requests().isEmpty());
}

/// Without this the other tests would prove nothing.
void TestKeysStay::theFirstGetsIt()
{
    Scene scene;
    scene.keep(QStringLiteral("openai"), scene.first.url());
    QVERIFY(await(scene.bench.probe(QStringLiteral("openai"), scene.first.url())));
    const auto heard = scene.first.requests();
    QVERIFY(!heard.isEmpty());
    QVERIFY(std::ranges::all_of(heard, hasKey));
}

QTEST_GUILESS_MAIN(TestKeysStay)
#include "tst_keysstay.moc"
