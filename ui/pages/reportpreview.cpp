#include "pages/reportpreview.h"

#include "widgets/buttons.h"

#include <QEvent>
#include <QLabel>
#include <QPdfDocument>
#include <QPdfView>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace benchglass::pages {

namespace {

constexpr int PageWidth = 840; // A4 at 96 dpi, with margins

} // namespace

ReportPreview::ReportPreview(const theme::Theme& theme, QWidget* parent)
    : Card(tr("Preview"), parent)
    , m_theme(theme)
    , m_document(new QPdfDocument(this))
    , m_view(new QPdfView(this))
    , m_busy(widgets::plainLabel(tr("Laying out the pages…"), "muted", this))
    , m_pages(widgets::plainLabel({}, "label", this))
    , m_stack(new QStackedWidget(this))
{
    addHeaderWidget(m_pages);
    makeView();
    m_busy->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(m_busy);
    m_stack->addWidget(m_view);
    body()->addWidget(m_stack, 1);
    paintAround();
    connect(&theme, &theme::Theme::changed, this, &ReportPreview::paintAround);
}

ReportPreview::~ReportPreview()
{
    m_view->setDocument(nullptr);
    m_document->close(); // before the buffer that it reads from goes
}

void ReportPreview::makeView()
{
    m_view->setObjectName(QStringLiteral("pdfView"));
    m_view->setAccessibleName(tr("Preview of the report"));
    m_view->setPageMode(QPdfView::PageMode::MultiPage);
    m_view->setZoomMode(QPdfView::ZoomMode::FitToWidth);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setDocument(m_document);
    m_view->installEventFilter(this);
}

void ReportPreview::paintAround()
{
    QPalette around = m_view->palette();
    around.setColor(QPalette::Dark, m_theme.tokens().sunk);
    m_view->setPalette(around);
}

void ReportPreview::showBusy()
{
    m_stack->setCurrentWidget(m_busy);
}

void ReportPreview::showPdf(const QByteArray& pdf)
{
    m_document->close();
    m_pdf.close();
    m_pdf.setData(pdf);
    m_pdf.open(QIODevice::ReadOnly);
    m_document->load(&m_pdf);
    m_stack->setCurrentWidget(m_view);
    m_pages->setText(tr("%n page(s)", nullptr, m_document->pageCount()));
}

int ReportPreview::pages() const
{
    return m_stack->currentWidget() == m_view ? m_document->pageCount() : 0;
}

QWidget* ReportPreview::view() const
{
    return m_view;
}

/// Pages in the size of paper where there is room, else as wide as the view.
void ReportPreview::fit()
{
    const bool hasRoom = m_view->width() >= PageWidth;
    m_view->setZoomMode(hasRoom ? QPdfView::ZoomMode::Custom : QPdfView::ZoomMode::FitToWidth);
    if (hasRoom)
        m_view->setZoomFactor(1.0);
}

bool ReportPreview::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_view && event->type() == QEvent::Resize)
        fit();
    return Card::eventFilter(watched, event);
}

} // namespace benchglass::pages
