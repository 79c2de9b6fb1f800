#include "widgets/streamview.h"

#include "theme/fonts.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextFragment>

#include <algorithm>
#include <iterator>

namespace benchglass::widgets {

namespace {

constexpr qsizetype longestParagraph = 4000;
constexpr qsizetype searchBack = 200;
constexpr qsizetype betweenAnchors = 1024; // what truncate() may have to write once more
constexpr int kindProperty = QTextFormat::UserProperty + 1;

} // namespace

QString withForcedBreaks(const QString& text, qsizetype already, qsizetype limit)
{
    QString out;
    out.reserve(text.size() + text.size() / std::max<qsizetype>(limit, 1) + 1);
    qsizetype column = already;
    qsizetype lineStart = 0; // In out.
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'\n') {
            column = 0;
            out += c;
            lineStart = out.size();
            continue;
        }
        if (column >= limit && !c.isLowSurrogate()) {
            const qsizetype space = out.lastIndexOf(u' ');
            if (space >= lineStart && space >= out.size() - searchBack) {
                out[space] = u'\n';
                column = out.size() - space - 1;
            } else {
                out += u'\n';
                column = 0;
            }
            lineStart = out.size() - column;
        }
        out += c;
        ++column;
    }
    return out;
}

StreamView::StreamView(const theme::Theme& theme, QWidget* parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
{
    setProperty("role", QStringLiteral("stream"));
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setFrameShape(NoFrame);
    setLineWrapMode(WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setAcceptDrops(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFont(theme::monoFont(theme.tokens().streamPx));
    setAccessibleName(tr("The model's words, as they arrive"));
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &StreamView::noteScroll);
    connect(&theme, &theme::Theme::changed, this, &StreamView::recolour);
}

QColor StreamView::colourOf(Kind kind) const
{
    return kind == Kind::Content ? m_theme.tokens().text : m_theme.tokens().muted;
}

void StreamView::recolour()
{
    m_isAppending = true;
    QTextCursor cursor(document());
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            QTextCharFormat format = fragment.charFormat();
            format.setForeground(colourOf(Kind(format.intProperty(kindProperty))));
            cursor.setPosition(fragment.position());
            cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
            cursor.setCharFormat(format);
        }
    }
    m_isAppending = false;
    showMark();
}

void StreamView::append(const QString& text, Kind kind)
{
    if (text.isEmpty())
        return;
    unmark();
    keepAnchor(kind);
    m_text += text;
    QString clean = text;
    // Carriage returns and nulls would be shown as boxes; paragraph separators would become blocks behind our
    // back.
    clean.remove(u'\r');
    clean.replace(QChar(0x2029), u'\n');
    clean.replace(QChar::Null, QChar(0xFFFD));
    m_isAppending = true;
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    QTextCharFormat format;
    format.setProperty(kindProperty, int(kind));
    format.setForeground(colourOf(kind));
    format.setFontItalic(kind == Kind::Thinking);
    cursor.insertText(
        withForcedBreaks(clean, document()->lastBlock().length() - 1, longestParagraph), format);
    m_isAppending = false;
    if (m_isFollowing)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void StreamView::keepAnchor(Kind kind)
{
    if (!m_anchors.isEmpty() && m_anchors.last().kind == kind
        && m_text.size() - m_anchors.last().offset < betweenAnchors)
        return;
    m_anchors.append({m_text.size(), document()->characterCount() - 1, kind});
}

void StreamView::appendMarked(const QString& text, Kind kind)
{
    unmark();
    const int from = document()->characterCount() - 1;
    append(text, kind);
    m_markedFrom = from;
    showMark();
}

void StreamView::unmark()
{
    if (m_markedFrom < 0)
        return;
    m_markedFrom = -1;
    showMark();
}

void StreamView::showMark()
{
    QTextEdit::ExtraSelection mark;
    mark.cursor = QTextCursor(document());
    mark.cursor.movePosition(QTextCursor::End);
    if (m_markedFrom < 0 || m_markedFrom >= mark.cursor.position()) {
        setExtraSelections({});
        return;
    }
    mark.cursor.setPosition(m_markedFrom, QTextCursor::KeepAnchor);
    mark.format.setBackground(m_theme.tokens().accentTint);
    mark.format.setForeground(m_theme.tokens().accent);
    mark.format.setFontUnderline(true);
    setExtraSelections({mark});
}

QString StreamView::markedText() const
{
    const QList<QTextEdit::ExtraSelection> marks = extraSelections();
    return marks.isEmpty() ? QString()
                           : marks.first().cursor.selectedText().replace(QChar(0x2029), QChar(u'\n'));
}

void StreamView::truncate(qsizetype length)
{
    unmark();
    if (length >= m_text.size())
        return;
    const auto after = std::upper_bound(m_anchors.begin(), m_anchors.end(), length,
        [](qsizetype offset, const Anchor& anchor) { return offset < anchor.offset; });
    const Anchor anchor = after == m_anchors.begin() ? Anchor {} : *std::prev(after);
    const QString again = m_text.mid(anchor.offset, length - anchor.offset);
    m_text.truncate(anchor.offset);
    m_anchors.erase(after == m_anchors.begin() ? after : std::prev(after), m_anchors.end());
    m_isAppending = true;
    QTextCursor cursor(document());
    cursor.setPosition(anchor.position);
    cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
    m_isAppending = false;
    append(again, anchor.kind);
    if (m_isFollowing)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void StreamView::reset()
{
    m_text.clear();
    m_anchors.clear();
    unmark();
    clear();
    setFollowing(true);
}

void StreamView::follow()
{
    setFollowing(true);
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void StreamView::showBeginning()
{
    setFollowing(false);
    verticalScrollBar()->setValue(verticalScrollBar()->minimum());
}

void StreamView::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    if (m_isFollowing) // lines break elsewhere now
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void StreamView::setFollowing(bool following)
{
    if (following == m_isFollowing)
        return;
    m_isFollowing = following;
    emit followingChanged(following);
}

void StreamView::noteScroll()
{
    // Text that grows moves the end away from the bar: only the user's scrolling counts.
    if (m_isAppending)
        return;
    const QScrollBar* bar = verticalScrollBar();
    if (bar->value() >= bar->maximum() - 1)
        setFollowing(true);
    else if (bar->isSliderDown())
        setFollowing(false);
}

void StreamView::wheelEvent(QWheelEvent* event)
{
    const int before = verticalScrollBar()->value();
    QPlainTextEdit::wheelEvent(event);
    if (verticalScrollBar()->value() < before)
        setFollowing(false);
}

void StreamView::keyPressEvent(QKeyEvent* event)
{
    const int before = verticalScrollBar()->value();
    if (event->matches(QKeySequence::MoveToEndOfDocument) || event->key() == Qt::Key_End) {
        follow();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
    if (verticalScrollBar()->value() < before)
        setFollowing(false);
}

void StreamView::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* copyAction = menu->addAction(tr("Copy"), this, &QPlainTextEdit::copy);
    copyAction->setEnabled(textCursor().hasSelection());
    menu->addAction(tr("Select all"), this, &QPlainTextEdit::selectAll);
    menu->addAction(tr("Follow the end"), this, &StreamView::follow)->setEnabled(!m_isFollowing);
    menu->popup(event->globalPos());
}

} // namespace benchglass::widgets
