#include "report/experiments.h"

#include <QPainter>
#include <QStringBuilder>
#include <QTimeZone>

namespace benchglass::report::tests {

using namespace measure;

namespace {

const QString reportText =
    QStringLiteral("# Technical Report\n\nDecode rate stays at **112.3 tok/s** [F12].\n\n"
                   "Setext\n------\n\n| model | rate |\n|:--|--:|\n| gemma3 | 112.3 |\n\n"
                   "```\n# no heading\n```\n\n- one\n- two\n    - deeper\n");

QDateTime utc(int second)
{
    return QDateTime(QDate(2025, 11, 21), QTime(9, 30, second), Qt::UTC);
}

} // namespace

experiment::Call callOf(const CallPlan& plan, int ordinal)
{
    experiment::Call call;
    call.ordinal = ordinal;
    call.arm = plan.arm;
    call.run = plan.run;
    call.stage = plan.stage;
    call.warmup = plan.warmup;
    call.agent = plan.agent;
    call.finished = true;
    call.prompt = QStringLiteral("Analyse the facts below.\n\nF12 mean tokens_per_second = 112.3");
    call.optionsSent.insert(QStringLiteral("seed"), plan.run);
    call.state = plan.state;
    call.evidence.warmup = plan.warmup;
    call.evidence.otherCallUnderWay = call.isConcurrent();
    call.evidence.residentBefore = plan.resident;
    call.evidence.nonceSent = true;
    call.evidence.samePromptBefore = false;
    call.evidence.effectiveContext = 4096;
    Trace& trace = call.trace;
    trace.t0MonotonicNs = plan.startMs < 0 ? 1'000'000'000LL * (ordinal + 1) : qint64(plan.startMs * 1e6);
    trace.t0Utc = utc(ordinal);
    const qint64 first = qint64(plan.ttftMs * 1e6);
    const qint64 decode = qint64(plan.decodeMs * 1e6);
    const int pieces = 40;
    for (int at = 0; at < pieces; ++at) {
        Chunk chunk;
        chunk.arrivalNs = first + decode * at / (pieces - 1);
        chunk.readId = at;
        chunk.source = StampSource::Kernel;
        const qsizetype from = plan.text.size() * at / pieces;
        chunk.text = plan.text.mid(from, plan.text.size() * (at + 1) / pieces - from);
        if (chunk.text.isEmpty())
            chunk.text = at == 0 ? QStringLiteral(" ") : QString();
        trace.chunks.append(chunk);
    }
    trace.closedNs = first + decode;
    if (plan.state != CallState::Aborted) {
        trace.endMarkerNs = first + decode;
        trace.server.outputTokens = plan.tokens;
        trace.server.evalNs = decode;
        trace.server.loadNs = qint64(plan.loadMs * 1e6);
        trace.server.promptEvalNs = qint64(200e6);
        trace.server.totalNs = first + decode;
    }
    call.metrics = metricsOf(trace, call.state, call.evidence);
    call.flags = flagsOf(trace, call.metrics, call.state, call.evidence);
    call.stratum = stratumOf(trace, call.evidence);
    return call;
}

experiment::Experiment experimentOf(const QList<CallPlan>& plans)
{
    experiment::Experiment experiment;
    experiment.id = QStringLiteral("abc0123xyz");
    experiment.spec.engine = QStringLiteral("ollama");
    experiment.spec.url = QStringLiteral("http://user:secret@127.0.0.1:11434");
    experiment.spec.model = QStringLiteral("gemma3:latest");
    experiment.spec.folder = QStringLiteral("/data/corpus");
    experiment.state = experiment::ExperimentState::Finished;
    experiment.createdUtc = utc(0);
    experiment.finishedUtc = utc(59);
    experiment.environment.programVersion = QStringLiteral("0.1.0");
    experiment.environment.qtVersion = QStringLiteral("6.4.2");
    experiment.environment.os = QStringLiteral("Debian GNU/Linux 12");
    experiment.environment.cpu = QStringLiteral("Example CPU");
    experiment.environment.cores = 8;
    experiment.environment.memoryBytes = 32'000'000'000;
    experiment.environment.serverProduct = QStringLiteral("Ollama");
    experiment.environment.serverVersion = QStringLiteral("0.12.3");
    experiment.environment.modelDigest = QString(64, u'a');
    experiment.corpus.folder = experiment.spec.folder;
    experiment.corpus.name = QStringLiteral("corpus");
    experiment.corpus.hash = QString(64, u'c');
    experiment.corpus.values = 5670;
    experiment.corpus.ingestNs = 42'000'000;
    for (int at = 1; at <= 3; ++at)
        experiment.corpus.files.append({QStringLiteral("bench/run_%1.csv").arg(at), QStringLiteral("csv"),
            1200 * at, utc(at), QString(64, QChar(u'0' + at)), 40 * at, 0});
    for (const CallPlan& plan : plans) {
        experiment.calls.append(callOf(plan, int(experiment.calls.size())));
        experiment.spec.runs = std::max(experiment.spec.runs, plan.run);
        const auto known = [&](const experiment::Arm& arm) {
            return arm.name == plan.arm;
        };
        if (std::none_of(experiment.spec.arms.begin(), experiment.spec.arms.end(), known))
            experiment.spec.arms.append({plan.arm, {}, {}});
    }
    return experiment;
}

QList<CallPlan> oneArm(const QString& arm)
{
    CallPlan cold {arm, 1, Stage::Analysis};
    cold.ttftMs = 4899.9;
    cold.loadMs = 4300;
    cold.resident = false;
    cold.text = QStringLiteral("**Key findings**\n- The decode rate is 112.3 tok/s [F12]\n- TTFT varies\n");
    CallPlan report {arm, 1, Stage::Report};
    report.ttftMs = 640;
    report.text = reportText;
    CallPlan warm {arm, 2, Stage::Analysis};
    warm.ttftMs = 537.17;
    warm.text = cold.text;
    CallPlan second = report;
    second.run = 2;
    second.ttftMs = 654.52;
    return {cold, report, warm, second};
}

experiment::Experiment twoArms()
{
    QList<CallPlan> plans;
    for (int run = 1; run <= 3; ++run) {
        for (const QString& arm : {QStringLiteral("Baseline"), QStringLiteral("Tuned")}) {
            const bool tuned = arm == u"Tuned";
            CallPlan warmup {arm, run, Stage::Analysis};
            warmup.warmup = true;
            warmup.resident = false;
            warmup.ttftMs = 5000;
            if (run == 1)
                plans.append(warmup);
            CallPlan analysis {arm, run, Stage::Analysis};
            analysis.ttftMs = (tuned ? 480 : 530) + run;
            analysis.decodeMs = (tuned ? 3000 : 4000) + 10 * run;
            CallPlan report {arm, run, Stage::Report};
            report.ttftMs = 640 + 5 * run;
            report.text = reportText;
            if (tuned && run == 2) {
                report.state = CallState::Aborted;
                report.text = QStringLiteral("# Half a report\n\nIt begins, and then");
            }
            plans << analysis << report;
        }
    }
    experiment::Experiment experiment = experimentOf(plans);
    experiment.spec.arms[1].options.insert(QStringLiteral("temperature"), 0.2);
    return experiment;
}

experiment::Experiment twoAgents()
{
    QList<CallPlan> plans;
    for (int run = 1; run <= 2; ++run) {
        const double startMs = 100'000.0 * run;
        for (int agent = 0; agent <= 2; ++agent) {
            const bool alone = agent == 0;
            CallPlan analysis {QStringLiteral("Baseline"), run, Stage::Analysis};
            analysis.agent = agent;
            analysis.ttftMs = alone ? 500 : 1000;
            analysis.decodeMs = alone ? 4500 : 9000;
            analysis.startMs = alone ? startMs : startMs + 20'000;
            CallPlan report = analysis;
            report.stage = Stage::Report;
            report.startMs += report.ttftMs + report.decodeMs;
            report.text = QStringLiteral("Report of agent %1.").arg(agent);
            if (run == 2 && agent == 2) {
                analysis.state = CallState::Aborted;
                plans << analysis;
            } else {
                plans << analysis << report;
            }
        }
    }
    experiment::Experiment experiment = experimentOf(plans);
    experiment.spec.agents = 2;
    return experiment;
}

Figure squareFigure()
{
    return {QStringLiteral("ttft-per-call"), QStringLiteral("TTFT per call (ms)"), {480, 180},
        [](QPainter& painter, const QRectF& area) {
            painter.fillRect(area.adjusted(20, 20, -20, -20), QColor(0x00, 0x72, 0xb2));
            QFont font(QStringLiteral("Noto Sans"));
            font.setPixelSize(10);
            painter.setFont(font);
            painter.drawText(QPointF(20, 14), QStringLiteral("TTFT (ms)"));
        }};
}

QStringList headingsOf(const Report& report)
{
    QStringList headings;
    for (const Block& block : report.blocks) {
        if (const auto* heading = std::get_if<Heading>(&block))
            headings.append(QString(heading->level, u'#') % u' ' % heading->text);
    }
    return headings;
}

} // namespace benchglass::report::tests
