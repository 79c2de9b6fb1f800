#include "corpus/filereader.h"

#include <QDateTime>
#include <QFile>

namespace benchglass::corpus {

FileReader::FileReader(const IngestLimits& limits, std::stop_token stop)
    : m_limits(limits)
    , m_stop(std::move(stop))
{
}

Parsed FileReader::skipped(const FoundFile& file, const QString& reason)
{
    Parsed parsed;
    parsed.skipped = true;
    parsed.problems = {{QFile::decodeName(file.relative), 0, 0, reason, true}};
    return parsed;
}

Parsed FileReader::tooBig(const FoundFile& file)
{
    return skipped(file, tr("There is not enough memory to read it."));
}

void FileReader::sign(
    Parsed& parsed, const FoundFile& file, const OpenFile& opened, const FileStamp& before, Notes& notes)
{
    parsed.document.path = QFile::decodeName(file.relative);
    parsed.document.type = file.type;
    parsed.document.modified = before.modified();
    parsed.relative = file.relative;
    parsed.stamp = before;
    // File systems count time in ticks of some milliseconds, some in two seconds.
    constexpr qint64 tickMs = 2000;
    parsed.isSettled = before.modifiedNs / 1'000'000 + tickMs < QDateTime::currentMSecsSinceEpoch();
    if (opened.stamp() != before) {
        parsed.isSettled = false;
        notes.add(Note::Shape, 0, 0, tr("The file changed while it was read."));
    }
}

Parsed FileReader::read(const FoundFile& file)
{
    OpenFile opened(file.path);
    if (!opened.error().isEmpty())
        return skipped(file, opened.error());
    const FileStamp stamp = opened.stamp();
    if (const QString reason = m_bytes.read(opened, m_limits.fileBytes); !reason.isEmpty())
        return skipped(file, reason);
    const std::string_view raw = m_bytes.view();
    Parsed parsed;
    parsed.document.type = file.type;
    parsed.document.bytes = qint64(raw.size());
    m_hash.add(raw);
    parsed.document.sha256 = m_hash.take();
    Notes notes;
    ReadContext context {notes, m_scratch, m_limits, m_stop};
    if (const std::string_view text = toUtf8(m_bytes, notes); !text.empty()) {
        switch (file.type) {
        case DocumentType::Csv: readCsv(text, file.tab, context, parsed); break;
        case DocumentType::Json: readJson(text, file.byLine, context, parsed); break;
        case DocumentType::Markdown: readMarkdown(text, context, parsed); break;
        }
    } else if (notes.isEmpty()) {
        notes.add(Note::Shape, 0, 0, tr("The file is empty."));
    }
    sign(parsed, file, opened, stamp, notes);
    parsed.problems = notes.take(parsed.document.path);
    return parsed;
}

} // namespace benchglass::corpus
