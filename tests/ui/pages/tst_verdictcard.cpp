#include "pages/verdictcard.h"

#include <QLabel>
#include <QTest>
#include <QVBoxLayout>

#include <memory>

using namespace benchglass;

namespace {

/// A layout's item that says when it is gone.
class CountedItem : public QWidgetItem
{
public:
    CountedItem(QWidget* widget, int* gone)
        : QWidgetItem(widget)
        , m_gone(gone)
    {
    }
    ~CountedItem() override { ++*m_gone; }

private:
    Q_DISABLE_COPY_MOVE(CountedItem)

    int* m_gone;
};

} // namespace

class TestVerdictCard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newSentencesReplaceTheOld();
    void replacedRowsLeaveNothingBehind();
};

void TestVerdictCard::newSentencesReplaceTheOld()
{
    const theme::Theme theme;
    pages::VerdictCard card(theme);
    card.showVerdicts({}, false);
    const QString before = card.text();
    card.showVerdicts({}, true);
    QVERIFY(card.text() != before);
    QVERIFY(card.text().contains(QStringLiteral("the built-in analyst writes by rules")));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QStringList shown;
    for (const auto* label : card.findChildren<QLabel*>())
        shown.append(label->text());
    QCOMPARE(shown.filter(QStringLiteral("Not comparable")).size(), 1);
}

void TestVerdictCard::replacedRowsLeaveNothingBehind()
{
    const theme::Theme theme;
    pages::VerdictCard card(theme);
    card.showVerdicts({}, false);
    QVBoxLayout* body = card.body();
    QCOMPARE(body->count(), 1);
    int gone = 0;
    QWidget* rows = body->itemAt(0)->widget();
    const std::unique_ptr<QLayoutItem> plain(body->takeAt(0));
    body->addItem(new CountedItem(rows, &gone));
    card.showVerdicts({}, true);
    QCOMPARE(body->count(), 1);
    QVERIFY(body->itemAt(0)->widget() != rows);
    QCOMPARE(gone, 1);
}

QTEST_MAIN(TestVerdictCard)
#include "tst_verdictcard.moc"
