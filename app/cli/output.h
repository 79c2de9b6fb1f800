#pragma once

#include "base/error.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

namespace benchglass::cli {

/// UTF-8 to standard output, as it is.
void print(const QString& text);
void print(const QJsonObject& json);
void print(const QJsonArray& json);

/// One line to standard error.
void printNote(const QString& text);

/// The error's sentence, its origin and what helps, on standard error.
void printError(const base::Error& error);

/// A line on standard error that the next one overwrites; nothing where that is no terminal.
void printStatus(const QString& text);

/// Columns set with spaces; control characters in cells are replaced, since terminals obey them.
/// @param rightAligned per column
QString tableText(const QStringList& header, const QList<QStringList>& rows, const QList<bool>& rightAligned);

/// @p text without control characters.
QString harmless(const QString& text);

} // namespace benchglass::cli
