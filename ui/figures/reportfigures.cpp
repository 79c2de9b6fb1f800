#include "figures/reportfigures.h"

#include "figures/chartdata.h"
#include "models/words.h"

#include <QCoreApplication>
#include <QPainter>

namespace benchglass::figures {

namespace {

/// Figures are drawn in the window's units and scaled, so that strokes and letters keep their proportion.
constexpr qreal PixelsPerPoint = 1.3;

void add(QList<report::Figure>* figures, const QString& id, const QString& caption,
    const std::shared_ptr<const charts::Figure>& figure)
{
    if (figure->isEmpty())
        return;
    report::Figure entry;
    entry.id = id;
    entry.caption = caption;
    entry.sizePoints = QSizeF(480, std::min(figure->preferredHeight() / PixelsPerPoint, 560.0));
    entry.paint = [figure](QPainter& painter, const QRectF& area) {
        const qreal scale = area.width() / (480 * PixelsPerPoint);
        painter.save();
        painter.translate(area.topLeft());
        painter.scale(scale, scale);
        charts::paintFigure(*figure, painter, QRectF(QPointF(), area.size() / scale), theme::Tokens::light());
        painter.restore();
    };
    figures->append(entry);
}

} // namespace

QList<report::Figure> reportFigures(const experiment::Experiment& experiment)
{
    QList<report::Figure> figures;
    add(&figures, QStringLiteral("ttft-per-call"),
        QCoreApplication::translate("benchglass::figures",
            "Time to first token per call, ms: load, prefill, rest. Hatched calls are cold and stand apart."),
        std::make_shared<charts::TtftFigure>(ttftBars(experiment)));
    add(&figures, QStringLiteral("throughput"),
        QCoreApplication::translate(
            "benchglass::figures", "Throughput while writing, tok/s, over seconds since the request."),
        std::make_shared<charts::RateFigure>(rateLines(experiment)));
    QStringList arms;
    for (const experiment::Arm& arm : experiment.spec.arms)
        arms.append(arm.name);
    if (arms.size() > 1) {
        for (const measure::Metric metric : {measure::Metric::DecodeRate, measure::Metric::Ttft}) {
            measure::Stratum stratum = measure::Stratum::Unknown;
            const auto rows =
                stripRows(metric, measure::Stage::Report, experiment.measuredCalls(), arms, &stratum);
            add(&figures, QStringLiteral("arms-") + measure::metricName(metric),
                QCoreApplication::translate(
                    "benchglass::figures", "Report stage, %1, %2: points are calls, bars are means.")
                    .arg(models::metricTitle(metric), models::stratumText(stratum)),
                std::make_shared<charts::StripFigure>(rows, measure::metricUnit(metric)));
        }
    }
    add(&figures, QStringLiteral("stages"),
        QCoreApplication::translate("benchglass::figures", "Stages of all calls, seconds since the start."),
        std::make_shared<charts::StageFigure>(lanesOf(experiment)));
    return figures;
}

} // namespace benchglass::figures
