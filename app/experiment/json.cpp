#include "experiment/json.h"

#include "experiment/jsonfields.h"
#include "experiment/jsonvalue.h"

#include <QCoreApplication>
#include <QLatin1String>
#include <QStringBuilder>

namespace benchglass::experiment {

namespace {

constexpr int formatVersion = 1;

class Writer
{
public:
    template <typename T>
    void operator()(const char* name, const T& value)
    {
        m_object.insert(QLatin1String(name), valueOf(value));
    }

    template <typename T>
    void required(const char* name, const T& value)
    {
        (*this)(name, value);
    }

    template <typename T>
    void inlined(const T& value)
    {
        json::fields(*this, value);
    }

    template <typename T>
    static QJsonObject objectOf(const T& value)
    {
        Writer writer;
        json::fields(writer, value);
        return writer.m_object;
    }

private:
    template <typename T>
    static QJsonValue valueOf(const T& value)
    {
        if constexpr (requires { json::encode(value); })
            return json::encode(value);
        else
            return objectOf(value);
    }

    template <typename T>
    static QJsonValue valueOf(const std::optional<T>& value)
    {
        return value ? valueOf(*value) : QJsonValue(QJsonValue::Null);
    }

    template <typename T>
    requires(!std::same_as<T, QString>) static QJsonValue valueOf(const QList<T>& values)
    {
        QJsonArray array;
        for (const T& value : values)
            array.append(valueOf(value));
        return array;
    }

    QJsonObject m_object;
};

/// Remembers the first member that could not be read, as a path: `calls[3].chunks[7].kind`.
class Reader
{
public:
    explicit Reader(const QJsonObject& object)
        : m_object(object)
    {
    }

    template <typename T>
    void operator()(const char* name, T& value)
    {
        const QJsonValue json = m_object.value(QLatin1String(name));
        if (m_fault.isEmpty() && !json.isUndefined())
            m_fault = read(QLatin1String(name), json, value);
    }

    template <typename T>
    void required(const char* name, T& value)
    {
        if (m_fault.isEmpty() && !m_object.contains(QLatin1String(name)))
            m_fault = QLatin1String(name);
        (*this)(name, value);
    }

    template <typename T>
    void inlined(T& value)
    {
        json::fields(*this, value);
    }

    QString fault() const { return m_fault; }

private:
    /// @return the path of what could not be read; empty when all was well
    template <typename T>
    static QString read(const QString& path, const QJsonValue& json, T& value)
    {
        if constexpr (requires { json::decode(json, value); }) {
            return json::decode(json, value) ? QString() : path;
        } else {
            if (!json.isObject())
                return path;
            Reader reader(json.toObject());
            json::fields(reader, value);
            return reader.m_fault.isEmpty() ? QString() : path % u'.' % reader.m_fault;
        }
    }

    template <typename T>
    static QString read(const QString& path, const QJsonValue& json, std::optional<T>& value)
    {
        value.reset();
        if (json.isNull())
            return {};
        return read(path, json, value.emplace());
    }

    template <typename T>
    requires(!std::same_as<T, QString>) static QString
        read(const QString& path, const QJsonValue& json, QList<T>& values)
    {
        if (!json.isArray())
            return path;
        const QJsonArray array = json.toArray();
        values.clear();
        values.reserve(array.size());
        for (qsizetype i = 0; i < array.size(); ++i) {
            const QString fault =
                read(path % u'[' % QString::number(i) % u']', array.at(i), values.emplaceBack());
            if (!fault.isEmpty())
                return fault;
        }
        return {};
    }

    QJsonObject m_object;
    QString m_fault;
};

tl::unexpected<base::Error> malformed(const QString& member)
{
    return base::failure(base::ErrorCode::Malformed,
        QCoreApplication::translate(
            "RunJson", "The run is malformed: \"%1\" is missing or of the wrong kind.")
            .arg(member),
        member);
}

template <typename T>
base::Result<T> valueFrom(const QJsonObject& object)
{
    T value;
    Reader reader(object);
    json::fields(reader, value);
    if (!reader.fault().isEmpty())
        return malformed(reader.fault());
    return value;
}

/// Written for readers of the JSON and not read back: it follows from the rest.
QJsonObject anatomyJson(const measure::Anatomy& anatomy)
{
    const auto nsOf = [](const std::optional<qint64>& ns) {
        return ns ? json::encode(*ns) : QJsonValue(QJsonValue::Null);
    };
    QJsonObject object {{QLatin1String("waitNs"), nsOf(anatomy.waitNs)},
        {QLatin1String("loadHoldsQueue"), anatomy.loadHoldsQueue},
        {QLatin1String("faults"), json::encode(measure::anatomyFaultNames(anatomy.faults))}};
    const auto put = [&](const char* name, const measure::AnatomyPart& part) {
        const QString source = measure::partSourceName(part.source);
        object.insert(QLatin1String(name),
            QJsonObject {{QLatin1String("ns"), nsOf(part.ns)},
                {QLatin1String("source"), source.isEmpty() ? QJsonValue(QJsonValue::Null) : source}});
    };
    put("connect", anatomy.connect);
    put("queue", anatomy.queue);
    put("load", anatomy.load);
    put("prefill", anatomy.prefill);
    put("untold", anatomy.untold);
    put("thinking", anatomy.thinking);
    put("writing", anatomy.writing);
    put("unsplit", anatomy.unsplit);
    return object;
}

} // namespace

QJsonObject toJson(const Experiment& experiment)
{
    QJsonObject object = Writer::objectOf(experiment);
    QJsonArray calls = object.take(QLatin1String("calls")).toArray();
    for (qsizetype at = 0; at < calls.size(); ++at) {
        QJsonObject call = calls.at(at).toObject();
        call.insert(QLatin1String("anatomy"), anatomyJson(experiment.calls.at(at).anatomy()));
        calls.replace(at, call);
    }
    object.insert(QLatin1String("calls"), calls);
    QJsonArray rounds;
    for (const measure::ConcurrentRound& round : experiment.concurrency())
        rounds.append(Writer::objectOf(round));
    object.insert(QLatin1String("concurrency"), rounds);
    object.insert(QLatin1String("formatVersion"), formatVersion);
    return object;
}

QJsonObject toJson(const Call& call)
{
    return Writer::objectOf(call);
}

QJsonObject toJson(const Spec& spec)
{
    return Writer::objectOf(spec);
}

QJsonObject toJson(const Environment& environment)
{
    return Writer::objectOf(environment);
}

QJsonObject toJson(const measure::ClientFloor& floor)
{
    return Writer::objectOf(floor);
}

QJsonObject toJson(const CorpusRecord& corpus)
{
    return Writer::objectOf(corpus);
}

QJsonObject toJson(const measure::CallMetrics& metrics)
{
    return Writer::objectOf(metrics);
}

QJsonObject toJson(const measure::Evidence& evidence)
{
    return Writer::objectOf(evidence);
}

QJsonObject toJson(const Summary& summary)
{
    return Writer::objectOf(summary);
}

base::Result<Experiment> experimentFromJson(const QJsonObject& json)
{
    const QJsonValue version = json.value(QLatin1String("formatVersion"));
    if (!version.isUndefined() && version.toInt(formatVersion + 1) > formatVersion)
        return malformed(QStringLiteral("formatVersion"));
    return valueFrom<Experiment>(json);
}

base::Result<Call> callFromJson(const QJsonObject& json)
{
    return valueFrom<Call>(json);
}

base::Result<Spec> specFromJson(const QJsonObject& json)
{
    return valueFrom<Spec>(json);
}

base::Result<Environment> environmentFromJson(const QJsonObject& json)
{
    return valueFrom<Environment>(json);
}

base::Result<CorpusRecord> corpusFromJson(const QJsonObject& json)
{
    return valueFrom<CorpusRecord>(json);
}

} // namespace benchglass::experiment
