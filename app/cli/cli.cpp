#include "cli/cli.h"

#include "cli/doctorcommand.h"
#include "cli/ingestcommand.h"
#include "cli/librarycommands.h"
#include "cli/output.h"
#include "cli/replaycommand.h"
#include "cli/runcommand.h"
#include "cli/selftestcommand.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>
#include <array>

namespace benchglass::cli {

namespace {

struct Entry
{
    const char* name;
    const char* summary;
    std::unique_ptr<Command> (*make)();
};

template <typename T>
std::unique_ptr<Command> makeCommand()
{
    return std::make_unique<T>();
}

constexpr std::array<Entry, 9> commands {{
    {"ingest", QT_TRANSLATE_NOOP("Cli", "read a folder and say what it holds"), makeCommand<IngestCommand>},
    {"run", QT_TRANSLATE_NOOP("Cli", "let an engine analyse a folder and measure it"),
        makeCommand<RunCommand>},
    {"list", QT_TRANSLATE_NOOP("Cli", "list the library"), makeCommand<ListCommand>},
    {"show", QT_TRANSLATE_NOOP("Cli", "show an experiment, an arm or a run"), makeCommand<ShowCommand>},
    {"replay", QT_TRANSLATE_NOOP("Cli", "print a measured call's text again, as it came then"),
        makeCommand<ReplayCommand>},
    {"export", QT_TRANSLATE_NOOP("Cli", "write a report, figures and data"), makeCommand<ExportCommand>},
    {"delete", QT_TRANSLATE_NOOP("Cli", "move an experiment to the trash"), makeCommand<DeleteCommand>},
    {"doctor", QT_TRANSLATE_NOOP("Cli", "find out why a server cannot be used"), makeCommand<DoctorCommand>},
    {"selftest", QT_TRANSLATE_NOOP("Cli", "measure what the program itself adds to a measurement"),
        makeCommand<SelfTestCommand>},
}};

QString localised(const char* text)
{
    return QCoreApplication::translate("Cli", text);
}

QString overview()
{
    QString text =
        localised(QT_TRANSLATE_NOOP("Cli", "Usage: benchglass-cli COMMAND [ARGUMENTS]\n\nCommands:\n"));
    for (const auto& entry : commands)
        text += QStringLiteral("  %1 %2\n").arg(QLatin1String(entry.name), -8).arg(localised(entry.summary));
    return text
        + localised(QT_TRANSLATE_NOOP(
            "Cli", "\nbenchglass-cli COMMAND --help lists its options. Every command takes --store PATH.\n"));
}

int usageError(const QString& message)
{
    printError({base::ErrorCode::Usage, message, {}, base::Remedy::None});
    return Usage;
}

int runCommand(const Entry& entry, const QStringList& arguments, const FigureMaker& figures)
{
    const auto command = entry.make();
    QCommandLineParser parser;
    parser.setApplicationDescription(localised(entry.summary));
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")},
        localised(QT_TRANSLATE_NOOP("Cli", "Show this help.")));
    parser.addOption(help);
    parser.addOption({QStringLiteral("store"), localised(QT_TRANSLATE_NOOP("Cli", "The library to use.")),
        QStringLiteral("PATH")});
    command->declare(parser);
    if (!parser.parse(arguments)) {
        const QString complaint = parser.errorText();
        return usageError(complaint.endsWith(u'.') ? complaint : complaint + u'.');
    }
    if (parser.isSet(help)) {
        print(parser.helpText().replace(u"[options]"_qs, QLatin1String(entry.name) + u" [options]"_qs));
        return Done;
    }
    QObject::connect(
        command.get(), &Command::finished, qApp, [](int code) { QCoreApplication::exit(code); },
        Qt::QueuedConnection);
    if (const auto started = command->start(parser, figures); !started) {
        printError(started.error());
        return exitCodeOf(started.error());
    }
    return QCoreApplication::exec();
}

} // namespace

bool needsGraphics(const QStringList& arguments)
{
    const QString command = arguments.value(1);
    if (command != u"run" && command != u"export")
        return false;
    if (command == u"run" && !arguments.contains(u"--out")
        && std::ranges::none_of(arguments, [](const QString& text) { return text.startsWith(u"--out="); }))
        return false;
    const qsizetype at = arguments.indexOf(u"--format");
    QString formats = at >= 0 ? arguments.value(at + 1) : QStringLiteral("md");
    for (const auto& argument : arguments) {
        if (argument.startsWith(u"--format="))
            formats = argument.mid(9);
    }
    return formats.contains(u"md") || formats.contains(u"pdf");
}

namespace {

int dispatch(const QStringList& arguments, const FigureMaker& figures)
{
    const QString name = arguments.value(1);
    if (name == u"--version") {
        print(QCoreApplication::applicationName() + u' ' + QCoreApplication::applicationVersion() + u'\n');
        return Done;
    }
    if (name == u"--help" || name == u"-h" || name == u"help") {
        print(overview());
        return Done;
    }
    const auto entry = std::ranges::find_if(
        commands, [&](const Entry& candidate) { return name == QLatin1String(candidate.name); });
    if (entry == commands.end()) {
        for (const auto& line : overview().trimmed().split(u'\n'))
            printNote(line);
        return usageError(name.isEmpty()
                ? localised(QT_TRANSLATE_NOOP("Cli", "A command is needed."))
                : localised(QT_TRANSLATE_NOOP("Cli", "There is no command “%1”.")).arg(name));
    }
    QStringList rest = arguments;
    rest.removeAt(1);
    return runCommand(*entry, rest, figures);
}

} // namespace

int run(const QStringList& arguments, const FigureMaker& figures)
{
    const int code = dispatch(arguments, figures);
    const auto failure = outputFailure();
    if (!failure)
        return code;
    printError(*failure);
    return code == Done ? int(FinishedWithFailures) : code;
}

} // namespace benchglass::cli
