#pragma once

#include "experiment/spec.h"
#include "pages/runstrip.h"

#include <functional>

namespace benchglass::pages {

class CheckPanel;
class OptionsPanel;

/// What stands between the check of a connection and the choices that it is about: makes the check of what is
/// chosen, changes the choices where that helps, and checks anew when they changed.
class ConnectionCheck : public QObject
{
    Q_OBJECT

public:
    /// What would be run now.
    using Chosen = std::function<experiment::Spec()>;

    ConnectionCheck(
        RunStrip* strip, OptionsPanel* options, CheckPanel* panel, Chosen chosen, QObject* parent = nullptr);

    /// Opens the panel and checks. Not while a run is under way: the check would stand in its times; nor
    /// while a model is fetched, which goes on until it is stopped.
    /// @param pullsMissing fetch the model, should it be missing
    void open(bool pullsMissing = false);

    /// Does what helps with a server; false for what has nothing to do with one.
    bool help(base::Remedy remedy);

private:
    void follow();
    void ended();
    void changeContext(bool raise);
    void otherModel();
    workbench::CheckupRequest request() const;

    RunStrip* m_strip;
    OptionsPanel* m_options;
    CheckPanel* m_panel;
    Chosen m_chosen;
};

} // namespace benchglass::pages
