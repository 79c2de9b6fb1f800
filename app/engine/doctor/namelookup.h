#pragma once

#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace benchglass::engine {

/// Asks the system for the addresses of a host, in a thread of its own.
///
/// The look-ups of QHostInfo are waited for when the program ends, and a resolver that is out of reach keeps
/// it for half a minute. This one is forgotten when it is destroyed: its thread ends by itself, or with the
/// program.
class NameLookUp
{
public:
    /// @param addresses in the system's order; none where the name is not known
    /// @param words     the system's own, where there are none
    using Handler = std::function<void(const QList<QHostAddress>& addresses, const QString& words)>;

    /// Calls @p handler once, from the event loop of the thread that makes this, unless destroyed before.
    /// @param host as it stands in a URL, in ASCII
    NameLookUp(const QByteArray& host, Handler handler);
    ~NameLookUp();
    Q_DISABLE_COPY_MOVE(NameLookUp)

private:
    struct Asker;

    std::unique_ptr<QObject> m_context;
    std::shared_ptr<Asker> m_asker;
};

} // namespace benchglass::engine
