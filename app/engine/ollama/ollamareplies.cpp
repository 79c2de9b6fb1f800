#include "engine/ollama/ollamareplies.h"

#include "engine/http/streamerrors.h"
#include "engine/ollama/ollamaerrors.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringBuilder>

#include <limits>

namespace benchglass::engine {

namespace {

/// Names from a server are shown in one line each.
QString lineOf(const QJsonValue& value)
{
    return tamedWords(value.toString());
}

qint64 bytesOf(const QJsonValue& value)
{
    return qMax<qint64>(0, value.toInteger());
}

std::optional<int> positiveOf(const QJsonValue& value)
{
    const qint64 number = value.toInteger();
    if (number <= 0 || number > std::numeric_limits<int>::max())
        return std::nullopt;
    return static_cast<int>(number);
}

QString nameOf(const QJsonObject& object)
{
    const QString name = lineOf(object.value(u"name"));
    return name.isEmpty() ? lineOf(object.value(u"model")) : name;
}

} // namespace

base::Result<QJsonObject> ollamaObject(const base::Result<Reply>& reply, const QString& model)
{
    if (!reply)
        return tl::unexpected(reply.error());
    if (reply->status != 200)
        return tl::unexpected(ollamaRefusal(*reply, model));
    const QJsonDocument document = QJsonDocument::fromJson(reply->body);
    if (!document.isObject())
        return tl::unexpected(notOllama(reply->url, shownUrl(reply->url) % u": " % wordsOf(reply->body)));
    const QJsonObject object = document.object();
    if (object.contains(u"error"))
        return tl::unexpected(ollamaStreamError(wordsOf(reply->body), reply->url));
    return object;
}

base::Result<QString> ollamaVersion(const base::Result<Reply>& reply)
{
    const auto object = ollamaObject(reply);
    if (!object)
        return tl::unexpected(object.error());
    const QString version = lineOf(object->value(u"version"));
    if (version.isEmpty())
        return tl::unexpected(notOllama(reply->url, shownUrl(reply->url) % u": no version"));
    return version;
}

std::optional<base::Error> ollamaRootError(const base::Result<Reply>& reply)
{
    if (!reply)
        return reply.error();
    if (reply->status == 200 && reply->body.trimmed().startsWith("Ollama is running"))
        return std::nullopt;
    return notOllama(reply->url, shownUrl(reply->url) % u": " % wordsOf(reply->body));
}

QList<Model> ollamaModels(const QJsonObject& tags)
{
    QList<Model> models;
    const QJsonArray list = tags.value(u"models").toArray();
    for (const QJsonValue value : list) {
        const QJsonObject object = value.toObject();
        const QJsonObject details = object.value(u"details").toObject();
        Model model;
        model.name = nameOf(object);
        model.digest = lineOf(object.value(u"digest"));
        model.family = lineOf(details.value(u"family"));
        model.parameterSize = lineOf(details.value(u"parameter_size"));
        model.quantization = lineOf(details.value(u"quantization_level"));
        model.bytes = bytesOf(object.value(u"size"));
        model.isRemote = !object.value(u"remote_model").toString().isEmpty()
            || !object.value(u"remote_host").toString().isEmpty();
        if (!model.name.isEmpty())
            models.append(model);
    }
    return models;
}

QList<LoadedModel> ollamaLoadedModels(const QJsonObject& ps)
{
    QList<LoadedModel> models;
    const QJsonArray list = ps.value(u"models").toArray();
    for (const QJsonValue value : list) {
        const QJsonObject object = value.toObject();
        LoadedModel model;
        model.name = nameOf(object);
        model.digest = lineOf(object.value(u"digest"));
        model.bytes = bytesOf(object.value(u"size"));
        if (object.value(u"size_vram").isDouble()) // an imitation may not say, which is not 0
            model.vramBytes = bytesOf(object.value(u"size_vram"));
        model.effectiveContext = positiveOf(object.value(u"context_length"));
        if (!model.name.isEmpty())
            models.append(model);
    }
    return models;
}

ModelDetails ollamaDetails(const QJsonObject& show)
{
    ModelDetails details;
    const QJsonObject info = show.value(u"model_info").toObject();
    const QString architecture = info.value(u"general.architecture").toString();
    details.trainedContext = positiveOf(info.value(architecture % u".context_length"));
    details.blockCount = positiveOf(info.value(architecture % u".block_count"));
    const QJsonArray capabilities = show.value(u"capabilities").toArray();
    for (const QJsonValue capability : capabilities)
        details.capabilities.append(lineOf(capability));
    details.parameters = show.value(u"parameters").toString().left(64 * 1024);
    return details;
}

bool isSameOllamaModel(const QString& a, const QString& b)
{
    const auto tagged = [](const QString& name) {
        const qsizetype slash = name.lastIndexOf(u'/');
        return name.indexOf(u':', slash + 1) < 0 ? name % u":latest"_qs : name;
    };
    return QString(tagged(a)) == QString(tagged(b));
}

} // namespace benchglass::engine
