#include "agent/runner.h"
