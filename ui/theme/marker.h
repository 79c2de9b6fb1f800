#pragma once

#include "theme/tokens.h"

#include <QPainterPath>

namespace benchglass::theme {

/// The outline of @p marker around @p centre; markers of one @p radius look equally large.
QPainterPath markerPath(Marker marker, const QPointF& centre, qreal radius);

} // namespace benchglass::theme
