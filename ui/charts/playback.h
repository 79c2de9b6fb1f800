#pragma once

#include "theme/tokens.h"

#include <QList>
#include <QRectF>

#include <utility>

class QPainter;

namespace benchglass::charts {

class RateFigure;

/// What a chart of rates shows of a call that is played again.
struct Playback
{
    int line = -1;                          ///< Its own; -1 where it has none.
    double atS = 0;                         ///< Since t0.
    QList<std::pair<double, double>> gapsS; ///< Silences worth a look: begin and end.

    friend bool operator==(const Playback&, const Playback&) = default;
};

/// Draws over @p figure, as it is drawn into @p area: the silences, a line across at the position, and a dot
/// where it meets the call's own line.
void paintPlayback(QPainter& painter, const Playback& playback, const RateFigure& figure, const QRectF& area,
    const theme::Tokens& tokens);

} // namespace benchglass::charts
