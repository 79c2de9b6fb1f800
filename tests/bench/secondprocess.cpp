#include "bench/secondprocess.h"

#include <QCoreApplication>

#include <cstdio>

namespace benchglass::tests {

SecondProcess::SecondProcess(const engine::Pace& pace)
    : SecondProcess(QStringList {
        QStringLiteral("--serve"), QString::number(pace.chunks), QString::number(pace.chunksPerSecond)})
{
}

SecondProcess::SecondProcess(const QStringList& arguments)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QCoreApplication::applicationFilePath(), arguments);
    if (!m_process.waitForReadyRead(10'000))
        qFatal("the second process says nothing");
    m_url = QUrl(QString::fromLatin1(m_process.readLine().trimmed()));
}

SecondProcess::~SecondProcess()
{
    finish();
}

QByteArray SecondProcess::finish()
{
    m_process.closeWriteChannel();
    m_process.waitForFinished(10'000);
    return m_process.readAll();
}

std::optional<int> SecondProcess::served(const QStringList& arguments)
{
    if (arguments.value(1) != u"--serve")
        return std::nullopt;
    const auto server =
        engine::LoopbackServer::start({arguments.value(2).toInt(), arguments.value(3).toDouble()});
    if (!server)
        qFatal("%s", qPrintable(server.error().message));
    std::puts((*server)->url().toEncoded().constData());
    std::fflush(stdout);
    while (std::getchar() != EOF) { }
    return 0;
}

} // namespace benchglass::tests
