#pragma once

#include "corpus/dimension.h"
#include "corpus/namedimensions.h"
#include "corpus/observations.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <memory>
#include <optional>

namespace benchglass::corpus {

enum class DocumentType { Csv, Json, Markdown };

/// Where something stands inside a document. Lines and columns count from 1.
struct Locator
{
    qint64 line = 0;   ///< 0 where unknown.
    qint64 column = 0; ///< CSV: the field's number. 0 where it means nothing.
    QString pointer;   ///< JSON: RFC 6901. Markdown tables: empty.

    /// `row 7, column tokens_per_second` is the caller's to say; this is `7:3` or `/results/0/ttft_s`.
    QString text() const;

    friend bool operator==(const Locator&, const Locator&) = default;
};

/// Something that could not be read, or was read with a doubt. Nothing is dropped silently.
struct Problem
{
    QString path;    ///< Relative to the folder.
    qint64 line = 0; ///< 0 where it concerns the whole file.
    qint64 column = 0;
    QString reason;       ///< Translated.
    bool skipped = false; ///< The whole file was left out.

    friend bool operator==(const Problem&, const Problem&) = default;
};

struct Document
{
    QString path; ///< Relative to the folder, `/` between parts.
    DocumentType type = DocumentType::Csv;
    qint64 bytes = 0;
    QDateTime modified; ///< UTC.
    QByteArray sha256;  ///< 32 bytes.
    qint64 rows = 0;    ///< CSV records, JSON top-level elements or records, Markdown table rows.
    qint64 values = 0;  ///< Numeric observations.
    int headings = 0;   ///< Markdown only.
    int problems = 0;
};

/// A numeric column or JSON leaf path, over files. Same-named columns of different files are one
/// series with the file as a dimension, never merged into one value.
struct Series
{
    QString key;        ///< `tokens_per_second`, `results[].ttft_s`
    QString unit;       ///< `tok/s`, `ms`, ... Empty when unknown.
    QString unitReason; ///< Why that unit: "named in the key".
    Observations observations;
    QList<Dimension> dimensions; ///< `file` first, then others with 2..24 levels.

    // Statistics over all observations; sd absent for n < 2.
    int files = 0;
    double min = 0;
    double median = 0;
    double mean = 0;
    double max = 0;
    std::optional<double> sd;
    double mad = 0; ///< Median of the absolute deviations from the median.
};

/// A computed statement with an id and where it comes from.
struct Fact
{
    QString id;   ///< `F12`; stable for the same folder content.
    QString text; ///< One sentence, untranslated English, with the value in it.
    std::optional<double> value;
    QString unit;
    QString source;    ///< File and place, or `n files`.
    QString series;    ///< Key of the series it is about, or empty.
    QString kind;      ///< `count`, `size`, `date`, `median`, `mean`, `min`, `max`, `range`, `best`, `worst`,
                       ///< `outlier`, `zeros`, `value`, `unit`, `conflict`
    double weight = 0; ///< What a digest prefers, higher first.

    friend bool operator==(const Fact&, const Fact&) = default;
};

/// A folder, read. Immutable once made; shared between threads as shared_ptr<const Catalog>.
class Catalog
{
public:
    Catalog();
    ~Catalog();
    Catalog(Catalog&&) noexcept;
    Catalog& operator=(Catalog&&) noexcept;

    QString folder() const;                   ///< Absolute path.
    QString name() const;                     ///< Last part of the path.
    QByteArray hash() const;                  ///< SHA-256 over paths and content hashes, 32 bytes.
    const QList<Document>& documents() const; ///< By path, bytewise.
    const QList<Series>& series() const;      ///< By number of observations, then key.
    const QList<Problem>& problems() const;
    const QList<Fact>& facts() const;
    const QList<NameDimension>& nameDimensions() const; ///< What the names of the files differ in.
    qint64 valueCount() const;
    int documentCount(DocumentType type) const;

    /// Where @p observation of @p series stands, exact.
    Locator locatorOf(const Series& series, const Observation& observation) const;

    /// Series by key, or nullptr.
    const Series* find(const QString& key) const;

private:
    friend class CatalogBuilder;
    struct Data;
    std::unique_ptr<Data> d;
};

QString documentTypeName(DocumentType type); ///< `csv` | `json` | `markdown`

} // namespace benchglass::corpus
