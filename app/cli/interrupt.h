#pragma once

#include <QObject>

class QSocketNotifier;

namespace benchglass::cli {

/// Turns Ctrl+C and a polite kill into a signal of the event loop. One at a time.
class Interrupt : public QObject
{
    Q_OBJECT

public:
    explicit Interrupt(QObject* parent = nullptr);
    ~Interrupt() override;

Q_SIGNALS:
    void requested();

private:
    int m_read = -1;
    QSocketNotifier* m_notifier = nullptr;
};

} // namespace benchglass::cli
