#pragma once

#include "theme/theme.h"

#include <QButtonGroup>
#include <QFrame>

class QVBoxLayout;

namespace benchglass::widgets {

/// The pages at the left edge: an icon over a label each. GUI thread.
class NavRail : public QFrame
{
    Q_OBJECT

public:
    explicit NavRail(const theme::Theme& theme, QWidget* parent = nullptr);

    /// @return its index. @p toolTip: plain text, for example with the shortcut.
    int addEntry(const QString& iconName, const QString& label, const QString& toolTip = {});
    void setCurrent(int index);
    int current() const { return m_group.checkedId(); }

signals:
    /// The user chose a page.
    void chosen(int index);

private:
    const theme::Theme& m_theme;
    QButtonGroup m_group;
    QVBoxLayout* m_layout;
};

} // namespace benchglass::widgets
