#pragma once

#include <QSet>
#include <QSortFilterProxyModel>

#include <functional>

namespace benchglass::pages {

/// What is copied of a number at the right: all its digits with a point, nothing where it is absent. Invalid
/// for other cells.
QVariant exactCopyOf(const QModelIndex& index);

/// Between a model and a table: sorts by raw values (absent ones last, whichever way), filters by words, and
/// says how columns are drawn.
class TableProxy : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit TableProxy(QAbstractItemModel* source, QObject* parent = nullptr);

    /// Keeps rows that hold all of these words somewhere, whatever their case.
    void setWords(const QString& text);
    /// Keeps rows of the source that this accepts; nullptr keeps all.
    void setRowFilter(std::function<bool(int sourceRow)> filter);

    void setMonoColumn(int column) { m_mono.insert(column); }
    void setPathColumn(int column) { m_paths.insert(column); }
    void setMutedColumn(int column) { m_muted.insert(column); }
    /// Numbers are copied with all their digits: those of columns at the right, which must be shown in the
    /// unit that the model sorts them by.
    void setExactCopies() { m_exactCopies = true; }
    /// A text of parts joined by `, ` becomes chips. @p state: of widgets::Chip::State, for a part.
    void setChipsColumn(int column, std::function<int(const QString& part)> state);
    /// Draws an arm's marker in @p column. @p arm: of a source row, -1 for none.
    void setArmColumn(int column, std::function<int(int sourceRow)> arm);

    QVariant data(const QModelIndex& index, int role) const override;

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    QVariant exactOf(const QModelIndex& index) const;
    QStringList chipsOf(const QModelIndex& index) const;

    QStringList m_words;
    std::function<bool(int)> m_rowFilter;
    QSet<int> m_mono;
    QSet<int> m_muted;
    QSet<int> m_paths;
    bool m_exactCopies = false;
    int m_chipsColumn = -1;
    std::function<int(const QString&)> m_chipState;
    int m_armColumn = -1;
    std::function<int(int)> m_arm;
};

} // namespace benchglass::pages
