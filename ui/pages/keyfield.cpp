#include "pages/keyfield.h"

#include "base/background.h"
#include "theme/icon.h"
#include "widgets/buttons.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace benchglass::pages {

namespace {

using workbench::KeyPlace;

QString placeText(KeyPlace place)
{
    switch (place) {
    case KeyPlace::None: return KeyField::tr("Key, if it wants one");
    case KeyPlace::Environment: return KeyField::tr("Key: from BENCHGLASS_API_KEY");
    case KeyPlace::Keychain: return KeyField::tr("Key: kept in the keychain");
    case KeyPlace::Session: return KeyField::tr("Key: kept for this session only");
    }
    return {};
}

} // namespace

KeyField::KeyField(const Context& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_label(widgets::plainLabel({}, "label", this))
    , m_edit(new QLineEdit(this))
    , m_forget(new QAction(tr("Forget the key"), this))
{
    m_label->setObjectName(QStringLiteral("keyLabel"));
    m_edit->setObjectName(QStringLiteral("keyEdit"));
    m_edit->setAccessibleName(tr("Key for the server"));
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setMaxLength(4096);
    m_edit->setMinimumWidth(170);
    m_edit->addAction(m_forget, QLineEdit::TrailingPosition);
    m_label->setBuddy(m_edit);
    setFocusProxy(m_edit);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(context.theme->tokens().space1);
    layout->addWidget(m_label);
    layout->addWidget(m_edit);
    connect(m_edit, &QLineEdit::editingFinished, this, [this] {
        if (!m_edit->text().trimmed().isEmpty())
            keep(m_edit->text());
    });
    connect(m_forget, &QAction::triggered, this, [this] { keep({}); });
    connect(context.theme, &theme::Theme::changed, this, &KeyField::refreshIcon);
    refreshIcon();
    showPlace(KeyPlace::None);
}

void KeyField::refreshIcon()
{
    m_forget->setIcon(theme::icon(QStringLiteral("cross"), m_context.theme->tokens()));
}

void KeyField::setAddress(const QString& engine, const QString& url)
{
    if (engine != m_engine || url != m_url)
        m_edit->clear(); // Typed for another address.
    m_engine = engine;
    m_url = url;
    const quint64 request = ++m_request;
    base::whenDone(m_context.workbench->keyPlace(engine, url), this, [this, request](KeyPlace place) {
        if (request == m_request)
            showPlace(place);
    });
}

void KeyField::keep(const QString& key)
{
    const quint64 request = ++m_request;
    base::whenDone(m_context.workbench->setKey(m_engine, m_url, key), this,
        [this, request, wasTyped = !key.isEmpty()](KeyPlace place) {
            if (request != m_request)
                return;
            if (place != KeyPlace::None || !wasTyped)
                m_edit->clear();
            showPlace(place);
            Q_EMIT keyChanged();
        });
}

void KeyField::showPlace(KeyPlace place)
{
    m_label->setText(placeText(place));
    const bool isOurs = place == KeyPlace::Keychain || place == KeyPlace::Session;
    m_forget->setVisible(isOurs);
    m_edit->setEnabled(place != KeyPlace::Environment);
    m_edit->setPlaceholderText(place == KeyPlace::None ? tr("none") : QString(8, QChar(0x2022)));
    m_edit->setAccessibleDescription(m_label->text());
    m_edit->setToolTip(
        tr("Sent to this address only. Kept in the system's keychain; where there is none, in memory until "
           "the program ends."));
}

} // namespace benchglass::pages
