#include "report/report.h"
#include "report/words.h"

#include <array>

namespace benchglass::report {

QString sectionName(Section section)
{
    switch (section) {
    case Section::Configuration: return Words::tr("Configuration");
    case Section::Aggregate: return Words::tr("Aggregate Metrics");
    case Section::Stages: return Words::tr("TTFT Anatomy");
    case Section::Comparison: return Words::tr("Comparison");
    case Section::Workflow: return Words::tr("Workflow Summary");
    case Section::ModelReport: return Words::tr("Technical Report");
    case Section::Calls: return Words::tr("LLM Call Metrics");
    case Section::Statistics: return Words::tr("Statistical Summary");
    case Section::Concurrency: return Words::tr("Concurrency");
    case Section::Figures: return Words::tr("Figures");
    case Section::Reproducibility: return Words::tr("Reproducibility");
    case Section::Legacy: return Words::tr("Legacy");
    }
    Q_UNREACHABLE();
}

QList<Section> allSections()
{
    return {Section::Configuration, Section::Aggregate, Section::Stages, Section::Comparison,
        Section::Workflow, Section::ModelReport, Section::Calls, Section::Statistics, Section::Concurrency,
        Section::Figures, Section::Reproducibility, Section::Legacy};
}

std::optional<Format> formatFromName(const QString& name)
{
    constexpr std::array<std::pair<const char*, Format>, 5> names {{
        {"md", Format::Markdown},
        {"pdf", Format::Pdf},
        {"csv", Format::Csv},
        {"json", Format::Json},
        {"a3", Format::A3},
    }};
    for (const auto& [known, format] : names) {
        if (name == QLatin1String(known))
            return format;
    }
    return std::nullopt;
}

} // namespace benchglass::report
