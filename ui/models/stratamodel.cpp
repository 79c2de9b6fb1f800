#include "models/stratamodel.h"

#include "base/format.h"
#include "models/words.h"

#include <QSet>
#include <QStringBuilder>

#include <algorithm>

namespace benchglass::models {

namespace {

/// Without a model there is no cache to be warm or cold.
bool hasStratum(const StratumRow& row)
{
    return row.ttft.summary.n > 0 || !std::ranges::all_of(row.ttft.leftOut, [](const measure::Exclusion& e) {
        return e.reason == u"no-model";
    });
}

/// Without the arm, which has its mark.
QString stageTitle(const StratumRow& row)
{
    QString title = stageText(row.stage);
    if (hasStratum(row))
        title += QStringLiteral(" · ") % stratumText(row.stratum);
    return title;
}

/// The arm is said only when there is more than one: Row::arm is empty otherwise.
QString wholeTitle(const StratumRow& row)
{
    return row.arm.isEmpty() ? stageTitle(row) : QString(row.arm % QStringLiteral(" · ") % stageTitle(row));
}

QString meanRateText(const StratumRow& row)
{
    QString text = meanText(measure::Metric::DecodeRate, row.rate.summary);
    if (row.rate.summary.n > 0 && row.rate.summary.n != row.ttft.summary.n)
        text += StrataModel::tr(" (n=%1)").arg(row.rate.summary.n);
    return text;
}

QString leftOutTip(const StratumRow& row)
{
    QStringList lines;
    for (const measure::Exclusion& left : row.ttft.leftOut)
        lines.append(StrataModel::tr("TTFT, run %1: %2").arg(left.run).arg(reasonText(left.reason)));
    for (const measure::Exclusion& left : row.rate.leftOut)
        lines.append(StrataModel::tr("tok/s, run %1: %2").arg(left.run).arg(reasonText(left.reason)));
    return lines.join(u'\n');
}

} // namespace

int StratumRow::leftOut() const
{
    return static_cast<int>(std::max(ttft.leftOut.size(), rate.leftOut.size()));
}

QList<StratumRow> strataOf(const QList<measure::MeasuredCall>& calls)
{
    QList<StratumRow> rows;
    const auto place = [&rows](const measure::StratumSummary& s) -> StratumRow& {
        const auto at = std::ranges::find_if(rows, [&s](const StratumRow& row) {
            return row.arm == s.arm && row.stage == s.stage && row.stratum == s.stratum;
        });
        if (at != rows.end())
            return *at;
        rows.append({s.arm, s.stage, s.stratum, {}, {}});
        return rows.last();
    };
    for (const measure::StratumSummary& s : measure::summariesOf(measure::Metric::Ttft, calls))
        place(s).ttft = s;
    for (const measure::StratumSummary& s : measure::summariesOf(measure::Metric::DecodeRate, calls))
        place(s).rate = s;
    return rows;
}

StrataModel::StrataModel(QObject* parent)
    : RowsModel(parent)
{
    setColumns({
        {tr("stage"), stageTitle, {}, false, {}, wholeTitle},
        {tr("n"), [](const StratumRow& r) { return base::countText(r.ttft.summary.n); },
            [](const StratumRow& r) { return QVariant(r.ttft.summary.n); }, true, tr("Calls that count")},
        {tr("TTFT ms"), [](const StratumRow& r) { return meanText(measure::Metric::Ttft, r.ttft.summary); },
            [](const StratumRow& r) { return rawOf(r.ttft.summary.mean); }, true,
            tr("Mean, with the standard deviation from two calls on")},
        {tr("tok/s"), meanRateText, [](const StratumRow& r) { return rawOf(r.rate.summary.mean); }, true,
            tr("Mean decode rate, with the standard deviation from two calls on")},
        {tr("left out"),
            [](const StratumRow& r) { return r.leftOut() == 0 ? QString() : base::countText(r.leftOut()); },
            [](const StratumRow& r) { return QVariant(r.leftOut()); }, true,
            tr("Calls that do not count; the cell's tip says why"), leftOutTip},
    });
}

QVariant StrataModel::data(const QModelIndex& index, int role) const
{
    if (role == Qt::AccessibleTextRole && index.isValid() && index.column() == StageColumn)
        return wholeTitle(row(index.row()));
    return RowsModel::data(index, role);
}

void StrataModel::setCalls(const QList<measure::MeasuredCall>& calls)
{
    QList<StratumRow> rows = strataOf(calls);
    QSet<QString> arms;
    for (const StratumRow& row : rows)
        arms.insert(row.arm);
    if (arms.size() == 1)
        for (StratumRow& row : rows)
            row.arm.clear();
    setRows(std::move(rows));
}

} // namespace benchglass::models
