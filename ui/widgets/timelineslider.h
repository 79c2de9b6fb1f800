#pragma once

#include "theme/theme.h"

#include <QAbstractSlider>
#include <QList>

#include <optional>
#include <utility>

namespace benchglass::widgets {

/// A stretch of time to scrub along, with the first token and the silences marked on it. Click and drag move
/// the handle to the pointer. Arrow keys, Home and End are left to whoever it stands in: what a step is, it
/// does not know. GUI thread.
class TimelineSlider : public QAbstractSlider
{
    Q_OBJECT

public:
    explicit TimelineSlider(const theme::Theme& theme, QWidget* parent = nullptr);

    /// What is marked, in nanoseconds from the start.
    struct Marks
    {
        std::optional<qint64> firstNs;
        QList<std::pair<qint64, qint64>> gapsNs; ///< Begin and end.
    };

    /// Takes another stretch, at its start.
    void setTimes(qint64 durationNs, const Marks& marks);
    /// Says nothing to anybody: the position is where it comes from.
    void setPositionNs(qint64 ns);
    qint64 positionNs() const;

    /// Where a time stands in the widget.
    qreal xOf(qint64 ns) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The user moved the handle, or a tool of theirs did.
    void sought(qint64 ns);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    bool event(QEvent* event) override;

private:
    QRectF groove() const;
    void goTo(qreal x);
    QString tipAt(qreal x) const;

    const theme::Theme& m_theme;
    Marks m_marks;
    qint64 m_durationNs = 0;
};

} // namespace benchglass::widgets
