#include "corpus/ingest.h"

#include "corpus/catalogbuilder.h"
#include "corpus/filetext.h"
#include "corpus/reader.h"
#include "corpus/walk.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace benchglass::corpus {

namespace {

class Ingest
{
    Q_DECLARE_TR_FUNCTIONS(benchglass::corpus::Ingest)

public:
    Ingest(std::vector<FoundFile> files, const IngestLimits& limits, std::stop_token stop)
        : m_files(std::move(files))
        , m_parsed(m_files.size())
        , m_limits(limits)
        , m_stop(std::move(stop))
    {
    }

    /// Reads all files on all cores; each lands at its own index, so the order is that of the walk.
    void run(const std::function<void(int, int)>& progress);

    CatalogBuilder::Files take() { return std::move(m_parsed); }

private:
    void work();
    static Parsed parse(
        const FoundFile& file, FileBytes& bytes, const IngestLimits& limits, std::stop_token stop);

    std::vector<FoundFile> m_files;
    CatalogBuilder::Files m_parsed;
    IngestLimits m_limits;
    std::stop_token m_stop;
    std::atomic<size_t> m_next {0};
    std::mutex m_mutex;
    std::condition_variable m_changed;
    size_t m_done = 0;
};

Parsed Ingest::parse(
    const FoundFile& file, FileBytes& bytes, const IngestLimits& limits, std::stop_token stop)
{
    Parsed parsed;
    Document& document = parsed.document;
    document.path = QFile::decodeName(file.relative);
    document.type = file.type;
    const auto skip = [&](const QString& reason) {
        parsed = {};
        parsed.skipped = true;
        parsed.problems = {{QFile::decodeName(file.relative), 0, 0, reason, true}};
    };
    const QFileInfo info(file.path);
    const QDateTime before = info.lastModified().toUTC();
    if (const QString reason = bytes.read(file.path, limits.fileBytes); !reason.isEmpty()) {
        skip(reason);
        return parsed;
    }
    const std::string_view raw = bytes.view();
    document.bytes = qint64(raw.size());
    document.modified = before;
    document.sha256 =
        QCryptographicHash::hash(QByteArrayView(raw.data(), document.bytes), QCryptographicHash::Sha256);
    Notes notes;
    ReadContext context {notes, limits, stop};
    if (raw.empty()) {
        notes.add(Note::Shape, 0, 0, tr("The file is empty."));
    } else if (const std::string_view text = toUtf8(bytes, notes); !text.empty()) {
        switch (file.type) {
        case DocumentType::Csv: readCsv(text, file.tab, context, parsed); break;
        case DocumentType::Json: readJson(text, file.byLine, context, parsed); break;
        case DocumentType::Markdown: readMarkdown(text, context, parsed); break;
        }
    }
    if (QFileInfo(file.path).lastModified().toUTC() != before)
        notes.add(Note::Shape, 0, 0, tr("The file changed while it was read."));
    parsed.problems = notes.take(document.path);
    return parsed;
}

void Ingest::work()
{
    FileBytes bytes;
    for (;;) {
        const size_t at = m_next++;
        if (at >= m_files.size() || m_stop.stop_requested())
            break;
        try {
            m_parsed[at] = std::make_shared<const Parsed>(parse(m_files[at], bytes, m_limits, m_stop));
        } catch (const std::bad_alloc&) {
            Parsed none;
            none.skipped = true;
            none.problems = {{QFile::decodeName(m_files[at].relative), 0, 0,
                tr("There is not enough memory to read it."), true}};
            m_parsed[at] = std::make_shared<const Parsed>(std::move(none));
        }
        const std::lock_guard lock(m_mutex);
        ++m_done;
        m_changed.notify_one();
    }
    const std::lock_guard lock(m_mutex);
    m_changed.notify_one();
}

void Ingest::run(const std::function<void(int, int)>& progress)
{
    const auto found = int(m_files.size());
    const size_t workers = std::clamp<size_t>(std::thread::hardware_concurrency(), 1, m_files.size());
    std::vector<std::jthread> threads;
    for (size_t at = 0; at < workers; ++at)
        threads.emplace_back([this] { work(); });
    size_t told = 0;
    std::unique_lock lock(m_mutex);
    while (m_done < m_files.size() && !m_stop.stop_requested()) {
        m_changed.wait_for(lock, std::chrono::milliseconds(50));
        if (progress && m_done != told) {
            told = m_done;
            lock.unlock();
            progress(int(told), found);
            lock.lock();
        }
    }
    const bool untold = m_done != told;
    lock.unlock();
    if (progress && untold && !m_stop.stop_requested())
        progress(found, found);
}

} // namespace

base::Result<std::shared_ptr<const Catalog>> ingest(const QString& folder, const IngestLimits& limits,
    std::stop_token stop, const std::function<void(int, int)>& progress)
{
    auto walk = walkFolder(folder, limits, stop);
    if (!walk)
        return tl::unexpected(walk.error());
    IngestLimits bounded = limits;
    // Both JSON readers descend once for each level.
    bounded.jsonDepth = std::clamp(limits.jsonDepth, 1, 10'000);
    Ingest reading(std::move(walk->files), bounded, stop);
    reading.run(progress);
    const auto cancelled = [&] {
        return base::failure(base::ErrorCode::Cancelled,
            QCoreApplication::translate("benchglass::corpus::Ingest", "Reading the folder was cancelled."),
            folder);
    };
    if (stop.stop_requested())
        return cancelled();
    auto catalog = std::make_shared<const Catalog>(CatalogBuilder::build(
        QFileInfo(folder).canonicalFilePath(), reading.take(), walk->problems, walk->otherFiles, stop));
    if (stop.stop_requested())
        return cancelled();
    return catalog;
}

} // namespace benchglass::corpus
