#pragma once

#include "theme/theme.h"

#include <QStringList>
#include <QWidget>

namespace benchglass::widgets {

/// One of a few: `Baseline | Tuned | A + B`. Left and right move, as do clicks. GUI thread.
class Segmented : public QWidget
{
    Q_OBJECT

public:
    explicit Segmented(const theme::Theme& theme, const QStringList& labels = {}, QWidget* parent = nullptr);

    void setLabels(const QStringList& labels);
    int current() const { return m_current; }
    void setCurrent(int index);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void currentChanged(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRectF segmentRect(int index) const;
    int segmentWidth(int index) const;
    void updateName();

    const theme::Theme& m_theme;
    QStringList m_labels;
    int m_current = 0;
};

} // namespace benchglass::widgets
