#pragma once

#include "experiment/experiment.h"
#include "pages/page.h"
#include "report/report.h"

#include <QBuffer>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QFileDialog;
class QFrame;
class QLabel;
class QPdfDocument;
class QPdfView;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QVBoxLayout;

namespace benchglass::widgets {
class Chip;
class EmptyState;
} // namespace benchglass::widgets

namespace benchglass::pages {

/// The report as it will be printed, page by page, and its export.
class ReportPage : public Page
{
    Q_OBJECT

public:
    explicit ReportPage(const Context& context, QWidget* parent = nullptr);
    ~ReportPage() override;

    /// Shows an experiment, loading it from the library.
    void open(const QString& experimentId);
    void show(const std::shared_ptr<const experiment::Experiment>& experiment);
    /// Asks the library for what can be chosen.
    void refreshList();

    const std::shared_ptr<const experiment::Experiment>& experiment() const { return m_experiment; }
    report::Selection selection() const;
    /// Pages of the preview; 0 while it is made.
    int previewPages() const;

    /// Writes one format to this very file. Ends in exported() or an error on the page.
    void exportTo(report::Format format, const QString& path);
    /// Every format into a folder.
    void exportAllTo(const QString& folder);
    /// Native dialogs cannot be driven by tests.
    void setNativeDialogs(bool native) { m_nativeDialogs = native; }

    QList<QWidget*> panes() const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void exported(const QStringList& files);
    void startRequested();
    void previewReady(int pages);

private:
    QWidget* makeContent();
    QWidget* makeChoices();
    void makeExportMenu();
    void connectAll();
    void fillChoices();
    void showChips();
    void makePreview();
    void fitPreview();
    void showPreview(const base::Result<QByteArray>& pdf);
    void askWhere(report::Format format);
    void askFolder();
    void startExport(workbench::ExportRequest request);

    std::shared_ptr<const experiment::Experiment> m_experiment;
    QBuffer m_pdf;
    QTimer m_previewSoon;
    quint64 m_request = 0;
    quint64 m_listRequest = 0;
    bool m_nativeDialogs = true;
    QStackedWidget* m_stack;
    widgets::EmptyState* m_empty;
    widgets::Chip* m_runChip;
    widgets::Chip* m_stateChip;
    QPushButton* m_export;
    QComboBox* m_choice;
    QComboBox* m_arm;
    QSpinBox* m_run;
    QList<QCheckBox*> m_sections;
    QPdfDocument* m_document;
    QPdfView* m_view = nullptr;
    QLabel* m_busy;
    QLabel* m_pages = nullptr;
    QStackedWidget* m_previewStack = nullptr;
    QFrame* m_done = nullptr;
    QLabel* m_donePath = nullptr;
};

} // namespace benchglass::pages
