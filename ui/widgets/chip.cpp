#include "widgets/chip.h"

#include "theme/fonts.h"
#include "theme/icon.h"
#include "theme/marker.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace benchglass::widgets {

namespace {

constexpr qreal sidePadding = 9;
constexpr qreal markWidth = 15;
constexpr qsizetype longestText = 200;

struct Look
{
    QColor fill;
    QColor border;
    QColor text;
    QString icon;
};

Look lookOf(Chip::State state, std::optional<int> arm, const theme::Tokens& t)
{
    switch (state) {
    case Chip::State::Neutral: return {t.surface, t.line, arm ? t.armStyle(*arm).label : t.muted, {}};
    case Chip::State::Accent: return {t.accentTint, t.accentTint, t.accent, {}};
    case Chip::State::Good: return {t.goodTint, t.goodTint, t.good, QStringLiteral("check")};
    case Chip::State::Warn: return {t.warnTint, t.warnTint, t.warn, QStringLiteral("warning")};
    case Chip::State::Bad: return {t.badTint, t.badTint, t.bad, QStringLiteral("cross")};
    }
    return {};
}

bool hasMark(Chip::State state, std::optional<int> arm)
{
    return arm || (state != Chip::State::Neutral && state != Chip::State::Accent);
}

QFont chipFont(const theme::Tokens& tokens)
{
    return theme::uiFont(tokens.labelPx, 450);
}

QString oneLine(const QString& text)
{
    QString line = text.left(longestText);
    line.replace(u'\n', u' ');
    return line;
}

} // namespace

qreal chipWidth(const QString& text, Chip::State state, std::optional<int> arm, const theme::Tokens& tokens)
{
    const qreal mark = hasMark(state, arm) ? markWidth : 0;
    return std::ceil(QFontMetricsF(chipFont(tokens)).horizontalAdvance(oneLine(text))) + 2 * sidePadding
        + mark;
}

qreal paintChip(QPainter& painter, const QPointF& topLeft, const QString& text, Chip::State state,
    std::optional<int> arm, const theme::Tokens& tokens, qreal maximumWidth)
{
    const Look look = lookOf(state, arm, tokens);
    const qreal width = std::min(chipWidth(text, state, arm, tokens), maximumWidth);
    const QRectF box(topLeft, QSizeF(width, tokens.chipHeight));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(look.border, 1));
    painter.setBrush(look.fill);
    painter.drawRoundedRect(
        box.adjusted(0.5, 0.5, -0.5, -0.5), box.height() / 2 - 0.5, box.height() / 2 - 0.5);
    qreal x = box.left() + sidePadding;
    if (arm) {
        const theme::ArmStyle style = tokens.armStyle(*arm);
        painter.setPen(Qt::NoPen);
        painter.setBrush(style.colour);
        painter.drawPath(theme::markerPath(style.marker, {x + 4, box.center().y()}, 4));
        x += markWidth;
    } else if (!look.icon.isEmpty()) {
        const QRect place(int(x) - 2, int(box.center().y()) - 6, 13, 13);
        theme::icon(look.icon, look.text).paint(&painter, place);
        x += markWidth;
    }
    painter.setFont(chipFont(tokens));
    painter.setPen(look.text);
    const QRectF rest(x, box.top(), box.right() - sidePadding - x + 1, box.height());
    painter.drawText(rest, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
        QFontMetricsF(painter.font()).elidedText(oneLine(text), Qt::ElideRight, rest.width()));
    painter.restore();
    return width;
}

Chip::Chip(const theme::Theme& theme, const QString& text, State state, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_text(text)
    , m_state(state)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setAccessibleName(text);
    connect(&theme, &theme::Theme::changed, this, qOverload<>(&QWidget::update));
}

void Chip::setText(const QString& text)
{
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void Chip::setState(State state)
{
    m_state = state;
    updateGeometry();
    update();
}

void Chip::setArm(std::optional<int> index)
{
    m_arm = index;
    updateGeometry();
    update();
}

void Chip::setClickable(bool clickable)
{
    m_isClickable = clickable;
    setFocusPolicy(clickable ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

QSize Chip::sizeHint() const
{
    const theme::Tokens& tokens = m_theme.tokens();
    return {int(chipWidth(m_text, m_state, m_arm, tokens)) + 4, tokens.chipHeight + 4};
}

QSize Chip::minimumSizeHint() const
{
    return {std::min(48, sizeHint().width()), sizeHint().height()};
}

void Chip::paintEvent(QPaintEvent*)
{
    const theme::Tokens& tokens = m_theme.tokens();
    QPainter painter(this);
    const QPointF at(2, (height() - tokens.chipHeight) / 2.0);
    const qreal width = paintChip(painter, at, m_text, m_state, m_arm, tokens, this->width() - 4.0);
    if (!hasFocus())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens.accent, tokens.focusRing));
    painter.setBrush(Qt::NoBrush);
    const QRectF ring = QRectF(at, QSizeF(width, tokens.chipHeight)).adjusted(-1, -1, 1, 1);
    painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2);
}

void Chip::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_isClickable && event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        emit clicked();
    else
        QWidget::mouseReleaseEvent(event);
}

void Chip::keyPressEvent(QKeyEvent* event)
{
    if (m_isClickable && (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return))
        emit clicked();
    else
        QWidget::keyPressEvent(event);
}

} // namespace benchglass::widgets
