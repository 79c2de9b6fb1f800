#pragma once

#include <QStringList>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace benchglass::corpus {

/// Distinct texts and their numbers, few enough to compare with each in turn.
class Levels
{
public:
    /// The number of @p text, or nothing when there are too many or it is too long.
    std::optional<quint8> numberOf(std::string_view text);

    bool isEmpty() const { return m_texts.empty(); }
    const std::vector<std::string>& texts() const { return m_texts; }

    /// The texts, fit for one line each.
    QStringList names() const;

private:
    std::vector<std::string> m_texts;
    size_t m_last = 0;
};

} // namespace benchglass::corpus
