#pragma once

#include "base/timeouts.h"
#include "theme/theme.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace benchglass::pages {

/// How long a server may take, and whom to trust: what hardly anybody changes, folded at the panel's end.
class AdvancedPart : public QWidget
{
    Q_OBJECT

public:
    explicit AdvancedPart(const theme::Theme& theme, QWidget* parent = nullptr);

    base::Timeouts timeouts() const;
    void setTimeouts(const base::Timeouts& timeouts);
    /// Empty, or a file with certificates that is there.
    QString caFile() const;
    void setCaFile(const QString& path);
    /// Unfolds, and asks for the file.
    void chooseCaFile();

    /// Nothing here has an effect without a server.
    void setHasServer(bool hasServer);
    /// How much differs from the defaults.
    int changedCount() const;

Q_SIGNALS:
    void changed();

private:
    QSpinBox* addSeconds(QFormLayout* form, const QString& label, const char* name, const QString& meaning);
    void setOpen(bool open);
    void checkCaFile();

    const theme::Theme& m_theme;
    QPushButton* m_fold;
    QWidget* m_content;
    QLabel* m_note;
    QLabel* m_caRefusal;
    QSpinBox* m_connect = nullptr;
    QSpinBox* m_firstByte = nullptr;
    QSpinBox* m_idle = nullptr;
    QSpinBox* m_total = nullptr;
    QLineEdit* m_caFile;
    QPushButton* m_chooseCaFile;
};

} // namespace benchglass::pages
