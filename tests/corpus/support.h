#pragma once

#include "corpus/ingest.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>

/// A folder of test files that vanishes with it.
class Folder
{
public:
    QString path() const { return m_dir.path(); }
    QString path(const QString& name) const { return m_dir.filePath(name); }

    bool write(const QString& name, const QByteArray& bytes) const
    {
        QDir(m_dir.path()).mkpath(QFileInfo(path(name)).path());
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    }

    std::shared_ptr<const benchglass::corpus::Catalog> read(
        const benchglass::corpus::IngestLimits& limits = {}) const
    {
        const auto catalog = benchglass::corpus::ingest(path(), limits);
        return catalog ? *catalog : nullptr;
    }

private:
    QTemporaryDir m_dir;
};

/// The values of a series in order, empty when there is none.
inline QList<double> valuesOf(const benchglass::corpus::Catalog& catalog, const QString& key)
{
    QList<double> values;
    if (const auto* const series = catalog.find(key)) {
        for (const auto& observation : series->observations)
            values.append(observation.value);
    }
    return values;
}

/// The first problem whose reason contains @p words.
inline std::optional<benchglass::corpus::Problem> problemWith(
    const benchglass::corpus::Catalog& catalog, const QString& words)
{
    for (const auto& problem : catalog.problems()) {
        if (problem.reason.contains(words))
            return problem;
    }
    return {};
}
