#include "theme/stylesheet.h"

#include "theme/fonts.h"

#include <QHash>

namespace benchglass::theme {

namespace {

/// `@name` stands for a token. `@px-name` for one in pixels.
const char* const sheet = R"(
QMainWindow, QDialog { background: @background; }
QToolTip { background: @text; color: @surface; border: none; padding: 4px 6px; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: @titlePx; font-weight: 650; color: @text; }
QLabel[role="heading"] { font-size: @labelPx; font-weight: 600; color: @muted; }
QLabel[role="strong"] { font-weight: 650; color: @text; }
QLabel[role="muted"] { color: @muted; }
QLabel[role="faint"] { color: @faint; font-size: @labelPx; }
QLabel[role="label"] { color: @muted; font-size: @labelPx; }
QLabel[role="mono"] { font-family: "@mono"; font-size: @streamPx; }
QLabel[state="good"] { color: @good; }
QLabel[state="warn"] { color: @warn; }
QLabel[state="bad"] { color: @bad; }

QFrame[role="card"] { background: @surface; border: 1px solid @line; border-radius: @radiusCard; }
QFrame[role="sunk"], QWidget[role="sunk"] { background: @sunk; border: none; }
QFrame[role="rail"] { background: @sunk; border: none; border-right: 1px solid @line; }
QFrame[role="status"] { background: @sunk; border: none; border-top: 1px solid @line; }
QFrame[role="status"] QFrame[role="status"] { border: none; }
QFrame[role="rule"] { background: @line; border: none; max-height: 1px; }

QPushButton, QToolButton[kind="button"] { background: @surface; color: @text; border: 1px solid @line;
    border-radius: @radiusControl; padding: 0 14px; min-height: 30px; font-weight: 500; }
QPushButton:hover, QToolButton[kind="button"]:hover { background: @hover; }
QPushButton:pressed, QToolButton[kind="button"]:pressed { background: @sunk; }
QPushButton:disabled { color: @faint; background: @background; }
QPushButton:checked { background: @accentTint; color: @accent; border-color: @accent; }
QPushButton:focus, QToolButton[kind="button"]:focus { border: 2px solid @accent; padding: 0 13px; min-height: 28px; outline: none; }
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[kind="primary"] { background: @accent; color: @onAccent; border: 1px solid @accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: @accentHover; border-color: @accentHover; }
QPushButton[kind="primary"]:disabled { background: @line; color: @faint; border-color: @line; }
QPushButton[kind="primary"]:focus { border: 2px solid @text; }
QPushButton[kind="quiet"], QToolButton { background: transparent; border: 1px solid transparent; color: @muted;
    border-radius: @radiusControl; padding: 0 6px; min-height: 22px; font-weight: 400; }
QPushButton[kind="quiet"]:hover, QToolButton:hover { background: @hover; color: @text; }
QToolButton[kind="status"] { font-size: @labelPx; }
QToolButton:checked { background: @accentTint; color: @accent; }
QPushButton[kind="quiet"]:focus, QToolButton:focus { border: 2px solid @accent; padding: 0 5px; min-height: 20px; outline: none; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; color: @accent; padding: 0 2px;
    min-height: 18px; text-decoration: underline; font-weight: 500; text-align: left; }
QPushButton[kind="link"][state="warn"] { color: @warn; }
QPushButton[kind="link"][state="bad"] { color: @bad; }
QPushButton[kind="link"]:focus { border: 2px solid @accent; padding: 0 1px; min-height: 16px; }

QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateEdit { background: @surface; color: @text; border: 1px solid @line;
    border-radius: @radiusControl; padding: 0 9px; min-height: 30px; selection-background-color: @accent;
    selection-color: @onAccent; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus { border: 2px solid @accent; padding: 0 8px; min-height: 28px; }
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled { color: @faint; background: @background; }
QLineEdit[state="bad"] { border-color: @bad; }
QSpinBox, QDoubleSpinBox { padding-right: 20px; }
QSpinBox::up-button, QDoubleSpinBox::up-button { subcontrol-origin: border; subcontrol-position: top right; width: 20px; border: none; }
QSpinBox::down-button, QDoubleSpinBox::down-button { subcontrol-origin: border; subcontrol-position: bottom right; width: 20px; border: none; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url(:/icons/tinted/chevron-up-@mode.svg); width: 10px; height: 10px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url(:/icons/tinted/chevron-down-@mode.svg); width: 10px; height: 10px; }
QComboBox::drop-down { border: none; width: 22px; subcontrol-origin: padding; subcontrol-position: right; }
QComboBox::down-arrow { image: url(:/icons/tinted/chevron-down-@mode.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @surface; color: @text; border: 1px solid @line; padding: 4px; outline: none;
    selection-background-color: @accentTint; selection-color: @text; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; border: 2px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border-color: @accent; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid @faint; border-radius: 4px; background: @surface; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(:/icons/tinted/check-@on.svg); }
QCheckBox::indicator:disabled { background: @sunk; border-color: @line; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid @faint; border-radius: 8px; background: @surface; }
QRadioButton::indicator:checked { border: 4px solid @accent; width: 8px; height: 8px; }

QPlainTextEdit, QTextEdit, QTextBrowser { background: @surface; color: @text; border: 1px solid @line;
    border-radius: @radiusControl; selection-background-color: @accent; selection-color: @onAccent; }
QPlainTextEdit:focus, QTextEdit:focus, QTextBrowser:focus { border: 2px solid @accent; }
QPlainTextEdit[role="stream"] { border: 2px solid transparent; background: transparent; font-family: "@mono"; font-size: @streamPx; }
QPlainTextEdit[role="stream"]:focus { border-color: @accent; }

QAbstractItemView { background: transparent; alternate-background-color: transparent; border: none; outline: none;
    selection-background-color: @accentTint; selection-color: @text; }
QAbstractItemView:focus { border: none; }
QTreeView::item, QListView::item { min-height: 30px; border: none; border-bottom: 1px solid @line; padding: 0 8px; color: @text; }
QTreeView::item:hover, QListView::item:hover { background: @hover; }
QTreeView::item:selected, QListView::item:selected { background: @accentTint; color: @text; }
QTreeView::branch { background: transparent; border-bottom: 1px solid @line; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: @muted; border: none; border-bottom: 1px solid @line;
    padding: 0 8px; height: 28px; font-size: @labelPx; font-weight: 600; }
QHeaderView::section:hover { color: @text; }
QTableCornerButton::section { background: transparent; border: none; }

QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @scroll; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; border: none; width: 0; height: 0; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: @line; }

QMenu { background: @surface; color: @text; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 5px; }
QMenu::item:selected { background: @accentTint; color: @text; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QMenuBar { background: @sunk; color: @muted; }
QMenuBar::item { padding: 4px 8px; background: transparent; }
QMenuBar::item:selected { background: @accentTint; color: @text; }
QTabWidget::pane { border: none; }
QTabBar::tab { background: transparent; color: @muted; padding: 6px 10px; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; font-weight: 600; }
QTabBar::tab:focus { color: @accent; }
QProgressBar { background: @sunk; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QDockWidget { color: @muted; font-size: @labelPx; }
QDockWidget::title { background: @background; padding: 6px; }
QGroupBox { border: none; margin-top: 18px; font-size: @labelPx; font-weight: 600; color: @muted; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
QSlider::groove:horizontal { height: 4px; background: @line; border-radius: 2px; }
QSlider::handle:horizontal { width: 14px; margin: -5px 0; border-radius: 7px; background: @accent; }
)";

QHash<QString, QString> valuesOf(const Tokens& t)
{
    const auto px = [](int value) -> QString {
        return QString::number(value) + QStringLiteral("px");
    };
    return {
        {QStringLiteral("background"), t.background.name()},
        {QStringLiteral("surface"), t.surface.name()},
        {QStringLiteral("sunk"), t.sunk.name()},
        {QStringLiteral("line"), t.line.name()},
        {QStringLiteral("text"), t.text.name()},
        {QStringLiteral("muted"), t.muted.name()},
        {QStringLiteral("faint"), t.faint.name()},
        {QStringLiteral("scroll"), (t.isDark ? t.line.lighter(135) : t.line.darker(112)).name()},
        {QStringLiteral("accent"), t.accent.name()},
        {QStringLiteral("accentTint"), t.accentTint.name()},
        {QStringLiteral("accentHover"), t.accentHover.name()},
        {QStringLiteral("onAccent"), t.onAccent.name()},
        {QStringLiteral("hover"), t.hover.name()},
        {QStringLiteral("good"), t.good.name()},
        {QStringLiteral("warn"), t.warn.name()},
        {QStringLiteral("bad"), t.bad.name()},
        {QStringLiteral("bodyPx"), px(t.bodyPx)},
        {QStringLiteral("labelPx"), px(t.labelPx)},
        {QStringLiteral("titlePx"), px(t.titlePx)},
        {QStringLiteral("streamPx"), px(t.streamPx)},
        {QStringLiteral("radiusControl"), px(t.radiusControl)},
        {QStringLiteral("radiusCard"), px(t.radiusCard)},
        {QStringLiteral("mono"), monoFont(t.streamPx).families().value(0)},
        {QStringLiteral("mode"), t.isDark ? QStringLiteral("dark") : QStringLiteral("light")},
        {QStringLiteral("on"), t.isDark ? QStringLiteral("on-dark") : QStringLiteral("on-light")},
    };
}

} // namespace

QString styleSheetOf(const Tokens& tokens)
{
    const QHash<QString, QString> values = valuesOf(tokens);
    const QString source = QString::fromLatin1(sheet);
    QString out;
    out.reserve(source.size());
    for (qsizetype at = 0; at < source.size(); ++at) {
        if (source[at] != u'@') {
            out += source[at];
            continue;
        }
        qsizetype end = at + 1;
        while (end < source.size() && source[end].isLetter())
            ++end;
        out += values.value(source.mid(at + 1, end - at - 1));
        at = end - 1;
    }
    return out;
}

} // namespace benchglass::theme
