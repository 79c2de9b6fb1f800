#pragma once

#include <QString>

#include <optional>

namespace benchglass::base {

/// How a missing figure is written: an en dash.
QString absentText();

/// Fixed-point with a thin space between thousands: `4 899.90`. No locale: for reports and tests.
/// NaN and infinities are absent.
QString fixedText(double value, int decimals);
QString fixedText(std::optional<double> value, int decimals);

/// An integer with a thin space between thousands.
QString countText(qint64 value);

/// As many significant digits as asked for, plain below 1e15, no trailing zeros: `0.0653`, `303.9`, `1 024`.
QString significantText(double value, int digits = 4);

/// The shortest text that reads back as the same double: for exact values in tables and JSON-like places.
QString exactText(double value);

/// Nanoseconds as milliseconds with @p decimals, without the unit (that stands in the header).
QString msText(std::optional<double> ns, int decimals = 0);

/// A duration for people: `850 ms`, `4.2 s`, `1 min 10 s`.
QString durationText(qint64 ns);

/// `436 259 bytes` below 10 kB, then `kB`, `MB`, `GB` (powers of 1000) with one decimal.
QString bytesText(qint64 bytes);

} // namespace benchglass::base
