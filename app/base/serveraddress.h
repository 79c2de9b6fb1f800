#pragma once

#include <QString>

namespace benchglass::base {

/// @p address, as it was typed, without a `user:password@` in front of its host: what may be kept.
QString withoutUserInfo(const QString& address);

/// What may be shown of a text that was to be an address but is none: nobody knows where a password in it
/// ends, so nothing before the last `@` is left but the scheme.
QString shownAddress(const QString& typed);

} // namespace benchglass::base
