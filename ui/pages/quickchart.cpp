#include "pages/quickchart.h"

#include "charts/histogram.h"
#include "charts/scatterchart.h"
#include "figures/chartdata.h"
#include "figures/picking.h"
#include "models/observationsmodel.h"
#include "pages/menutext.h"
#include "pages/valuesproxy.h"
#include "widgets/buttons.h"
#include "widgets/chartcard.h"
#include "widgets/combobox.h"
#include "widgets/flowlayout.h"
#include "widgets/segmented.h"
#include "widgets/tableview.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QItemSelectionModel>
#include <QLabel>
#include <QMenu>
#include <QMouseEvent>
#include <QPushButton>
#include <QStringBuilder>
#include <QStyle>
#include <QVBoxLayout>

namespace benchglass::pages {

namespace {

constexpr double FileRatio = 0.6;

enum Kind { Boxes, Histogram, InOrder };

QString titleOf(const corpus::Series& series)
{
    return series.unit.isEmpty() ? series.key : QString(series.key % QStringLiteral(", ") % series.unit);
}

QList<double> valuesOf(const corpus::Series& series)
{
    QList<double> values;
    values.reserve(series.observations.size());
    for (const corpus::Observation observation : series.observations)
        values.append(observation.value);
    return values;
}

std::shared_ptr<const charts::Figure> inOrder(const corpus::Series& series)
{
    QList<QPointF> points;
    points.reserve(series.observations.size());
    QList<qsizetype> lines;
    qint32 document = -1;
    for (const corpus::Observation observation : series.observations) {
        if (observation.document != document)
            lines.append(points.size());
        document = observation.document;
        points.append({static_cast<double>(points.size() + 1), observation.value});
    }
    if (lines.size() * 2 > points.size()) // a value or so of each file: the files are the order
        lines = {0};
    return std::make_shared<charts::ScatterFigure>(QList<charts::ScatterSet> {{{}, 0, points, lines}},
        QuickChart::tr("order in the files"), titleOf(series));
}

/// A sentence in the window's own letters, a place in those of files.
void setRole(QLabel* label, const char* role)
{
    label->setProperty("role", QString::fromLatin1(role));
    label->style()->unpolish(label);
    label->style()->polish(label);
}

} // namespace

QuickChart::QuickChart(const theme::Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_card(new widgets::ChartCard(theme, tr("Quick chart"), new charts::Chart(theme), this))
    , m_kind(new widgets::Segmented(theme, {tr("Groups"), tr("Histogram"), tr("In order")}, this))
    , m_group(new widgets::ComboBox(this))
    , m_model(new models::ObservationsModel(this))
    , m_proxy(new ValuesProxy(m_model, this))
    , m_values(new widgets::TableView(theme, this))
    , m_place(widgets::plainLabel({}, "muted", this))
    , m_open(widgets::linkButton(tr("Open the source"), this))
{
    m_card->chart()->setObjectName(QStringLiteral("quickChart"));
    m_kind->setObjectName(QStringLiteral("quickChartKind"));
    m_kind->setAccessibleName(tr("How to draw the series"));
    m_group->setObjectName(QStringLiteral("quickChartGroup"));
    m_group->setAccessibleName(tr("Group by"));
    m_values->setObjectName(QStringLiteral("valuesTable"));
    m_values->setAccessibleName(tr("Values of the selected series"));
    m_place->setObjectName(QStringLiteral("placeLabel"));
    m_place->setWordWrap(true);
    m_place->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_values->setModel(m_proxy);
    m_values->setSortingEnabled(true);
    m_values->sortByColumn(-1, Qt::AscendingOrder);
    m_values->setColumnHidden(models::ObservationsModel::GroupColumn, true);
    m_values->setStretchColumn(models::ObservationsModel::FileColumn, FileRatio);
    m_open->setObjectName(QStringLiteral("openSourceButton"));

    auto* twin = m_card->findChild<widgets::TableView*>(); // the only table of the card as yet
    m_card->chart()->installEventFilter(this);
    auto* choice = new widgets::FlowLayout(nullptr, theme.tokens().space2); // a narrow card needs two lines
    choice->addWidget(m_kind);
    choice->addWidget(m_group);
    m_card->body()->insertLayout(0, choice);
    m_card->body()->addWidget(m_values, 1);
    m_card->body()->addWidget(m_place);
    m_card->body()->addWidget(m_open, 0, Qt::AlignLeft);
    m_card->chart()->setMinimumHeight(200);
    m_values->setMinimumHeight(110);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_card);

    connect(twin, &QAbstractItemView::activated, this, [this](const QModelIndex& cell) {
        const bool isValue = !cell.siblingAtColumn(1).data().toString().isEmpty();
        if (isValue) // the last row of a long table says only how many there are
            choose(observationOfRow(cell.row()));
    });
    connect(m_kind, &widgets::Segmented::currentChanged, this, &QuickChart::redraw);
    connect(m_group, &QComboBox::activated, this, [this](int dimension) {
        m_chosenGroup = m_series ? m_series->dimensions.at(dimension).name : QString();
        redraw();
    });
    connect(m_values->selectionModel(), &QItemSelectionModel::selectionChanged, this, &QuickChart::showPlace);
    connect(m_values, &QAbstractItemView::activated, this, &QuickChart::valueActivated);
    connect(m_values, &widgets::TableView::menuRequested, this, &QuickChart::addToMenu);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (const QModelIndexList rows = m_values->selectionModel()->selectedRows(); !rows.isEmpty())
            openSource(rows.first().row());
    });
    redraw();
}

charts::Chart* QuickChart::chart() const
{
    return m_card->chart();
}

QString QuickChart::placeText() const
{
    return m_place->text();
}

void QuickChart::setSeries(
    std::shared_ptr<const corpus::Catalog> catalog, const corpus::Series* series, const corpus::Series* other)
{
    m_catalog = std::move(catalog);
    m_series = m_catalog ? series : nullptr;
    m_other = m_catalog ? other : nullptr;
    fillGroups();
    redraw();
}

void QuickChart::fillGroups()
{
    m_group->clear();
    if (!m_series)
        return;
    for (const corpus::Dimension& dimension : m_series->dimensions)
        m_group->addItem(tr("by %1").arg(dimension.name));
    m_group->setCurrentIndex(figures::bestDimension(*m_series));
    for (qsizetype i = 0; i < m_series->dimensions.size(); ++i) // what was chosen stays, where it still tells
        if (m_series->dimensions.at(i).name == m_chosenGroup && m_series->dimensions.at(i).levels.size() > 1)
            m_group->setCurrentIndex(static_cast<int>(i));
}

void QuickChart::redraw()
{
    m_kind->setVisible(m_series && !m_other);
    m_group->setVisible(m_series && !m_other && m_kind->current() == Boxes && m_group->count() > 0);
    m_values->setVisible(m_series);
    m_model->setSeries(m_catalog, m_series, m_series ? m_group->currentIndex() : -1);
    m_place->setText(m_series ? tr("Click a point or choose a value to see where it stands.") : QString());
    setRole(m_place, "muted");
    m_place->setVisible(m_series);
    m_open->hide();
    const bool isGrouped = m_series && m_group->currentIndex() > 0; // the first is the file, which is shown
    m_values->setColumnHidden(models::ObservationsModel::GroupColumn, !isGrouped);
    m_values->setStretchColumn(models::ObservationsModel::FileColumn, FileRatio);
    if (!m_series) {
        m_card->setTitle(tr("Quick chart"));
        m_card->chart()->setFigure(
            std::make_shared<charts::BoxFigure>(QList<charts::BoxGroup> {}, QString()));
        return;
    }
    if (m_other) {
        drawPairs();
        return;
    }
    drawOne();
}

void QuickChart::drawPairs()
{
    m_card->setTitle(tr("%1 against %2").arg(m_other->key, m_series->key));
    m_pairs.clear();
    const QList<QPointF> points = figures::pairsOf(*m_series, *m_other, &m_pairs);
    m_card->chart()->setFigure(std::make_shared<charts::ScatterFigure>(
        QList<charts::ScatterSet> {{{}, 0, points}}, titleOf(*m_series), titleOf(*m_other)));
}

void QuickChart::drawOne()
{
    m_card->setTitle(titleOf(*m_series));
    switch (m_kind->current()) {
    case Histogram:
        m_card->chart()->setFigure(
            std::make_shared<charts::HistogramFigure>(valuesOf(*m_series), titleOf(*m_series)));
        break;
    case InOrder: m_card->chart()->setFigure(inOrder(*m_series)); break;
    default:
        m_boxes = figures::boxGroups(*m_series, m_group->currentIndex(), 8);
        m_card->chart()->setFigure(std::make_shared<charts::BoxFigure>(m_boxes, m_series->unit));
    }
}

void QuickChart::showPlace()
{
    const QModelIndexList rows = m_values->selectionModel()->selectedRows();
    m_open->setVisible(!rows.isEmpty());
    if (rows.isEmpty())
        return;
    setRole(m_place, "mono");
    m_place->setText(m_model->placeText(rows.first().row()));
}

void QuickChart::valueActivated(const QModelIndex& cell)
{
    const QString text = cell.data().toString();
    if (cell.column() == models::ObservationsModel::FileColumn)
        Q_EMIT levelChosen({}, text);
    else if (cell.column() == models::ObservationsModel::GroupColumn && !text.isEmpty())
        Q_EMIT levelChosen(m_series->dimensions.at(m_group->currentIndex()).name, text);
    else if (cell.isValid())
        openSource(cell.row());
}

/// A row of the values stands for its file and for its level of every dimension.
void QuickChart::addToMenu(QMenu* menu, const QModelIndex& cell)
{
    if (!cell.isValid() || !m_series)
        return;
    const qint64 observation = m_model->observationAt(cell.row());
    menu->addAction(tr("Open the source"), this, [this, row = cell.row()] { openSource(row); });
    menu->addAction(tr("Copy place"), this,
        [text = placeOf(cell.row()).text()] { QGuiApplication::clipboard()->setText(text); });
    menu->addSeparator();
    for (qsizetype i = 0; i < m_series->dimensions.size(); ++i) {
        const corpus::Dimension& dimension = m_series->dimensions.at(i);
        const QString name = i == 0 ? QString() : dimension.name;
        const QString level = dimension.labelAt(observation);
        if (level.isEmpty())
            continue;
        menu->addAction(i == 0 ? onlyFileText(level) : onlyLevelText(dimension.name, level), this,
            [this, name, level] { Q_EMIT levelChosen(name, level); });
    }
}

models::SourcePlace QuickChart::placeOf(int row) const
{
    const corpus::Observation at = m_series->observations.at(m_model->observationAt(row));
    const corpus::Document& document = m_catalog->documents().at(at.document);
    return {m_catalog->folder(), document.path, document.type, m_catalog->locatorOf(*m_series, at), at.value};
}

void QuickChart::openSource(int row)
{
    if (m_series && row >= 0 && row < m_model->rowCount())
        Q_EMIT sourceRequested(placeOf(row));
}

bool QuickChart::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == chart() && event->type() == QEvent::MouseButtonRelease) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (mouse->button() == Qt::LeftButton)
            choose(observationAt(mouse->position()));
    }
    return QWidget::eventFilter(watched, event);
}

std::optional<qint64> QuickChart::observationAt(const QPointF& at) const
{
    const auto figure = chart()->figure();
    if (!m_series || !figure)
        return {};
    const figures::Click click {at, QRectF(chart()->rect())};
    const theme::Tokens& tokens = m_theme.tokens();
    if (m_other) {
        const auto point = figures::pickedPoint(*figure, m_pairs.size(), click, tokens);
        return point ? std::optional(m_pairs.at(*point)) : std::nullopt;
    }
    switch (m_kind->current()) {
    case Histogram: return figures::pickedOfHistogram(valuesOf(*m_series), click, tokens);
    case InOrder: return figures::pickedPoint(*figure, m_series->observations.size(), click, tokens);
    default: break;
    }
    const auto pick = figures::pickedOfBoxes(m_boxes, click, tokens);
    return pick ? figures::observationOf(*m_series, m_group->currentIndex(), *pick) : std::nullopt;
}

std::optional<qint64> QuickChart::observationOfRow(int row) const
{
    if (!m_series || row < 0)
        return {};
    if (m_other)
        return row < m_pairs.size() ? std::optional(m_pairs.at(row)) : std::nullopt;
    switch (m_kind->current()) {
    case Histogram: return figures::onlyOfBin(valuesOf(*m_series), row);
    case InOrder: return row < m_series->observations.size() ? std::optional<qint64>(row) : std::nullopt;
    default: break;
    }
    const auto pick = figures::onlyOfGroup(m_boxes, row);
    return pick ? figures::observationOf(*m_series, m_group->currentIndex(), *pick) : std::nullopt;
}

void QuickChart::choose(std::optional<qint64> observation)
{
    if (!observation)
        return;
    const QModelIndex index =
        m_proxy->index(m_model->rowOf(*observation), models::ObservationsModel::ValueColumn);
    m_values->selectRow(index.row());
    m_values->scrollTo(index);
    m_values->setFocus(Qt::OtherFocusReason);
}

} // namespace benchglass::pages
