#include "charts/stagetimeline.h"

#include "base/format.h"
#include "charts/draw.h"
#include "theme/marker.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace benchglass::charts {

namespace {

constexpr qreal lanePitch = 23;
constexpr qreal leastPitch = 16;                 ///< Labels still stand apart.
constexpr qreal laneShare = 0.7;                 ///< Of the pitch; the rest keeps lanes apart.
constexpr qreal aroundLanes = 2 * labelLine + 8; ///< The legend, the axis and their distances.
constexpr int barWidth = 10;

bool isDrawable(const LanePhase& phase)
{
    return std::isfinite(phase.beginS) && std::isfinite(phase.endS) && phase.endS >= phase.beginS;
}

/// Milliseconds, and three digits of what is shorter than a tenth of a second.
QString durationText(double seconds)
{
    return std::abs(seconds) < 0.1 ? base::significantText(seconds, 3) : base::fixedText(seconds, 3);
}

struct Layout
{
    QRectF legend;
    QRectF labels;
    QRectF plot;
    qsizetype first = 0; ///< Lanes before it found no room,
    qsizetype count = 0; ///< nor do those after as many.
    qreal pitch = lanePitch;

    QRectF lane(qsizetype index) const
    {
        const qreal top = plot.top() + pitch * qreal(index - first);
        return {plot.left(), top + pitch * (1 - laneShare) / 2, plot.width(), pitch * laneShare};
    }
};

Layout layoutOf(
    const QList<Lane>& lanes, std::optional<qsizetype> first, const QRectF& area, const theme::Tokens& tokens)
{
    const QFont font = labelFontStrong(tokens);
    qreal labels = 40;
    for (const Lane& lane : lanes)
        labels = std::max(labels, textWidth(lineOf(lane.label), font) + (lane.arm ? 16 : 0));
    labels = std::min(labels + 16, area.width() * 0.3);
    Layout layout;
    layout.legend = QRectF(area.left(), area.top(), area.width(), labelLine);
    const QRectF rest = area.adjusted(0, labelLine + 4, 0, -labelLine - 4);
    layout.labels = QRectF(rest.left(), rest.top(), labels, rest.height());
    layout.plot = rest.adjusted(labels, 0, -12, 0);
    const qsizetype fit = StageFigure::fitting(area.height());
    const qsizetype last = std::max<qsizetype>(0, lanes.size() - fit);
    layout.first = std::clamp<qsizetype>(first.value_or(last), 0, last);
    layout.count = std::min(fit, lanes.size() - layout.first);
    // Lanes come closer before any of them is left out.
    layout.pitch =
        std::clamp(rest.height() / qreal(std::max<qsizetype>(1, layout.count)), leastPitch, lanePitch);
    layout.plot.setHeight(layout.pitch * qreal(layout.count));
    return layout;
}

void paintPhases(
    QPainter& painter, const Lane& lane, const QRectF& box, const Scale& scale, const theme::Tokens& tokens)
{
    painter.setPen(Qt::NoPen);
    for (const LanePhase& phase : lane.phases) {
        if (!isDrawable(phase))
            continue;
        const auto from = position(phase.beginS, scale, box.left(), box.right());
        const auto to = position(phase.endS, scale, box.left(), box.right());
        if (!from || !to)
            continue;
        // Even the shortest phase leaves a trace, and neighbours keep apart by a hair.
        const qreal width = std::max(1.0, *to - *from - (*to - *from > 3 ? 0.75 : 0));
        const QRectF bar(*from, box.top(), width, box.height());
        painter.setBrush(tokens.phaseColour(phase.phase));
        if (width > 6)
            painter.drawRoundedRect(bar, 2.5, 2.5);
        else
            painter.drawRect(bar);
    }
}

/// What a live lane is doing: behind its bar, or before it, or on it where nothing else is free.
void paintLivePhase(
    QPainter& painter, const Lane& lane, const QRectF& box, const Scale& scale, const theme::Tokens& tokens)
{
    if (!lane.isLive || lane.livePhase.isEmpty() || lane.phases.isEmpty() || !isDrawable(lane.phases.last()))
        return;
    const auto from = position(lane.phases.first().beginS, scale, box.left(), box.right());
    const auto to = position(lane.phases.last().endS, scale, box.left(), box.right());
    if (!from || !to)
        return;
    constexpr qreal gap = 6;
    const QFont font = labelFont(tokens);
    const QString words = fitted(lineOf(lane.livePhase), font, box.width() - 2 * gap);
    const qreal width = textWidth(words, font) + 2;
    QRectF place(*to + gap, box.top(), width, box.height());
    if (place.right() > box.right())
        place.moveRight(*from - gap);
    if (place.left() < box.left()) {
        place.moveLeft(*from + gap);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.surface);
        painter.drawRoundedRect(place.adjusted(-3, 1, 3, -1), 2.5, 2.5);
    }
    painter.setFont(font);
    painter.setPen(tokens.text);
    painter.drawText(place, int(Qt::AlignLeft | Qt::AlignVCenter), words);
}

/// The name of a lane's phase; of a live lane's last one what it is doing.
QString phaseName(const Lane& lane, qsizetype phase)
{
    const bool isLast = phase + 1 == lane.phases.size();
    return lane.isLive && isLast && !lane.livePhase.isEmpty() ? lineOf(lane.livePhase)
                                                              : phaseText(lane.phases.at(phase).phase);
}

/// Which of the lanes are drawn; empty for all of them.
QString shownText(const Layout& layout, qsizetype lanes)
{
    if (layout.count == lanes)
        return {};
    if (layout.first + layout.count == lanes)
        return StageFigure::tr("the last %1 of %2").arg(layout.count).arg(lanes);
    return StageFigure::tr("%1 to %2 of %3")
        .arg(layout.first + 1)
        .arg(layout.first + layout.count)
        .arg(lanes);
}

/// Whose the markers before the labels are; nothing where all are of one arm.
QList<LegendItem> armsOf(const QList<Lane>& lanes, const theme::Tokens& tokens)
{
    std::map<int, QString> arms;
    for (const Lane& lane : lanes) {
        if (lane.arm && !lane.armLabel.isEmpty())
            arms.emplace(*lane.arm, lane.armLabel);
    }
    QList<LegendItem> items;
    for (const auto& [arm, name] : arms) {
        const theme::ArmStyle style = tokens.armStyle(arm);
        items.append({name, LegendItem::Kind::Marker, style.colour, {}, style.marker});
    }
    return items.size() > 1 ? items : QList<LegendItem>();
}

void paintLegend(
    QPainter& painter, const QList<Lane>& lanes, const Layout& layout, const theme::Tokens& tokens)
{
    std::set<theme::Phase> seen;
    for (const Lane& lane : lanes) {
        for (qsizetype i = 0; i < lane.phases.size(); ++i) {
            // What is being waited for says itself what it is.
            const bool isSaid = phaseName(lane, i) != phaseText(lane.phases.at(i).phase);
            if (!isSaid || lane.phases.at(i).phase != theme::Phase::Rest)
                seen.insert(lane.phases.at(i).phase);
        }
    }
    QList<LegendItem> phases;
    for (const theme::Phase phase : seen)
        phases.append({phaseText(phase), LegendItem::Kind::Swatch, tokens.phaseColour(phase), {}, {}});
    const QFont font = labelFont(tokens);
    const QString shown = shownText(layout, lanes.size());
    painter.setFont(font);
    painter.setPen(tokens.muted);
    painter.drawText(layout.legend, int(Qt::AlignLeft | Qt::AlignVCenter), shown);
    const qreal taken = shown.isEmpty() ? 0 : textWidth(shown, font) + 12;
    drawLegends(painter, layout.legend.adjusted(taken, 0, 0, 0), armsOf(lanes, tokens), phases, tokens);
}

} // namespace

QString phaseText(theme::Phase phase)
{
    switch (phase) {
    case theme::Phase::Ingest: return StageFigure::tr("ingest");
    case theme::Phase::Connect: return StageFigure::tr("connect");
    case theme::Phase::Queue: return StageFigure::tr("queue");
    case theme::Phase::Load: return StageFigure::tr("load");
    case theme::Phase::Prefill: return StageFigure::tr("prefill");
    case theme::Phase::Thinking: return StageFigure::tr("thinking");
    case theme::Phase::Writing: return StageFigure::tr("writing");
    case theme::Phase::Rest: return StageFigure::tr("not told");
    }
    return {};
}

StageFigure::StageFigure(QList<Lane> lanes, std::optional<qsizetype> first, Axis axis)
    : m_lanes(std::move(lanes))
    , m_first(first)
{
    double last = 0;
    std::optional<double> begin;
    for (const Lane& lane : m_lanes) {
        for (const LanePhase& phase : lane.phases) {
            if (!isDrawable(phase))
                continue;
            last = std::max(last, phase.endS);
            begin = std::min(begin.value_or(phase.beginS), phase.beginS);
        }
    }
    if (axis == Axis::FromFirstLane && begin.value_or(0) > 0) {
        m_scale = niceScale(*begin, last, 8);
        return;
    }
    m_scale = niceScaleFromZero(last, 8);
    m_scale.end = std::max(last, m_scale.step);
}

qsizetype StageFigure::fitting(qreal height)
{
    return std::max<qsizetype>(1, qsizetype(std::floor((height - aroundLanes) / leastPitch)));
}

bool StageFigure::isEmpty() const
{
    return m_lanes.isEmpty();
}

QString StageFigure::emptyText() const
{
    return tr("Each call will appear here with its phases: load, prefill, thinking, writing");
}

qreal StageFigure::preferredHeight() const
{
    return aroundLanes + 2 + lanePitch * qreal(std::max<qsizetype>(m_lanes.size(), 2));
}

void StageFigure::paint(QPainter& painter, const QRectF& area, const theme::Tokens& tokens) const
{
    const Layout layout = layoutOf(m_lanes, m_first, area, tokens);
    paintLegend(painter, m_lanes, layout, tokens);
    drawColumns(painter, layout.plot, m_scale, tokens, true, QStringLiteral("s"));
    for (qsizetype i = layout.first; i < layout.first + layout.count; ++i) {
        const Lane& lane = m_lanes[i];
        const QRectF box = layout.lane(i);
        qreal x = layout.labels.left();
        if (lane.arm) {
            const theme::ArmStyle arm = tokens.armStyle(*lane.arm);
            painter.setPen(Qt::NoPen);
            painter.setBrush(arm.colour);
            painter.drawPath(theme::markerPath(arm.marker, {x + 5, box.center().y()}, 3.8));
            x += 16;
        }
        const QFont font = lane.isLive ? labelFontStrong(tokens) : labelFont(tokens);
        painter.setFont(font);
        painter.setPen(lane.isLive ? tokens.text : tokens.muted);
        const QRectF label(x, box.top(), layout.labels.right() - x - 8, box.height());
        painter.drawText(
            label, int(Qt::AlignLeft | Qt::AlignVCenter), fitted(lane.label, font, label.width()));
        paintPhases(painter, lane, box, m_scale, tokens);
        paintLivePhase(painter, lane, box, m_scale, tokens);
    }
}

ChartTable StageFigure::table() const
{
    ChartTable table;
    table.header = {tr("call"), tr("phase"), tr("from s"), tr("to s"), tr("duration s"), tr("note")};
    for (const Lane& lane : m_lanes) {
        for (qsizetype i = 0; i < lane.phases.size(); ++i) {
            const LanePhase& phase = lane.phases.at(i);
            table.rows.append({lane.label, phaseName(lane, i), base::fixedText(phase.beginS, 3),
                base::fixedText(phase.endS, 3), durationText(phase.endS - phase.beginS), lane.note});
        }
    }
    return table;
}

QString StageFigure::tipAt(const QPointF& at, const QRectF& area, const theme::Tokens& tokens) const
{
    const Layout layout = layoutOf(m_lanes, m_first, area, tokens);
    const auto index = layout.first + qsizetype(std::floor((at.y() - layout.plot.top()) / layout.pitch));
    if (at.y() < layout.plot.top() || index >= layout.first + layout.count)
        return {};
    const Lane& lane = m_lanes[index];
    QStringList lines {lineOf(lane.label)};
    for (qsizetype i = 0; i < lane.phases.size(); ++i) {
        const LanePhase& phase = lane.phases.at(i);
        if (isDrawable(phase) && lines.size() < 12) {
            lines.append(QStringLiteral("%1 %2").arg(phaseName(lane, i),
                base::durationText(qint64(std::min((phase.endS - phase.beginS) * 1e9, 9e18)))));
        }
    }
    if (!lane.note.isEmpty())
        lines.append(lineOf(lane.note));
    return lines.join(u'\n');
}

StageTimeline::StageTimeline(const theme::Theme& theme, QWidget* parent)
    : Chart(theme, parent)
    , m_bar(new QScrollBar(Qt::Vertical, this))
{
    m_bar->hide();
    connect(m_bar, &QScrollBar::valueChanged, this, &StageTimeline::touchNow);
}

void StageTimeline::setLanes(const QList<Lane>& lanes)
{
    m_lanes = lanes;
    fitBar();
    touch();
}

void StageTimeline::setNow(double seconds)
{
    m_nowS = seconds;
    touch();
}

QSize StageTimeline::minimumSizeHint() const
{
    return {160, int(std::ceil(aroundLanes + 3 * leastPitch))};
}

std::shared_ptr<const Figure> StageTimeline::makeFigure() const
{
    QList<Lane> lanes = m_lanes;
    for (Lane& lane : lanes) {
        if (lane.isLive && !lane.phases.isEmpty() && std::isfinite(m_nowS))
            lane.phases.last().endS = std::max(lane.phases.last().endS, m_nowS);
    }
    return std::make_shared<StageFigure>(lanes, m_bar->value());
}

QRectF StageTimeline::figureArea() const
{
    return QRectF(rect()).adjusted(0, 0, m_bar->isHidden() ? 0 : -barWidth - 2, 0);
}

void StageTimeline::fitBar()
{
    const int hidden = int(std::max<qsizetype>(0, m_lanes.size() - StageFigure::fitting(height())));
    const bool isFollowing = m_bar->value() == m_bar->maximum();
    {
        const QSignalBlocker blocker(m_bar); // whoever called repaints
        m_bar->setRange(0, hidden);
        m_bar->setPageStep(int(StageFigure::fitting(height())));
        if (isFollowing)
            m_bar->setValue(hidden);
    }
    m_bar->setVisible(hidden > 0);
    setFocusPolicy(hidden > 0 ? Qt::StrongFocus : Qt::NoFocus);
    m_bar->setGeometry(width() - barWidth, int(labelLine) + 4, barWidth,
        std::max(0, height() - int(std::ceil(aroundLanes))));
}

void StageTimeline::paintEvent(QPaintEvent* event)
{
    Chart::paintEvent(event);
    if (!hasFocus() || m_bar->isHidden())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens().accent, tokens().focusRing));
    painter.drawRoundedRect(
        QRectF(rect()).adjusted(1, 1, -1, -1), tokens().radiusControl, tokens().radiusControl);
}

void StageTimeline::resizeEvent(QResizeEvent* event)
{
    Chart::resizeEvent(event);
    fitBar();
    touchNow();
}

void StageTimeline::wheelEvent(QWheelEvent* event)
{
    if (m_bar->isHidden())
        event->ignore();
    else
        QApplication::sendEvent(m_bar, event);
}

void StageTimeline::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Up: m_bar->triggerAction(QScrollBar::SliderSingleStepSub); break;
    case Qt::Key_Down: m_bar->triggerAction(QScrollBar::SliderSingleStepAdd); break;
    case Qt::Key_PageUp: m_bar->triggerAction(QScrollBar::SliderPageStepSub); break;
    case Qt::Key_PageDown: m_bar->triggerAction(QScrollBar::SliderPageStepAdd); break;
    case Qt::Key_Home: m_bar->triggerAction(QScrollBar::SliderToMinimum); break;
    case Qt::Key_End: m_bar->triggerAction(QScrollBar::SliderToMaximum); break;
    default: Chart::keyPressEvent(event);
    }
}

} // namespace benchglass::charts
