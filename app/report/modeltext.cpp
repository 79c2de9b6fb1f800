#include "report/modeltext.h"

#include <QStringBuilder>

#include <md4c.h>

#include <algorithm>

namespace benchglass::report {

namespace {

constexpr qsizetype longestParsed = 400'000;
constexpr int deepest = 8;

/// What md4c's callbacks build. An abort (a result that grows out of hand) is told by their return value.
class Builder
{
public:
    Builder(qsizetype sourceSize, int demoteBy)
        : m_budget(sourceSize * 4 + 20'000)
        , m_demoteBy(demoteBy)
    {
    }

    int enterBlock(MD_BLOCKTYPE type, void* detail);
    int leaveBlock(MD_BLOCKTYPE type);
    int enterSpan(MD_SPANTYPE type, void* detail);
    int leaveSpan(MD_SPANTYPE type);
    int text(MD_TEXTTYPE type, QString piece);

    QList<Piece> takePieces() { return std::move(m_pieces); }

private:
    struct List
    {
        bool ordered = false;
        unsigned next = 1;
    };

    void open(PieceKind kind);
    void close();
    void flushMarker();
    void append(const QString& text, bool code);
    int spend(qsizetype amount);
    Spans* target();

    QList<Piece> m_pieces;
    Piece m_piece;
    bool m_isOpen = false;
    QString m_marker;
    QList<List> m_lists;
    QStringList m_addresses; // Of the links and images that are open.
    int m_quotes = 0;
    int m_strong = 0;
    int m_emphasis = 0;
    int m_code = 0;
    int m_struck = 0;
    qsizetype m_budget;
    int m_demoteBy;
};

int Builder::spend(qsizetype amount)
{
    m_budget -= amount;
    return m_budget < 0 ? 1 : 0;
}

void Builder::open(PieceKind kind)
{
    close();
    m_piece = Piece();
    m_piece.kind = kind;
    m_piece.listDepth = int(std::min<qsizetype>(m_lists.size(), deepest));
    m_piece.quoteDepth = std::min(m_quotes, deepest);
    m_piece.marker = std::exchange(m_marker, QString());
    m_isOpen = true;
}

void Builder::close()
{
    if (!m_isOpen)
        return;
    m_pieces.append(std::move(m_piece));
    m_isOpen = false;
}

void Builder::flushMarker()
{
    close();
    if (m_marker.isEmpty())
        return;
    open(PieceKind::Paragraph);
    close();
}

int Builder::enterBlock(MD_BLOCKTYPE type, void* detail)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
        close();
        ++m_quotes;
        break;
    case MD_BLOCK_UL:
        flushMarker();
        m_lists.append(List {});
        break;
    case MD_BLOCK_OL:
        flushMarker();
        m_lists.append(List {true, static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start});
        break;
    case MD_BLOCK_LI: {
        List& list = m_lists.last();
        m_marker = list.ordered ? QString::number(list.next++) % u'.' : QStringLiteral("-");
        break;
    }
    case MD_BLOCK_HR:
        open(PieceKind::Rule);
        close();
        break;
    case MD_BLOCK_H:
        open(PieceKind::Heading);
        m_piece.level = std::clamp(int(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level) + m_demoteBy, 1, 6);
        break;
    case MD_BLOCK_CODE: open(PieceKind::Code); break;
    case MD_BLOCK_P:
    case MD_BLOCK_HTML: open(PieceKind::Paragraph); break;
    case MD_BLOCK_TABLE: open(PieceKind::Table); break;
    case MD_BLOCK_TR: m_piece.rows.append(QList<Spans>()); break;
    case MD_BLOCK_TH:
        m_piece.align.append(
            static_cast<MD_BLOCK_TD_DETAIL*>(detail)->align == MD_ALIGN_RIGHT ? Align::Right : Align::Left);
        [[fallthrough]];
    case MD_BLOCK_TD: m_piece.rows.last().append(Spans()); break;
    default: break;
    }
    return spend(2);
}

int Builder::leaveBlock(MD_BLOCKTYPE type)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
        close();
        --m_quotes;
        break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        close();
        m_lists.removeLast();
        break;
    case MD_BLOCK_LI: flushMarker(); break;
    case MD_BLOCK_H:
    case MD_BLOCK_CODE:
    case MD_BLOCK_P:
    case MD_BLOCK_HTML:
    case MD_BLOCK_TABLE: close(); break;
    default: break;
    }
    return 0;
}

Spans* Builder::target()
{
    // A tight list has its text without a paragraph around it.
    if (!m_isOpen)
        open(PieceKind::Paragraph);
    if (m_piece.kind != PieceKind::Table)
        return &m_piece.spans;
    if (m_piece.rows.isEmpty() || m_piece.rows.last().isEmpty())
        return nullptr;
    return &m_piece.rows.last().last();
}

void Builder::append(const QString& text, bool code)
{
    Spans* spans = target();
    if (!spans || text.isEmpty())
        return;
    const Span span {text, m_strong > 0, m_emphasis > 0, code || m_code > 0, m_struck > 0};
    if (!spans->isEmpty() && spans->last().hasStyleOf(span))
        spans->last().text += text;
    else
        spans->append(span);
}

QString attributeText(const MD_ATTRIBUTE& attribute)
{
    return visibleText(QString::fromUtf8(attribute.text, qsizetype(attribute.size)));
}

int Builder::enterSpan(MD_SPANTYPE type, void* detail)
{
    switch (type) {
    case MD_SPAN_EM: ++m_emphasis; break;
    case MD_SPAN_STRONG: ++m_strong; break;
    case MD_SPAN_CODE: ++m_code; break;
    case MD_SPAN_DEL: ++m_struck; break;
    case MD_SPAN_A:
        m_addresses.append(attributeText(static_cast<MD_SPAN_A_DETAIL*>(detail)->href));
        return spend(m_addresses.last().size());
    case MD_SPAN_IMG:
        m_addresses.append(attributeText(static_cast<MD_SPAN_IMG_DETAIL*>(detail)->src));
        append(QStringLiteral("[image: "), false);
        return spend(m_addresses.last().size());
    default: break;
    }
    return spend(2);
}

int Builder::leaveSpan(MD_SPANTYPE type)
{
    switch (type) {
    case MD_SPAN_EM: --m_emphasis; break;
    case MD_SPAN_STRONG: --m_strong; break;
    case MD_SPAN_CODE: --m_code; break;
    case MD_SPAN_DEL: --m_struck; break;
    case MD_SPAN_A:
    case MD_SPAN_IMG: {
        const QString address = m_addresses.takeLast();
        const Spans* spans = target();
        const bool saidAlready = spans && !spans->isEmpty() && spans->last().text.endsWith(address);
        if (type == MD_SPAN_IMG)
            append(QStringLiteral("]"), false);
        if (!address.isEmpty() && !saidAlready) {
            append(QStringLiteral(" ("), false);
            append(address, true);
            append(QStringLiteral(")"), false);
        }
        break;
    }
    default: break;
    }
    return 0;
}

/// The character of an entity that models do write; any other stays as it was written.
QString entityText(const QString& entity)
{
    if (entity == u"&amp;")
        return QStringLiteral("&");
    if (entity == u"&lt;")
        return QStringLiteral("<");
    if (entity == u"&gt;")
        return QStringLiteral(">");
    if (entity == u"&quot;")
        return QStringLiteral("\"");
    if (entity == u"&apos;" || entity == u"&#39;")
        return QStringLiteral("'");
    if (entity == u"&nbsp;")
        return QStringLiteral(" ");
    return entity;
}

int Builder::text(MD_TEXTTYPE type, QString piece)
{
    const qsizetype size = piece.size();
    switch (type) {
    case MD_TEXT_NULLCHAR: piece = QChar(QChar::ReplacementCharacter); break;
    case MD_TEXT_BR: piece = QChar(QChar::LineSeparator); break;
    case MD_TEXT_SOFTBR: piece = u' '; break;
    case MD_TEXT_ENTITY: piece = entityText(piece); break;
    case MD_TEXT_CODE:
        // A bar within code must be escaped in a table's cell; md4c leaves the escape standing.
        if (m_isOpen && m_piece.kind == PieceKind::Table)
            piece.replace(QLatin1String("\\|"), QLatin1String("|"));
        break;
    default: break;
    }
    if (m_isOpen && m_piece.kind == PieceKind::Code)
        m_piece.code += piece;
    else
        append(piece, false);
    return spend(size);
}

QList<Piece> plainPieces(const QString& text)
{
    Piece piece;
    piece.kind = PieceKind::Code;
    piece.code = text;
    return {piece};
}

MD_PARSER parserFor()
{
    MD_PARSER parser {};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOHTML;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* builder) {
        return static_cast<Builder*>(builder)->enterBlock(type, detail);
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* builder) {
        return static_cast<Builder*>(builder)->leaveBlock(type);
    };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* builder) {
        return static_cast<Builder*>(builder)->enterSpan(type, detail);
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* builder) {
        return static_cast<Builder*>(builder)->leaveSpan(type);
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* builder) {
        return static_cast<Builder*>(builder)->text(type, QString::fromUtf8(text, qsizetype(size)));
    };
    return parser;
}

} // namespace

bool Span::hasStyleOf(const Span& other) const
{
    return strong == other.strong && emphasis == other.emphasis && code == other.code
        && struck == other.struck;
}

QString visibleText(const QString& text)
{
    QString visible = text;
    visible.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    for (QChar& c : visible) {
        const char16_t code = c.unicode();
        const bool control = (code < 0x20 && code != u'\n' && code != u'\t') || (code >= 0x7f && code < 0xa0);
        const bool overridesDirection =
            (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
        const bool nonCharacter = code == 0xfffe || code == 0xffff;
        if (code == u'\r')
            c = u'\n';
        else if (control || overridesDirection || nonCharacter)
            c = QChar::ReplacementCharacter;
    }
    return visible;
}

QString plainText(const Spans& spans)
{
    QString text;
    for (const Span& span : spans)
        text += span.text;
    return text;
}

QList<Piece> piecesOf(const QString& markdown, int demoteBy)
{
    const QString source = visibleText(markdown);
    if (source.size() > longestParsed)
        return plainPieces(source);
    const QByteArray bytes = source.toUtf8();
    Builder builder(bytes.size(), demoteBy);
    const MD_PARSER parser = parserFor();
    if (md_parse(bytes.constData(), MD_SIZE(bytes.size()), &parser, &builder) != 0)
        return plainPieces(source);
    return builder.takePieces();
}

} // namespace benchglass::report
