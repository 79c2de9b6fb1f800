#include "agent/progress.h"

#include <QCoreApplication>

namespace benchglass::agent {

QString activityText(Activity activity)
{
    switch (activity) {
    case Activity::Preflight:
        return QCoreApplication::translate("benchglass::agent", "looking at the server");
    case Activity::Ingest: return QCoreApplication::translate("benchglass::agent", "reading the folder");
    case Activity::WarmUp: return QCoreApplication::translate("benchglass::agent", "warming up");
    case Activity::Connecting: return QCoreApplication::translate("benchglass::agent", "connecting");
    case Activity::Waiting:
        return QCoreApplication::translate("benchglass::agent", "waiting for the first token");
    case Activity::Queued: return QCoreApplication::translate("benchglass::agent", "waiting in the queue");
    case Activity::Loading: return QCoreApplication::translate("benchglass::agent", "loading the model");
    case Activity::Prefill: return QCoreApplication::translate("benchglass::agent", "reading the prompt");
    case Activity::Thinking: return QCoreApplication::translate("benchglass::agent", "thinking");
    case Activity::Writing: return QCoreApplication::translate("benchglass::agent", "writing");
    case Activity::Cooldown: return QCoreApplication::translate("benchglass::agent", "cooling down");
    case Activity::Done: return QCoreApplication::translate("benchglass::agent", "done");
    }
    return {};
}

} // namespace benchglass::agent
