#include "mainwindow/mainwindow.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

using namespace benchglass;

namespace {

void loadTranslations(QApplication* application)
{
    auto* own = new QTranslator(application);
    if (own->load(QLocale(), QStringLiteral("benchglass"), QStringLiteral("_"), QStringLiteral(":/i18n")))
        QApplication::installTranslator(own);
    auto* qt = new QTranslator(application);
    if (qt->load(QLocale(), QStringLiteral("qtbase"), QStringLiteral("_"),
            QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(qt);
}

QString text(const char* source)
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
    loadTranslations(&application);

    QCommandLineParser parser;
    parser.setApplicationDescription(
        text(QT_TRANSLATE_NOOP("main", "Desktop dashboard for benchmarking language models.")));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption store(QStringLiteral("store"),
        text(QT_TRANSLATE_NOOP("main", "Where the run library is, instead of the user's own.")),
        QStringLiteral("DSN"));
    const QCommandLineOption sample(QStringLiteral("sample"),
        text(QT_TRANSLATE_NOOP("main", "Open the sample folder with the built-in analyst.")));
    parser.addOptions({store, sample});
    parser.addPositionalArgument(QStringLiteral("FOLDER"),
        text(QT_TRANSLATE_NOOP("main", "Folder of benchmark results to open.")), QStringLiteral("[FOLDER]"));
    parser.process(application);

    theme::Theme theme;
    workbench::Workbench workbench(parser.value(store));
    mainwindow::MainWindow window(&workbench, &theme);
    window.restore(parser.positionalArguments().value(0), parser.isSet(sample));
    window.show();
    return QApplication::exec();
}
