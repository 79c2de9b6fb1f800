#pragma once

#include <QColor>
#include <QList>

#include <array>

namespace benchglass::theme {

/// The shape that stands for an arm beside its colour.
enum class Marker { Circle, Diamond, Triangle, Square, Plus, TriangleDown };

/// How an arm looks everywhere: its colour, its marker and its line.
struct ArmStyle
{
    QColor colour; ///< For shapes and lines.
    QColor label;  ///< The same hue with a contrast of at least 4.5 on a card: for words.
    Marker marker = Marker::Circle;
    QList<qreal> dashes; ///< In pen widths, as QPen::setDashPattern() wants them; empty = solid.
};

/// The parts of a call's time, in the order they happen.
enum class Phase { Ingest, Connect, Queue, Load, Prefill, Thinking, Writing, Rest };
inline constexpr int phaseCount = 8;

/// Every colour and size of the program, as plain values. Nothing else names one.
struct Tokens
{
    bool isDark = false;

    QColor background; ///< The page.
    QColor surface;    ///< Cards, inputs.
    QColor sunk;       ///< Rail, status bar.
    QColor line;       ///< Borders, grid.
    QColor text;
    QColor muted;
    QColor faint;      ///< For hints that nobody needs.
    QColor accent;     ///< The one primary action, selection, links.
    QColor accentTint; ///< Behind what is selected.
    QColor onAccent;   ///< Words on the accent.
    QColor accentHover;
    QColor hover; ///< Behind what the pointer is over.
    QColor good;
    QColor goodTint;
    QColor warn;
    QColor warnTint;
    QColor bad;
    QColor badTint;
    std::array<QColor, 6> armColours;
    std::array<QColor, 6> armLabels;
    std::array<QColor, phaseCount> phases;

    int bodyPx = 13;
    int labelPx = 11;
    int titlePx = 18;
    int streamPx = 12;
    int weightNormal = 400;
    int weightMedium = 550;
    int weightStrong = 650;
    int space1 = 4;
    int space2 = 8;
    int space3 = 12;
    int space4 = 16;
    int space5 = 24;
    int radiusControl = 7;
    int radiusCard = 10;
    int controlHeight = 32;
    int rowHeight = 30;
    int headerHeight = 30;
    int railWidth = 76;
    int statusHeight = 28;
    int chipHeight = 20;
    int iconPx = 18;
    int focusRing = 2;
    int motionMs = 150;

    /// Arms beyond the sixth start over: more than six are told apart by their label only.
    ArmStyle armStyle(int index) const;
    QColor phaseColour(Phase phase) const;

    static Tokens light();
    static Tokens dark();
};

/// WCAG 2 contrast of two opaque colours: 1..21.
double contrastRatio(const QColor& one, const QColor& other);

} // namespace benchglass::theme
