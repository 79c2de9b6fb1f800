#pragma once

#include "corpus/catalog.h"

#include <QByteArray>
#include <QJsonValue>
#include <QList>

#include <tl/expected.hpp>

namespace benchglass::corpus {

/// Something the reference would keep under @p key, were it the first to use it.
struct ReferenceValue
{
    QString key;      ///< `csv_<column>` or `json_<path>`
    QJsonValue value; ///< A number, a text (CSV only), or null for nan and inf.
    Locator place;
};

/// What the reference sees in one file.
struct ReferenceFile
{
    QList<ReferenceValue> values; ///< In order of the file; keys of a CSV file repeat.
    int headings = 0;             ///< Markdown: lines that begin with `#`, in code blocks, too.
};

/// Reads @p bytes as the reference does. It drops a file with a ragged row, bad UTF-8 or bad JSON whole:
/// then the Problem says where (its path is empty).
tl::expected<ReferenceFile, Problem> readAsReference(const QByteArray& bytes, DocumentType type);

} // namespace benchglass::corpus
