#include "corpus/dimension.h"

#include "corpus/parsed.h"

#include <algorithm>

namespace benchglass::corpus {

Dimension::Dimension(QString dimensionName, QStringList dimensionLevels, std::vector<qint32> levelOf)
    : name(std::move(dimensionName))
    , levels(std::move(dimensionLevels))
    , m_levelOf(std::move(levelOf))
{
}

void Dimension::append(Piece piece)
{
    if (!m_pieces)
        m_pieces = std::make_shared<std::vector<Piece>>();
    m_pieces->push_back(std::move(piece));
}

qint32 Dimension::levelAt(qsizetype observation) const
{
    qint32 level = -1;
    read(observation, {&level, 1});
    return level;
}

void Dimension::read(qsizetype from, std::span<qint32> out) const
{
    std::ranges::fill(out, -1);
    if (!m_pieces) {
        for (size_t at = 0; at < out.size() && size_t(from) + at < m_levelOf.size(); ++at)
            out[at] = m_levelOf[size_t(from) + at];
        return;
    }
    const auto after = std::ranges::upper_bound(*m_pieces, from, {}, &Piece::start);
    for (auto piece = after == m_pieces->begin() ? after : std::prev(after);
         piece != m_pieces->end() && !out.empty(); ++piece) {
        // Between pieces stand observations that have no level.
        const qsizetype gap = std::clamp<qsizetype>(piece->start - from, 0, qsizetype(out.size()));
        out = out.subspan(size_t(gap));
        from += gap;
        const qsizetype n =
            std::clamp<qsizetype>(piece->start + piece->size - from, 0, qsizetype(out.size()));
        readPiece(*piece, from - piece->start, out.first(size_t(n)));
        out = out.subspan(size_t(n));
        from += n;
    }
}

void Dimension::readPiece(const Piece& piece, qsizetype from, std::span<qint32> out) const
{
    if (piece.from == Piece::From::Document) {
        std::ranges::fill(out, piece.level);
        return;
    }
    qsizetype known = 0;
    for (size_t at = 0; at < out.size(); ++at) {
        const qint32 record = piece.records->at(piece.offset + from + qsizetype(at));
        if (piece.from == Piece::From::Index) {
            const qint32 element = piece.places->outwardOf(record, piece.up);
            out[at] = element < 0 ? -1 : piece.places->indexOf(element);
            continue;
        }
        const qint32 place = piece.byCell ? piece.places->cells[size_t(record)].row
                                          : piece.places->outwardOf(record, piece.up);
        // Texts mostly stand in every record: the next one is where the last one was.
        if (known >= piece.text->places.size() || piece.text->places.at(known) != place)
            known = piece.text->places.indexOf(place);
        out[at] = known < 0 ? -1 : piece.levelOf[piece.text->codes[size_t(known)]];
        known = std::max<qsizetype>(known, 0) + (piece.up == 0 && known >= 0 ? 1 : 0);
    }
}

std::vector<qint64> Dimension::counts(const std::stop_token& stop) const
{
    std::vector<qint64> counts(size_t(levels.size()));
    constexpr size_t atOnce = 4096;
    std::vector<qint32> some(atOnce);
    const auto add = [&](qsizetype from, qsizetype size) {
        for (qsizetype done = 0; done < size && !stop.stop_requested(); done += qsizetype(atOnce)) {
            const auto part = std::span(some).first(size_t(std::min<qsizetype>(size - done, atOnce)));
            read(from + done, part);
            for (const qint32 level : part) {
                if (level >= 0)
                    ++counts[size_t(level)];
            }
        }
    };
    if (!m_pieces) {
        add(0, qsizetype(m_levelOf.size()));
        return counts;
    }
    for (const Piece& piece : *m_pieces) {
        if (piece.from != Piece::From::Document)
            add(piece.start, piece.size);
        else if (piece.level >= 0)
            counts[size_t(piece.level)] += piece.size;
    }
    return counts;
}

} // namespace benchglass::corpus
