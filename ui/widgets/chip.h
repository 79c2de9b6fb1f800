#pragma once

#include "theme/theme.h"

#include <QWidget>

#include <optional>

namespace benchglass::widgets {

/// A short fact in a pill: `101 files`, `2 problems`. States have a shape as well as a tint: good a tick,
/// warn a triangle, bad a cross, arms their marker. GUI thread.
class Chip : public QWidget
{
    Q_OBJECT

public:
    enum class State { Neutral, Accent, Good, Warn, Bad };
    Q_ENUM(State)

    explicit Chip(const theme::Theme& theme, const QString& text = {}, State state = State::Neutral,
        QWidget* parent = nullptr);

    void setText(const QString& text);
    QString text() const { return m_text; }
    void setState(State state);
    State state() const { return m_state; }

    /// Shows an arm's marker and colour; nothing takes it away.
    void setArm(std::optional<int> index);

    /// A chip that can be pressed looks so, takes the focus, and emits clicked().
    void setClickable(bool clickable);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void clicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    const theme::Theme& m_theme;
    QString m_text;
    State m_state;
    std::optional<int> m_arm;
    bool m_isClickable = false;
};

/// Draws a chip into @p area (its height is the chip's), for delegates. @return its width.
qreal paintChip(QPainter& painter, const QPointF& topLeft, const QString& text, Chip::State state,
    std::optional<int> arm, const theme::Tokens& tokens, qreal maximumWidth = 1e6);

/// The width that paintChip() needs.
qreal chipWidth(const QString& text, Chip::State state, std::optional<int> arm, const theme::Tokens& tokens);

} // namespace benchglass::widgets
