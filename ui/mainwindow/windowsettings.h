#pragma once

#include "base/timeouts.h"
#include "theme/theme.h"

#include <QByteArray>
#include <QString>

namespace benchglass::mainwindow {

/// What the window remembers between two starts. Never a key, never anything of a folder's content.
struct WindowSettings
{
    QByteArray geometry;
    QString folder; ///< Empty before the first was opened.
    QString engine = QStringLiteral("builtin");
    QString url;
    QString model;
    base::Timeouts timeouts;
    QString caFile; ///< Empty = none.
    theme::Theme::Mode theme = theme::Theme::Mode::System;

    static WindowSettings load();
    void save() const;
};

} // namespace benchglass::mainwindow
