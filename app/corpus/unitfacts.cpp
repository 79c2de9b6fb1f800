#include "corpus/unitfacts.h"

#include "base/format.h"
#include "corpus/facts.h"
#include "corpus/units.h"

#include <QStringBuilder>

#include <algorithm>

namespace benchglass::corpus {

namespace {

class UnitFacts
{
public:
    explicit UnitFacts(const Catalog& catalog)
        : m_catalog(catalog)
    {
    }

    void addUnknown();
    void addDouble();

    QList<Fact> facts;

private:
    void add(double value, const QString& text, double weight, const QString& series = {});
    void addPair(const Series& one, const Series& other);

    const Catalog& m_catalog;
};

QString filesText(const Series& series)
{
    return series.files == 1 ? QStringLiteral("1 file") : QStringLiteral("%1 files").arg(series.files);
}

QString amountText(const Series& series)
{
    const auto n = qint64(series.observations.size());
    return base::countText(n) % (n == 1 ? u" value in "_qs : u" values in "_qs) % filesText(series);
}

void UnitFacts::add(double value, const QString& text, double weight, const QString& series)
{
    Fact fact;
    fact.kind = QStringLiteral("unit");
    fact.value = value;
    fact.text = text;
    fact.source = QStringLiteral("%1 files").arg(m_catalog.documents().size());
    fact.series = series;
    fact.weight = weight;
    facts.append(fact);
}

void UnitFacts::addUnknown()
{
    constexpr double needsNone = 0.15;
    constexpr qsizetype named = 5;
    QList<const Series*> unknown;
    qint64 measured = 0;
    for (const Series& series : m_catalog.series()) {
        if (importanceOf(series.key, series.unit) <= needsNone)
            continue;
        ++measured;
        if (series.unit.isEmpty())
            unknown.append(&series);
    }
    if (unknown.isEmpty())
        return;
    const auto n = qint64(unknown.size());
    std::ranges::stable_sort(unknown, std::ranges::greater {},
        [](const Series* series) { return importanceOf(series->key, series->unit); });
    QStringList names;
    for (const Series* const series : std::as_const(unknown).mid(0, named))
        names.append(quotedName(series->key));
    add(double(n),
        QStringLiteral("Nothing names the unit of %1 of %2 series (settings and identifiers left out): %3%4.")
            .arg(base::countText(n), base::countText(measured), names.join(u", "_qs),
                n > named ? QStringLiteral(" and others") : QString()),
        5.5);
}

void UnitFacts::addPair(const Series& one, const Series& other)
{
    const auto unitText = [](const Series& series) {
        return series.unit.isEmpty() ? QStringLiteral("no unit") : series.unit;
    };
    QString text = quotedName(one.key) % u" stands in two units: " % unitText(one) % u" (" % amountText(one)
        % u") and " % unitText(other) % u" (" % amountText(other) % u"); ";
    const auto factor = conversionFactor(other.unit, one.unit);
    double value = double(one.observations.size() + other.observations.size());
    if (!factor) {
        text += areReciprocal(one.unit, other.unit)
            ? QStringLiteral("one is the other upside down, and no factor converts them.")
            : QStringLiteral("no factor converts them, and they are kept apart.");
    } else if (one.median != 0) {
        value = other.median * *factor / one.median;
        text += QStringLiteral("converted to %1, the median of the second is %2 times that of the first.")
                    .arg(one.unit, base::significantText(value));
    } else {
        text += QStringLiteral("1 %1 is %2 %3.").arg(other.unit, base::exactText(*factor), one.unit);
    }
    add(value, text, 6 * importanceOf(one.key, one.unit) + 1, one.key);
}

/// The catalog calls what stands in another unit than the rest `key [unit]`.
void UnitFacts::addDouble()
{
    constexpr qsizetype told = 10;
    QList<std::pair<const Series*, const Series*>> pairs;
    for (const Series& series : m_catalog.series()) {
        const qsizetype bracket = series.key.endsWith(u']') ? series.key.lastIndexOf(u" [") : -1;
        const Series* const first = bracket > 0 ? m_catalog.find(series.key.left(bracket)) : nullptr;
        if (first && first->unit != series.unit)
            pairs.append(std::pair(first, &series));
    }
    std::ranges::stable_sort(pairs, std::ranges::greater {},
        [](const auto& pair) { return importanceOf(pair.first->key, pair.first->unit); });
    for (qsizetype at = 0; at < std::min(told, pairs.size()); ++at)
        addPair(*pairs.at(at).first, *pairs.at(at).second);
    if (const qint64 rest = pairs.size() - told; rest > 0)
        add(double(rest),
            QStringLiteral("%1 more %2 in two units.")
                .arg(base::countText(rest),
                    rest == 1 ? QStringLiteral("key stands") : QStringLiteral("keys stand")),
            3);
}

} // namespace

QList<Fact> unitFacts(const Catalog& catalog)
{
    UnitFacts all(catalog);
    all.addUnknown();
    all.addDouble();
    return all.facts;
}

} // namespace benchglass::corpus
