#pragma once

#include "corpus/catalog.h"

#include <array>
#include <vector>

namespace benchglass::corpus {

/// Kinds of doubts about one file. The first few of each are listed one by one, the rest counted.
enum class Note {
    Fault, ///< What follows could not be read.
    Encoding,
    Ragged,
    Quote,
    Comment,
    NotFinite,
    TooLarge,
    Rounded,
    Ambiguous,
    Duplicate,
    Shape,
    Last = Shape
};

/// Collects the problems of one file without letting a bad file fill the memory.
class Notes
{
public:
    /// @param line, column from 1, or 0 where they mean nothing
    void add(Note kind, qint64 line, qint64 column, const QString& reason);

    /// True while another note of @p kind would be listed: saves making its sentence.
    bool wants(Note kind) const;

    /// Counts one that wants() refused.
    void count(Note kind);

    bool isEmpty() const { return m_listed.empty(); }

    /// Adds what was noted about the lines that follow @p lines others.
    void append(const Notes& next, qint64 lines);

    /// The problems of the file at @p path, in order of place.
    QList<Problem> take(const QString& path);

private:
    static constexpr int listed = 5;
    struct Listed
    {
        Note kind;
        Problem problem;
    };
    std::array<qint64, int(Note::Last) + 1> m_counts {};
    std::vector<Listed> m_listed;
};

} // namespace benchglass::corpus
