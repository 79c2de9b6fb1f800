#include "pages/advancedpart.h"

#include "pages/layouts.h"
#include "theme/icon.h"
#include "widgets/buttons.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

namespace benchglass::pages {

namespace {

constexpr int LongestSeconds = 86'400;

int secondsOf(int ms)
{
    return (ms + 999) / 1000; // 0 means no limit: what is short is not rounded to it
}

} // namespace

AdvancedPart::AdvancedPart(const theme::Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_fold(widgets::quietButton(tr("Advanced"), this))
    , m_content(new QWidget(this))
    , m_note(widgets::plainLabel(
          tr("The built-in analyst has no server: nothing of this has an effect."), "muted", m_content))
    , m_caRefusal(widgets::plainLabel(tr("There is no such file: it is not used."), "", m_content))
    , m_caFile(new QLineEdit(m_content))
    , m_chooseCaFile(widgets::secondaryButton(tr("Choose…"), m_content))
{
    m_fold->setObjectName(QStringLiteral("advancedButton"));
    m_fold->setCheckable(true);
    m_note->setWordWrap(true);
    m_caRefusal->setProperty("state", QStringLiteral("bad"));
    m_caRefusal->setWordWrap(true);
    m_caRefusal->hide();
    m_caFile->setObjectName(QStringLiteral("caFileEdit"));
    m_caFile->setAccessibleName(tr("Certificates to trust, PEM"));
    m_caFile->setMinimumWidth(60);
    m_caFile->setPlaceholderText(tr("the system's only"));
    auto* form = new QFormLayout(m_content);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(theme.tokens().space2);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(m_note);
    m_connect = addSeconds(form, tr("Connect within, s"), "connectSpin", tr("Until the connection stands"));
    m_firstByte = addSeconds(form, tr("First byte within, s"), "firstByteSpin",
        tr("Until the answer begins: a server may have to load the model before"));
    m_idle = addSeconds(form, tr("Silence at most, s"), "idleSpin",
        tr("Between two pieces of the answer; signs of life without text do not count"));
    m_total = addSeconds(form, tr("Whole call at most, s"), "totalSpin", tr("From the request to the end"));
    centreLabels(form, theme.tokens().controlHeight);
    auto* file = new QHBoxLayout;
    file->setSpacing(theme.tokens().space2);
    file->addWidget(m_caFile, 1);
    file->addWidget(m_chooseCaFile);
    form->addRow(widgets::plainLabel(tr("Trust also"), "", m_content));
    form->addRow(file); // a path needs the whole width
    form->addRow(m_caRefusal);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.tokens().space2);
    layout->addWidget(m_fold, 0, Qt::AlignLeft);
    layout->addWidget(m_content);
    connect(m_fold, &QPushButton::toggled, this, &AdvancedPart::setOpen);
    connect(m_chooseCaFile, &QPushButton::clicked, this, &AdvancedPart::chooseCaFile);
    connect(m_caFile, &QLineEdit::editingFinished, this, &AdvancedPart::checkCaFile);
    connect(&theme, &theme::Theme::changed, this, [this] { setOpen(m_fold->isChecked()); });
    setTimeouts({});
    setOpen(false);
}

QSpinBox* AdvancedPart::addSeconds(
    QFormLayout* form, const QString& label, const char* name, const QString& meaning)
{
    auto* spin = new QSpinBox(m_content);
    spin->setObjectName(QLatin1String(name));
    spin->setAccessibleName(label);
    spin->setToolTip(meaning.toHtmlEscaped());
    spin->setRange(0, LongestSeconds);
    spin->setSpecialValueText(tr("no limit"));
    form->addRow(label, spin);
    connect(spin, &QSpinBox::valueChanged, this, &AdvancedPart::changed);
    return spin;
}

void AdvancedPart::setOpen(bool open)
{
    m_content->setVisible(open);
    m_fold->setIcon(theme::icon(
        open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"), m_theme.tokens()));
}

base::Timeouts AdvancedPart::timeouts() const
{
    return {m_connect->value() * 1000, m_firstByte->value() * 1000, m_idle->value() * 1000,
        m_total->value() * 1000};
}

void AdvancedPart::setTimeouts(const base::Timeouts& timeouts)
{
    {
        const QSignalBlocker blockers[] {QSignalBlocker(m_connect), QSignalBlocker(m_firstByte),
            QSignalBlocker(m_idle), QSignalBlocker(m_total)};
        m_connect->setValue(secondsOf(timeouts.connectMs));
        m_firstByte->setValue(secondsOf(timeouts.firstByteMs));
        m_idle->setValue(secondsOf(timeouts.idleMs));
        m_total->setValue(secondsOf(timeouts.totalMs));
    }
    Q_EMIT changed();
}

QString AdvancedPart::caFile() const
{
    const QString path = m_caFile->text().trimmed();
    return QFileInfo(path).isFile() ? QFileInfo(path).absoluteFilePath() : QString();
}

void AdvancedPart::setCaFile(const QString& path)
{
    m_caFile->setText(path);
    checkCaFile();
}

void AdvancedPart::chooseCaFile()
{
    m_fold->setChecked(true);
    auto* dialog = new QFileDialog(this, tr("Certificates to trust beside the system's"), m_caFile->text(),
        tr("Certificates (*.pem *.crt *.cer);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &AdvancedPart::setCaFile);
    dialog->open();
}

void AdvancedPart::checkCaFile()
{
    m_caRefusal->setVisible(!m_caFile->text().trimmed().isEmpty() && caFile().isEmpty());
    Q_EMIT changed();
}

void AdvancedPart::setHasServer(bool hasServer)
{
    m_note->setVisible(!hasServer);
    for (QWidget* widget : {static_cast<QWidget*>(m_connect), static_cast<QWidget*>(m_firstByte),
             static_cast<QWidget*>(m_idle), static_cast<QWidget*>(m_total), static_cast<QWidget*>(m_caFile),
             static_cast<QWidget*>(m_chooseCaFile)})
        widget->setEnabled(hasServer);
}

int AdvancedPart::changedCount() const
{
    const base::Timeouts chosen = timeouts();
    const base::Timeouts defaults;
    return (chosen.connectMs != defaults.connectMs) + (chosen.firstByteMs != defaults.firstByteMs)
        + (chosen.idleMs != defaults.idleMs) + (chosen.totalMs != defaults.totalMs)
        + (caFile().isEmpty() ? 0 : 1);
}

} // namespace benchglass::pages
