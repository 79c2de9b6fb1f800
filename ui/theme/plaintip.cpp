#include "theme/plaintip.h"

namespace benchglass::theme {

QString plainTip(const QString& text)
{
    constexpr qsizetype longest = 4000;
    if (text.isEmpty())
        return {};
    QString safe = text.left(longest).toHtmlEscaped();
    safe.replace(u'\n', QStringLiteral("<br>"));
    return QStringLiteral("<qt>%1</qt>").arg(safe);
}

} // namespace benchglass::theme
