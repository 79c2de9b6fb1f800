#pragma once

#include "base/error.h"
#include "experiment/experiment.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QRectF>
#include <QSizeF>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <utility>
#include <variant>

class QPainter;

namespace benchglass::report {

/// A picture in the report. It is painted into any device, on the exporting thread: the painter must
/// be self-contained (a QPicture to replay, or pure drawing). Always the light theme.
struct Figure
{
    QString id; ///< File name without extension: `ttft-per-call`
    QString caption;
    QSizeF sizePoints {480, 220};
    /// The rectangle is (0, 0, sizePoints) and one unit is one point: fonts are set by pixel size.
    std::function<void(QPainter&, const QRectF&)> paint;
};

enum class Align { Left, Right };

struct Heading
{
    int level = 1;
    QString text;
};
/// Plain text. A note is a remark of ours on what stands beside it: a warning, a state, a source.
struct Paragraph
{
    QString text;
    bool note = false;
};
struct KeyValues
{
    QList<std::pair<QString, QString>> rows;
}; ///< Bold key, value, one a line.
struct Bullets
{
    QStringList items;
};
struct CodeBlock
{
    QString text;
};
struct Table
{
    QStringList header;
    QList<Align> align;
    QList<QStringList> rows;
    QString caption;
};
struct ModelText
{
    QString markdown;
    int demoteBy = 0;
}; ///< Written by a model: hostile, headings demoted.
struct FigureRef
{
    QString id;
};

using Block = std::variant<Heading, Paragraph, KeyValues, Bullets, CodeBlock, Table, ModelText, FigureRef>;

/// A part of the report that can be left out.
enum class Section {
    Configuration,
    Aggregate,
    Stages,
    Comparison,
    Workflow,
    ModelReport,
    Calls,
    Statistics,
    Concurrency,
    Figures,
    Reproducibility,
    Legacy,
};

/// A report as data: what every writer renders.
struct Report
{
    QString title;
    QString subtitle;
    QDateTime dateUtc; ///< The run's, so that the same run gives the same file.
    QList<Block> blocks;
    QList<Figure> figures;
};

/// What of an experiment is reported or exported.
struct Selection
{
    QString arm; ///< Empty = all arms.
    int run = 0; ///< 0 = all runs.
    QList<Section> leftOut;
    int textOfRun = 0; ///< Only this run's model report is shown, among the figures of all; 0 = every one's.
};

/// The excerpt of @p experiment that @p selection names: REFERENCE.md 1.10's layout, plus states, flags,
/// per-stage tables, comparison and reproducibility.
Report reportOf(
    const experiment::Experiment& experiment, const QList<Figure>& figures, const Selection& selection = {});

/// CommonMark with tables. Figures are referred to as `FIGUREFOLDER/ID.svg`; without a folder only their
/// captions stand. Text that is not ours is escaped: it shows as itself, and nothing loads from showing it.
QString toMarkdown(const Report& report, const QString& figureFolder);

/// An A4 document: title block, contents with page numbers, bookmarks, running header, "Page x of y", vector
/// figures, embedded fonts. The same report gives the same bytes. Errors: WriteFailed.
/// Needs a QGuiApplication (offscreen will do). Any one thread; seconds for hundreds of pages.
base::Result<QByteArray> pdfBytes(const Report& report);

/// pdfBytes() into a file. Errors: WriteFailed.
base::Result<void> writePdf(const Report& report, const QString& path);

/// The figure as an SVG document, sizePoints wide and high. Needs a QGuiApplication for text.
QByteArray svgOf(const Figure& figure);

/// The name of a figure's file beside the Markdown: `ID.svg`, with nothing in it that could leave the folder.
QString figureFileName(const Figure& figure);

/// Every call, one a line, RFC 4180 (CRLF) with a header, UTF-8. Times are nanoseconds as they were measured,
/// absent = empty. Warm-ups and unfinished calls are there and marked. Columns: callsCsvColumns().
/// A cell of text (never of a number) that starts with `=`, `+`, `-`, `@`, their full-width forms, a tab, a
/// line break or an apostrophe has one apostrophe put in front, so that no spreadsheet evaluates what a model
/// or a folder wrote; who reads text back takes one leading apostrophe away. All else is exact.
QByteArray callsCsv(const experiment::Experiment& experiment);
/// Every chunk, one a line, under the call's ordinal; same rules.
QByteArray chunksCsv(const experiment::Experiment& experiment);
QStringList callsCsvColumns();
QStringList chunksCsvColumns();

enum class Format { Markdown, Pdf, Csv, Json, A3 };
std::optional<Format> formatFromName(const QString& name); ///< `md` | `pdf` | `csv` | `json` | `a3`

/// Writes to a temporary file beside @p path and renames it: never half a file. Errors: WriteFailed with the
/// system's own words and Remedy::ChooseOtherPlace.
base::Result<void> writeFile(const QString& path, const QByteArray& content);

QString sectionName(Section section); ///< Translated.
QList<Section> allSections();

} // namespace benchglass::report
