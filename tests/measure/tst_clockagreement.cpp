#include "measure/clockagreement.h"

#include <QTest>

using namespace benchglass::measure;

namespace {

/// A call whose clocks differ by @p differenceRatio, of @p tokens at 1000 tok/s by the client.
MeasuredCall callWith(double differenceRatio, int tokens = 1001)
{
    MeasuredCall call;
    call.metrics.outputTokens = tokens;
    call.metrics.tokenSource = TokenSource::Server;
    call.metrics.decodeRatePerSecond = 1000;
    call.metrics.serverDecodeRatePerSecond = 1000 / (1 + differenceRatio);
    return call;
}

} // namespace

class TestClockAgreement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data()
    {
        QTest::addColumn<double>("differenceRatio");
        QTest::addColumn<QString>("product");
        QTest::addColumn<QString>("version");
        QTest::addColumn<ClockVerdict>("verdict");
        const auto row = [](const char* name, double ratio, const char* product, const char* version,
                             ClockVerdict verdict) {
            QTest::newRow(name) << ratio << QString::fromLatin1(product) << QString::fromLatin1(version)
                                << verdict;
        };
        row("alike", 0, "llama.cpp", "", ClockVerdict::Agree);
        row("half a per cent", 0.00499, "llama.cpp", "b6000", ClockVerdict::Agree);
        row("half a per cent less", -0.00499, "Ollama", "0.24.0", ClockVerdict::Agree);
        row("more", 0.0051, "llama.cpp", "b6000", ClockVerdict::Differ);
        row("less, of a server that counts all", -0.02, "llama.cpp", "0.13.0", ClockVerdict::Differ);
        row("before sampling was left out", -0.02, "Ollama", "0.12.4", ClockVerdict::Differ);
        row("from when on", -0.02, "Ollama", "0.12.5", ClockVerdict::SamplingLeftOut);
        row("until when", -0.02, "Ollama", "0.24.7", ClockVerdict::SamplingLeftOut);
        row("candidate", -0.02, "Ollama", "0.24.0-rc1", ClockVerdict::SamplingLeftOut);
        row("after it", -0.02, "Ollama", "0.25.0", ClockVerdict::Differ);
        row("later", -0.02, "Ollama", "1.0.0", ClockVerdict::Differ);
        row("no version", -0.02, "Ollama", "", ClockVerdict::Differ);
        row("the wrong way round", 0.02, "Ollama", "0.24.0", ClockVerdict::Differ);
        row("more than sampling takes", -0.11, "Ollama", "0.24.0", ClockVerdict::Differ);
    }

    void judges()
    {
        QFETCH(double, differenceRatio);
        QFETCH(QString, product);
        QFETCH(QString, version);
        const QList calls {callWith(differenceRatio), callWith(differenceRatio), callWith(0.4)};
        const ClockAgreement agreement = clockAgreementOf(calls, product, version);
        QCOMPARE(agreement.calls, 3);
        QVERIFY(qAbs(*agreement.differenceRatio - differenceRatio) < 1e-9);
        QTEST(agreement.verdict, "verdict");
        QVERIFY(clockAgreementSentence(agreement).contains(u"3 call"));
    }

    void leavesOutWhatCannotBeCompared()
    {
        QList<MeasuredCall> calls(6, callWith(0.001));
        calls[0].metrics.serverDecodeRatePerSecond.reset();
        calls[1].metrics.serverDecodeRatePerSecond = 0;
        calls[2] = callWith(0.3, 90); // 89 ms of text
        calls[3].flags = Flag::Buffered;
        calls[4].state = CallState::Aborted;
        const ClockAgreement agreement = clockAgreementOf(calls, {}, {});
        QCOMPARE(agreement.calls, 1);
        QCOMPARE(agreement.tooShort, 1);
        QCOMPARE(agreement.verdict, ClockVerdict::Agree);
    }

    void saysNothingOfNothing()
    {
        const ClockAgreement agreement = clockAgreementOf({}, QStringLiteral("Ollama"), {});
        QCOMPARE(agreement, ClockAgreement());
        QCOMPARE(clockAgreementSentence(agreement), QString());
    }
};

QTEST_GUILESS_MAIN(TestClockAgreement)
#include "tst_clockagreement.moc"
