#include "pages/filterbar.h"

#include "widgets/buttons.h"
#include "widgets/chip.h"
#include "widgets/flowlayout.h"

#include <QStringBuilder>

#include <utility>

namespace benchglass::pages {

FilterBar::FilterBar(const theme::Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(new widgets::FlowLayout(this, theme.tokens().space2))
    , m_clear(widgets::linkButton(tr("Clear"), this))
{
    setObjectName(QStringLiteral("filterBar"));
    setAccessibleName(tr("Filters"));
    m_clear->setObjectName(QStringLiteral("clearFiltersButton"));
    m_clear->setAccessibleName(tr("Take away all filters"));
    m_clear->setToolTip(tr("Take away all filters (Esc)"));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->addWidget(m_clear);
    connect(m_clear, &QPushButton::clicked, this, [this] { Q_EMIT narrowingChanged({}); });
    hide();
}

void FilterBar::setNarrowing(const models::Narrowing& narrowing)
{
    for (QWidget* chip : std::exchange(m_chips, {})) {
        chip->hide();
        chip->deleteLater(); // a click on it may have led here
    }
    m_layout->removeWidget(m_clear);
    if (!narrowing.file.isEmpty()) {
        models::Narrowing without = narrowing;
        without.file.clear();
        addChip(tr("file: %1").arg(narrowing.file), without);
    }
    for (auto at = narrowing.levels.begin(); at != narrowing.levels.end(); ++at) {
        models::Narrowing without = narrowing;
        without.levels.remove(at.key());
        addChip(at.key() % QStringLiteral(": ") % at.value(), without);
    }
    if (narrowing.unit) {
        models::Narrowing without = narrowing;
        without.unit.reset();
        addChip(
            narrowing.unit->isEmpty() ? tr("without a unit") : tr("unit: %1").arg(*narrowing.unit), without);
    }
    m_layout->addWidget(m_clear);
    setVisible(!narrowing.isEmpty());
}

void FilterBar::addChip(const QString& text, const models::Narrowing& without)
{
    constexpr int longest = 60;
    const QString name = text.size() > longest ? QString(text.left(longest - 1) % u'…') : text;
    auto* chip = new widgets::Chip(m_theme, name % QStringLiteral("  ×"), widgets::Chip::State::Accent, this);
    chip->setObjectName(QStringLiteral("filterChip"));
    chip->setClickable(true);
    chip->setAccessibleName(tr("Take away the filter %1").arg(text));
    m_layout->addWidget(chip);
    m_chips.append(chip);
    chip->show();
    connect(chip, &widgets::Chip::clicked, this, [this, without] { Q_EMIT narrowingChanged(without); });
}

} // namespace benchglass::pages
