#include "pages/replaybar.h"

#include "base/format.h"
#include "theme/icon.h"
#include "widgets/buttons.h"
#include "widgets/combobox.h"
#include "widgets/timelineslider.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QStringBuilder>
#include <QVBoxLayout>

#include <array>

namespace benchglass::pages {

namespace {

constexpr std::array speeds {0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0};
constexpr int iconPx = 16;
constexpr int buttonPx = 26;

QString secondsText(qint64 ns)
{
    return base::fixedText(static_cast<double>(ns) / 1e9, 2);
}

} // namespace

ReplayBar::ReplayBar(const theme::Theme& theme, engine::Replay* replay, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_replay(replay)
    , m_slider(new widgets::TimelineSlider(theme, this))
    , m_back(button("replayBackButton", tr("One chunk back"), tr("One chunk back (left arrow)")))
    , m_play(button("replayPlayButton", tr("Play"), tr("Play or pause (space)")))
    , m_forward(button("replayForwardButton", tr("One chunk on"), tr("One chunk on (right arrow)")))
    , m_close(button("replayCloseButton", tr("End the replay"), tr("End the replay and show the whole text")))
    , m_position(widgets::plainLabel({}, "label", this))
    , m_speed(new widgets::ComboBox(this))
{
    setObjectName(QStringLiteral("replayBar"));
    setAccessibleName(tr("Replay"));
    m_slider->setObjectName(QStringLiteral("replaySlider"));
    m_slider->setAccessibleName(tr("Position in the call"));
    m_position->setObjectName(QStringLiteral("replayPosition"));
    m_speed->setObjectName(QStringLiteral("replaySpeed"));
    m_speed->setAccessibleName(tr("Speed of the replay"));
    for (const double speed : speeds)
        m_speed->addItem(QLocale::c().toString(speed) % QStringLiteral(" ×"), speed);
    m_speed->addItem(tr("as fast as it goes"));
    setFocusProxy(m_slider);
    arrange();
    connectAll();
    refreshIcons();
    takeCall();
}

QToolButton* ReplayBar::button(const char* name, const QString& text, const QString& tip)
{
    auto* made = new QToolButton(this);
    made->setObjectName(QLatin1String(name));
    made->setAccessibleName(text);
    made->setToolTip(tip);
    made->setIconSize({iconPx, iconPx});
    made->setFixedSize(buttonPx, buttonPx);
    return made;
}

void ReplayBar::arrange()
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(m_theme.tokens().space1);
    rows->addWidget(m_slider);
    auto* row = new QHBoxLayout;
    row->setSpacing(m_theme.tokens().space1);
    for (QWidget* widget : {m_back, m_play, m_forward})
        row->addWidget(widget);
    row->addSpacing(m_theme.tokens().space1);
    row->addWidget(m_position, 1);
    row->addWidget(m_speed);
    row->addWidget(m_close);
    rows->addLayout(row);
}

void ReplayBar::connectAll()
{
    using engine::Replay;
    connect(m_replay, &Replay::moved, this, &ReplayBar::refresh);
    connect(m_replay, &Replay::playingChanged, this, [this] {
        refreshIcons();
        refresh();
    });
    connect(&m_theme, &theme::Theme::changed, this, &ReplayBar::refreshIcons);
    connect(m_play, &QToolButton::clicked, this,
        [this] { m_replay->isPlaying() ? m_replay->pause() : m_replay->play(); });
    connect(m_back, &QToolButton::clicked, this, [this] {
        m_replay->stepBack();
        Q_EMIT soughtByHand();
    });
    connect(m_forward, &QToolButton::clicked, this, [this] {
        m_replay->stepForward();
        Q_EMIT soughtByHand();
    });
    connect(m_slider, &widgets::TimelineSlider::sought, this, [this](qint64 ns) {
        m_replay->seek(ns);
        Q_EMIT soughtByHand();
    });
    connect(m_speed, &QComboBox::currentIndexChanged, this, &ReplayBar::speedChosen);
    connect(m_close, &QToolButton::clicked, this, &ReplayBar::closeRequested);
}

void ReplayBar::speedChosen()
{
    const QVariant speed = m_speed->currentData();
    m_replay->setSpeed(speed.isValid() ? std::optional(speed.toDouble()) : std::nullopt);
}

void ReplayBar::takeCall()
{
    const engine::Timeline& timeline = m_replay->timeline();
    widgets::TimelineSlider::Marks marks;
    marks.firstNs = timeline.firstTextNs();
    for (const engine::Gap& gap : timeline.longGaps())
        marks.gapsNs.append({gap.beginNs, gap.endNs});
    m_slider->setTimes(timeline.durationNs(), marks);
    m_speed->setCurrentIndex(
        m_replay->speed() ? m_speed->findData(*m_replay->speed()) : m_speed->count() - 1);
    refresh();
}

QString ReplayBar::positionText() const
{
    const engine::Timeline& timeline = m_replay->timeline();
    const QString time =
        tr("%1 s of %2 s").arg(secondsText(m_replay->positionNs()), secondsText(timeline.durationNs()));
    const auto tokens = timeline.tokensAfter(m_replay->count());
    const auto all = timeline.tokensAfter(timeline.size());
    const QString count = tokens && all
        ? tr("token %1 of %2").arg(base::countText(*tokens), base::countText(*all))
        : tr("chunk %1 of %2").arg(base::countText(m_replay->count()), base::countText(timeline.size()));
    return time % QStringLiteral(" · ") % count;
}

void ReplayBar::refresh()
{
    m_slider->setPositionNs(m_replay->positionNs());
    const QString text = positionText();
    m_position->setText(text);
    if (!m_replay->isPlaying()) // a reader would be told thirty times a second
        m_slider->setAccessibleDescription(text);
    m_back->setEnabled(m_replay->count() > 0 || m_replay->positionNs() > 0);
    m_forward->setEnabled(!m_replay->isAtEnd());
}

void ReplayBar::refreshIcons()
{
    const bool isPlaying = m_replay->isPlaying();
    const auto drawn = [this](const char* name) {
        return theme::icon(QLatin1String(name), m_theme.tokens());
    };
    m_play->setIcon(drawn(isPlaying ? "pause" : "play"));
    m_play->setAccessibleName(isPlaying ? tr("Pause") : tr("Play"));
    m_back->setIcon(drawn("chevron-left"));
    m_forward->setIcon(drawn("chevron-right"));
    m_close->setIcon(drawn("cross"));
}

void ReplayBar::keyPressEvent(QKeyEvent* event)
{
    const auto isPlain = !(event->modifiers() & ~Qt::KeypadModifier);
    switch (isPlain ? event->key() : 0) {
    case Qt::Key_Space: m_play->click(); return;
    case Qt::Key_Left: m_replay->stepBack(); break;
    case Qt::Key_Right: m_replay->stepForward(); break;
    case Qt::Key_Home: m_replay->seek(0); break;
    case Qt::Key_End: m_replay->seek(m_replay->timeline().durationNs()); break;
    default: QWidget::keyPressEvent(event); return;
    }
    Q_EMIT soughtByHand();
}

} // namespace benchglass::pages
