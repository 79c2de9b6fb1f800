#include "store/search.h"

#include "store/keys.h"

#include <QStringBuilder>

#include <algorithm>

namespace benchglass::store {

namespace {

constexpr qsizetype wordsLimit = 16;
constexpr qsizetype wordCharacters = 200;
constexpr int namesSlot = 0;
constexpr int remarksSlot = 1;
constexpr int firstAnswerSlot = 2;

/// Scripts without spaces between words: their words are looked for anywhere in a text.
bool isUnspaced(const QString& word)
{
    return std::ranges::any_of(word, [](QChar c) {
        switch (c.script()) {
        case QChar::Script_Han:
        case QChar::Script_Hiragana:
        case QChar::Script_Katakana:
        case QChar::Script_Thai:
        case QChar::Script_Lao:
        case QChar::Script_Khmer:
        case QChar::Script_Myanmar: return true;
        default: return false;
        }
    });
}

/// As a phrase whose last token may go on: nothing in it is syntax.
QString phraseOf(QString word)
{
    return u'"' % word.replace(u'"', QStringLiteral("\"\"")) % u"\"*";
}

QString patternOf(QString word)
{
    word.replace(u'\\', QStringLiteral("\\\\"))
        .replace(u'%', QStringLiteral("\\%"))
        .replace(u'_', QStringLiteral("\\_"));
    return u'%' % word % u'%';
}

} // namespace

Search::Search(Database& database)
    : m_database(database)
{
    const auto sql = database.value(QStringLiteral("SELECT sql FROM sqlite_master WHERE name = 'search'"));
    if (!sql || sql->toString().isEmpty())
        return;
    if (!sql->toString().contains(QStringLiteral("fts5"), Qt::CaseInsensitive))
        m_kind = Kind::Plain;
    else if (database.value(QStringLiteral("SELECT rowid FROM search LIMIT 1")))
        m_kind = Kind::Indexed;
}

base::Result<void> Search::put(qint64 key, const QString& text)
{
    if (m_kind == Kind::Unusable)
        return {};
    if (const auto done = m_database.run(QStringLiteral("DELETE FROM search WHERE rowid = ?"), {key}); !done)
        return done;
    if (text.trimmed().isEmpty())
        return {};
    return m_database.run(QStringLiteral("INSERT INTO search(rowid, text) VALUES(?, ?)"), {key, text});
}

base::Result<void> Search::putNames(qint64 row, const experiment::Experiment& experiment)
{
    QStringList names {experiment.id, experiment.corpus.name, experiment.spec.model, experiment.spec.engine};
    for (const experiment::Arm& arm : experiment.spec.arms)
        names += {arm.name, experiment::configurationName(arm)};
    return put(firstKey(row) + namesSlot, names.join(u'\n'));
}

base::Result<void> Search::putRemarks(qint64 row, const QString& notes, const QStringList& tags)
{
    return put(firstKey(row) + remarksSlot, notes % u'\n' % tags.join(u'\n'));
}

base::Result<void> Search::putAnswer(qint64 row, int ordinal, const QString& text)
{
    return put(callKey(row, ordinal) + firstAnswerSlot, text);
}

base::Result<void> Search::remove(qint64 row)
{
    if (m_kind == Kind::Unusable)
        return {};
    return m_database.run(
        QStringLiteral("DELETE FROM search WHERE rowid BETWEEN ? AND ?"), {firstKey(row), lastKey(row)});
}

Search::Condition Search::conditionFor(const QString& text) const
{
    Condition condition;
    QStringList parts;
    for (const QString& word :
        text.simplified().left(wordsLimit * wordCharacters).split(u' ', Qt::SkipEmptyParts)) {
        const bool isSaying =
            std::ranges::any_of(word, [](QChar c) { return c.isLetterOrNumber() || c.isSurrogate(); });
        if (!isSaying || parts.size() >= wordsLimit)
            continue;
        const bool isPhrase = m_kind == Kind::Indexed && !isUnspaced(word);
        parts += isPhrase
            ? QStringLiteral("SELECT rowid >> %1 FROM search WHERE search MATCH ?").arg(slotBits)
            : QStringLiteral("SELECT rowid >> %1 FROM search WHERE text LIKE ? ESCAPE '\\'").arg(slotBits);
        condition.values += isPhrase ? phraseOf(word) : patternOf(word);
    }
    condition.sql = parts.join(QStringLiteral(" INTERSECT "));
    return condition;
}

} // namespace benchglass::store
