#pragma once

#include "experiment/experiment.h"

#include <functional>

namespace benchglass::store {

/// Reads what is readable of the damaged library at @p path: each experiment whose specification can be
/// read, with each of its calls that can be read. It may change the file: give it a copy.
/// @return how many experiments were handed to @p take
int salvage(const QString& path, const std::function<void(const experiment::Experiment&)>& take);

} // namespace benchglass::store
