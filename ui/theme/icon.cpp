#include "theme/icon.h"

#include <QDir>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

static void initIcons()
{
    Q_INIT_RESOURCE(icons);
}

namespace benchglass::theme {

namespace {

QString folder()
{
    static const bool once = [] {
        initIcons();
        return true;
    }();
    Q_UNUSED(once)
    return QStringLiteral(":/icons/");
}

/// Renders the SVG for each size anew, so that nothing is scaled up on dense screens.
class SvgIconEngine : public QIconEngine
{
public:
    SvgIconEngine(QByteArray svg, QColor normal, QColor on, QColor disabled)
        : m_svg(std::move(svg))
        , m_normal(normal)
        , m_on(on)
        , m_disabled(disabled)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const QColor colour = mode == QIcon::Disabled ? m_disabled : (state == QIcon::On ? m_on : m_normal);
        QByteArray svg = m_svg;
        svg.replace("currentColor", colour.name().toLatin1());
        QSvgRenderer renderer(svg);
        const int side = std::min(rect.width(), rect.height());
        QRectF square(0, 0, side, side);
        square.moveCenter(QRectF(rect).center());
        renderer.render(painter, square);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine* clone() const override { return new SvgIconEngine(*this); }

private:
    QByteArray m_svg;
    QColor m_normal;
    QColor m_on;
    QColor m_disabled;
};

QIcon iconOf(const QString& name, const QColor& normal, const QColor& on, const QColor& disabled)
{
    QFile file(folder() + name + QStringLiteral(".svg"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QIcon(new SvgIconEngine(file.readAll(), normal, on, disabled));
}

} // namespace

QIcon icon(const QString& name, const Tokens& tokens)
{
    return iconOf(name, tokens.muted, tokens.accent, tokens.faint);
}

QIcon icon(const QString& name, const QColor& colour)
{
    return iconOf(name, colour, colour, colour);
}

QStringList iconNames()
{
    QStringList names = QDir(folder()).entryList({QStringLiteral("*.svg")}, QDir::Files, QDir::Name);
    for (QString& name : names)
        name.chop(4);
    return names;
}

} // namespace benchglass::theme
