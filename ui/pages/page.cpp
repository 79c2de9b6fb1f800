#include "pages/page.h"

#include "widgets/buttons.h"
#include "widgets/errorstrip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace benchglass::pages {

Page::Page(const Context& context, const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_titleLine(new QWidget(this))
    , m_title(widgets::plainLabel(title, "title", m_titleLine))
    , m_chips(new QHBoxLayout)
    , m_actions(new QHBoxLayout)
    , m_errors(new widgets::ErrorStrip(*context.theme, this))
    , m_body(new QVBoxLayout)
{
    const theme::Tokens& tokens = context.theme->tokens();
    setAccessibleName(title);
    m_errors->setObjectName(QStringLiteral("errorStrip"));
    m_title->setObjectName(QStringLiteral("pageTitle"));

    auto* line = new QHBoxLayout(m_titleLine);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(tokens.space3);
    line->addWidget(m_title);
    line->addLayout(m_chips);
    line->addStretch(1);
    line->addLayout(m_actions);
    m_titleLine->setMinimumHeight(tokens.controlHeight);
    m_chips->setSpacing(tokens.space2);
    m_actions->setSpacing(tokens.space3);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(tokens.space4 + 2, tokens.space4, tokens.space4 + 2, tokens.space4);
    layout->setSpacing(tokens.space3);
    layout->addWidget(m_titleLine);
    layout->addWidget(m_errors);
    layout->addLayout(m_body, 1);
    m_body->setSpacing(tokens.space3);
}

void Page::setTitle(const QString& title)
{
    m_title->setText(title);
}

} // namespace benchglass::pages
