#pragma once

#include "base/error.h"
#include "base/timeouts.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace benchglass::experiment {

/// A named configuration. Baseline has no options: the engine's defaults.
struct Arm
{
    QString name;
    QJsonObject options; ///< Only what differs from the engine's defaults: `num_ctx`, `temperature`, ...
    QString think;       ///< Empty = the engine's default; `off`, `on`, `low`, `medium`, `high`.

    friend bool operator==(const Arm&, const Arm&) = default;
};

enum class Order { Interleaved, Sequential, Random };
enum class PromptSet { Grounded, Reference };

/// One press of Run: what is to be done.
struct Spec
{
    QString folder; ///< Absolute.
    QString engine = QStringLiteral("builtin");
    QString url; ///< Empty for the built-in analyst.
    QString model;
    QList<Arm> arms; ///< At least one.
    int runs = 1;    ///< Per arm.
    int warmups = 1; ///< Before the first call of an arm and each switch that reloads.
    PromptSet prompts = PromptSet::Grounded;
    Order order = Order::Interleaved;
    quint32 seed = 1;             ///< Of the order, and sent as `seed` where the arm has none.
    bool nonce = true;            ///< At the start of each grounded prompt, against the prefix cache.
    bool cold = false;            ///< Unload before each run.
    int cooldownMs = 0;           ///< Between runs.
    int outputTokensLimit = 2048; ///< `num_predict` where the arm has none; 0 = the engine's own.
    int digestTokens = 0;         ///< Budget of the digest; 0 = chosen from the context.
    std::optional<double> pacedTokensPerSecond; ///< Built-in analyst only.
    base::Timeouts timeouts;
    QString caFile; ///< Certificates to trust beside the system's, PEM; empty = none.
    /// How many agents each run lets work at once, 1..mostAgents, after one has done the same work alone.
    int agents = 1;
    QStringList moreUrls; ///< Agents are dealt out over #url and these, in turn.

    friend bool operator==(const Spec&, const Spec&) = default;
};

constexpr int mostAgents = 64;

/// The address of an agent: #Spec::url for agent 0 (alone) and 1, then the further ones in turn.
/// @return 0 for Spec::url, 1 for the first of Spec::moreUrls, ...
int endpointOf(const Spec& spec, int agent);

/// How many agents work at once where that is possible at all. Errors: Usage, when the number is out of
/// range, an address stands twice, or there are more addresses than agents.
base::Result<int> agentsOf(const Spec& spec);

QString orderName(Order order); ///< `interleaved` | `sequential` | `random`
std::optional<Order> orderFromName(const QString& name);
QString promptSetName(PromptSet set); ///< `grounded` | `reference`
std::optional<PromptSet> promptSetFromName(const QString& name);

/// One option known to the program: its JSON name, what it accepts and what it means.
struct OptionInfo
{
    QString name;
    bool isInteger = false;
    double min = 0; ///< Of numbers; both ends belong to the range.
    double max = 0;
    QString meaning;      ///< Translated, one line.
    bool reloads = false; ///< A change makes the server load the model anew.
    bool isBoolean = false;
    bool isTextList = false;
};

/// num_gpu, num_ctx, temperature, top_p, top_k, repeat_penalty in front, then seed and num_predict, then the
/// rest.
const QList<OptionInfo>& knownOptions();

/// Do these arms differ in an option that makes the server reload?
bool reloadsBetween(const Arm& before, const Arm& after);

/// `engine defaults` or `num_ctx=512, temperature=0.8`, in the order of knownOptions().
QString configurationName(const Arm& arm);
/// The same for people: `engine defaults` is translated.
QString configurationText(const Arm& arm);

/// The JSON value of an option as the user typed it. Errors: Usage, for what the option does not accept.
/// Of a list of texts @p text is one item.
base::Result<QJsonValue> optionValueFromText(const OptionInfo& option, const QString& text);

/// Parses `NAME[:k=v,..]` of the command line; k `think` sets Arm::think, `stop` may be repeated. A name
/// has at most 64 characters and no `/`. Errors: Usage, with what is wrong: an unknown option is an error,
/// because a server ignores it silently and the arm would be a second baseline.
base::Result<Arm> parsedArm(const QString& text);

/// parsedArm() without the reason. Nothing for a malformed text.
std::optional<Arm> armFromText(const QString& text);

} // namespace benchglass::experiment
