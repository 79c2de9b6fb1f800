#include "models/observationsmodel.h"

#include "base/format.h"

#include <QStringBuilder>

#include <numeric>

namespace benchglass::models {

ObservationsModel::ObservationsModel(QObject* parent)
    : RowsModel(parent)
{
    setColumns({
        {tr("value"), [this](const qint64& row) { return base::significantText(observation(row).value, 6); },
            [this](const qint64& row) { return QVariant(observation(row).value); }, true, {},
            [this](const qint64& row) {
                return base::exactText(observation(row).value);
            }},
        {tr("group"),
            [this](const qint64& row) {
                return groupText(row);
            }},
        {tr("file"),
            [this](const qint64& row) {
                return fileText(row);
            }},
        {tr("place"),
            [this](const qint64& row) { return m_catalog->locatorOf(*m_series, observation(row)).text(); },
            [](const qint64& row) { return QVariant(row); }, false,
            tr("line:column (2:4 is the fourth cell of line 2), or in JSON the path of keys")},
    });
}

void ObservationsModel::setSeries(
    std::shared_ptr<const corpus::Catalog> catalog, const corpus::Series* series, int dimension)
{
    setRows({});
    m_catalog = std::move(catalog);
    m_series = m_catalog ? series : nullptr;
    m_dimension = dimension;
    QList<qint64> rows(m_series ? m_series->observations.size() : 0);
    std::iota(rows.begin(), rows.end(), 0);
    setRows(std::move(rows));
}

QString ObservationsModel::placeText(int row) const
{
    if (!m_series || row < 0 || row >= rowCount())
        return {};
    const corpus::Observation at = observation(row);
    return fileText(row) % u':' % m_catalog->locatorOf(*m_series, at).text() % QStringLiteral("  ")
        % m_series->key % QStringLiteral(" = ") % base::exactText(at.value);
}

QString ObservationsModel::groupText(qint64 row) const
{
    if (m_dimension < 0 || m_dimension >= m_series->dimensions.size())
        return {};
    return m_series->dimensions.at(m_dimension).labelAt(row);
}

QString ObservationsModel::fileText(qint64 row) const
{
    const qint32 document = observation(row).document;
    const auto& documents = m_catalog->documents();
    return document >= 0 && document < documents.size() ? documents.at(document).path : QString();
}

} // namespace benchglass::models
