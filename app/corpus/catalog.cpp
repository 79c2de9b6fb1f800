#include "corpus/catalog.h"

#include "corpus/catalogdata.h"

namespace benchglass::corpus {

Catalog::Catalog()
    : d(std::make_unique<Data>())
{
}

Catalog::~Catalog() = default;
Catalog::Catalog(Catalog&&) noexcept = default;
Catalog& Catalog::operator=(Catalog&&) noexcept = default;

QString Catalog::folder() const
{
    return d->folder;
}

QString Catalog::name() const
{
    return d->folder.section(u'/', -1);
}

QByteArray Catalog::hash() const
{
    return d->hash;
}

const QList<Document>& Catalog::documents() const
{
    return d->documents;
}

const QList<Series>& Catalog::series() const
{
    return d->series;
}

const QList<Problem>& Catalog::problems() const
{
    return d->problems;
}

const QList<Fact>& Catalog::facts() const
{
    return d->facts;
}

} // namespace benchglass::corpus
