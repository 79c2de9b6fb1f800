#pragma once

class QFormLayout;
class QLayout;
class QScrollArea;
class QWidget;

namespace benchglass::pages {

/// Takes everything out of @p layout; its widgets go in the next turn of the event loop.
void clearLayout(QLayout* layout);

/// @p content in an area that scrolls up and down only.
QScrollArea* scrolled(QWidget* content, QWidget* parent);

/// Puts the labels of all rows of @p form beside the middle of their fields, which are @p height px high.
void centreLabels(QFormLayout* form, int height);

} // namespace benchglass::pages
