#pragma once

#include "corpus/nameparts.h"

#include <QStringView>

namespace benchglass::corpus {

/// An abbreviation that names of benchmark files use.
struct SettingWord
{
    QStringView word;     ///< `ctx`
    const char16_t* name; ///< `num_ctx`
    PieceKind kind = PieceKind::Setting;
};

/// What @p word, in lower case, is short for, or nullptr.
const SettingWord* settingNamed(QStringView word);

/// How many characters at the start of @p text name a quantisation (`q4_k_m`, `fp16`, `4bit`), which must
/// end there; 0 for anything else.
qsizetype quantisationLength(QStringView text);

/// The same for a graphics card: `rtx4090`, `h100`.
qsizetype deviceLength(QStringView text);

/// `llama`, `codellama`, `qwen`: a number behind it is a version, no value.
bool namesModelFamily(QStringView word);

/// `utf8`, `sha256`: with a number, such a word is a name of its own. `file` is a dimension already.
bool namesNoValue(QStringView word, bool isGlued);

} // namespace benchglass::corpus
