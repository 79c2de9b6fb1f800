#include "agent/digest.h"

#include <algorithm>
#include <cmath>

namespace benchglass::agent {

namespace {

/// What English prose with many numbers costs in the tokenizers of common models, until a model's own
/// factor has been observed.
constexpr double usualBytesPerToken = 3.3;

int factNumber(const corpus::Fact& fact)
{
    return QStringView(fact.id).mid(1).toInt();
}

QString line(const corpus::Fact& fact)
{
    QString text = fact.id + u' ' + fact.text;
    if (!fact.source.isEmpty())
        text += u" ("_qs + fact.source + u')';
    return text;
}

} // namespace

int estimatedTokens(const QString& text, std::optional<double> bytesPerToken)
{
    const double factor = bytesPerToken.value_or(usualBytesPerToken);
    return int(std::ceil(double(text.toUtf8().size()) / factor));
}

Digest digestOf(const corpus::Catalog& catalog, int budgetTokens, std::optional<double> bytesPerToken)
{
    QList<const corpus::Fact*> byWeight;
    byWeight.reserve(catalog.facts().size());
    for (const auto& fact : catalog.facts())
        byWeight.append(&fact);
    std::ranges::stable_sort(byWeight, [](const auto* a, const auto* b) { return a->weight > b->weight; });

    Digest digest;
    for (const auto* fact : std::as_const(byWeight)) {
        const int cost = estimatedTokens(line(*fact) + u'\n', bytesPerToken);
        if (digest.estimatedTokens + cost > budgetTokens)
            break; // A lighter fact never takes the place of a heavier one that did not fit.
        digest.estimatedTokens += cost;
        digest.facts.append(*fact);
    }
    std::ranges::stable_sort(digest.facts, {}, factNumber);
    QStringList lines;
    for (const auto& fact : std::as_const(digest.facts))
        lines.append(line(fact));
    digest.text = lines.join(u'\n');
    return digest;
}

} // namespace benchglass::agent
