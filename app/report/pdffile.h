#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QRectF>
#include <QString>

namespace benchglass::report {

/// A place in a PDF: points from the bottom of a page, pages from 1.
struct PdfPlace
{
    int page = 1;
    double y = 0;
};

struct PdfBookmark
{
    QString title;
    int level = 1;
    PdfPlace place;
};

/// An area that leads to a place of the same document; in points from the lower left corner.
struct PdfLink
{
    int page = 1;
    QRectF area;
    PdfPlace place;
};

/// What QPdfWriter cannot write.
struct PdfAdditions
{
    QDateTime created;
    QList<PdfBookmark> bookmarks;
    QList<PdfLink> links;
};

/// @p pdf, as QPdfWriter wrote it, with bookmarks, links and its creation date set, and its objects in the
/// order in which they are referred to: Qt numbers the fonts by hash, so that two processes would differ. A
/// document that is not built as expected comes back as it was.
QByteArray withAdditions(const QByteArray& pdf, const PdfAdditions& additions);

} // namespace benchglass::report
