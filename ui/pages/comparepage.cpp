#include "pages/comparepage.h"

#include "base/background.h"
#include "models/differencesmodel.h"
#include "models/words.h"
#include "pages/armtexts.h"
#include "pages/comparedcalls.h"
#include "pages/layouts.h"
#include "pages/sidebyside.h"
#include "pages/verdictcard.h"
#include "widgets/buttons.h"
#include "widgets/card.h"
#include "widgets/chip.h"
#include "widgets/emptystate.h"
#include "widgets/errorstrip.h"
#include "widgets/flowlayout.h"
#include "widgets/segmented.h"
#include "widgets/tableview.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QStringBuilder>
#include <QVBoxLayout>

#include <algorithm>

namespace benchglass::pages {

ComparePage::ComparePage(const Context& context, QWidget* parent)
    : Page(context, tr("Compare"), parent)
    , m_stack(new QStackedWidget(this))
    , m_empty(new widgets::EmptyState(theme(), QStringLiteral("compare"), tr("Nothing to compare yet"),
          tr("Run two arms (A + B), or choose 2 to 8 arms on the Runs page."), this))
    , m_tabs(new widgets::Segmented(theme(), {tr("Figures"), tr("Texts")}, this))
    , m_differences(new models::DifferencesModel(this))
    , m_configuration(new models::ConfigurationModel(this))
    , m_differencesOnly(new QCheckBox(tr("differences only"), this))
    , m_report(widgets::secondaryButton(tr("Open report"), this))
{
    setObjectName(QStringLiteral("comparePage"));
    auto* holder = new QWidget(this);
    m_armChips = new widgets::FlowLayout(holder, theme().tokens().space2);
    chips()->addWidget(holder, 1, Qt::AlignVCenter);
    m_tabs->setObjectName(QStringLiteral("compareTabs"));
    m_tabs->setAccessibleName(tr("What to compare"));
    m_report->setObjectName(QStringLiteral("compareReportButton"));
    QPushButton* add = widgets::primaryButton(tr("Choose runs"), this);
    add->setObjectName(QStringLiteral("chooseRunsButton"));
    actions()->addWidget(m_tabs);
    actions()->addWidget(m_report);
    actions()->addWidget(add);
    QPushButton* choose = m_empty->addAction(tr("Choose runs"));
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeContent());
    body()->addWidget(m_stack, 1);
    m_tabs->hide();
    m_report->hide();
    add->hide(); // the empty page has the same button in its middle
    connect(m_stack, &QStackedWidget::currentChanged, add, [add](int page) { add->setVisible(page == 1); });

    connect(add, &QPushButton::clicked, this, &ComparePage::chooseRequested);
    connect(choose, &QPushButton::clicked, this, &ComparePage::chooseRequested);
    connect(m_tabs, &widgets::Segmented::currentChanged, m_views, &QStackedWidget::setCurrentIndex);
    connect(m_report, &QPushButton::clicked, this, [this] {
        if (!m_arms.isEmpty())
            Q_EMIT reportRequested(m_arms.first().experiment->id);
    });
    connect(m_calls, &ComparedCalls::putBackRequested, this, &ComparePage::putBack);
    connect(m_differencesOnly, &QCheckBox::toggled, m_configuration,
        &models::ConfigurationModel::setDifferencesOnly);
}

QWidget* ComparePage::makeContent()
{
    auto* content = new QWidget(this);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme().tokens().space3);
    m_verdict = new VerdictCard(theme(), content);
    layout->addWidget(m_verdict);
    layout->addWidget(makeGuard());

    m_calls = new ComparedCalls(theme(), content);
    SideBySide::Shares shares;
    shares.first = 36;
    shares.second = 64;
    shares.leastWidth = 1250; // the second share of it holds every column of the differences
    shares.stackedFirst = 320;
    shares.stackedSecond = 380;
    m_views = new QStackedWidget(content);
    m_views->addWidget(new SideBySide(m_calls, makeTables(), shares, theme().tokens().space3, content));
    m_texts = new ArmTexts(theme(), content);
    m_views->addWidget(m_texts);
    layout->addWidget(m_views, 1);
    return content;
}

QWidget* ComparePage::makeGuard()
{
    m_guard = new QFrame(this);
    m_guard->setObjectName(QStringLiteral("guardStrip"));
    m_guard->setProperty("role", QStringLiteral("card"));
    m_guardText = widgets::plainLabel({}, "", m_guard);
    m_guardText->setProperty("state", QStringLiteral("warn"));
    m_guardText->setWordWrap(true);
    auto* guard = new QHBoxLayout(m_guard);
    guard->setContentsMargins(14, 8, 14, 8);
    guard->addWidget(m_guardText);
    return m_guard;
}

QWidget* ComparePage::makeTables()
{
    auto* card = new widgets::Card(tr("Differences"), this);
    card->setHint(tr("an arrow where a difference is proven"));
    m_differencesTable = new widgets::TableView(theme(), card);
    m_differencesTable->setObjectName(QStringLiteral("differencesTable"));
    m_differencesTable->setAccessibleName(tr("Differences between the arms"));
    m_differencesTable->setModel(m_differences);
    m_differencesTable->setStretchColumn(0);
    m_noDifferences = widgets::plainLabel({}, "muted", card);
    m_noDifferences->setObjectName(QStringLiteral("noDifferences"));
    m_noDifferences->setWordWrap(true);
    card->body()->addWidget(m_noDifferences);
    card->body()->addWidget(m_differencesTable, 3);
    auto* heading = new QHBoxLayout;
    heading->addWidget(widgets::plainLabel(tr("Configuration"), "heading", card));
    heading->addStretch(1);
    m_differencesOnly->setObjectName(QStringLiteral("differencesOnlyBox"));
    m_differencesOnly->setChecked(true);
    heading->addWidget(m_differencesOnly);
    card->body()->addLayout(heading);
    m_configurationTable = new widgets::TableView(theme(), card);
    m_configurationTable->setObjectName(QStringLiteral("configurationTable"));
    m_configurationTable->setAccessibleName(tr("Configuration of the arms"));
    m_configurationTable->setModel(m_configuration);
    m_configurationTable->setStretchColumn(0);
    card->body()->addWidget(m_configurationTable, 2);
    card->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return card;
}

void ComparePage::compareArmsOf(const std::shared_ptr<const experiment::Experiment>& experiment)
{
    QList<ArmRef> wanted;
    QList<ComparedArm> arms;
    for (const experiment::Arm& arm : experiment->spec.arms) {
        wanted.append({experiment->id, arm.name});
        arms.append({experiment, arm.name, arm.name});
    }
    m_wanted = wanted;
    ++m_request;
    take(std::move(arms));
}

void ComparePage::compare(const QList<ArmRef>& arms)
{
    m_wanted = arms;
    reload();
}

void ComparePage::reload()
{
    errorStrip()->dismiss();
    const quint64 request = ++m_request;
    QStringList ids;
    for (const ArmRef& arm : m_wanted)
        if (!ids.contains(arm.experimentId))
            ids.append(arm.experimentId);
    auto loaded = std::make_shared<QHash<QString, std::shared_ptr<const experiment::Experiment>>>();
    const qsizetype count = ids.size();
    for (const QString& id : ids) {
        base::whenDone(workbench().load(id), this,
            [this, request, id, loaded, count](
                const base::Result<std::shared_ptr<const experiment::Experiment>>& experiment) {
                if (request != m_request)
                    return;
                if (!experiment) {
                    errorStrip()->showError(experiment.error());
                    return;
                }
                loaded->insert(id, *experiment);
                if (loaded->size() < count)
                    return;
                QList<ComparedArm> arms;
                for (const ArmRef& arm : m_wanted)
                    arms.append({loaded->value(arm.experimentId), arm.arm, arm.arm});
                take(std::move(arms));
            });
    }
}

void ComparePage::take(QList<ComparedArm> arms)
{
    m_arms = std::move(arms);
    nameArms(m_arms);
    const bool isEnough = m_arms.size() >= 2;
    m_stack->setCurrentIndex(isEnough ? 1 : 0);
    m_tabs->setVisible(isEnough);
    m_report->setVisible(isEnough);
    showChips();
    if (!isEnough)
        return;
    const QList<measure::MeasuredCall> calls = callsOf(m_arms);
    const QList<measure::Difference> differences = differencesOf(m_arms, calls);
    m_verdict->showVerdicts(differences, hasNoModel(m_arms));
    showDifferences(tellingOf(differences));
    showGuard();
    m_calls->showArms(m_arms, calls);
    m_configuration->setArms(configurationsOf(m_arms));
    m_texts->showArms(m_arms);
}

void ComparePage::showDifferences(const QList<measure::Difference>& differences)
{
    m_differences->setDifferences(differences);
    m_differencesTable->setVisible(!differences.isEmpty());
    m_noDifferences->setVisible(differences.isEmpty());
    m_noDifferences->setText(hasNoModel(m_arms)
            ? tr("None is computed: without a model there is nothing that options could make faster.")
            : tr("None can be computed: no call counts. The calls left out stand beside, with the reason."));
}

void ComparePage::showChips()
{
    clearLayout(m_armChips);
    for (qsizetype i = 0; i < m_arms.size(); ++i) {
        const ComparedArm& arm = m_arms.at(i);
        const auto& known = arm.experiment->spec.arms;
        const auto at = std::ranges::find(known, arm.arm, &experiment::Arm::name);
        const QString options = at == known.end() ? QString() : experiment::configurationText(*at);
        auto* chip = new widgets::Chip(theme(), arm.title % QStringLiteral(" · ") % options);
        chip->setArm(static_cast<int>(i));
        m_armChips->addWidget(chip);
    }
}

QString ComparePage::verdicts() const
{
    return m_verdict->text();
}

void ComparePage::showGuard()
{
    const QStringList sentences = guardOf(m_arms);
    m_guard->setVisible(!sentences.isEmpty());
    m_guardText->setText(tr("△ Not like for like. ") + sentences.join(u' '));
}

void ComparePage::putBack(const LeftOutCall& call)
{
    base::whenDone(workbench().setPutBack(call.experimentId, call.ordinal, !call.putBack), this,
        [this](const base::Result<void>& done) {
            if (done)
                reload();
            else
                errorStrip()->showError(done.error());
        });
}

QList<QWidget*> ComparePage::panes() const
{
    return {m_tabs, m_differencesTable, m_configurationTable};
}

} // namespace benchglass::pages
