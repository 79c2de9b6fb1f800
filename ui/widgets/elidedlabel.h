#pragma once

#include <QLabel>

namespace benchglass::widgets {

/// One line of plain text that ends in an ellipsis where it has too little room, instead of being cut within
/// a letter; then its tip is the whole text. Asks for no width of its own.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(const char* role = "", QWidget* parent = nullptr);

    /// What is drawn now: the text, or its beginning and an ellipsis.
    QString shownText() const;

    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
};

} // namespace benchglass::widgets
