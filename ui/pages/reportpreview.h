#pragma once

#include "theme/theme.h"
#include "widgets/card.h"

#include <QBuffer>

class QLabel;
class QPdfDocument;
class QPdfView;
class QStackedWidget;

namespace benchglass::pages {

/// A PDF as it will be printed, page by page.
class ReportPreview : public widgets::Card
{
    Q_OBJECT

public:
    explicit ReportPreview(const theme::Theme& theme, QWidget* parent = nullptr);
    ~ReportPreview() override;

    /// Says that the pages are being laid out.
    void showBusy();
    void showPdf(const QByteArray& pdf);

    /// 0 while the pages are laid out.
    int pages() const;

    /// For the keyboard's way around the page.
    QWidget* view() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeView();
    void paintAround();
    void fit();

    const theme::Theme& m_theme;
    QBuffer m_pdf;
    QPdfDocument* m_document;
    QPdfView* m_view;
    QLabel* m_busy;
    QLabel* m_pages;
    QStackedWidget* m_stack;
};

} // namespace benchglass::pages
