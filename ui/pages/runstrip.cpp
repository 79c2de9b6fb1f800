#include "pages/runstrip.h"

#include "agent/preflight.h"
#include "base/background.h"
#include "pages/keyfield.h"
#include "theme/icon.h"
#include "widgets/buttons.h"
#include "widgets/combobox.h"
#include "widgets/elidedbutton.h"
#include "widgets/segmented.h"

#include <QComboBox>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStringBuilder>
#include <QVBoxLayout>

#include <algorithm>

namespace benchglass::pages {

namespace {

constexpr int ProbeDelayMs = 400;

QWidget* field(const QString& label, QWidget* widget, QWidget* parent)
{
    auto* box = new QWidget(parent);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto* name = widgets::plainLabel(label, "label", box);
    name->setBuddy(widget);
    layout->addWidget(name);
    layout->addWidget(widget);
    return box;
}

QString modelLabel(const engine::Model& model)
{
    QStringList parts {model.name};
    const QString detail = QString(model.parameterSize % u' ' % model.quantization).trimmed();
    if (!detail.isEmpty())
        parts.append(detail);
    if (model.isRemote)
        parts.append(RunStrip::tr("remote"));
    return parts.join(QStringLiteral("   "));
}

} // namespace

RunStrip::RunStrip(const Context& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_folder(new widgets::ElidedButton(tr("Choose folder…"), this))
    , m_engine(new widgets::ComboBox(this))
    , m_url(new QLineEdit(this))
    , m_model(new widgets::ComboBox(this))
    , m_arms(new widgets::Segmented(*context.theme, {tr("Baseline"), tr("Tuned"), tr("A + B")}, this))
    , m_runs(new QSpinBox(this))
    , m_options(widgets::secondaryButton(tr("Options"), this))
    , m_main(widgets::primaryButton(tr("Run"), this))
    , m_check(new QToolButton(this))
{
    m_folder->setObjectName(QStringLiteral("folderButton"));
    m_engine->setObjectName(QStringLiteral("engineBox"));
    m_url->setObjectName(QStringLiteral("urlEdit"));
    m_model->setObjectName(QStringLiteral("modelBox"));
    m_arms->setObjectName(QStringLiteral("armsChoice"));
    m_runs->setObjectName(QStringLiteral("runsSpin"));
    m_options->setObjectName(QStringLiteral("optionsButton"));
    m_main->setObjectName(QStringLiteral("runButton"));
    m_check->setObjectName(QStringLiteral("checkButton"));
    m_folder->setAccessibleName(tr("Folder"));
    m_engine->setAccessibleName(tr("Engine"));
    m_url->setAccessibleName(tr("Address of the server"));
    m_model->setAccessibleName(tr("Model"));
    m_arms->setAccessibleName(tr("Arms"));
    m_runs->setAccessibleName(tr("Runs of each arm"));
    for (const QString& id : engine::engineIds())
        m_engine->addItem(engine::engineDisplayName(id), id);
    m_runs->setRange(1, 1000);
    m_runs->setValue(1);
    m_options->setCheckable(true);
    const int side = context.theme->tokens().controlHeight;
    m_check->setFixedSize(side, side);
    m_check->setIconSize(QSize(16, 16));
    m_check->setAccessibleName(tr("Check the connection"));
    m_check->setToolTip(tr("Check the connection"));
    arrange();
    connectAll();
    engineChosen();
    setStage(Stage::Idle);
}

void RunStrip::arrange()
{
    const theme::Tokens& tokens = m_context.theme->tokens();
    m_folder->setIcon(theme::icon(QStringLiteral("folder"), tokens));
    m_check->setIcon(theme::icon(QStringLiteral("server"), tokens));
    m_folder->setStyleSheet(QStringLiteral("text-align: left;"));
    m_folder->setMinimumWidth(110);
    m_url->setMinimumWidth(165);
    m_model->setMinimumWidth(120);
    m_model->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_model->setMinimumContentsLength(18);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // narrow windows get a second row instead
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(tokens.space2);
    m_firstRow = new QHBoxLayout;
    m_secondRow = new QHBoxLayout;
    rows->addLayout(m_firstRow);
    rows->addLayout(m_secondRow);
    auto* layout = m_firstRow;
    layout->setSpacing(tokens.space3);
    m_secondRow->setSpacing(tokens.space3);
    layout->addWidget(field(tr("Folder"), m_folder, this), 4);
    layout->addWidget(field(tr("Engine"), m_engine, this));
    m_urlField = makeAddressField();
    layout->addWidget(m_urlField, 2);
    m_modelField = field(tr("Model"), m_model, this);
    layout->addWidget(m_modelField, 3);
    m_key = new KeyField(m_context, this);
    layout->addWidget(m_key, 2);
    layout->addWidget(field(tr("Arms"), m_arms, this));
    layout->addWidget(field(tr("Runs"), m_runs, this));
    layout->addWidget(m_options, 0, Qt::AlignBottom);
    layout->addWidget(m_main, 0, Qt::AlignBottom);
}

QWidget* RunStrip::makeAddressField()
{
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(m_context.theme->tokens().space1);
    layout->addWidget(m_url, 1);
    layout->addWidget(m_check);
    QWidget* const box = field(tr("Address"), row, this);
    box->findChild<QLabel*>()->setBuddy(m_url);
    return box;
}

QList<std::pair<QWidget*, int>> RunStrip::serverFields() const
{
    return {{m_urlField, 2}, {m_modelField, 3}, {m_key, 2}};
}

/// What all fields take side by side without one being squeezed, whatever the main button says next.
int RunStrip::oneRowWidth() const
{
    int needed = 0;
    for (const QHBoxLayout* row : {m_firstRow, m_secondRow}) {
        for (int i = 0; i < row->count(); ++i) {
            const QWidget* field = row->itemAt(i)->widget();
            if (field && !field->isHidden())
                needed += field->minimumSizeHint().width() + row->spacing();
        }
    }
    const QFontMetrics metrics(m_main->font());
    int widest = 0;
    for (const Stage stage : {Stage::Idle, Stage::Running, Stage::StoppingAfterStage, Stage::StoppingNow})
        widest = std::max(widest, metrics.horizontalAdvance(mainText(stage)));
    return needed + widest - metrics.horizontalAdvance(m_main->text());
}

void RunStrip::reflow()
{
    QHBoxLayout* wanted = width() < oneRowWidth() ? m_secondRow : m_firstRow;
    QHBoxLayout* other = wanted == m_firstRow ? m_secondRow : m_firstRow;
    if (wanted->indexOf(m_urlField) >= 0)
        return;
    constexpr int afterEngine = 2;
    int at = wanted == m_firstRow ? afterEngine : 0;
    for (const auto& [widget, stretch] : serverFields()) {
        other->removeWidget(widget);
        wanted->insertWidget(at++, widget, stretch);
    }
}

void RunStrip::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    reflow();
}

void RunStrip::connectAll()
{
    m_probeSoon.setSingleShot(true);
    m_probeSoon.setInterval(ProbeDelayMs);
    connect(&m_probeSoon, &QTimer::timeout, this, &RunStrip::probe);
    connect(m_folder, &QPushButton::clicked, this, &RunStrip::chooseFolderRequested);
    connect(m_engine, &QComboBox::currentIndexChanged, this, &RunStrip::engineChosen);
    connect(m_url, &QLineEdit::textEdited, &m_probeSoon, qOverload<>(&QTimer::start));
    connect(m_url, &QLineEdit::returnPressed, this, &RunStrip::probe);
    connect(m_key, &KeyField::keyChanged, this, &RunStrip::probe);
    connect(m_model, &QComboBox::currentIndexChanged, this, &RunStrip::choicesChanged);
    connect(
        m_model, &QComboBox::activated, this, [this] { m_wantedModel = m_model->currentData().toString(); });
    connect(m_arms, &widgets::Segmented::currentChanged, this, &RunStrip::choicesChanged);
    connect(m_runs, &QSpinBox::valueChanged, this, &RunStrip::choicesChanged);
    connect(m_main, &QPushButton::clicked, this, &RunStrip::mainTriggered);
    connect(m_check, &QToolButton::clicked, this, &RunStrip::checkRequested);
    connect(m_context.theme, &theme::Theme::changed, this, [this] {
        m_folder->setIcon(theme::icon(QStringLiteral("folder"), m_context.theme->tokens()));
        m_check->setIcon(theme::icon(QStringLiteral("server"), m_context.theme->tokens()));
        setStage(m_stage);
    });
}

void RunStrip::setFolderText(const QString& text, const QString& toolTip)
{
    m_folder->setText(text);
    m_folder->setToolTip(toolTip.toHtmlEscaped());
}

void RunStrip::setEngine(const QString& id, const QString& url, const QString& model)
{
    m_wantedModel = model;
    m_urls.insert(id, url);
    m_shownEngine.clear(); // The address that is shown belongs to nobody.
    const int index = std::max(0, m_engine->findData(id));
    if (index == m_engine->currentIndex())
        engineChosen();
    else
        m_engine->setCurrentIndex(index);
}

QString RunStrip::engine() const
{
    return m_engine->currentData().toString();
}

QString RunStrip::url() const
{
    return hasModel() ? m_url->text().trimmed() : QString();
}

QString RunStrip::model() const
{
    return hasModel() ? m_model->currentData().toString() : QString();
}

bool RunStrip::hasModel() const
{
    return engine::engineTraits(engine()).hasModel;
}

RunStrip::Arms RunStrip::arms() const
{
    return static_cast<Arms>(m_arms->current());
}

void RunStrip::setArms(Arms arms)
{
    m_arms->setCurrent(static_cast<int>(arms));
}

int RunStrip::runs() const
{
    return m_runs->value();
}

void RunStrip::setRuns(int runs)
{
    m_runs->setValue(runs);
}

void RunStrip::setCaFile(const QString& path)
{
    if (path == m_caFile)
        return;
    m_caFile = path;
    probe();
}

void RunStrip::setOptionsText(const QString& text)
{
    m_options->setText(text);
}

QString RunStrip::mainText(Stage stage)
{
    switch (stage) {
    case Stage::Idle: return tr("Run");
    case Stage::Running: return tr("Stop after stage");
    case Stage::StoppingAfterStage: return tr("Stop now");
    case Stage::StoppingNow: return tr("Stopping…");
    }
    return {};
}

void RunStrip::setStage(Stage stage)
{
    m_stage = stage;
    const bool isIdle = stage == Stage::Idle;
    for (QWidget* widget : {static_cast<QWidget*>(m_folder), static_cast<QWidget*>(m_engine),
             static_cast<QWidget*>(m_url), static_cast<QWidget*>(m_model), static_cast<QWidget*>(m_key),
             static_cast<QWidget*>(m_arms), static_cast<QWidget*>(m_runs), static_cast<QWidget*>(m_check)})
        widget->setEnabled(isIdle);
    m_main->setEnabled(stage != Stage::StoppingNow);
    m_main->setText(mainText(stage));
    m_main->setIcon(theme::icon(
        isIdle ? QStringLiteral("play") : QStringLiteral("stop"), m_context.theme->tokens().onAccent));
}

void RunStrip::focusAddress()
{
    m_url->setFocus();
    m_url->selectAll();
}

void RunStrip::focusModel()
{
    m_model->setFocus();
    m_model->showPopup();
}

void RunStrip::focusKey()
{
    keyWasAsked();
    m_key->setFocus();
}

/// Of a model in the box; -1 if it is not there.
int RunStrip::indexOf(const QString& model) const
{
    for (int index = 0; index < m_model->count(); ++index)
        if (agent::isSameModel(m_model->itemData(index).toString(), model))
            return index;
    return -1;
}

void RunStrip::chooseModel(const QString& name)
{
    m_wantedModel = name;
    const int index = indexOf(name);
    if (m_server && index >= 0)
        m_model->setCurrentIndex(index);
    probe();
}

bool RunStrip::takesKey() const
{
    using Key = engine::EngineTraits::Key;
    const Key key = engine::engineTraits(engine()).key;
    return key == Key::Usual || (key == Key::WhenAsked && m_askedForKey.contains(engine()));
}

/// Shows where to enter one; a key that the keychain has already is used at once.
void RunStrip::keyWasAsked()
{
    if (takesKey() || !hasModel())
        return;
    m_askedForKey.insert(engine());
    m_key->setVisible(true);
    m_key->setAddress(engine(), url());
    reflow();
    base::whenDone(m_context.workbench->keyPlace(engine(), url()), this,
        [this, request = m_request](workbench::KeyPlace place) {
            if (request == m_request && place != workbench::KeyPlace::None)
                probe();
        });
}

void RunStrip::engineChosen()
{
    if (!m_shownEngine.isEmpty()) {
        m_urls.insert(m_shownEngine, m_url->text());
        m_wantedModel.clear();
    }
    m_shownEngine = engine();
    m_url->setText(m_urls.value(m_shownEngine));
    m_url->setCursorPosition(0); // its beginning says most where there is little room
    m_url->setPlaceholderText(engine::engineTraits(m_shownEngine).usualAddress);
    m_urlField->setVisible(hasModel());
    m_modelField->setVisible(hasModel());
    m_key->setVisible(takesKey());
    reflow();
    m_server.reset();
    m_model->clear();
    Q_EMIT choicesChanged();
    probe();
}

void RunStrip::probe()
{
    m_probeSoon.stop();
    const quint64 request = ++m_request;
    if (takesKey())
        m_key->setAddress(engine(), url());
    base::whenDone(m_context.workbench->probe(engine(), url(), m_caFile), this,
        [this, request](const base::Result<engine::Server>& server) {
            if (request == m_request)
                takeServer(server);
        });
}

void RunStrip::takeServer(const base::Result<engine::Server>& server)
{
    m_server.reset();
    if (server)
        m_server = *server;
    fillModels();
    if (server)
        Q_EMIT serverAnswered(*server);
    else
        Q_EMIT serverFailed(server.error());
    if (!server && server.error().remedy == base::Remedy::EnterKey)
        keyWasAsked();
    Q_EMIT choicesChanged();
}

void RunStrip::fillModels()
{
    const QString wanted = m_wantedModel.isEmpty() ? m_model->currentData().toString() : m_wantedModel;
    const QSignalBlocker blocker(m_model);
    m_model->clear();
    const auto add = [this](const QString& label, const QString& name) {
        m_model->addItem(label, name);
        m_model->setItemData(m_model->count() - 1, name.toHtmlEscaped(), Qt::ToolTipRole);
    };
    for (const engine::Model& model : m_server ? m_server->models : QList<engine::Model>())
        add(modelLabel(model), model.name);
    // Another model in its place would be measured without anybody having chosen it.
    if (!m_wantedModel.isEmpty() && indexOf(m_wantedModel) < 0)
        add(m_server ? tr("%1   not on this server").arg(m_wantedModel) : m_wantedModel, m_wantedModel);
    m_model->setCurrentIndex(m_model->count() > 0 ? std::max(0, indexOf(wanted)) : -1);
}

} // namespace benchglass::pages
