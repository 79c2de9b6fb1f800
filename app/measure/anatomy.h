#pragma once

#include "measure/call.h"

#include <QFlags>

#include <optional>

namespace benchglass::measure {

/// Where a part of a call's time is known from.
enum class PartSource {
    None,       ///< Not known.
    Server,     ///< A field of the server's reply.
    Client,     ///< Stamps of ours.
    Headers,    ///< When the reply's headers came, of a server that sends them when it begins.
    Progress,   ///< From what the server said while it read the prompt.
    Difference, ///< What other known times leave.
};

/// One part of a call's time. Absent is unknown, never zero.
struct AnatomyPart
{
    std::optional<qint64> ns;
    PartSource source = PartSource::None;

    friend bool operator==(const AnatomyPart&, const AnatomyPart&) = default;
};

/// Why times that the server gave were not used.
enum class AnatomyFault : quint32 {
    Negative = 1U << 0,
    BeyondWait = 1U << 1,    ///< Longer than the whole wait.
    SumBeyondWait = 1U << 2, ///< Each could be, but not all of them together.
};
Q_DECLARE_FLAGS(AnatomyFaults, AnatomyFault)
Q_DECLARE_OPERATORS_FOR_FLAGS(AnatomyFaults)

/// How the time of one call divides, in nanoseconds: connect | queue | load | prefill | thinking | writing.
///
/// queue, load and prefill lie within the wait for the first text; with untold they are exactly the wait.
/// connect lies before t0 and is in no sum. Thinking and writing, or unsplit in their place, follow the wait
/// to the end.
struct Anatomy
{
    std::optional<qint64> ttftNs; ///< Absent when no text came.
    std::optional<qint64> waitNs; ///< TTFT; without text, how long it was waited for.
    AnatomyPart connect;          ///< DNS + TCP + TLS; 0 on a connection that was open already.
    AnatomyPart queue;            ///< The server's queue, where it is told apart from loading.
    AnatomyPart load;             ///< The model into memory.
    AnatomyPart prefill;          ///< Reading the prompt, to the first token.
    AnatomyPart untold;           ///< The wait without the parts above: nobody told what it was.
    AnatomyPart thinking;         ///< First text to the answer's; to the end where no answer came. Absent
                                  ///< when nothing was thought.
    AnatomyPart writing;          ///< First text of the answer to the end.
    AnatomyPart unsplit;          ///< First text to the end, where thinking cannot be told from the answer.
    bool loadHoldsQueue = false;  ///< The load contains the queue, which is then unknown.
    AnatomyFaults faults;

    friend bool operator==(const Anatomy&, const Anatomy&) = default;
};

/// Divides a call's time as far as its server allows. Pure; any thread.
///
/// - connect: CallMetrics::connectNs.
/// - queue: the server's field (vLLM); else the time of the headers, of a server that sends them when a slot
///   begins (llama.cpp: it tells of its reading the prompt, or its prefill but no load).
/// - load: the server's field (Ollama). It runs from the request's arrival to the runner's, so it contains
///   the queue unless that is told by itself.
/// - prefill: the server's field (Ollama, llama.cpp); else the server's own TTFT without its queue (vLLM);
///   else from the moment when it began to read, as it said on the way, to the end of the wait.
/// - thinking and writing: client stamps.
///
/// The server's times are not believed blindly: a negative one, or one longer than the wait, is dropped;
/// where those left are longer together, all are, first and without a fault headers that a proxy held back.
/// Up to 1 % or 1 ms too much is two clocks' rounding: the later part is cut. faults says what was dropped.
///
/// @param metrics of @p trace, as metricsOf() gives them
Anatomy anatomyOf(const Trace& trace, const CallMetrics& metrics);

QString partSourceName(PartSource source);           ///< `server` | `client` | ...; empty for None.
QStringList anatomyFaultNames(AnatomyFaults faults); ///< `negative`, `beyond-wait`, `sum-beyond-wait`

} // namespace benchglass::measure
