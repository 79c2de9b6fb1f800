#include "agent/schedule.h"
