#include "mainwindow/windowsettings.h"

#include "base/serveraddress.h"

#include <QSettings>

namespace benchglass::mainwindow {

namespace {

const QString geometryKey = QStringLiteral("window/geometry");
const QString themeKey = QStringLiteral("window/theme");
const QString folderKey = QStringLiteral("run/folder");
const QString engineKey = QStringLiteral("run/engine");
const QString urlKey = QStringLiteral("run/url");
const QString modelKey = QStringLiteral("run/model");
const QString caFileKey = QStringLiteral("server/caFile");
const QString connectMsKey = QStringLiteral("server/connectMs");
const QString firstByteMsKey = QStringLiteral("server/firstByteMs");
const QString idleMsKey = QStringLiteral("server/idleMs");
const QString totalMsKey = QStringLiteral("server/totalMs");

constexpr int longestMs = 86'400'000;

/// What a settings file holds may have been edited by hand.
int millisecondsIn(const QSettings& store, const QString& key, int otherwise)
{
    bool isNumber = false;
    const int value = store.value(key, otherwise).toInt(&isNumber);
    return isNumber && value >= 0 && value <= longestMs ? value : otherwise;
}

theme::Theme::Mode modeFrom(const QString& name)
{
    if (name == u"light")
        return theme::Theme::Mode::Light;
    if (name == u"dark")
        return theme::Theme::Mode::Dark;
    return theme::Theme::Mode::System;
}

QString nameOf(theme::Theme::Mode mode)
{
    switch (mode) {
    case theme::Theme::Mode::Light: return QStringLiteral("light");
    case theme::Theme::Mode::Dark: return QStringLiteral("dark");
    case theme::Theme::Mode::System: break;
    }
    return QStringLiteral("system");
}

} // namespace

WindowSettings WindowSettings::load()
{
    const QSettings store;
    WindowSettings settings;
    settings.geometry = store.value(geometryKey).toByteArray();
    settings.theme = modeFrom(store.value(themeKey).toString());
    settings.folder = store.value(folderKey).toString();
    settings.engine = store.value(engineKey, settings.engine).toString();
    settings.url = store.value(urlKey).toString();
    settings.model = store.value(modelKey).toString();
    settings.caFile = store.value(caFileKey).toString();
    settings.timeouts.connectMs = millisecondsIn(store, connectMsKey, settings.timeouts.connectMs);
    settings.timeouts.firstByteMs = millisecondsIn(store, firstByteMsKey, settings.timeouts.firstByteMs);
    settings.timeouts.idleMs = millisecondsIn(store, idleMsKey, settings.timeouts.idleMs);
    settings.timeouts.totalMs = millisecondsIn(store, totalMsKey, settings.timeouts.totalMs);
    return settings;
}

void WindowSettings::save() const
{
    QSettings store;
    store.setValue(geometryKey, geometry);
    store.setValue(themeKey, nameOf(theme));
    store.setValue(folderKey, folder);
    store.setValue(engineKey, engine);
    store.setValue(urlKey, base::withoutUserInfo(url));
    store.setValue(modelKey, model);
    store.setValue(caFileKey, caFile);
    store.setValue(connectMsKey, timeouts.connectMs);
    store.setValue(firstByteMsKey, timeouts.firstByteMs);
    store.setValue(idleMsKey, timeouts.idleMs);
    store.setValue(totalMsKey, timeouts.totalMs);
}

} // namespace benchglass::mainwindow
