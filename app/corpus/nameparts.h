#pragma once

#include <QList>
#include <QString>
#include <QStringView>

namespace benchglass::corpus {

/// What a piece of a name is evidence of.
enum class PieceKind {
    Setting,      ///< A known abbreviation with a whole number: `gpu80`, `ctx_512`.
    Fraction,     ///< A known setting that is a fraction: `temp0p8`, `topp095`.
    Counted,      ///< Runs, repeats and the like: `run_3`, `r3`.
    Word,         ///< Any other word with a number: `phase_1`. Needs evidence from other names.
    Quantisation, ///< `q4_0`, `fp16`
    Size,         ///< Parameters of a model: `8b`, `270m`.
    Device,       ///< `rtx4090`, `h100`
    Text          ///< `key=value` with a value that is no number.
};

/// `gpu80` in a name: num_gpu is 80.
struct NamePiece
{
    PieceKind kind = PieceKind::Word;
    QString name;    ///< What it is called in full: `num_gpu`.
    QString written; ///< As it stands in the name, in lower case: `gpu80`.
    QString text;    ///< Of a number, what stands there (`0p8`); else the value.
    double value = 0;
    bool isNumber = true;
    bool isBare = true; ///< Digits alone, without a point, a `p`, an exponent or a `k`.
    qsizetype start = 0;
    qsizetype length = 0;
};

/// A stretch of a name.
struct NameSpan
{
    qsizetype start = 0;
    qsizetype length = 0;
};

/// One folder or file name, taken apart.
struct NameParts
{
    QList<NamePiece> pieces; ///< From left to right; at most 32.
    QList<NameSpan> dates;
    QString skeleton; ///< Where there is a Word: the name without its dates and values.
};

/// What the pieces of one folder or file name say. Pure and linear in the length of @p name, of which
/// the first 512 characters count.
///
/// @param name without an ending such as `.csv`
NameParts partsOfName(QStringView name);

} // namespace benchglass::corpus
