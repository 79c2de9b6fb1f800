#pragma once

#include <QStringList>

#include <optional>

namespace benchglass::tests {

/// A server that speaks enough of Ollama's protocol for whole runs of many agents, and little else, so that
/// it leaves the machine to those that it serves. Runs in a process of its own.
///
/// It decodes in batches as real servers do: at each step every stream gets one chunk, whose text is the
/// monotonic clock in microseconds, its last seven digits, read just before it is sent.
namespace agentserver {

struct Pace
{
    int chunksPerSecond = 1000; ///< Of each stream.
    int chunks = 1000;          ///< Of an answer, when others are written at the same time.
    int chunksAlone = 200;      ///< Of an answer that is written alone.
};

constexpr qint64 stampPeriodUs = 10'000'000;

/// For SecondProcess.
QStringList argumentsFor(const Pace& pace);
/// For main(): serves until its standard input ends if it was started with argumentsFor(), then prints how
/// many chunks it has sent. Its first line is its address.
/// @return what main() should return then, else nothing
std::optional<int> served(const QStringList& arguments);

} // namespace agentserver
} // namespace benchglass::tests
