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
        m_listed.push_back({kind, {QString(), line, column, reason, false}});
    count(kind);
}

void Notes::append(const Notes& next, qint64 lines)
{
    auto rest = next.m_counts;
    for (const Listed& noted : next.m_listed) {
        if (!wants(noted.kind))
            continue;
        m_listed.push_back(noted);
        // Line 0 stands for the whole file.
        if (noted.problem.line > 0)
            m_listed.back().problem.line += lines;
        ++m_counts[size_t(noted.kind)];
        --rest[size_t(noted.kind)];
    }
    for (size_t kind = 0; kind < m_counts.size(); ++kind)
        m_counts[kind] += rest[kind];
}

QList<Problem> Notes::take(const QString& path)
{
    QList<Problem> problems;
    for (Listed& noted : m_listed)
        problems.append(std::move(noted.problem));
    m_listed.clear();
    std::ranges::stable_sort(problems, [](const Problem& a, const Problem& b) { return a.line < b.line; });
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
            problems.append({QString(), 0, 0, more(Note(kind), m_counts[kind] - listed), false});
    }
    for (Problem& problem : problems)
        problem.path = path;
    return problems;
}

} // namespace benchglass::corpus
