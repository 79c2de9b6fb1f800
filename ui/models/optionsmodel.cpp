#include "models/optionsmodel.h"

#include "base/format.h"

#include <QFont>

#include <algorithm>
#include <cmath>

namespace benchglass::models {

namespace {

QString rangeText(const EditedOption& option)
{
    return base::exactText(option.info.min) % QStringLiteral(" … ") % base::exactText(option.info.max);
}

QString valueText(const EditedOption& option)
{
    return option.value ? base::exactText(*option.value) : OptionsModel::tr("default");
}

/// @return the number that @p text means for this option; nothing if it is none or out of range
std::optional<double> parsed(const experiment::OptionInfo& info, const QString& text)
{
    bool ok = false;
    const double value = QString(text).replace(u',', u'.').toDouble(&ok);
    if (!ok || !std::isfinite(value) || value < info.min || value > info.max)
        return {};
    if (info.isInteger && std::trunc(value) != value)
        return {};
    return value;
}

} // namespace

OptionsModel::OptionsModel(QObject* parent)
    : RowsModel(parent)
{
    setColumns({
        {tr("option"), [](const EditedOption& o) { return o.info.name; }, {}, false, {},
            [](const EditedOption& o) {
                return o.info.meaning;
            }},
        {tr("value"), valueText, [](const EditedOption& o) { return rawOf(o.value); }, true,
            tr("Empty for the engine's default")},
        {tr("range"), rangeText},
        {tr("meaning"),
            [](const EditedOption& o) {
                return o.info.meaning;
            }},
    });
    setOptions({});
}

QJsonObject OptionsModel::options() const
{
    QJsonObject object = m_unknown;
    for (const EditedOption& option : rows()) {
        if (!option.value)
            continue;
        if (option.info.isInteger)
            object.insert(option.info.name, static_cast<qint64>(*option.value));
        else
            object.insert(option.info.name, *option.value);
    }
    return object;
}

void OptionsModel::setOptions(const QJsonObject& options)
{
    m_unknown = options;
    QList<EditedOption> edited;
    for (const experiment::OptionInfo& info : experiment::knownOptions()) {
        EditedOption option {info, {}};
        const QJsonValue value = options.value(info.name);
        if (value.isDouble())
            option.value = value.toDouble();
        m_unknown.remove(info.name);
        edited.append(option);
    }
    setRows(std::move(edited));
    Q_EMIT optionsChanged();
}

int OptionsModel::changedCount() const
{
    return static_cast<int>(m_unknown.size()
        + std::ranges::count_if(rows(), [](const EditedOption& o) { return o.value.has_value(); }));
}

QVariant OptionsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const EditedOption& option = row(index.row());
    if (role == Qt::EditRole && index.column() == ValueColumn)
        return option.value ? base::exactText(*option.value) : QString();
    if (role == Qt::FontRole && option.value) {
        QFont bold;
        bold.setBold(true);
        return bold;
    }
    return RowsModel::data(index, role);
}

bool OptionsModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!index.isValid() || index.column() != ValueColumn || role != Qt::EditRole)
        return false;
    EditedOption option = row(index.row());
    const QString text = value.toString().trimmed();
    const std::optional<double> number = parsed(option.info, text);
    if (!text.isEmpty() && !number)
        return false;
    option.value = number;
    putRow(index.row(), option);
    Q_EMIT optionsChanged();
    return true;
}

Qt::ItemFlags OptionsModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = RowsModel::flags(index);
    if (index.isValid() && index.column() == ValueColumn)
        flags |= Qt::ItemIsEditable;
    return flags;
}

} // namespace benchglass::models
