#pragma once

#include <QString>

namespace benchglass::pages {

// What entries of context menus are called that have a name from a file in them.

/// A name as a menu shows it: on one line, not too long, without keys of its own.
QString menuName(const QString& name);

/// `Only file results/a.csv`
QString onlyFileText(const QString& path);
/// `Only model: gemma3`
QString onlyLevelText(const QString& dimension, const QString& level);
/// `Only series in ms`, or those without a unit.
QString onlyUnitText(const QString& unit);

} // namespace benchglass::pages
