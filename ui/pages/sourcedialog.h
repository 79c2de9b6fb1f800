#pragma once

#include "models/sourcetext.h"
#include "theme/theme.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace benchglass::widgets {
class SourceView;
}

namespace benchglass::pages {

/// A place in a file, in a window beside: the line marked, as plain text, without reading more of the file
/// than what stands around it. From here the file can be handed to the system's editor.
class SourceDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SourceDialog(const theme::Theme& theme, QWidget* parent = nullptr);
    ~SourceDialog() override;

    /// Shows @p place instead of what was shown. Reads in the background; shown() follows.
    void openPlace(const models::SourcePlace& place);

    const models::SourcePlace& place() const { return m_place; }

Q_SIGNALS:
    /// What openPlace() asked for stands there, or why it does not.
    void shown();

private:
    void take(const models::SourceText& source);
    void openInEditor();
    void say(const QString& note, const char* state);

    models::SourcePlace m_place;
    std::stop_source m_stop;
    QLabel* m_title;
    QLabel* m_note;
    widgets::SourceView* m_view;
    QPushButton* m_editor;
};

} // namespace benchglass::pages
