#pragma once

#include "charts/boxchart.h"
#include "corpus/catalog.h"
#include "models/sourcetext.h"
#include "theme/theme.h"

#include <QWidget>

#include <memory>
#include <optional>

class QComboBox;
class QLabel;
class QMenu;
class QModelIndex;
class QPushButton;

namespace benchglass::models {
class ObservationsModel;
}
namespace benchglass::widgets {
class ChartCard;
class Segmented;
class TableView;
} // namespace benchglass::widgets

namespace benchglass::pages {

class ValuesProxy;

/// One series as boxes by group, as a histogram or in order; two as a scatter. Below, its values, each with
/// the place where it stands. A click on a point, or on a bar of one value, chooses it there; so does Enter
/// in the table twin. Enter on a value asks for its source, on its file or group to see only that.
class QuickChart : public QWidget
{
    Q_OBJECT

public:
    explicit QuickChart(const theme::Theme& theme, QWidget* parent = nullptr);

    /// @param other a second series to draw against the first, or nullptr
    void setSeries(std::shared_ptr<const corpus::Catalog> catalog, const corpus::Series* series,
        const corpus::Series* other = nullptr);

    charts::Chart* chart() const;
    widgets::TableView* values() const { return m_values; }
    QString placeText() const;

Q_SIGNALS:
    /// The user wants to see the place of a value.
    void sourceRequested(const benchglass::models::SourcePlace& place);
    /// The user wants to see one level of a dimension only; @p dimension is empty for the file.
    void levelChosen(const QString& dimension, const QString& level);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fillGroups();
    void redraw();
    void drawOne();
    void drawPairs();
    void showPlace();
    void valueActivated(const QModelIndex& cell);
    void addToMenu(QMenu* menu, const QModelIndex& cell);
    void openSource(int row);
    models::SourcePlace placeOf(int row) const;
    /// The observation that a click on the chart means; nothing where it means none.
    std::optional<qint64> observationAt(const QPointF& at) const;
    std::optional<qint64> observationOfRow(int row) const;
    void choose(std::optional<qint64> observation);

    const theme::Theme& m_theme;
    std::shared_ptr<const corpus::Catalog> m_catalog;
    const corpus::Series* m_series = nullptr;
    const corpus::Series* m_other = nullptr;
    widgets::ChartCard* m_card;
    widgets::Segmented* m_kind;
    QComboBox* m_group;
    QString m_chosenGroup; ///< Name of the dimension that the user grouped by last.
    models::ObservationsModel* m_model;
    ValuesProxy* m_proxy;
    widgets::TableView* m_values;
    QLabel* m_place;
    QPushButton* m_open;
    QList<charts::BoxGroup> m_boxes; ///< What is drawn as boxes.
    QList<qint64> m_pairs;           ///< Which observation each point of a scatter is of.
};

} // namespace benchglass::pages
