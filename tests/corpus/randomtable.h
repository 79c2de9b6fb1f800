#pragma once

#include <QByteArray>
#include <QChar>
#include <QMap>
#include <QString>
#include <QStringList>

#include <random>

/// A table that the test makes from a seed, and what it wrote where.
class RandomTable
{
public:
    explicit RandomTable(quint32 seed);

    QByteArray bytes() const { return m_bytes; }
    QString text() const { return m_text; } ///< Without the byte order mark.
    QChar delimiter() const { return m_delimiter; }
    bool isTsv() const { return m_delimiter == u'\t'; }

    /// The number written at `line:column`.
    const QMap<QString, double>& values() const { return m_values; }
    /// The cell written at `line:column`, without its quotes.
    const QMap<QString, QString>& cells() const { return m_cells; }

private:
    enum class Kind { Integer, Decimal, Exponent, DecimalComma, Thousands, Percent, Unit, Text, Mixed };

    struct Written
    {
        QString text;
        std::optional<double> value;
    };

    quint32 below(quint32 limit) { return quint32(m_random() % limit); }
    bool oneIn(quint32 chances) { return below(chances) == 0; }
    QString pick(const QStringList& list) { return list.at(qsizetype(below(quint32(list.size())))); }

    void chooseColumns();
    QString name(int column);
    Written cell(Kind kind);
    Written number(Kind kind);
    QString words();
    void writeHeader();
    void writeUnits();
    void writeRow(bool isFirst);
    void writeRecord(const QList<Written>& cells, bool areValues);
    QString quoted(const QString& cell, bool isFirst);
    void encode();

    std::mt19937 m_random;
    QChar m_delimiter;
    QString m_lineEnd;
    int m_encoding = 0;
    QList<Kind> m_kinds;
    QString m_text;
    QByteArray m_bytes;
    qint64 m_line = 1;
    QMap<QString, double> m_values;
    QMap<QString, QString> m_cells;
};
