#pragma once

#include "base/error.h"
#include "base/timeouts.h"
#include "measure/call.h"
#include "servers/faultprotocol.h"
#include "servers/scriptedserver.h"

#include <QList>
#include <QString>

#include <optional>

namespace benchglass::tests {

/// What a server does to one call, and what has to come of it: in the engine, in what the command line prints
/// and exports, and in the window.
struct Fault
{
    QString name;
    QList<Step> steps; ///< Where the streamed request goes.
    measure::CallState state = measure::CallState::Ok;
    std::optional<base::ErrorCode> code; ///< Nothing = no error.
    QString words;                       ///< Stand in the sentence that the user sees.
    QString text;                        ///< The answer that is kept.
    std::optional<int> tokens;           ///< As the server counted.
    bool isCountAbsent = false;          ///< No count is known, not even one of 0.
    measure::Flags flags;                ///< That the call has at least.
    bool isEndless = false;              ///< A run may end it on its own: it keeps a part, and the flags.
    base::Timeouts limits;               ///< With which it is asked.
};

/// Everything that a server can do wrong, or strangely, in a reply.
QList<Fault> faultsOf(const FaultProtocol& protocol);

/// A moment of a call at which it can be given up: what has come by then, and silence after it.
struct Moment
{
    QString name;
    QList<Step> steps;
    QString thought; ///< Has come.
    QString text;    ///< Has come, too.
};
QList<Moment> momentsOf(const FaultProtocol& protocol);

/// A reply of two tokens, `fine`.
QList<Step> fineReply(const FaultProtocol& protocol);

/// The beginning of a reply, `Half a sentence`, and silence.
QList<Step> halfReply(const FaultProtocol& protocol);

} // namespace benchglass::tests
