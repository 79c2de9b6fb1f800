#include "engine/openai/openaireplies.h"

#include "engine/http/streamerrors.h"
#include "engine/openai/openaierrors.h"

#include <QJsonDocument>
#include <QStringBuilder>

#include <algorithm>
#include <array>
#include <limits>

namespace benchglass::engine {

namespace {

/// Names from a server are shown in one line each.
QString lineOf(const QJsonValue& value)
{
    return tamedWords(value.toString());
}

std::optional<int> positiveOf(const QJsonValue& value)
{
    const qint64 number = value.toInteger();
    if (number <= 0 || number > std::numeric_limits<int>::max())
        return std::nullopt;
    return static_cast<int>(number);
}

/// `4.3B`, `270M`
QString parameterSize(double count)
{
    constexpr double billion = 1e9;
    constexpr double million = 1e6;
    if (!(count >= million) || count > 1e16)
        return {};
    return count >= billion ? QString(QString::number(count / billion, 'f', 1) % u'B')
                            : QString(QString::number(count / million, 'f', 0) % u'M');
}

void addParameter(ModelDetails& details, const QString& name, std::optional<int> value)
{
    if (!value)
        return;
    if (!details.parameters.isEmpty())
        details.parameters += u'\n';
    details.parameters += name % u' ' % QString::number(*value);
}

std::optional<QString> llamaVersion(const QJsonObject& props)
{
    if (!props.contains(u"default_generation_settings"))
        return std::nullopt;
    return lineOf(props.value(u"build_info"));
}

std::optional<QString> plainVersion(const QJsonObject& reply)
{
    const QString version = lineOf(reply.value(u"version"));
    return version.isEmpty() ? std::nullopt : std::optional(version);
}

std::optional<QString> studioVersion(const QJsonObject& reply)
{
    const QJsonArray models = reply.value(u"data").toArray();
    const bool isStudio = !models.isEmpty() && models.first().toObject().contains(u"state")
        && models.first().toObject().contains(u"compatibility_type");
    return isStudio ? std::optional(QString()) : std::nullopt;
}

constexpr std::array<OpenAiClue, 5> clues {{
    {"/props", OpenAiProduct::LlamaCpp, &llamaVersion, true},
    {"/get_server_info", OpenAiProduct::Sglang, &plainVersion, true},
    {"/api/version", OpenAiProduct::Ollama, &plainVersion, true},
    {"/api/v0/models", OpenAiProduct::LmStudio, &studioVersion, true},
    {"/version", OpenAiProduct::Vllm, &plainVersion, false},
}};

} // namespace

base::Result<QJsonArray> openAiList(const base::Result<Reply>& reply, const QString& key)
{
    if (!reply)
        return tl::unexpected(reply.error());
    if (reply->status != 200)
        return tl::unexpected(openAiRefusal(*reply, {}, key));
    const QJsonDocument document = QJsonDocument::fromJson(reply->body);
    const QJsonObject object = document.object();
    if (object.value(u"data").isArray())
        return object.value(u"data").toArray();
    if (object.value(u"error").isObject() || object.value(u"error").isString())
        return tl::unexpected(openAiStreamError(wordsOf(reply->body), reply->url, key));
    return tl::unexpected(notOpenAi(reply->url, shownUrl(reply->url) % u": " % wordsOf(reply->body)));
}

QList<Model> openAiModels(const QJsonArray& list)
{
    QList<Model> models;
    for (const QJsonValue value : list) {
        const QJsonObject object = value.toObject();
        const QJsonObject meta = object.value(u"meta").toObject();
        Model model;
        model.name = lineOf(object.value(u"id"));
        model.parameterSize = parameterSize(meta.value(u"n_params").toDouble());
        model.quantization = lineOf(meta.value(u"ftype"));
        model.bytes = qMax<qint64>(0, meta.value(u"size").toInteger());
        if (!model.name.isEmpty())
            models.append(model);
    }
    return models;
}

std::optional<ModelDetails> openAiDetails(const QJsonArray& list, const QString& model)
{
    for (const QJsonValue value : list) {
        const QJsonObject object = value.toObject();
        if (object.value(u"id").toString() != model)
            continue;
        const QJsonObject meta = object.value(u"meta").toObject();
        const auto served = positiveOf(object.value(u"max_model_len"));
        ModelDetails details;
        details.trainedContext = positiveOf(meta.value(u"n_ctx_train"));
        if (!details.trainedContext)
            details.trainedContext = served; // no longer prompt is taken
        details.servedContext = served;
        addParameter(details, u"max_model_len"_qs, served);
        return details;
    }
    return std::nullopt;
}

void addProps(ModelDetails& details, const QJsonObject& props)
{
    const auto context = positiveOf(props.value(u"default_generation_settings").toObject().value(u"n_ctx"));
    if (!details.trainedContext)
        details.trainedContext = context;
    if (context)
        details.servedContext = context;
    addParameter(details, u"n_ctx"_qs, context);
    addParameter(details, u"total_slots"_qs, positiveOf(props.value(u"total_slots")));
}

void addSlots(ModelDetails& details, const QJsonArray& slotList)
{
    std::optional<int> context;
    for (const QJsonValue value : slotList) {
        const QJsonObject slot = value.toObject();
        const auto own = positiveOf(slot.value(u"n_ctx"));
        if (own)
            context = std::min(*own, context.value_or(*own));
        details.busySlots += slot.value(u"is_processing").toBool() ? 1 : 0;
    }
    if (!details.servedContext && context) {
        details.servedContext = context;
        addParameter(details, u"n_ctx"_qs, context);
    }
}

base::Result<QList<LoadedModel>> llamaLoadedModels(
    const base::Result<Reply>& reply, const QString& name, const QString& key)
{
    if (!reply)
        return tl::unexpected(reply.error());
    if (reply->status != 200)
        return tl::unexpected(openAiRefusal(*reply, name, key));
    const QJsonObject props = QJsonDocument::fromJson(reply->body).object();
    const QJsonValue settings = props.value(u"default_generation_settings");
    if (!settings.isObject())
        return tl::unexpected(notOpenAi(reply->url, shownUrl(reply->url) % u": " % wordsOf(reply->body)));
    if (props.value(u"is_sleeping").toBool())
        return QList<LoadedModel> {};
    LoadedModel model;
    model.name = name;
    model.effectiveContext = positiveOf(settings.toObject().value(u"n_ctx"));
    return QList<LoadedModel> {model};
}

base::Result<QList<LoadedModel>> studioLoadedModels(const base::Result<Reply>& reply, const QString& key)
{
    const auto list = openAiList(reply, key);
    if (!list)
        return tl::unexpected(list.error());
    QList<LoadedModel> models;
    for (const QJsonValue value : *list) {
        const QJsonObject object = value.toObject();
        if (!object.value(u"state").isString())
            return tl::unexpected(notOpenAi(reply->url, shownUrl(reply->url) % u": no state"));
        if (object.value(u"state").toString() != u"loaded")
            continue;
        LoadedModel model;
        model.name = lineOf(object.value(u"id"));
        model.effectiveContext = positiveOf(object.value(u"loaded_context_length"));
        models.append(model);
    }
    return models;
}

OpenAiProduct openAiProductOf(const QJsonArray& list)
{
    const QString owner = list.first().toObject().value(u"owned_by").toString().toLower();
    if (owner == u"llamacpp"_qs)
        return OpenAiProduct::LlamaCpp;
    if (owner == u"vllm"_qs)
        return OpenAiProduct::Vllm;
    if (owner == u"sglang"_qs)
        return OpenAiProduct::Sglang;
    if (owner == u"library"_qs)
        return OpenAiProduct::Ollama;
    return owner == u"organization_owner"_qs ? OpenAiProduct::LmStudio : OpenAiProduct::Unknown;
}

std::span<const OpenAiClue> openAiClues()
{
    return clues;
}

} // namespace benchglass::engine
