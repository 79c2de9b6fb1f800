#pragma once

#include "experiment/experiment.h"
#include "models/rowsmodel.h"

namespace benchglass::models {

/// One arm's configuration: what was asked for, and what the server said it used.
struct ArmConfiguration
{
    QString title;
    experiment::Arm arm;
    QJsonObject effective;
    measure::Flags flags; ///< Of all its calls together: why asked and effective differ.
};

/// The configuration of one arm of @p experiment, with what its calls tell of it. Pure.
ArmConfiguration configurationOf(const experiment::Experiment& experiment, const QString& arm);

/// One option over all arms.
struct OptionRow
{
    QString name;
    QStringList asked;     ///< Per arm; `default` where nothing was.
    QStringList effective; ///< Per arm; an en dash where the server does not say.
    bool differs = false;  ///< Between arms, or between asked and effective.
};

/// Options by arm.
class ConfigurationModel : public RowsModel<OptionRow>
{
    Q_OBJECT

public:
    explicit ConfigurationModel(QObject* parent = nullptr);

    void setArms(const QList<ArmConfiguration>& arms);
    void setDifferencesOnly(bool only);
    bool differencesOnly() const { return m_differencesOnly; }

private:
    void refresh();

    QList<OptionRow> m_all;
    bool m_differencesOnly = true;
};

} // namespace benchglass::models
