#include "models/optionsmodel.h"

#include "base/format.h"

#include <QFont>
#include <QJsonArray>
#include <QStringBuilder>

#include <algorithm>
#include <cmath>

namespace benchglass::models {

namespace {

/// A bound as a reader counts: grouped, not 1e+06.
QString boundText(double bound)
{
    const bool isWhole = std::abs(bound) < 1e15 && bound == std::floor(bound);
    return isWhole ? base::countText(qint64(bound)) : base::exactText(bound);
}

QString rangeText(const EditedOption& option)
{
    if (!option.hasEffect)
        return OptionsModel::tr("no effect here");
    if (option.info.isBoolean)
        return OptionsModel::tr("true, false");
    if (option.info.isTextList)
        return OptionsModel::tr("texts, by |");
    return boundText(option.info.min) % QStringLiteral(" … ") % boundText(option.info.max);
}

QString editText(const EditedOption& option)
{
    if (option.value.isDouble())
        return base::exactText(option.value.toDouble());
    if (option.value.isBool())
        return option.value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    QStringList texts;
    const QJsonArray list = option.value.toArray();
    for (const QJsonValue text : list)
        texts.append(text.toString());
    return texts.join(u'|');
}

QString valueText(const EditedOption& option)
{
    return option.value.isUndefined() ? OptionsModel::tr("default") : editText(option);
}

QVariant rawValue(const EditedOption& option)
{
    return option.value.isUndefined() ? QVariant() : option.value.toVariant();
}

base::Result<QJsonValue> parsed(const experiment::OptionInfo& info, const QString& text)
{
    if (!info.isTextList)
        return experiment::optionValueFromText(
            info, info.isBoolean ? text : QString(text).replace(u',', u'.'));
    QJsonArray texts;
    for (const QString& part : text.split(u'|', Qt::SkipEmptyParts))
        texts.append(part);
    return QJsonValue(texts);
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
        {tr("value"), valueText, rawValue, true, tr("Empty for the engine's default")},
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
    for (const EditedOption& option : rows())
        if (!option.value.isUndefined())
            object.insert(option.info.name, option.value);
    return object;
}

void OptionsModel::setOptions(const QJsonObject& options)
{
    m_unknown = options;
    QList<EditedOption> edited;
    for (const experiment::OptionInfo& info : experiment::knownOptions()) {
        const EditedOption option {info, options.value(info.name), !m_withoutEffect.contains(info.name)};
        m_unknown.remove(info.name);
        edited.append(option);
    }
    setRows(std::move(edited));
    Q_EMIT optionsChanged();
}

int OptionsModel::changedCount() const
{
    return static_cast<int>(m_unknown.size()
        + std::ranges::count_if(rows(), [](const EditedOption& o) { return !o.value.isUndefined(); }));
}

void OptionsModel::setWithoutEffect(const QStringList& names)
{
    if (names == m_withoutEffect)
        return;
    m_withoutEffect = names;
    for (int at = 0; at < rowCount(); ++at) {
        EditedOption option = row(at);
        option.hasEffect = !names.contains(option.info.name);
        putRow(at, option);
    }
}

QVariant OptionsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const EditedOption& option = row(index.row());
    if (role == Qt::EditRole && index.column() == ValueColumn)
        return option.value.isUndefined() ? QString() : editText(option);
    if (role == Qt::FontRole && !option.value.isUndefined()) {
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
    if (text.isEmpty()) {
        option.value = QJsonValue::Undefined;
    } else {
        const base::Result<QJsonValue> typed = parsed(option.info, text);
        if (!typed) {
            Q_EMIT refused(typed.error().message);
            return false;
        }
        option.value = *typed;
    }
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
