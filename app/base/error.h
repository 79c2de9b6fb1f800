#pragma once

#include <QString>

#include <tl/expected.hpp>

namespace benchglass::base {

/// What went wrong, to branch on. The sentence for the user is Error::message.
enum class ErrorCode {
    FolderMissing,
    FolderUnreadable,
    CorpusEmpty,  ///< No supported file in the folder.
    Malformed,    ///< Data that cannot be understood: a file, a reply, a document.
    Unreachable,  ///< Nothing answers at the address.
    NotTheServer, ///< Something answers, but not what was expected.
    ModelMissing,
    ServerRefused, ///< An HTTP status of 400 or above, or an error line in a stream.
    StreamBroken,  ///< The connection dropped before the end marker.
    Timeout,
    Cancelled,
    StoreCorrupt,
    StoreTooNew,   ///< Written by a newer program: opened read-only.
    StoreUnusable, ///< Cannot be opened, written or locked.
    WriteFailed,   ///< A file could not be written: disk full, no permission.
    NotFound,      ///< An id that names nothing.
    Usage,         ///< The caller asked for something impossible.
};

/// The one action that helps. Front ends draw it as a button or print remedyText().
enum class Remedy {
    None,
    ChooseFolder,
    OpenSample,
    StartServer,
    ChangeAddress,
    EnterKey,           ///< A bearer key for the server.
    ChooseCertificates, ///< A file of certificates to trust beside the system's.
    CheckConnection,    ///< Look at the server step by step.
    PullModel,
    ChooseModel,
    ChooseOtherPlace,
    LowerContext, ///< Ask for a smaller num_ctx.
    RaiseContext, ///< Ask for a larger num_ctx.
    Retry,
    UpdateProgram,
};

/// A failure is a value: a code to branch on, a sentence for the user, an untranslated origin for
/// logs and, where one is known, the action that helps.
struct Error
{
    ErrorCode code = ErrorCode::Malformed;
    QString message; ///< Translated, one sentence, ends with a full stop.
    QString origin;  ///< Untranslated: a URL, `file:line:column`, or the system's own words.
    Remedy remedy = Remedy::None;

    friend bool operator==(const Error&, const Error&) = default;
};

template <typename T>
using Result = tl::expected<T, Error>;

/// Makes the unexpected side of a Result.
inline tl::unexpected<Error> failure(
    ErrorCode code, const QString& message, const QString& origin = {}, Remedy remedy = Remedy::None)
{
    return tl::unexpected(Error {code, message, origin, remedy});
}

/// The label of the action, translated: "Choose another folder". Empty for Remedy::None.
QString remedyText(Remedy remedy);

/// Untranslated, stable name of an action, for JSON: `choose-folder`; `none`.
QString remedyName(Remedy remedy);

/// The inverse of remedyName(); None for a name nobody knows.
Remedy remedyFromName(const QString& name);

/// Untranslated, stable name of a code, for JSON and logs: `folder-missing`.
QString errorCodeName(ErrorCode code);

/// The inverse of errorCodeName(); Malformed for a name nobody knows.
ErrorCode errorCodeFromName(const QString& name);

} // namespace benchglass::base
