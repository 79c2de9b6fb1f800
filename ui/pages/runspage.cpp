#include "pages/runspage.h"

#include "base/background.h"
#include "base/format.h"
#include "models/runsmodel.h"
#include "models/words.h"
#include "pages/tableproxy.h"
#include "widgets/buttons.h"
#include "widgets/card.h"
#include "widgets/chip.h"
#include "widgets/emptystate.h"
#include "widgets/errorstrip.h"
#include "widgets/tableview.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace benchglass::pages {

namespace {

constexpr int SearchDelayMs = 200;
constexpr int MostArms = 8;

int chipState(const QString& flag)
{
    using widgets::Chip;
    const bool isBad = flag.contains(models::callStateText(measure::CallState::Aborted))
        || flag.contains(models::callStateText(measure::CallState::Error));
    return static_cast<int>(isBad ? Chip::State::Bad : Chip::State::Warn);
}

} // namespace

RunsPage::RunsPage(const Context& context, QWidget* parent)
    : Page(context, tr("Runs"), parent)
    , m_model(new models::RunsModel(this))
    , m_proxy(new TableProxy(m_model, this))
    , m_table(new widgets::TableView(theme(), this))
    , m_count(new widgets::Chip(theme(), {}, widgets::Chip::State::Neutral, this))
    , m_search(new QLineEdit(this))
    , m_showTrash(new QCheckBox(tr("Trash"), this))
    , m_compare(widgets::primaryButton(tr("Compare"), this))
    , m_open(widgets::secondaryButton(tr("Open report"), this))
    , m_replay(widgets::secondaryButton(tr("Replay"), this))
    , m_trash(widgets::secondaryButton(tr("Move to trash"), this))
    , m_delete(widgets::secondaryButton(tr("Delete for good"), this))
    , m_stack(new QStackedWidget(this))
    , m_empty(new widgets::EmptyState(theme(), QStringLiteral("runs"), tr("Nothing was run yet"),
          tr("Every run is kept here as it happens, also one that is stopped or interrupted."), this))
    , m_tags(new QLineEdit(this))
    , m_notes(new QPlainTextEdit(this))
{
    setObjectName(QStringLiteral("runsPage"));
    chips()->addWidget(m_count);
    m_search->setObjectName(QStringLiteral("runsSearch"));
    m_search->setAccessibleName(tr("Search runs"));
    m_search->setPlaceholderText(tr("Search names, notes, answers"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(230);
    m_showTrash->setObjectName(QStringLiteral("showTrashBox"));
    m_compare->setObjectName(QStringLiteral("compareButton"));
    m_open->setObjectName(QStringLiteral("openButton"));
    m_replay->setObjectName(QStringLiteral("replayButton"));
    m_replay->setToolTip(tr("Play its first call again as it was measured"));
    m_trash->setObjectName(QStringLiteral("trashButton"));
    m_delete->setObjectName(QStringLiteral("deleteButton"));
    for (QWidget* widget : {static_cast<QWidget*>(m_search), static_cast<QWidget*>(m_showTrash),
             static_cast<QWidget*>(m_delete), static_cast<QWidget*>(m_trash), static_cast<QWidget*>(m_replay),
             static_cast<QWidget*>(m_open), static_cast<QWidget*>(m_compare)})
        actions()->addWidget(widget);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeContent());
    body()->addWidget(m_stack, 1);
    connectAll();
    selectionMoved();
}

QWidget* RunsPage::makeContent()
{
    using models::RunsModel;
    auto* content = new QWidget(this);
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme().tokens().space3);
    auto* card = new widgets::Card(tr("Library"), content);
    card->setHint(tr("a line for each arm · choose two or more to compare"));
    m_table->setObjectName(QStringLiteral("runsTable"));
    m_table->setAccessibleName(tr("Runs"));
    m_table->setModel(m_proxy);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    m_table->setStretchColumn(RunsModel::ArmColumn);
    m_table->setColumnHidden(RunsModel::NotesColumn, true);
    m_proxy->setChipsColumn(RunsModel::FlagsColumn, chipState);
    m_proxy->setMutedColumn(RunsModel::TagsColumn);
    m_proxy->setMutedColumn(RunsModel::StartedColumn);
    card->body()->addWidget(m_table);
    row->addWidget(card, 1);
    row->addWidget(makeDetails());
    return content;
}

QWidget* RunsPage::makeDetails()
{
    m_details = new widgets::Card(tr("Notes"), this);
    m_details->setFixedWidth(260);
    m_details->setObjectName(QStringLiteral("runDetails"));
    m_tags->setObjectName(QStringLiteral("tagsEdit"));
    m_tags->setAccessibleName(tr("Tags, separated by commas"));
    m_tags->setPlaceholderText(tr("tags, separated by commas"));
    m_notes->setObjectName(QStringLiteral("notesEdit"));
    m_notes->setAccessibleName(tr("Notes"));
    m_notes->setPlaceholderText(tr("What should be remembered of this run?"));
    QPushButton* save = widgets::secondaryButton(tr("Save"), m_details);
    save->setObjectName(QStringLiteral("saveNotesButton"));
    connect(save, &QPushButton::clicked, this, &RunsPage::saveDetails);
    connect(m_tags, &QLineEdit::returnPressed, this, &RunsPage::saveDetails);
    m_details->body()->addWidget(m_tags);
    m_details->body()->addWidget(m_notes, 1);
    m_details->body()->addWidget(save);
    m_details->hide();
    return m_details;
}

void RunsPage::connectAll()
{
    QPushButton* goToRun = m_empty->addAction(tr("Go to Run"));
    connect(goToRun, &QPushButton::clicked, this, &RunsPage::startRequested);
    m_searchSoon.setSingleShot(true);
    m_searchSoon.setInterval(SearchDelayMs);
    connect(&m_searchSoon, &QTimer::timeout, this, &RunsPage::refresh);
    connect(m_search, &QLineEdit::textChanged, &m_searchSoon, qOverload<>(&QTimer::start));
    connect(m_showTrash, &QCheckBox::toggled, this, &RunsPage::refresh);
    connect(&workbench(), &workbench::Workbench::libraryChanged, &m_searchSoon, qOverload<>(&QTimer::start));
    connect(
        m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunsPage::selectionMoved);
    connect(m_table, &QTableView::activated, this, [this] { m_open->click(); });
    connect(m_compare, &QPushButton::clicked, this, [this] { Q_EMIT compareRequested(selection()); });
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (const experiment::Summary* run = current())
            Q_EMIT reportRequested(run->id);
    });
    connect(m_replay, &QPushButton::clicked, this, [this] {
        if (const QList<ArmRef> chosen = selection(); chosen.size() == 1)
            Q_EMIT replayRequested(chosen.first());
    });
    connect(m_trash, &QPushButton::clicked, this, [this] { trash(!m_showTrash->isChecked()); });
    connect(m_delete, &QPushButton::clicked, this, &RunsPage::removeForGood);
    connect(errorStrip(), &widgets::ErrorStrip::warningActionTriggered, this, [this] {
        errorStrip()->dismiss();
        if (m_deleteAsked) {
            m_deleteAsked = false;
            for (const QString& id : selectedIds())
                base::whenDone(workbench().remove(id), this,
                    [this](const base::Result<void>& done) { afterChange(done); });
            return;
        }
        for (const QString& id : std::exchange(m_lastTrashed, {}))
            base::whenDone(workbench().setTrashed(id, false), this,
                [this](const base::Result<void>& done) { afterChange(done); });
    });
    connect(errorStrip(), &widgets::ErrorStrip::dismissed, this, [this] { m_deleteAsked = false; });
}

void RunsPage::refresh()
{
    store::Filter filter;
    filter.text = m_search->text().trimmed();
    filter.trashed = m_showTrash->isChecked();
    const quint64 request = ++m_request;
    base::whenDone(workbench().list(filter), this,
        [this, request](const base::Result<QList<experiment::Summary>>& runs) {
            if (request != m_request)
                return;
            if (runs)
                show(*runs);
            else
                errorStrip()->showError(runs.error());
        });
}

void RunsPage::show(const QList<experiment::Summary>& runs)
{
    if (runs == m_model->rows() && m_stack->currentIndex() == 1)
        return;
    const QList<ArmRef> before = selection();
    // An empty column would push the date out of a small window.
    m_table->setColumnHidden(models::RunsModel::TagsColumn,
        std::ranges::all_of(runs, [](const experiment::Summary& run) { return run.tags.isEmpty(); }));
    m_model->setRows(runs);
    const bool isUnfiltered = m_search->text().trimmed().isEmpty() && !m_showTrash->isChecked();
    m_stack->setCurrentIndex(runs.isEmpty() && isUnfiltered ? 0 : 1);
    m_count->setText(runs.size() == 1 ? tr("1 arm") : tr("%1 arms").arg(base::countText(runs.size())));
    m_count->setVisible(!runs.isEmpty());
    QItemSelection again;
    for (int row = 0; row < m_proxy->rowCount(); ++row) {
        const experiment::Summary& run = m_model->row(m_proxy->mapToSource(m_proxy->index(row, 0)).row());
        if (before.contains(ArmRef {run.id, run.arm}))
            again.select(m_proxy->index(row, 0), m_proxy->index(row, m_proxy->columnCount() - 1));
    }
    m_table->selectionModel()->select(again, QItemSelectionModel::ClearAndSelect);
    selectionMoved();
}

QList<ArmRef> RunsPage::selection() const
{
    QList<ArmRef> arms;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows()) {
        const experiment::Summary& run = m_model->row(m_proxy->mapToSource(index).row());
        arms.append({run.id, run.arm});
    }
    return arms;
}

void RunsPage::select(const QString& experimentId)
{
    const int row = m_model->rowOf(experimentId);
    if (row >= 0)
        m_table->selectRow(m_proxy->mapFromSource(m_model->index(row, 0)).row());
}

QStringList RunsPage::selectedIds() const
{
    QStringList ids;
    for (const ArmRef& arm : selection())
        if (!ids.contains(arm.experimentId))
            ids.append(arm.experimentId);
    return ids;
}

const experiment::Summary* RunsPage::current() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : &m_model->row(m_proxy->mapToSource(rows.first()).row());
}

void RunsPage::selectionMoved()
{
    const qsizetype chosen = m_table->selectionModel()->selectedRows().size();
    const bool inTrash = m_showTrash->isChecked();
    m_compare->setText(chosen >= 2 ? tr("Compare %1").arg(chosen) : tr("Compare"));
    m_compare->setEnabled(chosen >= 2 && chosen <= MostArms && !inTrash);
    m_compare->setToolTip(tr("Choose 2 to %1 arms").arg(MostArms));
    m_open->setEnabled(chosen == 1);
    m_replay->setEnabled(chosen == 1);
    m_trash->setEnabled(chosen >= 1);
    m_trash->setText(inTrash ? tr("Put back") : tr("Move to trash"));
    m_delete->setVisible(inTrash);
    m_delete->setEnabled(chosen >= 1);
    showDetails();
}

void RunsPage::showDetails()
{
    const experiment::Summary* run =
        m_table->selectionModel()->selectedRows().size() == 1 ? current() : nullptr;
    m_details->setVisible(run);
    const QString id = run ? run->id : QString();
    if (id == m_detailsId)
        return; // what is being typed stays when the library changes
    m_detailsId = id;
    if (!run)
        return;
    m_details->setTitle(
        tr("Notes on %1, %2")
            .arg(run->corpus, run->createdUtc.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"))));
    m_tags->setText(run->tags.join(QStringLiteral(", ")));
    m_notes->setPlainText(run->notes);
}

void RunsPage::saveDetails()
{
    if (m_detailsId.isEmpty())
        return;
    QStringList tags;
    for (const QString& tag : m_tags->text().split(u',', Qt::SkipEmptyParts))
        if (const QString clean = tag.simplified(); !clean.isEmpty() && !tags.contains(clean))
            tags.append(clean);
    base::whenDone(workbench().setTags(m_detailsId, tags), this,
        [this](const base::Result<void>& done) { afterChange(done); });
    base::whenDone(workbench().setNotes(m_detailsId, m_notes->toPlainText()), this,
        [this](const base::Result<void>& done) { afterChange(done); });
}

void RunsPage::trash(bool trashed)
{
    const QStringList ids = selectedIds();
    for (const QString& id : ids)
        base::whenDone(workbench().setTrashed(id, trashed), this,
            [this](const base::Result<void>& done) { afterChange(done); });
    if (!trashed)
        return;
    m_lastTrashed = ids;
    m_deleteAsked = false;
    errorStrip()->showWarning(ids.size() == 1
            ? tr("One experiment is in the trash, with all its arms.")
            : tr("%1 experiments are in the trash, with all their arms.").arg(ids.size()),
        tr("Undo"));
}

void RunsPage::removeForGood()
{
    m_deleteAsked = true;
    const int count = static_cast<int>(selectedIds().size());
    errorStrip()->showWarning(
        tr("Delete %n experiment(s) for good? This cannot be undone.", nullptr, count), tr("Delete"));
}

void RunsPage::afterChange(const base::Result<void>& result)
{
    if (!result)
        errorStrip()->showError(result.error());
    refresh();
}

QList<QWidget*> RunsPage::panes() const
{
    return {m_search, m_table, m_tags, m_notes};
}

} // namespace benchglass::pages
