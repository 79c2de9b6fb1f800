#include "report/escape.h"

#include <QStringBuilder>

#include <algorithm>

namespace benchglass::report {

namespace {

bool isWord(QChar c)
{
    return c.isLetterOrNumber();
}

/// Would a renderer make a link of what follows @p at by itself?
bool startsAddress(const QString& text, qsizetype at)
{
    const QStringView rest = QStringView(text).mid(at);
    return rest.startsWith(u"://") || rest.startsWith(u"www.", Qt::CaseInsensitive);
}

void appendEscaped(QString& out, const QString& text, qsizetype at)
{
    const QChar c = text.at(at);
    switch (c.unicode()) {
    case u'<': out += QLatin1String("&lt;"); return;
    case u'&': out += QLatin1String("&amp;"); return;
    case u'\\':
    case u'`':
    case u'*':
    case u'[':
    case u']':
    case u'|':
    case u'~':
    case u'$': out += u'\\'; break;
    case u'_':
        // Within a word it is no emphasis, and num_ctx should stay readable in the source.
        if (at == 0 || at + 1 == text.size() || !isWord(text.at(at - 1)) || !isWord(text.at(at + 1)))
            out += u'\\';
        break;
    case u':':
        if (startsAddress(text, at))
            out += u'\\';
        break;
    case u'.':
        if (at >= 3 && startsAddress(text, at - 3))
            out += u'\\';
        break;
    default: break;
    }
    out += c;
}

QString escapedCharacters(const QString& text)
{
    QString out;
    out.reserve(text.size() + text.size() / 8);
    for (qsizetype at = 0; at < text.size(); ++at)
        appendEscaped(out, text, at);
    return out;
}

QString singleLine(const QString& text)
{
    QString line = visibleText(text);
    for (QChar& c : line) {
        if (c == u'\n' || c == u'\t' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = u' ';
    }
    return line;
}

/// Disarms what only means something at the start of a line.
QString guardedStart(QString text)
{
    qsizetype start = 0;
    while (start < text.size() && text.at(start).isSpace())
        ++start;
    text.remove(0, start);
    if (text.isEmpty())
        return text;
    if (QStringView(u"#+-=>").contains(text.at(0)))
        return QString(u'\\' % text);
    qsizetype digits = 0;
    while (digits < text.size() && digits < 10 && text.at(digits).isDigit())
        ++digits;
    if (digits > 0 && digits < text.size() && (text.at(digits) == u'.' || text.at(digits) == u')'))
        text.insert(digits, u'\\');
    return text;
}

/// A heading's closing number signs are markup unless they are disarmed.
QString guardedEnd(QString text)
{
    if (text.endsWith(u'#'))
        text.insert(text.size() - 1, u'\\');
    return text;
}

qsizetype longestRun(const QString& text, QChar wanted)
{
    qsizetype longest = 0;
    qsizetype run = 0;
    for (const QChar c : text) {
        run = c == wanted ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return longest;
}

QString codeSpan(const QString& text, Place place)
{
    const QString fence(longestRun(text, u'`') + 1, u'`');
    QString shown = singleLine(text);
    // A table's cells end at a bar even within code.
    if (place == Place::Cell)
        shown.replace(u'|', QLatin1String("\\|"));
    const bool pad = shown.startsWith(u'`') || shown.endsWith(u'`');
    return pad ? QString(fence % u' ' % shown % u' ' % fence) : QString(fence % shown % fence);
}

QString styled(const Span& span, Place place)
{
    QString kept = span.text;
    kept.replace(u'\n', u' ');
    if (span.code)
        return codeSpan(kept, place);
    const QString escaped = escapedCharacters(kept);
    QString marks = QString(span.strong ? 2 : 0, u'*') % QString(span.emphasis ? 1 : 0, u'*');
    const QString body = escaped.trimmed();
    if (body.isEmpty() || (marks.isEmpty() && !span.struck))
        return escaped;
    // Marks next to a space are no marks: the spaces go outside.
    const qsizetype lead = escaped.indexOf(body);
    const QString before = escaped.left(lead);
    const QString after = escaped.mid(lead + body.size());
    const QString open = marks % (span.struck ? u"~~" : u"");
    const QString close = (span.struck ? u"~~" : u"") % marks;
    return before % open % body % close % after;
}

} // namespace

QString escapedInline(const QString& text)
{
    return escapedCharacters(singleLine(text));
}

QString escapedParagraph(const QString& text)
{
    return guardedStart(escapedInline(text));
}

QString escapedHeading(const QString& text)
{
    return guardedEnd(escapedInline(text));
}

QString markdownOf(const Spans& spans, Place place)
{
    QString out;
    for (const Span& span : spans)
        out += styled(span, place);
    if (place != Place::Paragraph) {
        out = out.replace(QChar(QChar::LineSeparator), u' ').trimmed();
        return place == Place::Heading ? guardedEnd(out) : out;
    }
    QStringList lines = out.split(QChar(QChar::LineSeparator));
    for (QString& line : lines) {
        const bool styledStart = line.startsWith(u"**") || line.startsWith(u'`');
        if (!styledStart)
            line = guardedStart(line);
    }
    return lines.join(QChar(QChar::LineSeparator));
}

QString fenced(const QString& code, const QString& indent)
{
    QString text = visibleText(code);
    while (text.endsWith(u'\n'))
        text.chop(1);
    const QString fence(std::max<qsizetype>(3, longestRun(text, u'`') + 1), u'`');
    QStringList lines {indent % fence};
    for (const QString& line : text.split(u'\n'))
        lines.append(indent % line);
    lines.append(indent % fence);
    return lines.join(u'\n');
}

} // namespace benchglass::report
