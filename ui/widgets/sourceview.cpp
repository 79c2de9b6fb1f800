#include "widgets/sourceview.h"

#include "theme/fonts.h"

#include <QPainter>
#include <QTextBlock>

#include <algorithm>

namespace benchglass::widgets {

/// The column of numbers, which scrolls with the lines.
class LineNumbers : public QWidget
{
public:
    explicit LineNumbers(SourceView* view)
        : QWidget(view)
        , m_view(view)
    {
        setAccessibleName(SourceView::tr("Line numbers"));
    }

protected:
    void paintEvent(QPaintEvent* event) override { m_view->paintNumbers(event); }

private:
    SourceView* m_view;
};

SourceView::SourceView(const theme::Theme& theme, QWidget* parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
    , m_margin(new LineNumbers(this))
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setLineWrapMode(NoWrap);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFont(theme::monoFont(theme.tokens().streamPx));
    connect(&theme, &theme::Theme::changed, this, &SourceView::refresh);
    connect(this, &QPlainTextEdit::updateRequest, m_margin, qOverload<>(&QWidget::update));
}

void SourceView::setLines(const QList<Line>& lines, const Mark& mark)
{
    QStringList texts;
    m_numbers.clear();
    for (const Line& line : lines) {
        texts.append(line.text);
        m_numbers.append(line.number);
    }
    m_mark = mark;
    setPlainText(texts.join(u'\n'));
    setViewportMargins(numbersWidth(), 0, 0, 0);
    refresh();
    QTextCursor at(document()->findBlockByNumber(int(std::max<qsizetype>(0, mark.line))));
    if (mark.line >= 0 && mark.length > 0)
        at.setPosition(selectionOf(mark.line, mark.start, mark.length).selectionStart());
    setTextCursor(at);
    if (mark.line >= 0)
        centerCursor();
}

QString SourceView::markedText() const
{
    if (m_mark.line < 0)
        return {};
    QTextCursor cursor = selectionOf(m_mark.line, m_mark.start, m_mark.length);
    if (m_mark.length == 0)
        cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    return cursor.selectedText();
}

qint64 SourceView::markedNumber() const
{
    return m_numbers.value(m_mark.line);
}

/// Part of a line of the file from its first block on, which may go over several.
QTextCursor SourceView::selectionOf(qsizetype block, qsizetype from, qsizetype length) const
{
    QTextBlock at = document()->findBlockByNumber(int(block));
    const auto last = [](const QTextBlock& b) {
        return b.length() - 1;
    };
    while (at.next().isValid() && from > last(at)) {
        from -= last(at);
        at = at.next();
    }
    QTextCursor cursor(at);
    cursor.setPosition(at.position() + int(from));
    while (at.next().isValid() && from + length > last(at)) {
        length -= last(at) - from;
        from = 0;
        at = at.next();
    }
    cursor.setPosition(at.position() + std::min<int>(int(from + length), last(at)), QTextCursor::KeepAnchor);
    return cursor;
}

void SourceView::refresh()
{
    const theme::Tokens& t = m_theme.tokens();
    QList<QTextEdit::ExtraSelection> marks;
    for (qsizetype part = 0; m_mark.line >= 0 && part < m_mark.parts; ++part) {
        QTextEdit::ExtraSelection line;
        line.cursor = QTextCursor(document()->findBlockByNumber(int(m_mark.line + part)));
        line.format.setBackground(t.accentTint);
        line.format.setProperty(QTextFormat::FullWidthSelection, true);
        marks.append(line);
    }
    if (m_mark.line >= 0 && m_mark.length > 0) {
        QTextEdit::ExtraSelection value;
        value.cursor = selectionOf(m_mark.line, m_mark.start, m_mark.length);
        value.format.setBackground(t.accent);
        value.format.setForeground(t.onAccent);
        marks.append(value);
    }
    setExtraSelections(marks);
    m_margin->update();
}

int SourceView::numbersWidth() const
{
    const qint64 largest = m_numbers.isEmpty() ? 1 : *std::max_element(m_numbers.cbegin(), m_numbers.cend());
    return fontMetrics().horizontalAdvance(QString::number(largest)) + 2 * m_theme.tokens().space2;
}

void SourceView::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    const QRect inside = contentsRect();
    m_margin->setGeometry(inside.left(), inside.top(), numbersWidth(), inside.height());
}

void SourceView::paintNumbers(QPaintEvent* event)
{
    const theme::Tokens& t = m_theme.tokens();
    QPainter painter(m_margin);
    painter.fillRect(event->rect(), t.sunk);
    painter.setFont(font());
    const int height = fontMetrics().height();
    const int width = m_margin->width() - t.space2;
    QTextBlock block = firstVisibleBlock();
    for (qreal top = blockBoundingGeometry(block).translated(contentOffset()).top();
         block.isValid() && top <= event->rect().bottom(); block = block.next()) {
        const qint64 number = m_numbers.value(block.blockNumber());
        const bool isMarked = m_mark.line >= 0 && block.blockNumber() == m_mark.line;
        painter.setPen(isMarked ? t.accent : t.muted);
        if (number > 0)
            painter.drawText(QRectF(0, top, width, height), int(Qt::AlignRight | Qt::AlignVCenter),
                QString::number(number));
        top += blockBoundingRect(block).height();
    }
}

} // namespace benchglass::widgets
