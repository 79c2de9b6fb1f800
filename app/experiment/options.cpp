// The options of Ollama's API (`options` of a request), with their ranges and what they mean.

#include "experiment/spec.h"

#include <QCoreApplication>

namespace benchglass::experiment {

namespace {

QString localised(const char* text)
{
    return QCoreApplication::translate("Option", text);
}

OptionInfo integer(const char* name, double min, double max, const QString& meaning)
{
    return {.name = QLatin1String(name), .isInteger = true, .min = min, .max = max, .meaning = meaning};
}

OptionInfo number(const char* name, double min, double max, const QString& meaning)
{
    return {.name = QLatin1String(name), .min = min, .max = max, .meaning = meaning};
}

OptionInfo reloading(OptionInfo option)
{
    option.reloads = true;
    return option;
}

/// The reference's six, then seed and num_predict.
QList<OptionInfo> frontOptions()
{
    return {
        reloading(integer("num_gpu", -1, 999,
            localised(QT_TRANSLATE_NOOP(
                "Option", "Layers on the GPU; 0 = processor only, -1 = as the server likes")))),
        reloading(integer("num_ctx", 1, 16'777'216,
            localised(QT_TRANSLATE_NOOP("Option", "Context in tokens: prompt and answer together")))),
        number("temperature", 0, 5,
            localised(QT_TRANSLATE_NOOP("Option", "Randomness; 0 = always the most likely token"))),
        number("top_p", 0, 1,
            localised(
                QT_TRANSLATE_NOOP("Option", "Only the likeliest tokens that add up to this probability"))),
        integer("top_k", 0, 1'000'000,
            localised(QT_TRANSLATE_NOOP("Option", "Only this many of the likeliest tokens; 0 = all"))),
        number("repeat_penalty", 0, 10,
            localised(QT_TRANSLATE_NOOP("Option", "Above 1, tokens that came lately become less likely"))),
        integer("seed", -1, 4'294'967'295.0,
            localised(QT_TRANSLATE_NOOP("Option", "Start of the random numbers; -1 = a new one each time"))),
        integer("num_predict", -2, 10'000'000,
            localised(QT_TRANSLATE_NOOP(
                "Option", "Most tokens of an answer; -1 = no limit, -2 = until the context is full"))),
    };
}

QList<OptionInfo> samplingOptions()
{
    QList<OptionInfo> options {
        number("min_p", 0, 1,
            localised(
                QT_TRANSLATE_NOOP("Option", "No token below this share of the likeliest one's probability"))),
        number(
            "typical_p", 0, 1, localised(QT_TRANSLATE_NOOP("Option", "Locally typical sampling; 1 = off"))),
        integer("repeat_last_n", -1, 16'777'216,
            localised(QT_TRANSLATE_NOOP(
                "Option", "How far back repeat_penalty looks; 0 = off, -1 = the whole context"))),
        number("presence_penalty", -2, 2,
            localised(QT_TRANSLATE_NOOP("Option", "Above 0, tokens that came at all become less likely"))),
        number("frequency_penalty", -2, 2,
            localised(
                QT_TRANSLATE_NOOP("Option", "Above 0, tokens become less likely the more often they came"))),
        integer("num_keep", -1, 16'777'216,
            localised(QT_TRANSLATE_NOOP("Option", "Tokens kept from the start when the context overflows"))),
    };
    OptionInfo stop;
    stop.name = QStringLiteral("stop");
    stop.isTextList = true;
    stop.meaning = localised(
        QT_TRANSLATE_NOOP("Option", "The answer ends before this text; may be given several times"));
    options += stop;
    return options;
}

/// All of these make the server load the model anew.
QList<OptionInfo> runnerOptions()
{
    OptionInfo mmap;
    mmap.name = QStringLiteral("use_mmap");
    mmap.isBoolean = true;
    mmap.meaning =
        localised(QT_TRANSLATE_NOOP("Option", "Map the model file into memory instead of reading it"));
    return {
        reloading(integer("num_batch", 1, 1'048'576,
            localised(QT_TRANSLATE_NOOP("Option", "Tokens of the prompt that are evaluated at once")))),
        reloading(integer("num_thread", 0, 4096,
            localised(QT_TRANSLATE_NOOP("Option", "Processor threads; 0 = as the server likes")))),
        reloading(integer("main_gpu", 0, 255,
            localised(QT_TRANSLATE_NOOP("Option", "Number of the GPU that carries what cannot be split")))),
        reloading(mmap),
        reloading(integer("draft_num_predict", 0, 1024,
            localised(QT_TRANSLATE_NOOP("Option", "Tokens guessed ahead by a draft model")))),
    };
}

} // namespace

const QList<OptionInfo>& knownOptions()
{
    static const QList<OptionInfo> options = frontOptions() + samplingOptions() + runnerOptions();
    return options;
}

} // namespace benchglass::experiment
