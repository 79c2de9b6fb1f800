#pragma once

#include "base/error.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace benchglass::cli {

/// Text for people to standard output, harmless.
void print(const QString& text);
/// Data for programs, as it is.
void print(const QJsonObject& json);
void print(const QJsonArray& json);

/// Why standard output did not take everything that was printed; nothing when it did.
std::optional<base::Error> outputFailure();

/// One line to standard error.
void printNote(const QString& text);

/// What helps, as a sentence that names the command line's own way to do it; empty for None.
QString remedySentence(base::Remedy remedy);

/// The error's sentence, its origin and what helps, as one line on standard error. A sentence that the
/// process has said before is not repeated.
void printError(const base::Error& error);

/// Keeps log lines of the program and its libraries off standard error, where only sentences for people
/// belong. With QT_LOGGING_RULES set they are wanted, and stay. Call it before there is an application.
void silenceLog();

/// A line on standard error that the next one overwrites; nothing where that is no terminal.
void printStatus(const QString& text);

/// Columns set with spaces, each row in one harmless line.
/// @param rightAligned per column
QString tableText(const QStringList& header, const QList<QStringList>& rows, const QList<bool>& rightAligned);

/// @p text without what a terminal obeys: control characters other than the tab and the end of a line, and
/// those that turn the direction of writing round.
QString harmless(const QString& text);
/// harmless() in one line: an end of a line or a tab is a space.
QString harmlessLine(const QString& text);

} // namespace benchglass::cli
