#pragma once

#include "experiment/spec.h"
#include "theme/theme.h"

#include <QFrame>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QSpinBox;

namespace benchglass::models {
class OptionsModel;
}
namespace benchglass::widgets {
class TableView;
}

namespace benchglass::pages {

class AdvancedPart;
class FurtherAddresses;

/// Everything of an experiment that most people leave alone: the tuned arm's options, the prompts, the order.
class OptionsPanel : public QFrame
{
    Q_OBJECT

public:
    explicit OptionsPanel(const theme::Theme& theme, QWidget* parent = nullptr);

    /// Fills in all but folder, engine, arms and runs.
    void applyTo(experiment::Spec* spec) const;
    experiment::Arm tunedArm() const;
    void setTunedArm(const experiment::Arm& arm);

    /// Of the tuned arm.
    void setOption(const QString& name, const QJsonValue& value);

    /// The built-in analyst takes a pace; a server takes options, and not every server all of them.
    /// @param product what the server says it is; empty before it answered
    void setServer(const QString& engineId, const QString& product);
    bool hasModel() const { return m_hasModel; }
    /// The server's address, as typed.
    void setAddress(const QString& url);

    /// How much differs from the defaults.
    int changedCount() const;

    models::OptionsModel* model() const { return m_model; }
    AdvancedPart* advanced() const { return m_advanced; }
    void setPace(std::optional<double> tokensPerSecond);

Q_SIGNALS:
    void changed();

private:
    QWidget* makeTable();
    QWidget* makeForm();
    QSpinBox* addSpin(
        QFormLayout* form, const QString& label, const QString& name, int low, int high, int value);
    void connectAll();
    void showFurther();

    const theme::Theme& m_theme;
    bool m_hasModel = false;
    models::OptionsModel* m_model;
    AdvancedPart* m_advanced;
    widgets::TableView* m_table;
    QLabel* m_refusal;
    QLabel* m_note;
    QComboBox* m_think;
    QComboBox* m_prompts;
    QComboBox* m_order;
    QSpinBox* m_warmups;
    QSpinBox* m_outputLimit;
    QSpinBox* m_seed;
    QSpinBox* m_digestTokens;
    QSpinBox* m_cooldown;
    QSpinBox* m_agents;
    FurtherAddresses* m_further;
    QCheckBox* m_nonce;
    QCheckBox* m_cold;
    QCheckBox* m_isPaced;
    QDoubleSpinBox* m_pace;
};

} // namespace benchglass::pages
