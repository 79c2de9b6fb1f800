#pragma once

#include <QString>

namespace benchglass::corpus {

/// A name from a file for use inside a sentence that a person or a model reads: in curly quotation marks,
/// on one line, at most 120 characters, so that a file cannot pose as a part of the sentence.
///
/// Other quotation marks and backticks become `'`; line breaks, controls, what cannot be seen and what turns
/// the direction of the text become blanks or vanish; brackets around what looks like a citation (`[F12]`)
/// become round ones; heaps of accents are cut; and of a long name the middle is left out.
QString quotedName(const QString& name);

} // namespace benchglass::corpus
