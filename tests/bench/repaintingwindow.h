#pragma once

#include <QTimer>
#include <QWidget>

#include <vector>

namespace benchglass::tests {

/// A window that paints about as much as one of charts and text does.
class RepaintingWindow : public QWidget
{
    Q_OBJECT

public:
    /// @param intervalMs between frames; 0 = as many as it can
    explicit RepaintingWindow(int intervalMs);

    void setLines(const QStringList& lines) { m_lines = lines; }
    /// From the start of one frame to the start of the next, in order.
    const std::vector<double>& frameTimesMs() const { return m_frameTimesMs; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QTimer m_timer;
    QStringList m_lines;
    std::vector<double> m_frameTimesMs;
    qint64 m_paintedNs = 0;
    int m_turn = 0;
};

} // namespace benchglass::tests
