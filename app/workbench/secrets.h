#pragma once

#include <QFuture>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QString>
#include <QUrl>

namespace benchglass::workbench {

/// Where a key is kept.
enum class KeyPlace {
    None,        ///< There is no key.
    Environment, ///< BENCHGLASS_API_KEY, which wins over the others.
    Keychain,    ///< The system's; still there at the next start.
    Session,     ///< Memory only, until the program ends.
};

/// A key and where it came from.
struct HeldKey
{
    QString key;
    KeyPlace place = KeyPlace::None;
};

/// Bearer keys, one for each engine and base URL: in the system's keychain where there is one, else in
/// memory. Nothing of them reaches a file, a log or an error. Never blocks: a keychain may ask its user to
/// unlock it, and one that does not answer in time is done without. Lives in the main thread.
class Secrets : public QObject
{
    Q_OBJECT

public:
    enum class Storage { Keychain, MemoryOnly };

    explicit Secrets(Storage storage = Storage::Keychain, QObject* parent = nullptr);

    /// @param base the address as the engine normalised it; a key is never given out for another one
    QFuture<HeldKey> key(const QString& engine, const QUrl& base);

    /// The key of a server that has been seen to want one: key() or setKey() was called for it. No key for
    /// any other, so that none is handed to whom did not ask. Does not ask the keychain.
    HeldKey keyIfAsked(const QString& engine, const QUrl& base) const;
    /// Is there one that is for every address?
    static bool hasEnvironmentKey();

    /// Keeps @p key, an empty one forgets what was kept. What cannot stand in a header is taken out.
    /// @return where it is now
    QFuture<KeyPlace> setKey(const QString& engine, const QUrl& base, const QString& key);

private:
    QFuture<HeldKey> read(const QString& name);
    QFuture<KeyPlace> write(const QString& name, const QString& key);
    QFuture<KeyPlace> erase(const QString& name);

    Storage m_storage;
    QSet<QString> m_asked;
    QHash<QString, HeldKey> m_known; ///< Asked for or set in this session, the absent ones too.
};

} // namespace benchglass::workbench
