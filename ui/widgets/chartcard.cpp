#include "widgets/chartcard.h"

#include "theme/icon.h"
#include "widgets/buttons.h"
#include "widgets/tableview.h"

#include <QLabel>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace benchglass::widgets {

namespace {

bool looksNumeric(const QString& cell)
{
    return cell.isEmpty() || cell == QStringLiteral("\u2013") || cell[0].isDigit()
        || ((cell[0] == u'-' || cell[0] == QChar(0x2212)) && cell.size() > 1 && cell[1].isDigit());
}

} // namespace

void ChartTableModel::setTable(const charts::ChartTable& table)
{
    if (table == m_table)
        return;
    beginResetModel();
    m_table = table;
    m_isNumeric.fill(!table.rows.isEmpty(), table.header.size());
    for (const QStringList& row : table.rows) {
        for (qsizetype i = 0; i < std::min(row.size(), m_isNumeric.size()); ++i)
            m_isNumeric[i] = m_isNumeric[i] && looksNumeric(row[i]);
    }
    // The first column names the row, even where the name is a number.
    if (!m_isNumeric.isEmpty() && m_isNumeric.size() > 3)
        m_isNumeric[0] = false;
    endResetModel();
}

int ChartTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_table.rows.size());
}

int ChartTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_table.header.size());
}

QVariant ChartTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::DisplayRole)
        return m_table.rows[index.row()].value(index.column());
    if (role == Qt::TextAlignmentRole && m_isNumeric[index.column()])
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant ChartTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_table.header.size())
        return {};
    if (role == Qt::DisplayRole)
        return m_table.header[section];
    if (role == Qt::TextAlignmentRole)
        return int((m_isNumeric[section] ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

ChartCard::ChartCard(const theme::Theme& theme, const QString& title, charts::Chart* chart, QWidget* parent)
    : Card(title, parent)
    , m_theme(theme)
    , m_chart(chart)
    , m_model(new ChartTableModel(this))
    , m_view(new TableView(theme))
    , m_stack(new QStackedLayout)
    , m_note(plainLabel({}, "muted"))
    , m_switch(new QToolButton)
{
    m_chart->setAccessibleName(title);
    m_view->setAccessibleName(tr("%1, as a table").arg(title));
    m_view->setStretchColumn(0);
    m_view->setModel(m_model);
    m_stack->addWidget(m_chart);
    m_stack->addWidget(m_view);
    m_note->setObjectName(QStringLiteral("chartNote"));
    m_note->setWordWrap(true);
    m_note->setAlignment(Qt::AlignCenter);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_stack->addWidget(m_note);
    body()->addLayout(m_stack, 1);
    m_switch->setCheckable(true);
    m_switch->setIconSize({15, 15});
    m_switch->setFixedHeight(24); // headings of cards side by side stay in line
    m_switch->setToolTip(tr("Show the numbers as a table"));
    m_switch->setAccessibleName(tr("%1: show as a table").arg(title));
    addHeaderWidget(m_switch);
    const auto paint = [this] {
        m_switch->setIcon(theme::icon(QStringLiteral("table"), m_theme.tokens()));
    };
    paint();
    connect(&theme, &theme::Theme::changed, this, paint);
    connect(m_switch, &QToolButton::toggled, this, &ChartCard::setTableShown);
    connect(m_chart, &charts::Chart::figureChanged, this, [this] {
        if (isTableShown())
            refreshTable();
    });
}

bool ChartCard::isTableShown() const
{
    return m_stack->currentIndex() == 1;
}

void ChartCard::setTableShown(bool shown)
{
    if (shown)
        refreshTable();
    m_stack->setCurrentIndex(shown ? 1 : 0);
    m_switch->setChecked(shown);
}

void ChartCard::setNote(const QString& note)
{
    m_note->setText(note);
    m_switch->setEnabled(note.isEmpty());
    if (note.isEmpty())
        setTableShown(m_switch->isChecked());
    else
        m_stack->setCurrentWidget(m_note);
}

void ChartCard::refreshTable()
{
    m_model->setTable(m_chart->table());
}

} // namespace benchglass::widgets
