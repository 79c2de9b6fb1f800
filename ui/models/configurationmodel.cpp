#include "models/configurationmodel.h"

#include "base/format.h"
#include "models/words.h"

#include <QJsonValue>

#include <algorithm>

namespace benchglass::models {

namespace {

QString valueText(const QJsonValue& value)
{
    if (value.isDouble())
        return base::exactText(value.toDouble());
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    return value.toString();
}

/// What became of an option, in a word, where a flag tells.
QString effectNote(const QString& option, measure::Flags flags)
{
    if (option == u"num_ctx" && flags.testFlag(measure::Flag::ContextRaised))
        return ConfigurationModel::tr(" raised");
    if (option == u"num_ctx" && flags.testFlag(measure::Flag::ContextClipped))
        return ConfigurationModel::tr(" clipped");
    if (option == u"num_gpu" && flags.testFlag(measure::Flag::GpuLayersNoEffect))
        return ConfigurationModel::tr(" no effect");
    return {};
}

OptionRow optionRow(const QString& name, const QList<ArmConfiguration>& arms)
{
    OptionRow row {name, {}, {}, false};
    for (const ArmConfiguration& arm : arms) {
        const bool asked = arm.arm.options.contains(name);
        const QString askedText =
            asked ? valueText(arm.arm.options.value(name)) : ConfigurationModel::tr("default");
        QString effective =
            arm.effective.contains(name) ? valueText(arm.effective.value(name)) : base::absentText();
        const QString note = asked ? effectNote(name, arm.flags) : QString();
        if (asked && arm.effective.contains(name) && effective != askedText)
            row.differs = true;
        row.differs = row.differs || !note.isEmpty();
        row.asked.append(askedText);
        row.effective.append(effective + note);
    }
    for (qsizetype i = 1; i < row.asked.size(); ++i)
        row.differs = row.differs || row.asked.at(i) != row.asked.first()
            || row.effective.at(i) != row.effective.first();
    return row;
}

OptionRow thinkingRow(const QList<ArmConfiguration>& arms)
{
    OptionRow row {ConfigurationModel::tr("thinking"), {}, {}, false};
    for (const ArmConfiguration& arm : arms) {
        row.asked.append(arm.arm.think.isEmpty() ? ConfigurationModel::tr("default") : arm.arm.think);
        row.effective.append(base::absentText());
        row.differs = row.differs || row.asked.last() != row.asked.first();
    }
    return row;
}

} // namespace

ArmConfiguration configurationOf(const experiment::Experiment& experiment, const QString& arm)
{
    ArmConfiguration configuration;
    configuration.title = arm;
    const auto& arms = experiment.spec.arms;
    if (const auto at = std::ranges::find(arms, arm, &experiment::Arm::name); at != arms.end())
        configuration.arm = *at;
    for (const experiment::Call& call : experiment.calls) {
        if (call.arm != arm || call.warmup)
            continue;
        configuration.flags |= call.flags;
        for (auto it = call.optionsEffective.begin(); it != call.optionsEffective.end(); ++it)
            configuration.effective.insert(it.key(), it.value());
        if (call.evidence.effectiveContext)
            configuration.effective.insert(QStringLiteral("num_ctx"), *call.evidence.effectiveContext);
    }
    return configuration;
}

ConfigurationModel::ConfigurationModel(QObject* parent)
    : RowsModel(parent)
{
    setArms({});
}

void ConfigurationModel::setArms(const QList<ArmConfiguration>& arms)
{
    m_all.clear();
    if (!arms.isEmpty()) {
        for (const experiment::OptionInfo& option : experiment::knownOptions())
            m_all.append(optionRow(option.name, arms));
        m_all.append(thinkingRow(arms));
    }
    QList<Column> columns {{tr("option"), [](const OptionRow& r) {
                                return r.name;
                            }}};
    for (int i = 0; i < arms.size(); ++i) {
        columns.append({arms.at(i).title, [i](const OptionRow& r) { return r.asked.value(i); }, {}, false,
            tr("What was asked for")});
        columns.append({tr("effective"), [i](const OptionRow& r) { return r.effective.value(i); }, {}, false,
            tr("What the server says it used")});
    }
    setRows({});
    setColumns(std::move(columns));
    refresh();
}

void ConfigurationModel::setDifferencesOnly(bool only)
{
    m_differencesOnly = only;
    refresh();
}

void ConfigurationModel::refresh()
{
    QList<OptionRow> rows = m_all;
    if (m_differencesOnly)
        rows.removeIf([](const OptionRow& row) { return !row.differs; });
    setRows(std::move(rows));
}

} // namespace benchglass::models
