#include "models/problemsmodel.h"

namespace benchglass::models {

QString whereText(const corpus::Problem& problem)
{
    QString where = problem.path;
    if (problem.line > 0)
        where += u':' + QString::number(problem.line);
    if (problem.line > 0 && problem.column > 0)
        where += u':' + QString::number(problem.column);
    return where;
}

ProblemsModel::ProblemsModel(QObject* parent)
    : RowsModel(parent)
{
    setColumns({
        {tr("where"), whereText},
        {tr("problem"),
            [](const corpus::Problem& p) {
                return p.reason;
            }},
        {tr("file"), [](const corpus::Problem& p) { return p.skipped ? tr("left out") : tr("kept"); }, {},
            false, tr("Whether the rest of the file was kept")},
    });
}

} // namespace benchglass::models
