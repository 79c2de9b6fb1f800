#include "base/translation.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "figures/reportfigures.h"

#include <QGuiApplication>

#include <memory>

/// benchglass-cli: the command line twin of the window.
int main(int argc, char** argv)
{
    benchglass::cli::silenceLog();
    QStringList arguments;
    for (int index = 0; index < argc; ++index)
        arguments.append(QString::fromLocal8Bit(argv[index]));
    std::unique_ptr<QCoreApplication> application;
    if (benchglass::cli::needsGraphics(arguments)) {
        // Pages and figures need fonts, never a display.
        qputenv("QT_QPA_PLATFORM", "offscreen");
        application = std::make_unique<QGuiApplication>(argc, argv);
    } else {
        application = std::make_unique<QCoreApplication>(argc, argv);
    }
    QCoreApplication::setOrganizationName(QStringLiteral("Benchglass"));
    QCoreApplication::setApplicationName(QStringLiteral("Benchglass"));
    QCoreApplication::setApplicationVersion(QStringLiteral(BENCHGLASS_VERSION));
    benchglass::base::installTranslators(*application);
    return benchglass::cli::run(arguments, &benchglass::figures::reportFigures);
}
