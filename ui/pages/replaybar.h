#pragma once

#include "engine/replay/replay.h"
#include "theme/theme.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QToolButton;

namespace benchglass::widgets {
class TimelineSlider;
}

namespace benchglass::pages {

/// The controls of a replay: play, speed, steps, and a slider over the call's time. Space plays and pauses,
/// left and right step, Home and End go to the ends.
class ReplayBar : public QWidget
{
    Q_OBJECT

public:
    /// @param replay outlives the bar, or goes together with it
    ReplayBar(const theme::Theme& theme, engine::Replay* replay, QWidget* parent = nullptr);

    /// The replay has another call.
    void takeCall();
    /// `1.24 s of 5.60 s · chunk 31 of 140`; tokens where the server counted those of every chunk.
    QString positionText() const;

Q_SIGNALS:
    /// The user moved the position by hand.
    void soughtByHand();
    void closeRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void arrange();
    void connectAll();
    void refresh();
    void refreshIcons();
    void speedChosen();
    QToolButton* button(const char* name, const QString& text, const QString& tip);

    const theme::Theme& m_theme;
    engine::Replay* m_replay;
    widgets::TimelineSlider* m_slider;
    QToolButton* m_back;
    QToolButton* m_play;
    QToolButton* m_forward;
    QToolButton* m_close;
    QLabel* m_position;
    QComboBox* m_speed;
};

} // namespace benchglass::pages
