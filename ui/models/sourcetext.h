#pragma once

#include "corpus/catalog.h"

#include <QCoreApplication>
#include <QList>
#include <QString>

#include <optional>
#include <stop_token>

namespace benchglass::models {

/// A place in a file of a folder.
struct SourcePlace
{
    QString folder; ///< Absolute.
    QString path;   ///< Relative to it.
    corpus::DocumentType type = corpus::DocumentType::Csv;
    corpus::Locator locator;     ///< Nothing in it: the beginning.
    std::optional<double> value; ///< What stands there, to tell the field of a row by.

    /// `path:line:column` or `path /pointer`, for people and for the clipboard.
    QString text() const;
};

/// A line of a file, or a part of a long one.
struct SourceLine
{
    qint64 number = 0; ///< From 1; 0 for what continues the line before.
    QString text;      ///< Without control characters: pictures stand for them.
};

/// What stands around a place in a file.
struct SourceText
{
    QString error; ///< A sentence, translated. Nothing else holds then.
    QString note;  ///< What is not shown, or could not be found. May be empty.
    QList<SourceLine> lines;
    qsizetype line = -1;  ///< Index of the line to show; -1 for none.
    qsizetype marked = 0; ///< How many lines from there are one line of the file.
    qsizetype start = 0;  ///< Of the value in it, over its parts.
    qsizetype length = 0; ///< 0: only the line is known.

    Q_DECLARE_TR_FUNCTIONS(benchglass::models::SourceText)
};

/// The absolute path of the file, if it is one inside the folder, whatever links lead there; else empty.
QString localFileOf(const SourcePlace& place);

/// Reads what stands around @p place: some hundred kilobytes, however large the file is. Blocking, for it may
/// have to look through all of a large file: not for the GUI thread.
SourceText readSource(const SourcePlace& place, std::stop_token stop = {});

} // namespace benchglass::models
