#include "models/seriesmodel.h"

#include "base/format.h"

#include <QStringBuilder>

#include <algorithm>

namespace benchglass::models {

namespace {

using SeriesRow = const corpus::Series*;

RowsModel<SeriesRow>::Column number(const QString& title, double corpus::Series::*member)
{
    return {title, [member](const SeriesRow& s) { return base::significantText(s->*member); },
        [member](const SeriesRow& s) { return QVariant(s->*member); }, true, {},
        [member](const SeriesRow& s) {
            return base::exactText(s->*member);
        }};
}

QString unitTip(const SeriesRow& series)
{
    if (series->unit.isEmpty())
        return SeriesModel::tr("No unit is known.");
    return series->unitReason.isEmpty() ? series->unit
                                        : QString(series->unit % QStringLiteral(": ") % series->unitReason);
}

} // namespace

SeriesModel::SeriesModel(QObject* parent)
    : RowsModel(parent)
{
    setColumns({
        {tr("series"),
            [](const SeriesRow& s) {
                return s->key;
            }},
        {tr("unit"), [](const SeriesRow& s) { return s->unit; }, {}, false,
            tr("Guessed; the cell's tip says why"), unitTip},
        {tr("n"), [](const SeriesRow& s) { return base::countText(s->observations.size()); },
            [](const SeriesRow& s) { return QVariant(s->observations.size()); }, true, tr("Values")},
        {tr("files"), [](const SeriesRow& s) { return base::countText(s->files); },
            [](const SeriesRow& s) { return QVariant(s->files); }, true},
        number(tr("min"), &corpus::Series::min),
        number(tr("median"), &corpus::Series::median),
        number(tr("max"), &corpus::Series::max),
        number(tr("mean"), &corpus::Series::mean),
        {tr("sd"),
            [](const SeriesRow& s) { return s->sd ? base::significantText(*s->sd) : base::absentText(); },
            [](const SeriesRow& s) { return rawOf(s->sd); }, true, tr("Standard deviation (n-1)")},
    });
}

void SeriesModel::setCatalog(std::shared_ptr<const corpus::Catalog> catalog)
{
    QList<SeriesRow> rows;
    if (catalog) {
        rows.reserve(catalog->series().size());
        for (const corpus::Series& series : catalog->series())
            rows.append(&series);
    }
    setRows(rows); // before the old catalog goes: views must never see its rows
    m_catalog = std::move(catalog);
}

int SeriesModel::rowOf(const QString& key) const
{
    const auto at = std::ranges::find_if(rows(), [&](SeriesRow series) { return series->key == key; });
    return at == rows().end() ? -1 : static_cast<int>(at - rows().begin());
}

} // namespace benchglass::models
