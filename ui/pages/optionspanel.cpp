#include "pages/optionspanel.h"

#include "engine/engine.h"
#include "models/optionsmodel.h"
#include "pages/advancedpart.h"
#include "pages/furtheraddresses.h"
#include "pages/layouts.h"
#include "widgets/buttons.h"
#include "widgets/combobox.h"
#include "widgets/tableview.h"
#include "workbench/workbench.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

namespace benchglass::pages {

namespace {

constexpr int PanelWidth = 390;

template <typename Value>
void addChoice(QComboBox* box, const QString& label, Value value)
{
    box->addItem(label, QVariant::fromValue(static_cast<int>(value)));
}

QComboBox* named(QComboBox* box, const char* name, const QString& accessibleName)
{
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(accessibleName);
    return box;
}

} // namespace

OptionsPanel::OptionsPanel(const theme::Theme& theme, QWidget* parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_model(new models::OptionsModel(this))
    , m_advanced(new AdvancedPart(theme, this))
    , m_table(new widgets::TableView(theme, this))
    , m_refusal(widgets::plainLabel({}, "", this))
    , m_note(widgets::plainLabel({}, "muted", this))
    , m_think(named(new widgets::ComboBox(this), "thinkBox", tr("Thinking")))
    , m_prompts(named(new widgets::ComboBox(this), "promptsBox", tr("Prompts")))
    , m_order(named(new widgets::ComboBox(this), "orderBox", tr("Order of arms")))
    , m_further(new FurtherAddresses(theme, this))
    , m_nonce(new QCheckBox(tr("Nonce against the prefix cache"), this))
    , m_cold(new QCheckBox(tr("Unload the model before each run"), this))
    , m_isPaced(new QCheckBox(tr("Write slowly, to watch"), this))
    , m_pace(new QDoubleSpinBox(this))
{
    setProperty("role", QStringLiteral("card"));
    setObjectName(QStringLiteral("optionsPanel"));
    setAccessibleName(tr("Options"));
    setFixedWidth(PanelWidth);

    auto* content = new QWidget;
    auto* inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 4, 0);
    inner->setSpacing(theme.tokens().space3);
    inner->addWidget(makeTable());
    inner->addWidget(makeForm());
    inner->addWidget(m_advanced);
    inner->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 10, 10, 12);
    layout->addWidget(scroll);
    setServer(QStringLiteral("builtin"), {});
    connectAll();
}

QWidget* OptionsPanel::makeTable()
{
    auto* box = new QWidget(this);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* heading = widgets::plainLabel(tr("Tuned: what differs from the engine's defaults"), "heading", box);
    m_table->setObjectName(QStringLiteral("optionsTable"));
    m_table->setAccessibleName(tr("Options of the tuned arm"));
    m_table->setModel(m_model);
    m_table->setColumnHidden(models::OptionsModel::MeaningColumn, true);
    m_table->setStretchColumn(models::OptionsModel::NameColumn);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked
        | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    m_table->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_table->setFixedHeight(m_theme.tokens().headerHeight + 8 * m_theme.tokens().rowHeight + 4);
    m_refusal->setProperty("state", QStringLiteral("bad"));
    m_refusal->setObjectName(QStringLiteral("optionRefusal"));
    m_refusal->setWordWrap(true);
    m_refusal->hide();
    m_note->setWordWrap(true);
    layout->addWidget(heading);
    layout->addWidget(m_note);
    layout->addWidget(m_table);
    layout->addWidget(m_refusal);
    return box;
}

QSpinBox* OptionsPanel::addSpin(
    QFormLayout* form, const QString& label, const QString& name, int low, int high, int value)
{
    auto* spin = new QSpinBox(this);
    spin->setObjectName(name);
    spin->setAccessibleName(label);
    spin->setRange(low, high);
    spin->setValue(value);
    form->addRow(label, spin);
    connect(spin, &QSpinBox::valueChanged, this, &OptionsPanel::changed);
    return spin;
}

QWidget* OptionsPanel::makeForm()
{
    const experiment::Spec defaults;
    auto* box = new QWidget(this);
    auto* form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(m_theme.tokens().space2);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(widgets::plainLabel(tr("Experiment"), "heading", box));
    for (const QString& level : {QString(), QStringLiteral("off"), QStringLiteral("on"),
             QStringLiteral("low"), QStringLiteral("medium"), QStringLiteral("high")})
        m_think->addItem(level.isEmpty() ? tr("the model's default") : level, level);
    for (QComboBox* choice : {m_think, m_prompts, m_order}) {
        choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        choice->setMinimumContentsLength(8);
    }
    addChoice(m_prompts, tr("grounded: facts with ids"), experiment::PromptSet::Grounded);
    addChoice(m_prompts, tr("reference: as in old reports"), experiment::PromptSet::Reference);
    addChoice(m_order, tr("interleaved: A B B A"), experiment::Order::Interleaved);
    addChoice(m_order, tr("one arm after the other"), experiment::Order::Sequential);
    addChoice(m_order, tr("random"), experiment::Order::Random);
    form->addRow(tr("Thinking"), m_think);
    form->addRow(tr("Prompts"), m_prompts);
    form->addRow(tr("Order"), m_order);
    m_warmups = addSpin(form, tr("Warm-ups"), QStringLiteral("warmupsSpin"), 0, 10, defaults.warmups);
    m_outputLimit = addSpin(form, tr("Output limit, tokens"), QStringLiteral("outputLimitSpin"), 0, 1'000'000,
        defaults.outputTokensLimit);
    m_outputLimit->setSpecialValueText(tr("the engine's own"));
    m_seed = addSpin(
        form, tr("Seed"), QStringLiteral("seedSpin"), 0, 2'147'483'647, static_cast<int>(defaults.seed));
    m_digestTokens = addSpin(form, tr("Facts, tokens"), QStringLiteral("digestSpin"), 0, 1'000'000, 0);
    m_digestTokens->setSpecialValueText(tr("from the context"));
    m_cooldown = addSpin(form, tr("Pause between runs, s"), QStringLiteral("cooldownSpin"), 0, 3600, 0);
    m_agents = addSpin(
        form, tr("Agents at once"), QStringLiteral("agentsSpin"), 1, experiment::mostAgents, defaults.agents);
    m_agents->setToolTip(
        tr("More than one: each run is made by one agent alone and by all together, and both are measured."));
    form->addRow(m_further); // addresses need the whole width
    m_nonce->setChecked(defaults.nonce);
    m_nonce->setObjectName(QStringLiteral("nonceBox"));
    m_cold->setObjectName(QStringLiteral("coldBox"));
    m_isPaced->setObjectName(QStringLiteral("pacedBox"));
    m_pace->setObjectName(QStringLiteral("paceSpin"));
    m_pace->setAccessibleName(tr("Pace, words a second"));
    m_pace->setRange(1, 10'000);
    m_pace->setDecimals(0);
    m_pace->setValue(60);
    m_pace->setEnabled(false);
    form->addRow(m_nonce);
    form->addRow(m_cold);
    form->addRow(m_isPaced, m_pace);
    centreLabels(form, m_theme.tokens().controlHeight);
    return box;
}

void OptionsPanel::connectAll()
{
    for (QComboBox* box : {m_think, m_prompts, m_order})
        connect(box, &QComboBox::currentIndexChanged, this, &OptionsPanel::changed);
    for (QCheckBox* box : {m_nonce, m_cold, m_isPaced})
        connect(box, &QCheckBox::toggled, this, &OptionsPanel::changed);
    connect(m_advanced, &AdvancedPart::changed, this, &OptionsPanel::changed);
    connect(m_further, &FurtherAddresses::changed, this, &OptionsPanel::changed);
    connect(m_agents, &QSpinBox::valueChanged, this, &OptionsPanel::showFurther);
    connect(m_isPaced, &QCheckBox::toggled, m_pace, &QWidget::setEnabled);
    connect(m_pace, &QDoubleSpinBox::valueChanged, this, &OptionsPanel::changed);
    connect(m_model, &models::OptionsModel::refused, this, [this](const QString& reason) {
        m_refusal->setText(reason);
        m_refusal->show();
    });
    connect(m_model, &models::OptionsModel::optionsChanged, this, [this] {
        m_refusal->hide();
        Q_EMIT changed();
    });
}

void OptionsPanel::applyTo(experiment::Spec* spec) const
{
    spec->prompts = static_cast<experiment::PromptSet>(m_prompts->currentData().toInt());
    spec->order = static_cast<experiment::Order>(m_order->currentData().toInt());
    spec->warmups = m_warmups->value();
    spec->outputTokensLimit = m_outputLimit->value();
    spec->seed = static_cast<quint32>(m_seed->value());
    spec->digestTokens = m_digestTokens->value();
    spec->cooldownMs = m_cooldown->value() * 1000;
    spec->nonce = m_nonce->isChecked();
    spec->agents = m_hasModel ? m_agents->value() : 1;
    spec->moreUrls = m_further->addresses();
    spec->cold = m_cold->isEnabled() && m_cold->isChecked();
    spec->timeouts = m_advanced->timeouts();
    spec->caFile = m_hasModel ? m_advanced->caFile() : QString();
    if (!m_hasModel && m_isPaced->isChecked())
        spec->pacedTokensPerSecond = m_pace->value();
}

experiment::Arm OptionsPanel::tunedArm() const
{
    return {QStringLiteral("Tuned"), m_model->options(), m_think->currentData().toString()};
}

void OptionsPanel::setTunedArm(const experiment::Arm& arm)
{
    m_model->setOptions(arm.options);
    m_think->setCurrentIndex(std::max(0, m_think->findData(arm.think)));
}

void OptionsPanel::setOption(const QString& name, const QJsonValue& value)
{
    QJsonObject options = m_model->options();
    options.insert(name, value);
    m_model->setOptions(options);
}

void OptionsPanel::setServer(const QString& engineId, const QString& product)
{
    const engine::EngineTraits traits = engine::engineTraits(engineId);
    const bool hasModel = traits.hasModel;
    const QStringList idle = workbench::Workbench::optionsWithoutEffect(engineId, product);
    m_hasModel = hasModel;
    m_note->setText(hasModel
            ? tr("What is marked “no effect here” is not sent: such a server is told it when it starts. Nor "
                 "can it be "
                 "asked to unload its model.")
            : tr("The built-in analyst writes by rules: options change nothing in its text."));
    m_note->setVisible(!idle.isEmpty());
    m_model->setWithoutEffect(idle);
    m_advanced->setHasServer(hasModel);
    for (QWidget* widget : {static_cast<QWidget*>(m_think), static_cast<QWidget*>(m_warmups),
             static_cast<QWidget*>(m_agents), static_cast<QWidget*>(m_nonce)})
        widget->setEnabled(hasModel);
    m_cold->setEnabled(traits.canUnload);
    showFurther();
    m_isPaced->setVisible(!hasModel);
    m_pace->setVisible(!hasModel);
}

void OptionsPanel::setAddress(const QString& url)
{
    m_further->setFirst(url);
}

void OptionsPanel::showFurther()
{
    m_further->setAgents(m_hasModel ? m_agents->value() : 1);
}

int OptionsPanel::changedCount() const
{
    const experiment::Spec defaults;
    experiment::Spec spec;
    applyTo(&spec);
    int count = m_model->changedCount() + (m_think->currentIndex() > 0 ? 1 : 0);
    count += (spec.prompts != defaults.prompts) + (spec.order != defaults.order)
        + (spec.warmups != defaults.warmups);
    count += (spec.outputTokensLimit != defaults.outputTokensLimit) + (spec.seed != defaults.seed);
    count += (spec.digestTokens != defaults.digestTokens) + (spec.cooldownMs != defaults.cooldownMs)
        + (spec.agents != defaults.agents) + (spec.moreUrls != defaults.moreUrls);
    count += (spec.nonce != defaults.nonce) + (spec.cold != defaults.cold);
    count += m_advanced->changedCount();
    return count + (spec.pacedTokensPerSecond ? 1 : 0);
}

void OptionsPanel::setPace(std::optional<double> tokensPerSecond)
{
    m_isPaced->setChecked(tokensPerSecond.has_value());
    if (tokensPerSecond)
        m_pace->setValue(*tokensPerSecond);
}

} // namespace benchglass::pages
