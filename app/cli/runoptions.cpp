#include "cli/runcommand.h"

#include "engine/engine.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <limits>

namespace benchglass::cli {

namespace {

using base::Result;

Result<void> usage(const QString& message)
{
    return base::failure(base::ErrorCode::Usage, message);
}

/// Reads options one by one and keeps the first complaint.
class Reader
{
public:
    explicit Reader(const QCommandLineParser& parser)
        : m_parser(parser)
    {
    }

    void integer(const QString& name, int least, int most, int& into)
    {
        number(
            name, least, most, [&](double value) { into = int(value); }, true);
    }

    void seconds(const QString& name, int& intoMs)
    {
        number(
            name, 0, 86'400, [&](double value) { intoMs = int(value * 1000); }, false);
    }

    void number(
        const QString& name, double least, double most, const std::function<void(double)>& take, bool isWhole)
    {
        if (!m_parser.isSet(name))
            return;
        bool isNumber = false;
        const QString text = m_parser.value(name);
        const double value = isWhole ? double(text.toLongLong(&isNumber)) : text.toDouble(&isNumber);
        if (isNumber && value >= least && value <= most)
            take(value);
        else
            complain(RunCommand::tr("--%1 takes a number from %2 to %3, not “%4”.")
                         .arg(name)
                         .arg(least)
                         .arg(most, 0, 'f', 0)
                         .arg(text));
    }

    template <typename T>
    void word(const QString& name, std::optional<T> (*read)(const QString&), const QString& words, T& into)
    {
        if (!m_parser.isSet(name))
            return;
        if (const auto value = read(m_parser.value(name)))
            into = *value;
        else
            complain(RunCommand::tr("--%1 takes %2, not “%3”.").arg(name, words, m_parser.value(name)));
    }

    void complain(const QString& message)
    {
        if (m_complaint.isEmpty())
            m_complaint = message;
    }

    QString complaint() const { return m_complaint; }

private:
    const QCommandLineParser& m_parser;
    QString m_complaint;
};

void readArms(const QCommandLineParser& parser, Reader& reader, experiment::Spec& spec)
{
    for (const auto& text : parser.values(QStringLiteral("arm"))) {
        const auto arm = experiment::parsedArm(text);
        if (!arm) {
            reader.complain(RunCommand::tr("--arm takes NAME or NAME:option=value,.., not “%1”: %2")
                                .arg(text, arm.error().message));
            return;
        }
        const bool isTaken = std::ranges::any_of(
            spec.arms, [&](const experiment::Arm& other) { return other.name == arm->name; });
        if (isTaken)
            reader.complain(RunCommand::tr("Two arms are called “%1”.").arg(arm->name));
        spec.arms.append(*arm);
    }
    if (spec.arms.isEmpty())
        spec.arms.append({QStringLiteral("Baseline"), {}, {}});
}

void readThink(const QCommandLineParser& parser, Reader& reader, experiment::Spec& spec)
{
    const QString think = parser.value(QStringLiteral("think"));
    const QStringList words {QStringLiteral("off"), QStringLiteral("on"), QStringLiteral("low"),
        QStringLiteral("medium"), QStringLiteral("high")};
    if (think.isEmpty())
        return;
    if (!words.contains(think))
        reader.complain(RunCommand::tr("--think takes %1, not “%2”.").arg(words.join(u'|'), think));
    for (auto& arm : spec.arms) {
        if (arm.think.isEmpty())
            arm.think = think;
    }
}

/// A file that is not there would be noticed only when a server is asked, as a server that is not trusted.
void readCaFile(const QCommandLineParser& parser, Reader& reader, experiment::Spec& spec)
{
    const QString path = parser.value(QStringLiteral("ca-file"));
    if (path.isEmpty())
        return;
    QFile file(path);
    if (QFileInfo(path).isFile() && file.open(QIODevice::ReadOnly))
        spec.caFile = QFileInfo(path).absoluteFilePath();
    else
        reader.complain(RunCommand::tr("--ca-file names no file that can be read: “%1”.").arg(path));
}

} // namespace

Result<experiment::Spec> specFromOptions(const QCommandLineParser& parser)
{
    Reader reader(parser);
    experiment::Spec spec;
    spec.folder = QDir(parser.positionalArguments().value(0)).absolutePath();
    spec.engine = parser.value(QStringLiteral("engine"));
    spec.url = parser.value(QStringLiteral("url"));
    spec.model = parser.value(QStringLiteral("model"));
    spec.cold = parser.isSet(QStringLiteral("cold"));
    spec.nonce = !parser.isSet(QStringLiteral("no-nonce"));
    if (!engine::engineIds().contains(spec.engine)) {
        reader.complain(
            RunCommand::tr("--engine takes %1, not “%2”.").arg(engine::engineIds().join(u'|'), spec.engine));
    }
    constexpr int most = std::numeric_limits<int>::max();
    reader.integer(QStringLiteral("runs"), 1, 10'000, spec.runs);
    reader.integer(QStringLiteral("warmup"), 0, 100, spec.warmups);
    reader.integer(QStringLiteral("agents"), 1, experiment::mostAgents, spec.agents);
    reader.integer(QStringLiteral("num-predict"), 0, 1'000'000, spec.outputTokensLimit);
    reader.number(
        QStringLiteral("seed"), 0, most, [&](double value) { spec.seed = quint32(value); }, true);
    reader.number(
        QStringLiteral("pace"), 1, 100'000, [&](double value) { spec.pacedTokensPerSecond = value; }, false);
    reader.seconds(QStringLiteral("cooldown"), spec.cooldownMs);
    reader.seconds(QStringLiteral("timeout-connect"), spec.timeouts.connectMs);
    reader.seconds(QStringLiteral("timeout-first"), spec.timeouts.firstByteMs);
    reader.seconds(QStringLiteral("timeout-idle"), spec.timeouts.idleMs);
    reader.seconds(QStringLiteral("timeout-total"), spec.timeouts.totalMs);
    reader.word(QStringLiteral("prompts"), &experiment::promptSetFromName,
        QStringLiteral("grounded|reference"), spec.prompts);
    reader.word(QStringLiteral("order"), &experiment::orderFromName,
        QStringLiteral("interleaved|sequential|random"), spec.order);
    spec.moreUrls = parser.values(QStringLiteral("also"));
    readArms(parser, reader, spec);
    readThink(parser, reader, spec);
    readCaFile(parser, reader, spec);
    if (const auto agents = experiment::agentsOf(spec); !agents)
        reader.complain(agents.error().message);
    if (!reader.complaint().isEmpty())
        return tl::unexpected(usage(reader.complaint()).error());
    return spec;
}

Result<QList<report::Format>> formatsFromText(const QString& text)
{
    QList<report::Format> formats;
    for (const auto& name : text.split(u',', Qt::SkipEmptyParts)) {
        const auto format = report::formatFromName(name.trimmed());
        if (!format) {
            return base::failure(base::ErrorCode::Usage,
                RunCommand::tr("--format takes md, pdf, csv, json and a3, not “%1”.").arg(name));
        }
        if (!formats.contains(*format))
            formats.append(*format);
    }
    if (formats.isEmpty())
        return base::failure(
            base::ErrorCode::Usage, RunCommand::tr("--format names no format: md, pdf, csv, json or a3."));
    return formats;
}

} // namespace benchglass::cli
