#pragma once

#include "engine/doctor/doctorstep.h"
#include "theme/theme.h"

#include <QElapsedTimer>
#include <QList>
#include <QTimer>
#include <QWidget>

class QGridLayout;
class QLabel;

namespace benchglass::pages {

/// The steps of a checkup, a line each: what, how it stands, how long it took, and in a sentence what was
/// found. Text from servers stays plain.
class CheckRows : public QWidget
{
    Q_OBJECT

public:
    explicit CheckRows(const theme::Theme& theme, QWidget* parent = nullptr);

    /// All lines anew.
    void setSteps(const QList<engine::DoctorStep>& steps);
    void setStep(const engine::DoctorStep& step);

private:
    struct Row
    {
        QLabel* icon;
        QLabel* stage;
        QLabel* state;
        QLabel* time;
        QLabel* text;
        QLabel* warnings;
    };

    void addRow(engine::DoctorStage stage);
    void show(const engine::DoctorStep& step);
    void showClock();
    void refreshLook();

    const theme::Theme& m_theme;
    QGridLayout* m_grid;
    QList<Row> m_rows;
    QList<engine::DoctorStep> m_steps;
    QTimer m_clock; ///< While a step is under way.
    QElapsedTimer m_since;
};

} // namespace benchglass::pages
