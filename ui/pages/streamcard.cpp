#include "pages/streamcard.h"

#include "agent/eta.h"
#include "base/format.h"
#include "engine/replay/timeline.h"
#include "measure/figuretext.h"
#include "models/words.h"
#include "pages/thinkingpart.h"
#include "widgets/buttons.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace benchglass::pages {

namespace {

constexpr int TextIntervalMs = 34;
constexpr qsizetype PieceCharacters = 32'768;
constexpr int ClockIntervalMs = 100;
constexpr qsizetype LongestError = 2000;

/// `00:04.2`
QString clockText(qint64 ns)
{
    const qint64 tenths = ns / 100'000'000;
    return QStringLiteral("%1:%2.%3")
        .arg(tenths / 600, 2, 10, QLatin1Char('0'))
        .arg(tenths / 10 % 60, 2, 10, QLatin1Char('0'))
        .arg(tenths % 10);
}

/// What stands for the rate: a program's words come as fast as it may hand them over, and that is no figure
/// of anything.
QString rateWords(const models::RunSession& session)
{
    const experiment::Spec& spec = session.experiment().spec;
    if (spec.model.isEmpty())
        return spec.pacedTokensPerSecond
            ? StreamCard::tr("paced at %1 tok/s").arg(base::exactText(*spec.pacedTokensPerSecond))
            : QString();
    const std::optional<double> rate = session.liveRatePerSecond();
    return rate ? StreamCard::tr("%1 tok/s").arg(base::fixedText(*rate, 1)) : QString();
}

/// `no token for 4 s (limit 120 s)`; a limit of 0 is none.
QString stallText(qint64 silenceNs, int limitMs)
{
    constexpr qint64 second = 1'000'000'000;
    if (limitMs <= 0)
        return StreamCard::tr("no token for %1 s").arg(silenceNs / second);
    return StreamCard::tr("no token for %1 s (limit %2 s)").arg(silenceNs / second).arg(limitMs / 1000);
}

} // namespace

StreamCard::StreamCard(const theme::Theme& theme, models::RunSession* session, QWidget* parent)
    : Card(tr("The model's words"), parent)
    , m_session(session)
    , m_thinking(new ThinkingPart(theme, this))
    , m_view(new widgets::StreamView(theme, this))
    , m_error(widgets::plainLabel({}, "", this))
    , m_follow(widgets::quietButton({}, this))
{
    setObjectName(QStringLiteral("streamCard"));
    m_view->setObjectName(QStringLiteral("streamView"));
    m_view->setMinimumHeight(90);
    m_follow->setObjectName(QStringLiteral("followButton"));
    m_follow->setToolTip(tr("Keep the end in view"));
    addHeaderWidget(m_follow);
    body()->addWidget(m_thinking);
    body()->addWidget(m_view, 1);
    m_error->setObjectName(QStringLiteral("callErrorLabel"));
    m_error->setProperty("state", QStringLiteral("bad"));
    m_error->setWordWrap(true);
    m_error->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_error->hide();
    body()->addWidget(m_error);

    m_textTimer.setSingleShot(true);
    m_textTimer.setInterval(TextIntervalMs);
    connect(&m_textTimer, &QTimer::timeout, this, &StreamCard::flush);
    m_clockTimer.setInterval(ClockIntervalMs);
    connect(&m_clockTimer, &QTimer::timeout, this, &StreamCard::refreshHeader);
    connect(m_follow, &QPushButton::clicked, this, [this] {
        showCall(-1);
        m_view->follow();
    });
    connect(m_view, &widgets::StreamView::followingChanged, this, &StreamCard::refreshHeader);
    connect(session, &models::RunSession::begun, this, [this] {
        m_clockTimer.start();
        m_pinned = -1;
        leaveReplay();
        if (m_session->experiment().calls.isEmpty())
            reset();
        refreshHeader();
    });
    connect(session, &models::RunSession::opened, this, [this] { showCall(-1); });
    connect(session, &models::RunSession::progressed, this, &StreamCard::refreshHeader);
    connect(session, &models::RunSession::callStarted, this, [this](int ordinal) {
        // Of several agents at once the first one's text is followed; the others' can be chosen.
        const experiment::Call* current = m_session->currentCall();
        if (m_pinned >= 0 || !current || current->ordinal != ordinal)
            return;
        reset();
        m_ordinal = ordinal;
        refreshHeader();
    });
    connect(session, &models::RunSession::textArrived, this, &StreamCard::take);
    connect(session, &models::RunSession::callFinished, this, &StreamCard::refreshHeader);
    connect(session, &models::RunSession::finished, this, [this] {
        m_clockTimer.stop();
        flush();
        refreshHeader();
    });
    refreshHeader();
}

void StreamCard::beginReplay(int ordinal)
{
    m_pinned = ordinal;
    m_isReplaying = true;
    reset();
    m_ordinal = ordinal;
    refreshHeader();
}

void StreamCard::leaveReplay()
{
    if (std::exchange(m_isReplaying, false))
        Q_EMIT replayLeft();
}

void StreamCard::showCall(int ordinal)
{
    if (ordinal == m_pinned && !m_isReplaying)
        return;
    m_pinned = ordinal;
    leaveReplay();
    const experiment::Call* call = shown();
    reset();
    if (call) {
        m_ordinal = call->ordinal;
        flush();
        if (m_pinned >= 0)
            m_view->showBeginning();
    }
    refreshHeader();
}

const experiment::Call* StreamCard::shown() const
{
    if (m_pinned < 0)
        return m_session->currentCall();
    return callOf(m_pinned);
}

const experiment::Call* StreamCard::callOf(int ordinal) const
{
    const auto& calls = m_session->experiment().calls;
    const auto at = std::ranges::find(calls, ordinal, &experiment::Call::ordinal);
    return at == calls.end() ? nullptr : &*at;
}

void StreamCard::reset()
{
    m_shownChunks = 0;
    m_splitter = {};
    m_ordinal = -1;
    m_thinking->reset();
    m_view->reset();
}

void StreamCard::take(int ordinal)
{
    if (ordinal == m_ordinal && !m_isReplaying && !m_textTimer.isActive())
        m_textTimer.start();
}

void StreamCard::flush()
{
    const experiment::Call* call = callOf(m_ordinal);
    if (!call || m_isReplaying)
        return;
    const QList<measure::Chunk>& chunks = call->trace.chunks;
    measure::SplitText text;
    const auto add = [&](const measure::SplitText& more) {
        text.thought += more.thought;
        text.answer += more.answer;
    };
    for (qsizetype characters = 0; m_shownChunks < chunks.size() && characters < PieceCharacters;
         ++m_shownChunks) {
        characters += chunks.at(m_shownChunks).text.size();
        add(m_splitter.add(chunks.at(m_shownChunks)));
    }
    if (call->finished && m_shownChunks == chunks.size())
        add(m_splitter.rest());
    m_thinking->append(text.thought);
    m_view->append(text.answer);
    if (m_shownChunks < chunks.size())
        m_textTimer.start();
}

QString StreamCard::liveHeader() const
{
    const qint64 elapsedNs = m_session->phaseElapsedNs();
    QStringList parts {agent::activityText(m_session->progress().activity), clockText(elapsedNs)};
    const bool hasModel = !m_session->experiment().spec.model.isEmpty();
    if (const auto eta = m_session->eta(); eta && hasModel)
        parts.append(agent::etaText(*eta, elapsedNs));
    if (const auto silenceNs = m_session->stalledNs())
        parts.append(stallText(*silenceNs, m_session->experiment().spec.timeouts.idleMs));
    else if (const QString rate = rateWords(*m_session); !rate.isEmpty())
        parts.append(rate);
    const experiment::Call* call = m_session->currentCall();
    const int chunks = call ? static_cast<int>(call->trace.chunks.size()) : 0;
    if (chunks > 0)
        parts.append(tr("%1 chunk(s)", nullptr, chunks).arg(base::countText(chunks)));
    return parts.join(QStringLiteral(" · "));
}

QString StreamCard::doneHeader(const experiment::Call& call) const
{
    QStringList parts {models::callStateText(call.state)};
    if (call.metrics.ttftNs)
        parts.append(tr("TTFT %1 ms").arg(measure::latencyText(call.metrics.ttftNs)));
    if (call.metrics.thinkingNs)
        parts.append(tr("answer after %1 ms").arg(measure::latencyText(call.metrics.ttfoNs)));
    if (models::isWithoutModel(call))
        parts.append(tr("tok/s n/a"));
    else if (call.metrics.decodeRatePerSecond)
        parts.append(tr("%1 tok/s").arg(measure::rateText(call.metrics)));
    if (call.metrics.outputTokens)
        parts.append(
            tr("%1 token(s)", nullptr, *call.metrics.outputTokens).arg(measure::tokensText(call.metrics)));
    return parts.join(QStringLiteral(" · "));
}

void StreamCard::showDone(const experiment::Call* call)
{
    if (!call)
        setHint({});
    else if (models::isWithoutModel(*call))
        setHint(doneHeader(*call), models::flagMeaning(measure::Flag::NoModel));
    else
        setHint(doneHeader(*call));
}

void StreamCard::refreshError(const experiment::Call* call)
{
    const bool hasFailed =
        call && call->finished && call->error && call->state != measure::CallState::Cancelled;
    m_error->setText(hasFailed ? call->error->message.left(LongestError) : QString());
    m_error->setVisible(hasFailed);
}

void StreamCard::refreshHeader()
{
    const experiment::Call* call = shown();
    const bool isLive = m_session->isRunning() && m_pinned < 0;
    if (call && call->ordinal == m_ordinal) {
        m_thinking->count(call->trace);
        m_thinking->setDuration(call->finished ? call->metrics.thinkingNs : std::nullopt);
    }
    QString title = call ? models::callTitle(*call) : tr("The model's words");
    if (call && m_session->experiment().spec.arms.size() > 1)
        title += QStringLiteral(" · ") + call->arm;
    refreshError(call);
    m_view->setPlaceholderText(call && call->finished && !isLive
            ? tr("This call wrote nothing.")
            : tr("What the agent writes appears here, as it arrives."));
    setTitle(m_isReplaying ? tr("Replay · %1").arg(title) : title);
    if (isLive)
        setHint(liveHeader());
    else
        showDone(call && call->finished ? call : nullptr);
    m_follow->setVisible(m_session->isRunning() && (m_pinned >= 0 || !m_view->streamText().isEmpty()));
    m_follow->setText(m_pinned >= 0 ? tr("back to the live text ↓")
            : m_view->isFollowing() ? tr("following ↓")
                                    : tr("follow ↓"));
}

} // namespace benchglass::pages
