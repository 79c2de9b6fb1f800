#include "servers/faults.h"
#include "servers/faultserver.h"

#include <cstdio>

#include <unistd.h>

using namespace benchglass::tests;

/// A server process to be killed: `benchglass-faultserver PROTOCOL FAULT` prints its address, gives the fault
/// of that name to the first call and stays until then. `half` is an answer that never ends.
int main(int argc, char* argv[])
{
    if (argc != 3)
        return 2;
    for (const FaultProtocol& protocol : faultProtocols()) {
        if (protocol.engine != QLatin1String(argv[1]))
            continue;
        QList<Step> steps = halfReply(protocol);
        for (const Fault& fault : faultsOf(protocol)) {
            if (fault.name == QLatin1String(argv[2]))
                steps = fault.steps;
        }
        const FaultServer server(protocol, steps);
        std::printf("%s\n", qPrintable(server.url()));
        std::fflush(stdout);
        for (;;)
            ::pause();
    }
    return 2;
}
