#pragma once

#include <QCoreApplication>

namespace benchglass::report {

/// The module's translated words: Words::tr("...").
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Report)
};

} // namespace benchglass::report
