#include "corpus/referenceharvest.h"

#include "corpus/filetext.h"
#include "corpus/openfile.h"
#include "corpus/referencefile.h"
#include "corpus/walk.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>

#include <algorithm>
#include <optional>
#include <string_view>
#include <tuple>

namespace benchglass::corpus {

namespace {

class Harvester
{
    Q_DECLARE_TR_FUNCTIONS(benchglass::corpus::ReferenceHarvest)

public:
    explicit Harvester(const IngestLimits& limits)
        : m_limits(limits)
    {
    }

    void read(const FoundFile& file);
    void leaveOut(Problem problem, const QString& path);
    ReferenceHarvest take() { return std::move(m_harvest); }

    static base::Error nothingRead(const QString& folder, const ReferenceHarvest& harvest);

private:
    IngestLimits m_limits;
    ReferenceHarvest m_harvest;
};

/// 0 for `reports`, 1 for `csv_data`, nothing for what the reference does not look at.
std::optional<int> turnOf(const QString& path)
{
    const auto endsWith = [&](QStringView ending) {
        return path.endsWith(ending, Qt::CaseInsensitive);
    };
    const bool isData = endsWith(u".csv") || endsWith(u".json");
    if (path.startsWith(u"reports/") && (isData || endsWith(u".md")))
        return 0;
    if (path.startsWith(u"csv_data/") && isData)
        return 1;
    return {};
}

struct Turn
{
    int folder = 0;
    QStringList parts; ///< In lower case.
    const FoundFile* file = nullptr;

    friend bool operator<(const Turn& a, const Turn& b)
    {
        return std::tie(a.folder, a.parts, a.file->relative) < std::tie(b.folder, b.parts, b.file->relative);
    }
};

std::vector<Turn> turnsOf(const std::vector<FoundFile>& files)
{
    std::vector<Turn> turns;
    for (const FoundFile& file : files) {
        const QString path = QFile::decodeName(file.relative);
        if (const auto folder = turnOf(path))
            turns.push_back({*folder, path.toLower().split(u'/'), &file});
    }
    std::ranges::sort(turns, [](const Turn& a, const Turn& b) { return a < b; });
    return turns;
}

void Harvester::leaveOut(Problem problem, const QString& path)
{
    problem.path = path;
    m_harvest.leftOut.append(std::move(problem));
}

void Harvester::read(const FoundFile& found)
{
    const QString path = QFile::decodeName(found.relative);
    OpenFile file(found.path);
    FileBytes content;
    const QString reason = file.error().isEmpty() ? content.read(file, m_limits.fileBytes) : file.error();
    if (!reason.isEmpty())
        return leaveOut({{}, 0, 0, tr("It cannot be read: %1.").arg(reason), true}, path);
    const std::string_view view = content.view();
    const auto bytes = QByteArray::fromRawData(view.data(), qsizetype(view.size()));
    const auto read = readAsReference(bytes, found.type);
    if (!read)
        return leaveOut(read.error(), path);
    switch (found.type) {
    case DocumentType::Csv: ++m_harvest.csvFiles; break;
    case DocumentType::Json: ++m_harvest.jsonDocuments; break;
    case DocumentType::Markdown: ++m_harvest.markdownFiles; break;
    }
    m_harvest.bytes += bytes.size();
    m_harvest.headings += read->headings;
    for (const ReferenceValue& value : read->values) {
        if (!m_harvest.entries.contains(value.key))
            m_harvest.entries.insert(value.key, {value.value, path, value.place});
    }
}

base::Error Harvester::nothingRead(const QString& folder, const ReferenceHarvest& harvest)
{
    QString message = tr("The reference reads the folders “reports” and “csv_data” only, and finds no file "
                         "in them.");
    if (!harvest.leftOut.isEmpty())
        message += u' ' + tr("Left out: “%1”: %2").arg(harvest.leftOut[0].path, harvest.leftOut[0].reason);
    return {base::ErrorCode::CorpusEmpty, message, folder, base::Remedy::ChooseFolder};
}

} // namespace

QJsonObject ReferenceHarvest::metrics() const
{
    QJsonObject metrics;
    QJsonArray types;
    for (const auto& [count, name] :
        {std::pair(csvFiles, DocumentType::Csv), std::pair(jsonDocuments, DocumentType::Json),
            std::pair(markdownFiles, DocumentType::Markdown)}) {
        if (count > 0)
            types.append(documentTypeName(name));
    }
    for (auto entry = entries.begin(); entry != entries.end(); ++entry)
        metrics.insert(entry.key(), entry->value);
    metrics.insert(QStringLiteral("total_files_analyzed"), files());
    metrics.insert(QStringLiteral("data_types"), types);
    metrics.insert(QStringLiteral("total_file_size_bytes"), bytes);
    if (jsonDocuments > 0 && !entries.contains(QStringLiteral("json_documents")))
        metrics.insert(QStringLiteral("json_documents"), jsonDocuments);
    if (headings > 0)
        metrics.insert(QStringLiteral("markdown_heading_count"), headings);
    return metrics;
}

base::Result<ReferenceHarvest> referenceHarvest(
    const QString& folder, const IngestLimits& limits, std::stop_token stop)
{
    const auto walk = walkFolder(folder, limits, stop);
    if (!walk)
        return tl::unexpected(walk.error());
    Harvester harvester(limits);
    for (const Problem& problem : walk->problems) {
        const QString top = problem.path.section(u'/', 0, 0);
        if (top == u"reports" || top == u"csv_data")
            harvester.leaveOut(problem, problem.path);
    }
    for (const Turn& turn : turnsOf(walk->files)) {
        if (stop.stop_requested()) {
            return base::failure(
                base::ErrorCode::Cancelled, Harvester::tr("Reading the folder was cancelled."), folder);
        }
        harvester.read(*turn.file);
    }
    ReferenceHarvest harvest = harvester.take();
    if (harvest.files() == 0)
        return tl::unexpected(Harvester::nothingRead(folder, harvest));
    return harvest;
}

} // namespace benchglass::corpus
