#include "store/blob.h"
#include "store/chunkcodec.h"

#include "experiment/randomexperiment.h"

#include <QTest>

using namespace benchglass;
using measure::Chunk;

class TestChunkCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip();
    void extremes();
    void isCompact();
    void refuses_data();
    void refuses();
    void damageIsNoticed();
    void damageInsideTheFrameIsNoticed();
};

void TestChunkCodec::roundTrip()
{
    for (quint32 seed = 0; seed < 200; ++seed) {
        test::RandomExperiment random(seed);
        QList<Chunk> chunks;
        for (quint32 i = 0; i < seed; ++i)
            chunks += random.chunk();
        const auto back = store::unpackedChunks(store::packedChunks(chunks));
        QVERIFY(back);
        QVERIFY(*back == chunks);
    }
}

void TestChunkCodec::extremes()
{
    Chunk low;
    low.arrivalNs = std::numeric_limits<qint64>::min();
    low.readId = std::numeric_limits<qint64>::max();
    low.delayNs = std::numeric_limits<qint64>::min();
    low.tokens = std::numeric_limits<int>::min();
    Chunk high;
    high.arrivalNs = std::numeric_limits<qint64>::max();
    high.readId = std::numeric_limits<qint64>::min();
    high.tokens = std::numeric_limits<int>::max();
    const QList<Chunk> chunks {low, high, low};
    const auto back = store::unpackedChunks(store::packedChunks(chunks));
    QVERIFY(back && *back == chunks);
}

void TestChunkCodec::isCompact()
{
    QList<Chunk> chunks;
    std::mt19937 random(1);
    for (int i = 0; i < 1000; ++i) {
        Chunk chunk;
        chunk.arrivalNs = i * 9'000'000LL + static_cast<qint64>(random() % 500'000);
        chunk.readId = i;
        chunk.text = QStringLiteral(" word%1").arg(random() % 100);
        chunks += chunk;
    }
    QVERIFY(store::packedChunks(chunks).size() < 12 * 1000);
}

void TestChunkCodec::refuses_data()
{
    QTest::addColumn<QByteArray>("blob");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("header alone") << QByteArray("BGZ1");
    QTest::newRow("another header") << QByteArray("GZIP....");
    QTest::newRow("not a frame") << QByteArray("BGZ1 not a zstd frame at all");
    QTest::newRow("empty content") << store::packed({});
    QTest::newRow("a newer version") << store::packed(QByteArray("\x02\x00", 2));
    QTest::newRow("more chunks than bytes") << store::packed(QByteArray("\x01\xff\xff\xff\xff\x0f", 6));
    QTest::newRow("endless number") << store::packed(QByteArray("\x01") + QByteArray(30, '\xff'));
    QTest::newRow("text beyond the end") << store::packed(QByteArray("\x01\x01\x00\x00\x00\x00\x00\x7f", 8));
    QTest::newRow("unknown kind") << store::packed(QByteArray("\x01\x01\x00\x00\x03\x00\x00\x00", 8));
    QTest::newRow("bytes left over") << store::packed(QByteArray("\x01\x00\x00", 3));
    // A frame that announces 2^40 bytes.
    QTest::newRow("bomb") << QByteArray(
        "BGZ1\x28\xb5\x2f\xfd\xe0\x00\x00\x00\x00\x00\x01\x00\x00\x01\x00\x00", 20);
}

void TestChunkCodec::refuses()
{
    QFETCH(QByteArray, blob);
    const auto result = store::unpackedChunks(blob);
    QVERIFY(!result);
    QCOMPARE(result.error().code, base::ErrorCode::StoreCorrupt);
}

void TestChunkCodec::damageIsNoticed()
{
    test::RandomExperiment random(9);
    QList<Chunk> chunks;
    for (int i = 0; i < 40; ++i)
        chunks += random.chunk();
    const QByteArray blob = store::packedChunks(chunks);
    for (qsizetype size = 0; size < blob.size(); ++size)
        QVERIFY(!store::unpackedChunks(blob.left(size)));
    for (qsizetype at = 0; at < blob.size(); ++at) {
        QByteArray hurt = blob;
        hurt[at] = static_cast<char>(hurt[at] ^ 0x10);
        const auto back = store::unpackedChunks(hurt);
        QVERIFY(
            !back || *back == chunks); // A bit that means nothing may flip; a wrong chunk may not come out.
    }
}

void TestChunkCodec::damageInsideTheFrameIsNoticed()
{
    test::RandomExperiment random(10);
    QList<Chunk> chunks;
    for (int i = 0; i < 10; ++i)
        chunks += random.chunk();
    const QByteArray bytes = *store::unpacked(store::packedChunks(chunks));
    std::mt19937 bits(2);
    for (int i = 0; i < 20'000; ++i) {
        QByteArray hurt =
            bytes.left(static_cast<qsizetype>(bits() % 4 == 0 ? bits() : 0xffffffffU) % (bytes.size() + 1));
        for (int k = 0; k < 2 && !hurt.isEmpty(); ++k)
            hurt[static_cast<qsizetype>(bits()) % hurt.size()] = static_cast<char>(bits() & 0xff);
        (void)store::unpackedChunks(store::packed(hurt)); // Anything but a crash or endless memory.
    }
    QVERIFY(store::unpackedChunks(store::packed(bytes)));
}

QTEST_GUILESS_MAIN(TestChunkCodec)
#include "tst_chunkcodec.moc"
