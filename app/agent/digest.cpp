#include "agent/digest.h"
