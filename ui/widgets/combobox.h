#pragma once

#include <QComboBox>

namespace benchglass::widgets {

/// A combo box whose text ends in an ellipsis where it has too little room, instead of being cut within a
/// letter; then its tip is the whole text.
class ComboBox : public QComboBox
{
    Q_OBJECT

public:
    using QComboBox::QComboBox;

    /// What is drawn now: the current text, or its beginning and an ellipsis.
    QString shownText() const;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
};

} // namespace benchglass::widgets
