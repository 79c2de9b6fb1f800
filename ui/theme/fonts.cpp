#include "theme/fonts.h"

#include <QFontDatabase>
#include <QGuiApplication>

namespace benchglass::theme {

namespace {

QString firstInstalled(const QStringList& wanted, QFontDatabase::SystemFont fallback)
{
    const QStringList families = QFontDatabase::families();
    for (const QString& family : wanted) {
        if (families.contains(family))
            return family;
    }
    return QFontDatabase::systemFont(fallback).family();
}

QFont sized(const QStringList& families, int pixels, int weight)
{
    QFont font(families);
    font.setPixelSize(pixels);
    font.setWeight(QFont::Weight(weight));
    return font;
}

} // namespace

QFont uiFont(int pixels, int weight)
{
    static const QStringList families {firstInstalled(
        {QStringLiteral("Inter"), QStringLiteral("Inter Variable")}, QFontDatabase::GeneralFont)};
    return sized(families, pixels, weight);
}

QFont monoFont(int pixels, int weight)
{
    static const QStringList families {firstInstalled(
        {QStringLiteral("JetBrains Mono"), QStringLiteral("DejaVu Sans Mono")}, QFontDatabase::FixedFont)};
    QFont font = sized(families, pixels, weight);
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    return font;
}

} // namespace benchglass::theme
