#pragma once

#include "corpus/catalog.h"

#include <QList>
#include <QString>

#include <optional>

namespace benchglass::agent {

/// Facts chosen for a token budget, and the text that a model sees of them.
struct Digest
{
    QList<corpus::Fact> facts;
    QString text;
    int estimatedTokens = 0; ///< An estimate: shown with `~`.
};

/// Tokens of @p text, estimated from its UTF-8 bytes.
/// @param bytesPerToken learned from observed prompts of the model, where there are any
int estimatedTokens(const QString& text, std::optional<double> bytesPerToken = {});

/// The heaviest facts that fit, in the order of their ids. Deterministic.
Digest digestOf(const corpus::Catalog& catalog, int budgetTokens, std::optional<double> bytesPerToken = {});

} // namespace benchglass::agent
