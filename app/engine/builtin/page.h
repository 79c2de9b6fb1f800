#pragma once

#include <QString>

namespace benchglass::engine {

/// A Markdown text that is written from top to bottom.
class Page
{
public:
    void heading(const QString& text);
    void subheading(const QString& text);
    void paragraph(const QString& text);
    void bullet(const QString& text);
    /// Ends a list; an empty one says @p otherwise, if that is not empty too.
    void close(const QString& otherwise);

    qsizetype bullets() const { return m_bullets; } ///< In the list that is being written.
    QString text() const;                           ///< One line break at the end.

private:
    QString m_text;
    qsizetype m_bullets = 0;
};

} // namespace benchglass::engine
