#pragma once

#include "corpus/notes.h"
#include "corpus/parsed.h"

#include <QCoreApplication>
#include <QHash>

#include <memory>
#include <string_view>
#include <vector>

namespace benchglass::corpus {

/// Turns the events of a JSON parser into columns: one for each path whose array indexes are left
/// open. Two parsers feed it, the fast one and the one that knows where the fault is.
class JsonFlattener
{
    Q_DECLARE_TR_FUNCTIONS(benchglass::corpus::JsonFlattener)

public:
    JsonFlattener(Notes& notes, Parsed& parsed, bool byLine);
    ~JsonFlattener();

    /// JSONL: the next line is a document. Its record number is @p record, from 0.
    void beginLine(qint64 line, qint32 record);

    /// Drops what an interrupted document left open.
    void reset();

    void beginObject();
    void endObject();
    void key(std::string_view name);
    void beginArray();
    void element(); ///< Before each element of an array.
    void endArray();

    void number(double value, bool rounded);
    void string(std::string_view text);
    void boolean(bool value);
    void null();
    void notANumber(std::string_view text); ///< `NaN`, or a number that no double holds.

    /// Hands the columns to the Parsed.
    void finish();

    /// Elements of all arrays so far: the places that are taken.
    qint32 elementCount() const { return m_nextPlace; }

    /// Elements of the outermost array so far.
    qint64 topLevelElements() const { return m_topLevelElements; }

private:
    struct Node;
    struct Frame;
    struct UnitColumn;

    Node* child(Frame& frame, std::string_view name);
    Node* valueNode();
    bool isMuted();
    qint32 place() const;
    void addNumber(double value, std::string_view unit);
    NumberColumn& numbersIn(std::string_view unit);
    void addLevel(std::string_view text);
    void addTime(qint64 ms);
    QByteArray pointerOf(const Node* node) const;
    QString keyOf(const Node* node) const;

    Notes& m_notes;
    Parsed& m_parsed;
    bool m_byLine;
    qint64 m_line = 0;
    qint64 m_topLevelElements = 0;
    std::vector<std::unique_ptr<Node>> m_nodes;
    std::vector<Frame> m_frames;
    Node* m_value = nullptr; ///< Where the next value belongs.
    qint32 m_nextPlace = 0;
    quint32 m_visits = 0;
    int m_muted = 0; ///< Depth inside a member that is left out.
    bool m_muteNext = false;
};

} // namespace benchglass::corpus
