#include "widgets/errorstrip.h"

#include "theme/icon.h"
#include "widgets/buttons.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

namespace benchglass::widgets {

namespace {

constexpr qsizetype longestMessage = 2000;

void setState(QWidget* widget, const char* state)
{
    widget->setProperty("state", QString::fromLatin1(state));
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

/// The second line: where it comes from, without the address that the sentence has named already.
QString originText(const base::Error& error)
{
    const qsizetype end = error.origin.indexOf(u": ");
    if (end > 0 && error.message.contains(error.origin.left(end)))
        return error.origin.mid(end + 2);
    return error.origin;
}

} // namespace

ErrorStrip::ErrorStrip(const theme::Theme& theme, QWidget* parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_icon(new QLabel)
    , m_message(plainLabel({}))
    , m_origin(plainLabel({}, "label"))
    , m_firstButton(linkButton({}))
    , m_secondButton(linkButton({}))
    , m_copyButton(quietButton(tr("Copy diagnostics")))
    , m_closeButton(new QToolButton)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 9, 10, 9);
    layout->setSpacing(10);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    m_message->setWordWrap(true);
    m_origin->setWordWrap(true);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    words->addWidget(m_message);
    words->addWidget(m_origin);
    layout->addLayout(words, 1);
    for (QPushButton* button : {m_firstButton, m_secondButton, m_copyButton})
        layout->addWidget(button, 0, Qt::AlignVCenter);
    m_closeButton->setAccessibleName(tr("Dismiss"));
    m_closeButton->setToolTip(tr("Dismiss"));
    layout->addWidget(m_closeButton, 0, Qt::AlignVCenter);
    connect(m_firstButton, &QPushButton::clicked, this, [this] {
        if (m_isWarning)
            emit warningActionTriggered();
        else
            emit actionTriggered(m_first);
    });
    connect(m_secondButton, &QPushButton::clicked, this, [this] { emit actionTriggered(m_second); });
    connect(m_copyButton, &QPushButton::clicked, this,
        [this] { QApplication::clipboard()->setText(diagnostics()); });
    connect(m_closeButton, &QToolButton::clicked, this, [this] {
        dismiss();
        emit dismissed();
    });
    connect(&theme, &theme::Theme::changed, this, &ErrorStrip::refreshLook);
    hide();
}

void ErrorStrip::showError(const base::Error& error, base::Remedy second)
{
    m_error = error;
    m_isWarning = false;
    setRemedies(error.remedy, second);
    m_message->setText(error.message.left(longestMessage));
    m_origin->setText(originText(error).left(longestMessage));
    m_origin->setVisible(!error.origin.isEmpty());
    m_copyButton->setVisible(true);
    refreshLook();
    show();
}

void ErrorStrip::showWarning(const QString& message, const QString& action)
{
    m_error = {};
    m_isWarning = true;
    setRemedies(base::Remedy::None, base::Remedy::None);
    m_message->setText(message.left(longestMessage));
    m_origin->setVisible(false);
    m_copyButton->setVisible(false);
    m_firstButton->setText(action);
    m_firstButton->setAccessibleName(action);
    m_firstButton->setVisible(!action.isEmpty());
    refreshLook();
    show();
}

void ErrorStrip::dismiss()
{
    hide();
}

QString ErrorStrip::diagnostics() const
{
    return QStringLiteral("%1\n%2\n%3\nBenchglass %4, Qt %5, %6")
        .arg(base::errorCodeName(m_error.code), m_error.message, m_error.origin,
            QCoreApplication::applicationVersion(), QString::fromLatin1(qVersion()),
            QSysInfo::prettyProductName());
}

void ErrorStrip::setRemedies(base::Remedy first, base::Remedy second)
{
    m_first = first;
    m_second = second;
    const std::pair<QPushButton*, base::Remedy> pairs[] {{m_firstButton, first}, {m_secondButton, second}};
    for (const auto& [button, remedy] : pairs) {
        button->setText(base::remedyText(remedy));
        button->setAccessibleName(base::remedyText(remedy));
        button->setVisible(remedy != base::Remedy::None);
    }
}

void ErrorStrip::refreshLook()
{
    const theme::Tokens& t = m_theme.tokens();
    const char* const state = m_isWarning ? "warn" : "bad";
    const QColor colour = m_isWarning ? t.warn : t.bad;
    m_icon->setPixmap(theme::icon(m_isWarning ? QStringLiteral("warning") : QStringLiteral("cross"), colour)
                          .pixmap(QSize(18, 18), devicePixelRatioF()));
    m_closeButton->setIcon(theme::icon(QStringLiteral("cross"), t));
    m_closeButton->setIconSize({14, 14});
    for (QWidget* widget : {static_cast<QWidget*>(m_message), static_cast<QWidget*>(m_firstButton),
             static_cast<QWidget*>(m_secondButton)})
        setState(widget, state);
    setAccessibleName(m_message->text());
    update();
}

void ErrorStrip::paintEvent(QPaintEvent*)
{
    const theme::Tokens& t = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_isWarning ? t.warnTint : t.badTint);
    painter.drawRoundedRect(rect(), t.radiusControl, t.radiusControl);
}

} // namespace benchglass::widgets
