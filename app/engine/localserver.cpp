#include "engine/localserver.h"

#include "engine/http/address.h"

#include <QCoreApplication>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStandardPaths>

namespace benchglass::engine {

QString localServerProgram(const QString& engineId, const QUrl& url)
{
    const QString ollama = QStringLiteral("ollama");
    // Behind TLS, or at the port of the web, stands something else than Ollama itself.
    const bool isOurs = engineId == ollama && url.scheme() == u"http"_qs && url.port() > 0 && isLoopback(url);
    return isOurs ? QStandardPaths::findExecutable(ollama) : QString();
}

base::Result<void> startLocalServer(const QString& program, const QUrl& url)
{
    QProcess process;
    process.setProgram(program);
    process.setArguments({QStringLiteral("serve")});
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QString host = url.host().contains(u':') ? u'[' + url.host() + u']' : url.host();
    environment.insert(QStringLiteral("OLLAMA_HOST"), host + u':' + QString::number(url.port()));
    environment.remove(QStringLiteral("BENCHGLASS_API_KEY"));
    process.setProcessEnvironment(environment);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    if (process.startDetached())
        return {};
    return base::failure(base::ErrorCode::NotFound,
        QCoreApplication::translate("engine", "“%1” cannot be started.").arg(program), process.errorString(),
        base::Remedy::StartServer);
}

} // namespace benchglass::engine
