#include "engine/builtin/page.h"

#include <QStringBuilder>

namespace benchglass::engine {

void Page::heading(const QString& text)
{
    m_text += u"## "_qs % text % u"\n\n"_qs;
}

void Page::subheading(const QString& text)
{
    m_text += u"### "_qs % text % u"\n\n"_qs;
}

void Page::paragraph(const QString& text)
{
    m_text += text % u"\n\n"_qs;
}

void Page::bullet(const QString& text)
{
    m_text += u"- "_qs % text % u'\n';
    ++m_bullets;
}

void Page::close(const QString& otherwise)
{
    if (m_bullets == 0 && !otherwise.isEmpty())
        bullet(otherwise);
    if (m_bullets > 0)
        m_text += u'\n';
    m_bullets = 0;
}

QString Page::text() const
{
    return m_text.trimmed() % u'\n';
}

} // namespace benchglass::engine
