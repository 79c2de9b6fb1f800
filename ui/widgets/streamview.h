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

    void append(const QString& text, Kind kind = Kind::Content);
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
    void setFollowing(bool following);
    void noteScroll();
    QColor colourOf(Kind kind) const;
    void recolour();

    const theme::Theme& m_theme;
    QString m_text;
    bool m_isFollowing = true;
    bool m_isAppending = false;
};

/// Splits @p text so that no line is longer than @p limit, given that @p already characters stand on the
/// first. Breaks at a space where there is one near, never inside a surrogate pair. Pure.
QString withForcedBreaks(const QString& text, qsizetype already, qsizetype limit);

} // namespace benchglass::widgets
