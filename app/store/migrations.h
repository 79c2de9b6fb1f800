#pragma once

#include "store/database.h"

#include <QList>
#include <QStringList>

#include <span>

namespace benchglass::store {

/// `application_id` of a library: "BGLS".
constexpr int applicationId = 0x42474c53;

/// One step of the schema: what leads from the version before to @p version.
struct Migration
{
    int version = 0;
    std::function<base::Result<void>(Database&)> apply;
};

/// The steps from an empty file to the newest version, in order.
const QList<Migration>& migrations();

/// The newest version of @p steps; 0 for none.
int newestVersion(std::span<const Migration> steps);

/// `user_version` of the file.
base::Result<int> versionOf(Database& database);

/// Applies what the file lacks, each step with its version in one transaction; two programs may do it at
/// once. A file of a newer version is left alone.
base::Result<void> migrate(Database& database, std::span<const Migration> steps);

} // namespace benchglass::store
