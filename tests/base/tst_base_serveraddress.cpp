#include "base/serveraddress.h"

#include <QTest>

using namespace benchglass;

class TestServerAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kept_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("kept");
        const auto row = [](const char* name, const char* typed, const char* kept) {
            QTest::newRow(name) << QString::fromUtf8(typed) << QString::fromUtf8(kept);
        };
        row("nothing", "", "");
        row("no password", "http://box:1/a", "http://box:1/a");
        row("user and password", "http://ann:secret@box:1/a", "http://box:1/a");
        row("a user only", "https://ann@box", "https://box");
        row("no scheme", "ann:secret@box:1", "box:1");
        row("an at in the password", "http://ann:se@cret@box", "http://box");
        row("an at in the path", "http://box/a@b", "http://box/a@b");
        row("an at in the query", "http://box?a=b@c", "http://box?a=b@c");
    }
    void kept()
    {
        QFETCH(const QString, typed);
        QTEST(base::withoutUserInfo(typed), "kept");
    }

    void shown_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char* name, const char* typed, const char* shown) {
            QTest::newRow(name) << QString::fromUtf8(typed) << QString::fromUtf8(shown);
        };
        row("no password", "a b", "a b");
        row("another scheme", "ftp://ann:secret@box", "ftp://…@box");
        row("a slash in the password", "http://ann:se/cret@box", "http://…@box");
        row("no host", "http://ann:secret@", "http://…@");
        row("a line break in the password", "ann:se\ncret@box", "…@box");
    }
    void shown()
    {
        QFETCH(const QString, typed);
        QTEST(base::shownAddress(typed), "shown");
    }
};

QTEST_GUILESS_MAIN(TestServerAddress)
#include "tst_base_serveraddress.moc"
