#pragma once

#include "measure/thinking.h"
#include "models/runsession.h"
#include "theme/theme.h"
#include "widgets/card.h"
#include "widgets/streamview.h"

#include <QTimer>

class QPushButton;
class QLabel;

namespace benchglass::pages {

class ThinkingPart;

/// The text of one call as it arrives, or of an earlier one, with what it is waiting for and how fast it
/// comes; what was thought stands apart above the answer. Text is put on screen at most 30 times a second,
/// much of it piece by piece.
class StreamCard : public widgets::Card
{
    Q_OBJECT

public:
    StreamCard(const theme::Theme& theme, models::RunSession* session, QWidget* parent = nullptr);

    widgets::StreamView* view() const { return m_view; }

    /// Shows an earlier call instead of the one under way; -1 goes back to that.
    void showCall(int ordinal);
    int shownCall() const { return m_pinned; }

    /// Shows an earlier call whose text is left to a replay, until another is shown.
    void beginReplay(int ordinal);
    bool isReplaying() const { return m_isReplaying; }
    ThinkingPart* thinking() const { return m_thinking; }

Q_SIGNALS:
    /// Another call is shown, or the live one: the text is no more the replay's.
    void replayLeft();

private:
    void reset();
    void leaveReplay();
    void take(int ordinal);
    void flush();
    void refreshHeader();
    QString liveHeader() const;
    QString doneHeader(const experiment::Call& call) const;
    void showDone(const experiment::Call* call);
    void refreshError(const experiment::Call* call);
    const experiment::Call* shown() const;
    const experiment::Call* callOf(int ordinal) const;

    models::RunSession* m_session;
    ThinkingPart* m_thinking;
    widgets::StreamView* m_view;
    QLabel* m_error; ///< What went wrong with the call that is shown.
    QPushButton* m_follow;
    QTimer m_textTimer;
    QTimer m_clockTimer;
    qsizetype m_shownChunks = 0; ///< Of the call m_ordinal.
    measure::ThoughtSplitter m_splitter;
    int m_ordinal = -1;
    int m_pinned = -1;
    bool m_isReplaying = false;
};

} // namespace benchglass::pages
