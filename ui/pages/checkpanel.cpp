#include "pages/checkpanel.h"

#include "engine/http/streamerrors.h"
#include "pages/checkrows.h"
#include "pages/pullpart.h"
#include "theme/icon.h"
#include "widgets/buttons.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStringBuilder>
#include <QStyle>
#include <QVBoxLayout>

#include <utility>

namespace benchglass::pages {

using base::Remedy;
using State = workbench::Checkup::State;

CheckPanel::CheckPanel(const Context& context, QWidget* parent)
    : Card(tr("Connection check"), parent)
    , m_context(context)
    , m_checkup(context.workbench->makeCheckup())
    , m_rows(new CheckRows(*context.theme, this))
    , m_verdict(widgets::plainLabel({}, "", this))
    , m_name(new QLineEdit(this))
    , m_act(widgets::secondaryButton({}, this))
    , m_pull(new PullPart(this))
    , m_copy(widgets::quietButton(tr("Copy diagnostics"), this))
    , m_again(widgets::secondaryButton({}, this))
    , m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("checkPanel"));
    m_verdict->setObjectName(QStringLiteral("checkVerdict"));
    m_name->setObjectName(QStringLiteral("pullNameEdit"));
    m_act->setObjectName(QStringLiteral("checkActionButton"));
    m_copy->setObjectName(QStringLiteral("checkCopyButton"));
    m_again->setObjectName(QStringLiteral("checkAgainButton"));
    m_close->setObjectName(QStringLiteral("checkCloseButton"));
    m_name->setAccessibleName(tr("Name of the model to pull"));
    m_name->setPlaceholderText(tr("name of a model"));
    m_close->setAccessibleName(tr("Close"));
    m_close->setToolTip(tr("Close"));
    m_close->setIconSize({14, 14});
    arrange();
    connectAll();
    refresh();
    hide();
}

CheckPanel::~CheckPanel() = default;

void CheckPanel::arrange()
{
    constexpr int nameWidth = 180;
    m_name->setFixedWidth(nameWidth);
    m_verdict->setWordWrap(true);
    addHeaderWidget(m_close);
    body()->addWidget(m_rows);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(m_context.theme->tokens().space2);
    foot->addWidget(m_name);
    foot->addWidget(m_act);
    foot->addWidget(m_verdict, 1);
    foot->addWidget(m_pull, 1);
    foot->addWidget(m_copy);
    foot->addWidget(m_again);
    body()->addLayout(foot);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void CheckPanel::connectAll()
{
    using workbench::Checkup;
    connect(m_checkup.get(), &Checkup::begun, this, &CheckPanel::begin);
    connect(m_checkup.get(), &Checkup::stepChanged, m_rows, &CheckRows::setStep);
    connect(m_checkup.get(), &Checkup::finished, this, &CheckPanel::end);
    connect(m_checkup.get(), &Checkup::serverStarted, this, [this] {
        refresh();
        say(tr("Started; waiting until it listens."), "");
    });
    connect(m_checkup.get(), &Checkup::pullProgressed, m_pull, &PullPart::show);
    connect(m_checkup.get(), &Checkup::pullEnded, this, &CheckPanel::endPull);
    connect(m_act, &QPushButton::clicked, this, &CheckPanel::act);
    connect(m_name, &QLineEdit::returnPressed, this, &CheckPanel::act);
    connect(m_name, &QLineEdit::textChanged, this, &CheckPanel::refresh);
    connect(m_pull->cancelButton(), &QPushButton::clicked, this, &CheckPanel::stop);
    connect(m_copy, &QPushButton::clicked, this,
        [this] { QApplication::clipboard()->setText(m_checkup->report()); });
    connect(m_again, &QPushButton::clicked, this, [this] {
        if (m_checkup->state() == State::Idle)
            Q_EMIT checkRequested();
        else
            stop();
    });
    connect(m_close, &QToolButton::clicked, this, &CheckPanel::dismiss);
    connect(m_context.theme, &theme::Theme::changed, this, &CheckPanel::refresh);
}

void CheckPanel::check(const workbench::CheckupRequest& request, bool pullsMissing)
{
    m_pullsMissing = pullsMissing;
    m_asksName = request.options.model.isEmpty();
    show();
    m_checkup->start(request);
}

void CheckPanel::stop()
{
    m_checkup->cancel();
}

void CheckPanel::dismiss()
{
    m_pullsMissing = false;
    stop();
    hide();
    Q_EMIT dismissed();
}

void CheckPanel::begin()
{
    m_rows->setSteps(m_checkup->steps());
    offer({});
}

void CheckPanel::end()
{
    const auto error = m_checkup->error();
    const bool isMissing = error && error->remedy == Remedy::PullModel;
    offer(worstError());
    if (std::exchange(m_pullsMissing, false) && isMissing && !m_asksName)
        pull();
    Q_EMIT finished();
}

/// The failure, else the first warning that something helps against.
std::optional<base::Error> CheckPanel::worstError() const
{
    if (const auto error = m_checkup->error())
        return error;
    for (const engine::DoctorStep& step : m_checkup->steps())
        for (const base::Error& warning : step.warnings)
            if (warning.remedy != Remedy::None)
                return warning;
    return std::nullopt;
}

QString CheckPanel::actionText() const
{
    if (m_action != Remedy::StartServer)
        return base::remedyText(m_action);
    return m_checkup->canStartServer()
        ? tr("Start %1").arg(engine::engineDisplayName(m_checkup->request().endpoint.engine))
        : base::remedyText(Remedy::Retry);
}

void CheckPanel::offer(const std::optional<base::Error>& error)
{
    m_action = error ? error->remedy : Remedy::None;
    m_act->setText(actionText());
    if (m_action == Remedy::PullModel)
        m_name->setText(m_checkup->request().options.model);
    m_name->setVisible(m_action == Remedy::PullModel && m_asksName);
    const bool isGood = m_checkup->state() == State::Idle && !m_checkup->error();
    say(isGood ? tr("Everything answers as it should.") : QString(), isGood ? "good" : "");
    refresh();
}

void CheckPanel::act()
{
    if (!m_act->isEnabled())
        return;
    switch (m_action) {
    case Remedy::PullModel: pull(); break;
    case Remedy::StartServer:
        if (m_checkup->canStartServer())
            m_checkup->startServer();
        else
            Q_EMIT checkRequested();
        break;
    case Remedy::Retry: Q_EMIT checkRequested(); break;
    default: Q_EMIT actionRequested(m_action);
    }
}

void CheckPanel::pull()
{
    m_pulled = m_name->text().trimmed();
    m_name->hide();
    m_action = Remedy::None;
    m_pull->begin(m_pulled);
    m_checkup->pull(m_pulled);
    refresh();
    m_pull->cancelButton()->setFocus();
}

void CheckPanel::endPull(const std::optional<base::Error>& failure)
{
    if (!failure) {
        Q_EMIT modelPulled(m_pulled);
        return;
    }
    // The rows still say why it was begun.
    base::Error shown = *failure;
    m_asksName = m_asksName || shown.code == base::ErrorCode::ModelMissing;
    if (shown.code == base::ErrorCode::Cancelled || shown.code == base::ErrorCode::ModelMissing)
        shown.remedy = Remedy::PullModel;
    offer(shown);
    say(shown.message, "bad");
}

void CheckPanel::say(const QString& verdict, const char* state)
{
    m_verdict->setText(verdict);
    m_verdict->setProperty("state", QString::fromLatin1(state));
    m_verdict->style()->unpolish(m_verdict);
    m_verdict->style()->polish(m_verdict);
}

void CheckPanel::refresh()
{
    const State state = m_checkup->state();
    const bool isPulling = state == State::Pulling;
    const bool isIdle = state == State::Idle;
    m_pull->setVisible(isPulling);
    m_act->setVisible(isIdle && m_action != Remedy::None);
    m_act->setAccessibleName(m_act->text());
    m_act->setEnabled(m_action != Remedy::PullModel || !m_name->text().trimmed().isEmpty());
    m_verdict->setVisible(!isPulling); // it takes the room between the buttons
    const bool isRetry =
        m_action == Remedy::Retry || (m_action == Remedy::StartServer && !m_checkup->canStartServer());
    m_again->setVisible(!isPulling && !(isIdle && isRetry)); // one button for one thing
    m_again->setText(isIdle ? tr("Check again") : tr("Stop"));
    m_again->setAccessibleName(m_again->text());
    m_close->setIcon(theme::icon(QStringLiteral("cross"), m_context.theme->tokens()));
    const QString at = engine::shownUrl(m_checkup->url());
    const QString engine = engine::engineDisplayName(m_checkup->request().endpoint.engine);
    setHint(at.isEmpty() ? engine : QString(engine % QStringLiteral(" · ") % at));
}

QWidget* CheckPanel::pane() const
{
    return m_act->isVisible() ? m_act : m_again;
}

} // namespace benchglass::pages
