#include "base/translation.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace benchglass::base {

void installTranslators(QCoreApplication& application)
{
    const QString name = QStringLiteral("benchglass");
    const QString separator = QStringLiteral("_");
    const QString folder = QStringLiteral(":/i18n");
    auto* own = new QTranslator(&application);
    // The English file holds the plurals, which no other language may go without.
    if (!own->load(QLocale(), name, separator, folder) && !own->load(name + separator + u"en"_qs, folder))
        return;
    QCoreApplication::installTranslator(own);

    // Buttons and dialogs of Qt follow what was found, so that no window speaks two languages.
    auto* qt = new QTranslator(&application);
    if (qt->load(QLocale(own->language()), QStringLiteral("qtbase"), separator,
            QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
}

} // namespace benchglass::base
