#include "corpus/notes.h"

#include <QCoreApplication>

#include <algorithm>

namespace benchglass::corpus {

bool Notes::wants(Note kind) const
{
    return m_counts[size_t(kind)] < listed;
}

void Notes::count(Note kind)
{
    ++m_counts[size_t(kind)];
}

void Notes::add(Note kind, qint64 line, qint64 column, const QString& reason)
{
    if (wants(kind))
        m_problems.append({QString(), line, column, reason, false});
    count(kind);
}

QList<Problem> Notes::take(const QString& path)
{
    std::ranges::stable_sort(m_problems, [](const Problem& a, const Problem& b) { return a.line < b.line; });
    const auto more = [](Note kind, qint64 n) {
        switch (kind) {
        case Note::Ragged:
            return QCoreApplication::translate(
                "corpus", "%n more row(s) of another length.", nullptr, int(n));
        case Note::NotFinite:
            return QCoreApplication::translate(
                "corpus", "%n more value(s) that are no numbers.", nullptr, int(n));
        case Note::Fault: return QCoreApplication::translate("corpus", "%n more fault(s).", nullptr, int(n));
        default:
            return QCoreApplication::translate(
                "corpus", "%n more doubt(s) of the same kind.", nullptr, int(n));
        }
    };
    for (size_t kind = 0; kind < m_counts.size(); ++kind) {
        if (m_counts[kind] > listed)
            m_problems.append({QString(), 0, 0, more(Note(kind), m_counts[kind] - listed), false});
    }
    for (Problem& problem : m_problems)
        problem.path = path;
    return std::exchange(m_problems, {});
}

} // namespace benchglass::corpus
