#pragma once

#include "theme/theme.h"

#include <QPlainTextEdit>

namespace benchglass::widgets {

/// Text as it arrives. Read-only, plain, follows its end until the user scrolls up, and again from when they
/// come back to the end. The caller joins what arrives (LOOK: at most 30 appends a second). Never closes a
/// paragraph longer than 4000 characters: one paragraph without an end is quadratic. GUI thread.
class StreamView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit StreamView(const theme::Theme& theme, QWidget* parent = nullptr);

    /// What a stretch of text is: thinking is drawn muted.
    enum class Kind { Content, Thinking, Note };
    Q_ENUM(Kind)

    /// Takes back the highlight, too.
    void append(const QString& text, Kind kind = Kind::Content);
    /// append() that highlights what it appends.
    void appendMarked(const QString& text, Kind kind = Kind::Content);
    void unmark();
    /// What is highlighted; empty for nothing.
    QString markedText() const;
    /// Takes back all but the first @p length characters of streamText(), and the highlight.
    void truncate(qsizetype length);
    void reset();

    bool isFollowing() const { return m_isFollowing; }
    /// To the end, and stay there.
    void follow();
    /// For a text that is read, not watched.
    void showBeginning();

    /// The text as it was appended, without the breaks that were put in.
    const QString& streamText() const { return m_text; }

signals:
    void followingChanged(bool following);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool canInsertFromMimeData(const QMimeData*) const override { return false; }

private:
    /// Where in the document an append began.
    struct Anchor
    {
        qsizetype offset = 0; ///< In m_text.
        int position = 0;     ///< In the document, which has breaks that the text has not.
        Kind kind = Kind::Content;
    };

    void setFollowing(bool following);
    void noteScroll();
    void keepAnchor(Kind kind);
    void showMark();
    QColor colourOf(Kind kind) const;
    void recolour();

    const theme::Theme& m_theme;
    QString m_text;
    QList<Anchor> m_anchors;
    int m_markedFrom = -1; ///< In the document; to its end.
    bool m_isFollowing = true;
    bool m_isAppending = false;
};

/// Splits @p text so that no line is longer than @p limit, given that @p already characters stand on the
/// first. Breaks at a space where there is one near, never inside a surrogate pair. Pure.
QString withForcedBreaks(const QString& text, qsizetype already, qsizetype limit);

} // namespace benchglass::widgets
