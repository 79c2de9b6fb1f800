#pragma once

#include <QString>

namespace benchglass::theme {

/// @p text for QWidget::setToolTip() and Qt::ToolTipRole, shown as it stands. Tool tips guess whether they
/// hold HTML, and then open the files it names.
QString plainTip(const QString& text);

} // namespace benchglass::theme
