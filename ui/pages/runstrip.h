#pragma once

#include "engine/engine.h"
#include "experiment/spec.h"
#include "pages/page.h"

#include <QHash>
#include <QSet>
#include <QTimer>

class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace benchglass::widgets {
class Segmented;
}

namespace benchglass::pages {

class KeyField;

/// The one line that says what is run: folder, engine, address, model, arms, runs. Asks the server for its
/// models whenever the address changes.
class RunStrip : public QWidget
{
    Q_OBJECT

public:
    enum class Arms { Baseline, Tuned, Both };
    /// What the main button does.
    enum class Stage { Idle, Running, StoppingAfterStage, StoppingNow };

    explicit RunStrip(const Context& context, QWidget* parent = nullptr);

    void setFolderText(const QString& text, const QString& toolTip);
    void setEngine(const QString& id, const QString& url, const QString& model);
    QString engine() const;
    QString url() const;
    QString model() const;
    bool hasModel() const;
    Arms arms() const;
    void setArms(Arms arms);
    int runs() const;
    void setRuns(int runs);
    /// Certificates (PEM) to trust beside the system's; empty = none. Asks the server anew.
    void setCaFile(const QString& path);
    QString caFile() const { return m_caFile; }
    void setOptionsText(const QString& text);
    void setStage(Stage stage);
    Stage stage() const { return m_stage; }
    /// The server as it last answered.
    const std::optional<engine::Server>& server() const { return m_server; }

    void focusAddress();
    void focusModel();
    /// Also shows the field where a key is hardly ever wanted.
    void focusKey();
    /// Selects a model, also one that the server has not listed: then it is asked anew.
    void chooseModel(const QString& name);
    void probe();

    QPushButton* mainButton() const { return m_main; }
    QPushButton* optionsButton() const { return m_options; }
    QToolButton* checkButton() const { return m_check; }

Q_SIGNALS:
    void chooseFolderRequested();
    /// The main button: run, stop after the stage, or stop now, by stage().
    void mainTriggered();
    void choicesChanged();
    void checkRequested();
    void serverAnswered(const benchglass::engine::Server& server);
    void serverFailed(const benchglass::base::Error& error);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    static QString mainText(Stage stage);
    int oneRowWidth() const;
    void reflow();
    QList<std::pair<QWidget*, int>> serverFields() const;
    void connectAll();
    void arrange();
    QWidget* makeAddressField();
    bool takesKey() const;
    int indexOf(const QString& model) const;
    void keyWasAsked();
    void engineChosen();
    void takeServer(const base::Result<engine::Server>& server);
    void fillModels();

    Context m_context;
    Stage m_stage = Stage::Idle;
    std::optional<engine::Server> m_server;
    QString m_wantedModel; ///< What the user chose; stays chosen where a server has it not.
    QString m_caFile;
    QString m_shownEngine;
    QHash<QString, QString> m_urls; ///< Of engines that were chosen before: each has its own.
    QSet<QString> m_askedForKey;    ///< Engines whose servers wanted a key although few do.
    quint64 m_request = 0;
    QTimer m_probeSoon;
    QPushButton* m_folder;
    QComboBox* m_engine;
    QLineEdit* m_url;
    QComboBox* m_model;
    widgets::Segmented* m_arms;
    QSpinBox* m_runs;
    QPushButton* m_options;
    QPushButton* m_main;
    QHBoxLayout* m_firstRow = nullptr;
    QHBoxLayout* m_secondRow = nullptr; ///< Takes the server's fields where the window is narrow.
    QToolButton* m_check;
    QWidget* m_urlField = nullptr;
    QWidget* m_modelField = nullptr;
    KeyField* m_key = nullptr;
};

} // namespace benchglass::pages
