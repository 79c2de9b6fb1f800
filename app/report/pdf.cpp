#include "report/galley.h"
#include "report/pages.h"
#include "report/pdffile.h"
#include "report/report.h"
#include "report/words.h"

#include <QBuffer>
#include <QGuiApplication>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>

#include <algorithm>
#include <memory>

namespace benchglass::report {

namespace {

constexpr int resolution = 720; // A tenth of a point, typography.cpp's unit.
constexpr double dotsPerPoint = resolution / 72.0;
constexpr int mostContents = 70;

Spans plain(const QString& text, bool strong = false)
{
    return {Span {visibleText(text).replace(u'\n', u' '), strong, false, false, false}};
}

void drawText(QPainter& painter, const QString& text, const TextStyle& style, const QRectF& area)
{
    const TextBlock block(plain(text), style, area.width());
    block.draw(painter, area.topLeft(), 0, 1);
}

/// @p text, cut with an ellipsis where it is wider than @p width.
QString shortened(const QString& text, const TextStyle& style, double width)
{
    QString shown = text.left(300);
    while (shown.size() > 1 && naturalWidth(plain(shown), style) > width) {
        shown.chop(shown.endsWith(u'\u2026') ? 2 : 1);
        shown += u'\u2026';
    }
    return shown;
}

/// Where each heading came to stand.
struct Landing
{
    int page = 0;   ///< From 1.
    double top = 0; ///< From the top of the sheet, in points.
};

/// Title, contents and body in one column, then cut and painted.
class Document
{
public:
    explicit Document(const Report& report);

    QByteArray bytes() const;

private:
    void setTitle();
    void setContents(const Galley& body);
    void land();
    void paintPage(QPainter& painter, int number) const;
    void paintGrounds(QPainter& painter, const PlannedPage& page) const;
    void paintMargins(QPainter& painter, int number) const;
    PdfAdditions additions() const;

    const Report& m_report;
    Galley m_galley;
    QList<PlannedPage> m_pages;
    std::shared_ptr<QList<Landing>> m_landings = std::make_shared<QList<Landing>>();
};

void append(Galley& galley, Galley&& more)
{
    const int heads = int(galley.heads.size());
    const int headings = int(galley.headings.size());
    for (Atom& atom : more.atoms) {
        atom.head = atom.head < 0 ? -1 : atom.head + heads;
        atom.heading = atom.heading < 0 ? -1 : atom.heading + headings;
        galley.atoms.append(std::move(atom));
    }
    galley.heads += more.heads;
    galley.headings += more.headings;
}

Document::Document(const Report& report)
    : m_report(report)
{
    Report rest = report;
    setTitle();
    // The key values that open a report belong to its title block.
    if (!rest.blocks.isEmpty() && std::holds_alternative<KeyValues>(rest.blocks.first())) {
        Report opening;
        opening.blocks = {rest.blocks.takeFirst()};
        setBlocks(m_galley, opening);
    }
    Galley body;
    setBlocks(body, rest);
    setContents(body);
    if (!body.atoms.isEmpty())
        body.atoms.first().startsPage = true;
    append(m_galley, std::move(body));
    m_pages = pagesOf(m_galley);
    land();
}

void Document::setTitle()
{
    TextStyle title;
    title.size = 24;
    title.leading = 1.2;
    title.bold = true;
    Atom air;
    air.height = 40;
    m_galley.atoms.append(air);
    setText(m_galley, plain(m_report.title), title, 0, 0);
    if (!m_report.subtitle.isEmpty()) {
        TextStyle subtitle;
        subtitle.size = 11;
        subtitle.color = ink::muted;
        setText(m_galley, plain(m_report.subtitle), subtitle, 0, 4);
    }
    Atom rule;
    rule.before = 12;
    rule.height = 8;
    rule.paint = [](QPainter& painter, const QPointF& at) {
        painter.fillRect(QRectF(at.x(), at.y(), 48, 2.5), QColor::fromRgb(ink::accent));
    };
    m_galley.atoms.append(rule);
}

void Document::setContents(const Galley& body)
{
    const qsizetype sections = std::count_if(
        body.headings.begin(), body.headings.end(), [](const HeadingMark& mark) { return mark.level <= 3; });
    const int deepest = sections > mostContents ? 2 : 3;
    TextStyle heading;
    heading.size = 11.5;
    heading.bold = true;
    bool any = false;
    for (int index = 0; index < body.headings.size(); ++index) {
        const HeadingMark& mark = body.headings.at(index);
        if (mark.level > deepest)
            continue;
        if (!any) {
            setText(m_galley, plain(Words::tr("Contents")), heading, 0, 28);
            m_galley.atoms.last().keepWithNext = true;
            any = true;
        }
        TextStyle style;
        style.color = mark.level <= 2 ? ink::text : ink::muted;
        const double left = mark.level <= 2 ? 0 : 14;
        Atom atom;
        atom.before = mark.level <= 2 ? 4 : 0.5;
        atom.height = style.lineHeight();
        atom.target = index;
        const double room = page::textWidth - left - 40;
        const QString text = shortened(mark.text, style, room);
        const double end = left + naturalWidth(plain(text), style) + 3;
        atom.paint = [style, text, left, end, index, landings = m_landings](
                         QPainter& painter, const QPointF& at) {
            drawText(painter, text, style, {at.x() + left, at.y(), page::textWidth, style.lineHeight()});
            TextStyle number = style;
            number.align = Align::Right;
            drawText(painter, QString::number(landings->at(index).page), number,
                {at.x() + page::textWidth - 30, at.y(), 30, style.lineHeight()});
            painter.setPen(QPen(QColor::fromRgb(ink::line), 0.75, Qt::CustomDashLine, Qt::FlatCap));
            QPen dots = painter.pen();
            dots.setDashPattern({1, 4});
            painter.setPen(dots);
            const double y = at.y() + style.lineHeight() * 0.72;
            painter.drawLine(QPointF(at.x() + end, y), QPointF(at.x() + page::textWidth - 20, y));
        };
        m_galley.atoms.append(atom);
    }
}

void Document::land()
{
    m_landings->fill({1, 0}, m_galley.headings.size());
    for (int number = 0; number < m_pages.size(); ++number) {
        for (const PlacedAtom& placed : m_pages.at(number).atoms) {
            const int heading = m_galley.atoms.at(placed.atom).heading;
            if (heading >= 0)
                (*m_landings)[heading] = {number + 1, page::top + placed.top};
        }
    }
}

void Document::paintGrounds(QPainter& painter, const PlannedPage& page) const
{
    constexpr double pad = 5;
    for (qsizetype at = 0; at < page.atoms.size();) {
        const Atom& first = m_galley.atoms.at(page.atoms.at(at).atom);
        qsizetype end = at + 1;
        while (end < page.atoms.size() && m_galley.atoms.at(page.atoms.at(end).atom).box == first.box)
            ++end;
        if (first.box >= 0) {
            const PlacedAtom& last = page.atoms.at(end - 1);
            const double top = page::top + page.atoms.at(at).top - pad;
            const double bottom = page::top + last.top + m_galley.atoms.at(last.atom).height + pad;
            painter.fillRect(
                QRectF(page::side + first.boxLeft, top, page::textWidth - first.boxLeft, bottom - top),
                QColor::fromRgb(ink::sunk));
        }
        at = end;
    }
}

void Document::paintMargins(QPainter& painter, int number) const
{
    TextStyle style;
    style.size = 8;
    style.color = ink::muted;
    TextStyle right = style;
    right.align = Align::Right;
    const QRectF foot(page::side, page::height - 40, page::textWidth, style.lineHeight());
    drawText(painter, Words::tr("Page %1 of %2").arg(number).arg(m_pages.size()), right, foot);
    drawText(painter, QStringLiteral("Benchglass"), style, foot);
    if (number == 1)
        return;
    const QRectF head(page::side, 34, page::textWidth, style.lineHeight());
    drawText(painter, shortened(m_report.title, style, page::textWidth - 130), style, head);
    drawText(
        painter, m_report.dateUtc.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm 'UTC'")), right, head);
    painter.fillRect(QRectF(page::side, 49, page::textWidth, 0.5), QColor::fromRgb(ink::line));
}

void Document::paintPage(QPainter& painter, int number) const
{
    const PlannedPage& page = m_pages.at(number - 1);
    painter.save();
    painter.scale(dotsPerPoint, dotsPerPoint);
    paintMargins(painter, number);
    paintGrounds(painter, page);
    if (page.head >= 0)
        m_galley.heads.at(page.head).paint(painter, {page::side, page::top});
    for (const PlacedAtom& placed : page.atoms) {
        const Atom& atom = m_galley.atoms.at(placed.atom);
        if (!atom.paint)
            continue;
        painter.save();
        painter.translate(page::side, page::top + placed.top);
        painter.scale(placed.scale, placed.scale);
        atom.paint(painter, {});
        painter.restore();
    }
    painter.restore();
}

PdfAdditions Document::additions() const
{
    PdfAdditions additions;
    additions.created = m_report.dateUtc;
    for (int index = 0; index < m_galley.headings.size(); ++index) {
        const HeadingMark& mark = m_galley.headings.at(index);
        const Landing& landing = m_landings->at(index);
        if (mark.level <= 4)
            additions.bookmarks.append(
                {mark.text, mark.level, {landing.page, page::height - landing.top + 6}});
    }
    for (int number = 0; number < m_pages.size(); ++number) {
        for (const PlacedAtom& placed : m_pages.at(number).atoms) {
            const Atom& atom = m_galley.atoms.at(placed.atom);
            if (atom.target < 0)
                continue;
            const Landing& landing = m_landings->at(atom.target);
            const double top = page::height - page::top - placed.top;
            additions.links.append(
                {number + 1, QRectF(page::side, top - atom.height, page::textWidth, atom.height),
                    {landing.page, page::height - landing.top + 6}});
        }
    }
    return additions;
}

QByteArray Document::bytes() const
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(resolution);
        writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, QMarginsF()));
        writer.setTitle(m_report.title);
        writer.setCreator(QStringLiteral("Benchglass"));
        QPainter painter(&writer);
        for (int number = 1; number <= m_pages.size(); ++number) {
            if (number > 1)
                writer.newPage();
            paintPage(painter, number);
        }
    }
    return withAdditions(buffer.data(), additions());
}

} // namespace

base::Result<QByteArray> pdfBytes(const Report& report)
{
    if (!qobject_cast<QGuiApplication*>(QCoreApplication::instance()))
        return base::failure(base::ErrorCode::WriteFailed,
            Words::tr("A PDF needs the program's fonts, which are not loaded."),
            QStringLiteral("no QGuiApplication"));
    return Document(report).bytes();
}

base::Result<void> writePdf(const Report& report, const QString& path)
{
    const base::Result<QByteArray> bytes = pdfBytes(report);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return writeFile(path, *bytes);
}

} // namespace benchglass::report
