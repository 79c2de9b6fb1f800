#include "pages/exportedstrip.h"

#include "widgets/buttons.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace benchglass::pages {

ExportedStrip::ExportedStrip(QWidget* parent)
    : QFrame(parent)
    , m_text(widgets::plainLabel({}, "", this))
{
    setObjectName(QStringLiteral("exportedStrip"));
    setProperty("role", QStringLiteral("card"));
    m_text->setObjectName(QStringLiteral("exportedPath"));
    m_text->setProperty("state", QStringLiteral("good"));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setWordWrap(true);
    auto* copy = widgets::linkButton(tr("Copy path"), this);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_path); });
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 6, 14, 6);
    layout->addWidget(m_text, 1);
    layout->addWidget(copy);
    hide();
}

void ExportedStrip::showFiles(const QStringList& files)
{
    m_path = files.value(0);
    const QString shown = QDir::toNativeSeparators(m_path);
    m_text->setText(files.size() == 1
            ? tr("Written: %1").arg(shown)
            : tr("Written: %1 files, the first is %2").arg(files.size()).arg(shown));
    show();
}

} // namespace benchglass::pages
