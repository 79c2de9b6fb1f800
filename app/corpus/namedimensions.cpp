#include "corpus/namedimensions.h"

#include "corpus/namenumbers.h"
#include "corpus/nameparts.h"

#include <QCoreApplication>
#include <QHash>
#include <QMap>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace benchglass::corpus {

namespace {

constexpr qsizetype mostLevels = 24;
constexpr qsizetype mostDimensions = 32;
constexpr qsizetype deepestFolder = 12;

QString localised(const char* text)
{
    return QCoreApplication::translate("corpus", text);
}

/// A piece of the name of one document.
struct Use
{
    qint32 document = 0;
    qint32 component = 0;
    qint32 piece = 0;
};

/// All pieces of one name, the first of each path, or the second...
struct Group
{
    PieceKind kind = PieceKind::Word;
    QString name;
    int occurrence = 0;
    std::vector<Use> uses;
};

/// One distinct folder or file name.
struct Component
{
    QString text; ///< Without the ending of a file.
    NameParts parts;
    std::vector<bool> used;     ///< By piece: it became a part of a dimension.
    std::vector<Group*> groups; ///< By piece: where it went the first time, to be found again soon.
};

/// Without an ending that the readers know.
QStringView withoutEnding(QStringView name)
{
    constexpr std::array<QStringView, 7> endings {
        u"csv", u"tsv", u"json", u"jsonl", u"ndjson", u"md", u"markdown"};
    const qsizetype point = name.lastIndexOf(u'.');
    const QStringView ending = name.sliced(point + 1);
    const bool isKnown = point > 0 && std::ranges::any_of(endings, [&](QStringView known) {
        return known.size() == ending.size() && known.compare(ending, Qt::CaseInsensitive) == 0;
    });
    return isKnown ? name.first(point) : name;
}

/// The order of levels: numbers by value, then texts.
bool isBefore(const QString& a, const QString& b)
{
    bool aIsNumber = false;
    bool bIsNumber = false;
    const double first = a.toDouble(&aIsNumber);
    const double second = b.toDouble(&bIsNumber);
    if (aIsNumber != bIsNumber)
        return aIsNumber;
    if (aIsNumber && first != second)
        return first < second;
    return a < b;
}

class Names
{
public:
    explicit Names(const QStringList& paths)
        : m_paths(paths)
    {
    }

    QList<NameDimension> dimensions();

private:
    qint32 componentOf(QStringView text);
    void read();
    void group();
    const NamePiece& pieceOf(const Use& use) const
    {
        return m_components[size_t(use.component)].parts.pieces.at(use.piece);
    }
    bool isProved(const Group& group) const;
    std::optional<NameDimension> dimensionOf(Group& group);
    QString reasonOf(const Group& group, const Point& point) const;
    void addFolders(QList<NameDimension>& dimensions) const;
    NameDimension withLevels(const std::vector<std::pair<qint32, QString>>& texts) const;

    const QStringList& m_paths;
    QHash<QString, qint32> m_index;
    std::vector<Component> m_components;
    std::vector<std::vector<qint32>> m_parts; ///< By path, from the outermost folder to the file.
    std::map<std::tuple<PieceKind, QString, int>, Group> m_groups;
    bool m_haveDates = false;
    bool m_haveBillions = false;
};

qint32 Names::componentOf(QStringView text)
{
    const QString key = text.toString();
    const auto known = m_index.constFind(key);
    if (known != m_index.cend())
        return *known;
    Component component {key, partsOfName(text), {}, {}};
    component.used.resize(size_t(component.parts.pieces.size()));
    component.groups.resize(component.used.size());
    m_haveDates = m_haveDates || !component.parts.dates.isEmpty();
    for (const NamePiece& piece : std::as_const(component.parts.pieces))
        m_haveBillions = m_haveBillions || (piece.kind == PieceKind::Size && piece.text.endsWith(u'b'));
    m_components.push_back(std::move(component));
    const auto index = qint32(m_components.size() - 1);
    m_index.insert(key, index);
    return index;
}

void Names::read()
{
    m_parts.reserve(size_t(m_paths.size()));
    for (const QString& path : m_paths) {
        std::vector<qint32> parts;
        QStringView rest(path);
        for (qsizetype slash = rest.indexOf(u'/'); slash >= 0; slash = rest.indexOf(u'/')) {
            if (qsizetype(parts.size()) < deepestFolder)
                parts.push_back(componentOf(rest.first(slash)));
            rest = rest.sliced(slash + 1);
        }
        parts.push_back(componentOf(withoutEnding(rest)));
        m_parts.push_back(std::move(parts));
    }
}

/// Settings and kinds that are told twice in a path (`qwen2.5_7b/7b_q4_0`) are one; runs inside runs are two.
bool isSaidOnce(PieceKind kind)
{
    return kind != PieceKind::Counted && kind != PieceKind::Word;
}

void Names::group()
{
    for (size_t document = 0; document < m_parts.size(); ++document) {
        std::vector<Use> said;
        for (const qint32 component : m_parts[document]) {
            const auto& pieces = m_components[size_t(component)].parts.pieces;
            for (qsizetype at = 0; at < pieces.size(); ++at) {
                const NamePiece& piece = pieces.at(at);
                int occurrence = 1;
                bool isRepeated = false;
                for (const Use& before : said) {
                    const NamePiece& other = pieceOf(before);
                    if (other.name != piece.name)
                        continue;
                    ++occurrence;
                    isRepeated = isRepeated
                        || (isSaidOnce(piece.kind) && other.text == piece.text && other.value == piece.value);
                }
                if (isRepeated)
                    continue;
                const Use use {qint32(document), component, qint32(at)};
                said.push_back(use);
                Group*& known = m_components[size_t(component)].groups[size_t(at)];
                if (!known || known->occurrence != occurrence) {
                    known = &m_groups[{piece.kind, piece.name, occurrence}];
                    known->kind = piece.kind;
                    known->name = piece.name;
                    known->occurrence = occurrence;
                }
                known->uses.push_back(use);
            }
        }
    }
}

/// A word is a parameter where two names differ in nothing but their numbers.
bool Names::isProved(const Group& group) const
{
    if (group.kind != PieceKind::Word)
        return true;
    QHash<std::pair<QString, qint32>, double> seen;
    for (const Use& use : group.uses) {
        const Component& component = m_components[size_t(use.component)];
        const double value = pieceOf(use).value;
        const auto known = seen.constFind({component.parts.skeleton, use.piece});
        if (known == seen.cend())
            seen.insert({component.parts.skeleton, use.piece}, value);
        else if (*known != value)
            return true;
    }
    return false;
}

QString Names::reasonOf(const Group& group, const Point& point) const
{
    const NamePiece& first = pieceOf(group.uses.front());
    const bool isSpelled = first.written.startsWith(group.name) || !first.isNumber;
    QString reason = isSpelled
        ? localised(QT_TRANSLATE_NOOP("corpus", "the names say it: \u201c%1\u201d")).arg(first.written)
        : localised(QT_TRANSLATE_NOOP("corpus", "\u201c%1\u201d in the names is short for %2"))
              .arg(first.written, group.name);
    for (const Use& use : group.uses) {
        const NamePiece& piece = pieceOf(use);
        if (piece.isNumber && piece.text.contains(u'p')) {
            reason += u"; "_qs
                + localised(QT_TRANSLATE_NOOP("corpus", "the p of \u201c%1\u201d stands for a point"))
                      .arg(piece.written);
            break;
        }
    }
    if (!point.reason.isEmpty())
        reason += u"; "_qs + point.reason;
    return reason;
}

NameDimension Names::withLevels(const std::vector<std::pair<qint32, QString>>& texts) const
{
    NameDimension dimension;
    QHash<QString, qint32> numbers;
    for (const auto& [document, text] : texts) {
        if (numbers.contains(text))
            continue;
        numbers.insert(text, 0);
        if (numbers.size() > mostLevels)
            return {};
    }
    dimension.levels = numbers.keys();
    std::ranges::sort(dimension.levels, isBefore);
    for (qsizetype at = 0; at < dimension.levels.size(); ++at)
        numbers[dimension.levels.at(at)] = qint32(at);
    dimension.levelOfDocument.assign(m_parts.size(), -1);
    for (const auto& [document, text] : texts)
        dimension.levelOfDocument[size_t(document)] = numbers.value(text);
    return dimension;
}

/// Where 0, 1, 2... or 1, 2, 3... are counted, `gpu` and `batch` are numbers of one, no settings.
QString nameOf(const Group& group, const QStringList& levels)
{
    const bool isAmbiguous = group.name == u"num_gpu" || group.name == u"batch_size";
    if (!isAmbiguous)
        return group.name;
    const int first = levels.first().toInt();
    const bool isCounted = (first == 0 || (first == 1 && levels.size() > 2))
        && levels.last() == QString::number(first + levels.size() - 1);
    if (!isCounted)
        return group.name;
    return group.name == u"num_gpu" ? QStringLiteral("gpu") : QStringLiteral("batch");
}

/// Sizes in the order of their numbers: 270m before 1b.
void sortSizes(NameDimension& dimension)
{
    const auto sizeOf = [](const QString& level) {
        return level.chopped(1).toDouble() / (level.endsWith(u'm') ? 1000 : 1);
    };
    QStringList sorted = dimension.levels;
    std::ranges::sort(sorted, {}, sizeOf);
    for (qint32& level : dimension.levelOfDocument) {
        if (level >= 0)
            level = qint32(sorted.indexOf(dimension.levels.at(level)));
    }
    dimension.levels = sorted;
}

std::optional<NameDimension> Names::dimensionOf(Group& group)
{
    if (!isProved(group))
        return {};
    QList<const NamePiece*> pieces;
    for (const Use& use : group.uses)
        pieces.append(&pieceOf(use));
    const Point point = pointOf(group.name, pieces);
    std::vector<std::pair<qint32, QString>> texts;
    QHash<std::pair<qint32, qint32>, QString> known;
    for (const Use& use : group.uses) {
        QString& text = known[{use.component, use.piece}];
        if (text.isEmpty())
            text = levelText(pieceOf(use), point);
        texts.emplace_back(use.document, text);
    }
    NameDimension dimension = withLevels(texts);
    const auto markUsed = [&] {
        for (const Use& use : group.uses)
            m_components[size_t(use.component)].used[size_t(use.piece)] = true;
    };
    if (dimension.levels.size() < 2) {
        // What all names share tells nothing, in the names of folders neither.
        if (dimension.levels.size() == 1 && group.uses.size() == m_parts.size())
            markUsed();
        return {};
    }
    // 270m alone may be anything, and q1..q4 beside dates are quarters of a year.
    const auto isQuarter = [](const QString& level) {
        return level.size() == 2 && level.at(1) <= u'4';
    };
    if ((group.kind == PieceKind::Size && !m_haveBillions)
        || (group.kind == PieceKind::Quantisation && m_haveDates
            && std::ranges::all_of(dimension.levels, isQuarter)))
        return {};
    if (group.kind == PieceKind::Size)
        sortSizes(dimension);
    dimension.name = nameOf(group, dimension.levels);
    if (group.occurrence > 1)
        dimension.name += u' ' + QString::number(group.occurrence);
    dimension.reason = reasonOf(group, point);
    markUsed();
    return dimension;
}

/// What is left of a folder's name without its dates and the pieces that became dimensions.
QString restOf(const Component& component)
{
    QList<NameSpan> gaps = component.parts.dates;
    for (qsizetype at = 0; at < component.parts.pieces.size(); ++at) {
        if (component.used[size_t(at)])
            gaps.append({component.parts.pieces.at(at).start, component.parts.pieces.at(at).length});
    }
    if (gaps.isEmpty())
        return component.text;
    std::ranges::sort(gaps, {}, &NameSpan::start);
    const auto isJoint = [](QChar c) {
        return QStringView(u"_-. ,;&+@#").contains(c);
    };
    QString rest;
    qsizetype done = 0;
    for (qsizetype at = 0; at <= gaps.size(); ++at) {
        const qsizetype end = at < gaps.size() ? gaps.at(at).start : component.text.size();
        QStringView kept = QStringView(component.text).mid(done, std::max<qsizetype>(0, end - done));
        while (!kept.isEmpty() && isJoint(kept.front()))
            kept = kept.sliced(1);
        while (!kept.isEmpty() && isJoint(kept.back()))
            kept.chop(1);
        if (!kept.isEmpty())
            rest.append(rest.isEmpty() ? QStringView() : QStringView(u"_")).append(kept);
        if (at < gaps.size())
            done = std::max(done, gaps.at(at).start + gaps.at(at).length);
    }
    return rest;
}

/// Whether both group the documents in the same way: one of them is enough.
bool groupAlike(const NameDimension& one, const NameDimension& other)
{
    if (one.levels.size() != other.levels.size())
        return false;
    std::vector<qint32> partners(size_t(one.levels.size()), -1);
    std::vector<bool> isTaken(size_t(one.levels.size()), false);
    for (size_t at = 0; at < one.levelOfDocument.size(); ++at) {
        const qint32 mine = one.levelOfDocument[at];
        const qint32 theirs = other.levelOfDocument[at];
        if ((mine < 0) != (theirs < 0))
            return false;
        if (mine < 0)
            continue;
        qint32& partner = partners[size_t(mine)];
        if (partner < 0 && !isTaken[size_t(theirs)]) {
            partner = theirs;
            isTaken[size_t(theirs)] = true;
        }
        if (partner != theirs)
            return false;
    }
    return true;
}

void Names::addFolders(QList<NameDimension>& dimensions) const
{
    const qsizetype pieces = dimensions.size();
    std::vector<QString> rests(m_components.size());
    for (size_t at = 0; at < m_components.size(); ++at)
        rests[at] = restOf(m_components[at]);
    for (qsizetype depth = 0; depth < deepestFolder; ++depth) {
        std::vector<std::pair<qint32, QString>> texts;
        for (size_t document = 0; document < m_parts.size(); ++document) {
            // The last part is the file.
            if (qsizetype(m_parts[document].size()) <= depth + 1)
                continue;
            const QString& rest = rests[size_t(m_parts[document][size_t(depth)])];
            if (!rest.isEmpty())
                texts.emplace_back(qint32(document), rest);
        }
        NameDimension dimension = withLevels(texts);
        if (dimension.levels.size() < 2)
            continue;
        dimension.name = QStringLiteral("folder %1").arg(depth + 1);
        dimension.reason =
            localised(QT_TRANSLATE_NOOP("corpus", "the folders of level %1 have different names"))
                .arg(depth + 1);
        const bool isKnown = std::any_of(dimensions.begin() + pieces, dimensions.end(),
            [&](const NameDimension& other) { return groupAlike(dimension, other); });
        if (!isKnown && dimensions.size() < mostDimensions)
            dimensions.append(std::move(dimension));
    }
}

QList<NameDimension> Names::dimensions()
{
    read();
    group();
    QList<NameDimension> dimensions;
    for (auto& [key, group] : m_groups) {
        if (auto dimension = dimensionOf(group); dimension && dimensions.size() < mostDimensions)
            dimensions.append(std::move(*dimension));
    }
    addFolders(dimensions);
    return dimensions;
}

} // namespace

QList<NameDimension> nameDimensions(const QStringList& relativePaths)
{
    return Names(relativePaths).dimensions();
}

} // namespace benchglass::corpus
