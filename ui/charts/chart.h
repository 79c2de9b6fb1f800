#pragma once

#include "charts/figure.h"
#include "theme/theme.h"

#include <QTimer>
#include <QWidget>

#include <memory>

namespace benchglass::charts {

/// A figure in the window. Plain-text tool tips, an accessible name and description, repainted at most ten
/// times a second however often it is given new data. GUI thread.
class Chart : public QWidget
{
    Q_OBJECT

public:
    explicit Chart(const theme::Theme& theme, QWidget* parent = nullptr);
    ~Chart() override;

    void setFigure(std::shared_ptr<const Figure> figure);
    std::shared_ptr<const Figure> figure() const { return m_figure; }

    ChartTable table() const;

    /// For SVG and PDF: the same figure, as a vector.
    QPicture pictureOf(const QSizeF& size, const theme::Tokens& tokens) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /// The numbers are others than before: a table twin reads table() again. At most ten times a second.
    void figureChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

    /// For charts that build their figure on demand: called once before it is next needed after touch().
    virtual std::shared_ptr<const Figure> makeFigure() const { return m_figure; }
    void touch();
    /// touch() for what the user does, which shows at once.
    void touchNow();
    /// Where the figure is drawn: all of the widget unless it keeps room for something else.
    virtual QRectF figureArea() const { return QRectF(rect()); }
    const theme::Tokens& tokens() const { return m_theme.tokens(); }
    /// Makes the figure if it is stale.
    void refresh() const;

private:
    void flush();

    const theme::Theme& m_theme;
    mutable std::shared_ptr<const Figure> m_figure;
    mutable bool m_isStale = false;
    QTimer m_timer;
};

} // namespace benchglass::charts
