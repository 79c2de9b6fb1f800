#include "pages/reportpage.h"
#include "theme/theme.h"
#include "ui/twoarms.h"
#include "workbench/workbench.h"

#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QThreadPool>
#include <QTranslator>

#include <atomic>
#include <memory>

using namespace benchglass;

namespace {

/// Counts the texts that are asked for outside the main thread, as who paints a report does.
class Listener final : public QTranslator
{
public:
    QString translate(const char*, const char*, const char*, int) const override
    {
        if (QThread::currentThread() != thread())
            ++m_elsewhere;
        return {};
    }
    bool isEmpty() const override { return false; }

    int elsewhere() const { return m_elsewhere; }

private:
    mutable std::atomic<int> m_elsewhere = 0;
};

} // namespace

class TestReportPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Else the window could be closed, and the program's application be gone, under a painter.
    void nothingIsPaintedOnceThePageIsGone()
    {
        const QTemporaryDir folder;
        const theme::Theme theme;
        workbench::Workbench workbench(folder.filePath(QStringLiteral("library.sqlite")));
        Listener listener;
        QVERIFY(QCoreApplication::installTranslator(&listener));
        auto page = std::make_unique<pages::ReportPage>(pages::Context {&workbench, &theme});
        page->show(ui::twoArms());
        page.reset();
        const int heard = listener.elsewhere();
        QVERIFY(heard > 0);
        QThreadPool::globalInstance()->waitForDone();
        QCOMPARE(listener.elsewhere(), heard);
    }
};

QTEST_MAIN(TestReportPage)
#include "tst_reportpage.moc"
