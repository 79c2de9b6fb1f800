#include "pages/comparison.h"

#include "engine/engine.h"
#include "experiment/thought.h"
#include "models/words.h"

#include <QCoreApplication>
#include <QSet>
#include <QStringBuilder>

#include <algorithm>

namespace benchglass::pages {

namespace {

bool isOf(const experiment::Call& call, const ComparedArm& arm)
{
    return call.arm == arm.arm;
}

/// One sentence where a property is not the same for all arms.
template <typename Property>
void demandSame(
    QStringList* sentences, const QList<ComparedArm>& arms, const QString& what, Property property)
{
    const QString first = property(arms.first());
    for (const ComparedArm& arm : arms) {
        const QString other = property(arm);
        if (other == first)
            continue;
        const auto shown = [](const QString& value) {
            return value.isEmpty() ? QCoreApplication::translate("benchglass::pages", "unknown") : value;
        };
        sentences->append(
            QCoreApplication::translate("benchglass::pages", "%1 differs: %2 for %3, %4 for %5.")
                .arg(what, shown(first), arms.first().title, shown(other), arm.title));
        return;
    }
}

QString effectiveContext(const ComparedArm& arm)
{
    QSet<int> contexts;
    for (const experiment::Call& call : arm.experiment->calls)
        if (isOf(call, arm) && !call.warmup && call.evidence.effectiveContext)
            contexts.insert(*call.evidence.effectiveContext);
    QList<int> sorted(contexts.begin(), contexts.end());
    std::ranges::sort(sorted);
    QStringList texts;
    for (const int context : sorted)
        texts.append(QString::number(context));
    return texts.join(u'/');
}

void guardCalls(QStringList* sentences, const ComparedArm& arm)
{
    int cut = 0;
    int raised = 0;
    for (const experiment::Call& call : arm.experiment->calls) {
        if (!isOf(call, arm) || call.warmup)
            continue;
        cut += call.flags.testFlag(measure::Flag::PromptTruncated);
        raised += call.flags.testFlag(measure::Flag::ContextRaised);
    }
    if (cut > 0)
        sentences->append(QCoreApplication::translate(
            "benchglass::pages", "%1 calls of %2 had their prompt cut: they answer a different question.")
                              .arg(cut)
                              .arg(arm.title));
    if (raised > 0)
        sentences->append(QCoreApplication::translate(
            "benchglass::pages", "The server used a larger context for %1 than was asked for.")
                              .arg(arm.title));
}

bool isNoOverrule(const QString& reason)
{
    static const QStringList fixed {QStringLiteral("absent"), QStringLiteral("warmup"),
        QStringLiteral("no-model"), QStringLiteral("concurrent")};
    return fixed.contains(reason);
}

} // namespace

void nameArms(QList<ComparedArm>& arms)
{
    const auto count = [&arms](const QString& title) {
        return std::ranges::count(arms, title, &ComparedArm::title);
    };
    for (ComparedArm& arm : arms)
        arm.title = arm.arm;
    QList<ComparedArm> named = arms;
    for (ComparedArm& arm : named)
        if (count(arm.title) > 1 && !arm.experiment->spec.model.isEmpty())
            arm.title += QStringLiteral(" · ") + arm.experiment->spec.model;
    arms = named;
    for (ComparedArm& arm : named)
        if (count(arm.title) > 1)
            arm.title += QStringLiteral(" · ") + arm.experiment->id;
    arms = named;
}

QList<measure::MeasuredCall> callsOf(const QList<ComparedArm>& arms)
{
    QList<measure::MeasuredCall> calls;
    for (const ComparedArm& arm : arms)
        for (measure::MeasuredCall call : arm.experiment->measuredCalls()) {
            if (call.arm != arm.arm)
                continue;
            call.arm = arm.title;
            calls.append(call);
        }
    return calls;
}

QList<measure::Difference> differencesOf(
    const QList<ComparedArm>& arms, const QList<measure::MeasuredCall>& calls)
{
    QStringList titles;
    for (const ComparedArm& arm : arms)
        titles.append(arm.title);
    return measure::compareWithFirst(titles, calls);
}

QList<measure::Difference> tellingOf(QList<measure::Difference> differences)
{
    differences.removeIf([](const measure::Difference& d) {
        return d.reason == u"no-model" || (d.reference.n == 0 && d.other.n == 0);
    });
    return differences;
}

QList<LeftOutCall> leftOutOf(const QList<ComparedArm>& arms)
{
    QList<LeftOutCall> all;
    for (const ComparedArm& arm : arms) {
        for (const experiment::Call& call : arm.experiment->calls) {
            if (!isOf(call, arm) || call.warmup || !call.finished)
                continue;
            QStringList reasons;
            measure::MeasuredCall measured = call.measured();
            measured.putBack = false;
            bool canPutBack = false;
            for (const measure::Metric metric : {measure::Metric::Ttft, measure::Metric::DecodeRate})
                if (const auto reason = measure::exclusionOf(metric, measured)) {
                    canPutBack = canPutBack || !isNoOverrule(*reason);
                    if (const QString text = models::reasonText(*reason); !reasons.contains(text))
                        reasons.append(text);
                }
            if (reasons.isEmpty())
                continue;
            all.append({arm.experiment->id, call.ordinal,
                arm.title % QStringLiteral(" · ") % models::callTitle(call),
                reasons.join(QStringLiteral(", ")),
                call.metrics.ttftNs ? std::optional<double>(*call.metrics.ttftNs / 1e6) : std::nullopt,
                canPutBack, call.putBack});
        }
    }
    return all;
}

QStringList guardOf(const QList<ComparedArm>& arms)
{
    QStringList sentences;
    if (arms.size() < 2)
        return sentences;
    demandSame(&sentences, arms, QCoreApplication::translate("benchglass::pages", "The folder's content"),
        [](const ComparedArm& a) { return a.experiment->corpus.hash.left(12); });
    demandSame(&sentences, arms, QCoreApplication::translate("benchglass::pages", "The model"),
        [](const ComparedArm& a) { return a.experiment->spec.model; });
    demandSame(&sentences, arms, QCoreApplication::translate("benchglass::pages", "The model's digest"),
        [](const ComparedArm& a) { return a.experiment->environment.modelDigest.left(12); });
    demandSame(&sentences, arms, QCoreApplication::translate("benchglass::pages", "The server"),
        [](const ComparedArm& a) {
            const experiment::Environment& e = a.experiment->environment;
            return QString(e.serverProduct % u' ' % e.serverVersion).trimmed();
        });
    demandSame(&sentences, arms, QCoreApplication::translate("benchglass::pages", "The machine"),
        [](const ComparedArm& a) { return a.experiment->environment.cpu; });
    demandSame(&sentences, arms, QCoreApplication::translate("benchglass::pages", "The set of prompts"),
        [](const ComparedArm& a) { return experiment::promptSetName(a.experiment->spec.prompts); });
    demandSame(&sentences, arms, QCoreApplication::translate("benchglass::pages", "The context in force"),
        effectiveContext);
    QList<experiment::ThoughtShare> shares;
    for (const ComparedArm& arm : arms) {
        shares.append(experiment::thoughtShareOf(*arm.experiment, arm.arm));
        shares.last().arm = arm.title;
    }
    if (const QString warning = experiment::thinkingWarning(shares); !warning.isEmpty())
        sentences.append(warning);
    for (const ComparedArm& arm : arms)
        guardCalls(&sentences, arm);
    return sentences;
}

bool hasNoModel(const QList<ComparedArm>& arms)
{
    return std::ranges::any_of(
        arms, [](const ComparedArm& arm) { return engine::isWithoutModel(arm.experiment->spec.engine); });
}

QList<models::ArmConfiguration> configurationsOf(const QList<ComparedArm>& arms)
{
    QList<models::ArmConfiguration> configurations;
    for (const ComparedArm& arm : arms) {
        models::ArmConfiguration configuration = models::configurationOf(*arm.experiment, arm.arm);
        configuration.title = arm.title;
        configurations.append(configuration);
    }
    return configurations;
}

} // namespace benchglass::pages
