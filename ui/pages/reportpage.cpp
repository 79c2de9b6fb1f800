#include "pages/reportpage.h"

#include "base/background.h"
#include "base/format.h"
#include "engine/engine.h"
#include "figures/reportfigures.h"
#include "models/words.h"
#include "pages/exportedstrip.h"
#include "pages/reportchoices.h"
#include "pages/reportpreview.h"
#include "widgets/buttons.h"
#include "widgets/chip.h"
#include "widgets/emptystate.h"
#include "widgets/errorstrip.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QStringBuilder>
#include <QVBoxLayout>

#include <utility>

namespace benchglass::pages {

namespace {

constexpr int PreviewDelayMs = 150;

QString fileNameOf(report::Format format)
{
    switch (format) {
    case report::Format::Markdown: return QStringLiteral("report.md");
    case report::Format::Pdf: return QStringLiteral("report.pdf");
    case report::Format::Csv: return QStringLiteral("calls.csv");
    case report::Format::Json: return QStringLiteral("run.json");
    case report::Format::A3: return QStringLiteral("metrics.json");
    }
    return {};
}

widgets::Chip::State stateOf(experiment::ExperimentState state)
{
    using widgets::Chip;
    switch (state) {
    case experiment::ExperimentState::Finished: return Chip::State::Good;
    case experiment::ExperimentState::Failed: return Chip::State::Bad;
    case experiment::ExperimentState::Running: return Chip::State::Accent;
    default: return Chip::State::Warn;
    }
}

} // namespace

ReportPage::ReportPage(const Context& context, QWidget* parent)
    : Page(context, tr("Report"), parent)
    , m_stack(new QStackedWidget(this))
    , m_empty(new widgets::EmptyState(theme(), QStringLiteral("report"), tr("No report yet"),
          tr("A report is written at the end of each run. The sample and the built-in analyst give one at "
             "once."),
          this))
    , m_runChip(new widgets::Chip(theme(), {}, widgets::Chip::State::Neutral, this))
    , m_stateChip(new widgets::Chip(theme(), {}, widgets::Chip::State::Good, this))
    , m_export(widgets::primaryButton(tr("Export"), this))
    , m_exported(new ExportedStrip(this))
    , m_preview(new ReportPreview(theme(), this))
    , m_choices(new ReportChoices(theme(), this))
{
    setObjectName(QStringLiteral("reportPage"));
    chips()->addWidget(m_runChip);
    chips()->addWidget(m_stateChip);
    m_runChip->hide();
    m_stateChip->hide();
    m_export->setObjectName(QStringLiteral("exportButton"));
    m_export->setEnabled(false);
    actions()->addWidget(m_export);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeContent());
    body()->addWidget(m_stack, 1);
    makeExportMenu();
    connectAll();
}

QWidget* ReportPage::makeContent()
{
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme().tokens().space3);
    column->addWidget(m_exported);
    auto* row = new QHBoxLayout;
    row->setSpacing(theme().tokens().space3);
    row->addWidget(m_preview, 1);
    row->addWidget(m_choices);
    column->addLayout(row, 1);
    return content;
}

void ReportPage::makeExportMenu()
{
    auto* menu = new QMenu(m_export);
    const auto add = [&](const QString& text, const char* name, report::Format format) {
        QAction* action = menu->addAction(text, this, [this, format] { askWhere(format); });
        action->setObjectName(QLatin1String(name));
    };
    add(tr("PDF…"), "exportPdf", report::Format::Pdf);
    add(tr("Markdown…"), "exportMarkdown", report::Format::Markdown);
    add(tr("CSV of calls…"), "exportCsv", report::Format::Csv);
    add(tr("JSON with every chunk…"), "exportJson", report::Format::Json);
    add(tr("metrics.json of the old scripts…"), "exportA3", report::Format::A3);
    menu->addSeparator();
    QAction* all = menu->addAction(tr("Everything into a folder…"), this, &ReportPage::askFolder);
    all->setObjectName(QStringLiteral("exportAll"));
    m_export->setMenu(menu);
    m_export->setText(tr("Export ▾"));
}

void ReportPage::connectAll()
{
    QPushButton* run = m_empty->addAction(tr("Go to Run"));
    connect(run, &QPushButton::clicked, this, &ReportPage::startRequested);
    m_previewSoon.setSingleShot(true);
    m_previewSoon.setInterval(PreviewDelayMs);
    connect(&m_previewSoon, &QTimer::timeout, this, &ReportPage::makePreview);
    connect(m_choices, &ReportChoices::experimentChosen, this, &ReportPage::open);
    connect(m_choices, &ReportChoices::changed, &m_previewSoon, qOverload<>(&QTimer::start));
    connect(&workbench(), &workbench::Workbench::libraryChanged, this, &ReportPage::refreshList);
}

void ReportPage::refreshList()
{
    const quint64 request = ++m_listRequest;
    base::whenDone(
        workbench().list(), this, [this, request](const base::Result<QList<experiment::Summary>>& runs) {
            if (request != m_listRequest || !runs)
                return;
            m_choices->setExperiments(*runs, m_experiment ? m_experiment->id : QString());
            if (const QString first = m_choices->firstExperiment(); !m_experiment && !first.isEmpty())
                open(first);
        });
}

void ReportPage::open(const QString& experimentId)
{
    errorStrip()->dismiss();
    const quint64 request = ++m_request;
    base::whenDone(workbench().load(experimentId), this,
        [this, request](const base::Result<std::shared_ptr<const experiment::Experiment>>& experiment) {
            if (request != m_request)
                return;
            if (experiment)
                show(*experiment);
            else
                errorStrip()->showError(experiment.error());
        });
}

void ReportPage::show(const std::shared_ptr<const experiment::Experiment>& experiment)
{
    m_experiment = experiment;
    m_exported->hide();
    m_export->setEnabled(true);
    m_stack->setCurrentIndex(1);
    m_choices->showExperiment(*m_experiment);
    showChips();
    makePreview();
}

void ReportPage::showChips()
{
    const experiment::Spec& spec = m_experiment->spec;
    const QString model = spec.model.isEmpty() ? engine::engineDisplayName(spec.engine) : spec.model;
    m_runChip->setText(m_experiment->corpus.name % QStringLiteral(" · ") % model % QStringLiteral(" · ")
        % (spec.runs == 1 ? tr("1 run") : tr("%1 runs").arg(base::countText(spec.runs))));
    m_stateChip->setText(models::experimentStateText(m_experiment->state));
    m_stateChip->setState(stateOf(m_experiment->state));
    m_runChip->show();
    m_stateChip->show();
}

void ReportPage::makePreview()
{
    m_previewSoon.stop();
    if (!m_experiment)
        return;
    m_preview->showBusy();
    const quint64 request = ++m_request;
    const auto painted = base::inBackground(
        m_painters, [experiment = m_experiment, selection = selection()]() -> base::Result<QByteArray> {
            const auto part = experiment->excerpt(selection.arm, selection.run);
            return report::pdfBytes(report::reportOf(*experiment, figures::reportFigures(part), selection));
        });
    base::whenDone(painted, this, [this, request](const base::Result<QByteArray>& pdf) {
        if (request == m_request)
            showPreview(pdf);
    });
}

void ReportPage::showPreview(const base::Result<QByteArray>& pdf)
{
    if (!pdf) {
        errorStrip()->showError(pdf.error());
        return;
    }
    m_preview->showPdf(*pdf);
    Q_EMIT previewReady(m_preview->pages());
}

report::Selection ReportPage::selection() const
{
    return m_choices->selection();
}

int ReportPage::previewPages() const
{
    return m_preview->pages();
}

void ReportPage::askWhere(report::Format format)
{
    auto* dialog = new QFileDialog(this, tr("Export"), QDir::homePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontUseNativeDialog, !m_nativeDialogs);
    dialog->selectFile(fileNameOf(format));
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, format](const QString& path) { exportTo(format, path); });
    dialog->open();
}

void ReportPage::askFolder()
{
    auto* dialog = new QFileDialog(this, tr("Export everything into a folder"), QDir::homePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->setOption(QFileDialog::DontUseNativeDialog, !m_nativeDialogs);
    connect(dialog, &QFileDialog::fileSelected, this, &ReportPage::exportAllTo);
    dialog->open();
}

void ReportPage::exportTo(report::Format format, const QString& path)
{
    workbench::ExportRequest request;
    request.formats = {format};
    request.file = path;
    startExport(std::move(request));
}

void ReportPage::exportAllTo(const QString& folder)
{
    workbench::ExportRequest request;
    request.formats = {report::Format::Markdown, report::Format::Pdf, report::Format::Csv,
        report::Format::Json, report::Format::A3};
    request.folder = folder;
    startExport(std::move(request));
}

void ReportPage::startExport(workbench::ExportRequest request)
{
    if (!m_experiment)
        return;
    errorStrip()->dismiss();
    m_exported->hide();
    m_export->setEnabled(false);
    request.experiment = m_experiment;
    request.selection = selection();
    request.figures =
        figures::reportFigures(m_experiment->excerpt(request.selection.arm, request.selection.run));
    base::whenDone(workbench().exportReport(request), this, [this](const base::Result<QStringList>& files) {
        m_export->setEnabled(true);
        if (!files) {
            errorStrip()->showError(files.error());
            return;
        }
        m_exported->showFiles(*files);
        Q_EMIT exported(*files);
    });
}

QList<QWidget*> ReportPage::panes() const
{
    return {m_preview->view(), m_choices->first(), m_export};
}

} // namespace benchglass::pages
