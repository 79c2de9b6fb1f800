#include "schemacheck.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QStringList>

#include <cmath>
#include <stdexcept>

namespace benchglass::test {

namespace {

class Checker
{
public:
    explicit Checker(const QJsonObject& root)
        : m_definitions(root.value(QLatin1String("$defs")).toObject())
    {
    }

    QString check(const QJsonValue& value, const QJsonObject& schema, const QString& path) const
    {
        for (auto it = schema.begin(); it != schema.end(); ++it) {
            const QString fault = keyword(it.key(), it.value(), value, schema, path);
            if (!fault.isEmpty())
                return fault;
        }
        return {};
    }

private:
    QString keyword(const QString& name, const QJsonValue& rule, const QJsonValue& value,
        const QJsonObject& schema, const QString& path) const
    {
        static const QStringList silent {QStringLiteral("$schema"), QStringLiteral("$defs"),
            QStringLiteral("title"), QStringLiteral("description"), QStringLiteral("format"),
            QStringLiteral("additionalProperties")};
        if (silent.contains(name))
            return {};
        if (name == u"$ref")
            return check(value, m_definitions.value(rule.toString().section(u'/', -1)).toObject(), path);
        if (name == u"type")
            return isOfType(value, rule) ? QString() : path + QStringLiteral(": wrong type");
        if (name == u"enum")
            return rule.toArray().contains(value) ? QString() : path + QStringLiteral(": not in the enum");
        if (name == u"const")
            return rule == value ? QString() : path + QStringLiteral(": not the constant");
        if (name == u"minimum")
            return value.toDouble() >= rule.toDouble() ? QString() : path + QStringLiteral(": too small");
        if (name == u"minItems")
            return value.toArray().size() >= rule.toInt() ? QString() : path + QStringLiteral(": too few");
        if (name == u"pattern")
            return value.toString().contains(QRegularExpression(rule.toString()))
                ? QString()
                : path + QStringLiteral(": does not match");
        if (name == u"anyOf")
            return anyOf(value, rule.toArray(), path);
        if (name == u"items")
            return items(value.toArray(), rule.toObject(), path);
        if (name == u"required")
            return required(value.toObject(), rule.toArray(), path);
        if (name == u"properties")
            return properties(value, rule.toObject(), schema, path);
        throw std::runtime_error("unknown keyword " + name.toStdString());
    }

    static bool isOfType(const QJsonValue& value, const QJsonValue& rule)
    {
        if (rule.isArray()) {
            for (const QJsonValue each : rule.toArray()) {
                if (isOfType(value, each))
                    return true;
            }
            return false;
        }
        const QString type = rule.toString();
        if (type == u"integer")
            return value.isDouble() && std::floor(value.toDouble()) == value.toDouble();
        return (type == u"object" && value.isObject()) || (type == u"array" && value.isArray())
            || (type == u"string" && value.isString()) || (type == u"number" && value.isDouble())
            || (type == u"boolean" && value.isBool()) || (type == u"null" && value.isNull());
    }

    QString anyOf(const QJsonValue& value, const QJsonArray& rules, const QString& path) const
    {
        QString fault;
        for (const QJsonValue rule : rules) {
            fault = check(value, rule.toObject(), path);
            if (fault.isEmpty())
                return {};
        }
        return fault;
    }

    QString items(const QJsonArray& values, const QJsonObject& rule, const QString& path) const
    {
        for (qsizetype i = 0; i < values.size(); ++i) {
            const QString fault = check(values.at(i), rule, path + QStringLiteral("[%1]").arg(i));
            if (!fault.isEmpty())
                return fault;
        }
        return {};
    }

    static QString required(const QJsonObject& object, const QJsonArray& names, const QString& path)
    {
        for (const QJsonValue name : names) {
            if (!object.contains(name.toString()))
                return path + QStringLiteral(": lacks ") + name.toString();
        }
        return {};
    }

    QString properties(const QJsonValue& value, const QJsonObject& rules, const QJsonObject& schema,
        const QString& path) const
    {
        const QJsonObject object = value.toObject();
        const bool isClosed = schema.value(QLatin1String("additionalProperties")) == QJsonValue(false);
        for (auto it = object.begin(); it != object.end(); ++it) {
            const QString inner = path + u'.' + it.key();
            if (isClosed && !rules.contains(it.key()))
                return inner + QStringLiteral(": not in the schema");
            const QString fault = check(it.value(), rules.value(it.key()).toObject(), inner);
            if (!fault.isEmpty())
                return fault;
        }
        return {};
    }

    QJsonObject m_definitions;
};

} // namespace

QString schemaFault(const QJsonValue& value, const QJsonObject& schema)
{
    return Checker(schema).check(value, schema, QStringLiteral("$"));
}

} // namespace benchglass::test
