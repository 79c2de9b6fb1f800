#include "widgets/tableview.h"

#include "theme/fonts.h"
#include "widgets/tabledelegate.h"
#include "widgets/tableheader.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <numeric>

namespace benchglass::widgets {

namespace {

constexpr int rowsMeasured = 200;
constexpr int fitIntervalMs = 50;
constexpr int narrowestStretch = 80;
constexpr double squeezedNameRatio = 0.75;
constexpr int headerPadding = 2 * 8 + 4; // what the style sheet gives, and a hair

/// One cell of a tab-separated line: what would break the line is a space.
QString tsvCell(QString text)
{
    for (const char16_t c : {u'\t', u'\n', u'\r'})
        text.replace(QChar(c), u' ');
    return text;
}

QString markdownCell(const QString& text)
{
    QString cell = tsvCell(text);
    cell.replace(u'\\', QStringLiteral("\\\\"));
    cell.replace(u'|', QStringLiteral("\\|"));
    cell.replace(u'<', QStringLiteral("&lt;"));
    cell.replace(u'[', QStringLiteral("\\["));
    return cell;
}

QString csvCell(const QString& text)
{
    const bool isPlain = std::none_of(
        text.begin(), text.end(), [](QChar c) { return c == u',' || c == u'"' || c == u'\n' || c == u'\r'; });
    if (isPlain)
        return text;
    QString cell = text;
    cell.replace(u'"', QStringLiteral("\"\""));
    return u'"' + cell + u'"';
}

QString cellText(const QModelIndex& index)
{
    if (const QVariant exact = index.data(ExactRole); exact.isValid())
        return exact.toString();
    QStringList parts = index.data(ChipsRole).toStringList();
    const QVariant said = index.data(Qt::AccessibleTextRole); // what is a mark on the screen is a word there
    const QString text = (said.isValid() && parts.isEmpty() ? said : index.data(Qt::DisplayRole)).toString();
    if (!text.isEmpty())
        parts.append(text);
    return parts.join(QStringLiteral(", "));
}

} // namespace

TableView::TableView(const theme::Theme& theme, QWidget* parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_header(new TableHeader(theme, this))
{
    const theme::Tokens& t = theme.tokens();
    setItemDelegate(new TableDelegate(this));
    setHorizontalHeader(m_header);
    setShowGrid(false);
    setWordWrap(false);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setAlternatingRowColors(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(t.rowHeight);
    verticalHeader()->setDefaultSectionSize(t.rowHeight);
    horizontalHeader()->setFixedHeight(t.headerHeight);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setMinimumSectionSize(28);
    m_fitTimer.setSingleShot(true);
    m_fitTimer.setInterval(fitIntervalMs);
    connect(&m_fitTimer, &QTimer::timeout, this, &TableView::fitColumns);
    connect(&theme, &theme::Theme::changed, viewport(), qOverload<>(&QWidget::update));
    // Scrolling moves what is painted, the fades with it.
    for (QWidget* faded : {viewport(), m_header->viewport()}) {
        connect(horizontalScrollBar(), &QScrollBar::valueChanged, faded, qOverload<>(&QWidget::update));
        connect(horizontalScrollBar(), &QScrollBar::rangeChanged, faded, qOverload<>(&QWidget::update));
    }
}

void TableView::setModel(QAbstractItemModel* model)
{
    if (this->model())
        disconnect(this->model(), nullptr, this, nullptr);
    QTableView::setModel(model);
    if (!model)
        return;
    connect(model, &QAbstractItemModel::modelReset, this, &TableView::fitColumns);
    connect(model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex&, int first, int last) {
        if (first == 0 && last + 1 == this->model()->rowCount())
            fitColumns();
        else if (first < rowsMeasured && !m_fitTimer.isActive())
            m_fitTimer.start(); // rows that come one by one are measured together
    });
    connect(model, &QAbstractItemModel::dataChanged, this, &TableView::widenColumns);
    fitColumns();
}

void TableView::setStretchColumn(int column, double nameRatio)
{
    m_stretchColumn = column;
    m_nameRatio = nameRatio;
    fitColumns();
}

void TableView::fitColumns()
{
    if (!model())
        return;
    const int rows = std::min(model()->rowCount(), rowsMeasured);
    for (int column = 0; column < model()->columnCount(); ++column) {
        if (isColumnHidden(column) || column == stretchedColumn())
            continue;
        int width = headerWidth(column);
        for (int row = 0; row < rows; ++row)
            width = std::max(width, itemDelegate()->sizeHint({}, model()->index(row, column)).width());
        setColumnWidth(column, width);
    }
    stretchColumn();
}

/// A cell that needs more room now gets it; columns never jump back.
void TableView::widenColumns(const QModelIndex& topLeft, const QModelIndex& bottomRight)
{
    bool isWider = false;
    for (int row = topLeft.row(); row <= std::min(bottomRight.row(), rowsMeasured); ++row) {
        for (int column = topLeft.column(); column <= bottomRight.column(); ++column) {
            if (isColumnHidden(column) || column == stretchedColumn())
                continue;
            const int width = itemDelegate()->sizeHint({}, model()->index(row, column)).width();
            if (width <= columnWidth(column))
                continue;
            setColumnWidth(column, width);
            isWider = true;
        }
    }
    if (isWider)
        stretchColumn();
}

/// What the header's text needs. The size hint of Qt keeps room for a sort mark in every column.
int TableView::headerWidth(int column) const
{
    const theme::Tokens& t = m_theme.tokens();
    const QFontMetrics metrics(theme::uiFont(t.labelPx, t.weightStrong));
    const QString text = model()->headerData(column, Qt::Horizontal).toString();
    // The mark of a sorted column stands below its word, see TableHeader.
    return std::max(
        metrics.horizontalAdvance(text) + headerPadding, horizontalHeader()->minimumSectionSize());
}

int TableView::stretchedColumn() const
{
    const int columns = model() ? model()->columnCount() : 0;
    return m_stretchColumn >= 0 && m_stretchColumn < columns ? m_stretchColumn : columns - 1;
}

void TableView::stretchColumn()
{
    const int stretched = stretchedColumn();
    if (stretched < 0)
        return;
    int taken = 0;
    for (int column = 0; column < model()->columnCount(); ++column) {
        if (column != stretched && !isColumnHidden(column))
            taken += columnWidth(column);
    }
    // Names tell rows apart: they keep their width, up to a share of the view, and other columns scroll.
    int content = narrowestStretch;
    const int rows = std::min(model()->rowCount(), rowsMeasured);
    for (int row = 0; row < rows; ++row)
        content = std::max(content, itemDelegate()->sizeHint({}, model()->index(row, stretched)).width());
    const int share = std::min(content, int(viewport()->width() * m_nameRatio));
    const int least = std::max(share, headerWidth(stretched));
    const int left = viewport()->width() - taken;
    // A little shorter name is better than a view to be scrolled.
    setColumnWidth(stretched, left >= int(least * squeezedNameRatio) ? left : least);
}

bool TableView::hasMoreLeft() const
{
    return m_header->hasMoreLeft();
}

bool TableView::hasMoreRight() const
{
    return m_header->hasMoreRight();
}

/// The rows of the selection; all of them where there is none.
QList<int> TableView::rowsToCopy() const
{
    QList<int> rows;
    if (selectionModel()) {
        for (const QItemSelectionRange& range : selectionModel()->selection()) {
            for (int row = range.top(); row <= range.bottom(); ++row)
                rows.append(row);
        }
    }
    if (rows.isEmpty()) {
        rows.resize(model()->rowCount());
        std::iota(rows.begin(), rows.end(), 0);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

QList<QStringList> TableView::cells() const
{
    QList<QStringList> table;
    if (!model())
        return table;
    QList<int> columns;
    for (int visual = 0; visual < model()->columnCount(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        if (!isColumnHidden(column))
            columns.append(column);
    }
    QStringList header;
    for (const int column : columns)
        header.append(model()->headerData(column, Qt::Horizontal).toString());
    table.append(header);
    for (const int row : rowsToCopy()) {
        QStringList line;
        for (const int column : columns)
            line.append(cellText(model()->index(row, column)));
        table.append(line);
    }
    return table;
}

QString TableView::asTsv() const
{
    QString out;
    for (QStringList row : cells()) {
        std::transform(row.begin(), row.end(), row.begin(), tsvCell);
        out += row.join(u'\t') + u'\n';
    }
    return out;
}

QString TableView::asMarkdown() const
{
    QString out;
    bool isHeader = true;
    for (QStringList row : cells()) {
        std::transform(row.begin(), row.end(), row.begin(), markdownCell);
        out += QStringLiteral("| ") + row.join(QStringLiteral(" | ")) + QStringLiteral(" |\n");
        if (isHeader)
            out += u'|' + QStringLiteral(" --- |").repeated(row.size()) + u'\n';
        isHeader = false;
    }
    return out;
}

QString TableView::asCsv() const
{
    QString out;
    for (QStringList row : cells()) {
        std::transform(row.begin(), row.end(), row.begin(), csvCell);
        out += row.join(u',') + QStringLiteral("\r\n");
    }
    return out;
}

void TableView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        QApplication::clipboard()->setText(asTsv());
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        emit activated(currentIndex());
    else
        QTableView::keyPressEvent(event);
}

void TableView::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool isByKeyboard = event->reason() == QContextMenuEvent::Keyboard;
    emit menuRequested(menu, isByKeyboard ? currentIndex() : indexAt(event->pos()));
    if (!menu->isEmpty())
        menu->addSeparator();
    menu->addAction(tr("Copy"), this, [this] { QApplication::clipboard()->setText(asTsv()); });
    menu->addAction(
        tr("Copy as Markdown"), this, [this] { QApplication::clipboard()->setText(asMarkdown()); });
    menu->addAction(tr("Copy as CSV"), this, [this] { QApplication::clipboard()->setText(asCsv()); });
    menu->addSeparator();
    menu->addAction(tr("Select all"), this, &QTableView::selectAll);
    for (QAction* action : actions())
        menu->addAction(action);
    menu->popup(event->globalPos());
}

void TableView::mouseMoveEvent(QMouseEvent* event)
{
    setHoveredRow(indexAt(event->position().toPoint()).row());
    QTableView::mouseMoveEvent(event);
}

void TableView::leaveEvent(QEvent* event)
{
    setHoveredRow(-1);
    QTableView::leaveEvent(event);
}

void TableView::focusInEvent(QFocusEvent* event)
{
    QTableView::focusInEvent(event);
    // Who comes by keyboard sees where the focus is, without anything being chosen.
    if (event->reason() != Qt::MouseFocusReason && !currentIndex().isValid() && model()
        && model()->rowCount() > 0)
        selectionModel()->setCurrentIndex(
            model()->index(0, horizontalHeader()->logicalIndexAt(0)), QItemSelectionModel::NoUpdate);
}

void TableView::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    QPainter painter(viewport());
    m_header->paintFades(painter, viewport()->rect());
    if (!hasFocus() || currentIndex().isValid())
        return;
    const theme::Tokens& t = m_theme.tokens();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.accent, t.focusRing));
    painter.drawRoundedRect(
        QRectF(viewport()->rect()).adjusted(1, 1, -1, -1), t.radiusControl, t.radiusControl);
}

void TableView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    stretchColumn();
}

void TableView::setHoveredRow(int row)
{
    if (row == m_hoveredRow)
        return;
    m_hoveredRow = row;
    viewport()->update();
}

} // namespace benchglass::widgets
