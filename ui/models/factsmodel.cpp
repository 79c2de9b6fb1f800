#include "models/factsmodel.h"

#include "base/format.h"

namespace benchglass::models {

namespace {

QVariant idNumber(const corpus::Fact& fact)
{
    bool ok = false;
    const int number = QStringView(fact.id).mid(1).toInt(&ok);
    return ok ? QVariant(number) : QVariant(fact.id);
}

} // namespace

FactsModel::FactsModel(QObject* parent)
    : RowsModel(parent)
{
    setColumns({
        {tr("id"), [](const corpus::Fact& f) { return f.id; }, idNumber},
        {tr("fact"),
            [](const corpus::Fact& f) {
                return f.text;
            }},
        {tr("value"),
            [](const corpus::Fact& f) {
                return f.value ? base::significantText(*f.value) : base::absentText();
            },
            [](const corpus::Fact& f) { return rawOf(f.value); }, true},
        {tr("unit"),
            [](const corpus::Fact& f) {
                return f.unit;
            }},
        {tr("source"),
            [](const corpus::Fact& f) {
                return f.source;
            }},
    });
}

} // namespace benchglass::models
