#include "base/background.h"

#include <QCoreApplication>
#include <QPointer>
#include <QSemaphore>
#include <QTest>

using namespace benchglass;

class TestBackground : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handsOnTheResultInATurnOfItsOwn()
    {
        QPromise<int> promise;
        promise.start();
        promise.addResult(7);
        promise.finish();
        QObject context;
        int got = 0;
        base::whenDone(promise.future(), &context, [&got](int value) { got = value; });
        QCOMPARE(got, 0);
        QTRY_COMPARE(got, 7);
        QTRY_VERIFY(context.children().isEmpty());
    }

    void contexts_data()
    {
        QTest::addColumn<bool>("isFinishedFirst");
        QTest::newRow("the context goes before the future finishes") << false;
        QTest::newRow("the context goes after it finished, before the event loop turns") << true;
    }
    void contexts()
    {
        QFETCH(bool, isFinishedFirst);
        QPromise<int> promise;
        promise.start();
        auto context = std::make_unique<QObject>();
        int calls = 0;
        base::whenDone(promise.future(), context.get(), [&calls](int) { ++calls; });
        const auto after =
            base::afterwards(promise.future(), context.get(), [&calls](int value) { return calls += value; });
        promise.addResult(1);
        if (isFinishedFirst)
            promise.finish();
        context.reset();
        if (!isFinishedFirst)
            promise.finish();
        settle();
        QCOMPARE(calls, 0);
        QVERIFY(after.isFinished());
        QCOMPARE(after.resultCount(), 0);
    }

    void aContextThatGoesInsideItsOwnAnswer()
    {
        QPromise<int> promise;
        promise.start();
        QPointer<QObject> context = new QObject;
        int calls = 0;
        base::whenDone(promise.future(), context, [&](int) {
            ++calls;
            context->deleteLater();
        });
        promise.addResult(1);
        promise.finish();
        QTRY_VERIFY(context.isNull());
        QCOMPARE(calls, 1);
    }

    void aPromiseGivenUpAnswersNothing()
    {
        QObject context;
        int calls = 0;
        QFuture<int> after;
        {
            QPromise<int> promise;
            promise.start();
            base::whenDone(promise.future(), &context, [&calls](int) { ++calls; });
            after = base::afterwards(promise.future(), &context, [](int value) { return value; });
        }
        QTRY_VERIFY(after.isFinished());
        QTRY_VERIFY(context.children().isEmpty());
        QCOMPARE(calls, 0);
        QCOMPARE(after.resultCount(), 0);
    }

    void theContextGoesWhileAPoolWorks()
    {
        QThreadPool pool;
        QSemaphore gate;
        auto context = std::make_unique<QObject>();
        int calls = 0;
        const auto future = base::inBackground(pool, [&gate] {
            gate.acquire();
            return 5;
        });
        base::whenDone(future, context.get(), [&calls](int) { ++calls; });
        context.reset();
        gate.release();
        pool.waitForDone();
        settle();
        QCOMPARE(future.result(), 5);
        QCOMPARE(calls, 0);
    }

    void handsOnWhatFollowed()
    {
        QObject context;
        const auto doubled =
            base::afterwards(base::inBackground([] { return 21; }), &context, [](int v) { return 2 * v; });
        QTRY_VERIFY(doubled.isFinished());
        QCOMPARE(doubled.result(), 42);
    }

private:
    static void settle()
    {
        for (int turn = 0; turn < 3; ++turn) {
            QCoreApplication::processEvents();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
    }
};

QTEST_GUILESS_MAIN(TestBackground)
#include "tst_base_background.moc"
