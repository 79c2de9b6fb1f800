#include "theme/theme.h"

#include "theme/fonts.h"
#include "theme/stylesheet.h"

#include <QApplication>
#include <QEvent>
#include <QPalette>
#include <QStyleFactory>
#include <QWidget>

namespace benchglass::theme {

namespace {

QPalette paletteOf(const Tokens& t)
{
    QPalette p;
    p.setColor(QPalette::Window, t.background);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.surface);
    p.setColor(QPalette::AlternateBase, t.sunk);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::PlaceholderText, t.faint);
    p.setColor(QPalette::Button, t.surface);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.bad);
    p.setColor(QPalette::Highlight, t.accent);
    p.setColor(QPalette::HighlightedText, t.onAccent);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::LinkVisited, t.accent);
    p.setColor(QPalette::ToolTipBase, t.text);
    p.setColor(QPalette::ToolTipText, t.surface);
    p.setColor(QPalette::Light, t.surface);
    p.setColor(QPalette::Midlight, t.line);
    p.setColor(QPalette::Mid, t.line);
    p.setColor(QPalette::Dark, t.faint);
    p.setColor(QPalette::Shadow, t.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, t.faint);
    return p;
}

} // namespace

Theme::Theme(QObject* parent)
    : QObject(parent)
    , m_isSystemDark(theme::isSystemDark())
{
}

void Theme::setMode(Mode mode)
{
    m_mode = mode;
    const bool dark = mode == Mode::Dark || (mode == Mode::System && m_isSystemDark);
    m_tokens = dark ? Tokens::dark() : Tokens::light();
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(paletteOf(m_tokens));
    QApplication::setFont(uiFont(m_tokens.bodyPx));
    // Before the event loop runs, Qt tells it to no widget that is there already.
    QEvent fontChange(QEvent::ApplicationFontChange);
    for (QWidget* window : QApplication::topLevelWidgets())
        QApplication::sendEvent(window, &fontChange);
    qApp->setStyleSheet(styleSheetOf(m_tokens));
    emit changed();
}

bool isSystemDark()
{
    const QString gtk = qEnvironmentVariable("GTK_THEME");
    if (!gtk.isEmpty())
        return gtk.endsWith(QStringLiteral("dark"), Qt::CaseInsensitive);
    const QPalette palette = QGuiApplication::palette();
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

} // namespace benchglass::theme
