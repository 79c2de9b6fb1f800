#include "corpus/ingest.h"

#include "corpus/catalogbuilder.h"
#include "corpus/filereader.h"
#include "corpus/parallel.h"
#include "corpus/piecewise.h"
#include "corpus/walk.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace benchglass::corpus {

namespace {

class Ingest
{
    Q_DECLARE_TR_FUNCTIONS(benchglass::corpus::Ingest)

public:
    /// @param before the files of an earlier reading, by path
    Ingest(std::vector<FoundFile> files, const CatalogBuilder::Files& before, const IngestLimits& limits,
        std::stop_token stop)
        : m_files(std::move(files))
        , m_parsed(m_files.size())
        , m_limits(limits)
        , m_stop(std::move(stop))
    {
        reuse(before);
    }

    /// Nothing was written since.
    bool isUnchanged() const { return m_done == m_files.size(); }

    /// Reads all files on all cores; each lands at its own index, so the order is that of the walk.
    void run(const std::function<void(int, int)>& progress);

    CatalogBuilder::Files take() { return std::move(m_parsed); }

private:
    /// Smaller files gain nothing from being read in pieces.
    static constexpr qint64 bigBytes = 16 << 20;

    void reuse(const CatalogBuilder::Files& before);
    void work();
    void readBigFiles();
    void put(size_t at, Parsed parsed);

    std::vector<FoundFile> m_files;
    CatalogBuilder::Files m_parsed;
    IngestLimits m_limits;
    std::stop_token m_stop;
    std::mutex m_mutex;
    std::condition_variable m_over;
    size_t m_done = 0;
    bool m_isOver = false;
};

/// Keeps what was read of files that nobody has written since.
void Ingest::reuse(const CatalogBuilder::Files& before)
{
    auto known = before.begin();
    for (size_t at = 0; at < m_files.size(); ++at) {
        // Both lists go by path, bytewise.
        while (known != before.end() && (*known)->relative < m_files[at].relative)
            ++known;
        if (known == before.end())
            break;
        const Parsed& parsed = **known;
        if (parsed.relative == m_files[at].relative && parsed.stamp == m_files[at].stamp
            && parsed.isSettled) {
            m_parsed[at] = *known;
            ++m_done;
        }
    }
}

void Ingest::put(size_t at, Parsed parsed)
{
    m_parsed[at] = std::make_shared<const Parsed>(std::move(parsed));
    const std::lock_guard lock(m_mutex);
    ++m_done;
}

void Ingest::readBigFiles()
{
    for (size_t at = 0; at < m_files.size() && !m_stop.stop_requested(); ++at) {
        if (m_parsed[at] || m_files[at].stamp.bytes < bigBytes)
            continue;
        try {
            if (auto parsed = readPiecewise(m_files[at], m_limits, m_stop))
                put(at, std::move(*parsed));
        } catch (const std::bad_alloc&) {
            put(at, FileReader::tooBig(m_files[at]));
        }
    }
}

void Ingest::work()
{
    readBigFiles();
    std::vector<size_t> rest;
    for (size_t at = 0; at < m_files.size(); ++at) {
        if (!m_parsed[at])
            rest.push_back(at);
    }
    std::deque<FileReader> readers;
    for (size_t thread = 0; thread < coreCount(); ++thread)
        readers.emplace_back(m_limits, m_stop);
    inParallel(rest.size(), m_stop, [&](size_t at, size_t thread) {
        const FoundFile& file = m_files[rest[at]];
        try {
            put(rest[at], readers[thread].read(file));
        } catch (const std::bad_alloc&) {
            put(rest[at], FileReader::tooBig(file));
        }
    });
    const std::lock_guard lock(m_mutex);
    m_isOver = true;
    m_over.notify_one();
}

void Ingest::run(const std::function<void(int, int)>& progress)
{
    const auto found = int(m_files.size());
    const std::jthread worker([this] { work(); });
    size_t told = 0;
    std::unique_lock lock(m_mutex);
    while (!m_isOver) {
        m_over.wait_for(lock, std::chrono::milliseconds(50), [this] { return m_isOver; });
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
    return ingestAgain(nullptr, folder, limits, std::move(stop), progress);
}

base::Result<std::shared_ptr<const Catalog>> ingestAgain(const std::shared_ptr<const Catalog>& before,
    const QString& folder, const IngestLimits& limits, std::stop_token stop,
    const std::function<void(int, int)>& progress)
{
    auto walk = walkFolder(folder, limits, stop);
    if (!walk)
        return tl::unexpected(walk.error());
    IngestLimits bounded = limits;
    // Both JSON readers descend once for each level.
    bounded.jsonDepth = std::clamp(limits.jsonDepth, 1, 10'000);
    const QString canonical = QFileInfo(folder).canonicalFilePath();
    const bool isSame = before && before->folder() == canonical;
    const size_t files = walk->files.size();
    Ingest reading(std::move(walk->files),
        isSame ? CatalogBuilder::filesOf(*before) : CatalogBuilder::Files(), bounded, stop);
    if (isSame && reading.isUnchanged()
        && CatalogBuilder::isOf(*before, files, walk->problems, walk->otherFiles))
        return before;
    reading.run(progress);
    const auto cancelled = [&] {
        return base::failure(base::ErrorCode::Cancelled,
            QCoreApplication::translate("benchglass::corpus::Ingest", "Reading the folder was cancelled."),
            folder);
    };
    if (stop.stop_requested())
        return cancelled();
    auto catalog = std::make_shared<const Catalog>(
        CatalogBuilder::build(canonical, reading.take(), walk->problems, walk->otherFiles, stop));
    if (stop.stop_requested())
        return cancelled();
    return catalog;
}

} // namespace benchglass::corpus
