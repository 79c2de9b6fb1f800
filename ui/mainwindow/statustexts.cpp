#include "mainwindow/statustexts.h"

#include "base/background.h"
#include "base/format.h"
#include "models/words.h"
#include "pages/runstrip.h"
#include "widgets/statusbar.h"

#include <QStringBuilder>
#include <QUrl>

namespace benchglass::mainwindow {

namespace {

constexpr int ProgressIntervalMs = 500;

QString addressOf(const QString& url)
{
    const QUrl parsed = QUrl::fromUserInput(url);
    return parsed.port() > 0 ? parsed.host() + u':' + QString::number(parsed.port()) : parsed.host();
}

} // namespace

StatusTexts::StatusTexts(workbench::Workbench* workbench, models::RunSession* session,
    const pages::RunStrip* strip, widgets::StatusBar* bar, QObject* parent)
    : QObject(parent)
    , m_workbench(workbench)
    , m_session(session)
    , m_strip(strip)
    , m_bar(bar)
{
    m_progressTimer.setInterval(ProgressIntervalMs);
    connect(&m_progressTimer, &QTimer::timeout, this, &StatusTexts::showProgress);
    connect(session, &models::RunSession::begun, this, [this] {
        m_progressTimer.start();
        m_bar->setWarnings(0);
        showProgress();
    });
    connect(session, &models::RunSession::opened, this, [this] { m_bar->setWarnings(0); });
    connect(session, &models::RunSession::progressed, this, &StatusTexts::showProgress);
    connect(session, &models::RunSession::callFinished, this, &StatusTexts::showModel);
    connect(session, &models::RunSession::finished, this, [this] {
        m_progressTimer.stop();
        showProgress();
        afterRun();
    });
    connect(session, &models::RunSession::warned, this,
        [this] { m_bar->setWarnings(static_cast<int>(m_session->warnings().size())); });
}

/// A run may have met the server otherwise than the bar says: then it is asked, and nothing else changes.
void StatusTexts::afterRun()
{
    const bool hasFailed = m_session->experiment().error.has_value();
    if (!m_strip->hasModel() || m_isReachable != hasFailed)
        return;
    const QString engine = m_strip->engine();
    const QString url = m_strip->url();
    base::whenDone(m_workbench->probe(engine, url, m_strip->caFile()), this,
        [this, engine, url](const base::Result<engine::Server>& server) {
            if (engine != m_strip->engine() || url != m_strip->url())
                return;
            if (server)
                showServer(*server);
            else
                showNoServer(server.error());
        });
}

QString StatusTexts::serverPlace() const
{
    return m_strip->hasModel() ? addressOf(m_strip->url()) : tr("on this computer");
}

void StatusTexts::showServer(const engine::Server& server)
{
    m_isReachable = true;
    // The built-in product's name is kept untranslated in what is stored.
    const QString product =
        m_strip->hasModel() ? server.product : engine::engineDisplayName(m_strip->engine());
    QStringList parts {QString(product % u' ' % server.version).trimmed()};
    if (const QString place = serverPlace(); !place.isEmpty())
        parts.append(place);
    m_bar->setServer(widgets::StatusBar::Server::Reachable, parts.join(QStringLiteral(" · ")));
}

void StatusTexts::showNoServer(const base::Error& error)
{
    m_isReachable = false;
    QStringList lines {error.message};
    if (!error.origin.isEmpty())
        lines.append(error.origin);
    m_bar->setServer(widgets::StatusBar::Server::Unreachable,
        tr("%1 cannot be reached.").arg(engine::engineDisplayName(m_strip->engine())), lines.join(u'\n'));
}

void StatusTexts::showChoices()
{
    askForContext();
    showModel();
}

void StatusTexts::askForContext()
{
    const QString model = m_strip->model();
    if (model == m_describedModel)
        return;
    m_describedModel = model;
    m_contextText.clear();
    if (model.isEmpty())
        return;
    base::whenDone(m_workbench->describe(m_strip->engine(), m_strip->url(), model, m_strip->caFile()), this,
        [this, model](const base::Result<engine::ModelDetails>& details) {
            if (!details || model != m_describedModel || !details->trainedContext)
                return;
            m_contextText = tr("trained for %1 tokens").arg(base::countText(*details->trainedContext));
            showModel();
        });
}

void StatusTexts::showModel()
{
    if (!m_strip->hasModel()) {
        m_bar->setModel(tr("no model: writes by rules"));
        return;
    }
    QStringList parts {m_strip->model().isEmpty() ? tr("no model chosen") : m_strip->model()};
    const experiment::Call* call = m_session->currentCall();
    if (call && m_session->experiment().spec.model == m_strip->model()) {
        const measure::Evidence& e = call->evidence;
        if (e.modelBytes && e.modelVramBytes && *e.modelBytes > 0)
            parts.append(tr("GPU %1 %").arg(*e.modelVramBytes * 100 / *e.modelBytes));
        if (e.effectiveContext)
            parts.append(tr("context %1").arg(base::countText(*e.effectiveContext)));
    }
    if (parts.size() == 1 && !m_contextText.isEmpty())
        parts.append(m_contextText);
    m_bar->setModel(parts.join(QStringLiteral(" · ")));
}

void StatusTexts::showProgress()
{
    m_bar->setProgress(m_session->isRunning() ? progressText() : QString());
}

QString StatusTexts::progressText() const
{
    const agent::Progress& p = m_session->progress();
    QStringList parts;
    if (p.run > 0)
        parts.append(tr("run %1/%2").arg(p.run).arg(m_session->experiment().spec.runs));
    if (p.ordinal >= 0) {
        if (m_session->experiment().spec.arms.size() > 1)
            parts.append(p.arm);
        parts.append(models::stageText(p.stage));
        if (p.agentsAtWork > 1)
            parts.append(tr("%n agent(s) at once", nullptr, p.agentsAtWork));
    }
    // Waiting is a named phase with a clock; what is being written can be seen.
    QString activity = agent::activityText(p.activity);
    if (p.activity != agent::Activity::Writing)
        activity += u' ' + base::durationText(m_session->phaseElapsedNs());
    parts.append(activity);
    if (const auto left = m_session->remainingNs())
        parts.append(tr("%1 left").arg(base::durationText(*left)));
    return parts.join(QStringLiteral(" · "));
}

} // namespace benchglass::mainwindow
