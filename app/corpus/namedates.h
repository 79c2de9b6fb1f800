#pragma once

#include "corpus/nameparts.h"

#include <QStringView>

namespace benchglass::corpus {

/// Dates with their times, and stamps in seconds or milliseconds since 1970, in a name in lower case.
QList<NameSpan> datesIn(QStringView text);

} // namespace benchglass::corpus
