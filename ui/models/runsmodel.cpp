#include "models/runsmodel.h"

#include "base/format.h"
#include "engine/engine.h"
#include "measure/figuretext.h"
#include "models/endwords.h"
#include "models/words.h"

#include <QStringBuilder>

#include <algorithm>

namespace benchglass::models {

namespace {

using Summary = experiment::Summary;

/// A summary keeps the name, which no translation touches.
QString configurationOf(const Summary& summary)
{
    const experiment::Arm untouched;
    return summary.configuration == experiment::configurationName(untouched)
        ? experiment::configurationText(untouched)
        : summary.configuration;
}

QString armText(const Summary& summary)
{
    return summary.configuration.isEmpty()
        ? summary.arm
        : QString(summary.arm % QStringLiteral(" · ") % configurationOf(summary));
}

QString runsText(const Summary& summary)
{
    if (summary.runsDone == summary.runs)
        return base::countText(summary.runs);
    return base::countText(summary.runsDone) % u'/' % base::countText(summary.runs);
}

/// `2 cold, 1 few-tokens` in people's words.
QString flagsInWords(const Summary& summary)
{
    QStringList parts;
    for (const QString& part : summary.flags.split(QStringLiteral(", "), Qt::SkipEmptyParts)) {
        const QString name = part.section(u' ', 1);
        parts.append(part.section(u' ', 0, 0) % u' ' % reasonText(name));
    }
    return parts.join(QStringLiteral(", "));
}

QString modelText(const Summary& summary)
{
    return summary.model.isEmpty() ? engine::engineDisplayName(summary.engine) : summary.model;
}

} // namespace

RunsModel::RunsModel(QObject* parent)
    : RowsModel(parent)
{
    setColumns({
        {{}, [](const Summary& s) { return endMark(s.state, experiment::endingOf(s)); },
            [](const Summary& s) { return QVariant(static_cast<int>(s.state)); }, false, tr("How it ended"),
            [](const Summary& s) {
                return endText(s.state, experiment::endingOf(s));
            }},
        {tr("corpus"),
            [](const Summary& s) {
                return s.corpus;
            }},
        {tr("model"), modelText},
        {tr("arm"), armText},
        {tr("runs"), runsText, [](const Summary& s) { return QVariant(s.runsDone); }, true,
            tr("Done of planned; one figure when all are done")},
        {tr("TTFT warm, ms"),
            [](const Summary& s) { return measure::figureText(measure::Metric::Ttft, s.ttftMedianMs); },
            [](const Summary& s) { return rawOf(s.ttftMedianMs); }, true, tr("Median of warm report calls")},
        {tr("tok/s"),
            [](const Summary& s) {
                return measure::figureText(measure::Metric::DecodeRate, s.decodeRateMedianPerSecond);
            },
            [](const Summary& s) { return rawOf(s.decodeRateMedianPerSecond); }, true,
            tr("Median decode rate of warm report calls")},
        {tr("flags"), flagsInWords},
        {tr("tags"),
            [](const Summary& s) {
                return s.tags.join(QStringLiteral(", "));
            }},
        {tr("started"),
            [](const Summary& s) {
                return s.createdUtc.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"));
            },
            [](const Summary& s) {
                return QVariant(s.createdUtc);
            }},
        {tr("notes"),
            [](const Summary& s) {
                return s.notes.simplified();
            }},
    });
}

int RunsModel::rowOf(const QString& id) const
{
    const auto at = std::ranges::find(rows(), id, &Summary::id);
    return at == rows().end() ? -1 : static_cast<int>(at - rows().begin());
}

} // namespace benchglass::models
