#include "corpus/levels.h"

#include "corpus/parsed.h"
#include "corpus/reader.h"

namespace benchglass::corpus {

std::optional<quint8> Levels::numberOf(std::string_view text)
{
    // Rows that belong together mostly stand together, or take turns.
    for (size_t tried = 0; tried < m_texts.size(); ++tried) {
        if (m_texts[m_last] == text)
            return quint8(m_last);
        m_last = m_last + 1 == m_texts.size() ? 0 : m_last + 1;
    }
    if (m_texts.size() >= size_t(TextColumn::maxLevels) || text.size() > size_t(TextColumn::maxLength))
        return {};
    m_last = m_texts.size();
    m_texts.emplace_back(text);
    return quint8(m_last);
}

QStringList Levels::names() const
{
    QStringList names;
    for (const std::string& text : m_texts)
        names.append(tidyName(text));
    return names;
}

} // namespace benchglass::corpus
