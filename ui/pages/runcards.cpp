#include "pages/runcards.h"

#include <QEvent>
#include <QGridLayout>

#include <algorithm>

namespace benchglass::pages {

namespace {

constexpr int TwoColumnsWidth = 800; // below it a table beside the stream shows none of its figures
constexpr int WideWidth = 1200;      // below it the narrower column needs a larger share

constexpr int StreamHeight = 190; // its neighbour is a chart with two lines of labels
constexpr int ChartHeight = 130;
constexpr int PanelsHeight = 188;    // four lanes of the timeline: a run of two arms
constexpr int OnlyChartHeight = 160; // in one column nothing is gained from a flat chart

} // namespace

RunCards::RunCards(const theme::Theme& theme, const Cards& cards, QWidget* parent)
    : QScrollArea(parent)
    , m_cards(cards)
    , m_content(new QWidget)
    , m_grid(new QGridLayout(m_content))
{
    setObjectName(QStringLiteral("runCards"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(theme.tokens().space3);
    for (QWidget* card : {cards.stream, cards.ttft, cards.rate, cards.soFar, cards.panels})
        card->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    cards.stream->installEventFilter(this);
    fitStream();
    cards.soFar->setMinimumHeight(cards.soFar->minimumSizeHint().height());
    arrange();
    setWidget(m_content);
}

bool RunCards::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_cards.stream && event->type() == QEvent::LayoutRequest)
        fitStream();
    return QScrollArea::eventFilter(watched, event);
}

/// What was thought unfolds in it, and a replay has controls there.
void RunCards::fitStream()
{
    m_cards.stream->setMinimumHeight(std::max(StreamHeight, m_cards.stream->minimumSizeHint().height()));
}

void RunCards::arrange()
{
    for (QWidget* card : {m_cards.stream, m_cards.ttft, m_cards.rate, m_cards.soFar, m_cards.panels})
        m_grid->removeWidget(card);
    const int chartHeight = m_isOneColumn ? OnlyChartHeight : ChartHeight;
    for (QWidget* card : {m_cards.ttft, m_cards.rate})
        card->setMinimumHeight(chartHeight);
    m_cards.panels->setMinimumHeight(std::max(chartHeight, PanelsHeight));
    m_grid->addWidget(m_cards.stream, 0, 0);
    if (m_isOneColumn) {
        m_grid->addWidget(m_cards.soFar, 1, 0);
        m_grid->addWidget(m_cards.ttft, 2, 0);
        m_grid->addWidget(m_cards.rate, 3, 0);
        m_grid->addWidget(m_cards.panels, 4, 0);
    } else {
        m_grid->addWidget(m_cards.ttft, 0, 1);
        m_grid->addWidget(m_cards.rate, 1, 0);
        m_grid->addWidget(m_cards.soFar, 1, 1);
        m_grid->addWidget(m_cards.panels, 2, 0, 1, 2);
    }
    m_grid->setRowStretch(0, 46);
    for (int row = 1; row <= 4; ++row)
        m_grid->setRowStretch(row, m_isOneColumn || row <= 2 ? 27 : 0);
}

void RunCards::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    // The width with the scroll bar: one that comes and goes must not make the layout flicker.
    const bool isOneColumn = width() < TwoColumnsWidth;
    if (isOneColumn != m_isOneColumn) {
        m_isOneColumn = isOneColumn;
        arrange();
    }
    m_grid->setColumnStretch(0, isOneColumn || width() >= WideWidth ? 64 : 55);
    m_grid->setColumnStretch(1, isOneColumn ? 0 : width() >= WideWidth ? 36 : 45);
}

} // namespace benchglass::pages
