#include "experiment/experiment.h"

#include <QRegularExpression>
#include <QStringBuilder>

namespace benchglass::experiment {

namespace {

constexpr qsizetype itemsLimit = 10;
constexpr qsizetype itemCharacters = 2000;
constexpr qsizetype headingCharacters = 120;
constexpr qsizetype summaryCharacters = 10'000;

enum class Topic { Other, Summary, Findings, Recommendations };

Topic topicOf(const QString& heading)
{
    static const QRegularExpression recommendations(
        QStringLiteral("recommend|suggestion|next steps|action items"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression findings(
        QStringLiteral("finding|insight|discover|observation|takeaway|highlight"),
        QRegularExpression::CaseInsensitiveOption);
    if (heading.contains(recommendations))
        return Topic::Recommendations;
    if (heading.contains(findings))
        return Topic::Findings;
    return heading.contains(QStringLiteral("summary"), Qt::CaseInsensitive) ? Topic::Summary : Topic::Other;
}

/// Without emphasis marks, numbering and the closing colon.
QString plain(QString text)
{
    text.remove(QStringLiteral("**")).remove(QStringLiteral("__"));
    return text.trimmed();
}

/// The words of @p line when it is a heading: `## 2. Findings`, `**2. Findings**`, `2. **Findings:**`,
/// `Key findings:`; else nothing. A bullet in bold is a heading only if it names a topic.
std::optional<QString> headingIn(const QString& line)
{
    static const QRegularExpression atx(QStringLiteral("^ {0,3}#{1,6}\\s+(.+?)\\s*#*$"));
    static const QRegularExpression bold(
        QStringLiteral("^\\s{0,3}(\\d+[.)]\\s*)?(?:\\*\\*|__)([^*]+)(?:\\*\\*|__):?\\s*$"));
    static const QRegularExpression announced(QStringLiteral("^(?:\\d+[.)]\\s*)?(\\p{Lu}[^.!?*]{0,60}):?$"));
    if (const auto match = atx.match(line); match.hasMatch())
        return plain(match.captured(1));
    if (line.size() > headingCharacters)
        return std::nullopt;
    if (const auto match = bold.match(line); match.hasMatch()) {
        const bool isNumberedItem = match.capturedLength(1) > 0;
        if (!isNumberedItem || topicOf(match.captured(2)) != Topic::Other)
            return plain(match.captured(2));
        return std::nullopt;
    }
    if (const auto match = announced.match(line);
        match.hasMatch() && topicOf(match.captured(1)) != Topic::Other)
        return match.captured(1);
    return std::nullopt;
}

/// Reads the analysis line by line; one bullet may go on in the next lines.
class Reader
{
public:
    void take(const QString& line)
    {
        if (isFence(line) || m_inFence)
            return;
        if (line.trimmed().isEmpty()) {
            close();
            m_isOpening = m_isOpening && m_opening.isEmpty();
            return;
        }
        if (const auto heading = headingIn(line)) {
            close();
            m_topic = topicOf(*heading);
            m_isOpening = m_isOpening && m_opening.isEmpty();
            return;
        }
        if (m_topic == Topic::Summary)
            addLine(m_summary, line);
        else if (m_isOpening)
            addLine(m_opening, line);
        static const QRegularExpression bullet(QStringLiteral("^\\s*(?:[-*+•]|\\d+[.)])\\s+(.+)$"));
        if (const auto match = bullet.match(line); match.hasMatch()) {
            close();
            m_item = match.captured(1);
        } else if (!m_item.isEmpty() && line.at(0).isSpace()) {
            m_item += u' ' % line.trimmed();
        } else {
            close();
        }
    }

    Findings finished()
    {
        close();
        m_findings.summary = m_summary.isEmpty() ? m_opening : m_summary;
        return m_findings;
    }

private:
    bool isFence(const QString& line)
    {
        const bool is = line.trimmed().startsWith(QStringLiteral("```"));
        if (is) {
            close();
            m_inFence = !m_inFence;
        }
        return is;
    }

    static void addLine(QString& text, const QString& line)
    {
        if (text.size() < summaryCharacters)
            text +=
                (text.isEmpty() ? QString() : QStringLiteral("\n")) + line.trimmed().left(summaryCharacters);
    }

    void close()
    {
        const QString text = plain(m_item).left(itemCharacters);
        m_item.clear();
        // What ends in a colon only announces the bullets below it.
        if (text.isEmpty() || text.endsWith(u':') || m_topic < Topic::Findings)
            return;
        QStringList& list = m_topic == Topic::Findings ? m_findings.keyFindings : m_findings.recommendations;
        if (list.size() < itemsLimit && !list.contains(text))
            list += text;
    }

    Topic m_topic = Topic::Other;
    bool m_inFence = false;
    bool m_isOpening = true; ///< Still in the first paragraph.
    QString m_opening;
    QString m_summary;
    QString m_item;
    Findings m_findings;
};

} // namespace

Findings findingsOf(const QString& analysis)
{
    Reader reader;
    for (const QString& line : analysis.split(u'\n'))
        reader.take(line);
    return reader.finished();
}

} // namespace benchglass::experiment
