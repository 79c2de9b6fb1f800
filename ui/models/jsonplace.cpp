#include "models/jsonplace.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>

namespace benchglass::models {

namespace {

/// A longer key is no key that anything leads through.
constexpr qsizetype longestKey = 1 << 16;

QString keyOf(const QByteArray& raw)
{
    if (!raw.contains('\\'))
        return QString::fromUtf8(raw);
    return QJsonDocument::fromJson("[\"" + raw + "\"]").array().at(0).toString();
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

} // namespace

JsonPlaceFinder::JsonPlaceFinder(const QString& pointer)
{
    const QStringList parts = pointer.split(u'/');
    for (qsizetype i = 1; i < parts.size(); ++i) {
        QString key = parts.at(i);
        key.replace(QStringLiteral("~1"), QStringLiteral("/"))
            .replace(QStringLiteral("~0"), QStringLiteral("~"));
        bool isIndex = false;
        const qint64 index = key.toLongLong(&isIndex);
        m_tokens.push_back({key, isIndex && index >= 0 ? index : -1});
    }
}

bool JsonPlaceFinder::feed(std::string_view piece)
{
    for (size_t i = 0; i < piece.size() && !m_isDone; ++i) {
        step(piece[i]);
        m_lines += piece[i] == '\n' ? 1 : 0;
        ++m_at;
    }
    return !m_isDone;
}

std::optional<JsonPlace> JsonPlaceFinder::found() const
{
    std::optional<JsonPlace> place = m_found;
    if (place && !m_isDone)
        place->end = m_at;
    return place;
}

void JsonPlaceFinder::step(char c)
{
    if (m_inString)
        return stepInString(c);
    if (m_inScalar) {
        if (!isSpace(c) && c != ',' && c != ']' && c != '}')
            return;
        m_inScalar = false;
        endValue();
        if (m_isDone)
            return;
    }
    if (m_skipped > 0) {
        if (c == '"')
            m_inString = true;
        else if (c == '{' || c == '[')
            ++m_skipped;
        else if ((c == '}' || c == ']') && --m_skipped == 0) {
            ++m_at; // the bracket belongs to the value
            endValue();
            --m_at;
        }
        return;
    }
    if (isSpace(c))
        return;
    if (c == ']' || c == '}') {
        if (!m_path.empty())
            m_path.pop_back();
        m_isDone = m_path.empty();
        m_expect = Expect::Comma;
    } else if (c == ',' && !m_path.empty()) {
        Open& open = m_path.back();
        ++open.index;
        open.isNext = false;
        m_expect = open.isArray ? Expect::Value : Expect::Key;
    } else if (c == ':' && m_expect == Expect::Colon) {
        m_expect = Expect::Value;
    } else if (c == '"' && m_expect == Expect::Key) {
        m_key.clear();
        m_isKey = true;
        m_inString = true;
    } else if (m_expect == Expect::Value) {
        begin(c);
    }
}

void JsonPlaceFinder::stepInString(char c)
{
    const bool isEnd = c == '"' && !m_isEscaped;
    if (m_isKey && !isEnd && m_key.size() <= longestKey)
        m_key += c;
    m_isEscaped = c == '\\' && !m_isEscaped;
    if (!isEnd)
        return;
    m_inString = false;
    if (m_isKey) {
        endKey();
    } else if (m_skipped == 0) {
        ++m_at; // the quote belongs to the value
        endValue();
        --m_at;
    }
}

void JsonPlaceFinder::endKey()
{
    m_isKey = false;
    m_expect = Expect::Colon;
    const QString& wanted = m_tokens[m_path.size() - 1].key;
    m_path.back().isNext = m_key.size() <= longestKey && keyOf(m_key) == wanted;
}

/// Whether the value that begins here is one that the pointer leads to or through.
bool JsonPlaceFinder::isOnPath() const
{
    if (m_path.empty())
        return true;
    const Open& open = m_path.back();
    return open.isArray ? open.index == m_tokens[m_path.size() - 1].index : open.isNext;
}

void JsonPlaceFinder::begin(char c)
{
    const bool isOn = isOnPath();
    m_isTarget = isOn && m_path.size() == m_tokens.size();
    if (m_isTarget)
        m_found = JsonPlace {m_at, m_at, m_lines};
    if (c == '{' || c == '[') {
        if (!isOn || m_isTarget) {
            m_skipped = 1;
            return;
        }
        m_path.push_back({c == '[', 0, false});
        m_expect = c == '[' ? Expect::Value : Expect::Key;
    } else if (c == '"') {
        m_inString = true;
    } else {
        m_inScalar = true;
    }
}

void JsonPlaceFinder::endValue()
{
    m_expect = Expect::Comma;
    if (m_isTarget) {
        m_found->end = m_at;
        m_isDone = true;
    } else if (m_path.empty()) {
        m_isDone = true;
    }
}

} // namespace benchglass::models
