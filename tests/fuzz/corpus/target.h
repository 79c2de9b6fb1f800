#pragma once

#include "corpus/catalogbuilder.h"
#include "corpus/filetext.h"
#include "corpus/reader.h"

#include <cmath>
#include <cstdlib>

/// What holds for any bytes at all: values are finite, counted right, and have a place.
inline void readAnything(
    const std::uint8_t* data, std::size_t size, benchglass::corpus::DocumentType type, int variant)
{
    using namespace benchglass::corpus;
    FileBytes bytes;
    bytes.assign({reinterpret_cast<const char*>(data), size});
    Notes notes;
    ReadScratch scratch;
    ReadContext context {notes, scratch};
    Parsed parsed;
    parsed.document.path = QStringLiteral("f");
    parsed.document.type = type;
    const std::string_view text = toUtf8(bytes, notes);
    if (type == DocumentType::Csv)
        readCsv(text, variant == 1, context, parsed);
    else if (type == DocumentType::Json)
        readJson(text, variant == 1, context, parsed);
    else
        readMarkdown(text, context, parsed);
    parsed.problems = notes.take(parsed.document.path);
    const qint64 expected = parsed.document.values;
    const Catalog catalog = CatalogBuilder::build(
        QStringLiteral("/f"), {std::make_shared<const Parsed>(std::move(parsed))}, {}, {});
    qint64 values = 0;
    for (const Series& series : catalog.series()) {
        for (const Observation observation : series.observations) {
            ++values;
            const Locator place = catalog.locatorOf(series, observation);
            if (!std::isfinite(observation.value) || (type != DocumentType::Json && place.line < 1))
                std::abort();
        }
    }
    if (values != expected)
        std::abort();
}
