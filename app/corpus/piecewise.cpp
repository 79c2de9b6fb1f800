#include "corpus/piecewise.h"

#include "corpus/contenthash.h"
#include "corpus/csvtable.h"
#include "corpus/filereader.h"
#include "corpus/parallel.h"

#include <QHash>

#include <simdjson.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>

namespace benchglass::corpus {

namespace {

/// Bytes of a file that one thread works on, with the place where what it owns begins.
struct Loaded
{
    FileBytes bytes;
    qint64 offset = 0; ///< Of the first byte in the file.
    ReadScratch scratch;

    std::string_view from(qint64 place) const { return bytes.view().substr(size_t(place - offset)); }
    qint64 end() const { return offset + qint64(bytes.view().size()); }
};

/// What is common to tables and lines: pieces of the file go to the threads in order, each begins after
/// the first line end in it and reads on to the end of its last record.
class Piecewise
{
public:
    Piecewise(const FoundFile& file, const IngestLimits& limits, const std::stop_token& stop, qint64 piece)
        : m_found(file)
        , m_file(file.path)
        , m_limits(limits)
        , m_stop(stop)
        , m_pieceBytes(piece)
        , m_stamp(m_file.stamp())
    {
    }
    virtual ~Piecewise() = default;

    /// @throw std::bad_alloc
    std::optional<Parsed> read();

protected:
    /// One piece, read. Places count from its start.
    struct Piece
    {
        virtual ~Piece() = default;
        qint64 start = 0; ///< In the file.
        qint64 end = 0;   ///< Where the first record of the next one starts.
    };

    /// Looks at the start of the file. @return where the first record stands, or nothing
    virtual std::optional<qint64> readHead(std::string_view text, ReadContext& context) = 0;

    /// Reads the records that start in [@p start, @p owned).
    virtual std::unique_ptr<Piece> readPiece(qint64 start, qint64 owned, Loaded& loaded) = 0;

    virtual void append(Piece& piece) = 0;
    virtual void finish(Parsed& parsed, Notes& notes) = 0;

    /// Loads more when a record may be cut. False when there is no more, or reading failed.
    bool loadMore(Loaded& loaded);

    /// The text is no UTF-8 or cannot be read on: the whole file has to be read in another way.
    void giveUp()
    {
        const std::lock_guard lock(m_mutex);
        m_gaveUp = true;
        m_hashed.notify_all();
    }
    bool isHopeless() const { return m_gaveUp || m_stop.stop_requested(); }

    const FoundFile& m_found;
    OpenFile m_file;
    IngestLimits m_limits;
    std::stop_token m_stop;

private:
    /// Mostly enough for the end of the last record.
    static constexpr qint64 overlap = 64 << 10;

    bool load(size_t at, Loaded& loaded);
    void work(size_t at, Loaded& loaded);
    bool joinPieces();

    qint64 m_pieceBytes;
    FileStamp m_stamp;
    qint64 m_first = 0; ///< Where the first record stands.
    std::vector<std::unique_ptr<Piece>> m_pieces;
    std::atomic<bool> m_gaveUp {false};
    ContentHash m_hash;
    std::mutex m_mutex;
    std::condition_variable m_hashed;
    size_t m_nextHash = 0;
};

bool Piecewise::loadMore(Loaded& loaded)
{
    if (loaded.bytes.isAtEnd())
        return false;
    const qint64 more = std::max(overlap, qint64(loaded.bytes.view().size()));
    if (!loaded.bytes.readMore(m_file, more).isEmpty())
        giveUp();
    return !isHopeless();
}

bool Piecewise::load(size_t at, Loaded& loaded)
{
    const qint64 from = qint64(at) * m_pieceBytes;
    // The byte before says whether the piece begins with a line.
    loaded.offset = std::max<qint64>(0, from - 1);
    if (!loaded.bytes.read(m_file, loaded.offset, from + m_pieceBytes + overlap - loaded.offset).isEmpty())
        return false;
    const std::string_view own = loaded.from(std::min(from, loaded.end())).substr(0, size_t(m_pieceBytes));
    std::unique_lock lock(m_mutex);
    m_hashed.wait(lock, [&] { return m_nextHash == at || m_gaveUp; });
    m_hash.add(own);
    ++m_nextHash;
    m_hashed.notify_all();
    return true;
}

void Piecewise::work(size_t at, Loaded& loaded)
{
    try {
        if (!load(at, loaded))
            giveUp();
        if (isHopeless())
            return;
        const qint64 from = qint64(at) * m_pieceBytes;
        qint64 start = m_first;
        if (at > 0) {
            const size_t line = loaded.bytes.view().substr(0, size_t(m_pieceBytes)).find('\n');
            start = line == std::string_view::npos ? from + m_pieceBytes : loaded.offset + qint64(line) + 1;
        }
        m_pieces[at] = readPiece(start, from + m_pieceBytes, loaded);
    } catch (const std::bad_alloc&) {
        giveUp();
    }
}

/// False when a piece could not be read at all.
bool Piecewise::joinPieces()
{
    Loaded loaded;
    qint64 next = m_first;
    for (size_t at = 0; at < m_pieces.size() && !isHopeless(); ++at) {
        const qint64 owned = qint64(at + 1) * m_pieceBytes;
        // A line end inside a quoted field was taken for the end of a row.
        if (!m_pieces[at] || m_pieces[at]->start != next) {
            if (next >= owned)
                continue;
            loaded.offset = next;
            if (!loaded.bytes.read(m_file, next, owned - next + overlap).isEmpty())
                return false;
            m_pieces[at] = readPiece(next, owned, loaded);
        }
        next = m_pieces[at]->end;
        append(*m_pieces[at]);
        m_pieces[at].reset();
    }
    return !isHopeless();
}

std::optional<Parsed> Piecewise::read()
{
    if (!m_file.error().isEmpty() || m_stamp.bytes > m_limits.fileBytes)
        return {};
    Notes notes;
    ReadScratch scratch;
    ReadContext context {notes, scratch, m_limits, m_stop};
    FileBytes start;
    constexpr qint64 headBytes = 4 << 20;
    if (!start.read(m_file, 0, headBytes).isEmpty())
        return {};
    std::string_view text = start.view();
    const size_t lastLine = text.rfind('\n');
    const bool isPlain = lastLine != std::string_view::npos && simdjson::validate_utf8(text.data(), lastLine)
        && text.find('\0') == std::string_view::npos;
    if (!isPlain)
        return {};
    const size_t mark = text.starts_with("\ufeff") ? 3 : 0;
    const auto first = readHead(text.substr(mark, lastLine + 1 - mark), context);
    if (!first)
        return {};
    m_first = *first + qint64(mark);
    m_pieces.resize(size_t((m_stamp.bytes + m_pieceBytes - 1) / m_pieceBytes));
    std::vector<Loaded> loaded(coreCount());
    inParallel(m_pieces.size(), m_stop, [&](size_t at, size_t thread) { work(at, loaded[thread]); });
    loaded.clear();
    if (!joinPieces())
        return {};
    Parsed parsed;
    parsed.document.bytes = m_stamp.bytes;
    parsed.document.sha256 = m_hash.take();
    finish(parsed, notes);
    // Bytes that came after the pieces were given out belong to nobody.
    FileReader::sign(parsed, m_found, m_file, m_stamp, notes);
    parsed.problems = notes.take(parsed.document.path);
    return parsed;
}

class TablePieces : public Piecewise
{
public:
    using Piecewise::Piecewise;

private:
    struct Rows : Piece
    {
        Rows(const CsvHead& head, std::stop_token stop)
            : rows(head, std::move(stop))
        {
        }
        CsvRows rows;
    };

    std::optional<qint64> readHead(std::string_view text, ReadContext&) override
    {
        m_head = csvHeadOf(text, m_found.tab);
        m_all.emplace(m_head, m_stop);
        return m_head.hasRows ? std::optional(qint64(m_head.rowsAt)) : std::nullopt;
    }

    std::unique_ptr<Piece> readPiece(qint64 start, qint64 owned, Loaded& loaded) override;

    void append(Piece& piece) override { m_all->append(std::move(static_cast<Rows&>(piece).rows)); }
    void finish(Parsed& parsed, Notes& notes) override { m_all->finish(parsed, notes); }

    CsvHead m_head;
    std::optional<CsvRows> m_all;
};

std::unique_ptr<Piecewise::Piece> TablePieces::readPiece(qint64 start, qint64 owned, Loaded& loaded)
{
    auto piece = std::make_unique<Rows>(m_head, m_stop);
    piece->start = start;
    qint64 at = start;
    while (at < owned && !isHopeless()) {
        const std::string_view text = loaded.from(std::min(at, loaded.end()));
        const size_t read = piece->rows.read(text, size_t(owned - at), loaded.bytes.isAtEnd());
        if (!simdjson::validate_utf8(text.data(), read))
            giveUp();
        at += qint64(read);
        if (loaded.bytes.isAtEnd() && read == text.size())
            break;
        if (at < owned && !loadMore(loaded))
            break;
    }
    piece->rows.squeeze();
    piece->end = at;
    return piece;
}

/// Adds the columns of the lines that follow to those of the lines before.
class LinePieces : public Piecewise
{
public:
    using Piecewise::Piecewise;

private:
    struct Lines : Piece
    {
        Parsed parsed;
        Notes notes;
        JsonLineCounts counts;
    };

    std::optional<qint64> readHead(std::string_view text, ReadContext& context) override
    {
        if (!startsWithJsonRecord(text, context))
            return {};
        return 0;
    }

    std::unique_ptr<Piece> readPiece(qint64 start, qint64 owned, Loaded& loaded) override;
    void append(Piece& piece) override;
    void appendNumbers(std::vector<NumberColumn>& to, std::vector<NumberColumn>& from,
        QHash<std::pair<QByteArray, QString>, size_t>& known) const;
    void appendTexts(std::vector<TextColumn>& from);
    void finish(Parsed& parsed, Notes& notes) override;

    Parsed m_all;
    Notes m_notes;
    JsonLineCounts m_counts;
    QHash<std::pair<QByteArray, QString>, size_t> m_numbers; ///< By pointer and unit.
    QHash<std::pair<QByteArray, QString>, size_t> m_times;
    QHash<std::pair<QByteArray, QString>, size_t> m_texts; ///< By scope and name.
};

std::unique_ptr<Piecewise::Piece> LinePieces::readPiece(qint64 start, qint64 owned, Loaded& loaded)
{
    auto piece = std::make_unique<Lines>();
    piece->start = start;
    piece->end = start;
    if (start >= owned || start >= loaded.end())
        return piece;
    // The last line that starts in the piece is read to its end.
    size_t end = std::string_view::npos;
    for (;;) {
        const std::string_view text = loaded.from(start);
        const size_t last = std::min(size_t(owned - start), text.size()) - 1;
        end = text.find('\n', last);
        if (end != std::string_view::npos || !loadMore(loaded))
            break;
    }
    const std::string_view text = loaded.from(start).substr(0, end == std::string_view::npos ? end : end + 1);
    if (!simdjson::validate_utf8(text.data(), text.size()))
        giveUp();
    ReadContext context {piece->notes, loaded.scratch, m_limits, m_stop};
    if (!isHopeless())
        piece->counts = readJsonLines(text, context, piece->parsed);
    for (NumberColumn& column : piece->parsed.numbers)
        column.values.squeeze();
    piece->end = start + qint64(text.size());
    return piece;
}

void LinePieces::appendNumbers(std::vector<NumberColumn>& to, std::vector<NumberColumn>& from,
    QHash<std::pair<QByteArray, QString>, size_t>& known) const
{
    for (NumberColumn& column : from) {
        const std::pair id(column.pointer, column.unit);
        auto mine = known.constFind(id);
        if (mine == known.cend()) {
            mine = known.insert(id, to.size());
            NumberColumn& made = to.emplace_back();
            made.key = column.key;
            made.pointer = column.pointer;
            made.unit = column.unit;
            made.unitReason = column.unitReason;
        }
        // A place of -1, outside all arrays, does not occur in lines.
        to[*mine].values.append(std::move(column.values));
        to[*mine].places.append(column.places, m_counts.elements);
    }
}

void LinePieces::appendTexts(std::vector<TextColumn>& from)
{
    for (TextColumn& column : from) {
        const std::pair id(column.scope, column.name);
        auto found = m_texts.constFind(id);
        if (found == m_texts.cend()) {
            found = m_texts.insert(id, m_all.texts.size());
            TextColumn& made = m_all.texts.emplace_back();
            made.name = column.name;
            made.scope = column.scope;
        }
        TextColumn& mine = m_all.texts[*found];
        std::vector<quint8> codes;
        for (const QString& level : column.levels) {
            qsizetype code = mine.levels.indexOf(level);
            if (code < 0) {
                code = mine.levels.size();
                mine.levels.append(level);
            }
            codes.push_back(quint8(code));
        }
        mine.tooMany = mine.tooMany || column.tooMany || mine.levels.size() > TextColumn::maxLevels;
        if (mine.tooMany) {
            mine.levels = {};
            mine.places = {};
            mine.codes = {};
            continue;
        }
        mine.places.append(column.places, m_counts.elements);
        for (const quint8 code : column.codes)
            mine.codes.push_back(codes[code]);
    }
}

void LinePieces::append(Piece& piece)
{
    auto& lines = static_cast<Lines&>(piece);
    m_all.places.append(lines.parsed.places, m_counts.records, m_counts.lines, m_counts.elements);
    appendNumbers(m_all.numbers, lines.parsed.numbers, m_numbers);
    appendNumbers(m_all.times, lines.parsed.times, m_times);
    appendTexts(lines.parsed.texts);
    m_notes.append(lines.notes, m_counts.lines);
    m_all.dates.add(lines.parsed.dates);
    m_all.document.values += lines.parsed.document.values;
    m_counts.records += lines.counts.records;
    m_counts.lines += lines.counts.lines;
    m_counts.elements += lines.counts.elements;
}

void LinePieces::finish(Parsed& parsed, Notes& notes)
{
    if (!m_found.byLine)
        notes.add(Note::Shape, 1, 0, jsonLinesNote());
    notes.append(m_notes, 0);
    parsed.places = std::move(m_all.places);
    parsed.numbers = std::move(m_all.numbers);
    parsed.texts = std::move(m_all.texts);
    parsed.times = std::move(m_all.times);
    parsed.dates = m_all.dates;
    parsed.document.values = m_all.document.values;
    parsed.document.rows = m_counts.records;
}

} // namespace

std::optional<Parsed> readPiecewise(
    const FoundFile& file, const IngestLimits& limits, const std::stop_token& stop, qint64 pieceBytes)
{
    if (file.type == DocumentType::Csv)
        return TablePieces(file, limits, stop, pieceBytes).read();
    if (file.type == DocumentType::Json)
        return LinePieces(file, limits, stop, pieceBytes).read();
    return {};
}

} // namespace benchglass::corpus
