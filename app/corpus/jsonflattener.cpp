#include "corpus/jsonflattener.h"

#include "corpus/levels.h"
#include "corpus/number.h"
#include "corpus/reader.h"
#include "corpus/units.h"

#include <algorithm>

namespace benchglass::corpus {

namespace {

/// `~` and `/` as RFC 6901 writes them.
QByteArray escaped(const QByteArray& name)
{
    QByteArray out = name;
    out.replace('~', "~0").replace('/', "~1");
    return out;
}

} // namespace

struct JsonFlattener::UnitColumn
{
    std::string unit;
    NumberColumn numbers;
};

struct JsonFlattener::Node
{
    Node* parent = nullptr;
    QByteArray name;
    bool isElement = false; ///< Any element of the array that is the parent.
    std::vector<Node*> children;
    QHash<QByteArray, Node*> index; ///< Filled once there are many children.
    quint32 seen = 0;
    std::vector<UnitColumn> numbers; ///< By the unit written in the values, mostly none.
    Levels levels;
    TextColumn texts;
    NumberColumn times;
};

struct JsonFlattener::Frame
{
    Node* node = nullptr;
    bool isArray = false;
    qint32 place = -1; ///< The element that this object or array stands in.
    qint32 index = -1;
    qint32 element = -1;
    size_t run = 0;
    size_t hint = 0; ///< Objects of one array mostly list their members in one order.
    quint32 visit = 0;
};

JsonFlattener::JsonFlattener(Notes& notes, Parsed& parsed, bool byLine)
    : m_notes(notes)
    , m_parsed(parsed)
    , m_byLine(byLine)
{
    m_nodes.push_back(std::make_unique<Node>());
    m_parsed.places.linesOfJson = byLine;
    reset();
}

JsonFlattener::~JsonFlattener() = default;

void JsonFlattener::reset()
{
    m_frames.clear();
    m_value = m_nodes.front().get();
    m_muted = 0;
    m_muteNext = false;
}

void JsonFlattener::beginLine(qint64 line, qint32 record)
{
    reset();
    m_line = line;
    auto& elements = m_parsed.places.elements;
    // The lines are the elements of an array that is the file.
    const bool follows = !elements.empty() && elements.back().parent == -1
        && elements.back().index + (m_nextPlace - elements.back().first) == record;
    if (!follows)
        elements.push_back({m_nextPlace, -1, record});
    auto& lines = m_parsed.places.lines;
    if (lines.empty() || lines.back().line + (record - lines.back().place) != line)
        lines.push_back({record, line});
    Frame frame;
    frame.node = m_nodes.front().get();
    frame.isArray = true;
    frame.element = m_nextPlace++;
    m_frames.push_back(frame);
}

qint32 JsonFlattener::place() const
{
    if (m_frames.empty())
        return -1;
    return m_frames.back().isArray ? m_frames.back().element : m_frames.back().place;
}

bool JsonFlattener::isMuted()
{
    if (m_muted > 0)
        return true;
    return std::exchange(m_muteNext, false);
}

void JsonFlattener::beginObject()
{
    if (m_muted > 0 || m_muteNext) {
        m_muteNext = false;
        ++m_muted;
        return;
    }
    Frame frame;
    frame.node = m_value;
    frame.place = place();
    frame.visit = ++m_visits;
    m_frames.push_back(frame);
}

void JsonFlattener::endObject()
{
    if (m_muted > 0)
        --m_muted;
    else
        m_frames.pop_back();
}

void JsonFlattener::beginArray()
{
    beginObject();
    if (m_muted == 0)
        m_frames.back().isArray = true;
}

void JsonFlattener::endArray()
{
    endObject();
}

void JsonFlattener::element()
{
    if (m_muted > 0)
        return;
    Frame& frame = m_frames.back();
    auto& elements = m_parsed.places.elements;
    if (!m_byLine && m_frames.size() == 1)
        ++m_topLevelElements;
    ++frame.index;
    const bool follows =
        frame.index > 0 && frame.run + 1 == elements.size() && frame.element + 1 == m_nextPlace;
    if (!follows) {
        frame.run = elements.size();
        elements.push_back({m_nextPlace, frame.place, frame.index});
    }
    frame.element = m_nextPlace++;
    if (frame.node->children.empty()) {
        m_nodes.push_back(std::make_unique<Node>());
        m_nodes.back()->parent = frame.node;
        m_nodes.back()->isElement = true;
        frame.node->children.push_back(m_nodes.back().get());
    }
    // The same path may hold an array here and an object there: elements are told by their mark.
    const auto open = std::ranges::find_if(frame.node->children, &Node::isElement);
    if (open != frame.node->children.end()) {
        m_value = *open;
        return;
    }
    m_nodes.push_back(std::make_unique<Node>());
    m_nodes.back()->parent = frame.node;
    m_nodes.back()->isElement = true;
    m_value = m_nodes.back().get();
    frame.node->children.insert(frame.node->children.begin(), m_value);
}

JsonFlattener::Node* JsonFlattener::child(Frame& frame, std::string_view name)
{
    Node* const node = frame.node;
    const auto named = [&](const Node* candidate) {
        return !candidate->isElement
            && candidate->name == QByteArrayView(name.data(), qsizetype(name.size()));
    };
    if (frame.hint < node->children.size() && named(node->children[frame.hint]))
        return node->children[frame.hint++];
    constexpr size_t many = 12;
    if (node->children.size() < many) {
        const auto found = std::ranges::find_if(node->children, named);
        if (found != node->children.end()) {
            frame.hint = size_t(found - node->children.begin()) + 1;
            return *found;
        }
    } else {
        if (node->index.isEmpty()) {
            for (Node* const candidate : node->children) {
                if (!candidate->isElement)
                    node->index.insert(candidate->name, candidate);
            }
        }
        if (Node* const found =
                node->index.value(QByteArray::fromRawData(name.data(), qsizetype(name.size()))))
            return found;
    }
    m_nodes.push_back(std::make_unique<Node>());
    Node* const made = m_nodes.back().get();
    made->parent = node;
    made->name = QByteArray(name.data(), qsizetype(name.size()));
    node->children.push_back(made);
    if (!node->index.isEmpty())
        node->index.insert(made->name, made);
    frame.hint = node->children.size();
    return made;
}

void JsonFlattener::key(std::string_view name)
{
    if (m_muted > 0)
        return;
    Frame& frame = m_frames.back();
    m_value = child(frame, name);
    if (m_value->seen == frame.visit) {
        m_muteNext = true;
        m_notes.add(Note::Duplicate, m_line, 0,
            tr("The member \u201c%1\u201d stands twice in one object; the first one counts.")
                .arg(tidyName(name.substr(0, 120))));
    }
    m_value->seen = frame.visit;
}

NumberColumn& JsonFlattener::numbersIn(std::string_view unit)
{
    auto& all = m_value->numbers;
    if (!all.empty() && all.front().unit == unit)
        return all.front().numbers;
    const auto known = std::ranges::find(all, unit, &UnitColumn::unit);
    return known != all.end() ? known->numbers : all.emplace_back(UnitColumn {std::string(unit), {}}).numbers;
}

void JsonFlattener::addNumber(double value, std::string_view unit)
{
    NumberColumn& numbers = numbersIn(unit);
    numbers.values.append(value);
    numbers.places.append(place());
    ++m_parsed.document.values;
}

void JsonFlattener::number(double value, bool rounded)
{
    if (isMuted())
        return;
    if (rounded)
        m_notes.add(Note::Rounded, m_line, 0,
            tr("The integer at \u201c%1\u201d is too big to be exact; it was rounded.")
                .arg(keyOf(m_value).left(120)));
    addNumber(value, {});
}

void JsonFlattener::notANumber(std::string_view text)
{
    if (isMuted())
        return;
    m_notes.add(Note::NotFinite, m_line, 0,
        tr("\u201c%1\u201d at \u201c%2\u201d is no usable number; it is kept out.")
            .arg(tidyName(text.substr(0, 40)), keyOf(m_value).left(120)));
}

void JsonFlattener::addLevel(std::string_view text)
{
    Node& node = *m_value;
    // Texts of an array in an object describe the array, not what stands beside it.
    if (node.texts.tooMany || node.isElement || !node.parent)
        return;
    if (const auto level = node.levels.numberOf(text)) {
        node.texts.codes.push_back(*level);
        node.texts.places.append(place());
    } else {
        node.texts = {};
        node.texts.tooMany = true;
    }
}

void JsonFlattener::addTime(qint64 ms)
{
    m_parsed.dates.add(ms);
    m_value->times.values.append(double(ms));
    m_value->times.places.append(place());
}

void JsonFlattener::string(std::string_view text)
{
    if (isMuted())
        return;
    Cell cell = readCell(text);
    if (cell.kind == CellKind::Comma) {
        if (const auto grouped = groupedNumber(trimmed(text)))
            cell = {.kind = CellKind::Number, .value = *grouped};
    }
    if (cell.kind == CellKind::Number)
        return addNumber(cell.value, cell.unit);
    if (cell.kind == CellKind::NotFinite || cell.kind == CellKind::TooLarge) {
        notANumber(text);
        return;
    }
    if (const auto ms = isoDateMs(text))
        addTime(*ms);
    else if (cell.kind == CellKind::Text || cell.kind == CellKind::Comma)
        addLevel(text);
}

void JsonFlattener::boolean(bool value)
{
    if (!isMuted())
        addLevel(value ? "true" : "false");
}

void JsonFlattener::null()
{
    isMuted();
}

QByteArray JsonFlattener::pointerOf(const Node* node) const
{
    QByteArray pointer;
    for (; node->parent; node = node->parent)
        pointer.prepend('/' + (node->isElement ? QByteArray(1, hole) : escaped(node->name)));
    return pointer;
}

QString JsonFlattener::keyOf(const Node* node) const
{
    QStringList parts;
    for (; node->parent; node = node->parent) {
        if (node->isElement) {
            parts.prepend(QStringLiteral("[]"));
            continue;
        }
        const QString name = QString::fromUtf8(node->name);
        const bool plain = !name.isEmpty() && !name.contains(u'.') && !name.contains(u'[')
            && !name.contains(u']') && !name.contains(u'"')
            && tidyName({node->name.constData(), size_t(node->name.size())}) == name;
        QString quoted = name;
        quoted.replace(u'\\', QStringLiteral("\\\\"))
            .replace(u'"', QStringLiteral("\\\""))
            .replace(u'\n', QStringLiteral("\\n"))
            .replace(u'\r', QStringLiteral("\\r"))
            .replace(u'\t', QStringLiteral("\\t"));
        parts.prepend(plain ? QString(u'.' + name) : QString(u"[\""_qs + quoted + u"\"]"_qs));
    }
    const QString joined = parts.join(QString());
    if (joined.isEmpty())
        return QStringLiteral("value");
    return joined.startsWith(u'.') ? joined.mid(1) : joined;
}

void JsonFlattener::finish()
{
    for (const auto& node : m_nodes) {
        const bool isUsed = !node->numbers.empty() || !node->times.values.isEmpty();
        const QString key = isUsed ? keyOf(node.get()) : QString();
        const QByteArray pointer = isUsed ? pointerOf(node.get()) : QByteArray();
        for (UnitColumn& column : node->numbers) {
            column.numbers.key = key;
            column.numbers.pointer = pointer;
            column.numbers.unit = QString::fromStdString(column.unit);
            if (!column.unit.empty())
                column.numbers.unitReason = tr("written in the values");
            m_parsed.numbers.push_back(std::move(column.numbers));
        }
        if (!node->times.values.isEmpty()) {
            node->times.key = key;
            node->times.pointer = pointer;
            m_parsed.times.push_back(std::move(node->times));
        }
        if (node->levels.isEmpty() && !node->texts.tooMany)
            continue;
        node->texts.name = tidyName({node->name.constData(), size_t(node->name.size())});
        node->texts.scope = pointerOf(node->parent);
        if (!node->texts.tooMany)
            node->texts.levels = node->levels.names();
        m_parsed.texts.push_back(std::move(node->texts));
    }
}

} // namespace benchglass::corpus
