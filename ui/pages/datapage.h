#pragma once

#include "agent/digest.h"
#include "models/narrowing.h"
#include "models/sourcetext.h"
#include "pages/page.h"

class QLabel;
class QLineEdit;
class QMenu;
class QModelIndex;
class QSplitter;
class QStackedWidget;

namespace benchglass::models {
class FactsModel;
class FilesModel;
class ProblemsModel;
class SeriesModel;
} // namespace benchglass::models
namespace benchglass::widgets {
class Card;
class Chip;
class EmptyState;
class TableView;
} // namespace benchglass::widgets

namespace benchglass::pages {

class FilterBar;
class QuickChart;
class SourceDialog;
class TableProxy;

/// The folder: its files, its series, what a model is told of it, and what could not be read. Cells narrow
/// series and values to what they hold, and lead to where it stands in the files.
class DataPage : public Page
{
    Q_OBJECT

public:
    explicit DataPage(const Context& context, QWidget* parent = nullptr);

    /// Reads a folder. Ends in folderOpened() or in an error on the page.
    void openFolder(const QString& folder);
    void openSample();

    const workbench::OpenedFolder& opened() const { return m_opened; }

    /// How many tokens of facts a model is given, by what is chosen on the Run page.
    void setDigestBudget(int tokens);

    /// Shows only what @p narrowing leaves of series and values.
    void setNarrowing(const models::Narrowing& narrowing);
    const models::Narrowing& narrowing() const { return m_narrowing; }

    /// Shows a place in a file in a window of its own.
    void openSource(const models::SourcePlace& place);

    QList<QWidget*> panes() const override;

Q_SIGNALS:
    /// The user wants another folder.
    void chooseFolderRequested();
    void folderOpened(const benchglass::workbench::OpenedFolder& folder);
    /// A folder is being read (true) or was (false).
    void busyChanged(bool busy);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* makeContent();
    QWidget* makeFilesColumn();
    QWidget* makeSeriesColumn();
    void connectAll();
    void connectTables();
    void addToFilesMenu(QMenu* menu, const QModelIndex& cell);
    void addToSeriesMenu(QMenu* menu, const QModelIndex& cell);
    void addToProblemsMenu(QMenu* menu, const QModelIndex& cell);
    models::SourcePlace placeOfFile(const QModelIndex& cell) const;
    models::SourcePlace placeOfProblem(const QModelIndex& cell) const;
    void narrowToFile(const QString& path);
    void narrowToUnit(const QString& unit);
    void selectFile(const QString& path);
    void take(const workbench::OpenedFolder& folder);
    void showError(const base::Error& error);
    void showChips();
    void filter(const QString& words);
    void filterByFile();
    void showSeries();
    void askForDigest();
    void showDigest(const agent::Digest& digest);

    workbench::OpenedFolder m_opened;
    models::Narrowing m_narrowing;
    QList<std::shared_ptr<const corpus::Series>> m_drawn; ///< What the chart shows.
    SourceDialog* m_source = nullptr;
    FilterBar* m_filterBar;
    int m_digestBudget = 4000;
    quint64 m_request = 0;
    QStackedWidget* m_stack;
    widgets::EmptyState* m_empty;
    QLabel* m_busy;
    QLineEdit* m_filter;
    widgets::Chip* m_filesChip;
    widgets::Chip* m_typesChip;
    widgets::Chip* m_valuesChip;
    widgets::Chip* m_problemsChip;
    models::FilesModel* m_files;
    models::SeriesModel* m_series;
    models::ProblemsModel* m_problems;
    models::FactsModel* m_facts;
    TableProxy* m_filesProxy;
    TableProxy* m_seriesProxy;
    TableProxy* m_problemsProxy;
    TableProxy* m_factsProxy;
    widgets::TableView* m_filesTable;
    widgets::TableView* m_seriesTable;
    widgets::TableView* m_problemsTable;
    widgets::TableView* m_factsTable;
    widgets::Card* m_seriesCard = nullptr;
    widgets::Card* m_factsCard = nullptr;
    widgets::Card* m_problemsCard = nullptr;
    QuickChart* m_chart;
};

} // namespace benchglass::pages
