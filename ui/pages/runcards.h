#pragma once

#include "theme/theme.h"

#include <QScrollArea>

class QGridLayout;

namespace benchglass::pages {

/// The cards of the Run page: two columns, or one where there is too little width. Every card keeps a least
/// height; when they need more than there is, they scroll. The charts give way first, the stream last.
class RunCards : public QScrollArea
{
    Q_OBJECT

public:
    /// What belongs where.
    struct Cards
    {
        QWidget* stream = nullptr; ///< Keeps at least the height that its layout asks for.
        QWidget* ttft = nullptr;
        QWidget* rate = nullptr;
        QWidget* soFar = nullptr; ///< Keeps the height that its layout asks for.
        QWidget* panels = nullptr;
    };

    RunCards(const theme::Theme& theme, const Cards& cards, QWidget* parent = nullptr);

    bool isOneColumn() const { return m_isOneColumn; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void arrange();
    void fitStream();

    Cards m_cards;
    QWidget* m_content;
    QGridLayout* m_grid;
    bool m_isOneColumn = false;
};

} // namespace benchglass::pages
