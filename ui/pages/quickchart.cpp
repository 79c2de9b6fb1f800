#include "pages/quickchart.h"

#include "charts/histogram.h"
#include "charts/scatterchart.h"
#include "figures/chartdata.h"
#include "figures/picking.h"
#include "models/observationsmodel.h"
#include "pages/tableproxy.h"
#include "widgets/buttons.h"
#include "widgets/chartcard.h"
#include "widgets/combobox.h"
#include "widgets/flowlayout.h"
#include "widgets/segmented.h"
#include "widgets/tableview.h"

#include <QComboBox>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QMouseEvent>
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
    for (const corpus::Observation observation : series.observations)
        points.append({static_cast<double>(points.size() + 1), observation.value});
    return std::make_shared<charts::ScatterFigure>(
        QList<charts::ScatterSet> {{{}, 0, points}}, QuickChart::tr("order in the files"), titleOf(series));
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
    , m_proxy(new TableProxy(m_model, this))
    , m_values(new widgets::TableView(theme, this))
    , m_place(widgets::plainLabel({}, "muted", this))
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
    m_proxy->setPathColumn(models::ObservationsModel::FileColumn);
    m_proxy->setMonoColumn(models::ObservationsModel::PlaceColumn);

    auto* twin = m_card->findChild<widgets::TableView*>(); // the only table of the card as yet
    m_card->chart()->installEventFilter(this);
    auto* choice = new widgets::FlowLayout(nullptr, theme.tokens().space2); // a narrow card needs two lines
    choice->addWidget(m_kind);
    choice->addWidget(m_group);
    m_card->body()->insertLayout(0, choice);
    m_card->body()->addWidget(m_values, 1);
    m_card->body()->addWidget(m_place);
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
    connect(m_group, &QComboBox::activated, this, &QuickChart::redraw);
    connect(m_values->selectionModel(), &QItemSelectionModel::selectionChanged, this, &QuickChart::showPlace);
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
    if (rows.isEmpty())
        return;
    setRole(m_place, "mono");
    m_place->setText(m_model->placeText(m_proxy->mapToSource(rows.first()).row()));
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
    const QModelIndex index = m_proxy->mapFromSource(
        m_model->index(static_cast<int>(*observation), models::ObservationsModel::ValueColumn));
    m_values->selectRow(index.row());
    m_values->scrollTo(index);
    m_values->setFocus(Qt::OtherFocusReason);
}

} // namespace benchglass::pages
