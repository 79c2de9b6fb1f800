#include "widgets/navrail.h"

#include "theme/fonts.h"
#include "theme/icon.h"
#include "theme/plaintip.h"

#include <QAbstractButton>
#include <QFocusEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace benchglass::widgets {

namespace {

constexpr int entryHeight = 54;

/// An icon over a label.
class RailButton : public QAbstractButton
{
public:
    RailButton(const theme::Theme& theme, QString iconName, const QString& label, QWidget* parent)
        : QAbstractButton(parent)
        , m_theme(theme)
        , m_iconName(std::move(iconName))
    {
        setText(label);
        setAccessibleName(label);
        setCheckable(true);
        setAttribute(Qt::WA_Hover);
        setCursor(Qt::PointingHandCursor);
        setFixedHeight(entryHeight);
        connect(&theme, &theme::Theme::changed, this, qOverload<>(&QWidget::update));
    }

    QSize sizeHint() const override { return {m_theme.tokens().railWidth - 16, entryHeight}; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const theme::Tokens& t = m_theme.tokens();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        if (isChecked() || underMouse()) {
            painter.setBrush(isChecked() ? t.accentTint : t.hover);
            painter.drawRoundedRect(rect(), t.radiusControl, t.radiusControl);
        }
        const QColor colour = isChecked() ? t.accent : t.muted;
        theme::icon(m_iconName, colour).paint(&painter, QRect((width() - 20) / 2, 8, 20, 20));
        painter.setFont(theme::uiFont(t.labelPx, isChecked() ? t.weightStrong : t.weightNormal));
        painter.setPen(colour);
        painter.drawText(QRect(0, 30, width(), 18), int(Qt::AlignCenter) | Qt::TextSingleLine, text());
        if (!hasFocus() || !m_isFocusShown)
            return;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(t.accent, t.focusRing));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), t.radiusControl, t.radiusControl);
    }

    void focusInEvent(QFocusEvent* event) override
    {
        // The ring helps those who came by keyboard; a window that opens or a click needs none.
        m_isFocusShown = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason
            || event->reason() == Qt::ShortcutFocusReason || event->reason() == Qt::OtherFocusReason;
        QAbstractButton::focusInEvent(event);
    }

private:
    const theme::Theme& m_theme;
    QString m_iconName;
    bool m_isFocusShown = false;
};

} // namespace

NavRail::NavRail(const theme::Theme& theme, QWidget* parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_layout(new QVBoxLayout(this))
{
    setProperty("role", QStringLiteral("rail"));
    setAccessibleName(tr("Pages"));
    setFixedWidth(theme.tokens().railWidth);
    m_layout->setContentsMargins(8, 14, 8, 12);
    m_layout->setSpacing(3);
    m_layout->addStretch(1);
    m_group.setExclusive(true);
    connect(&m_group, &QButtonGroup::idClicked, this, &NavRail::chosen);
}

int NavRail::addEntry(const QString& iconName, const QString& label, const QString& toolTip)
{
    const int index = int(m_group.buttons().size());
    auto* button = new RailButton(m_theme, iconName, label, this);
    button->setToolTip(theme::plainTip(toolTip));
    button->setChecked(index == 0);
    m_group.addButton(button, index);
    m_layout->insertWidget(index, button);
    return index;
}

void NavRail::setCurrent(int index)
{
    if (QAbstractButton* button = m_group.button(index))
        button->setChecked(true);
}

} // namespace benchglass::widgets
