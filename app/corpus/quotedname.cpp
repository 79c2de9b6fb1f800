#include "corpus/quotedname.h"

#include <QList>
#include <QStringView>

namespace benchglass::corpus {

namespace {

constexpr qsizetype longest = 120;
constexpr qsizetype keptAtEnd = 40;
constexpr qsizetype considered = 4096;
constexpr int mostMarks = 3; ///< On one letter.

bool isQuote(char32_t c)
{
    switch (c) {
    case U'"':
    case U'`':
    case U'\u00ab':
    case U'\u00b4':
    case U'\u00bb':
    case U'\u02ba':
    case U'\u02bb':
    case U'\u02ee':
    case U'\u2033':
    case U'\u2036':
    case U'\u2039':
    case U'\u203a':
    case U'\u275b':
    case U'\u275c':
    case U'\u275d':
    case U'\u275e':
    case U'\u276e':
    case U'\u276f':
    case U'\u300c':
    case U'\u300d':
    case U'\u300e':
    case U'\u300f':
    case U'\u301d':
    case U'\u301e':
    case U'\u301f':
    case U'\uff02':
    case U'\uff40': return true;
    default: return c >= U'\u2018' && c <= U'\u201f';
    }
}

bool isOpening(char32_t c)
{
    return c == U'[' || c == U'\uff3b' || c == U'\u3010' || c == U'\u27e6' || c == U'\u2045'
        || c == U'\u3014';
}

bool isClosing(char32_t c)
{
    return c == U']' || c == U'\uff3d' || c == U'\u3011' || c == U'\u27e7' || c == U'\u2046'
        || c == U'\u3015';
}

/// Takes part in no line: controls, what cannot be seen, halves of pairs, what nobody has defined.
bool isInvisible(char32_t c)
{
    // Letters of their own, and fillers, that show nothing.
    if (c == U'\u034f' || c == U'\u115f' || c == U'\u1160' || c == U'\u3164' || c == U'\uffa0'
        || c == U'\u2800')
        return true;
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
    case QChar::Separator_Space: return true;
    default: return (c >= U'\ufe00' && c <= U'\ufe0f') || (c >= 0xe0000 && c <= 0xe0fff);
    }
}

/// F, f and the letters that a reader takes for them.
bool isLetterF(char32_t c)
{
    if (c == U'F' || c == U'f')
        return true;
    const QString plain = QString::fromUcs4(&c, 1).normalized(QString::NormalizationForm_KC).toLower();
    return plain == u"f" || c == U'\u03dc' || c == U'\u03dd' || c == U'\u0192' || c == U'\ua730'
        || c == U'\u1e1f';
}

/// Whether a citation begins behind the bracket at @p place.
bool isCitation(const std::u32string& text, size_t place)
{
    ++place;
    while (place < text.size() && text[place] == U' ')
        ++place;
    if (place >= text.size() || !isLetterF(text[place]))
        return false;
    ++place;
    while (place < text.size()
        && (text[place] == U' ' || QChar::isMark(text[place]) || text[place] == U'-' || text[place] == U'#'))
        ++place;
    return place < text.size() && (QChar::isDigit(text[place]) || QChar::isNumber(text[place]));
}

std::u32string plainText(const QString& name)
{
    std::u32string plain;
    int marks = 0;
    for (const uint code : QStringView(name).left(considered).toUcs4()) {
        const char32_t c = code;
        const bool isMark = QChar::isMark(c);
        marks = isMark ? marks + 1 : 0;
        if (isMark && (marks > mostMarks || plain.empty()))
            continue;
        if (!isInvisible(c))
            plain += isQuote(c) ? U'\'' : c;
        else if (!plain.empty() && plain.back() != U' ')
            plain += U' ';
    }
    while (!plain.empty() && plain.back() == U' ')
        plain.pop_back();
    return plain;
}

void disarmCitations(std::u32string& text)
{
    bool isOpen = false;
    for (size_t at = 0; at < text.size(); ++at) {
        if (isOpening(text[at]) && isCitation(text, at)) {
            text[at] = U'(';
            isOpen = true;
        } else if (isOpen && isClosing(text[at])) {
            text[at] = U')';
            isOpen = false;
        }
    }
}

/// Without its middle, and without half a letter at the cut.
void shorten(std::u32string& text)
{
    if (qsizetype(text.size()) <= longest)
        return;
    size_t end = size_t(longest - keptAtEnd - 1);
    size_t start = text.size() - size_t(keptAtEnd);
    while (start < text.size() && QChar::isMark(text[start]))
        ++start;
    while (end > 0 && QChar::isMark(text[end]))
        --end;
    text = text.substr(0, end) + U'\u2026' + text.substr(start);
}

} // namespace

QString quotedName(const QString& name)
{
    std::u32string text = plainText(name);
    shorten(text);
    // After the cut, which may bring a bracket and an F together.
    disarmCitations(text);
    return u'\u201c' + QString::fromStdU32String(text) + u'\u201d';
}

} // namespace benchglass::corpus
