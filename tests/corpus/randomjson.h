#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>

#include <optional>
#include <random>

/// A JSON document, or one a line, that the test makes from a seed, and what it wrote where.
class RandomJson
{
public:
    RandomJson(quint32 seed, bool byLine);

    QByteArray bytes() const { return m_bytes; }
    /// The number written at each pointer; in lines, behind the line and a blank.
    const QMap<QString, double>& values() const { return m_values; }

private:
    quint32 below(quint32 limit) { return quint32(m_random() % limit); }
    bool oneIn(quint32 chances) { return below(chances) == 0; }

    void value(const QString& pointer, int depth);
    void object(const QString& pointer, int depth);
    void array(const QString& pointer, int depth);
    void number(const QString& pointer);
    void text(const QString& pointer);
    QString key(int member);
    QByteArray escaped(const QString& text);
    void blank();

    std::mt19937 m_random;
    QString m_prefix;
    bool m_byLine = false;
    QByteArray m_bytes;
    QMap<QString, double> m_values;
};
