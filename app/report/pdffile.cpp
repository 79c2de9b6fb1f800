#include "report/pdffile.h"

#include <QCryptographicHash>
#include <QHash>
#include <QMap>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace benchglass::report {

namespace {

/// One object: what stands between `n 0 obj` and `endobj`, its stream apart.
struct PdfObject
{
    QByteArray head;
    QByteArray stream; // With its keywords; copied as it is.
};

struct PdfBody
{
    QMap<int, PdfObject> objects;
    int root = 0;
    int info = 0;
};

std::optional<int> numberAfter(const QByteArray& text, const QByteArray& key)
{
    const qsizetype at = text.indexOf(key);
    if (at < 0)
        return std::nullopt;
    bool ok = false;
    const QByteArray rest = text.mid(at + key.size(), 24).simplified();
    const int number = rest.left(rest.indexOf(' ')).toInt(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

/// Where each object starts, by the file's own table.
QMap<qsizetype, int> offsetsOf(const QByteArray& pdf, qsizetype table)
{
    QMap<qsizetype, int> offsets;
    qsizetype at = pdf.indexOf('\n', table) + 1;
    const QByteArray range = pdf.mid(at, pdf.indexOf('\n', at) - at);
    const int count = range.mid(range.indexOf(' ') + 1).trimmed().toInt();
    at = pdf.indexOf('\n', at) + 1;
    constexpr qsizetype entrySize = 20;
    for (int number = 0; number < count && at + entrySize <= pdf.size(); ++number, at += entrySize) {
        if (pdf.at(at + 17) == 'n')
            offsets.insert(pdf.mid(at, 10).toLongLong(), number);
    }
    return offsets;
}

std::optional<PdfBody> bodyOf(const QByteArray& pdf)
{
    const qsizetype start = pdf.lastIndexOf("startxref");
    const qsizetype trailer = pdf.lastIndexOf("trailer");
    if (start < 0 || trailer < 0)
        return std::nullopt;
    const qsizetype table = pdf.mid(start + 10, 20).trimmed().split('\n').first().toLongLong();
    const QMap<qsizetype, int> offsets = offsetsOf(pdf, table);
    PdfBody body;
    for (auto object = offsets.begin(); object != offsets.end(); ++object) {
        const qsizetype end = std::next(object) == offsets.end() ? table : std::next(object).key();
        const QByteArray whole = pdf.mid(object.key(), end - object.key());
        const qsizetype open = whole.indexOf("obj\n");
        const qsizetype close = whole.lastIndexOf("endobj");
        if (open < 0 || close < open)
            return std::nullopt;
        const QByteArray inner = whole.mid(open + 4, close - open - 4);
        const qsizetype stream = inner.indexOf("\nstream\n");
        body.objects.insert(object.value(),
            {stream < 0 ? inner : inner.left(stream + 1), stream < 0 ? QByteArray() : inner.mid(stream + 1)});
    }
    const QByteArray tail = pdf.mid(trailer);
    body.root = numberAfter(tail, "/Root ").value_or(0);
    body.info = numberAfter(tail, "/Info ").value_or(0);
    if (!body.objects.contains(body.root) || !body.objects.contains(body.info))
        return std::nullopt;
    return body;
}

/// Calls @p found with position, length and number of every `n 0 R` outside strings.
template <typename Found>
void eachReference(const QByteArray& text, Found found)
{
    int depth = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char c = text.at(at);
        if (depth > 0 && c == '\\') {
            ++at;
        } else if (c == '(') {
            ++depth;
        } else if (depth > 0) {
            depth -= c == ')' ? 1 : 0;
        } else if (c >= '0' && c <= '9') {
            qsizetype end = at;
            while (end < text.size() && text.at(end) >= '0' && text.at(end) <= '9')
                ++end;
            if (text.mid(end, 4) == " 0 R")
                found(at, end + 4 - at, text.mid(at, end - at).toInt());
            at = end - 1;
        }
    }
}

/// The pages' object numbers, first to last.
QList<int> pageNumbers(const PdfBody& body)
{
    QList<int> pages;
    const int tree = numberAfter(body.objects.value(body.root).head, "/Pages ").value_or(0);
    const QByteArray head = body.objects.value(tree).head;
    const qsizetype open = head.indexOf("/Kids");
    const QByteArray kids = head.mid(open, head.indexOf(']', open) - open);
    eachReference(kids, [&](qsizetype, qsizetype, int number) { pages.append(number); });
    return pages;
}

QByteArray number(double value)
{
    return QByteArray::number(value, 'f', 2);
}

QByteArray textString(const QString& text)
{
    QByteArray hex = "<FEFF";
    for (const QChar c : text.left(400))
        hex += QByteArray::number(c.unicode(), 16).rightJustified(4, '0').toUpper();
    return hex + '>';
}

QByteArray destination(const PdfPlace& place, const QList<int>& pages)
{
    const int page = pages.at(std::clamp<qsizetype>(place.page - 1, 0, pages.size() - 1));
    return '[' + QByteArray::number(page) + " 0 R /XYZ null " + number(place.y) + " null]";
}

void addBookmarks(PdfBody& body, const QList<PdfBookmark>& bookmarks, const QList<int>& pages)
{
    if (bookmarks.isEmpty())
        return;
    const int first = body.objects.lastKey() + 1;
    struct Node
    {
        int parent = -1;
        QList<int> children;
    };
    QList<Node> nodes(bookmarks.size() + 1); // The last one is the tree's root.
    const int top = int(bookmarks.size());
    QList<int> open;
    for (int at = 0; at < top; ++at) {
        while (!open.isEmpty() && bookmarks.at(open.last()).level >= bookmarks.at(at).level)
            open.removeLast();
        nodes[at].parent = open.isEmpty() ? top : open.last();
        nodes[nodes.at(at).parent].children.append(at);
        open.append(at);
    }
    const auto reference = [&](int node) -> QByteArray {
        return QByteArray::number(first + node) + " 0 R";
    };
    for (int at = 0; at <= top; ++at) {
        const Node& node = nodes.at(at);
        QByteArray head = "<<\n";
        if (at == top)
            head += "/Type /Outlines\n";
        if (!node.children.isEmpty())
            head += "/First " + reference(node.children.first()) + "\n/Last "
                + reference(node.children.last()) + "\n/Count "
                + QByteArray::number(at == top ? node.children.size() : -node.children.size()) + '\n';
        if (at < top) {
            const QList<int>& siblings = nodes.at(node.parent).children;
            const qsizetype place = siblings.indexOf(at);
            head += "/Title " + textString(bookmarks.at(at).title) + "\n/Parent " + reference(node.parent)
                + "\n/Dest " + destination(bookmarks.at(at).place, pages) + '\n';
            if (place > 0)
                head += "/Prev " + reference(siblings.at(place - 1)) + '\n';
            if (place + 1 < siblings.size())
                head += "/Next " + reference(siblings.at(place + 1)) + '\n';
        }
        body.objects.insert(first + at, {head + ">>\n", {}});
    }
    QByteArray& catalog = body.objects[body.root].head;
    catalog.insert(catalog.lastIndexOf(">>"), "/Outlines " + reference(top) + "\n/PageMode /UseOutlines\n");
}

void addLinks(PdfBody& body, const QList<PdfLink>& links, const QList<int>& pages)
{
    QMap<int, QByteArray> annotations;
    for (const PdfLink& link : links) {
        if (link.page < 1 || link.page > pages.size())
            continue;
        annotations[pages.at(link.page - 1)] += "<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect ["
            + number(link.area.left()) + ' ' + number(link.area.top()) + ' ' + number(link.area.right()) + ' '
            + number(link.area.bottom()) + "] /Dest " + destination(link.place, pages) + " >>\n";
    }
    for (auto page = annotations.begin(); page != annotations.end(); ++page) {
        const std::optional<int> list = numberAfter(body.objects.value(page.key()).head, "/Annots ");
        if (list && body.objects.contains(*list))
            body.objects[*list].head = "[\n" + page.value() + "]\n";
    }
}

void setDate(PdfBody& body, const QDateTime& created)
{
    QByteArray& info = body.objects[body.info].head;
    const qsizetype at = info.indexOf("/CreationDate");
    if (at < 0 || !created.isValid())
        return;
    const QByteArray date = created.toUTC().toString(QStringLiteral("yyyyMMddHHmmss")).toLatin1();
    info.replace(at, info.indexOf(')', at) + 1 - at, QByteArray("/CreationDate (D:" + date + "Z)"));
}

/// Objects in the order in which they are referred to from the root: old number -> new number.
QList<int> referenceOrder(const PdfBody& body)
{
    QList<int> order {body.root, body.info};
    QHash<int, bool> known {{body.root, true}, {body.info, true}};
    for (qsizetype at = 0; at < order.size(); ++at) {
        eachReference(body.objects.value(order.at(at)).head, [&](qsizetype, qsizetype, int target) {
            if (!known.contains(target) && body.objects.contains(target)) {
                known.insert(target, true);
                order.append(target);
            }
        });
    }
    return order;
}

QByteArray renumbered(const QByteArray& head, const QHash<int, int>& numbers)
{
    QByteArray out;
    qsizetype copied = 0;
    eachReference(head, [&](qsizetype at, qsizetype size, int target) {
        out += head.mid(copied, at - copied);
        out += QByteArray::number(numbers.value(target, 0)) + " 0 R";
        copied = at + size;
    });
    return out + head.mid(copied);
}

/// A subset's name starts with six letters that Qt makes of an object's number: they count in order instead.
class SubsetTags
{
public:
    void rename(QByteArray& head)
    {
        if (!head.contains("/FontName") && !head.contains("/BaseFont"))
            return;
        static const QRegularExpression pattern(QStringLiteral("/([A-Z]{4,7})\\+"));
        const QString text = QString::fromLatin1(head);
        const QRegularExpressionMatch match = pattern.match(text);
        if (!match.hasMatch())
            return;
        const QByteArray old = match.captured(1).toLatin1();
        if (!m_tags.contains(old)) {
            int count = int(m_tags.size());
            QByteArray tag;
            for (int letter = 0; letter < 6; ++letter, count /= 26)
                tag.prepend(char('A' + count % 26));
            m_tags.insert(old, tag);
        }
        head.replace(QByteArray("/" + old + "+"), QByteArray("/" + m_tags.value(old) + "+"));
    }

private:
    QHash<QByteArray, QByteArray> m_tags;
};

QByteArray written(const PdfBody& body)
{
    const QList<int> order = referenceOrder(body);
    QHash<int, int> numbers;
    for (qsizetype at = 0; at < order.size(); ++at)
        numbers.insert(order.at(at), int(at) + 1);
    QByteArray out = "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n";
    QByteArray table = "0000000000 65535 f \n";
    SubsetTags tags;
    for (qsizetype at = 0; at < order.size(); ++at) {
        const PdfObject& object = body.objects[order.at(at)];
        QByteArray head = renumbered(object.head, numbers);
        tags.rename(head);
        table += QByteArray::number(out.size()).rightJustified(10, '0') + " 00000 n \n";
        out += QByteArray::number(at + 1) + " 0 obj\n" + head + object.stream + "endobj\n";
    }
    const QByteArray id = QCryptographicHash::hash(out, QCryptographicHash::Sha256).left(16).toHex();
    const QByteArray size = QByteArray::number(order.size() + 1);
    const QByteArray start = QByteArray::number(out.size());
    return out + "xref\n0 " + size + '\n' + table + "trailer\n<<\n/Size " + size
        + "\n/Root 1 0 R\n/Info 2 0 R\n/ID [<" + id + "> <" + id + ">]\n>>\nstartxref\n" + start
        + "\n%%EOF\n";
}

} // namespace

QByteArray withAdditions(const QByteArray& pdf, const PdfAdditions& additions)
{
    std::optional<PdfBody> body = bodyOf(pdf);
    if (!body)
        return pdf;
    const QList<int> pages = pageNumbers(*body);
    if (pages.isEmpty())
        return pdf;
    setDate(*body, additions.created);
    addBookmarks(*body, additions.bookmarks, pages);
    addLinks(*body, additions.links, pages);
    return written(*body);
}

} // namespace benchglass::report
