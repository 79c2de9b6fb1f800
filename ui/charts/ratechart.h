#pragma once

#include "charts/chart.h"
#include "charts/playback.h"
#include "charts/scale.h"

#include <QCoreApplication>

#include <optional>

namespace benchglass::charts {

/// One call's rate over time.
struct RateLine
{
    QString label;         ///< `report 2`
    int arm = 0;           ///< Gives the colour.
    int stage = 0;         ///< Gives the dash: 0 solid, 1 dashed, 2 dotted.
    QList<QPointF> points; ///< Seconds since t0, tokens per second; ascending.
    bool isLive = false;   ///< Being written now: drawn last, with a dot at its end.
};

/// Lines over time, from zero. @p unit stands in tips and the table.
class RateFigure : public Figure
{
    Q_DECLARE_TR_FUNCTIONS(benchglass::charts::RateFigure)

public:
    explicit RateFigure(QList<RateLine> lines, const QString& unit = QStringLiteral("tok/s"));

    bool isEmpty() const override;
    QString emptyText() const override;
    void paint(QPainter& painter, const QRectF& area, const theme::Tokens& tokens) const override;
    ChartTable table() const override;
    QString tipAt(const QPointF& position, const QRectF& area, const theme::Tokens& tokens) const override;

    /// Inside the axes.
    QRectF plotOf(const QRectF& area, const theme::Tokens& tokens) const;
    /// The moment of a place inside the axes or right beside them, in seconds since t0.
    std::optional<double> secondsAt(
        const QPointF& position, const QRectF& area, const theme::Tokens& tokens) const;
    /// Where a moment stands; nothing beyond the axis.
    std::optional<qreal> xOf(double seconds, const QRectF& area, const theme::Tokens& tokens) const;
    /// The line drawn nearest to a place; -1 without lines.
    int lineNear(const QPointF& position, const QRectF& area, const theme::Tokens& tokens) const;
    /// Where @p line stands at a moment: at its last point until then. Nothing before its first.
    std::optional<QPointF> pointOn(
        int line, double seconds, const QRectF& area, const theme::Tokens& tokens) const;

private:
    QList<RateLine> m_lines;
    QString m_unit;
    Scale m_x;
    Scale m_y;
};

/// Rates of calls over time. A click, or a drag, means a moment. Where a call is played again, a line across
/// stands at its position, and its silences are tinted.
class RateChart : public Chart
{
    Q_OBJECT

public:
    explicit RateChart(const theme::Theme& theme, QWidget* parent = nullptr);

    void setLines(const QList<RateLine>& lines);
    /// Adds a line and returns its index.
    int addLine(const RateLine& line);
    void appendPoints(int line, const QList<QPointF>& points);
    void setLive(int line, bool live);

    void setPlayback(const std::optional<Playback>& playback);
    const std::optional<Playback>& playback() const { return m_playback; }
    /// Where in the widget a moment stands; for what lies over the chart.
    std::optional<QPointF> placeOf(double seconds) const;

Q_SIGNALS:
    /// The user pointed at a moment, and at this line, or the nearest; -1 without lines.
    void momentChosen(double seconds, int line);

protected:
    std::shared_ptr<const Figure> makeFigure() const override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    std::shared_ptr<const RateFigure> rates() const;
    void choose(const QPointF& at);

    QList<RateLine> m_lines;
    std::optional<Playback> m_playback;
};

} // namespace benchglass::charts
