#include "pages/donestrip.h"

#include "widgets/buttons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>

namespace benchglass::pages {

DoneStrip::DoneStrip(QWidget* parent)
    : QFrame(parent)
    , m_text(widgets::plainLabel({}, "strong", this))
    , m_report(widgets::linkButton(tr("Open the report"), this))
{
    setObjectName(QStringLiteral("doneStrip"));
    setProperty("role", QStringLiteral("card"));
    m_text->setObjectName(QStringLiteral("doneText"));
    m_report->setObjectName(QStringLiteral("openReportButton"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 6, 14, 6);
    layout->addWidget(m_text);
    layout->addWidget(m_report);
    layout->addStretch(1);
    connect(m_report, &QPushButton::clicked, this, &DoneStrip::reportRequested);
    hide();
}

void DoneStrip::say(const QString& sentence, bool isGood)
{
    m_text->setText(sentence);
    m_text->setProperty("state", isGood ? QStringLiteral("good") : QStringLiteral("warn"));
    m_text->style()->unpolish(m_text);
    m_text->style()->polish(m_text);
}

} // namespace benchglass::pages
