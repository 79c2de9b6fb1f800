#include "corpus/namedates.h"

#include <QDate>

#include <algorithm>

namespace benchglass::corpus {

namespace {

class DateFinder
{
public:
    explicit DateFinder(QStringView text)
        : m_text(text)
    {
    }

    QList<NameSpan> find() const;

private:
    QChar at(qsizetype place) const { return place < m_text.size() ? m_text.at(place) : QChar(); }
    int numberOf(qsizetype start, qsizetype length) const { return m_text.mid(start, length).toInt(); }
    qsizetype digitsAt(qsizetype start) const;
    qsizetype dateLength(qsizetype start, qsizetype digits) const;
    qsizetype timeLength(qsizetype start) const;

    QStringView m_text;
};

qsizetype DateFinder::digitsAt(qsizetype start) const
{
    qsizetype end = start;
    while (at(end) >= u'0' && at(end) <= u'9')
        ++end;
    return end - start;
}

/// `20251002`, `2025-10-02`, a stamp in seconds or milliseconds since 1970; 0 for anything else.
qsizetype DateFinder::dateLength(qsizetype start, qsizetype digits) const
{
    const auto isDate = [&](qsizetype gap) {
        return QDate::isValid(
            numberOf(start, 4), numberOf(start + 4 + gap, 2), numberOf(start + 6 + 2 * gap, 2));
    };
    const int year = numberOf(start, std::min<qsizetype>(digits, 4));
    const bool isYear = digits >= 4 && year >= 1990 && year < 2100;
    if (isYear && (digits == 8 || digits == 12 || digits == 14))
        return isDate(0) ? digits : 0;
    if (digits == 10 || digits == 13) {
        const int stamp = numberOf(start, 10);
        return stamp >= 1'000'000'000 && stamp < 2'147'000'000 ? digits : 0;
    }
    const QChar gap = at(start + 4);
    if (!isYear || digits != 4 || (gap != u'-' && gap != u'_' && gap != u'.'))
        return 0;
    if (digitsAt(start + 5) == 2 && at(start + 7) == gap && digitsAt(start + 8) == 2)
        return isDate(1) ? 10 : 0;
    return 0;
}

/// `-151824`, `T15:18:24Z` behind a date.
qsizetype DateFinder::timeLength(qsizetype start) const
{
    qsizetype place = start;
    if ((at(place) == u'_' || at(place) == u'-' || at(place) == u' ') || at(place) == u't')
        ++place;
    const qsizetype digits = digitsAt(place);
    if (digits == 4 || digits == 6) {
        if (numberOf(place, 2) > 23 || numberOf(place + 2, 2) > 59)
            return 0;
        place += digits;
    } else if (digits == 2 && numberOf(place, 2) < 24) {
        const QChar gap = at(place + 2);
        if ((gap != u'-' && gap != u':' && gap != u'_') || digitsAt(place + 3) != 2)
            return 0;
        place += 5;
        if (at(place) == gap && digitsAt(place + 1) == 2)
            place += 3;
    } else {
        return 0;
    }
    if (at(place) == u'z')
        ++place;
    return !at(place).isLetterOrNumber() ? place - start : 0;
}

QList<NameSpan> DateFinder::find() const
{
    QList<NameSpan> dates;
    for (qsizetype place = 0; place < m_text.size();) {
        const qsizetype digits = digitsAt(place);
        if (digits == 0) {
            ++place;
            continue;
        }
        qsizetype length = dateLength(place, digits);
        if (length == 8 || (length == 10 && digits == 4))
            length += timeLength(place + length);
        if (length > 0)
            dates.append({place, length});
        place += std::max(digits, length);
    }
    return dates;
}

} // namespace

QList<NameSpan> datesIn(QStringView text)
{
    return DateFinder(text).find();
}

} // namespace benchglass::corpus
