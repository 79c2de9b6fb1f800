#include "widgets/tabledelegate.h"

#include "theme/fonts.h"
#include "theme/icon.h"
#include "theme/marker.h"
#include "theme/plaintip.h"
#include "theme/tabular.h"
#include "widgets/chip.h"
#include "widgets/tableview.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace benchglass::widgets {

namespace {

constexpr int cellPadding = 8;
constexpr qsizetype longestCell = 400;
constexpr int widestCell = 420;
constexpr int chipGap = 5;
constexpr int checkSide = 16;
constexpr int armWidth = 16;
constexpr int iconWidth = 22;

QString oneLine(const QModelIndex& index)
{
    QString text = index.data(Qt::DisplayRole).toString().left(longestCell);
    text.replace(u'\n', u' ');
    return text;
}

Chip::State stateAt(const QList<int>& states, qsizetype i)
{
    return i < states.size() ? Chip::State(states[i]) : Chip::State::Neutral;
}

qreal paintChips(QPainter* painter, const QRectF& area, const QModelIndex& index, const theme::Tokens& tokens)
{
    const QStringList chips = index.data(ChipsRole).toStringList();
    const auto states = index.data(ChipStatesRole).value<QList<int>>();
    qreal x = area.left();
    for (qsizetype i = 0; i < chips.size() && x < area.right() - 24; ++i) {
        const QPointF at(x, area.center().y() - tokens.chipHeight / 2.0);
        x += paintChip(*painter, at, chips[i], stateAt(states, i), {}, tokens, area.right() - x) + chipGap;
    }
    return x;
}

void paintBackground(
    QPainter* painter, const QStyleOptionViewItem& option, bool hovered, const theme::Tokens& t)
{
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, t.accentTint);
    else if (hovered)
        painter->fillRect(option.rect, t.hover);
    const QRectF box(option.rect);
    painter->setPen(QPen(t.line, 1));
    painter->drawLine(QPointF(box.left(), box.bottom() - 0.5), QPointF(box.right(), box.bottom() - 0.5));
}

} // namespace

QString elidedPath(const QString& path, const QFontMetricsF& metrics, qreal width)
{
    if (metrics.horizontalAdvance(path) <= width)
        return path;
    for (qsizetype at = path.indexOf(u'/'); at >= 0; at = path.indexOf(u'/', at + 1)) {
        const QString end = u'…' + path.mid(at);
        if (metrics.horizontalAdvance(end) <= width)
            return end;
    }
    return metrics.elidedText(path, Qt::ElideLeft, width);
}

TableDelegate::TableDelegate(TableView* view)
    : QStyledItemDelegate(view)
    , m_view(view)
{
}

void TableDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const theme::Tokens& t = m_view->tokens();
    painter->save();
    painter->setClipRect(option.rect);
    painter->setRenderHint(QPainter::Antialiasing);
    paintBackground(painter, option, index.row() == m_view->hoveredRow(), t);
    QRectF area = QRectF(option.rect).adjusted(cellPadding, 0, -cellPadding, -1);
    const QVariant checked = index.data(Qt::CheckStateRole);
    if (checked.isValid()) {
        const QRectF box(area.left(), area.center().y() - 7, 14, 14);
        const bool on = checked.toInt() == Qt::Checked;
        painter->setPen(QPen(on ? t.accent : t.faint, 1));
        painter->setBrush(on ? t.accent : t.surface);
        painter->drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
        if (on)
            theme::icon(QStringLiteral("check"), t.onAccent)
                .paint(painter, box.toRect().adjusted(1, 1, -1, -1));
        area.setLeft(area.left() + checkSide + 6);
    }
    const QVariant decoration = index.data(Qt::DecorationRole);
    if (decoration.canConvert<QIcon>()) {
        decoration.value<QIcon>().paint(painter, QRect(int(area.left()), int(area.center().y()) - 8, 16, 16));
        area.setLeft(area.left() + iconWidth);
    }
    const QVariant arm = index.data(ArmRole);
    if (arm.isValid()) {
        const theme::ArmStyle style = t.armStyle(arm.toInt());
        painter->setPen(Qt::NoPen);
        painter->setBrush(style.colour);
        painter->drawPath(theme::markerPath(style.marker, {area.left() + 5, area.center().y()}, 4));
        area.setLeft(area.left() + armWidth);
    }
    if (index.data(ChipsRole).isValid())
        area.setLeft(paintChips(painter, area, index, t));
    paintText(painter, area, index);
    if ((option.state & QStyle::State_HasFocus) && m_view->hasFocus()) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(t.accent, t.focusRing));
        painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -2), 3, 3);
    }
    painter->restore();
}

void TableDelegate::paintText(QPainter* painter, const QRectF& area, const QModelIndex& index) const
{
    const QString text = oneLine(index);
    if (text.isEmpty() || area.width() <= 0)
        return;
    const theme::Tokens& t = m_view->tokens();
    const QVariant foreground = index.data(Qt::ForegroundRole);
    QColor colour = index.data(MutedRole).toBool() ? t.muted : t.text;
    if (foreground.canConvert<QBrush>())
        colour = foreground.value<QBrush>().color();
    painter->setFont(fontOf(index));
    painter->setPen(colour);
    const QVariant given = index.data(Qt::TextAlignmentRole);
    const Qt::Alignment alignment = given.isValid() ? Qt::Alignment(given.toInt()) : Qt::AlignLeft;
    theme::drawTabular(*painter, area, alignment, shownText(index, area.width()));
}

QString TableDelegate::shownText(const QModelIndex& index, qreal width) const
{
    const QString text = oneLine(index);
    if (index.data(PathRole).toBool())
        return elidedPath(text, QFontMetricsF(fontOf(index)), width);
    if (index.column() != 0)
        return text;
    // The first column names the row, and names often differ only at their ends: paths, keys, `… · warm`.
    return QFontMetricsF(fontOf(index)).elidedText(text, Qt::ElideMiddle, width);
}

QFont TableDelegate::fontOf(const QModelIndex& index) const
{
    const theme::Tokens& t = m_view->tokens();
    if (index.data(MonoRole).toBool())
        return theme::monoFont(t.streamPx);
    const QVariant font = index.data(Qt::FontRole);
    const bool strong = font.canConvert<QFont>() && font.value<QFont>().weight() > QFont::Medium;
    return theme::uiFont(t.bodyPx, strong ? t.weightStrong : t.weightNormal);
}

QSize TableDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const theme::Tokens& t = m_view->tokens();
    const QString text = oneLine(index);
    const QFontMetricsF metrics(fontOf(index));
    qreal width =
        theme::isTabular(text) ? theme::tabularWidth(metrics, text) : metrics.horizontalAdvance(text);
    const QStringList chips = index.data(ChipsRole).toStringList();
    const auto states = index.data(ChipStatesRole).value<QList<int>>();
    for (qsizetype i = 0; i < chips.size(); ++i)
        width += chipWidth(chips[i], stateAt(states, i), {}, t) + chipGap;
    if (index.data(Qt::CheckStateRole).isValid())
        width += checkSide + 6;
    if (index.data(Qt::DecorationRole).isValid())
        width += iconWidth;
    if (index.data(ArmRole).isValid())
        width += armWidth;
    return {std::min(int(width) + 2 * cellPadding + 3, widestCell), t.rowHeight};
}

bool TableDelegate::helpEvent(
    QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QString tip = index.data(Qt::ToolTipRole).toString();
    // A cell that is cut shows itself whole.
    if (tip.isEmpty() && sizeHint(option, index).width() > option.rect.width())
        tip = theme::plainTip(index.data(Qt::DisplayRole).toString());
    QToolTip::showText(event->globalPos(), tip, view);
    return true;
}

} // namespace benchglass::widgets
