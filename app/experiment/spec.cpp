#include "experiment/spec.h"

#include "base/format.h"
#include "base/serveraddress.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStringBuilder>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <utility>

namespace benchglass::experiment {

namespace {

constexpr qsizetype armNameLimit = 64;

constexpr std::array<std::pair<Order, QLatin1String>, 3> orders {{
    {Order::Interleaved, QLatin1String("interleaved")},
    {Order::Sequential, QLatin1String("sequential")},
    {Order::Random, QLatin1String("random")},
}};

constexpr std::array<std::pair<PromptSet, QLatin1String>, 2> promptSets {{
    {PromptSet::Grounded, QLatin1String("grounded")},
    {PromptSet::Reference, QLatin1String("reference")},
}};

QString localised(const char* text)
{
    return QCoreApplication::translate("Arm", text);
}

tl::unexpected<base::Error> misuse(const QString& message, const QString& origin)
{
    return base::failure(base::ErrorCode::Usage, message, origin);
}

const OptionInfo* findOption(const QString& name)
{
    const QList<OptionInfo>& options = knownOptions();
    const auto found = std::ranges::find(options, name, &OptionInfo::name);
    return found == options.end() ? nullptr : &*found;
}

QString valueText(const QJsonValue& value)
{
    switch (value.type()) {
    case QJsonValue::Double: return base::exactText(value.toDouble());
    case QJsonValue::String: return value.toString();
    case QJsonValue::Bool: return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    case QJsonValue::Array:
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    case QJsonValue::Object:
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    case QJsonValue::Null:
    case QJsonValue::Undefined: break;
    }
    return QStringLiteral("null");
}

bool isArmName(const QString& name)
{
    const auto isForbidden = [](QChar c) {
        return c == u'/' || c.category() == QChar::Other_Control;
    };
    return !name.isEmpty() && name.size() <= armNameLimit && std::ranges::none_of(name, isForbidden);
}

bool isThinkLevel(const QString& text)
{
    static const QStringList levels {QStringLiteral("off"), QStringLiteral("on"), QStringLiteral("low"),
        QStringLiteral("medium"), QStringLiteral("high")};
    return levels.contains(text);
}

/// Puts one `k=v` into @p arm. Errors: Usage.
base::Result<void> applyPair(Arm& arm, const QString& pair)
{
    const qsizetype equals = pair.indexOf(u'=');
    const QString name = pair.left(equals).trimmed();
    if (equals < 0)
        return misuse(
            localised(QT_TRANSLATE_NOOP("Arm", "\"%1\" is not of the form option=value.")).arg(pair), pair);
    const QString text = pair.mid(equals + 1);
    if (name == u"think") {
        if (!isThinkLevel(text.trimmed()))
            return misuse(
                localised(QT_TRANSLATE_NOOP("Arm", "think is off, on, low, medium or high, not \"%1\"."))
                    .arg(text),
                pair);
        arm.think = text.trimmed();
        return {};
    }
    const OptionInfo* option = findOption(name);
    if (!option)
        return misuse(localised(QT_TRANSLATE_NOOP("Arm", "There is no option \"%1\".")).arg(name), pair);
    const auto value = optionValueFromText(*option, text);
    if (!value)
        return tl::unexpected(value.error());
    if (option->isTextList) {
        QJsonArray items = arm.options.value(name).toArray();
        items.append(*value);
        arm.options.insert(name, items);
        return {};
    }
    if (arm.options.contains(name))
        return misuse(
            localised(QT_TRANSLATE_NOOP("Arm", "The option \"%1\" is given twice.")).arg(name), pair);
    arm.options.insert(name, *value);
    return {};
}

} // namespace

int endpointOf(const Spec& spec, int agent)
{
    return agent <= 0 ? 0 : (agent - 1) % (1 + int(spec.moreUrls.size()));
}

base::Result<int> agentsOf(const Spec& spec)
{
    if (spec.agents < 1 || spec.agents > mostAgents)
        return misuse(localised(QT_TRANSLATE_NOOP("Arm", "There can be 1 to %1 agents at once, not %2."))
                          .arg(mostAgents)
                          .arg(spec.agents),
            QStringLiteral("agents"));
    QStringList shownUrls;
    std::ranges::transform(spec.moreUrls, std::back_inserter(shownUrls), base::withoutUserInfo);
    const QString more = shownUrls.join(u' ');
    if (spec.moreUrls.size() >= spec.agents && !spec.moreUrls.isEmpty())
        return misuse(
            localised(QT_TRANSLATE_NOOP("Arm", "There are more addresses than agents to use them.")), more);
    QStringList urls = spec.moreUrls + QStringList {spec.url};
    if (urls.contains(QString()) && !spec.moreUrls.isEmpty())
        return misuse(
            localised(QT_TRANSLATE_NOOP("Arm", "With further addresses, each of them must be named.")), more);
    if (urls.removeDuplicates() > 0)
        return misuse(localised(QT_TRANSLATE_NOOP("Arm", "The same address stands twice.")), more);
    return spec.agents;
}

QString orderName(Order order)
{
    const auto* found = std::ranges::find(orders, order, &std::pair<Order, QLatin1String>::first);
    Q_ASSERT(found != orders.end());
    return found->second;
}

std::optional<Order> orderFromName(const QString& name)
{
    for (const auto& [order, text] : orders) {
        if (name == text)
            return order;
    }
    return std::nullopt;
}

QString promptSetName(PromptSet set)
{
    return set == PromptSet::Grounded ? promptSets[0].second : promptSets[1].second;
}

std::optional<PromptSet> promptSetFromName(const QString& name)
{
    for (const auto& [set, text] : promptSets) {
        if (name == text)
            return set;
    }
    return std::nullopt;
}

bool reloadsBetween(const Arm& before, const Arm& after)
{
    return std::ranges::any_of(knownOptions(), [&](const OptionInfo& option) {
        return option.reloads && before.options.value(option.name) != after.options.value(option.name);
    });
}

QString configurationName(const Arm& arm)
{
    QStringList parts;
    for (const OptionInfo& option : knownOptions()) {
        if (arm.options.contains(option.name))
            parts += option.name % u'=' % valueText(arm.options.value(option.name));
    }
    for (auto it = arm.options.begin(); it != arm.options.end(); ++it) {
        if (!findOption(it.key()))
            parts += it.key() % u'=' % valueText(it.value());
    }
    if (!arm.think.isEmpty())
        parts += u"think="_qs % arm.think;
    return parts.isEmpty() ? QStringLiteral("engine defaults") : parts.join(QStringLiteral(", "));
}

QString configurationText(const Arm& arm)
{
    if (arm.options.isEmpty() && arm.think.isEmpty())
        return localised(QT_TRANSLATE_NOOP("Arm", "engine defaults"));
    return configurationName(arm);
}

base::Result<QJsonValue> optionValueFromText(const OptionInfo& option, const QString& text)
{
    if (option.isTextList) {
        if (text.isEmpty())
            return misuse(localised(QT_TRANSLATE_NOOP("Arm", "%1 needs a text.")).arg(option.name), text);
        return QJsonValue(text);
    }
    const QString trimmed = text.trimmed();
    if (option.isBoolean) {
        if (trimmed == u"true" || trimmed == u"false")
            return QJsonValue(trimmed == u"true");
        return misuse(localised(QT_TRANSLATE_NOOP("Arm", "%1 is true or false.")).arg(option.name), text);
    }
    bool isNumber = false;
    const qint64 whole = option.isInteger ? trimmed.toLongLong(&isNumber) : 0;
    const double value = option.isInteger ? static_cast<double>(whole) : trimmed.toDouble(&isNumber);
    if (!isNumber || !std::isfinite(value) || value < option.min || value > option.max) {
        const QString kind = option.isInteger
            ? localised(QT_TRANSLATE_NOOP("Arm", "%1 is a whole number from %2 to %3."))
            : localised(QT_TRANSLATE_NOOP("Arm", "%1 is a number from %2 to %3."));
        return misuse(kind.arg(option.name, base::exactText(option.min), base::exactText(option.max)), text);
    }
    return option.isInteger ? QJsonValue(whole) : QJsonValue(value);
}

base::Result<Arm> parsedArm(const QString& text)
{
    const qsizetype colon = text.indexOf(u':');
    Arm arm;
    arm.name = text.left(colon).trimmed();
    if (!isArmName(arm.name))
        return misuse(localised(QT_TRANSLATE_NOOP("Arm", "\"%1\" is no name for an arm."))
                          .arg(arm.name.left(armNameLimit)),
            text);
    if (colon < 0)
        return arm;
    for (const QString& pair : text.mid(colon + 1).split(u',')) {
        if (const auto applied = applyPair(arm, pair); !applied)
            return tl::unexpected(applied.error());
    }
    return arm;
}

std::optional<Arm> armFromText(const QString& text)
{
    const auto arm = parsedArm(text);
    return arm ? std::optional(*arm) : std::nullopt;
}

} // namespace benchglass::experiment
