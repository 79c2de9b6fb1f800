#include "widgets/card.h"

#include "theme/plaintip.h"
#include "widgets/buttons.h"
#include "widgets/elidedlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace benchglass::widgets {

Card::Card(const QString& title, QWidget* parent)
    : QFrame(parent)
    , m_header(new QHBoxLayout)
    , m_title(plainLabel(title, "heading"))
    , m_hint(new ElidedLabel("label"))
    , m_body(new QVBoxLayout)
{
    setProperty("role", QStringLiteral("card"));
    setAccessibleName(title);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 10, 14, 12);
    layout->setSpacing(8);
    m_header->setSpacing(8);
    m_header->addWidget(m_title);
    m_header->addStretch(1);
    m_header->addWidget(m_hint);
    m_title->setMinimumHeight(24);
    m_hint->setObjectName(QStringLiteral("cardHint"));
    m_hint->hide(); // a card with neither title nor hint has no heading line
    // A long hint gives way before the card does.
    m_header->setStretchFactor(m_hint, 8);
    m_hint->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_title->setVisible(!title.isEmpty());
    layout->addLayout(m_header);
    layout->addLayout(m_body, 1);
    m_body->setSpacing(8);
}

void Card::setTitle(const QString& title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

QString Card::title() const
{
    return m_title->text();
}

void Card::setHint(const QString& hint, const QString& tip)
{
    m_hint->setText(hint);
    m_hint->setToolTip(theme::plainTip(tip));
    m_hint->setVisible(!hint.isEmpty());
    setAccessibleDescription(hint);
}

void Card::addHeaderWidget(QWidget* widget)
{
    m_header->addWidget(widget);
}

} // namespace benchglass::widgets
