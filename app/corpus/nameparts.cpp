#include "corpus/nameparts.h"

#include "corpus/namedates.h"
#include "corpus/namewords.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace benchglass::corpus {

namespace {

constexpr qsizetype longestName = 512;
constexpr qsizetype longestWord = 32;
constexpr qsizetype longestText = 64;
constexpr qsizetype mostPieces = 32;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isLetter(QChar c)
{
    if (c < u'\x80')
        return c >= u'a' && c <= u'z';
    return c.isLetter() || c.isSurrogate() || c.isMark();
}

bool isJoint(QChar c)
{
    return c == u'_' || c == u'-' || c == u' ' || c == u'#';
}

/// A number that begins at some place of a name.
struct Number
{
    qsizetype length = 0;
    double value = 0;
    bool isBare = true;
};

/// Reads one name from left to right.
class Scanner
{
public:
    explicit Scanner(QStringView name)
    {
        m_text.reserve(std::min(name.size(), longestName));
        // Letter by letter: QString::toLower() may change the length.
        for (const QChar c : name.left(longestName))
            m_text += c < u'\x80' && (c < u'A' || c > u'Z') ? c : c.toLower();
    }

    NameParts scan();

private:
    QChar at(qsizetype place) const { return place < m_text.size() ? m_text.at(place) : QChar(); }
    QStringView view(qsizetype start, qsizetype length) const
    {
        return QStringView(m_text).mid(start, length);
    }
    bool endsAt(qsizetype place) const { return !isDigit(at(place)) && !isLetter(at(place)); }
    qsizetype runOf(qsizetype start, bool (*accepts)(QChar)) const;

    const NameSpan* dateAt(qsizetype place) const;

    std::optional<Number> readNumber(qsizetype start, bool isBeforeKnownWord) const;
    void add(PieceKind kind, const QString& name, qsizetype start, qsizetype value, qsizetype end);
    void addNumber(
        PieceKind kind, const QString& name, qsizetype start, qsizetype value, const Number& number);

    bool takeListed(qsizetype start);
    bool takeSize(qsizetype start);
    bool takeNumberFirst(qsizetype start);
    bool takeAssigned(qsizetype start, qsizetype letters);
    bool takeWord(qsizetype start, qsizetype letters);
    const SettingWord* knownAt(qsizetype& start, qsizetype letters) const;
    void skipToken();
    QString skeleton() const;

    QString m_text;
    NameParts m_parts;
    qsizetype m_place = 0;
    qsizetype m_taken = 0;        ///< Where the last piece ended.
    NameSpan m_before {-1, 0};    ///< The bare word before this one, when only a joint is between.
    bool m_isAfterFamily = false; ///< The token before names a family of models.
    QList<NameSpan> m_values;
};

qsizetype Scanner::runOf(qsizetype start, bool (*accepts)(QChar)) const
{
    qsizetype end = start;
    while (end < m_text.size() && accepts(m_text.at(end)))
        ++end;
    return end - start;
}

const NameSpan* Scanner::dateAt(qsizetype place) const
{
    const auto found = std::ranges::find_if(m_parts.dates,
        [&](const NameSpan& date) { return place >= date.start && place < date.start + date.length; });
    return found == m_parts.dates.end() ? nullptr : &*found;
}

/// `80`, `0.8`, `0p8`, `1e-4`, `4k`. Nothing for versions (`1.2.3`) and for numbers inside words (`2d`).
std::optional<Number> Scanner::readNumber(qsizetype start, bool isBeforeKnownWord) const
{
    constexpr qsizetype mostDigits = 15;
    const qsizetype whole = runOf(start, isDigit);
    if (whole == 0 || whole > mostDigits || dateAt(start))
        return {};
    Number number {whole, view(start, whole).toDouble(), true};
    qsizetype end = start + whole;
    const qsizetype decimals = runOf(end + 1, isDigit);
    const bool isPoint = at(end) == u'.' || (at(end) == u'p' && whole <= 2);
    if (isPoint && decimals > 0 && decimals <= 6 && !dateAt(end + 1)) {
        number.value += view(end + 1, decimals).toDouble() / std::pow(10.0, double(decimals));
        number.isBare = false;
        end += 1 + decimals;
        if (at(end) == u'.' && isDigit(at(end + 1)))
            return {};
    }
    const qsizetype sign = at(end + 1) == u'-' ? 1 : 0;
    const qsizetype exponent = at(end) == u'e' ? runOf(end + 1 + sign, isDigit) : 0;
    if (exponent > 0 && exponent <= 2) {
        end += 1 + sign + exponent;
        number.value = view(start, end - start).toString().replace(u'p', u'.').toDouble();
        number.isBare = false;
    } else if (at(end) == u'k' && endsAt(end + 1)) {
        number.value *= 1024;
        number.isBare = false;
        ++end;
    }
    number.length = end - start;
    if (endsAt(end))
        return number;
    const qsizetype letters = isBeforeKnownWord ? runOf(end, isLetter) : 0;
    if (letters > 0 && isDigit(at(end + letters)) && settingNamed(view(end, letters)))
        return number;
    return {};
}

void Scanner::add(PieceKind kind, const QString& name, qsizetype start, qsizetype value, qsizetype end)
{
    NamePiece piece;
    piece.kind = kind;
    piece.name = name;
    piece.written = view(start, end - start).toString();
    piece.text = view(value, end - value).toString();
    piece.isNumber = false;
    piece.start = start;
    piece.length = end - start;
    m_parts.pieces.append(piece);
    m_values.append({value, end - value});
    m_place = m_taken = end;
    m_before = {-1, 0};
}

void Scanner::addNumber(
    PieceKind kind, const QString& name, qsizetype start, qsizetype value, const Number& number)
{
    add(kind, name, start, value, value + number.length);
    NamePiece& piece = m_parts.pieces.last();
    piece.isNumber = true;
    piece.value = number.value;
    piece.isBare = number.isBare;
}

bool Scanner::takeListed(qsizetype start)
{
    if (const qsizetype length = quantisationLength(view(start, longestWord)); length > 0) {
        add(PieceKind::Quantisation, QStringLiteral("quantisation"), start, start, start + length);
        m_parts.pieces.last().text.replace(u'-', u'_');
        return true;
    }
    if (const qsizetype length = deviceLength(view(start, longestWord)); length > 0) {
        add(PieceKind::Device, QStringLiteral("device"), start, start, start + length);
        return true;
    }
    return false;
}

/// `7b`, `1.5b`, `2p5b`, `270m`.
bool Scanner::takeSize(qsizetype start)
{
    qsizetype end = start + runOf(start, isDigit);
    const qsizetype whole = end - start;
    qsizetype decimals = 0;
    if (at(end) == u'.' || at(end) == u'p') {
        decimals = runOf(end + 1, isDigit);
        if (decimals > 0)
            end += 1 + decimals;
    }
    if (whole > 4 || decimals > 2 || dateAt(start) || (at(end) != u'b' && at(end) != u'm')
        || !endsAt(end + 1))
        return false;
    const bool isMillions = at(end) == u'm';
    QString text = view(start, end - start).toString().replace(u'p', u'.');
    add(PieceKind::Size, QStringLiteral("model size"), start, start, end + 1);
    NamePiece& piece = m_parts.pieces.last();
    piece.value = text.toDouble() / (isMillions ? 1000 : 1);
    piece.text = text + at(end);
    return true;
}

/// `512ctx`: for known abbreviations only.
bool Scanner::takeNumberFirst(qsizetype start)
{
    const qsizetype digits = runOf(start, isDigit);
    const qsizetype letters = runOf(start + digits, isLetter);
    if (digits > 9 || letters < 2 || !endsAt(start + digits + letters) || dateAt(start))
        return false;
    const SettingWord* const known = settingNamed(view(start + digits, letters));
    if (!known || known->kind == PieceKind::Fraction)
        return false;
    const double value = view(start, digits).toDouble();
    add(known->kind, QString::fromUtf16(known->name), start, start, start + digits + letters);
    NamePiece& piece = m_parts.pieces.last();
    piece.text.truncate(digits);
    piece.isNumber = true;
    piece.value = value;
    return true;
}

/// `key=value`, with a number or a text.
bool Scanner::takeAssigned(qsizetype start, qsizetype letters)
{
    const qsizetype sign = start + letters;
    qsizetype begin = start;
    const auto isOfKey = [&](QChar c) {
        return isLetter(c) || isDigit(c) || c == u'_' || c == u'-';
    };
    while (begin > m_taken && isOfKey(m_text.at(begin - 1)))
        --begin;
    while (isJoint(at(begin)))
        ++begin;
    if (sign - begin > longestWord || view(begin, sign - begin) == u"file")
        return false;
    QString key = view(begin, sign - begin).toString().replace(u'-', u'_');
    const SettingWord* known = settingNamed(key);
    for (QStringView rest(key); !known && rest.contains(u'_');) {
        rest = rest.sliced(rest.indexOf(u'_') + 1);
        known = settingNamed(rest);
    }
    PieceKind kind = PieceKind::Setting;
    if (known) {
        kind = known->kind;
        key = QString::fromUtf16(known->name);
    }
    if (const auto number = readNumber(sign + 1, false)) {
        addNumber(kind, key, begin, sign + 1, *number);
        return true;
    }
    // A name that is one assignment (`model=llama3_8b`) has its value up to the end.
    const bool isAlone = m_text.count(u'=') == 1;
    qsizetype end = sign + 1;
    const QStringView stops = isAlone ? QStringView(u",;&") : QStringView(u"_,;&+@ ");
    while (end < m_text.size() && !stops.contains(m_text.at(end)))
        ++end;
    if (end == sign + 1 || end - sign > longestText || dateAt(sign + 1))
        return false;
    add(PieceKind::Text, key, begin, sign + 1, end);
    return true;
}

/// The setting that the word names, also together with the word before (`num_ctx512`, `top_p_0.9`).
const SettingWord* Scanner::knownAt(qsizetype& start, qsizetype letters) const
{
    if (m_before.start >= 0) {
        const qsizetype length = start + letters - m_before.start;
        const QString both = view(m_before.start, length).toString().replace(u'-', u'_').replace(u' ', u'_');
        if (const SettingWord* const known = settingNamed(both)) {
            start = m_before.start;
            return known;
        }
    }
    return settingNamed(view(start, letters));
}

/// `gpu80`, `run_3`, `phase_1`.
bool Scanner::takeWord(qsizetype start, qsizetype letters)
{
    qsizetype begin = start;
    const SettingWord* const known = knownAt(begin, letters);
    const QStringView word = view(start, letters);
    // A single letter behind a model's name is a part of it: deepseek-r1, mistral-v0.2.
    if (letters == 1 && (!known || (begin == start && m_isAfterFamily)))
        return false;
    qsizetype value = start + letters;
    const bool isGlued = isDigit(at(value));
    if (!isGlued) {
        if (!isJoint(at(value)) && !(known && at(value) == u'.'))
            return false;
        ++value;
    }
    const auto number = readNumber(value, known != nullptr);
    if (!number)
        return false;
    if (known) {
        // temp_0_8 may be 0.8 or 0 in run 8: nobody can tell.
        const qsizetype next = value + number->length;
        const bool isTorn = known->kind == PieceKind::Fraction && number->isBare && number->length == 1
            && isJoint(at(next)) && isDigit(at(next + 1)) && runOf(next + 1, isDigit) <= 2;
        if (isTorn)
            return false;
        addNumber(known->kind, QString::fromUtf16(known->name), begin, value, *number);
        return true;
    }
    const bool isYear =
        number->isBare && number->length == 4 && number->value >= 1990 && number->value < 2040;
    if (isYear)
        m_parts.dates.append({value, number->length});
    if (isYear || letters > longestWord || namesNoValue(word, isGlued))
        return false;
    addNumber(PieceKind::Word, word.toString(), start, value, *number);
    return true;
}

/// Goes on behind the letters and digits here, with the decimals of a version (`llama3.1`).
void Scanner::skipToken()
{
    const qsizetype start = m_place;
    const qsizetype letters = runOf(start, isLetter);
    m_isAfterFamily = namesModelFamily(view(start, letters));
    while (!endsAt(m_place))
        ++m_place;
    const bool isWord = letters > 0 && m_place == start + letters && isJoint(at(m_place));
    m_before = isWord ? NameSpan {start, letters} : NameSpan {-1, 0};
    // A family's number is its version.
    if (m_isAfterFamily && isJoint(at(m_place)) && isDigit(at(m_place + 1)) && !takeSize(m_place + 1)) {
        ++m_place;
        m_place += runOf(m_place, isDigit);
    }
    const bool isVersion = isDigit(at(m_place - 1)) && (at(m_place) == u'.' || at(m_place) == u'p');
    if (isVersion && isDigit(at(m_place + 1)))
        m_place += 1 + runOf(m_place + 1, isDigit);
}

QString Scanner::skeleton() const
{
    QList<NameSpan> gaps = m_values + m_parts.dates;
    std::ranges::sort(gaps, {}, &NameSpan::start);
    QString text;
    qsizetype done = 0;
    for (const NameSpan& gap : gaps) {
        if (gap.start < done)
            continue;
        text += view(done, gap.start - done);
        text += QChar(u'\ufffc');
        done = gap.start + gap.length;
    }
    text += view(done, m_text.size() - done);
    return text;
}

NameParts Scanner::scan()
{
    m_parts.dates = datesIn(m_text);
    while (m_place < m_text.size() && m_parts.pieces.size() < mostPieces) {
        if (const NameSpan* const date = dateAt(m_place)) {
            m_place = m_taken = date->start + date->length;
            m_before = {-1, 0};
            continue;
        }
        const QChar c = m_text.at(m_place);
        const qsizetype start = m_place;
        if (!isDigit(c) && !isLetter(c)) {
            if (!isJoint(c))
                m_before = {-1, 0};
            ++m_place;
            continue;
        }
        const qsizetype letters = runOf(start, isLetter);
        bool taken = false;
        if (at(start + letters) == u'=')
            taken = takeAssigned(start, letters);
        else if (takeListed(start) || (letters == 0 && (takeSize(start) || takeNumberFirst(start))))
            taken = true;
        else if (letters > 0 && !namesModelFamily(view(start, letters)))
            taken = takeWord(start, letters);
        if (taken)
            m_isAfterFamily = false;
        else
            skipToken();
    }
    if (std::ranges::any_of(m_parts.pieces, [](const NamePiece& p) { return p.kind == PieceKind::Word; }))
        m_parts.skeleton = skeleton();
    return m_parts;
}

} // namespace

NameParts partsOfName(QStringView name)
{
    return Scanner(name).scan();
}

} // namespace benchglass::corpus
