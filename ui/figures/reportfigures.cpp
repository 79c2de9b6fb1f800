#include "figures/reportfigures.h"

#include "figures/chartdata.h"
#include "models/words.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <memory>
#include <optional>

namespace benchglass::figures {

namespace {

/// Figures are drawn in the window's units and scaled, so that strokes and letters keep their proportion.
constexpr qreal PixelsPerPoint = 1.3;
constexpr qreal HighestFigure = 340; ///< In points: two of them share a page.
constexpr qsizetype LanesPerFigure = 24;
constexpr qsizetype MostStageFigures = 12;

void add(QList<report::Figure>* figures, const QString& id, const QString& caption,
    const std::shared_ptr<const charts::Figure>& figure)
{
    if (figure->isEmpty())
        return;
    report::Figure entry;
    entry.id = id;
    entry.caption = caption;
    entry.sizePoints = QSizeF(480, std::min(figure->preferredHeight() / PixelsPerPoint, HighestFigure));
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

QString stagesCaption(qsizetype first, qsizetype last, qsizetype calls, bool isLastFigure)
{
    QString caption = QCoreApplication::translate(
        "benchglass::figures", "Stages of calls %1 to %2 of %3, seconds since the start.")
                          .arg(first)
                          .arg(last)
                          .arg(calls);
    if (first > 1)
        caption += u' '
            + QCoreApplication::translate("benchglass::figures", "The axis begins with the first of them.");
    if (isLastFigure && last < calls)
        caption += u' '
            + QCoreApplication::translate(
                "benchglass::figures", "The calls after these are not drawn; the tables list them.");
    return caption;
}

/// The lanes of all calls, on as many figures as they need up to a limit.
void addStages(QList<report::Figure>* figures, const experiment::Experiment& experiment)
{
    const QList<charts::Lane> lanes = lanesOf(experiment);
    const qsizetype calls = experiment.calls.size();
    const qsizetype before = lanes.size() - calls; // The ingest is no call.
    if (calls <= LanesPerFigure) {
        add(figures, QStringLiteral("stages"),
            QCoreApplication::translate(
                "benchglass::figures", "Stages of all calls, seconds since the start."),
            std::make_shared<charts::StageFigure>(lanes));
        return;
    }
    for (qsizetype first = 0, number = 1; first < calls && number <= MostStageFigures;
         first += LanesPerFigure, ++number) {
        const qsizetype last = std::min(first + LanesPerFigure, calls);
        const qsizetype from = first == 0 ? 0 : before + first;
        const QString id = number == 1 ? QStringLiteral("stages") : QStringLiteral("stages-%1").arg(number);
        add(figures, id, stagesCaption(first + 1, last, calls, number == MostStageFigures),
            std::make_shared<charts::StageFigure>(lanes.mid(from, before + last - from), std::nullopt,
                first == 0 ? charts::StageFigure::Axis::FromZero : charts::StageFigure::Axis::FromFirstLane));
    }
}

} // namespace

QList<report::Figure> reportFigures(const experiment::Experiment& experiment)
{
    QList<report::Figure> figures;
    QString ttft = QCoreApplication::translate("benchglass::figures",
        "Time to first token per call, ms, as far as the server divides it. Hatched calls are cold and "
        "stand apart.");
    if (std::ranges::any_of(experiment.calls, &experiment::Call::isConcurrent))
        ttft += u' '
            + QCoreApplication::translate(
                "benchglass::figures", "1.2 is agent 2 of several at once in run 1.");
    add(&figures, QStringLiteral("ttft-per-call"), ttft,
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
            const auto figure = std::make_shared<charts::StripFigure>(rows, measure::metricUnit(metric));
            QString caption = QCoreApplication::translate(
                "benchglass::figures", "Report stage, %1, %2: points are calls, bars are means.")
                                  .arg(models::metricTitle(metric), models::stratumText(stratum));
            if (!figure->startsAtZero())
                caption += u' '
                    + QCoreApplication::translate("benchglass::figures", "The axis does not start at zero.");
            add(&figures, QStringLiteral("arms-") + measure::metricName(metric), caption, figure);
        }
    }
    addStages(&figures, experiment);
    return figures;
}

} // namespace benchglass::figures
