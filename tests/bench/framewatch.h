#pragma once

#include <QApplication>
#include <QTimer>
#include <QWidget>

#include <vector>

namespace benchglass::tests {

/// An application that watches how a window keeps up with a screen of 60 Hz: at each tick a single pixel of
/// the window is asked to be painted, with whatever else is due there.
class FrameWatch : public QApplication
{
    Q_OBJECT

public:
    FrameWatch(int& argc, char** argv);

    void begin(QWidget* window);
    void end();

    /// From each tick to the end of the painting that followed it. Ticks that passed while the thread was
    /// busy count, each from its own time.
    const std::vector<double>& frameTimesMs() const { return m_frameTimesMs; }
    /// From the end of one painting to the end of the next.
    const std::vector<double>& intervalsMs() const { return m_intervalsMs; }
    /// How long paintings took, from the event that asked for them.
    const std::vector<double>& paintTimesMs() const { return m_paintTimesMs; }
    /// How long the longest single event took, paintings included.
    double longestEventMs() const { return m_longestEventMs; }

    bool notify(QObject* receiver, QEvent* event) override;

private:
    class Pixel;
    void painted(qint64 fromNs, qint64 toNs);

    QTimer m_timer;
    Pixel* m_pixel = nullptr;
    bool m_isPainted = false;
    int m_depth = 0;
    qint64 m_nextTickNs = 0;
    qint64 m_lastEndNs = 0;
    double m_longestEventMs = 0;
    std::vector<double> m_frameTimesMs;
    std::vector<double> m_intervalsMs;
    std::vector<double> m_paintTimesMs;
};

} // namespace benchglass::tests
