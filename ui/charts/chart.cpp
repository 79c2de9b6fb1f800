#include "charts/chart.h"

#include "theme/plaintip.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace benchglass::charts {

namespace {

constexpr int refreshMs = 100;

} // namespace

Chart::Chart(const theme::Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_timer.setSingleShot(true);
    m_timer.setInterval(refreshMs);
    connect(&m_timer, &QTimer::timeout, this, &Chart::flush);
    connect(&theme, &theme::Theme::changed, this, qOverload<>(&QWidget::update));
}

Chart::~Chart() = default;

void Chart::setFigure(std::shared_ptr<const Figure> figure)
{
    m_figure = std::move(figure);
    m_isStale = false;
    if (!m_timer.isActive())
        m_timer.start();
}

ChartTable Chart::table() const
{
    refresh();
    return m_figure ? m_figure->table() : ChartTable {};
}

QPicture Chart::pictureOf(const QSizeF& size, const theme::Tokens& tokens) const
{
    refresh();
    return m_figure ? charts::pictureOf(*m_figure, size, tokens) : QPicture();
}

QSize Chart::sizeHint() const
{
    refresh();
    return {360, m_figure ? int(m_figure->preferredHeight()) : 220};
}

QSize Chart::minimumSizeHint() const
{
    return {160, 90};
}

void Chart::touch()
{
    m_isStale = true;
    if (!m_timer.isActive())
        m_timer.start();
}

void Chart::touchNow()
{
    m_isStale = true;
    update();
}

void Chart::flush()
{
    update();
    updateGeometry();
    emit figureChanged();
}

void Chart::refresh() const
{
    if (!m_isStale)
        return;
    m_figure = makeFigure();
    m_isStale = false;
}

void Chart::paintEvent(QPaintEvent*)
{
    refresh();
    if (!m_figure)
        return;
    QPainter painter(this);
    paintFigure(*m_figure, painter, figureArea(), m_theme.tokens());
}

bool Chart::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    refresh();
    QString tip;
    if (m_figure && !m_figure->isEmpty())
        tip = m_figure->tipAt(QPointF(help->pos()), figureArea(), m_theme.tokens());
    if (tip.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), theme::plainTip(tip), this);
    return true;
}

} // namespace benchglass::charts
