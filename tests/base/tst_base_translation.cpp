#include "base/error.h"
#include "base/translation.h"

#include <QFile>
#include <QLibraryInfo>
#include <QLocale>
#include <QRegularExpression>
#include <QTranslator>
#include <QXmlStreamReader>
#include <QtTest>

using namespace benchglass;

namespace {

/// One text of a .ts file, with every form that its translation has.
struct Message
{
    QString context;
    QString source;
    QStringList forms;
    bool isPlural = false;
    bool isFinished = true;
};

QString sourceFolder()
{
    return QStringLiteral(BENCHGLASS_SOURCE_DIR "/translations");
}

Message messageOf(QXmlStreamReader& xml, const QString& context)
{
    Message message;
    message.context = context;
    message.isPlural = xml.attributes().value(QLatin1String("numerus")) == u"yes";
    while (xml.readNextStartElement()) {
        if (xml.name() == u"source") {
            message.source = xml.readElementText();
        } else if (xml.name() == u"translation") {
            message.isFinished = !xml.attributes().hasAttribute(QLatin1String("type"));
            if (!message.isPlural) {
                message.forms.append(xml.readElementText());
                continue;
            }
            while (xml.readNextStartElement())
                message.forms.append(xml.readElementText());
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

QList<Message> messagesOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    QList<Message> messages;
    QString context;
    xml.readNextStartElement();
    while (xml.readNextStartElement()) {
        if (xml.name() != u"context") {
            xml.skipCurrentElement();
            continue;
        }
        while (xml.readNextStartElement()) {
            if (xml.name() == u"name")
                context = xml.readElementText();
            else if (xml.name() == u"message")
                messages.append(messageOf(xml, context));
            else
                xml.skipCurrentElement();
        }
    }
    return xml.hasError() ? QList<Message>() : messages;
}

QStringList placesIn(const QString& text)
{
    static const QRegularExpression place(QStringLiteral("%(?:[1-9]|n)"));
    QStringList places;
    for (auto found = place.globalMatch(text); found.hasNext();)
        places.append(found.next().captured());
    places.sort();
    return places;
}

QString plural(int n)
{
    return QCoreApplication::translate("corpus", "%n more fault(s).", nullptr, n);
}

} // namespace

class TestTranslation : public QObject
{
    Q_OBJECT

private slots:
    void cleanup();
    void everyTextIsTranslated_data();
    void everyTextIsTranslated();
    void placesAreKept_data();
    void placesAreKept();
    void speaksTheUsersLanguage_data();
    void speaksTheUsersLanguage();
    void qtSpeaksTheSameLanguage();

private:
    void addFiles();
};

void TestTranslation::cleanup()
{
    qDeleteAll(qApp->findChildren<QTranslator*>());
    QLocale::setDefault(QLocale::c());
}

void TestTranslation::addFiles()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("fewest");
    QTest::newRow("German, every text") << sourceFolder() + QStringLiteral("/benchglass_de.ts") << 900;
    QTest::newRow("English, plurals only") << sourceFolder() + QStringLiteral("/benchglass_en.ts") << 5;
}

void TestTranslation::everyTextIsTranslated_data()
{
    addFiles();
}

void TestTranslation::everyTextIsTranslated()
{
    QFETCH(QString, path);
    QFETCH(int, fewest);
    const QList<Message> messages = messagesOf(path);
    QVERIFY2(messages.size() >= fewest, qPrintable(QString::number(messages.size())));
    for (const Message& message : messages) {
        const QByteArray name = QString(message.context + u": "_qs + message.source).toUtf8();
        QVERIFY2(message.isFinished, name.constData());
        QVERIFY2(message.forms.size() == (message.isPlural ? 2 : 1), name.constData());
        for (const QString& form : message.forms)
            QVERIFY2(!form.trimmed().isEmpty(), name.constData());
    }
}

void TestTranslation::placesAreKept_data()
{
    addFiles();
}

void TestTranslation::placesAreKept()
{
    QFETCH(QString, path);
    const QList<Message> messages = messagesOf(path);
    QVERIFY(!messages.isEmpty());
    for (const Message& message : messages) {
        for (const QString& form : message.forms) {
            const QByteArray name = QString(message.source + u" -> "_qs + form).toUtf8();
            QVERIFY2(placesIn(form) == placesIn(message.source), name.constData());
            // Texts are joined and laid out by the blanks and lines around them.
            QVERIFY2(form.startsWith(u'\n') == message.source.startsWith(u'\n')
                    && form.front().isSpace() == message.source.front().isSpace()
                    && form.endsWith(u'\n') == message.source.endsWith(u'\n')
                    && form.back().isSpace() == message.source.back().isSpace(),
                name.constData());
        }
    }
}

void TestTranslation::speaksTheUsersLanguage_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<QString>("remedy");
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("three");
    const QString tryAgain = QStringLiteral("Try again");
    const QString one = QStringLiteral("1 more fault.");
    const QString three = QStringLiteral("3 more faults.");
    QTest::newRow("German") << QLocale(QLocale::German, QLocale::Germany)
                            << QStringLiteral("Noch einmal versuchen") << QStringLiteral("1 weiterer Fehler.")
                            << QStringLiteral("3 weitere Fehler.");
    QTest::newRow("Austrian German") << QLocale(QLocale::German, QLocale::Austria)
                                     << QStringLiteral("Noch einmal versuchen")
                                     << QStringLiteral("1 weiterer Fehler.")
                                     << QStringLiteral("3 weitere Fehler.");
    QTest::newRow("British English") << QLocale(QLocale::English, QLocale::UnitedKingdom) << tryAgain << one
                                     << three;
    QTest::newRow("a language without translation") << QLocale(QLocale::Finnish) << tryAgain << one << three;
    QTest::newRow("no language at all") << QLocale::c() << tryAgain << one << three;
}

void TestTranslation::speaksTheUsersLanguage()
{
    QFETCH(QLocale, locale);
    QFETCH(QString, remedy);
    QFETCH(QString, one);
    QFETCH(QString, three);
    QLocale::setDefault(locale);
    base::installTranslators(*qApp);
    QCOMPARE(base::remedyText(base::Remedy::Retry), remedy);
    QCOMPARE(plural(1), one);
    QCOMPARE(plural(3), three);
}

void TestTranslation::qtSpeaksTheSameLanguage()
{
    if (!QFile::exists(QLibraryInfo::path(QLibraryInfo::TranslationsPath) + QStringLiteral("/qtbase_de.qm")))
        QSKIP("Qt's own translations are not installed here.");
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    base::installTranslators(*qApp);
    QCOMPARE(QCoreApplication::translate("QPlatformTheme", "Cancel"), QStringLiteral("Abbrechen"));
    cleanup();
    QLocale::setDefault(QLocale(QLocale::French, QLocale::France));
    base::installTranslators(*qApp);
    QCOMPARE(QCoreApplication::translate("QPlatformTheme", "Cancel"), QStringLiteral("Cancel"));
}

QTEST_GUILESS_MAIN(TestTranslation)
#include "tst_base_translation.moc"
