#pragma once

#include <QFrame>
#include <QStringList>

class QLabel;

namespace benchglass::pages {

/// Says which files were written, and copies the path of the first.
class ExportedStrip : public QFrame
{
    Q_OBJECT

public:
    /// Hidden until there is something to say.
    explicit ExportedStrip(QWidget* parent = nullptr);

    void showFiles(const QStringList& files);

private:
    QString m_path;
    QLabel* m_text;
};

} // namespace benchglass::pages
