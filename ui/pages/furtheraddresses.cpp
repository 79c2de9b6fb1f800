#include "pages/furtheraddresses.h"

#include "engine/http/address.h"
#include "experiment/spec.h"
#include "widgets/buttons.h"

#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace benchglass::pages {

namespace {

constexpr int LongestText = 16'384;
constexpr int AnyPort = 80;

} // namespace

FurtherAddresses::FurtherAddresses(const theme::Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_refusal(widgets::plainLabel({}, "", this))
{
    auto* label = widgets::plainLabel(tr("Further addresses for agents"), "", this);
    label->setBuddy(m_edit);
    m_edit->setObjectName(QStringLiteral("furtherAddressesEdit"));
    m_edit->setAccessibleName(tr("Further addresses for agents"));
    m_edit->setPlaceholderText(tr("none: all agents at one address"));
    m_edit->setToolTip(
        tr("With spaces between them. Agents are dealt out over the address above and these, in turn.")
            .toHtmlEscaped());
    m_edit->setMaxLength(LongestText);
    m_edit->setMinimumWidth(60);
    m_refusal->setObjectName(QStringLiteral("furtherAddressesRefusal"));
    m_refusal->setProperty("state", QStringLiteral("bad"));
    m_refusal->setWordWrap(true);
    m_refusal->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.tokens().space1);
    layout->addWidget(label);
    layout->addWidget(m_edit);
    layout->addWidget(m_refusal);
    connect(m_edit, &QLineEdit::textEdited, m_refusal, &QWidget::hide);
    connect(m_edit, &QLineEdit::editingFinished, this, &FurtherAddresses::check);
    connect(m_edit, &QLineEdit::textChanged, this, &FurtherAddresses::changed);
    setVisible(false);
}

QStringList FurtherAddresses::typed() const
{
    static const QRegularExpression between(QStringLiteral("[\\s,;]+"));
    return m_edit->text().split(between, Qt::SkipEmptyParts);
}

QStringList FurtherAddresses::addresses() const
{
    return m_agents > 1 ? typed() : QStringList();
}

QString FurtherAddresses::refusal() const
{
    experiment::Spec spec;
    spec.agents = m_agents;
    spec.url = m_first;
    spec.moreUrls = addresses();
    for (const QString& address : std::as_const(spec.moreUrls)) {
        if (const auto url = engine::serverAddress(address, AnyPort); !url)
            return url.error().message;
    }
    const auto agents = experiment::agentsOf(spec);
    return agents ? QString() : agents.error().message;
}

void FurtherAddresses::check()
{
    const QString reason = refusal();
    m_refusal->setText(reason);
    m_refusal->setVisible(!reason.isEmpty());
}

void FurtherAddresses::setAgents(int agents)
{
    const QStringList before = addresses();
    m_agents = agents;
    setVisible(agents > 1);
    check();
    if (addresses() != before)
        Q_EMIT changed();
}

void FurtherAddresses::setFirst(const QString& url)
{
    if (m_first == url)
        return;
    m_first = url;
    if (!m_edit->hasFocus())
        check();
}

} // namespace benchglass::pages
