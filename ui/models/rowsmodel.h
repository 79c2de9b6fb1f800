#pragma once

#include <QAbstractTableModel>
#include <QList>
#include <QTextDocument>
#include <QVariant>

#include <functional>
#include <optional>
#include <utility>

namespace benchglass::models {

/// Role of the raw value of a cell: a number where there is one, invalid where it is absent. Sort and compute
/// with it; DisplayRole is for people.
inline constexpr int SortRole = Qt::UserRole + 1;

/// @return a tool tip that shows @p text as it stands, whatever markup it holds
inline QString plainToolTip(const QString& text)
{
    return Qt::mightBeRichText(text) ? u"<qt>"_qs + text.toHtmlEscaped() + u"</qt>"_qs : text;
}

/// A table of values, one row each. A model is made by saying its columns: title, text and raw value of a
/// cell. Lives in the GUI thread.
template <typename Row>
class RowsModel : public QAbstractTableModel
{
public:
    using Text = std::function<QString(const Row&)>;
    using Raw = std::function<QVariant(const Row&)>;

    struct Column
    {
        Column(QString columnTitle, Text cellText, Raw cellRaw = nullptr, bool number = false,
            QString columnMeaning = QString(), Text cellTip = nullptr)
            : title(std::move(columnTitle))
            , text(std::move(cellText))
            , raw(std::move(cellRaw))
            , isNumber(number)
            , meaning(std::move(columnMeaning))
            , tip(std::move(cellTip))
        {
        }

        QString title;
        Text text;
        Raw raw;         ///< Without it, the text is sorted by.
        bool isNumber;   ///< Numbers stand right.
        QString meaning; ///< Tool tip of the header.
        Text tip;        ///< Without it, the text.
    };

    using QAbstractTableModel::QAbstractTableModel;

    const QList<Row>& rows() const { return m_rows; }
    const Row& row(int index) const { return m_rows.at(index); }

    void setRows(QList<Row> rows)
    {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }

    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

    int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
    }

    QVariant data(const QModelIndex& index, int role) const override
    {
        if (!index.isValid() || index.row() >= m_rows.size() || index.column() >= m_columns.size())
            return {};
        const Column& column = m_columns.at(index.column());
        const Row& row = m_rows.at(index.row());
        switch (role) {
        case Qt::DisplayRole: return column.text(row);
        case SortRole: return column.raw ? column.raw(row) : QVariant(column.text(row));
        case Qt::ToolTipRole: return plainToolTip(column.tip ? column.tip(row) : column.text(row));
        case Qt::TextAlignmentRole: return alignmentOf(column);
        default: return {};
        }
    }

    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
            return {};
        const Column& column = m_columns.at(section);
        if (role == Qt::DisplayRole)
            return column.title;
        if (role == Qt::ToolTipRole && !column.meaning.isEmpty())
            return plainToolTip(column.meaning);
        if (role == Qt::TextAlignmentRole)
            return alignmentOf(column);
        return {};
    }

protected:
    void setColumns(QList<Column> columns)
    {
        beginResetModel();
        m_columns = std::move(columns);
        endResetModel();
    }

    /// Replaces one row, or appends it when @p index is the number of rows.
    void putRow(int index, const Row& row)
    {
        if (index == m_rows.size()) {
            beginInsertRows({}, index, index);
            m_rows.append(row);
            endInsertRows();
            return;
        }
        m_rows[index] = row;
        Q_EMIT dataChanged(this->index(index, 0), this->index(index, columnCount() - 1));
    }

private:
    static QVariant alignmentOf(const Column& column)
    {
        return QVariant::fromValue(
            Qt::Alignment((column.isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }

    QList<Column> m_columns;
    QList<Row> m_rows;
};

/// An absent number is an invalid variant, so that it sorts apart from zero.
template <typename T>
QVariant rawOf(const std::optional<T>& value)
{
    return value ? QVariant(*value) : QVariant();
}

} // namespace benchglass::models
