#include "engine/engine.h"

namespace benchglass::engine {

Generation::~Generation() = default;

Engine::~Engine() = default;

} // namespace benchglass::engine
