#include "corpus/reader.h"

#include <QChar>

namespace benchglass::corpus {

QString tidyName(std::string_view name)
{
    QString text = QString::fromUtf8(name.data(), qsizetype(name.size()));
    for (QChar& c : text) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format
            || c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph)
            c = u' ';
    }
    return text.simplified();
}

} // namespace benchglass::corpus
