#pragma once

#include "cli/command.h"

namespace benchglass::cli {

/// `ingest FOLDER`: reads a folder and says what it holds.
class IngestCommand : public Command
{
    Q_OBJECT

public:
    void declare(QCommandLineParser& parser) const override;
    base::Result<void> start(const QCommandLineParser& parser, const FigureMaker& figures) override;

private:
    base::Result<void> printReference(const QString& folder, bool asJson);
};

/// The published shape of `ingest --json`.
QJsonObject toJson(const corpus::Catalog& catalog);

} // namespace benchglass::cli
