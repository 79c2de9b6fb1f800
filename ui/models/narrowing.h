#pragma once

#include "corpus/catalog.h"

#include <QMap>

#include <memory>
#include <optional>

namespace benchglass::models {

/// What the series and values of a folder are narrowed to. Names instead of indexes, so that it still means
/// the same after the folder was read again.
struct Narrowing
{
    QString file;                  ///< Path of a document; empty for all.
    QMap<QString, QString> levels; ///< By the name of a dimension.
    std::optional<QString> unit;   ///< Empty: series without a unit.

    bool isEmpty() const { return file.isEmpty() && levels.isEmpty() && !unit; }

    friend bool operator==(const Narrowing&, const Narrowing&) = default;
};

/// Index of the document at @p path, -1 for none.
qint32 documentAt(const QString& path, const corpus::Catalog& catalog);

/// Whether a series may have something left: it has that unit, that file and those levels. Costs nothing by
/// its length.
/// @param document documentAt() of the narrowing's file; not looked at without one
bool mayMatch(const Narrowing& narrowing, qint32 document, const corpus::Series& series);

/// The observations of @p series that @p narrowing leaves, with the same key, unit and dimensions (without
/// the levels that nothing is left of); its statistics are those of the whole. The series itself where
/// nothing narrows it. Keeps what it needs except @p series and the catalog.
std::shared_ptr<const corpus::Series> narrowed(
    const Narrowing& narrowing, const corpus::Catalog& catalog, const corpus::Series& series);

} // namespace benchglass::models
