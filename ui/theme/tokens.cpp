#include "theme/tokens.h"

#include <algorithm>
#include <cmath>

namespace benchglass::theme {

namespace {

QColor rgb(QRgb value)
{
    return QColor(value);
}

const std::array<Marker, 6> markers {
    Marker::Circle, Marker::Diamond, Marker::Triangle, Marker::Square, Marker::Plus, Marker::TriangleDown};

// Phases are shapes in their own right: one set serves both themes.
const std::array<QColor, phaseCount> phaseColours {rgb(0x5C7FA3), rgb(0x8A94A3), rgb(0xB59A57), rgb(0x9C6ADE),
    rgb(0x2F8FBF), rgb(0xD08A2E), rgb(0x2FA36B), rgb(0xB4BCC8)};

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF());
}

} // namespace

Tokens Tokens::light()
{
    Tokens t;
    t.background = rgb(0xF5F6F8);
    t.surface = rgb(0xFFFFFF);
    t.sunk = rgb(0xEEF0F4);
    t.line = rgb(0xE1E5EB);
    t.text = rgb(0x1B2330);
    t.muted = rgb(0x5C6778);
    t.faint = rgb(0x8B95A5);
    t.accent = rgb(0x2563C9);
    t.accentTint = rgb(0xE7EFFC);
    t.onAccent = rgb(0xFFFFFF);
    t.accentHover = rgb(0x1E54AD);
    t.hover = rgb(0xF3F5F9);
    t.good = rgb(0x18794E);
    t.goodTint = rgb(0xE6F4EC);
    t.warn = rgb(0x9A5B00);
    t.warnTint = rgb(0xFFF1D6);
    t.bad = rgb(0xB42318);
    t.badTint = rgb(0xFFEBE8);
    t.armColours = {rgb(0x0072B2), rgb(0xD55E00), rgb(0x009E73), rgb(0xCC79A7), rgb(0xE69F00), rgb(0x56B4E9)};
    t.armLabels = {rgb(0x0068A3), rgb(0xB04E00), rgb(0x007A59), rgb(0xA8467C), rgb(0x8F6200), rgb(0x1F74A8)};
    t.phases = phaseColours;
    return t;
}

Tokens Tokens::dark()
{
    Tokens t;
    t.isDark = true;
    t.background = rgb(0x12161C);
    t.surface = rgb(0x1A2029);
    t.sunk = rgb(0x151A21);
    t.line = rgb(0x2A323E);
    t.text = rgb(0xE7EBF1);
    t.muted = rgb(0x9AA6B6);
    t.faint = rgb(0x6E7A8A);
    t.accent = rgb(0x79A8FF);
    t.accentTint = rgb(0x1E2D49);
    t.onAccent = rgb(0x0E1320);
    t.accentHover = rgb(0x94BAFF);
    t.hover = rgb(0x202834);
    t.good = rgb(0x4CC38A);
    t.goodTint = rgb(0x15302A);
    t.warn = rgb(0xF0B04A);
    t.warnTint = rgb(0x33270F);
    t.bad = rgb(0xFF7B6B);
    t.badTint = rgb(0x3A1D1D);
    t.armColours = {rgb(0x45B0EC), rgb(0xF28A3C), rgb(0x33C79C), rgb(0xE39BC4), rgb(0xF2BC45), rgb(0x8FD0F7)};
    t.armLabels = t.armColours;
    t.phases = phaseColours;
    t.phases[int(Phase::Rest)] = rgb(0x566173);
    return t;
}

ArmStyle Tokens::armStyle(int index) const
{
    static const std::array<QList<qreal>, 6> dashes {QList<qreal> {}, QList<qreal> {5, 3},
        QList<qreal> {1.5, 2.5}, QList<qreal> {7, 2, 1.5, 2}, QList<qreal> {10, 3},
        QList<qreal> {4, 2, 1.5, 2, 1.5, 2}};
    const size_t at = size_t(std::max(index, 0)) % armColours.size();
    return {armColours[at], armLabels[at], markers[at], dashes[at]};
}

QColor Tokens::phaseColour(Phase phase) const
{
    return phases[size_t(phase)];
}

double contrastRatio(const QColor& one, const QColor& other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace benchglass::theme
