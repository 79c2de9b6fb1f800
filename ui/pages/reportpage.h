#pragma once

#include "experiment/experiment.h"
#include "pages/page.h"
#include "report/report.h"

#include <QThreadPool>
#include <QTimer>

class QPushButton;
class QStackedWidget;

namespace benchglass::widgets {
class Chip;
class EmptyState;
} // namespace benchglass::widgets

namespace benchglass::pages {

class ExportedStrip;
class ReportChoices;
class ReportPreview;

/// The report as it will be printed, page by page, and its export.
class ReportPage : public Page
{
    Q_OBJECT

public:
    explicit ReportPage(const Context& context, QWidget* parent = nullptr);

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

Q_SIGNALS:
    void exported(const QStringList& files);
    void startRequested();
    void previewReady(int pages);

private:
    QWidget* makeContent();
    void makeExportMenu();
    void connectAll();
    void showChips();
    void makePreview();
    void showPreview(const base::Result<QByteArray>& pdf);
    void askWhere(report::Format format);
    void askFolder();
    void startExport(workbench::ExportRequest request);

    std::shared_ptr<const experiment::Experiment> m_experiment;
    QTimer m_previewSoon;
    quint64 m_request = 0;
    quint64 m_listRequest = 0;
    bool m_nativeDialogs = true;
    QStackedWidget* m_stack;
    widgets::EmptyState* m_empty;
    widgets::Chip* m_runChip;
    widgets::Chip* m_stateChip;
    QPushButton* m_export;
    ExportedStrip* m_exported;
    ReportPreview* m_preview;
    ReportChoices* m_choices;
    QThreadPool m_painters; ///< Waited for when the page goes: painting needs the application.
};

} // namespace benchglass::pages
