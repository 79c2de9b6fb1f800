#include "mainwindow/commandpalette.h"

#include "widgets/buttons.h"

#include <QAction>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStringBuilder>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace benchglass::mainwindow {

namespace {

constexpr int PaletteWidth = 520;
constexpr int PaletteTop = 60;
constexpr int PaletteHeight = 400;
constexpr int KeyRole = Qt::UserRole + 1;

constexpr int KeyMargin = 8;

QString labelOf(const QAction* action)
{
    QString text = action->text();
    return text.remove(u'&');
}

QString keyOf(const QAction* action)
{
    QString key = action->shortcut().toString(QKeySequence::NativeText);
    // Qt leaves this one in English.
    return key.replace(QKeySequence(Qt::Key_Return).toString(QKeySequence::NativeText),
        QCoreApplication::translate("benchglass::mainwindow", "Return"));
}

/// Commands at the left, their keys in a column of their own at the right.
class CommandDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        painter->save();
        painter->setPen(option.palette.color(QPalette::Text));
        painter->setFont(option.font);
        painter->drawText(option.rect.adjusted(0, 0, -KeyMargin, 0), Qt::AlignRight | Qt::AlignVCenter,
            index.data(KeyRole).toString());
        painter->restore();
    }
};

bool holdsAll(const QString& label, const QStringList& words)
{
    return std::ranges::all_of(
        words, [&label](const QString& word) { return label.contains(word, Qt::CaseInsensitive); });
}

} // namespace

CommandPalette::CommandPalette(QWidget* parent)
    : QFrame(parent)
    , m_search(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_none(widgets::plainLabel(tr("No command is called so."), "muted", this))
{
    setProperty("role", QStringLiteral("card"));
    setObjectName(QStringLiteral("commandPalette"));
    setAccessibleName(tr("Commands"));
    m_search->setObjectName(QStringLiteral("commandSearch"));
    m_search->setAccessibleName(tr("Search commands"));
    m_search->setPlaceholderText(tr("Type a command"));
    m_list->setObjectName(QStringLiteral("commandList"));
    m_list->setAccessibleName(tr("Commands"));
    m_list->setItemDelegate(new CommandDelegate(m_list));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_search);
    layout->addWidget(m_list);
    layout->addWidget(m_none);
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_search, &QLineEdit::returnPressed, this, &CommandPalette::trigger);
    connect(m_list, &QListWidget::itemActivated, this, &CommandPalette::trigger);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::trigger);
    hide();
}

void CommandPalette::setActions(const QList<QAction*>& actions)
{
    m_actions = actions;
}

void CommandPalette::popUp()
{
    const QSize room = parentWidget()->size();
    resize(std::min(PaletteWidth, room.width() - 40), height());
    move((room.width() - width()) / 2, PaletteTop);
    m_search->clear();
    ensurePolished(); // rows have their height only then
    fill({});
    show();
    raise();
    m_search->setFocus();
}

int CommandPalette::shownCount() const
{
    return m_list->count();
}

void CommandPalette::fill(const QString& words)
{
    m_list->clear();
    const QStringList wanted = words.simplified().split(u' ', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i < m_actions.size(); ++i) {
        const QAction* action = m_actions.at(i);
        if (!action->isEnabled() || action->text().isEmpty()
            || !holdsAll(labelOf(action) % u' ' % keyOf(action), wanted))
            continue;
        auto* item = new QListWidgetItem(labelOf(action), m_list);
        item->setData(Qt::UserRole, i);
        item->setData(KeyRole, keyOf(action));
        item->setData(Qt::AccessibleTextRole, QString(labelOf(action) % u' ' % keyOf(action)).trimmed());
    }
    m_list->setCurrentRow(0);
    fit();
}

void CommandPalette::fit()
{
    m_list->setVisible(m_list->count() > 0);
    m_none->setVisible(m_list->count() == 0);
    m_list->setFixedHeight(std::min(m_list->count() * m_list->sizeHintForRow(0) + 2 * m_list->frameWidth(),
        std::min(PaletteHeight, parentWidget()->height() - PaletteTop - m_search->height() - 60)));
    layout()->activate();
    resize(width(), layout()->totalSizeHint().height());
}

void CommandPalette::trigger()
{
    const QListWidgetItem* item = m_list->currentItem();
    hide();
    if (item)
        m_actions.at(item->data(Qt::UserRole).toLongLong())->trigger();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape) {
            hide();
            return true;
        }
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            const int step = key == Qt::Key_Down ? 1 : -1;
            m_list->setCurrentRow(
                std::clamp(m_list->currentRow() + step, 0, std::max(0, m_list->count() - 1)));
            return true;
        }
    }
    if (event->type() == QEvent::FocusOut && !isAncestorOf(focusWidget()))
        hide();
    return QFrame::eventFilter(watched, event);
}

} // namespace benchglass::mainwindow
