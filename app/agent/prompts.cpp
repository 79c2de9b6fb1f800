#include "agent/prompts.h"
