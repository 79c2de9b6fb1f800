#pragma once

#include "base/background.h"

namespace benchglass::pages {

using base::inBackground;
using base::whenDone;

} // namespace benchglass::pages
