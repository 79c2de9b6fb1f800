#include "base/error.h"

#include <QSet>
#include <QTest>

using namespace benchglass;
using base::Remedy;

/// What helps, in words for people and for programs.
class TestError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void remedies_data()
    {
        QTest::addColumn<Remedy>("remedy");
        QTest::addColumn<QString>("name");
        QTest::newRow("folder") << Remedy::ChooseFolder << "choose-folder";
        QTest::newRow("sample") << Remedy::OpenSample << "open-sample";
        QTest::newRow("server") << Remedy::StartServer << "start-server";
        QTest::newRow("address") << Remedy::ChangeAddress << "change-address";
        QTest::newRow("key") << Remedy::EnterKey << "enter-key";
        QTest::newRow("certificates") << Remedy::ChooseCertificates << "choose-certificates";
        QTest::newRow("check") << Remedy::CheckConnection << "check-connection";
        QTest::newRow("pull") << Remedy::PullModel << "pull-model";
        QTest::newRow("model") << Remedy::ChooseModel << "choose-model";
        QTest::newRow("place") << Remedy::ChooseOtherPlace << "choose-other-place";
        QTest::newRow("lower") << Remedy::LowerContext << "lower-context";
        QTest::newRow("raise") << Remedy::RaiseContext << "raise-context";
        QTest::newRow("retry") << Remedy::Retry << "retry";
        QTest::newRow("update") << Remedy::UpdateProgram << "update-program";
    }
    void remedies()
    {
        QFETCH(Remedy, remedy);
        QFETCH(QString, name);
        QCOMPARE(base::remedyName(remedy), name);
        QCOMPARE(base::remedyFromName(name), remedy);
        const QString text = base::remedyText(remedy);
        QVERIFY(!text.isEmpty());
        QVERIFY(!m_texts.contains(text));
        m_texts.insert(text);
    }

    void noRemedy()
    {
        QCOMPARE(base::remedyName(Remedy::None), QStringLiteral("none"));
        QVERIFY(base::remedyText(Remedy::None).isEmpty());
        QCOMPARE(base::remedyFromName(QStringLiteral("sell-the-house")), Remedy::None);
    }

private:
    QSet<QString> m_texts;
};

QTEST_GUILESS_MAIN(TestError)
#include "tst_base_error.moc"
