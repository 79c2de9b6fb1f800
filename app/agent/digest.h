#pragma once

#include "corpus/catalog.h"

#include <QList>
#include <QString>

#include <optional>

namespace benchglass::agent {

/// Facts chosen for a token budget, and the text that a model sees of them: one line for each fact, in
/// groups with a heading line each. First the folder, then its series, the most telling first, then what is
/// doubtful: conflicts between files and units.
struct Digest
{
    QList<corpus::Fact> facts; ///< As in the text.
    QString text;
    int estimatedTokens = 0; ///< An estimate: shown with `~`.
};

/// Tokens of @p text, estimated from its UTF-8 bytes.
/// @param bytesPerToken learned from observed prompts of the model, where there are any
int estimatedTokens(const QString& text, std::optional<double> bytesPerToken = {});

/// The heaviest facts that fit with the headings of their groups. Deterministic.
Digest digestOf(const corpus::Catalog& catalog, int budgetTokens, std::optional<double> bytesPerToken = {});

/// The same for facts chosen by hand, all of them, whatever they cost.
Digest digestOf(const QList<corpus::Fact>& facts, std::optional<double> bytesPerToken = {});

} // namespace benchglass::agent
