#pragma once

#include "corpus/catalog.h"

#include <QList>
#include <QString>

#include <optional>

namespace benchglass::engine {

/// A fact's sentence, taken apart so that it can be said in fewer words. Every number in the parts is the
/// sentence's own, letter by letter. Names keep their quotation marks, which no name has inside it.
struct Said
{
    QString id;
    double weight = 0;
    QString value;     ///< `77.67 tok/s`
    QString extent;    ///< `323 values in 20 files`, `117 values`; empty for the only value
    QString spread;    ///< Of a mean: `standard deviation of 88.3 tok/s`
    QString dimension; ///< `“model”`, empty for a whole series
    QString group;     ///< `“llama3.1:8b-instruct-q4_0”`
    QString among;     ///< Of the best and the worst: `among 4 groups (higher is better)`
    bool zerosLeftOut = false;
};

/// The groups of one column of a series.
struct Grouping
{
    QString dimension; ///< `“model”`
    double weight = 0;
    std::optional<Said> best;
    std::optional<Said> worst;
    QList<Said> groups;
};

/// What the given facts say about one series.
struct SeriesView
{
    QString key;
    QString subject; ///< The key as the facts write it: `“tokens_s”`
    QString unit;
    double weight = 0; ///< Of the heaviest fact.
    std::optional<Said> median;
    std::optional<Said> mean;
    std::optional<Said> min;
    std::optional<Said> max;
    QList<Grouping> groupings; ///< The most telling first; files, which say little, last.
    QList<corpus::Fact> zeros;
    QList<corpus::Fact> outliers;
    QList<corpus::Fact> others; ///< Single values, and sentences of a form that is not known here.
};

/// The most important series first. The order depends on the facts alone, not on theirs. Pure; any thread.
QList<SeriesView> viewsOf(const QList<corpus::Fact>& facts);

/// @p fact's sentence on one line, without its full stop.
QString sentenceOf(const corpus::Fact& fact);

} // namespace benchglass::engine
