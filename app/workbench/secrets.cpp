#include "workbench/secrets.h"

#include <QPromise>
#include <QTimer>

#include <qt6keychain/keychain.h>

#include <memory>

namespace benchglass::workbench {

namespace {

const QString service = QStringLiteral("Benchglass");
constexpr int patienceMs = 60'000; // Long enough to type the password of a locked keychain.

/// The name of an entry: engine and address, without what a user may have typed beside it.
QString nameOf(const QString& engine, const QUrl& base)
{
    return engine + u' '
        + base.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment
            | QUrl::StripTrailingSlash | QUrl::NormalizePathSegments | QUrl::FullyEncoded);
}

/// A pasted key may bring line breaks along: in a header they would begin another one.
QString harmlessKey(QString key)
{
    key.removeIf([](QChar c) { return c.isSpace() || c.category() == QChar::Other_Control; });
    return key;
}

QString environmentKey()
{
    return harmlessKey(qEnvironmentVariable("BENCHGLASS_API_KEY"));
}

template <typename T>
QFuture<T> ready(const T& value)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(value);
    promise.finish();
    return promise.future();
}

/// The first of two events to come fulfils it, the other finds it done.
template <typename T>
class Once
{
public:
    Once() { m_promise.start(); }

    QFuture<T> future() const { return m_promise.future(); }

    void fulfil(const T& value)
    {
        if (m_isDone)
            return;
        m_isDone = true;
        m_promise.addResult(value);
        m_promise.finish();
    }

private:
    QPromise<T> m_promise;
    bool m_isDone = false;
};

} // namespace

Secrets::Secrets(Storage storage, QObject* parent)
    : QObject(parent)
    , m_storage(storage)
{
}

QFuture<HeldKey> Secrets::key(const QString& engine, const QUrl& base)
{
    const QString name = nameOf(engine, base);
    m_asked.insert(name);
    const HeldKey known = keyIfAsked(engine, base);
    if (m_storage == Storage::MemoryOnly || known.place != KeyPlace::None || m_known.contains(name))
        return ready(known);
    return read(name);
}

HeldKey Secrets::keyIfAsked(const QString& engine, const QUrl& base) const
{
    const QString name = nameOf(engine, base);
    if (!m_asked.contains(name))
        return {};
    const QString given = environmentKey();
    return given.isEmpty() ? m_known.value(name) : HeldKey {given, KeyPlace::Environment};
}

bool Secrets::hasEnvironmentKey()
{
    return !environmentKey().isEmpty();
}

QFuture<HeldKey> Secrets::read(const QString& name)
{
    auto answer = std::make_shared<Once<HeldKey>>();
    auto* job = new QKeychain::ReadPasswordJob(service);
    job->setInsecureFallback(false);
    job->setKey(name);
    connect(job, &QKeychain::Job::finished, this, [this, job, name, answer] {
        const QString found = job->error() == QKeychain::NoError ? harmlessKey(job->textData()) : QString();
        // What was typed meanwhile is newer than what the keychain held.
        if (!m_known.contains(name))
            m_known.insert(name, found.isEmpty() ? HeldKey {} : HeldKey {found, KeyPlace::Keychain});
        answer->fulfil(m_known.value(name));
    });
    QTimer::singleShot(patienceMs, this, [this, name, answer] { answer->fulfil(m_known.value(name)); });
    job->start();
    return answer->future();
}

QFuture<KeyPlace> Secrets::setKey(const QString& engine, const QUrl& base, const QString& key)
{
    const QString name = nameOf(engine, base);
    const QString wanted = harmlessKey(key);
    m_asked.insert(name);
    m_known.insert(name, wanted.isEmpty() ? HeldKey {} : HeldKey {wanted, KeyPlace::Session});
    if (m_storage == Storage::MemoryOnly)
        return ready(m_known.value(name).place);
    return wanted.isEmpty() ? erase(name) : write(name, wanted);
}

QFuture<KeyPlace> Secrets::write(const QString& name, const QString& key)
{
    auto answer = std::make_shared<Once<KeyPlace>>();
    auto* job = new QKeychain::WritePasswordJob(service);
    job->setInsecureFallback(false);
    job->setKey(name);
    job->setTextData(key);
    connect(job, &QKeychain::Job::finished, this, [this, job, name, key, answer] {
        HeldKey& held = m_known[name];
        if (job->error() == QKeychain::NoError && held.key == key)
            held.place = KeyPlace::Keychain;
        answer->fulfil(held.place);
    });
    QTimer::singleShot(patienceMs, this, [this, name, answer] { answer->fulfil(m_known.value(name).place); });
    job->start();
    return answer->future();
}

QFuture<KeyPlace> Secrets::erase(const QString& name)
{
    auto answer = std::make_shared<Once<KeyPlace>>();
    auto* job = new QKeychain::DeletePasswordJob(service);
    job->setInsecureFallback(false);
    job->setKey(name);
    connect(job, &QKeychain::Job::finished, this,
        [this, name, answer] { answer->fulfil(m_known.value(name).place); });
    QTimer::singleShot(patienceMs, this, [this, name, answer] { answer->fulfil(m_known.value(name).place); });
    job->start();
    return answer->future();
}

} // namespace benchglass::workbench
