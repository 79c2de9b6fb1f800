#pragma once

#include "agent/progress.h"
#include "experiment/experiment.h"

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace benchglass::agent {

/// How long a phase of a call usually lasts.
struct Eta
{
    qint64 usualNs = 0; ///< The median of the same part of earlier calls.
    int calls = 0;      ///< How many: at least 1.

    /// More than a tenth, or half a second, beyond the usual time: half of all calls take a little longer.
    bool isExceededBy(qint64 elapsedNs) const;

    friend bool operator==(const Eta&, const Eta&) = default;
};

/// Learns from finished calls how long each phase of the next one will last. Only calls of the same engine,
/// address, model, prompts, options, stage and number of agents at once are compared, and only of the same
/// stratum, as far as it is known before a call: whether the model is in memory, and whether the prompt was
/// sent before. Of each kind the last 64 count. A value; any thread.
class EtaBook
{
public:
    /// Takes the parts of a call of an experiment with this @p spec. Calls that did not end well, and those
    /// through which the machine slept, teach nothing.
    void learn(const experiment::Spec& spec, const experiment::Call& call);
    void learn(const experiment::Experiment& experiment);

    /// How long @p activity of @p underWay may last from its beginning to its end: the part of the call
    /// that has its name; for Waiting and Loading the time to the first token, as servers do not tell when
    /// they have loaded; for WarmUp the whole call.
    /// @return nothing where no earlier call tells
    std::optional<Eta> etaOf(
        Activity activity, const experiment::Spec& spec, const experiment::Call& underWay) const;

private:
    QHash<QString, QList<qint64>> m_times; ///< By kind of call and part; oldest first.
};

/// `about 12 s, from 3 earlier call(s)`, or `longer than usual: about 12 s, from 3 earlier call(s)`.
QString etaText(const Eta& eta, qint64 elapsedNs);

} // namespace benchglass::agent
