#pragma once

#include "theme/tokens.h"

#include <QObject>

namespace benchglass::theme {

/// How the program looks. The application owns one and hands it to whoever paints. GUI thread.
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Mode { Light, Dark, System };
    Q_ENUM(Mode)

    /// Remembers what the platform looked like; changes nothing before setMode().
    explicit Theme(QObject* parent = nullptr);

    /// Applies style, palette and style sheet to the whole application.
    void setMode(Mode mode);
    Mode mode() const { return m_mode; }

    const Tokens& tokens() const { return m_tokens; }
    bool isDark() const { return m_tokens.isDark; }

signals:
    /// tokens() are others than before.
    void changed();

private:
    bool m_isSystemDark = false;
    Mode m_mode = Mode::System;
    Tokens m_tokens = Tokens::light();
};

/// Whether the platform was dark when the program started. Qt 6.4 does not tell: asked are, in this order,
/// GTK_THEME
/// (`Adwaita:dark`) and the platform's palette.
bool isSystemDark();

} // namespace benchglass::theme
