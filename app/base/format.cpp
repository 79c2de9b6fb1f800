#include "base/format.h"

#include <array>
#include <charconv>
#include <cmath>

namespace benchglass::base {

namespace {

constexpr char16_t thinSpace = u'\u2009';

QString grouped(QString digits)
{
    const qsizetype start = digits.startsWith(u'-') ? 1 : 0;
    qsizetype end = digits.indexOf(u'.');
    if (end < 0)
        end = digits.size();
    // Four digits read well without a gap; from five on the eye needs one.
    if (end - start < 5)
        return digits;
    for (qsizetype at = end - 3; at > start; at -= 3)
        digits.insert(at, QChar(thinSpace));
    return digits;
}

} // namespace

QString absentText()
{
    return QStringLiteral("\u2013");
}

QString fixedText(double value, int decimals)
{
    if (!std::isfinite(value))
        return absentText();
    return grouped(QString::number(value, 'f', decimals));
}

QString fixedText(std::optional<double> value, int decimals)
{
    return value ? fixedText(*value, decimals) : absentText();
}

QString countText(qint64 value)
{
    return grouped(QString::number(value));
}

QString significantText(double value, int digits)
{
    if (!std::isfinite(value))
        return absentText();
    if (value == 0.0)
        return QStringLiteral("0");
    const int magnitude = int(std::floor(std::log10(std::abs(value))));
    if (magnitude >= 15 || magnitude < -6)
        return QString::number(value, 'g', digits);
    QString text = QString::number(value, 'f', std::max(0, digits - 1 - magnitude));
    if (text.contains(u'.')) {
        while (text.endsWith(u'0'))
            text.chop(1);
        if (text.endsWith(u'.'))
            text.chop(1);
    }
    return grouped(text);
}

QString exactText(double value)
{
    std::array<char, 32> buffer {};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    Q_ASSERT(error == std::errc());
    return QString::fromLatin1(buffer.data(), end - buffer.data());
}

QString msText(std::optional<double> ns, int decimals)
{
    return ns ? fixedText(*ns / 1e6, decimals) : absentText();
}

QString durationText(qint64 ns)
{
    const double ms = double(ns) / 1e6;
    if (ms < 1000)
        return QStringLiteral("%1 ms").arg(fixedText(ms, 0));
    const double s = ms / 1000;
    if (s < 60)
        return QStringLiteral("%1 s").arg(fixedText(s, 1));
    const qint64 whole = qint64(std::llround(s));
    if (whole < 3600)
        return QStringLiteral("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return QStringLiteral("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

QString bytesText(qint64 bytes)
{
    if (bytes < 10'000)
        return QStringLiteral("%1 bytes").arg(countText(bytes));
    double value = double(bytes) / 1000;
    for (const char* unit : {"kB", "MB", "GB"}) {
        if (value < 1000)
            return QStringLiteral("%1 %2").arg(fixedText(value, 1), QLatin1String(unit));
        value /= 1000;
    }
    return QStringLiteral("%1 TB").arg(fixedText(value, 1));
}

} // namespace benchglass::base
