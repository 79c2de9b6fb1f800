#include "corpus/namenumbers.h"

#include <QCoreApplication>

#include <algorithm>

namespace benchglass::corpus {

namespace {

QString localised(const char* text)
{
    return QCoreApplication::translate("corpus", text);
}

/// The largest sensible value of a fraction such as `temperature`.
double largestFraction(const QString& setting)
{
    return setting == u"top_p" || setting == u"min_p" ? 1 : 2;
}

} // namespace

Point pointOf(const QString& setting, const QList<const NamePiece*>& pieces)
{
    Point point;
    double largest = 0;
    qsizetype shortest = 15;
    for (const NamePiece* const one : pieces) {
        const NamePiece& piece = *one;
        if (piece.kind != PieceKind::Fraction || !piece.isNumber || !piece.isBare)
            continue;
        if (piece.text.size() > 1 && piece.text.startsWith(u'0')) {
            point.isBehindFirst = true;
            point.reason = localised(
                QT_TRANSLATE_NOOP("corpus",
                    "\u201c%1\u201d begins with a zero: the point behind the first digit is left out"))
                               .arg(piece.written);
            return point;
        }
        largest = std::max(largest, piece.value);
        shortest = std::min(shortest, piece.text.size());
    }
    const double most = largestFraction(setting);
    if (largest <= most)
        return point;
    if (largest <= 10 * most)
        point.decimals = 1;
    else if (largest <= 100 * most && shortest > 1)
        point.decimals = 2;
    if (point.decimals > 0)
        point.reason =
            localised(QT_TRANSLATE_NOOP("corpus", "%1 would be too much for %2: the point is left out"))
                .arg(largest)
                .arg(setting);
    return point;
}

QString levelText(const NamePiece& piece, const Point& point)
{
    if (!piece.isNumber || piece.text.endsWith(u'k'))
        return piece.text;
    double value = piece.value;
    if (piece.isBare && point.isBehindFirst) {
        for (qsizetype digits = piece.text.size(); digits > 1; --digits)
            value /= 10;
    } else if (piece.isBare) {
        value /= point.decimals == 2 ? 100 : point.decimals == 1 ? 10 : 1;
    }
    return QString::number(value, 'g', 15);
}

} // namespace benchglass::corpus
