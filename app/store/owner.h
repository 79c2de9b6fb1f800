#pragma once

#include <QString>

namespace benchglass::store {

/// The process that runs an experiment. A process id alone may be given again: the boot and the moment of
/// its start make it unique.
struct Owner
{
    qint64 pid = 0;
    qint64 startTicks = 0; ///< Since boot, in the kernel's ticks; 0 where the system does not tell.
    QString bootId;

    friend bool operator==(const Owner&, const Owner&) = default;
};

Owner thisProcess();
bool isAlive(const Owner& owner);

} // namespace benchglass::store
