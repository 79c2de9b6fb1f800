#pragma once

namespace benchglass::base {

/// How long each part of a streamed request may take, in milliseconds; 0 = no limit.
/// Comment pings and empty lines are not data.
struct Timeouts
{
    int connectMs = 10'000;
    int firstByteMs = 600'000; ///< Loading a large model is slow, and says nothing meanwhile.
    int idleMs = 120'000;      ///< Silence between two pieces of the answer.
    int totalMs = 0;

    friend bool operator==(const Timeouts&, const Timeouts&) = default;
};

} // namespace benchglass::base
