#include "widgets/buttons.h"

#include <QLabel>

namespace benchglass::widgets {

namespace {

QPushButton* button(const QString& text, const char* kind, QWidget* parent)
{
    auto* made = new QPushButton(text, parent);
    made->setProperty("kind", QString::fromLatin1(kind));
    made->setAccessibleName(text);
    made->setCursor(Qt::PointingHandCursor);
    made->setAutoDefault(false);
    return made;
}

} // namespace

QPushButton* primaryButton(const QString& text, QWidget* parent)
{
    return button(text, "primary", parent);
}

QPushButton* secondaryButton(const QString& text, QWidget* parent)
{
    return button(text, "secondary", parent);
}

QPushButton* quietButton(const QString& text, QWidget* parent)
{
    return button(text, "quiet", parent);
}

QPushButton* linkButton(const QString& text, QWidget* parent)
{
    return button(text, "link", parent);
}

QLabel* plainLabel(const QString& text, const char* role, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setProperty("role", QString::fromLatin1(role));
    return label;
}

} // namespace benchglass::widgets
