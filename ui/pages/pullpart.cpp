#include "pages/pullpart.h"

#include "base/clock.h"
#include "base/format.h"
#include "widgets/buttons.h"
#include "widgets/elidedlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <cmath>

namespace benchglass::pages {

namespace {

constexpr int barSteps = 1000;
constexpr int barWidth = 180;

} // namespace

PullPart::PullPart(QWidget* parent)
    : QWidget(parent)
    , m_title(widgets::plainLabel({}, "strong", this))
    , m_bar(new QProgressBar(this))
    , m_text(new widgets::ElidedLabel("muted", this))
    , m_cancel(widgets::secondaryButton(tr("Stop fetching"), this))
{
    m_bar->setObjectName(QStringLiteral("pullBar"));
    m_bar->setAccessibleName(tr("Fetching the model"));
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(barWidth);
    m_text->setObjectName(QStringLiteral("pullText"));
    m_cancel->setObjectName(QStringLiteral("pullCancelButton"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_title);
    layout->addWidget(m_bar);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_cancel);
}

void PullPart::begin(const QString& model)
{
    constexpr qsizetype longestName = 60;
    m_rate.clear();
    m_title->setText(tr("Fetching “%1”").arg(model.left(longestName)));
    m_text->setText(tr("asking the server"));
    m_bar->setRange(0, 0);
}

void PullPart::show(const engine::PullProgress& progress)
{
    m_rate.add(base::monotonicNs(), progress.completedBytes);
    QStringList parts;
    if (progress.totalBytes && *progress.totalBytes > 0) {
        const qint64 total = *progress.totalBytes;
        const double ratio = qBound(0.0, double(progress.completedBytes) / double(total), 1.0);
        m_bar->setRange(0, barSteps);
        m_bar->setValue(static_cast<int>(std::lround(ratio * barSteps)));
        parts.append(tr("%1 of %2").arg(base::bytesText(progress.completedBytes), base::bytesText(total)));
        if (const auto rate = m_rate.bytesPerSecond())
            parts.append(tr("%1/s").arg(base::bytesText(std::llround(*rate))));
        if (const auto left = m_rate.remainingNs(total); left && progress.completedBytes < total)
            parts.append(tr("%1 left").arg(base::durationText(*left)));
    }
    parts.append(progress.status);
    parts.removeAll(QString());
    m_text->setText(parts.join(QStringLiteral(" · ")));
    m_text->setAccessibleName(m_text->text());
    m_bar->setAccessibleDescription(m_text->text());
}

} // namespace benchglass::pages
