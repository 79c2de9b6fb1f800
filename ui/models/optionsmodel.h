#pragma once

#include "experiment/spec.h"
#include "models/rowsmodel.h"

#include <QJsonObject>

namespace benchglass::models {

/// One option under edit.
struct EditedOption
{
    experiment::OptionInfo info;
    QJsonValue value = QJsonValue::Undefined; ///< Undefined = the engine's default.
    bool hasEffect = true;                    ///< False where the chosen server cannot be told it.
};

/// The options of an arm, to be edited: all that are known; only changed ones are emphasised. A cell takes
/// what experiment::optionValueFromText() accepts, or an empty text for the default; anything else is
/// refused. Texts of a list are separated by `|`.
class OptionsModel : public RowsModel<EditedOption>
{
    Q_OBJECT

public:
    enum ColumnId { NameColumn, ValueColumn, RangeColumn, MeaningColumn };

    explicit OptionsModel(QObject* parent = nullptr);

    QJsonObject options() const;                 ///< Changed ones only.
    void setOptions(const QJsonObject& options); ///< Unknown ones are kept, and given back by options().
    int changedCount() const;
    /// Says of these that they have no effect; they can be edited all the same.
    void setWithoutEffect(const QStringList& names);

    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    void optionsChanged();
    /// What was typed is not accepted, and why.
    void refused(const QString& reason);

private:
    QJsonObject m_unknown;
    QStringList m_withoutEffect;
};

} // namespace benchglass::models
