#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace benchglass::widgets {

/// A bordered surface with a heading, a hint at the right in faint, and whatever is put into body().
class Card : public QFrame
{
    Q_OBJECT

public:
    explicit Card(const QString& title = {}, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    QString title() const;
    /// @param tip what stands in the hint's tip; empty shows the hint itself there where it is cut
    void setHint(const QString& hint, const QString& tip = {});

    /// Puts @p widget at the right end of the heading line, after the hint.
    void addHeaderWidget(QWidget* widget);

    QVBoxLayout* body() { return m_body; }

private:
    QHBoxLayout* m_header;
    QLabel* m_title;
    QLabel* m_hint;
    QVBoxLayout* m_body;
};

} // namespace benchglass::widgets
