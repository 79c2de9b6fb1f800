#pragma once

#include <QPushButton>

namespace benchglass::widgets {

/// A button whose text ends in an ellipsis where it has too little room, instead of being cut within a
/// letter. Asks for no width of its own. For texts from outside: an ampersand in them is one.
class ElidedButton : public QPushButton
{
    Q_OBJECT

public:
    explicit ElidedButton(const QString& text, QWidget* parent = nullptr);

    /// What is drawn now: the text, or its beginning and an ellipsis.
    QString shownText() const;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace benchglass::widgets
