#include "corpus/ingest.h"

namespace benchglass::corpus {

base::Result<std::shared_ptr<const Catalog>> ingest(
    const QString& folder, const IngestLimits&, std::stop_token, const std::function<void(int, int)>&)
{
    return base::failure(base::ErrorCode::FolderUnreadable, folder);
}

} // namespace benchglass::corpus
