#pragma once

#include "theme/theme.h"

#include <QTableView>
#include <QTimer>

class QMenu;

namespace benchglass::widgets {

class TableHeader;

/// Roles that the house's tables understand beside Qt's own.
enum TableRole {
    ChipsRole = Qt::UserRole + 900, ///< QStringList: drawn as chips. See ChipStatesRole.
    ChipStatesRole,                 ///< QList<int> of Chip::State, one a chip; neutral where missing.
    ArmRole,                        ///< int: the arm's marker before the text.
    MonoRole,                       ///< bool: monospaced, for keys and paths.
    MutedRole,                      ///< bool: in the second level of text.
    PathRole,  ///< bool: a path; where it is too long, folders go before the file's name.
    ExactRole, ///< QString: what is copied instead of the text shown, a number with all its digits.
};

/// A table in the house's look: rows 30 high, hairlines, no grid, figures at the right and in columns (a
/// model says so with Qt::TextAlignmentRole). Ctrl+C copies the selection as tab-separated text, the menu
/// also as Markdown and as CSV.
class TableView : public QTableView
{
    Q_OBJECT

public:
    explicit TableView(const theme::Theme& theme, QWidget* parent = nullptr);

    /// The column that takes the room left over; the others are as wide as their contents. -1: the last.
    /// @param nameRatio the share of the view that its contents have, where they need it; the others scroll
    void setStretchColumn(int column, double nameRatio = 0.45);

    /// The selection (everything when nothing is selected) as tab-separated lines with a header.
    QString asTsv() const;
    QString asMarkdown() const;
    /// The same as RFC 4180 has it: lines end in CR LF, cells are quoted where they have to be.
    QString asCsv() const;

    /// Whether columns go on beyond an edge: the view fades out there.
    bool hasMoreLeft() const;
    bool hasMoreRight() const;

    int hoveredRow() const { return m_hoveredRow; }
    const theme::Tokens& tokens() const { return m_theme.tokens(); }

    void setModel(QAbstractItemModel* model) override;

Q_SIGNALS:
    /// A context menu is about to be shown for @p cell, which is invalid beside the rows. What a slot adds
    /// stands in front of what every table offers.
    void menuRequested(QMenu* menu, const QModelIndex& cell);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void setHoveredRow(int row);
    void fitColumns();
    void widenColumns(const QModelIndex& topLeft, const QModelIndex& bottomRight);
    int headerWidth(int column) const;
    int stretchedColumn() const;
    void stretchColumn();
    QList<int> rowsToCopy() const;
    QList<QStringList> cells() const;

    const theme::Theme& m_theme;
    TableHeader* m_header;
    int m_hoveredRow = -1;
    QTimer m_fitTimer;
    int m_stretchColumn = -1;
    double m_nameRatio = 0.45;
};

} // namespace benchglass::widgets
