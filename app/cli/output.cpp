#include "cli/output.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <QSet>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include <unistd.h>

namespace benchglass::cli {

namespace {

bool s_hasStatus = false;
int s_outputErrno = 0; ///< Of the first write to standard output that failed.

void write(std::FILE* stream, const QByteArray& bytes)
{
    const bool isWritten =
        std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stream) == size_t(bytes.size())
        && std::fflush(stream) == 0;
    if (!isWritten && stream == stdout && s_outputErrno == 0)
        s_outputErrno = errno;
}

bool turnsDirection(QChar character)
{
    const char16_t code = character.unicode();
    return code == 0x061c || code == 0x200e || code == 0x200f || (code >= 0x202a && code <= 0x202e)
        || (code >= 0x2066 && code <= 0x2069);
}

/// Some terminals break the line at these, too.
bool endsLine(QChar character)
{
    return character.category() == QChar::Separator_Line
        || character.category() == QChar::Separator_Paragraph;
}

void dropMessage(QtMsgType, const QMessageLogContext&, const QString&) { }

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
    write(stdout, harmless(text).toUtf8());
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

std::optional<base::Error> outputFailure()
{
    if (s_outputErrno == 0)
        return std::nullopt;
    const auto reason = QString::fromStdString(std::generic_category().message(s_outputErrno));
    return base::Error {base::ErrorCode::WriteFailed,
        QCoreApplication::translate("Command", "Standard output did not take everything: %1.").arg(reason),
        {}, base::Remedy::None};
}

void silenceLog()
{
    if (!qEnvironmentVariableIsSet("QT_LOGGING_RULES"))
        qInstallMessageHandler(&dropMessage);
}

void printNote(const QString& text)
{
    clearStatus();
    write(stderr, harmlessLine(text).toUtf8() + '\n');
}

void printError(const base::Error& error)
{
    static QSet<QString> said;
    if (said.contains(error.message))
        return;
    said.insert(error.message);
    QString line = u"benchglass-cli: "_qs + error.message;
    if (!error.origin.isEmpty() && !error.message.contains(error.origin))
        line += u" ["_qs + error.origin + u']';
    const QString remedy = remedySentence(error.remedy);
    if (!remedy.isEmpty())
        line += u' ' + remedy;
    printNote(line);
}

void printStatus(const QString& text)
{
    static const bool isTerminal = isatty(STDERR_FILENO) != 0;
    if (!isTerminal)
        return;
    clearStatus();
    write(stderr, harmlessLine(text).left(120).toUtf8());
    s_hasStatus = true;
}

QString remedySentence(base::Remedy remedy)
{
    using base::Remedy;
    switch (remedy) {
    case Remedy::EnterKey:
        return QCoreApplication::translate("Command", "Put the key into BENCHGLASS_API_KEY.");
    case Remedy::ChooseCertificates:
        return QCoreApplication::translate("Command", "Name the certificate file with --ca-file.");
    case Remedy::PullModel:
        return QCoreApplication::translate(
            "Command", "Pull the model: doctor --pull --model NAME does that, too.");
    case Remedy::None: return {};
    default: return base::remedyText(remedy) + u'.';
    }
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
            const QString cell = harmlessLine(cells[column]);
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
        const bool isControl =
            character.category() == QChar::Other_Control && character != u'\n' && character != u'\t';
        if (isControl || turnsDirection(character) || endsLine(character))
            character = QChar::ReplacementCharacter;
    }
    return safe;
}

QString harmlessLine(const QString& text)
{
    return harmless(text).replace(u'\n', u' ').replace(u'\t', u' ');
}

} // namespace benchglass::cli
