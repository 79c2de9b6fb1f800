#include "base/error.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace benchglass::base {

namespace {

constexpr std::array<std::pair<ErrorCode, const char*>, 17> codeNames {{
    {ErrorCode::FolderMissing, "folder-missing"},
    {ErrorCode::FolderUnreadable, "folder-unreadable"},
    {ErrorCode::CorpusEmpty, "corpus-empty"},
    {ErrorCode::Malformed, "malformed"},
    {ErrorCode::Unreachable, "unreachable"},
    {ErrorCode::NotTheServer, "not-the-server"},
    {ErrorCode::ModelMissing, "model-missing"},
    {ErrorCode::ServerRefused, "server-refused"},
    {ErrorCode::StreamBroken, "stream-broken"},
    {ErrorCode::Timeout, "timeout"},
    {ErrorCode::Cancelled, "cancelled"},
    {ErrorCode::StoreCorrupt, "store-corrupt"},
    {ErrorCode::StoreTooNew, "store-too-new"},
    {ErrorCode::StoreUnusable, "store-unusable"},
    {ErrorCode::WriteFailed, "write-failed"},
    {ErrorCode::NotFound, "not-found"},
    {ErrorCode::Usage, "usage"},
}};

constexpr std::array<std::pair<Remedy, const char*>, 15> remedyNames {{
    {Remedy::None, "none"},
    {Remedy::ChooseFolder, "choose-folder"},
    {Remedy::OpenSample, "open-sample"},
    {Remedy::StartServer, "start-server"},
    {Remedy::ChangeAddress, "change-address"},
    {Remedy::EnterKey, "enter-key"},
    {Remedy::ChooseCertificates, "choose-certificates"},
    {Remedy::CheckConnection, "check-connection"},
    {Remedy::PullModel, "pull-model"},
    {Remedy::ChooseModel, "choose-model"},
    {Remedy::ChooseOtherPlace, "choose-other-place"},
    {Remedy::LowerContext, "lower-context"},
    {Remedy::RaiseContext, "raise-context"},
    {Remedy::Retry, "retry"},
    {Remedy::UpdateProgram, "update-program"},
}};

QString localised(const char* text)
{
    return QCoreApplication::translate("Remedy", text);
}

} // namespace

QString remedyText(Remedy remedy)
{
    switch (remedy) {
    case Remedy::None: return {};
    case Remedy::ChooseFolder: return localised(QT_TRANSLATE_NOOP("Remedy", "Choose another folder"));
    case Remedy::OpenSample: return localised(QT_TRANSLATE_NOOP("Remedy", "Open the sample"));
    case Remedy::StartServer:
        return localised(QT_TRANSLATE_NOOP("Remedy", "Start the server, then try again"));
    case Remedy::ChangeAddress: return localised(QT_TRANSLATE_NOOP("Remedy", "Change the address"));
    case Remedy::EnterKey: return localised(QT_TRANSLATE_NOOP("Remedy", "Enter the key"));
    case Remedy::ChooseCertificates:
        return localised(QT_TRANSLATE_NOOP("Remedy", "Choose the certificate file"));
    case Remedy::CheckConnection: return localised(QT_TRANSLATE_NOOP("Remedy", "Check the connection"));
    case Remedy::PullModel: return localised(QT_TRANSLATE_NOOP("Remedy", "Pull the model"));
    case Remedy::ChooseModel: return localised(QT_TRANSLATE_NOOP("Remedy", "Choose another model"));
    case Remedy::ChooseOtherPlace: return localised(QT_TRANSLATE_NOOP("Remedy", "Choose another place"));
    case Remedy::LowerContext: return localised(QT_TRANSLATE_NOOP("Remedy", "Lower num_ctx"));
    case Remedy::RaiseContext: return localised(QT_TRANSLATE_NOOP("Remedy", "Raise num_ctx"));
    case Remedy::Retry: return localised(QT_TRANSLATE_NOOP("Remedy", "Try again"));
    case Remedy::UpdateProgram: return localised(QT_TRANSLATE_NOOP("Remedy", "Update Benchglass"));
    }
    return {};
}

QString remedyName(Remedy remedy)
{
    const auto* found = std::ranges::find(remedyNames, remedy, &std::pair<Remedy, const char*>::first);
    Q_ASSERT(found != remedyNames.end());
    return QLatin1String(found->second);
}

Remedy remedyFromName(const QString& name)
{
    for (const auto& [remedy, text] : remedyNames) {
        if (name == QLatin1String(text))
            return remedy;
    }
    return Remedy::None;
}

QString errorCodeName(ErrorCode code)
{
    const auto* found = std::ranges::find(codeNames, code, &std::pair<ErrorCode, const char*>::first);
    Q_ASSERT(found != codeNames.end());
    return QLatin1String(found->second);
}

ErrorCode errorCodeFromName(const QString& name)
{
    for (const auto& [code, text] : codeNames) {
        if (name == QLatin1String(text))
            return code;
    }
    return ErrorCode::Malformed;
}

} // namespace benchglass::base
