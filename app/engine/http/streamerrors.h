#pragma once

#include "base/error.h"
#include "base/timeouts.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QUrl>

namespace benchglass::engine {

/// Which part of a request took too long.
enum class Deadline { Connect, FirstByte, Idle, Total };

/// The address as it may be shown and logged: without a password.
QString shownUrl(const QUrl& url);

/// Words of a server, fit for one line: control characters and line ends gone, cut to a sane length.
QString tamedWords(const QString& words);

/// What a server says in the body of a refusal: the text of a JSON error in any of the usual shapes,
/// the title of an HTML page, else the text itself. Empty if it says nothing.
QString wordsOf(QByteArrayView body);

/// True if @p body looks like a web page.
bool isHtml(QByteArrayView body);

base::Error deadlineError(Deadline deadline, const base::Timeouts& timeouts, const QUrl& url);

/// @param code a CURLcode other than CURLE_OK, before any reply
/// @param detail the library's own words
base::Error transportError(int code, const QString& detail, const QUrl& url);

/// The stream ended without its end marker.
base::Error brokenError(bool hasText, const QString& detail, const QUrl& url);

base::Error redirectError(int status, const QByteArray& location, const QUrl& url);

/// @p error without @p key, should a server have repeated it. Without effect for a key too short to be one.
base::Error withoutKey(base::Error error, const QByteArray& key);

base::Error oversizeError(qint64 maxBytes, const QUrl& url);

base::Error cancelledError(const QUrl& url);

} // namespace benchglass::engine
