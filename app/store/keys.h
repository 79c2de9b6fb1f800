#pragma once

#include <QtGlobal>

namespace benchglass::store {

/// Keys of calls and of searched texts hold the experiment's row above these bits, so that all that
/// belongs to an experiment is one range.
constexpr int slotBits = 22;
constexpr qint64 slotCount = qint64 {1} << slotBits;

/// The texts need a few slots more than there are calls.
constexpr int callsLimit = static_cast<int>(slotCount) - 16;

constexpr qint64 firstKey(qint64 row)
{
    return row << slotBits;
}

constexpr qint64 lastKey(qint64 row)
{
    return firstKey(row) + slotCount - 1;
}

constexpr qint64 callKey(qint64 row, int ordinal)
{
    return firstKey(row) + ordinal;
}

} // namespace benchglass::store
