#include "corpus/referencefile.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace benchglass::corpus {

namespace {

constexpr int csvRows = 10;
/// Its JSON library refuses what is nested deeper.
constexpr int jsonDepth = 127;

struct ReferenceReader
{
    Q_DECLARE_TR_FUNCTIONS(benchglass::corpus::ReferenceReader)
};

tl::unexpected<Problem> dropped(qint64 line, qint64 column, const QString& reason)
{
    return tl::unexpected(Problem {{}, line, column, reason, true});
}

/// The label filter: a substring anywhere, whatever it means there.
bool isKept(const QString& label)
{
    static constexpr std::array<QStringView, 5> words {u"tok", u"throughput", u"latency", u"ttft", u"speed"};
    return std::ranges::any_of(
        words, [&](QStringView word) { return label.contains(word, Qt::CaseInsensitive); });
}

/// The reference's own rule: `1,5` is 15 and `5 %` no number. Null for nan and inf, as its JSON has them.
std::optional<QJsonValue> numberOf(const QString& text)
{
    QString bare = text.trimmed();
    while (bare.endsWith(u'%') || bare.endsWith(u's'))
        bare.chop(1);
    bare.remove(u',');
    const bool hasSign = bare.startsWith(u'+') || bare.startsWith(u'-');
    const QStringView unsignedText = QStringView(bare).mid(hasSign ? 1 : 0);
    for (const QStringView word : {QStringView(u"nan"), QStringView(u"inf"), QStringView(u"infinity")}) {
        if (unsignedText.compare(word, Qt::CaseInsensitive) == 0)
            return QJsonValue();
    }
    if (unsignedText.isEmpty()
        || !std::ranges::all_of(
            unsignedText, [](QChar c) { return QStringView(u"0123456789.eE+-").contains(c); })
        || unsignedText.startsWith(u'-') || unsignedText.startsWith(u'+'))
        return {};
    const QByteArray digits = unsignedText.toLatin1();
    double value = 0;
    const auto [end, error] = std::from_chars(digits.constBegin(), digits.constEnd(), value);
    if (error == std::errc::invalid_argument || end != digits.constEnd())
        return {};
    // Too large for a double is infinite there, too small is zero, and neither is a failure.
    if (error == std::errc::result_out_of_range)
        return digits.contains("e-") || digits.contains("E-") ? QJsonValue(0.0) : QJsonValue();
    return QJsonValue(bare.startsWith(u'-') ? -value : value);
}

/// Cuts a CSV text into records as the reference's library does with its defaults.
class RecordCutter
{
public:
    explicit RecordCutter(const QByteArray& text)
        : m_at(text.constData())
        , m_end(m_at + text.size())
    {
    }

    /// @return false at the end of the text
    bool next(QList<QByteArray>& record);

    qint64 line() const { return m_recordLine; }

private:
    char take();
    QByteArray field();

    const char* m_at;
    const char* m_end;
    qint64 m_line = 1;
    qint64 m_recordLine = 1;
};

char RecordCutter::take()
{
    m_line += *m_at == '\n' ? 1 : 0;
    return *m_at++;
}

QByteArray RecordCutter::field()
{
    QByteArray field;
    if (m_at < m_end && *m_at == '"') {
        take();
        while (m_at < m_end) {
            const char c = take();
            if (c != '"')
                field += c;
            else if (m_at < m_end && *m_at == '"')
                field += take();
            else
                break;
        }
    }
    while (m_at < m_end && *m_at != ',' && *m_at != '\r' && *m_at != '\n')
        field += take();
    return field;
}

bool RecordCutter::next(QList<QByteArray>& record)
{
    record.clear();
    while (m_at < m_end && (*m_at == '\r' || *m_at == '\n'))
        take();
    if (m_at == m_end)
        return false;
    m_recordLine = m_line;
    record.append(field());
    while (m_at < m_end && *m_at == ',') {
        take();
        record.append(field());
    }
    return true;
}

tl::expected<ReferenceFile, Problem> readCsv(const QByteArray& bytes)
{
    RecordCutter cutter(bytes);
    QList<QByteArray> header;
    QList<QByteArray> record;
    ReferenceFile file;
    cutter.next(header);
    QHash<QByteArray, qsizetype> lastOf; // Of two columns with one name the later is taken.
    for (qsizetype column = 0; column < header.size(); ++column)
        lastOf.insert(header[column], column);
    for (int row = 0; cutter.next(record); ++row) {
        if (record.size() != header.size())
            return dropped(cutter.line(), 0,
                ReferenceReader::tr("The row has %1 fields, the header %2.")
                    .arg(record.size())
                    .arg(header.size()));
        for (qsizetype column = 0; column < header.size() && row < csvRows; ++column) {
            const QString name = QString::fromUtf8(header[column]);
            if (!isKept(name) || lastOf.value(header[column]) != column)
                continue;
            const QString text = QString::fromUtf8(record[column]).trimmed();
            file.values.append({QStringLiteral("csv_") + name, numberOf(text).value_or(QJsonValue(text)),
                {cutter.line(), column + 1, {}}});
        }
    }
    return file;
}

class JsonLeaves
{
public:
    explicit JsonLeaves(ReferenceFile& file)
        : m_file(file)
    {
    }

    /// @return false when the document is nested too deep, or holds half a surrogate pair
    bool visit(const QJsonValue& value, const QString& path, const QString& pointer, int depth);

private:
    ReferenceFile& m_file;
};

QString pointerStep(QString name)
{
    return u'/' + name.replace(u'~', QStringLiteral("~0")).replace(u'/', QStringLiteral("~1"));
}

bool JsonLeaves::visit(const QJsonValue& value, const QString& path, const QString& pointer, int depth)
{
    if ((value.isObject() || value.isArray()) && depth >= jsonDepth)
        return false;
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member) {
            const QString below = path.isEmpty() ? member.key() : path + u'.' + member.key();
            if (!member.key().isValidUtf16()
                || !visit(member.value(), below, pointer + pointerStep(member.key()), depth + 1))
                return false;
        }
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (qsizetype at = 0; at < array.size(); ++at) {
            const QString index = QString::number(at);
            if (!visit(array[at], path + u'[' + index + u']', pointer + u'/' + index, depth + 1))
                return false;
        }
    } else if (value.isString() && !value.toString().isValidUtf16()) {
        return false;
    } else if (isKept(path)) {
        const auto number = value.isString() ? numberOf(value.toString())
            : value.isDouble()               ? std::optional(QJsonValue(value.toDouble()))
                                             : std::nullopt;
        if (number)
            m_file.values.append({QStringLiteral("json_") + path, *number, {0, 0, pointer}});
    }
    return true;
}

tl::expected<ReferenceFile, Problem> readJson(const QByteArray& bytes)
{
    // In an array, so that a document that is one bare value is one, too.
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson('[' + bytes + ']', &error);
    if (bytes.startsWith("\xef\xbb\xbf"))
        return dropped(1, 1,
            ReferenceReader::tr("It begins with a byte order mark, which the reference does not read."));
    if (error.error != QJsonParseError::NoError || document.array().size() != 1) {
        const qsizetype at = std::clamp<qsizetype>(error.offset - 1, 0, bytes.size());
        const QByteArray before = bytes.first(at);
        return dropped(before.count('\n') + 1, at - before.lastIndexOf('\n'),
            ReferenceReader::tr("It is not valid JSON."));
    }
    ReferenceFile file;
    if (!JsonLeaves(file).visit(document.array().first(), {}, {}, 0))
        return dropped(0, 0,
            ReferenceReader::tr("It is nested deeper than %1 levels, or holds half a surrogate pair.")
                .arg(jsonDepth));
    return file;
}

ReferenceFile readMarkdown(const QByteArray& bytes)
{
    ReferenceFile file;
    const QString text = QString::fromUtf8(bytes);
    for (const QStringView line : QStringView(text).split(u'\n')) {
        const auto first = std::ranges::find_if_not(line, [](QChar c) { return c.isSpace(); });
        file.headings += first != line.end() && *first == u'#' ? 1 : 0;
    }
    return file;
}

} // namespace

tl::expected<ReferenceFile, Problem> readAsReference(const QByteArray& bytes, DocumentType type)
{
    if (!bytes.isValidUtf8())
        return dropped(0, 0, ReferenceReader::tr("It is not valid UTF-8."));
    switch (type) {
    case DocumentType::Csv: return readCsv(bytes.startsWith("\xef\xbb\xbf") ? bytes.mid(3) : bytes);
    case DocumentType::Json: return readJson(bytes);
    case DocumentType::Markdown: return readMarkdown(bytes);
    }
    return {};
}

} // namespace benchglass::corpus
