#pragma once

#include "measure/comparison.h"
#include "theme/theme.h"
#include "widgets/card.h"

#include <QStringList>

class QGridLayout;

namespace benchglass::pages {

/// What can be said of the arms, a sentence a row: the first thing to read on the Compare page.
class VerdictCard : public widgets::Card
{
    Q_OBJECT

public:
    explicit VerdictCard(const theme::Theme& theme, QWidget* parent = nullptr);

    /// @param hasNoModel some arm was written by the built-in analyst: then that is all there is to say
    void showVerdicts(const QList<measure::Difference>& differences, bool hasNoModel);

    /// One line a row, as shown.
    QString text() const { return m_texts.join(u'\n'); }

private:
    QGridLayout* startRows();
    void addRow(QGridLayout* rows, const QString& about, const QString& said);

    const theme::Theme& m_theme;
    QWidget* m_rows;
    QStringList m_texts;
};

} // namespace benchglass::pages
