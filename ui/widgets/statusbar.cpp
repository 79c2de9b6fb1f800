#include "widgets/statusbar.h"

#include "theme/icon.h"
#include "theme/plaintip.h"
#include "widgets/buttons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace benchglass::widgets {

StatusBar::StatusBar(const theme::Theme& theme, QWidget* parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_server(new QToolButton)
    , m_model(plainLabel({}, "label"))
    , m_progress(plainLabel({}, "heading"))
    , m_warnings(new QToolButton)
{
    setProperty("role", QStringLiteral("status"));
    setAccessibleName(tr("Status"));
    setFixedHeight(theme.tokens().statusHeight);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 0, 8, 0);
    layout->setSpacing(16);
    for (QToolButton* button : {m_server, m_warnings}) {
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setProperty("kind", QStringLiteral("status"));
        button->setIconSize({16, 16});
    }
    for (QLabel* label : {m_model, m_progress})
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout->addWidget(m_server);
    layout->addWidget(m_model, 3);
    layout->addWidget(m_progress, 3);
    layout->addStretch(1);
    layout->addWidget(m_warnings);
    m_progress->hide();
    m_warnings->hide();
    connect(m_server, &QToolButton::clicked, this, &StatusBar::serverClicked);
    connect(m_warnings, &QToolButton::clicked, this, &StatusBar::warningsClicked);
    connect(&theme, &theme::Theme::changed, this, &StatusBar::refreshIcons);
    refreshIcons();
}

void StatusBar::setServer(Server state, const QString& text, const QString& tip)
{
    m_state = state;
    // A tool button has no text format, but knows mnemonics.
    QString shown = text.left(120);
    m_server->setText(shown.replace(u'&', QStringLiteral("&&")));
    m_server->setAccessibleName(text);
    m_server->setAccessibleDescription(tip);
    m_server->setToolTip(theme::plainTip(tip));
    refreshIcons();
}

void StatusBar::setModel(const QString& text)
{
    m_model->setText(text);
}

void StatusBar::setProgress(const QString& text)
{
    m_progress->setText(text);
    m_progress->setVisible(!text.isEmpty());
}

void StatusBar::setWarnings(int count)
{
    m_warnings->setText(count == 1 ? tr("1 warning") : tr("%1 warnings").arg(count));
    m_warnings->setAccessibleName(m_warnings->text());
    m_warnings->setVisible(count > 0);
}

void StatusBar::refreshIcons()
{
    const theme::Tokens& t = m_theme.tokens();
    switch (m_state) {
    case Server::Unknown: m_server->setIcon(theme::icon(QStringLiteral("ring"), t.muted)); break;
    case Server::Reachable: m_server->setIcon(theme::icon(QStringLiteral("dot"), t.good)); break;
    case Server::Unreachable: m_server->setIcon(theme::icon(QStringLiteral("cross"), t.bad)); break;
    }
    m_warnings->setIcon(theme::icon(QStringLiteral("warning"), t.warn));
}

} // namespace benchglass::widgets
