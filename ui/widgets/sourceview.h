#pragma once

#include "theme/theme.h"

#include <QList>
#include <QPlainTextEdit>

namespace benchglass::widgets {

/// Lines of a file with their numbers, one of them marked. Read-only and plain. GUI thread.
class SourceView : public QPlainTextEdit
{
    Q_OBJECT

public:
    /// A line, or a part of a long one.
    struct Line
    {
        qint64 number = 0; ///< 0: continues the line before.
        QString text;
    };
    /// What is marked.
    struct Mark
    {
        qsizetype line = -1; ///< Index of its first part; -1 for nothing.
        qsizetype parts = 1;
        qsizetype start = 0; ///< Of the value in the line, over its parts.
        qsizetype length = 0;
    };

    explicit SourceView(const theme::Theme& theme, QWidget* parent = nullptr);

    /// Shows @p lines, scrolled to what is marked.
    void setLines(const QList<Line>& lines, const Mark& mark);

    /// The value that is marked, else the line, else nothing.
    QString markedText() const;
    /// The number of the line that is marked, 0 for none.
    qint64 markedNumber() const;

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool canInsertFromMimeData(const QMimeData*) const override { return false; }

private:
    friend class LineNumbers;
    void paintNumbers(QPaintEvent* event);
    int numbersWidth() const;
    QTextCursor selectionOf(qsizetype block, qsizetype from, qsizetype length) const;
    void refresh();

    const theme::Theme& m_theme;
    QList<qint64> m_numbers;
    Mark m_mark;
    QWidget* m_margin;
};

} // namespace benchglass::widgets
