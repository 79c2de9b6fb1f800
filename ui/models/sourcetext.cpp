#include "models/sourcetext.h"

#include "corpus/filetext.h"
#include "models/jsonplace.h"

#include <QFile>
#include <QFileInfo>
#include <QStringBuilder>

#include <algorithm>
#include <filesystem>
#include <limits>

namespace benchglass::models {

namespace {

constexpr qint64 wholeBytes = 4 << 20; // decoded at once, whatever their encoding
constexpr qint64 pieceBytes = 1 << 20;
constexpr qint64 bytesBefore = 32 << 10;
constexpr qint64 bytesBehind = 96 << 10;
constexpr qsizetype longestPart = 2000; // longer paragraphs are slow to lay out

/// A file, or the text that was made of it, looked at in pieces.
class Bytes
{
public:
    explicit Bytes(corpus::OpenFile* file)
        : m_file(file)
        , m_size(file->stamp().bytes)
    {
        if (m_size > wholeBytes)
            return;
        m_error = m_buffer.read(*file, wholeBytes);
        corpus::Notes notes;
        const std::string_view text = corpus::toUtf8(m_buffer, notes);
        m_isWhole = m_error.isEmpty();
        m_text = text.empty() ? m_buffer.view() : text; // what is no text is shown as it is
        m_size = qint64(m_text.size());
    }

    qint64 size() const { return m_size; }
    const QString& error() const { return m_error; }

    /// At most @p bytes from @p offset on, valid until the next call; empty at the end and on failure.
    std::string_view read(qint64 offset, qint64 bytes)
    {
        if (offset >= m_size)
            return {};
        if (m_isWhole)
            return m_text.substr(size_t(offset), size_t(bytes));
        if (m_error.isEmpty())
            m_error = m_buffer.read(*m_file, offset, bytes);
        return m_error.isEmpty() ? m_buffer.view() : std::string_view();
    }

private:
    corpus::OpenFile* m_file;
    corpus::FileBytes m_buffer;
    std::string_view m_text;
    qint64 m_size = 0;
    bool m_isWhole = false;
    QString m_error;
};

/// Where the value or the line stands, in bytes.
struct Spot
{
    qint64 line = 1;      ///< Number of the line it is in.
    qint64 start = 0;     ///< Of the value, or of the line.
    qint64 end = 0;       ///< Behind the value; start where only the line is known.
    bool isFound = false; ///< false: the beginning of the file stands in for it.
};

/// The offset at which line @p number begins; nothing where the file has fewer lines.
std::optional<qint64> lineStart(Bytes& bytes, qint64 number, const std::stop_token& stop)
{
    qint64 line = 1;
    for (qint64 offset = 0; line < number && !stop.stop_requested();) {
        const std::string_view piece = bytes.read(offset, pieceBytes);
        if (piece.empty())
            return {};
        for (size_t at = piece.find('\n'); at != std::string_view::npos; at = piece.find('\n', at + 1))
            if (++line == number)
                return offset + qint64(at) + 1;
        offset += qint64(piece.size());
    }
    return line == number ? std::optional<qint64>(0) : std::nullopt;
}

Spot spotOf(Bytes& bytes, const corpus::Locator& locator, const std::stop_token& stop)
{
    Spot spot;
    const auto start = locator.line > 1 ? lineStart(bytes, locator.line, stop) : std::optional<qint64>(0);
    if (!start)
        return spot;
    if (locator.line > 0)
        spot = {locator.line, *start, *start, true};
    if (locator.pointer.isEmpty())
        return spot;
    JsonPlaceFinder finder(locator.pointer);
    for (qint64 offset = *start; !stop.stop_requested();) {
        const std::string_view piece = bytes.read(offset, pieceBytes);
        if (piece.empty() || !finder.feed(piece))
            break;
        offset += qint64(piece.size());
    }
    if (const auto found = finder.found())
        return {spot.line + found->lines, *start + found->start, *start + found->end, true};
    spot.isFound = false;
    return spot;
}

QString decoded(std::string_view bytes)
{
    const QByteArrayView view(bytes.data(), qsizetype(bytes.size()));
    return view.isValidUtf8() ? QString::fromUtf8(view) : QString::fromLatin1(view);
}

/// One character for each: what cannot be seen, or moves what stands beside it, must not hide anything.
QString visible(QString text)
{
    for (QChar& c : text) {
        const char16_t code = c.unicode();
        const bool turns = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)
            || code == 0x200e || code == 0x200f || code == 0x2028 || code == 0x2029;
        if (code < 0x20 && code != u'\t')
            c = QChar(char16_t(0x2400 + code));
        else if (code == 0x7f || turns)
            c = QChar::ReplacementCharacter;
    }
    return text;
}

/// The bytes of a window, cut where characters begin.
struct Window
{
    qint64 begin = 0;
    qint64 line = 1; ///< Number of its first line, 0 where it begins within one.
    QByteArray bytes;
    bool isCut = false; ///< Something stands before or behind it.
};

Window windowAt(Bytes& bytes, const Spot& spot)
{
    Window window;
    window.begin = std::max<qint64>(0, spot.start - bytesBefore);
    const qint64 end = std::min(bytes.size(), spot.start + bytesBehind);
    const std::string_view all = bytes.read(window.begin, end - window.begin);
    qsizetype cut = 0;
    const qint64 before = std::min(spot.start - window.begin, qint64(all.size()));
    if (window.begin > 0) {
        const auto feed = qint64(all.substr(0, size_t(before)).find('\n'));
        cut = feed >= 0 ? feed + 1 : 0;
        while (cut == 0 && !all.empty() && cut < before && (uchar(all[size_t(cut)]) & 0xc0U) == 0x80)
            ++cut;
    }
    qsizetype last = qsizetype(all.size());
    while (end < bytes.size() && last > before + 1 && (uchar(all[size_t(last) - 1]) & 0x80U) != 0)
        --last; // may be half a character
    window.bytes = QByteArray(all.data() + cut, last - cut);
    const auto feeds = std::count(all.begin() + cut, all.begin() + before, '\n');
    window.line = spot.line - feeds;
    window.begin += cut;
    window.isCut = window.begin > 0 || end < bytes.size();
    return window;
}

/// Appends a line in parts. @return how many
qsizetype appendLine(QList<SourceLine>* lines, qint64 number, const QString& text)
{
    const qsizetype before = lines->size();
    qsizetype at = 0;
    do {
        qsizetype size = std::min(longestPart, text.size() - at);
        if (at + size < text.size() && text.at(at + size - 1).isHighSurrogate())
            --size;
        lines->append({at == 0 ? number : 0, text.mid(at, size)});
        at += size;
    } while (at < text.size());
    return lines->size() - before;
}

struct Field
{
    qsizetype start = 0;
    qsizetype length = 0;
};

/// The fields of a line; quotes keep a delimiter from ending one.
QList<Field> fieldsOf(const QString& line, QChar delimiter)
{
    QList<Field> fields;
    bool isQuoted = false;
    qsizetype start = 0;
    for (qsizetype at = 0; at <= line.size(); ++at) {
        if (at < line.size() && line.at(at) == u'"')
            isQuoted = !isQuoted;
        if (at < line.size() && (isQuoted || line.at(at) != delimiter))
            continue;
        fields.append({start, at - start});
        start = at + 1;
    }
    return fields;
}

bool isNumber(QString text, double value)
{
    text = text.trimmed();
    if (text.size() > 1 && text.startsWith(u'"') && text.endsWith(u'"'))
        text = text.mid(1, text.size() - 2).trimmed();
    bool isOk = false;
    const double number = text.toDouble(&isOk);
    if (isOk)
        return number == value;
    const double withComma = QString(text).replace(u',', u'.').toDouble(&isOk);
    return isOk && withComma == value;
}

/// The field of a row: by its number, told from those of other delimiters by its value.
std::optional<Field> fieldOf(const QString& line, const SourcePlace& place)
{
    const bool isMarkdown = place.type == corpus::DocumentType::Markdown;
    const QString delimiters = isMarkdown ? QStringLiteral("|") : QStringLiteral(",;\t|");
    for (const QChar delimiter : delimiters) {
        const QList<Field> fields = fieldsOf(line, delimiter);
        const qsizetype at = place.locator.column - (isMarkdown && line.trimmed().startsWith(u'|') ? 0 : 1);
        if (at < 0 || at >= fields.size())
            continue;
        Field field = fields.at(at);
        if (place.value && !isNumber(line.mid(field.start, field.length), *place.value))
            continue;
        while (field.length > 0 && line.at(field.start).isSpace()) {
            ++field.start;
            --field.length;
        }
        while (field.length > 0 && line.at(field.start + field.length - 1).isSpace())
            --field.length;
        return field;
    }
    return {};
}

void mark(SourceText* source, const QByteArray& line, const SourcePlace& place, qint64 from, qint64 to)
{
    const QString text = decoded({line.constData(), size_t(line.size())});
    if (to > from) {
        const qsizetype start = decoded({line.constData(), size_t(from)}).size();
        source->start = start;
        source->length =
            decoded({line.constData(), size_t(std::min<qint64>(to, line.size()))}).size() - start;
    } else if (place.locator.column > 0 && place.value) {
        if (const auto field = fieldOf(text, place)) {
            source->start = field->start;
            source->length = field->length;
        }
    }
}

void fill(SourceText* source, const Window& window, const Spot& spot, const SourcePlace& place)
{
    qint64 number = window.line;
    const qint64 target = spot.start - window.begin;
    for (qsizetype at = 0; at <= window.bytes.size(); ++number) {
        qsizetype end = window.bytes.indexOf('\n', at);
        if (end < 0)
            end = window.bytes.size();
        QByteArray line = window.bytes.mid(at, end - at);
        if (line.endsWith('\r'))
            line.chop(1);
        const qsizetype first = source->lines.size();
        const qsizetype parts =
            appendLine(&source->lines, number, visible(decoded({line.constData(), size_t(line.size())})));
        if (spot.isFound && target >= at && target <= end && source->line < 0) {
            source->line = first;
            source->marked = parts;
            mark(source, line, place, target - at, spot.end - window.begin - at);
        }
        at = end + 1;
    }
}

} // namespace

QString SourcePlace::text() const
{
    const QString where = locator.text();
    if (where.isEmpty())
        return path;
    return locator.pointer.isEmpty() ? QString(path % u':' % where) : QString(path % u' ' % where);
}

QString localFileOf(const SourcePlace& place)
{
    const QString folder = QFileInfo(place.folder).canonicalFilePath();
    const QFileInfo file(place.folder % u'/' % place.path);
    const QString canonical = file.canonicalFilePath();
    const QString within = folder.endsWith(u'/') ? folder : QString(folder % u'/');
    return !folder.isEmpty() && canonical.startsWith(within) && file.isFile() ? canonical : QString();
}

SourceText readSource(const SourcePlace& place, std::stop_token stop)
{
    SourceText source;
    const QString path = localFileOf(place);
    if (path.isEmpty()) {
        source.error = SourceText::tr("The file is no longer in the folder.");
        return source;
    }
    corpus::OpenFile file(std::filesystem::path(QFile::encodeName(path).toStdString()));
    if (!file.error().isEmpty()) {
        source.error = SourceText::tr("The file cannot be read: %1").arg(file.error());
        return source;
    }
    Bytes bytes(&file);
    const Spot spot = spotOf(bytes, place.locator, stop);
    const Window window = windowAt(bytes, spot);
    if (!bytes.error().isEmpty()) {
        source.error = SourceText::tr("The file cannot be read: %1").arg(bytes.error());
        return source;
    }
    fill(&source, window, spot, place);
    const bool isAsked = place.locator.line > 0 || !place.locator.pointer.isEmpty();
    if (isAsked && !spot.isFound)
        source.note = SourceText::tr(
            "The place is not in the file any more: it was changed since the folder was read.");
    else if (window.isCut)
        source.note = SourceText::tr("A part of the file around the place is shown.");
    return source;
}

} // namespace benchglass::models
