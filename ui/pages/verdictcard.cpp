#include "pages/verdictcard.h"

#include "models/words.h"
#include "widgets/buttons.h"

#include <QGridLayout>
#include <QLabel>
#include <QStringBuilder>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>

namespace benchglass::pages {

namespace {

constexpr int MostRows = 8;

/// A summary's own verdict belongs first; the rest may be looked up in the table.
bool isHeadline(const measure::Difference& d)
{
    const bool isMain = d.metric == measure::Metric::DecodeRate || d.metric == measure::Metric::Ttft;
    return isMain && (d.reference.n > 0 || d.other.n > 0);
}

} // namespace

VerdictCard::VerdictCard(const theme::Theme& theme, QWidget* parent)
    : Card(tr("What can be said"), parent)
    , m_theme(theme)
    , m_rows(new QWidget(this))
{
    setHint(tr("95 % intervals · Holm-corrected over the table"));
    setObjectName(QStringLiteral("verdictCard"));
    body()->addWidget(m_rows);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void VerdictCard::showVerdicts(const QList<measure::Difference>& differences, bool hasNoModel)
{
    QGridLayout* rows = startRows();
    // What can be said comes before what cannot.
    QList<measure::Difference> ordered = differences;
    std::stable_partition(ordered.begin(), ordered.end(),
        [](const measure::Difference& d) { return d.verdict != measure::VerdictKind::NotComparable; });
    for (const measure::Difference& d : ordered)
        if (isHeadline(d) && m_texts.size() < MostRows)
            addRow(rows,
                models::stageText(d.stage) % QStringLiteral(" · ") % models::metricText(d.metric)
                    % QStringLiteral(" · ") % models::stratumText(d.stratum),
                measure::verdictText(d));
    if (m_texts.isEmpty())
        addRow(rows, tr("all metrics"),
            hasNoModel ? tr(
                "Not comparable: the built-in analyst writes by rules, without a model. With this engine "
                "options have no effect, and its times are compared with nothing.")
                       : tr("Not comparable: no call counts in both arms."));
}

QGridLayout* VerdictCard::startRows()
{
    QWidget* old = m_rows;
    m_rows = new QWidget(this);
    m_texts.clear();
    auto* rows = new QGridLayout(m_rows);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setVerticalSpacing(6);
    rows->setHorizontalSpacing(m_theme.tokens().space5);
    rows->setColumnStretch(1, 1);
    // replaceWidget() hands over the item that held the old widget; a layout never frees it by itself.
    const std::unique_ptr<QLayoutItem> item(body()->replaceWidget(old, m_rows));
    old->hide(); // it goes only with the next turn of the event loop
    old->deleteLater();
    return rows;
}

void VerdictCard::addRow(QGridLayout* rows, const QString& about, const QString& said)
{
    const int row = static_cast<int>(m_texts.size());
    auto* sentence = widgets::plainLabel(said, "strong", m_rows);
    sentence->setWordWrap(true);
    rows->addWidget(widgets::plainLabel(about, "muted", m_rows), row, 0, Qt::AlignTop);
    rows->addWidget(sentence, row, 1);
    m_texts.append(about % QStringLiteral(": ") % said);
}

} // namespace benchglass::pages
