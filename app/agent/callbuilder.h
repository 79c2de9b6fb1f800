#pragma once

#include "agent/plan.h"
#include "agent/prompts.h"
#include "engine/engine.h"

#include <QStringList>

#include <memory>
#include <optional>

namespace benchglass::agent {

/// Makes an experiment's calls before they are sent: what they ask, and the evidence that is known by then.
/// Learns from each one made what the next need to know. Reads no clock and asks no server.
class CallBuilder
{
public:
    /// @param experiment its specification, environment and folder
    /// @param hasModel   false for the built-in analyst
    /// @param servedContext the context of every request, where the server settled it when it started
    CallBuilder(const experiment::Experiment& experiment, std::shared_ptr<const corpus::Catalog> catalog,
        bool hasModel, std::optional<int> servedContext = {});

    /// Chooses what of the folder fits into the prompts, by what is known of context and tokens.
    /// @return the facts that calls are given
    QList<experiment::FactRecord> chooseDigest();

    /// The record of the call that @p step asks for, without an ordinal: that is given when it is sent.
    /// @param made the experiment's finished calls so far
    /// @return nothing for a report whose analysis gave no text or broke off
    std::optional<experiment::Call> callFor(const Step& step, const QList<experiment::Call>& made) const;

    /// What is sent for @p call of the arm with the index @p arm; a prompt of the same texts counts as
    /// sent before from now on, until the model is loaded anew.
    engine::Prompt promptFor(const experiment::Call& call, int arm);

    /// The model was taken out of the memory of server @p endpoint (experiment::endpointOf()), and with it
    /// what that server kept of prompts.
    void forgetSent(std::size_t endpoint);

    /// Takes from a finished call which context the server uses, what a token costs, and whether the model
    /// was loaded for it.
    /// @return whether that could change the digest
    bool learnFrom(const experiment::Call& call);

private:
    const experiment::Call* analysisOf(const Step& step, const QList<experiment::Call>& made) const;
    PromptTexts textsFor(const Step& step, const experiment::Call* analysis) const;
    std::optional<int> promptTokensEstimate(const PromptTexts& texts, const experiment::Call* analysis) const;
    measure::Evidence evidenceFor(const experiment::Call& call, int arm) const;
    /// One server's.
    struct Memory
    {
        std::optional<int> loadedArm; ///< The model is loaded with this arm's options.
        QStringList sent;             ///< Distinct prompts since the model was loaded, the last one last.
    };
    Memory& memoryOf(const experiment::Call& call);
    const Memory& memoryOf(const experiment::Call& call) const;
    bool reloadsFor(const experiment::Call& call, int arm) const;
    void remember(const experiment::Call& call);

    experiment::Spec m_spec;
    experiment::Environment m_environment;
    bool m_hasModel;
    PromptInput m_input;
    Budget m_budget;
    std::optional<int> m_servedContext;
    std::optional<double> m_bytesPerToken;     ///< By the warm-up: what the digest is cut by.
    std::optional<double> m_bytesPerTokenSeen; ///< By the last call that told: what prompts are estimated by.
    std::optional<int> m_effectiveContext;     ///< Seen on an arm that asks for none.
    QList<Memory> m_memories;                  ///< By experiment::endpointOf().
};

} // namespace benchglass::agent
