#pragma once

#include "servers/scriptedserver.h"

#include <mutex>

namespace benchglass::tests {

/// A server of OpenAI's protocol that invents its text, in the manner of one of the usual products: lists,
/// what gives the product away, streamed chat with usage and figures that match what it did.
class ScriptedOpenAi final : public ScriptedServer
{
public:
    enum class Product { LlamaCpp, Vllm, Sglang, LmStudio, Ollama, Other };

    struct Settings
    {
        Product product = Product::LlamaCpp;
        QString model = QStringLiteral("tiny");
        QString key;            ///< Without it every call but /health answers 401. Empty = none wanted.
        int tokensPerCall = 60; ///< Without the end marker. A request's max_tokens cuts it: `length`.
        double tokenIntervalMs = 1;
        double queueMs = 0;      ///< Before the headers.
        double promptEvalMs = 5; ///< After them.
        int thinkTokens = 0;

        // Faults
        bool knowsStreamOptions = true;      ///< False: 400 that names them.
        std::optional<int> endAfterTokens;   ///< A clean end without finish_reason, but with DONE.
        std::optional<int> errorAfterTokens; ///< An error event in the product's way.
    };

    ScriptedOpenAi();
    explicit ScriptedOpenAi(const Settings& settings);
    ~ScriptedOpenAi() override;

    Settings settings() const;
    void set(const Settings& settings);

protected:
    QList<Step> stepsFor(const ScriptedRequest& request) override;

private:
    static QJsonObject models(const Settings& settings);
    static QList<Step> chat(const ScriptedRequest& request, const Settings& settings);

    mutable std::mutex m_stateMutex;
    Settings m_settings;
};

} // namespace benchglass::tests
