#include "exchange/a3.h"
