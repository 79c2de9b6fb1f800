#include "pages/datapage.h"

#include "base/background.h"
#include "base/format.h"
#include "models/factsmodel.h"
#include "models/filesmodel.h"
#include "models/problemsmodel.h"
#include "models/seriesmodel.h"
#include "pages/countwords.h"
#include "pages/filterbar.h"
#include "pages/menutext.h"
#include "pages/quickchart.h"
#include "pages/sourcedialog.h"
#include "pages/tableproxy.h"
#include "widgets/buttons.h"
#include "widgets/card.h"
#include "widgets/chip.h"
#include "widgets/emptystate.h"
#include "widgets/errorstrip.h"
#include "widgets/tableview.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QStringBuilder>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace benchglass::pages {

namespace {

constexpr double FilesNameRatio = 0.64; // of paths, only the end may be seen

widgets::TableView* makeTable(const theme::Theme& theme, TableProxy* proxy, const QString& objectName,
    const QString& name, int stretchColumn, QWidget* parent, double nameRatio = 0.45)
{
    auto* table = new widgets::TableView(theme, parent);
    table->setObjectName(objectName);
    table->setAccessibleName(name);
    proxy->setExactCopies();
    table->setModel(proxy);
    table->setSortingEnabled(true);
    table->sortByColumn(-1, Qt::AscendingOrder);
    table->setStretchColumn(stretchColumn, nameRatio);
    return table;
}

/// Puts what tells most to the left, for a narrow window has to be scrolled to see the rest.
void putFirst(QTableView* table, const QList<int>& columns)
{
    QHeaderView* header = table->horizontalHeader();
    for (int to = 0; to < columns.size(); ++to)
        header->moveSection(header->visualIndex(columns.at(to)), to);
}

QString folderIn(const QMimeData* mime)
{
    for (const QUrl& url : mime->urls())
        if (url.isLocalFile() && QFileInfo(url.toLocalFile()).isDir())
            return url.toLocalFile();
    return {};
}

} // namespace

DataPage::DataPage(const Context& context, QWidget* parent)
    : Page(context, tr("Data"), parent)
    , m_filterBar(new FilterBar(theme(), this))
    , m_stack(new QStackedWidget(this))
    , m_empty(new widgets::EmptyState(theme(), QStringLiteral("folder"),
          tr("Which results do you want to look at?"),
          tr("Choose a folder of CSV, JSON or Markdown files, or drop one here. Nothing in it is changed."),
          this))
    , m_busy(widgets::plainLabel({}, "muted", this))
    , m_filter(new QLineEdit(this))
    , m_filesChip(new widgets::Chip(theme(), {}, widgets::Chip::State::Neutral, this))
    , m_typesChip(new widgets::Chip(theme(), {}, widgets::Chip::State::Neutral, this))
    , m_valuesChip(new widgets::Chip(theme(), {}, widgets::Chip::State::Neutral, this))
    , m_problemsChip(new widgets::Chip(theme(), {}, widgets::Chip::State::Warn, this))
    , m_files(new models::FilesModel(this))
    , m_series(new models::SeriesModel(this))
    , m_problems(new models::ProblemsModel(this))
    , m_facts(new models::FactsModel(this))
    , m_filesProxy(new TableProxy(m_files, this))
    , m_seriesProxy(new TableProxy(m_series, this))
    , m_problemsProxy(new TableProxy(m_problems, this))
    , m_factsProxy(new TableProxy(m_facts, this))
{
    setObjectName(QStringLiteral("dataPage"));
    setAcceptDrops(true);
    for (widgets::Chip* chip : {m_filesChip, m_typesChip, m_valuesChip, m_problemsChip}) {
        chips()->addWidget(chip);
        chip->hide();
    }
    m_filesChip->setObjectName(QStringLiteral("filesChip"));
    m_problemsChip->setObjectName(QStringLiteral("problemsChip"));
    m_filter->setObjectName(QStringLiteral("dataFilter"));
    m_filter->setAccessibleName(tr("Filter files, series and facts"));
    m_filter->setPlaceholderText(tr("Filter files, keys, values"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(220);
    m_filter->hide();
    QPushButton* other = widgets::secondaryButton(tr("Choose folder…"), this);
    other->setObjectName(QStringLiteral("otherFolderButton"));
    actions()->addWidget(m_filter);
    actions()->addWidget(other);
    connect(other, &QPushButton::clicked, this, &DataPage::chooseFolderRequested);

    m_busy->setAlignment(Qt::AlignCenter);
    m_busy->setObjectName(QStringLiteral("busyLabel"));
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_busy);
    m_stack->addWidget(makeContent());
    body()->addWidget(m_filterBar);
    body()->addWidget(m_stack, 1);
    connectAll();
}

QWidget* DataPage::makeContent()
{
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setObjectName(QStringLiteral("dataSplitter"));
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(theme().tokens().space3);
    splitter->addWidget(makeFilesColumn());
    splitter->addWidget(makeSeriesColumn());
    m_chart = new QuickChart(theme(), splitter);
    splitter->addWidget(m_chart);
    splitter->setStretchFactor(0, 29);
    splitter->setStretchFactor(1, 46);
    splitter->setStretchFactor(2, 25);
    splitter->setSizes({290, 460, 250});
    return splitter;
}

QWidget* DataPage::makeFilesColumn()
{
    auto* column = new QSplitter(Qt::Vertical, this);
    column->setChildrenCollapsible(false);
    column->setHandleWidth(theme().tokens().space3);
    auto* files = new widgets::Card(tr("Files"), column);
    files->setHint(tr("choose one to see its series"));
    m_filesTable = makeTable(theme(), m_filesProxy, QStringLiteral("filesTable"), tr("Files"),
        models::FilesModel::PathColumn, files, FilesNameRatio);
    m_filesTable->setColumnHidden(models::FilesModel::ModifiedColumn, true);
    m_filesTable->setColumnHidden(models::FilesModel::ValuesColumn, true);
    putFirst(m_filesTable,
        {models::FilesModel::PathColumn, models::FilesModel::SizeColumn, models::FilesModel::RowsColumn,
            models::FilesModel::TypeColumn});
    m_filesProxy->setPathColumn(models::FilesModel::PathColumn);
    m_filesProxy->setMutedColumn(models::FilesModel::TypeColumn);
    files->body()->addWidget(m_filesTable);
    m_problemsCard = new widgets::Card(tr("Problems"), column);
    m_problemsCard->setHint(tr("double-click to see the place"));
    m_problemsTable = makeTable(theme(), m_problemsProxy, QStringLiteral("problemsTable"), tr("Problems"),
        models::ProblemsModel::ReasonColumn, m_problemsCard);
    m_problemsProxy->setMonoColumn(models::ProblemsModel::WhereColumn);
    m_problemsTable->setColumnHidden(models::ProblemsModel::FileColumn, true);
    m_problemsCard->body()->addWidget(m_problemsTable);
    column->setSizes({560, 180});
    column->setStretchFactor(0, 1);
    return column;
}

QWidget* DataPage::makeSeriesColumn()
{
    auto* column = new QSplitter(Qt::Vertical, this);
    column->setChildrenCollapsible(false);
    column->setHandleWidth(theme().tokens().space3);
    m_seriesCard = new widgets::Card(tr("Series"), column);
    m_seriesTable = makeTable(theme(), m_seriesProxy, QStringLiteral("seriesTable"), tr("Series"),
        models::SeriesModel::KeyColumn, m_seriesCard);
    m_seriesProxy->setMonoColumn(models::SeriesModel::KeyColumn);
    m_seriesProxy->setMutedColumn(models::SeriesModel::UnitColumn);
    m_seriesTable->setColumnHidden(models::SeriesModel::FilesColumn, true);
    putFirst(m_seriesTable,
        {models::SeriesModel::KeyColumn, models::SeriesModel::UnitColumn, models::SeriesModel::CountColumn,
            models::SeriesModel::MedianColumn, models::SeriesModel::MinColumn, models::SeriesModel::MaxColumn,
            models::SeriesModel::MeanColumn, models::SeriesModel::SdColumn});
    m_seriesCard->body()->addWidget(m_seriesTable);
    m_factsCard = new widgets::Card(tr("What the model will see"), column);
    m_factsTable = makeTable(theme(), m_factsProxy, QStringLiteral("factsTable"),
        tr("Facts given to the model"), models::FactsModel::TextColumn, m_factsCard);
    m_factsProxy->setMonoColumn(models::FactsModel::IdColumn);
    m_factsTable->setColumnHidden(models::FactsModel::ValueColumn, true);
    m_factsTable->setColumnHidden(models::FactsModel::UnitColumn, true);
    m_factsTable->setColumnHidden(models::FactsModel::SourceColumn, true);
    m_factsCard->body()->addWidget(m_factsTable);
    column->setSizes({420, 320});
    return column;
}

void DataPage::connectAll()
{
    QPushButton* choose = m_empty->addAction(tr("Choose folder…"));
    choose->setObjectName(QStringLiteral("chooseFolderButton"));
    connect(choose, &QPushButton::clicked, this, &DataPage::chooseFolderRequested);
    QPushButton* sample = m_empty->addAction(tr("Open the sample"));
    sample->setObjectName(QStringLiteral("openSampleButton"));
    connect(sample, &QPushButton::clicked, this, &DataPage::openSample);
    connect(m_filter, &QLineEdit::textChanged, this, &DataPage::filter);
    connectTables();
    connect(errorStrip(), &widgets::ErrorStrip::actionTriggered, this, [this](base::Remedy remedy) {
        errorStrip()->dismiss();
        if (remedy == base::Remedy::OpenSample)
            openSample();
        else
            Q_EMIT chooseFolderRequested();
    });
}

void DataPage::connectTables()
{
    using widgets::TableView;
    connect(m_filesTable->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &DataPage::filterByFile);
    connect(
        m_seriesTable->selectionModel(), &QItemSelectionModel::selectionChanged, this, &DataPage::showSeries);
    connect(m_filterBar, &FilterBar::narrowingChanged, this, &DataPage::setNarrowing);
    connect(m_filesTable, &TableView::menuRequested, this, &DataPage::addToFilesMenu);
    connect(m_seriesTable, &TableView::menuRequested, this, &DataPage::addToSeriesMenu);
    connect(m_problemsTable, &TableView::menuRequested, this, &DataPage::addToProblemsMenu);
    connect(m_filesTable, &QAbstractItemView::activated, this,
        [this](const QModelIndex& cell) { openSource(placeOfFile(cell)); });
    connect(m_problemsTable, &QAbstractItemView::activated, this,
        [this](const QModelIndex& cell) { openSource(placeOfProblem(cell)); });
    connect(m_seriesTable, &QAbstractItemView::activated, this, [this](const QModelIndex& cell) {
        if (cell.column() == models::SeriesModel::UnitColumn)
            narrowToUnit(cell.data().toString());
    });
    connect(m_chart, &QuickChart::sourceRequested, this, &DataPage::openSource);
    connect(m_chart, &QuickChart::levelChosen, this, [this](const QString& dimension, const QString& level) {
        if (dimension.isEmpty())
            return narrowToFile(level);
        models::Narrowing narrowing = m_narrowing;
        narrowing.levels.insert(dimension, level);
        setNarrowing(narrowing);
    });
}

void DataPage::addToFilesMenu(QMenu* menu, const QModelIndex& cell)
{
    if (!cell.isValid())
        return;
    const models::SourcePlace place = placeOfFile(cell);
    menu->addAction(tr("Open the source"), this, [this, place] { openSource(place); });
    menu->addAction(onlyFileText(place.path), this, [this, place] { narrowToFile(place.path); });
}

void DataPage::addToSeriesMenu(QMenu* menu, const QModelIndex& cell)
{
    if (!cell.isValid())
        return;
    const QString unit = m_series->row(m_seriesProxy->mapToSource(cell).row())->unit;
    menu->addAction(onlyUnitText(unit), this, [this, unit] { narrowToUnit(unit); });
}

void DataPage::addToProblemsMenu(QMenu* menu, const QModelIndex& cell)
{
    if (!cell.isValid())
        return;
    const models::SourcePlace place = placeOfProblem(cell);
    menu->addAction(tr("Open the source"), this, [this, place] { openSource(place); });
    menu->addAction(tr("Copy place"), this, [place] { QGuiApplication::clipboard()->setText(place.text()); });
    if (models::documentAt(place.path, *m_opened.catalog) >= 0)
        menu->addAction(onlyFileText(place.path), this, [this, place] { narrowToFile(place.path); });
}

models::SourcePlace DataPage::placeOfFile(const QModelIndex& cell) const
{
    const corpus::Document& document = m_files->row(m_filesProxy->mapToSource(cell).row());
    return {m_opened.catalog->folder(), document.path, document.type, {}, {}};
}

models::SourcePlace DataPage::placeOfProblem(const QModelIndex& cell) const
{
    const corpus::Problem& problem = m_problems->row(m_problemsProxy->mapToSource(cell).row());
    const qint32 document = models::documentAt(problem.path, *m_opened.catalog);
    const auto type =
        document >= 0 ? m_opened.catalog->documents().at(document).type : corpus::DocumentType::Csv;
    return {m_opened.catalog->folder(), problem.path, type, {problem.line, problem.column, {}}, {}};
}

void DataPage::openSource(const models::SourcePlace& place)
{
    if (!m_source)
        m_source = new SourceDialog(theme(), this);
    m_source->openPlace(place);
}

void DataPage::narrowToFile(const QString& path)
{
    models::Narrowing narrowing = m_narrowing;
    narrowing.file = path;
    setNarrowing(narrowing);
}

void DataPage::narrowToUnit(const QString& unit)
{
    models::Narrowing narrowing = m_narrowing;
    narrowing.unit = unit;
    setNarrowing(narrowing);
}

void DataPage::setNarrowing(const models::Narrowing& narrowing)
{
    m_narrowing = narrowing;
    m_filterBar->setNarrowing(narrowing);
    selectFile(narrowing.file);
    if (!m_opened.catalog)
        return;
    const qint32 document = models::documentAt(narrowing.file, *m_opened.catalog);
    {
        const QSignalBlocker once(m_seriesTable->selectionModel()); // shown once, when all is in place
        if (narrowing.isEmpty())
            m_seriesProxy->setRowFilter(nullptr);
        else
            m_seriesProxy->setRowFilter([this, document](int row) {
                return models::mayMatch(m_narrowing, document, *m_series->row(row));
            });
    }
    if (!narrowing.file.isEmpty())
        m_seriesCard->setHint(tr("only those in %1").arg(QFileInfo(narrowing.file).fileName()));
    else if (!narrowing.levels.isEmpty())
        m_seriesCard->setHint(tr("figures are of all their values"));
    else
        m_seriesCard->setHint(tr("grouped by name over files"));
    if (m_seriesTable->selectionModel()->selectedRows().isEmpty() && m_seriesProxy->rowCount() > 0)
        m_seriesTable->selectRow(0); // the chart shows something of what is left
    else
        showSeries();
}

/// The table of files shows which one is narrowed to.
void DataPage::selectFile(const QString& path)
{
    QItemSelectionModel* selection = m_filesTable->selectionModel();
    const QSignalBlocker blocker(selection);
    const int document = m_opened.catalog ? models::documentAt(path, *m_opened.catalog) : -1;
    const QModelIndex row =
        document < 0 ? QModelIndex() : m_filesProxy->mapFromSource(m_files->index(document, 0));
    if (!row.isValid())
        selection->clearSelection();
    else if (!selection->isRowSelected(row.row(), {}))
        selection->setCurrentIndex(row, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_filesTable->viewport()->update();
    if (row.isValid())
        m_filesTable->scrollTo(row);
}

void DataPage::openSample()
{
    const base::Result<QString> folder = workbench::Workbench::sampleFolder();
    if (folder)
        openFolder(*folder);
    else
        showError(folder.error());
}

void DataPage::openFolder(const QString& folder)
{
    errorStrip()->dismiss();
    m_busy->setText(tr("Reading %1…").arg(folder));
    m_stack->setCurrentWidget(m_busy);
    Q_EMIT busyChanged(true);
    const quint64 request = ++m_request;
    base::whenDone(workbench().openFolder(folder), this,
        [this, request](const base::Result<workbench::OpenedFolder>& folderRead) {
            if (request != m_request)
                return;
            Q_EMIT busyChanged(false);
            if (folderRead)
                take(*folderRead);
            else
                showError(folderRead.error());
        });
}

void DataPage::showError(const base::Error& error)
{
    errorStrip()->showError(error,
        error.remedy == base::Remedy::OpenSample ? base::Remedy::ChooseFolder : base::Remedy::OpenSample);
    m_stack->setCurrentIndex(m_opened.catalog ? 2 : 0);
}

void DataPage::take(const workbench::OpenedFolder& folder)
{
    m_chart->setSeries(folder.catalog, nullptr);
    m_seriesProxy->setRowFilter(nullptr);
    m_opened = folder;
    const corpus::Catalog& catalog = *folder.catalog;
    m_files->setRows(catalog.documents());
    m_series->setCatalog(folder.catalog);
    setNarrowing({});
    m_problems->setRows(catalog.problems());
    m_problemsCard->setVisible(!catalog.problems().isEmpty());
    m_filesTable->setColumnHidden(models::FilesModel::ProblemsColumn, catalog.problems().isEmpty());
    m_filesTable->setStretchColumn(
        models::FilesModel::PathColumn, FilesNameRatio); // fits the columns that are left
    setTitle(catalog.name());
    showChips();
    m_filter->show();
    m_stack->setCurrentIndex(2);
    if (m_seriesProxy->rowCount() > 0)
        m_seriesTable->selectRow(0);
    askForDigest();
    Q_EMIT folderOpened(m_opened);
}

void DataPage::showChips()
{
    const corpus::Catalog& catalog = *m_opened.catalog;
    QStringList types;
    const auto add = [&](corpus::DocumentType type, const QString& name) {
        if (const int n = catalog.documentCount(type); n > 0)
            types.append(base::countText(n) % u' ' % name);
    };
    add(corpus::DocumentType::Csv, QStringLiteral("CSV"));
    add(corpus::DocumentType::Json, QStringLiteral("JSON"));
    add(corpus::DocumentType::Markdown, QStringLiteral("Markdown"));
    m_filesChip->setText(filesText(catalog));
    m_typesChip->setText(types.join(QStringLiteral(" · ")));
    m_valuesChip->setText(seriesText(catalog));
    m_problemsChip->setText(problemsText(catalog));
    for (widgets::Chip* chip : {m_filesChip, m_typesChip, m_valuesChip})
        chip->show();
    m_problemsChip->setVisible(!catalog.problems().isEmpty());
}

void DataPage::filter(const QString& words)
{
    {
        const QSignalBlocker blocker(m_filesTable->selectionModel()); // typing a word takes no filter away
        m_filesProxy->setWords(words);
    }
    selectFile(m_narrowing.file);
    for (TableProxy* proxy : {m_seriesProxy, m_problemsProxy, m_factsProxy})
        proxy->setWords(words);
}

void DataPage::filterByFile()
{
    const QModelIndexList rows = m_filesTable->selectionModel()->selectedRows();
    if (!rows.isEmpty())
        return narrowToFile(m_files->row(m_filesProxy->mapToSource(rows.first()).row()).path);
    narrowToFile({});
}

void DataPage::showSeries()
{
    const QModelIndexList rows = m_seriesTable->selectionModel()->selectedRows();
    QList<std::shared_ptr<const corpus::Series>> drawn;
    for (qsizetype i = 0; i < rows.size() && i < 2; ++i) {
        const corpus::Series* series = m_series->row(m_seriesProxy->mapToSource(rows.at(i)).row());
        drawn.append(models::narrowed(m_narrowing, *m_opened.catalog, *series));
    }
    m_chart->setSeries(m_opened.catalog, drawn.isEmpty() ? nullptr : drawn.first().get(),
        rows.size() == 2 ? drawn.at(1).get() : nullptr);
    m_drawn = drawn; // those shown before are let go of only now
}

void DataPage::setDigestBudget(int tokens)
{
    if (tokens == m_digestBudget)
        return;
    m_digestBudget = tokens;
    askForDigest();
}

void DataPage::askForDigest()
{
    if (!m_opened.catalog)
        return;
    base::whenDone(workbench().digest(m_opened.catalog, m_digestBudget), this,
        [this, catalog = m_opened.catalog](const agent::Digest& digest) {
            if (catalog == m_opened.catalog)
                showDigest(digest);
        });
}

void DataPage::showDigest(const agent::Digest& digest)
{
    m_facts->setRows(digest.facts);
    m_factsCard->setHint(
        tr("%1 of %2 facts · ~%3 tokens of %4")
            .arg(base::countText(digest.facts.size()), base::countText(m_opened.catalog->facts().size()),
                base::countText(digest.estimatedTokens), base::countText(m_digestBudget)));
}

QList<QWidget*> DataPage::panes() const
{
    return {m_filter, m_filesTable, m_seriesTable, m_factsTable, m_chart->values()};
}

void DataPage::dragEnterEvent(QDragEnterEvent* event)
{
    if (!folderIn(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void DataPage::dropEvent(QDropEvent* event)
{
    if (const QString folder = folderIn(event->mimeData()); !folder.isEmpty())
        openFolder(folder);
}

} // namespace benchglass::pages
