#include "engine/openai/openairequest.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace benchglass::engine {

namespace {

using Product = OpenAiProduct;

constexpr unsigned bit(Product product)
{
    return 1U << static_cast<unsigned>(product);
}

constexpr unsigned everybody = ~0U;
constexpr unsigned llama = bit(Product::LlamaCpp);
constexpr unsigned pythons = bit(Product::Vllm) | bit(Product::Sglang);
constexpr unsigned studio = bit(Product::LmStudio);

/// An option, what it is called on the wire, and who understands it.
struct Option
{
    const char* name;
    const char* sentAs;
    unsigned products;
};

constexpr std::array options {
    Option {"num_predict", "max_tokens", everybody},
    Option {"max_tokens", "max_tokens", everybody},
    Option {"max_completion_tokens", "max_completion_tokens", everybody},
    Option {"temperature", "temperature", everybody},
    Option {"top_p", "top_p", everybody},
    Option {"seed", "seed", everybody},
    Option {"stop", "stop", everybody},
    Option {"presence_penalty", "presence_penalty", everybody},
    Option {"frequency_penalty", "frequency_penalty", everybody},
    Option {"logit_bias", "logit_bias", everybody},
    Option {"response_format", "response_format", everybody},
    Option {"top_k", "top_k", llama | pythons | studio},
    Option {"min_p", "min_p", llama | pythons},
    Option {"repeat_penalty", "repeat_penalty", llama | studio},
    Option {"repeat_penalty", "repetition_penalty", pythons},
    Option {"ignore_eos", "ignore_eos", llama | pythons},
    Option {"typical_p", "typical_p", llama},
    Option {"repeat_last_n", "repeat_last_n", llama},
    Option {"num_keep", "n_keep", llama},
    Option {"cache_prompt", "cache_prompt", llama},
};

const Option* optionOf(const QString& name, Product product)
{
    const auto* const found = std::ranges::find_if(options, [&name, product](const Option& option) {
        return name == QLatin1String(option.name) && (option.products & bit(product)) != 0;
    });
    return found == options.end() ? nullptr : found;
}

/// -1 means "no limit" and "random" to Ollama: the same as saying nothing.
bool isUnset(const QString& name, const QJsonValue& value)
{
    const bool isOpenEnded = name == u"num_predict"_qs || name == u"seed"_qs;
    return value.isNull() || (isOpenEnded && value.isDouble() && value.toDouble() < 0);
}

void addOptions(QJsonObject& body, const QJsonObject& wanted, Product product)
{
    for (auto at = wanted.constBegin(); at != wanted.constEnd(); ++at) {
        const Option* const option = optionOf(at.key(), product);
        if (option && !isUnset(at.key(), at.value()))
            body.insert(QLatin1String(option->sentAs), at.value());
    }
}

void addThink(QJsonObject& body, const QString& think, Product product)
{
    if (think.isEmpty())
        return;
    const bool isOff = think == u"off"_qs;
    const bool isEffort = !isOff && think != u"on"_qs;
    const bool takesTemplate = ((llama | pythons) & bit(product)) != 0;
    if (takesTemplate) {
        QJsonObject arguments {{u"enable_thinking"_qs, !isOff}};
        if (isEffort)
            arguments.insert(u"reasoning_effort"_qs, think);
        body.insert(u"chat_template_kwargs"_qs, arguments);
    }
    if (isEffort)
        body.insert(u"reasoning_effort"_qs, think);
    else if (!takesTemplate)
        body.insert(u"reasoning_effort"_qs, isOff ? u"none"_qs : u"medium"_qs);
}

/// What only helps to measure.
void addExtras(QJsonObject& body, Product product)
{
    QJsonObject streamOptions {{u"include_usage"_qs, true}};
    if ((pythons & bit(product)) != 0)
        streamOptions.insert(u"continuous_usage_stats"_qs, true);
    body.insert(u"stream_options"_qs, streamOptions);
    if (product == Product::LlamaCpp) {
        body.insert(u"timings_per_token"_qs, true);
        body.insert(u"return_progress"_qs, true);
    }
}

/// Ways to say that a request holds something unknown, in lower case.
constexpr std::array unknownWords {"extra inputs", "extra_forbidden", "extra fields", "unknown field",
    "unknown parameter", "unknown argument", "unknown name", "unrecognized", "unexpected keyword",
    "unexpected field", "additional properties", "not permitted", "unsupported parameter"};

} // namespace

QString openAiProductName(OpenAiProduct product)
{
    switch (product) {
    case Product::LlamaCpp: return u"llama.cpp"_qs;
    case Product::Vllm: return u"vLLM"_qs;
    case Product::Sglang: return u"SGLang"_qs;
    case Product::LmStudio: return u"LM Studio"_qs;
    case Product::Ollama: return u"Ollama /v1"_qs;
    case Product::Unknown: break;
    }
    return u"OpenAI-compatible"_qs;
}

OpenAiProduct openAiProductFromName(const QString& name)
{
    for (const Product product :
        {Product::LlamaCpp, Product::Vllm, Product::Sglang, Product::LmStudio, Product::Ollama}) {
        if (name == openAiProductName(product))
            return product;
    }
    return Product::Unknown;
}

QJsonObject openAiChat(const Prompt& prompt, OpenAiProduct product)
{
    QJsonArray messages;
    if (!prompt.system.isEmpty())
        messages.append(QJsonObject {{u"role"_qs, u"system"_qs}, {u"content"_qs, prompt.system}});
    messages.append(QJsonObject {{u"role"_qs, u"user"_qs}, {u"content"_qs, prompt.text}});
    QJsonObject body {{u"model"_qs, prompt.model}, {u"messages"_qs, messages}, {u"stream"_qs, true}};
    addExtras(body, product);
    addOptions(body, prompt.options, product);
    addThink(body, prompt.think, product);
    return body;
}

QStringList openAiOptionsWithoutEffect(const QStringList& names, OpenAiProduct product)
{
    QStringList idle = names;
    idle.removeIf([product](const QString& name) { return optionOf(name, product) != nullptr; });
    return idle;
}

std::optional<QByteArray> openAiBodyAfterRefusal(const Reply& reply, const QByteArray& body)
{
    if (reply.status != 400 && reply.status != 422)
        return std::nullopt;
    const QByteArray words = reply.body.toLower();
    const QJsonObject sent = QJsonDocument::fromJson(body).object();
    QJsonObject next = sent;
    const QString limit = u"max_tokens"_qs;
    const bool isAboutLimit = words.contains("max_completion_tokens") && sent.contains(limit);
    if (isAboutLimit) {
        next.insert(u"max_completion_tokens"_qs, sent.value(limit));
        next.remove(limit);
    }
    const bool isUnknown = !isAboutLimit
        && std::ranges::any_of(unknownWords, [&words](const char* phrase) { return words.contains(phrase); });
    const bool isContinuous = words.contains("continuous_usage_stats");
    if (isUnknown || words.contains("timings_per_token") || words.contains("return_progress")) {
        next.remove(u"timings_per_token"_qs);
        next.remove(u"return_progress"_qs);
    }
    // Without the growing counts the server may still say the last one.
    if (isContinuous && sent.value(u"stream_options").toObject().size() > 1)
        next.insert(u"stream_options"_qs, QJsonObject {{u"include_usage"_qs, true}});
    else if (isUnknown || words.contains("stream_options"))
        next.remove(u"stream_options"_qs);
    if (next == sent)
        return std::nullopt;
    return QJsonDocument(next).toJson(QJsonDocument::Compact);
}

} // namespace benchglass::engine
