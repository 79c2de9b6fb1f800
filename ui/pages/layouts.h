#pragma once

class QLayout;
class QScrollArea;
class QWidget;

namespace benchglass::pages {

/// Takes everything out of @p layout; its widgets go in the next turn of the event loop.
void clearLayout(QLayout* layout);

/// @p content in an area that scrolls up and down only.
QScrollArea* scrolled(QWidget* content, QWidget* parent);

} // namespace benchglass::pages
