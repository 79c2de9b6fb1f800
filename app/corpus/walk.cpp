#include "corpus/walk.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <string>

namespace benchglass::corpus {

namespace {

namespace fs = std::filesystem;

struct Ending
{
    const char* text;
    DocumentType type;
    bool tab = false;
    bool byLine = false;
};

constexpr Ending endings[] = {{".csv", DocumentType::Csv}, {".tsv", DocumentType::Csv, true},
    {".json", DocumentType::Json}, {".jsonl", DocumentType::Json, false, true},
    {".ndjson", DocumentType::Json, false, true}, {".md", DocumentType::Markdown},
    {".markdown", DocumentType::Markdown}};

QByteArray nativeBytes(const fs::path& path)
{
    const auto text = path.generic_u8string();
    return QByteArray(reinterpret_cast<const char*>(text.data()), qsizetype(text.size()));
}

/// Of the entry itself, links not followed. Mostly the listing tells it without another call.
fs::file_type typeOf(const fs::directory_entry& entry)
{
    std::error_code ignored;
    if (entry.is_symlink(ignored))
        return fs::file_type::symlink;
    if (entry.is_regular_file(ignored))
        return fs::file_type::regular;
    if (entry.is_directory(ignored))
        return fs::file_type::directory;
    return entry.symlink_status(ignored).type();
}

class Walker
{
    Q_DECLARE_TR_FUNCTIONS(benchglass::corpus::Walker)

public:
    Walker(const fs::path& root, const IngestLimits& limits, std::stop_token stop)
        : m_root(root)
        , m_limits(limits)
        , m_stop(std::move(stop))
    {
    }

    /// @return the system's words when the folder cannot be listed
    std::optional<std::string> enter(const fs::path& folder, const QByteArray& relative, int depth);

    Walk take() { return std::move(m_walk); }

private:
    struct Entry
    {
        fs::path path;
        QByteArray name;
        fs::file_type type; ///< Of the entry itself, links not followed.
    };

    void skip(const QByteArray& relative, const QString& reason);
    void visit(const Entry& entry, const QByteArray& relative, int depth);
    void visitFile(const fs::path& path, const QByteArray& relative, fs::file_type type, bool link);
    std::optional<QString> reasonAgainstLink(const fs::path& link, const QByteArray& relative);
    bool isInside(const fs::path& path) const;

    fs::path m_root;
    IngestLimits m_limits;
    std::stop_token m_stop;
    Walk m_walk;
    bool m_full = false;
};

const Ending* endingOf(const QByteArray& name)
{
    const qsizetype dot = name.lastIndexOf('.');
    const QByteArray ending = dot < 0 ? QByteArray() : name.mid(dot).toLower();
    const auto found = std::ranges::find_if(endings, [&](const Ending& e) { return ending == e.text; });
    return found == std::end(endings) ? nullptr : found;
}

void Walker::skip(const QByteArray& relative, const QString& reason)
{
    m_walk.problems.append({QFile::decodeName(relative), 0, 0, reason, true});
}

bool Walker::isInside(const fs::path& path) const
{
    const auto [root, rest] = std::mismatch(m_root.begin(), m_root.end(), path.begin(), path.end());
    return root == m_root.end();
}

std::optional<QString> Walker::reasonAgainstLink(const fs::path& link, const QByteArray& relative)
{
    std::error_code error;
    const fs::path target = fs::canonical(link, error);
    if (error) {
        return error == std::errc::too_many_symbolic_link_levels
            ? tr("A symbolic link that leads in a circle.")
            : tr("A symbolic link that leads nowhere.");
    }
    if (!isInside(target))
        return tr("A symbolic link that leads out of the folder.");
    if (fs::is_directory(target, error)) {
        const fs::path parent = fs::canonical(link.parent_path(), error);
        const auto [end, rest] = std::mismatch(target.begin(), target.end(), parent.begin(), parent.end());
        return end == target.end() ? tr("A symbolic link to a folder that it stands in: a loop.")
                                   : tr("A symbolic link to a folder that is read in its own place.");
    }
    Q_UNUSED(relative)
    if (endingOf(nativeBytes(target)))
        return tr("A symbolic link to a file that is read in its own place.");
    return {};
}

void Walker::visitFile(const fs::path& path, const QByteArray& relative, fs::file_type type, bool link)
{
    const Ending* const ending = endingOf(relative);
    if (!ending) {
        if (type == fs::file_type::regular) {
            const qsizetype slash = relative.lastIndexOf('/');
            const qsizetype dot = relative.lastIndexOf('.');
            ++m_walk.otherFiles[dot > slash + 1 ? QFile::decodeName(relative.mid(dot).toLower()) : QString()];
        }
        return;
    }
    if (type == fs::file_type::fifo)
        return skip(relative, tr("A named pipe, no file."));
    if (type != fs::file_type::regular)
        return skip(relative, tr("A device or socket, no file."));
    if (link) {
        if (const auto reason = reasonAgainstLink(path, relative))
            return skip(relative, *reason);
    }
    const auto stamp = stampOf(path);
    if (!stamp)
        return skip(relative, tr("It cannot be read: %1.").arg(QString::fromLocal8Bit(std::strerror(errno))));
    if (stamp->bytes > m_limits.fileBytes)
        return skip(relative,
            tr("It has %1 bytes, more than the limit of %2 bytes a file.")
                .arg(stamp->bytes)
                .arg(m_limits.fileBytes));
    if (m_walk.files.size() >= size_t(m_limits.files)) {
        if (!m_full)
            skip(relative,
                tr("The limit of %1 files is reached; this file and all after it are left out.")
                    .arg(m_limits.files));
        m_full = true;
        return;
    }
    m_walk.files.push_back({path, relative, ending->type, ending->tab, ending->byLine, *stamp});
}

void Walker::visit(const Entry& entry, const QByteArray& relative, int depth)
{
    std::error_code error;
    fs::file_type type = entry.type;
    const bool link = type == fs::file_type::symlink;
    if (link) {
        type = fs::status(entry.path, error).type();
        if (type == fs::file_type::directory || type == fs::file_type::none
            || type == fs::file_type::not_found) {
            if (type == fs::file_type::directory || endingOf(relative)) {
                if (const auto reason = reasonAgainstLink(entry.path, relative))
                    skip(relative, *reason);
            }
            return;
        }
    }
    if (type != fs::file_type::directory)
        return visitFile(entry.path, relative, type, link);
    if (entry.name.startsWith('.'))
        return skip(relative, tr("A hidden folder; it is not read."));
    if (depth >= m_limits.folderDepth)
        return skip(
            relative, tr("The folder is deeper than the limit of %1 levels.").arg(m_limits.folderDepth));
    if (const auto reason = enter(entry.path, relative + '/', depth + 1))
        skip(relative, tr("The folder cannot be read: %1.").arg(QString::fromStdString(*reason)));
}

std::optional<std::string> Walker::enter(const fs::path& folder, const QByteArray& relative, int depth)
{
    std::error_code error;
    std::vector<Entry> entries;
    for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator();
         at.increment(error)) {
        entries.push_back({at->path(), nativeBytes(at->path().filename()), typeOf(*at)});
        if (m_stop.stop_requested())
            return {};
    }
    if (error && entries.empty())
        return error.message();
    if (error)
        skip(relative,
            tr("The folder could be listed only in part: %1.").arg(QString::fromStdString(error.message())));
    // A folder sorts as its files do, so that the whole list comes out bytewise.
    std::ranges::sort(entries, {}, [](const Entry& entry) {
        return entry.type == fs::file_type::directory ? entry.name + '/' : entry.name;
    });
    for (const Entry& entry : entries) {
        if (m_stop.stop_requested() || m_full)
            break;
        visit(entry, relative + entry.name, depth);
    }
    return {};
}

/// What was left out and why, the first few.
QString leftOut(const QList<Problem>& problems)
{
    constexpr qsizetype named = 3;
    QStringList list;
    for (const Problem& problem : problems.first(std::min(named, problems.size())))
        list += Walker::tr("\u201c%1\u201d: %2").arg(problem.path, problem.reason);
    if (problems.size() > named)
        list += QStringLiteral("\u2026");
    return list.join(u' ');
}

base::Result<Walk> nothingToRead(const Walk& walk, const QString& folder)
{
    int others = 0;
    for (const int count : walk.otherFiles)
        others += count;
    QString message = walk.problems.isEmpty() && others == 0
        ? Walker::tr("The folder is empty.")
        : Walker::tr("The folder holds no CSV, JSON or Markdown file that can be read (%n other file(s)).",
            nullptr, others);
    if (!walk.problems.isEmpty())
        message += Walker::tr(" Left out: %1").arg(leftOut(walk.problems));
    return base::failure(base::ErrorCode::CorpusEmpty, message, folder, base::Remedy::ChooseFolder);
}

} // namespace

base::Result<Walk> walkFolder(const QString& folder, const IngestLimits& limits, std::stop_token stop)
{
    using base::ErrorCode;
    using base::Remedy;
    std::error_code error;
    const QByteArray native = QFile::encodeName(folder);
    const fs::path root =
        folder.isEmpty() ? fs::path() : fs::canonical(fs::path(native.toStdString()), error);
    if (folder.isEmpty() || error == std::errc::no_such_file_or_directory
        || error == std::errc::not_a_directory) {
        return base::failure(
            ErrorCode::FolderMissing, Walker::tr("The folder does not exist."), folder, Remedy::ChooseFolder);
    }
    const auto unreadable = [&](const std::string& why) {
        return base::failure(ErrorCode::FolderUnreadable, Walker::tr("The folder cannot be read."),
            folder + u": "_qs + QString::fromStdString(why), Remedy::ChooseFolder);
    };
    if (error)
        return unreadable(error.message());
    if (!fs::is_directory(root, error))
        return unreadable(error ? error.message() : "not a folder");
    Walker walker(root, limits, stop);
    if (const auto reason = walker.enter(root, {}, 0))
        return unreadable(*reason);
    if (stop.stop_requested())
        return base::failure(ErrorCode::Cancelled, Walker::tr("Reading the folder was cancelled."), folder);
    Walk walk = walker.take();
    if (walk.files.empty())
        return nothingToRead(walk, folder);
    return walk;
}

} // namespace benchglass::corpus
