#include "cli/output.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>

#include <unistd.h>

namespace benchglass::cli {

namespace {

bool s_hasStatus = false;

void write(std::FILE* stream, const QByteArray& bytes)
{
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stream);
    std::fflush(stream);
}

void clearStatus()
{
    if (s_hasStatus)
        write(stderr, "\r\x1b[K");
    s_hasStatus = false;
}

} // namespace

void print(const QString& text)
{
    clearStatus();
    write(stdout, text.toUtf8());
}

void print(const QJsonObject& json)
{
    clearStatus();
    write(stdout, QJsonDocument(json).toJson());
}

void print(const QJsonArray& json)
{
    clearStatus();
    write(stdout, QJsonDocument(json).toJson());
}

void printNote(const QString& text)
{
    clearStatus();
    write(stderr, harmless(text).toUtf8() + '\n');
}

void printError(const base::Error& error)
{
    QString line = u"benchglass-cli: "_qs + error.message;
    if (!error.origin.isEmpty() && !error.message.contains(error.origin))
        line += u" ["_qs + error.origin + u']';
    const QString remedy = base::remedyText(error.remedy);
    if (!remedy.isEmpty())
        line += u' ' + remedy + u'.';
    printNote(line);
}

void printStatus(const QString& text)
{
    static const bool isTerminal = isatty(STDERR_FILENO) != 0;
    if (!isTerminal)
        return;
    clearStatus();
    write(stderr, harmless(text).left(120).toUtf8());
    s_hasStatus = true;
}

QString tableText(const QStringList& header, const QList<QStringList>& rows, const QList<bool>& rightAligned)
{
    QList<qsizetype> widths;
    for (qsizetype column = 0; column < header.size(); ++column) {
        qsizetype width = header[column].size();
        for (const auto& row : rows)
            width = std::max(width, row[column].size());
        widths.append(width);
    }
    QString text;
    const auto add = [&](const QStringList& cells) {
        QString line;
        for (qsizetype column = 0; column < cells.size(); ++column) {
            const QString cell = harmless(cells[column]);
            line += rightAligned.value(column) ? cell.rightJustified(widths[column])
                                               : cell.leftJustified(widths[column]);
            line += u"  ";
        }
        text += line.trimmed().isEmpty() ? QStringLiteral("\n") : line.left(line.size() - 2) + u'\n';
    };
    add(header);
    for (const auto& row : rows)
        add(row);
    return text;
}

QString harmless(const QString& text)
{
    QString safe = text;
    for (auto& character : safe) {
        if (character.category() == QChar::Other_Control && character != u'\n' && character != u'\t')
            character = QChar::ReplacementCharacter;
    }
    return safe;
}

} // namespace benchglass::cli
