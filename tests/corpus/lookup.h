#pragma once

#include "corpus/catalog.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <optional>

/// Finds what stands at a place of a file by other means than the readers': slow, small and naive.
namespace lookup {

/// The part of @p text from its line @p line on, lines ending in LF, CR LF or CR. Counts from 1.
inline std::optional<QString> fromLine(const QString& text, qint64 line)
{
    qsizetype at = 0;
    for (qint64 seen = 1; seen < line; ++seen) {
        while (at < text.size() && text[at] != u'\n' && text[at] != u'\r')
            ++at;
        if (at == text.size())
            return {};
        at += text.mid(at, 2) == u"\r\n" ? 2 : 1;
    }
    return text.mid(at);
}

/// The first line of @p text.
inline QString firstLine(const QString& text)
{
    qsizetype end = 0;
    while (end < text.size() && text[end] != u'\n' && text[end] != u'\r')
        ++end;
    return text.left(end);
}

/// Field @p column of the record that begins at line @p line, without its quotes.
inline std::optional<QString> csvCell(const QString& text, QChar delimiter, qint64 line, qint64 column)
{
    const auto record = fromLine(text, line);
    QString field;
    bool isQuoted = false;
    qint64 number = 1;
    for (qsizetype at = 0; record && at <= record->size(); ++at) {
        const QChar c = at < record->size() ? record->at(at) : u'\n';
        const bool isEnd = !isQuoted && (c == delimiter || c == u'\n' || c == u'\r');
        if (isEnd && number == column)
            return field;
        if (isEnd && c != delimiter)
            break;
        if (isEnd) {
            ++number;
            field.clear();
        } else if (c == u'"' && isQuoted && record->mid(at + 1, 1) == u"\"") {
            field += c;
            ++at;
        } else if (c == u'"') {
            isQuoted = !isQuoted;
        } else {
            field += c;
        }
    }
    return {};
}

/// Cell @p column of the Markdown table row at line @p line.
inline std::optional<QString> tableCell(const QString& text, qint64 line, qint64 column)
{
    const auto rest = fromLine(text, line);
    if (!rest)
        return {};
    QString row = firstLine(*rest).trimmed();
    row.replace(QStringLiteral("\\|"), QStringLiteral("\x01"));
    if (row.startsWith(u'|'))
        row.remove(0, 1);
    const QStringList cells = row.split(u'|');
    if (column < 1 || column > cells.size())
        return {};
    return cells[column - 1].trimmed();
}

/// What RFC 6901's @p pointer names below @p root; undefined where it names nothing.
inline QJsonValue jsonValue(QJsonValue root, const QString& pointer)
{
    if (pointer.isEmpty())
        return root;
    if (!pointer.startsWith(u'/'))
        return QJsonValue(QJsonValue::Undefined);
    for (QString step : pointer.mid(1).split(u'/')) {
        step.replace(QStringLiteral("~1"), QStringLiteral("/"))
            .replace(QStringLiteral("~0"), QStringLiteral("~"));
        bool isIndex = false;
        const int index = step.toInt(&isIndex);
        if (root.isArray())
            root = isIndex ? root.toArray().at(index) : QJsonValue(QJsonValue::Undefined);
        else
            root = root.toObject().value(step);
    }
    return root;
}

/// The JSON text @p text, whatever stands at its root.
inline QJsonValue jsonRoot(const QByteArray& text)
{
    const QJsonArray array = QJsonDocument::fromJson('[' + text + ']').array();
    return array.size() == 1 ? array.first() : QJsonValue(QJsonValue::Undefined);
}

/// The JSON text that stands on line @p line.
inline QJsonValue jsonOnLine(const QByteArray& text, qint64 line)
{
    const QList<QByteArray> lines = text.split('\n');
    return line >= 1 && line <= lines.size() ? jsonRoot(lines[line - 1]) : QJsonValue(QJsonValue::Undefined);
}

} // namespace lookup
