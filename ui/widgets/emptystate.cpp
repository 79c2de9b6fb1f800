#include "widgets/emptystate.h"

#include "theme/icon.h"
#include "widgets/buttons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace benchglass::widgets {

namespace {

constexpr int iconSide = 40;
constexpr int widestSentence = 460;

} // namespace

EmptyState::EmptyState(const theme::Theme& theme, const QString& iconName, const QString& title,
    const QString& sentence, QWidget* parent)
    : QWidget(parent)
    , m_icon(new QLabel)
    , m_title(plainLabel(title, "strong"))
    , m_sentence(plainLabel(sentence, "muted"))
    , m_actions(new QHBoxLayout)
{
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addStretch(2);
    layout->addWidget(m_icon, 0, Qt::AlignHCenter);
    layout->addWidget(m_title, 0, Qt::AlignHCenter);
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_sentence->setMinimumWidth(std::min(widestSentence, 240));
    m_sentence->setMaximumWidth(widestSentence);
    m_sentence->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    m_sentence->setVisible(!sentence.isEmpty());
    auto* middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_sentence, 8);
    middle->addStretch(1);
    layout->addLayout(middle);
    layout->addSpacing(4);
    m_actions->setSpacing(8);
    auto* actions = new QHBoxLayout;
    actions->addStretch(1);
    actions->addLayout(m_actions);
    actions->addStretch(1);
    layout->addLayout(actions);
    layout->addStretch(3);
    const auto paint = [this, &theme, iconName] {
        m_icon->setPixmap(theme::icon(iconName, theme.tokens().faint)
                              .pixmap(QSize(iconSide, iconSide), devicePixelRatioF()));
    };
    connect(&theme, &theme::Theme::changed, this, paint);
    paint();
    setAccessibleName(title);
}

void EmptyState::setTitle(const QString& title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void EmptyState::setSentence(const QString& sentence)
{
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
}

QPushButton* EmptyState::addAction(const QString& label)
{
    QPushButton* button = m_actionCount++ == 0 ? primaryButton(label) : secondaryButton(label);
    m_actions->addWidget(button);
    return button;
}

} // namespace benchglass::widgets
