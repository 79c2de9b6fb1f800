#pragma once

#include <QPushButton>
#include <QToolButton>

class QLabel;

namespace benchglass::widgets {

/// The one primary action of a page.
QPushButton* primaryButton(const QString& text, QWidget* parent = nullptr);
QPushButton* secondaryButton(const QString& text, QWidget* parent = nullptr);
/// A button without a frame, for the heading line of a card.
QPushButton* quietButton(const QString& text, QWidget* parent = nullptr);
/// A button that looks like a link.
QPushButton* linkButton(const QString& text, QWidget* parent = nullptr);

/// A label whose text is plain whatever it holds. @p role: a role of the style sheet (title, heading, strong,
/// muted, faint, label, mono), or empty.
QLabel* plainLabel(const QString& text, const char* role = "", QWidget* parent = nullptr);

} // namespace benchglass::widgets
