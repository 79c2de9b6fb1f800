#pragma once

#include "servers/faults.h"

#include <QTest>

Q_DECLARE_METATYPE(benchglass::tests::FaultProtocol)
Q_DECLARE_METATYPE(benchglass::tests::Fault)
Q_DECLARE_METATYPE(benchglass::tests::Moment)

namespace benchglass::tests {

/// Data rows `protocol`.
inline void addProtocolRows()
{
    QTest::addColumn<FaultProtocol>("protocol");
    for (const FaultProtocol& protocol : faultProtocols())
        QTest::newRow(qPrintable(protocol.engine)) << protocol;
}

/// Data rows `protocol`, `fault`: every fault in every protocol.
inline void addFaultRows()
{
    QTest::addColumn<FaultProtocol>("protocol");
    QTest::addColumn<Fault>("fault");
    for (const FaultProtocol& protocol : faultProtocols()) {
        for (const Fault& fault : faultsOf(protocol))
            QTest::addRow("%s: %s", qPrintable(protocol.engine), qPrintable(fault.name)) << protocol << fault;
    }
}

/// Data rows `protocol`, `moment`: every moment of giving up in every protocol.
inline void addMomentRows()
{
    QTest::addColumn<FaultProtocol>("protocol");
    QTest::addColumn<Moment>("moment");
    for (const FaultProtocol& protocol : faultProtocols()) {
        for (const Moment& moment : momentsOf(protocol))
            QTest::addRow("%s: %s", qPrintable(protocol.engine), qPrintable(moment.name))
                << protocol << moment;
    }
}

} // namespace benchglass::tests
