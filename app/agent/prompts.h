#pragma once

#include "agent/digest.h"
#include "experiment/experiment.h"

#include <QString>

namespace benchglass::agent {

/// What one request says.
struct PromptTexts
{
    QString system;
    QString user;
};

/// What the prompts are made from.
struct PromptInput
{
    experiment::CorpusRecord corpus;
    Digest digest;
    std::shared_ptr<const corpus::Catalog> catalog; ///< For the reference's harvest.
};

/// @param nonce stands at the very start, so that a prefix cache cannot serve the prompt; may be empty
PromptTexts analysisPrompt(experiment::PromptSet set, const PromptInput& input, const QString& nonce);

/// @param analysis the analysis that this run's model wrote
PromptTexts reportPrompt(
    experiment::PromptSet set, const PromptInput& input, const QString& analysis, const QString& nonce);

/// A short prompt that loads the model and shows what a known piece of text costs in its tokens.
PromptTexts warmupPrompt(const PromptInput& input, const QString& nonce);

/// 8 random hexadecimal digits in a line of their own.
QString newNonce();

/// The text of a prompt as it lies in the program, for showing it: `grounded-analysis`, ...
QString promptTemplate(const QString& name);

} // namespace benchglass::agent
