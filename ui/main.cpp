#include "base/translation.h"
#include "mainwindow/mainwindow.h"

#include <QApplication>
#include <QCommandLineParser>

using namespace benchglass;

namespace {

QString localised(const char* source)
{
    return QCoreApplication::translate("main", source);
}

} // namespace

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Benchglass"));
    QApplication::setOrganizationName(QStringLiteral("Benchglass"));
    QApplication::setApplicationVersion(QStringLiteral(BENCHGLASS_VERSION));
    base::installTranslators(application);

    QCommandLineParser parser;
    parser.setApplicationDescription(
        localised(QT_TRANSLATE_NOOP("main", "Desktop dashboard for benchmarking language models.")));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption store(QStringLiteral("store"),
        localised(QT_TRANSLATE_NOOP("main", "Where the run library is, instead of the user's own.")),
        QStringLiteral("DSN"));
    const QCommandLineOption sample(QStringLiteral("sample"),
        localised(QT_TRANSLATE_NOOP("main", "Open the sample folder with the built-in analyst.")));
    parser.addOptions({store, sample});
    parser.addPositionalArgument(QStringLiteral("FOLDER"),
        localised(QT_TRANSLATE_NOOP("main", "Folder of benchmark results to open.")),
        QStringLiteral("[FOLDER]"));
    parser.process(application);

    theme::Theme theme;
    workbench::Workbench workbench(parser.value(store));
    mainwindow::MainWindow window(&workbench, &theme);
    window.restore(parser.positionalArguments().value(0), parser.isSet(sample));
    window.show();
    return QApplication::exec();
}
