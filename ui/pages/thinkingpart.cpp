#include "pages/thinkingpart.h"

#include "base/format.h"
#include "theme/icon.h"
#include "widgets/buttons.h"
#include "widgets/streamview.h"

#include <QVBoxLayout>

namespace benchglass::pages {

namespace {

constexpr int OpenHeight = 130;
constexpr int LeastHeight = 56; // three lines, where the answer needs the room

} // namespace

ThinkingPart::ThinkingPart(const theme::Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_fold(widgets::quietButton({}, this))
    , m_view(new widgets::StreamView(theme, this))
{
    setObjectName(QStringLiteral("thinkingPart"));
    m_fold->setObjectName(QStringLiteral("thinkingButton"));
    m_fold->setCheckable(true);
    m_fold->setToolTip(tr("Show what the model thought before its answer"));
    m_view->setObjectName(QStringLiteral("thinkingView"));
    m_view->setAccessibleName(tr("What the model thought"));
    m_view->setMinimumHeight(LeastHeight);
    m_view->setMaximumHeight(OpenHeight);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.tokens().space1);
    layout->addWidget(m_fold, 0, Qt::AlignLeft);
    layout->addWidget(m_view);
    connect(m_fold, &QPushButton::toggled, this, &ThinkingPart::setOpen);
    connect(&theme, &theme::Theme::changed, this, [this] { setOpen(m_fold->isChecked()); });
    setOpen(false);
    reset();
}

void ThinkingPart::setOpen(bool open)
{
    m_view->setVisible(open);
    m_fold->setIcon(theme::icon(
        open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"), m_theme.tokens()));
}

void ThinkingPart::reset()
{
    m_view->reset();
    m_counted = 0;
    m_splitter = {};
    m_characters = 0;
    m_tokens = 0;
    m_tokensByServer.reset();
    m_beganNs.reset();
    m_endedNs = 0;
    m_isOver = false;
    m_durationNs.reset();
    hide();
}

void ThinkingPart::append(const QString& text)
{
    if (text.isEmpty())
        return;
    m_view->append(text, widgets::StreamView::Kind::Thinking);
    show();
}

void ThinkingPart::appendMarked(const QString& text)
{
    m_view->appendMarked(text, widgets::StreamView::Kind::Thinking);
    show();
}

void ThinkingPart::truncate(qsizetype length)
{
    m_view->truncate(length);
    setVisible(length > 0);
}

void ThinkingPart::unfold()
{
    m_fold->setChecked(true);
}

void ThinkingPart::count(const measure::Trace& trace)
{
    const auto& chunks = trace.chunks;
    for (; m_counted < chunks.size(); ++m_counted) {
        const measure::Chunk& chunk = chunks.at(m_counted);
        if (chunk.text.isEmpty())
            continue;
        const measure::SplitText text = m_splitter.add(chunk);
        if (!text.answer.isEmpty()) {
            if (m_beganNs && !m_isOver)
                m_endedNs = chunk.arrivalNs;
            m_isOver = m_beganNs.has_value();
        }
        if (text.thought.isEmpty())
            continue;
        m_beganNs = m_beganNs.value_or(chunk.arrivalNs);
        if (!m_isOver)
            m_endedNs = chunk.arrivalNs;
        m_characters += text.thought.size();
        if (!chunk.tokens)
            m_tokens.reset();
        else if (m_tokens)
            *m_tokens += *chunk.tokens;
    }
    // It is asked of thoughts that came: 0 is how servers say that they do not count them.
    m_tokensByServer =
        trace.server.thinkingTokens.value_or(0) > 0 ? trace.server.thinkingTokens : std::nullopt;
    refresh();
}

void ThinkingPart::setDuration(std::optional<double> thinkingNs)
{
    m_durationNs = thinkingNs;
    refresh();
}

QString ThinkingPart::summary() const
{
    QStringList parts {m_isOver || m_durationNs ? tr("thought") : tr("thinking")};
    if (const auto tokens = m_tokensByServer ? m_tokensByServer : m_tokens)
        parts.append(tr("%1 token(s)", nullptr, *tokens).arg(base::countText(*tokens)));
    else
        parts.append(tr("%1 character(s)", nullptr, static_cast<int>(m_characters))
                         .arg(base::countText(m_characters)));
    if (m_beganNs)
        parts.append(
            base::durationText(m_durationNs ? static_cast<qint64>(*m_durationNs) : m_endedNs - *m_beganNs));
    return parts.join(QStringLiteral(" · "));
}

void ThinkingPart::refresh()
{
    if (m_fold->text() == summary())
        return;
    m_fold->setText(summary());
    m_fold->setAccessibleName(m_fold->text());
}

} // namespace benchglass::pages
