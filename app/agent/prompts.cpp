#include "agent/prompts.h"

#include "corpus/quotedname.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace benchglass::agent {

namespace {

using Values = QList<std::pair<QString, QString>>;

/// Fills `{{name}}` in one pass, so that a value that contains `{{...}}` stays what it is.
QString filled(const QString& text, const Values& values)
{
    static const QRegularExpression placeholder(QStringLiteral("\\{\\{(\\w+)\\}\\}"));
    QString result;
    qsizetype done = 0;
    auto matches = placeholder.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        result += QStringView(text).mid(done, match.capturedStart() - done);
        const auto found = std::ranges::find(values, match.captured(1), &std::pair<QString, QString>::first);
        Q_ASSERT(found != values.end());
        result += found->second;
        done = match.capturedEnd();
    }
    result += QStringView(text).mid(done);
    return result;
}

QString withNonce(const QString& nonce, const QString& text)
{
    return nonce.isEmpty() ? text : nonce + u'\n' + text;
}

/// The reference's harvest: one value per label that sounds like speed, the first one met.
QString harvestedMetrics(const corpus::Catalog& catalog)
{
    constexpr std::array<QStringView, 5> wanted {u"tok", u"throughput", u"latency", u"ttft", u"speed"};
    QJsonObject metrics;
    for (const auto& series : catalog.series()) {
        const bool isWanted = std::ranges::any_of(
            wanted, [&](QStringView word) { return series.key.contains(word, Qt::CaseInsensitive); });
        if (!isWanted || series.observations.isEmpty())
            continue;
        const auto first = series.observations.first();
        const auto type = catalog.documents().at(first.document).type;
        if (type == corpus::DocumentType::Markdown)
            continue;
        const QString prefix =
            type == corpus::DocumentType::Csv ? QStringLiteral("csv_") : QStringLiteral("json_");
        metrics.insert(prefix + series.key, first.value);
        if (metrics.size() == 60)
            break;
    }
    return QString::fromUtf8(QJsonDocument(metrics).toJson());
}

QString numbered(const QStringList& items)
{
    QStringList lines;
    for (const auto& item : items)
        lines.append(QStringLiteral("%1. %2").arg(lines.size() + 1).arg(item));
    return lines.isEmpty() ? QStringLiteral("none") : lines.join(u'\n');
}

} // namespace

QString promptTemplate(const QString& name)
{
    QFile file(QStringLiteral(":/prompts/%1.txt").arg(name));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    return opened ? QString::fromUtf8(file.readAll()) : QString();
}

QString newNonce()
{
    return QStringLiteral("[%1]").arg(QRandomGenerator::global()->generate(), 8, 16, QLatin1Char('0'));
}

PromptTexts analysisPrompt(experiment::PromptSet set, const PromptInput& input, const QString& nonce)
{
    if (set == experiment::PromptSet::Reference) {
        return {{},
            filled(promptTemplate(QStringLiteral("reference-analysis")),
                {{QStringLiteral("summary"), experiment::dataSummaryText(input.corpus)}})};
    }
    return {withNonce(nonce, promptTemplate(QStringLiteral("grounded-system"))),
        filled(promptTemplate(QStringLiteral("grounded-analysis")),
            {{QStringLiteral("corpus"), corpus::quotedName(input.corpus.name)},
                {QStringLiteral("digest"), input.digest.text}})};
}

PromptTexts reportPrompt(
    experiment::PromptSet set, const PromptInput& input, const QString& analysis, const QString& nonce)
{
    if (set == experiment::PromptSet::Reference) {
        const auto findings = experiment::findingsOf(analysis);
        return {{},
            filled(promptTemplate(QStringLiteral("reference-report")),
                {{QStringLiteral("extractedSummary"), findings.summary},
                    {QStringLiteral("findings"), numbered(findings.keyFindings)},
                    {QStringLiteral("metrics"), harvestedMetrics(*input.catalog)},
                    {QStringLiteral("recommendations"), numbered(findings.recommendations)}})};
    }
    return {withNonce(nonce, promptTemplate(QStringLiteral("grounded-system"))),
        filled(promptTemplate(QStringLiteral("grounded-report")),
            {{QStringLiteral("corpus"), corpus::quotedName(input.corpus.name)},
                {QStringLiteral("digest"), input.digest.text}, {QStringLiteral("analysis"), analysis}})};
}

PromptTexts warmupPrompt(const PromptInput& input, const QString& nonce)
{
    // A slice of what the measured prompts hold, so that its token count says what they will cost.
    constexpr qsizetype sliceLength = 800;
    return {withNonce(nonce, {}).trimmed(),
        input.digest.text.left(sliceLength) + QStringLiteral("\n\nAnswer with one word: ready")};
}

} // namespace benchglass::agent
