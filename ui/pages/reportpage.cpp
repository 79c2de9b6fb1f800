#include "pages/reportpage.h"

#include "base/format.h"
#include "figures/reportfigures.h"
#include "models/words.h"
#include "pages/background.h"
#include "widgets/buttons.h"
#include "widgets/card.h"
#include "widgets/chip.h"
#include "widgets/emptystate.h"
#include "widgets/errorstrip.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QFrame>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPdfDocument>
#include <QPdfView>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QStackedWidget>
#include <QStringBuilder>
#include <QVBoxLayout>

#include <utility>

namespace benchglass::pages {

namespace {

constexpr int PreviewDelayMs = 150;
constexpr int ChoicesWidth = 280;
constexpr int PageWidth = 840; // A4 at 96 dpi, with margins

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
    , m_choice(new QComboBox(this))
    , m_arm(new QComboBox(this))
    , m_run(new QSpinBox(this))
    , m_document(new QPdfDocument(this))
    , m_busy(widgets::plainLabel(tr("Laying out the pages…"), "muted", this))
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

ReportPage::~ReportPage()
{
    m_view->setDocument(nullptr);
    m_document->close(); // before the buffer that it reads from goes
}

QWidget* ReportPage::makeContent()
{
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme().tokens().space3);
    m_done = new QFrame(content);
    m_done->setObjectName(QStringLiteral("exportedStrip"));
    m_done->setProperty("role", QStringLiteral("card"));
    m_donePath = widgets::plainLabel({}, "", m_done);
    m_donePath->setObjectName(QStringLiteral("exportedPath"));
    m_donePath->setProperty("state", QStringLiteral("good"));
    m_donePath->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_donePath->setWordWrap(true);
    auto* copy = widgets::linkButton(tr("Copy path"), m_done);
    connect(copy, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_donePath->property("path").toString()); });
    auto* done = new QHBoxLayout(m_done);
    done->setContentsMargins(14, 6, 14, 6);
    done->addWidget(m_donePath, 1);
    done->addWidget(copy);
    m_done->hide();
    column->addWidget(m_done);

    auto* preview = new widgets::Card(tr("Preview"), content);
    m_pages = widgets::plainLabel({}, "faint", preview);
    preview->addHeaderWidget(m_pages);
    m_view = new QPdfView(preview);
    m_view->setObjectName(QStringLiteral("pdfView"));
    m_view->setAccessibleName(tr("Preview of the report"));
    m_view->setPageMode(QPdfView::PageMode::MultiPage);
    m_view->setZoomMode(QPdfView::ZoomMode::FitToWidth);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setDocument(m_document);
    m_view->installEventFilter(this);
    const auto paintAround = [this] {
        QPalette around = m_view->palette();
        around.setColor(QPalette::Dark, theme().tokens().sunk);
        m_view->setPalette(around);
    };
    paintAround();
    connect(&theme(), &theme::Theme::changed, this, paintAround);
    m_busy->setAlignment(Qt::AlignCenter);
    m_previewStack = new QStackedWidget(preview);
    m_previewStack->addWidget(m_busy);
    m_previewStack->addWidget(m_view);
    preview->body()->addWidget(m_previewStack, 1);
    auto* row = new QHBoxLayout;
    row->setSpacing(theme().tokens().space3);
    row->addWidget(preview, 1);
    row->addWidget(makeChoices());
    column->addLayout(row, 1);
    return content;
}

QWidget* ReportPage::makeChoices()
{
    auto* card = new widgets::Card(tr("What is in it"), this);
    card->setFixedWidth(ChoicesWidth);
    m_choice->setObjectName(QStringLiteral("experimentBox"));
    m_choice->setAccessibleName(tr("Experiment"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(10);
    m_arm->setObjectName(QStringLiteral("armBox"));
    m_arm->setAccessibleName(tr("Arm"));
    m_run->setObjectName(QStringLiteral("runSpin"));
    m_run->setAccessibleName(tr("Run whose text is shown"));
    m_run->setSpecialValueText(tr("every run"));
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Experiment"), m_choice);
    form->addRow(tr("Arm"), m_arm);
    form->addRow(tr("Text of run"), m_run);
    card->body()->addLayout(form);
    card->body()->addWidget(widgets::plainLabel(tr("Sections"), "heading", card));
    auto* list = new QWidget;
    auto* boxes = new QVBoxLayout(list);
    boxes->setContentsMargins(0, 0, 0, 0);
    boxes->setSpacing(theme().tokens().space1);
    for (const report::Section section : report::allSections()) {
        auto* box = new QCheckBox(report::sectionName(section), list);
        box->setObjectName(QStringLiteral("section%1").arg(static_cast<int>(section)));
        box->setChecked(true);
        connect(box, &QCheckBox::toggled, &m_previewSoon, qOverload<>(&QTimer::start));
        m_sections.append(box);
        boxes->addWidget(box);
    }
    boxes->addStretch(1);
    auto* scroll = new QScrollArea(card);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(list);
    card->body()->addWidget(scroll, 1);
    return card;
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
    connect(m_choice, &QComboBox::activated, this, [this] { open(m_choice->currentData().toString()); });
    connect(m_arm, &QComboBox::activated, &m_previewSoon, qOverload<>(&QTimer::start));
    connect(m_run, &QSpinBox::valueChanged, &m_previewSoon, qOverload<>(&QTimer::start));
    connect(&workbench(), &workbench::Workbench::libraryChanged, this, &ReportPage::refreshList);
}

void ReportPage::refreshList()
{
    const quint64 request = ++m_listRequest;
    whenDone(workbench().list(), this, [this, request](const base::Result<QList<experiment::Summary>>& runs) {
        if (request != m_listRequest || !runs)
            return;
        m_choice->clear();
        for (const experiment::Summary& run : *runs)
            if (m_choice->findData(run.id) < 0)
                m_choice->addItem(run.createdUtc.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"))
                        % QStringLiteral("  ") % run.corpus % u' ' % run.model,
                    run.id);
        m_choice->setCurrentIndex(m_experiment ? m_choice->findData(m_experiment->id) : -1);
        if (!m_experiment && m_choice->count() > 0)
            open(m_choice->itemData(0).toString());
    });
}

void ReportPage::open(const QString& experimentId)
{
    errorStrip()->dismiss();
    const quint64 request = ++m_request;
    whenDone(workbench().load(experimentId), this,
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
    m_done->hide();
    m_export->setEnabled(true);
    m_stack->setCurrentIndex(1);
    fillChoices();
    showChips();
    makePreview();
}

void ReportPage::fillChoices()
{
    m_choice->setCurrentIndex(m_choice->findData(m_experiment->id));
    m_arm->clear();
    m_arm->addItem(tr("all arms"), QString());
    for (const experiment::Arm& arm : m_experiment->spec.arms)
        m_arm->addItem(arm.name, arm.name);
    const QSignalBlocker blocker(m_run);
    m_run->setRange(0, m_experiment->spec.runs);
    m_run->setValue(0);
}

void ReportPage::showChips()
{
    const experiment::Spec& spec = m_experiment->spec;
    const QString model = spec.model.isEmpty() ? tr("Built-in analyst") : spec.model;
    m_runChip->setText(m_experiment->corpus.name % QStringLiteral(" · ") % model % QStringLiteral(" · ")
        % tr("%1 runs").arg(base::countText(spec.runs)));
    m_stateChip->setText(models::experimentStateText(m_experiment->state));
    m_stateChip->setState(stateOf(m_experiment->state));
    m_runChip->show();
    m_stateChip->show();
}

report::Selection ReportPage::selection() const
{
    report::Selection selection;
    selection.arm = m_arm->currentData().toString();
    selection.run = m_run->value();
    const QList<report::Section> sections = report::allSections();
    for (qsizetype i = 0; i < sections.size(); ++i)
        if (!m_sections.at(i)->isChecked())
            selection.leftOut.append(sections.at(i));
    return selection;
}

void ReportPage::makePreview()
{
    m_previewSoon.stop();
    if (!m_experiment)
        return;
    m_previewStack->setCurrentWidget(m_busy);
    const quint64 request = ++m_request;
    whenDone(inBackground([experiment = m_experiment, selection = selection()]() -> base::Result<QByteArray> {
        return report::pdfBytes(
            report::reportOf(*experiment, figures::reportFigures(*experiment), selection));
    }),
        this, [this, request](const base::Result<QByteArray>& pdf) {
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
    m_document->close();
    m_pdf.close();
    m_pdf.setData(*pdf);
    m_pdf.open(QIODevice::ReadOnly);
    m_document->load(&m_pdf);
    m_previewStack->setCurrentWidget(m_view);
    m_pages->setText(tr("%1 pages").arg(base::countText(m_document->pageCount())));
    Q_EMIT previewReady(m_document->pageCount());
}

int ReportPage::previewPages() const
{
    return m_previewStack->currentWidget() == m_view ? m_document->pageCount() : 0;
}

/// Pages in the size of paper where there is room, else as wide as the view.
void ReportPage::fitPreview()
{
    const bool hasRoom = m_view->width() >= PageWidth;
    m_view->setZoomMode(hasRoom ? QPdfView::ZoomMode::Custom : QPdfView::ZoomMode::FitToWidth);
    if (hasRoom)
        m_view->setZoomFactor(1.0);
}

bool ReportPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_view && event->type() == QEvent::Resize)
        fitPreview();
    return Page::eventFilter(watched, event);
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
    m_done->hide();
    m_export->setEnabled(false);
    request.experiment = m_experiment;
    request.figures = figures::reportFigures(*m_experiment);
    request.selection = selection();
    whenDone(workbench().exportReport(request), this, [this](const base::Result<QStringList>& files) {
        m_export->setEnabled(true);
        if (!files) {
            errorStrip()->showError(files.error());
            return;
        }
        m_donePath->setProperty("path", files->value(0));
        m_donePath->setText(files->size() == 1
                ? tr("Written: %1").arg(QDir::toNativeSeparators(files->first()))
                : tr("Written: %1 files, the first is %2")
                      .arg(files->size())
                      .arg(QDir::toNativeSeparators(files->value(0))));
        m_done->show();
        Q_EMIT exported(*files);
    });
}

QList<QWidget*> ReportPage::panes() const
{
    return {m_view, m_choice, m_export};
}

} // namespace benchglass::pages
