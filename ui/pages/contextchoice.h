#pragma once

#include <optional>

namespace benchglass::pages {

/// What num_ctx to ask for when a server ran out of memory: what the model is trained for if more was asked,
/// else half.
/// @param current what was asked for or used; absent = the usual 4096
int lowerContext(std::optional<int> current, std::optional<int> trained);

/// The least round num_ctx that holds a prompt and some more, within what the model is trained for.
int raisedContext(int promptTokens, std::optional<int> trained);

} // namespace benchglass::pages
