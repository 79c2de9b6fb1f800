#pragma once

#include "theme/theme.h"

#include <QStringList>
#include <QWidget>

class QLabel;
class QLineEdit;

namespace benchglass::pages {

/// Where the other ones of several agents find their servers: addresses in one line, with spaces or commas
/// between them. There is nothing to see of it for one agent.
class FurtherAddresses : public QWidget
{
    Q_OBJECT

public:
    explicit FurtherAddresses(const theme::Theme& theme, QWidget* parent = nullptr);

    /// As typed, each once trimmed; empty for one agent.
    QStringList addresses() const;
    void setAgents(int agents);
    /// The address of the first one.
    void setFirst(const QString& url);

Q_SIGNALS:
    void changed();

private:
    QStringList typed() const;
    /// Why these cannot be used; empty if they can.
    QString refusal() const;
    void check();

    int m_agents = 1;
    QString m_first;
    QLineEdit* m_edit;
    QLabel* m_refusal;
};

} // namespace benchglass::pages
