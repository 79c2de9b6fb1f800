#pragma once

#include "base/error.h"
#include "experiment/experiment.h"

#include <QColor>
#include <QList>
#include <QSizeF>
#include <QString>
#include <QStringList>

#include <functional>
#include <stop_token>
#include <variant>

class QPainter;

namespace benchglass::report {

/// A picture in the report. It is painted into any device, on the exporting thread: the painter must
/// be self-contained (a QPicture to replay, or pure drawing). Always the light theme.
struct Figure
{
    QString id;                     ///< File name without extension: `ttft-per-call`
    QString caption;
    QSizeF sizePoints {480, 220};
    std::function<void(QPainter&, const QRectF&)> paint;
};

enum class Align { Left, Right };

struct Heading { int level = 1; QString text; };
struct Paragraph { QString text; };                          ///< Plain text.
struct KeyValues { QList<std::pair<QString, QString>> rows; }; ///< Bold key, value, one a line.
struct Bullets { QStringList items; };
struct CodeBlock { QString text; };
struct Table
{
    QStringList header;
    QList<Align> align;
    QList<QStringList> rows;
    QString caption;
};
struct ModelText { QString markdown; int demoteBy = 0; };    ///< Written by a model: hostile, headings demoted.
struct FigureRef { QString id; };

using Block = std::variant<Heading, Paragraph, KeyValues, Bullets, CodeBlock, Table, ModelText, FigureRef>;

/// A part of the report that can be left out.
enum class Section {
    Configuration, Aggregate, Stages, Comparison, Workflow, ModelReport, Calls, Statistics, Figures, Reproducibility, Legacy,
};

/// A report as data: what every writer renders.
struct Report
{
    QString title;
    QString subtitle;
    QDateTime dateUtc;             ///< The run's, so that the same run gives the same file.
    QList<Block> blocks;
    QList<Figure> figures;
};

struct Selection
{
    QString arm;                   ///< Empty = all arms.
    int run = 0;                   ///< Whose model report is shown; 0 = every run's.
    QList<Section> leftOut;
};

/// REFERENCE.md 1.10's layout, plus states, flags, per-stage tables, comparison and reproducibility.
Report reportOf(const experiment::Experiment& experiment, const QList<Figure>& figures, const Selection& selection = {});

/// CommonMark with tables. Figures are referred to as `FIGUREFOLDER/ID.svg`.
QString toMarkdown(const Report& report, const QString& figureFolder);

/// Errors: WriteFailed. Needs a QGuiApplication. Any one thread.
base::Result<void> writePdf(const Report& report, const QString& path);

/// All measured calls and warm-ups, one a line, RFC 4180 with a header; absent = empty.
QByteArray callsCsv(const experiment::Experiment& experiment);
/// All chunks, one a line.
QByteArray chunksCsv(const experiment::Experiment& experiment);

enum class Format { Markdown, Pdf, Csv, Json, A3 };
std::optional<Format> formatFromName(const QString& name);   ///< `md` | `pdf` | `csv` | `json` | `a3`

/// Writes to a temporary file beside @p path and renames it: never half a file.
base::Result<void> writeFile(const QString& path, const QByteArray& content);

QString sectionName(Section section);                        ///< Translated.
QList<Section> allSections();

} // namespace benchglass::report
