#pragma once

#include <QList>
#include <QStringView>

namespace benchglass::measure {

struct Chunk;

/// As many equal pieces in a row, white space at their ends aside, as make Ollama's guard end a stream.
bool hasEqualPieces(const QList<Chunk>& chunks);

/// The text ends in one block over and over: 30 copies or more of anything (at least 200 characters),
/// or 5 copies of something long (at least 600). Linear time; looks at the last 64 Ki characters.
bool hasLoopingTail(QStringView text);

/// The same of a text that is still being written, which nothing may mistake for one that goes on: 10 copies
/// or more that fill 4096 characters.
bool hasEndlessTail(QStringView text);

} // namespace benchglass::measure
