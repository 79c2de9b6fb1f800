#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <vector>

namespace benchglass::corpus {

/// What the names of files differ in: a setting, a count or a folder that varies among them.
struct NameDimension
{
    QString name;                        ///< `num_gpu`, `quantisation`, `run`, `phase`, `folder 1`...
    QStringList levels;                  ///< 2..24, ascending; numbers before texts and by their value.
    std::vector<qint32> levelOfDocument; ///< By path; -1 where its name says nothing.
    QString reason;                      ///< Translated: what in the names says so.
};

/// Takes the folder and file names of @p relativePaths (`/` between parts) apart. Settings come first,
/// then other pieces by name, then the folders that no piece explains, from the outside in. Dates are
/// left out: they are an axis, no group. Words that are no known abbreviation need two names that differ
/// in nothing but their numbers. Pure and deterministic; any thread.
QList<NameDimension> nameDimensions(const QStringList& relativePaths);

} // namespace benchglass::corpus
