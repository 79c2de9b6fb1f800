#include "agent/digest.h"

#include "corpus/quotedname.h"

#include <QSet>

#include <algorithm>
#include <cmath>
#include <map>

namespace benchglass::agent {

namespace {

using corpus::Fact;

/// What English prose with many numbers costs in the tokenizers of common models, until a model's own
/// factor has been observed.
constexpr double usualBytesPerToken = 3.3;

int factNumber(const Fact& fact)
{
    return QStringView(fact.id).mid(1).toInt();
}

/// Names in it are quoted already; whatever else it may hold, it stays on its line. Where a fact comes from
/// stands in its sentence.
QString line(const Fact& fact)
{
    QString text = fact.id + u' ' + fact.text;
    for (QChar& c : text) {
        if (c.category() == QChar::Other_Control || c == QChar::LineSeparator
            || c == QChar::ParagraphSeparator)
            c = u' ';
    }
    return text;
}

bool isDoubt(const Fact& fact)
{
    return fact.kind == u"conflict" || fact.kind == u"unit";
}

QString headingOf(const Fact& fact)
{
    if (isDoubt(fact))
        return QStringLiteral("Doubts:");
    return fact.series.isEmpty() ? QStringLiteral("The folder:")
                                 : QStringLiteral("Series %1:").arg(corpus::quotedName(fact.series));
}

/// What stands under one heading.
struct Group
{
    int rank = 0; ///< Folder, series, doubts.
    double weight = 0;
    QList<const Fact*> facts;
};

/// By rank, then by weight, then by the first id.
bool isBefore(const Group& a, const Group& b)
{
    if (a.rank != b.rank)
        return a.rank < b.rank;
    if (a.weight != b.weight)
        return a.weight > b.weight;
    return factNumber(*a.facts.first()) < factNumber(*b.facts.first());
}

/// The group that a fact belongs to. Keys that look alike when quoted stay apart.
std::pair<int, QString> groupKey(const Fact& fact)
{
    if (isDoubt(fact))
        return {2, {}};
    return {fact.series.isEmpty() ? 0 : 1, fact.series};
}

} // namespace

int estimatedTokens(const QString& text, std::optional<double> bytesPerToken)
{
    const double factor = bytesPerToken.value_or(usualBytesPerToken);
    return int(std::ceil(double(text.toUtf8().size()) / factor));
}

Digest digestOf(const QList<Fact>& facts, std::optional<double> bytesPerToken)
{
    std::map<std::pair<int, QString>, Group> byKey;
    for (const Fact& fact : facts) {
        Group& group = byKey[groupKey(fact)];
        group.rank = groupKey(fact).first;
        group.weight = std::max(group.weight, fact.weight);
        group.facts.append(&fact);
    }
    QList<Group> groups;
    for (auto& [key, group] : byKey) {
        std::ranges::stable_sort(group.facts, {}, [](const Fact* fact) { return factNumber(*fact); });
        groups.append(std::move(group));
    }
    std::ranges::sort(groups, isBefore);

    Digest digest;
    QStringList lines;
    const auto add = [&](const QString& text) {
        lines.append(text);
        digest.estimatedTokens += estimatedTokens(text + u'\n', bytesPerToken);
    };
    for (const Group& group : std::as_const(groups)) {
        add(headingOf(*group.facts.first()));
        for (const Fact* const fact : group.facts) {
            add(line(*fact));
            digest.facts.append(*fact);
        }
    }
    digest.text = lines.join(u'\n');
    return digest;
}

Digest digestOf(const corpus::Catalog& catalog, int budgetTokens, std::optional<double> bytesPerToken)
{
    QList<const Fact*> byWeight;
    byWeight.reserve(catalog.facts().size());
    for (const auto& fact : catalog.facts())
        byWeight.append(&fact);
    std::ranges::stable_sort(byWeight, [](const auto* a, const auto* b) { return a->weight > b->weight; });

    QList<Fact> chosen;
    QSet<std::pair<int, QString>> headed;
    int tokens = 0;
    for (const auto* fact : std::as_const(byWeight)) {
        const auto key = groupKey(*fact);
        tokens += estimatedTokens(line(*fact) + u'\n', bytesPerToken);
        if (!headed.contains(key))
            tokens += estimatedTokens(headingOf(*fact) + u'\n', bytesPerToken);
        if (tokens > budgetTokens)
            break; // A lighter fact never takes the place of a heavier one that did not fit.
        headed.insert(key);
        chosen.append(*fact);
    }
    return digestOf(chosen, bytesPerToken);
}

} // namespace benchglass::agent
