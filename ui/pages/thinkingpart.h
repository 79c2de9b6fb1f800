#pragma once

#include "measure/thinking.h"
#include "measure/trace.h"
#include "theme/theme.h"

#include <QWidget>

#include <optional>

class QPushButton;

namespace benchglass::widgets {
class StreamView;
}

namespace benchglass::pages {

/// What a model thought, folded above its answer: how much, how long, and the text on demand. Hidden where
/// nothing was thought.
class ThinkingPart : public QWidget
{
    Q_OBJECT

public:
    explicit ThinkingPart(const theme::Theme& theme, QWidget* parent = nullptr);

    /// Nothing was thought yet. It stays open or folded.
    void reset();
    void append(const QString& text);
    /// append() that highlights what it appends.
    void appendMarked(const QString& text);
    /// Takes back all but the first @p length characters; without any it hides.
    void truncate(qsizetype length);
    /// Unfolds the text.
    void unfold();

    /// Takes stock of a call's chunks: only of those that came since it was last asked.
    void count(const measure::Trace& trace);
    /// How long thinking took by the call's metrics, once it is over.
    void setDuration(std::optional<double> thinkingNs);

    widgets::StreamView* view() const { return m_view; }
    QString summary() const; ///< `thinking · 312 tokens · 1.2 s`

private:
    void setOpen(bool open);
    void refresh();

    const theme::Theme& m_theme;
    QPushButton* m_fold;
    widgets::StreamView* m_view;
    qsizetype m_counted = 0;
    measure::ThoughtSplitter m_splitter;
    qint64 m_characters = 0;
    std::optional<int> m_tokens = 0; ///< Absent as soon as a chunk came without a count.
    std::optional<int> m_tokensByServer;
    std::optional<qint64> m_beganNs;
    qint64 m_endedNs = 0;
    bool m_isOver = false; ///< The answer began.
    std::optional<double> m_durationNs;
};

} // namespace benchglass::pages
