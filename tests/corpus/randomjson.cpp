#include "randomjson.h"

#include <QStringList>

RandomJson::RandomJson(quint32 seed, bool byLine)
    : m_random(seed)
    , m_byLine(byLine)
{
    if (!byLine && oneIn(8))
        m_bytes += "\xef\xbb\xbf";
    const int documents = byLine ? 2 + int(below(10)) : 1;
    for (int document = 0; document < documents; ++document) {
        if (byLine) {
            if (oneIn(6))
                m_bytes += oneIn(2) ? "\n" : " \r\n";
            m_prefix = QString::number(m_bytes.count('\n') + 1) + u' ';
        }
        if (oneIn(4))
            array({}, 0);
        else
            object({}, 0);
        m_bytes += oneIn(4) ? "\r\n" : "\n";
    }
}

void RandomJson::blank()
{
    if (oneIn(4))
        m_bytes += m_byLine || oneIn(2) ? " " : "\n\t";
}

void RandomJson::value(const QString& pointer, int depth)
{
    blank();
    const quint32 kind = below(depth < 5 ? 12 : 8);
    if (kind < 5)
        number(pointer);
    else if (kind == 5)
        m_bytes += oneIn(2) ? "true" : "false";
    else if (kind == 6)
        m_bytes += "null";
    else if (kind == 7)
        text(pointer);
    else if (kind < 10)
        object(pointer, depth + 1);
    else
        array(pointer, depth + 1);
    blank();
}

/// Each key once: of two equal ones nobody can say which is meant.
QString RandomJson::key(int member)
{
    static const QStringList odd {QStringLiteral("ttft_ms"), QStringLiteral("a~b"), QStringLiteral("a/b"),
        QStringLiteral("~1"), QStringLiteral("say \"x\""), QStringLiteral("back\\slash"),
        QStringLiteral("a.b"), QStringLiteral("[0]"), QStringLiteral("[]"), QStringLiteral("gr\u00f6\u00dfe"),
        QStringLiteral("\u6d4b\u8bd5"), QStringLiteral("\U0001f680"), QStringLiteral("new\nline"),
        QStringLiteral("tab\t"), QStringLiteral(" "), QStringLiteral("0"), QStringLiteral("-1")};
    if (member == 0 && oneIn(8))
        return {};
    return odd.at(qsizetype(below(quint32(odd.size())))) + (member > 0 ? QString::number(member) : QString());
}

QByteArray RandomJson::escaped(const QString& text)
{
    QByteArray escaped = "\"";
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            escaped += '\\' + QString(c).toUtf8();
        else if (c == u'/' && oneIn(2))
            escaped += "\\/";
        else if (c < u' ' || c.isSurrogate() || (c > u'~' && oneIn(2)))
            escaped += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
        else
            escaped += QString(c).toUtf8();
    }
    return escaped + '"';
}

void RandomJson::object(const QString& pointer, int depth)
{
    m_bytes += '{';
    const int members = int(below(6)) + (depth == 0 ? 3 : 0);
    QStringList used;
    for (int member = 0; member < members; ++member) {
        const QString name = key(member);
        if (used.contains(name))
            continue;
        m_bytes += used.isEmpty() ? "" : ",";
        used.append(name);
        blank();
        m_bytes += escaped(name) + ':';
        QString step = name;
        step.replace(u'~', QStringLiteral("~0")).replace(u'/', QStringLiteral("~1"));
        value(pointer + u'/' + step, depth);
    }
    m_bytes += '}';
}

void RandomJson::array(const QString& pointer, int depth)
{
    m_bytes += '[';
    const int elements = int(below(7)) + (depth == 0 ? 2 : 0);
    for (int element = 0; element < elements; ++element) {
        m_bytes += element > 0 ? "," : "";
        value(pointer + u'/' + QString::number(element), depth);
    }
    m_bytes += ']';
}

void RandomJson::number(const QString& pointer)
{
    QByteArray digits = QByteArray::number(qint32(m_random()));
    switch (below(6)) {
    case 0: digits = QByteArray::number(below(100)); break;
    case 1: digits += '.' + QByteArray::number(m_random()) + QByteArray::number(m_random()); break;
    case 2: digits += (oneIn(2) ? "e" : "E+") + QByteArray::number(below(290)); break;
    case 3: digits += ".5e-" + QByteArray::number(below(300)); break;
    case 4: // Up to 30 digits: more than any integer has.
        for (quint32 more = below(3); more > 0; --more)
            digits += QByteArray::number(100'000'000 + below(900'000'000));
        break;
    default: break;
    }
    m_bytes += digits;
    m_values.insert(m_prefix + pointer, digits.toDouble());
}

void RandomJson::text(const QString& pointer)
{
    static const QStringList words {QStringLiteral("fast"), QStringLiteral("12:30"), QStringLiteral("1.2.3"),
        QStringLiteral("2025-10-02T12:00:00Z"), QString(), QStringLiteral("a/b\\c\"d"),
        QStringLiteral("3 of 4"), QStringLiteral("\U0001f680")};
    const quint32 kind = below(4);
    if (kind == 0) {
        m_bytes += escaped(words.at(qsizetype(below(quint32(words.size())))));
        return;
    }
    const double number = kind == 1 ? double(below(100'000)) / 8 : kind == 2 ? 1024 + below(900) : below(500);
    QString written = QString::number(number, 'g', 17);
    if (kind == 2)
        written.insert(1, u',');
    else if (kind == 3)
        written += oneIn(2) ? QStringLiteral(" ms") : QStringLiteral("%");
    m_bytes += escaped(written);
    m_values.insert(m_prefix + pointer, number);
}
