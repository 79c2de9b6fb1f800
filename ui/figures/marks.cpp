#include "figures/marks.h"

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace benchglass::figures {

namespace {

constexpr qreal LargestMarker = 12;
constexpr qreal Reach = 10;

/// Draws nothing and notes the marks.
class MarkEngine : public QPaintEngine
{
public:
    explicit MarkEngine(Marks* marks)
        : QPaintEngine(AllFeatures)
        , m_marks(marks)
    {
    }

    using QPaintEngine::drawEllipse; // those of whole numbers call those below
    using QPaintEngine::drawLines;
    using QPaintEngine::drawPolygon;
    using QPaintEngine::drawRects;

    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    Type type() const override { return User; }

    void updateState(const QPaintEngineState& changed) override
    {
        if (changed.state() & DirtyPen)
            m_hasOutline = changed.pen().style() != Qt::NoPen;
        if (changed.state() & DirtyTransform)
            m_transform = changed.transform();
    }

    void drawEllipse(const QRectF& rect) override { m_marks->points.append(m_transform.map(rect.center())); }

    void drawPath(const QPainterPath& path) override
    {
        const QRectF bounds = path.boundingRect();
        if (bounds.width() <= LargestMarker && bounds.height() <= LargestMarker)
            m_marks->points.append(m_transform.map(bounds.center()));
    }

    void drawRects(const QRectF* rects, int count) override
    {
        for (int i = 0; i < count && !m_hasOutline; ++i)
            m_marks->bars.append(m_transform.mapRect(rects[i]));
    }

    // Axes, whiskers and words are no marks; and the base class would draw them as paths.
    void drawLines(const QLineF*, int) override { }
    void drawPolygon(const QPointF*, int, PolygonDrawMode) override { }
    void drawTextItem(const QPointF&, const QTextItem&) override { }
    void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override { }

private:
    Marks* m_marks;
    QTransform m_transform;
    bool m_hasOutline = true;
};

class MarkDevice : public QPaintDevice
{
public:
    MarkDevice(const QSize& size, Marks* marks)
        : m_size(size)
        , m_engine(marks)
    {
    }

    QPaintEngine* paintEngine() const override { return &m_engine; }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        constexpr int dotsPerInch = 96;
        switch (metric) {
        case PdmWidth: return m_size.width();
        case PdmHeight: return m_size.height();
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY: return dotsPerInch;
        case PdmDevicePixelRatio: return 1;
        default: return QPaintDevice::metric(metric);
        }
    }

private:
    QSize m_size;
    mutable MarkEngine m_engine;
};

} // namespace

Marks marksOf(const charts::Figure& figure, const QRectF& area, const theme::Tokens& tokens)
{
    Marks marks;
    if (figure.isEmpty())
        return marks;
    MarkDevice device(area.size().toSize(), &marks);
    QPainter painter(&device);
    charts::paintFigure(figure, painter, area, tokens);
    return marks;
}

qsizetype nearestPoint(const QList<QPointF>& points, const QPointF& at)
{
    qsizetype nearest = -1;
    qreal least = Reach;
    for (qsizetype i = 0; i < points.size(); ++i) {
        const qreal distance = std::hypot(points.at(i).x() - at.x(), points.at(i).y() - at.y());
        if (distance >= least)
            continue;
        least = distance;
        nearest = i;
    }
    return nearest;
}

} // namespace benchglass::figures
