#pragma once

#include "charts/chart.h"
#include "widgets/card.h"

#include <QAbstractTableModel>

class QLabel;
class QStackedLayout;
class QToolButton;

namespace benchglass::widgets {

class TableView;

/// A chart's table as a model. Columns of figures stand at the right.
class ChartTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setTable(const charts::ChartTable& table);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    charts::ChartTable m_table;
    QList<bool> m_isNumeric;
};

/// A card that shows a chart or, at the press of a small button, its numbers. Takes the chart as its child.
class ChartCard : public Card
{
    Q_OBJECT

public:
    ChartCard(
        const theme::Theme& theme, const QString& title, charts::Chart* chart, QWidget* parent = nullptr);

    charts::Chart* chart() const { return m_chart; }
    bool isTableShown() const;
    void setTableShown(bool shown);

    /// Says why there is nothing to draw, in the place of the chart; empty brings the chart back.
    void setNote(const QString& note);

private:
    void refreshTable();

    const theme::Theme& m_theme;
    charts::Chart* m_chart;
    ChartTableModel* m_model;
    TableView* m_view;
    QStackedLayout* m_stack;
    QLabel* m_note;
    QToolButton* m_switch;
};

} // namespace benchglass::widgets
