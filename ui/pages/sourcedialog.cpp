#include "pages/sourcedialog.h"

#include "base/background.h"
#include "widgets/buttons.h"
#include "widgets/sourceview.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QUrl>
#include <QVBoxLayout>

namespace benchglass::pages {

SourceDialog::SourceDialog(const theme::Theme& theme, QWidget* parent)
    : QDialog(parent)
    , m_title(widgets::plainLabel({}, "mono", this))
    , m_note(widgets::plainLabel({}, "muted", this))
    , m_view(new widgets::SourceView(theme, this))
    , m_editor(widgets::secondaryButton(tr("Open in the system's editor"), this))
{
    const theme::Tokens& t = theme.tokens();
    setObjectName(QStringLiteral("sourceDialog"));
    setWindowTitle(tr("Source"));
    m_title->setObjectName(QStringLiteral("sourcePlaceLabel"));
    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_note->setObjectName(QStringLiteral("sourceNote"));
    m_note->setWordWrap(true);
    m_view->setObjectName(QStringLiteral("sourceView"));
    m_view->setAccessibleName(tr("Text of the file"));
    m_editor->setObjectName(QStringLiteral("openInEditorButton"));
    QPushButton* copy = widgets::secondaryButton(tr("Copy place"), this);
    copy->setObjectName(QStringLiteral("copyPlaceButton"));
    QPushButton* close = widgets::secondaryButton(tr("Close"), this);
    for (QPushButton* button : {m_editor, copy, close})
        button->setAutoDefault(false); // Enter in the text must not press one of them
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(t.space2);
    buttons->addWidget(m_editor);
    buttons->addWidget(copy);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(t.space4, t.space4, t.space4, t.space4);
    layout->setSpacing(t.space3);
    layout->addWidget(m_title);
    layout->addWidget(m_note);
    layout->addWidget(m_view, 1);
    layout->addLayout(buttons);
    resize(820, 560);
    connect(m_editor, &QPushButton::clicked, this, &SourceDialog::openInEditor);
    connect(
        copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_place.text()); });
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(this, &QDialog::finished, this, [this] { m_stop.request_stop(); });
}

SourceDialog::~SourceDialog()
{
    m_stop.request_stop();
}

void SourceDialog::openPlace(const models::SourcePlace& place)
{
    m_stop.request_stop();
    m_stop = {};
    m_place = place;
    m_title->setText(place.text());
    m_view->setLines({}, {});
    m_editor->setEnabled(false);
    say(tr("Reading…"), "");
    show();
    raise();
    activateWindow();
    m_view->setFocus();
    const auto stop = m_stop.get_token();
    base::whenDone(base::inBackground([place, stop] { return models::readSource(place, stop); }), this,
        [this, stop](const models::SourceText& source) {
            if (!stop.stop_requested())
                take(source);
        });
}

void SourceDialog::take(const models::SourceText& source)
{
    QList<widgets::SourceView::Line> lines;
    for (const models::SourceLine& line : source.lines)
        lines.append({line.number, line.text});
    m_view->setLines(lines, {source.line, source.marked, source.start, source.length});
    m_editor->setEnabled(source.error.isEmpty());
    const bool isWrong = !source.error.isEmpty() || (source.line < 0 && !source.note.isEmpty());
    say(source.error.isEmpty() ? source.note : source.error, isWrong ? "warn" : "");
    Q_EMIT shown();
}

void SourceDialog::openInEditor()
{
    const QString file = models::localFileOf(m_place);
    if (file.isEmpty() || !QDesktopServices::openUrl(QUrl::fromLocalFile(file)))
        say(tr("The system has no program to open this file with."), "warn");
}

void SourceDialog::say(const QString& note, const char* state)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    m_note->setProperty("state", QString::fromLatin1(state));
    m_note->style()->unpolish(m_note);
    m_note->style()->polish(m_note);
}

} // namespace benchglass::pages
