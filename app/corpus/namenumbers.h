#pragma once

#include "corpus/nameparts.h"

namespace benchglass::corpus {

/// How bare digits of a fraction are read.
struct Point
{
    int decimals = 0;           ///< Divide by 10 to this power.
    bool isBehindFirst = false; ///< The point stands behind the first digit.
    QString reason;             ///< Translated. Empty where digits are read as they stand.
};

/// `temp08` and `temp10` leave the point out. The names prove it by a leading zero, or by values that no
/// such setting can have.
Point pointOf(const QString& setting, const QList<const NamePiece*>& pieces);

/// The value of @p piece in its shortest spelling: 0.8 for `0p8`, 15 for `015`.
QString levelText(const NamePiece& piece, const Point& point);

} // namespace benchglass::corpus
