#pragma once

#include "charts/chart.h"

#include <QCoreApplication>

#include <optional>

namespace benchglass::charts {

/// One part of a call's time to first token.
struct TtftPart
{
    theme::Phase phase = theme::Phase::Rest;
    double ms = 0;

    friend bool operator==(const TtftPart&, const TtftPart&) = default;
};

/// One call.
struct TtftBar
{
    QString label; ///< `1 analysis`
    int arm = 0;
    QString armLabel;              ///< For the key, the tip and the table: `Tuned`.
    QList<TtftPart> parts;         ///< From the bottom up. What they lack of the total is not told.
    std::optional<double> totalMs; ///< Absent when no token came.
    bool isOutside = false;        ///< Kept out of the statistics: drawn open.
    QString note;                  ///< Why, in a word: `cold`. Drawn over the bar.

    friend bool operator==(const TtftBar&, const TtftBar&) = default;
};

/// Stacked bars, in ms, from zero. Markers under the bars tell the arms apart, and a key names them. Values
/// stand over the bars where they have room.
class TtftFigure : public Figure
{
    Q_DECLARE_TR_FUNCTIONS(benchglass::charts::TtftFigure)

public:
    /// @p isLive: more bars may come.
    explicit TtftFigure(QList<TtftBar> bars, bool isLive = true);

    bool isEmpty() const override;
    QString emptyText() const override;
    void paint(QPainter& painter, const QRectF& area, const theme::Tokens& tokens) const override;
    ChartTable table() const override;
    QString tipAt(const QPointF& position, const QRectF& area, const theme::Tokens& tokens) const override;

private:
    QList<TtftBar> m_bars;
    bool m_hasArms = false;
    bool m_isLive = true;
};

/// The parts of @p bar without holes: negative and non-finite parts dropped, parts beyond the total cut, the
/// missing rest added as not told. Empty without a total.
QList<TtftPart> stackedParts(const TtftBar& bar);

/// The columns of @p count bars side by side, at most 40 wide, evenly spread over @p area.
QList<QRectF> barColumns(int count, const QRectF& area);

class TtftChart : public Chart
{
    Q_OBJECT

public:
    using Chart::Chart;
    void setBars(const QList<TtftBar>& bars, bool isLive = true);
};

} // namespace benchglass::charts
