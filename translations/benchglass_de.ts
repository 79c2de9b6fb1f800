<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Arm</name>
    <message>
        <source>&quot;%1&quot; is not of the form option=value.</source>
        <translation>„%1“ hat nicht die Form option=wert.</translation>
    </message>
    <message>
        <source>think is off, on, low, medium or high, not &quot;%1&quot;.</source>
        <translation>think ist off, on, low, medium oder high, nicht „%1“.</translation>
    </message>
    <message>
        <source>There is no option &quot;%1&quot;.</source>
        <translation>Es gibt keine Option „%1“.</translation>
    </message>
    <message>
        <source>The option &quot;%1&quot; is given twice.</source>
        <translation>Die Option „%1“ ist zweimal angegeben.</translation>
    </message>
    <message>
        <source>engine defaults</source>
        <translation>Vorgaben der Engine</translation>
    </message>
    <message>
        <source>%1 needs a text.</source>
        <translation>%1 braucht einen Text.</translation>
    </message>
    <message>
        <source>%1 is true or false.</source>
        <translation>%1 ist true oder false.</translation>
    </message>
    <message>
        <source>%1 is a whole number from %2 to %3.</source>
        <translation>%1 ist eine ganze Zahl von %2 bis %3.</translation>
    </message>
    <message>
        <source>%1 is a number from %2 to %3.</source>
        <translation>%1 ist eine Zahl von %2 bis %3.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no name for an arm.</source>
        <translation>„%1“ ist kein Name für einen Arm.</translation>
    </message>
    <message>
        <source>There can be 1 to %1 agents at once, not %2.</source>
        <translation>Es können 1 bis %1 Agenten zugleich arbeiten, nicht %2.</translation>
    </message>
    <message>
        <source>There are more addresses than agents to use them.</source>
        <translation>Es gibt mehr Adressen als Agenten, die sie benutzen.</translation>
    </message>
    <message>
        <source>With further addresses, each of them must be named.</source>
        <translation>Bei weiteren Adressen muss jede genannt sein.</translation>
    </message>
    <message>
        <source>The same address stands twice.</source>
        <translation>Dieselbe Adresse steht zweimal.</translation>
    </message>
</context>
<context>
    <name>Cli</name>
    <message>
        <source>read a folder and say what it holds</source>
        <translation>einen Ordner lesen und sagen, was er enthält</translation>
    </message>
    <message>
        <source>let an engine analyse a folder and measure it</source>
        <translation>eine Engine einen Ordner auswerten lassen und sie dabei messen</translation>
    </message>
    <message>
        <source>list the library</source>
        <translation>die Bibliothek auflisten</translation>
    </message>
    <message>
        <source>show an experiment, an arm or a run</source>
        <translation>ein Experiment, einen Arm oder einen Lauf zeigen</translation>
    </message>
    <message>
        <source>write a report, figures and data</source>
        <translation>einen Bericht, Abbildungen und Daten schreiben</translation>
    </message>
    <message>
        <source>move an experiment to the trash</source>
        <translation>ein Experiment in den Papierkorb legen</translation>
    </message>
    <message>
        <source>Usage: benchglass-cli COMMAND [ARGUMENTS]

Commands:
</source>
        <translation>Aufruf: benchglass-cli BEFEHL [ARGUMENTE]

Befehle:
</translation>
    </message>
    <message>
        <source>
benchglass-cli COMMAND --help lists its options. Every command takes --store PATH.
</source>
        <translation>
benchglass-cli BEFEHL --help nennt die Optionen. Jeder Befehl nimmt --store PFAD an.
</translation>
    </message>
    <message>
        <source>Show this help.</source>
        <translation>Diese Hilfe zeigen.</translation>
    </message>
    <message>
        <source>The library to use.</source>
        <translation>Die Bibliothek, die benutzt wird.</translation>
    </message>
    <message>
        <source>A command is needed.</source>
        <translation>Es fehlt ein Befehl.</translation>
    </message>
    <message>
        <source>There is no command “%1”.</source>
        <translation>Es gibt keinen Befehl „%1“.</translation>
    </message>
    <message>
        <source>find out why a server cannot be used</source>
        <translation>herausfinden, warum ein Server nicht benutzt werden kann</translation>
    </message>
    <message>
        <source>measure what the program itself adds to a measurement</source>
        <translation>messen, was das Programm selbst zu einer Messung beiträgt</translation>
    </message>
    <message>
        <source>print a measured call&apos;s text again, as it came then</source>
        <translation>den Text eines gemessenen Aufrufs noch einmal ausgeben, wie er damals kam</translation>
    </message>
</context>
<context>
    <name>Clocks</name>
    <message numerus="yes">
        <source>The client&apos;s decode rate differs from the server&apos;s by %1 (median of %n call(s)).</source>
        <translation>
            <numerusform>Die Decode-Rate des Clients weicht von der des Servers um %1 ab (%n Aufruf).</numerusform>
            <numerusform>Die Decode-Rate des Clients weicht von der des Servers um %1 ab (Median von %n Aufrufen).</numerusform>
        </translation>
    </message>
    <message>
        <source>They agree: each counts the same steps by its own clock.</source>
        <translation>Sie stimmen überein: Beide zählen dieselben Schritte, jeder nach seiner eigenen Uhr.</translation>
    </message>
    <message>
        <source>This version of the server does not count the choosing of each token as decoding, so its own rate is too high; the client&apos;s counts all of it.</source>
        <translation>Diese Version des Servers zählt das Auswählen der Token nicht zum Decode, ihre eigene Rate ist also zu hoch; die des Clients zählt alles.</translation>
    </message>
    <message>
        <source>That is more than 0.5 %: something on the way holds text back, or one of the two counts otherwise. Compare rates of one clock only.</source>
        <translation>Das ist mehr als 0.5 %: Unterwegs wird Text zurückgehalten, oder einer der beiden zählt anders. Nur Raten derselben Uhr vergleichen.</translation>
    </message>
</context>
<context>
    <name>Command</name>
    <message>
        <source>“%1” is no ID, ID/arm or ID/arm/run.</source>
        <translation>„%1“ ist weder ID noch ID/Arm noch ID/Arm/Lauf.</translation>
    </message>
    <message>
        <source>%1 has no run %2.</source>
        <translation>%1 hat keinen Lauf %2.</translation>
    </message>
    <message>
        <source>%1 has no arm “%2”; it has %3.</source>
        <translation>%1 hat keinen Arm „%2“, sondern %3.</translation>
    </message>
    <message>
        <source>Standard output did not take everything: %1.</source>
        <translation>Die Standardausgabe hat nicht alles angenommen: %1.</translation>
    </message>
    <message>
        <source>Put the key into BENCHGLASS_API_KEY.</source>
        <translation>Den Schlüssel in BENCHGLASS_API_KEY setzen.</translation>
    </message>
    <message>
        <source>Name the certificate file with --ca-file.</source>
        <translation>Die Zertifikatsdatei mit --ca-file nennen.</translation>
    </message>
    <message>
        <source>Pull the model: doctor --pull --model NAME does that, too.</source>
        <translation>Das Modell holen: doctor --pull --model NAME tut das auch.</translation>
    </message>
</context>
<context>
    <name>Concurrency</name>
    <message numerus="yes">
        <source>%1 agents at once wrote %2 tok/s together, one alone %3 tok/s (median of %n round(s)).</source>
        <translation>
            <numerusform>%1 Agenten zugleich schrieben zusammen %2 tok/s, einer allein %3 tok/s (%n Runde).</numerusform>
            <numerusform>%1 Agenten zugleich schrieben zusammen %2 tok/s, einer allein %3 tok/s (Median von %n Runden).</numerusform>
        </translation>
    </message>
    <message>
        <source>Speed-up: %1.</source>
        <translation>Beschleunigung: %1.</translation>
    </message>
    <message>
        <source>Speed-up, round by round: median %1, from %2 to %3.</source>
        <translation>Beschleunigung, Runde für Runde: Median %1, von %2 bis %3.</translation>
    </message>
    <message>
        <source>the run was not made alone and together</source>
        <translation>der Lauf wurde nicht allein und gemeinsam gemacht</translation>
    </message>
    <message>
        <source>a report is missing</source>
        <translation>ein Bericht fehlt</translation>
    </message>
    <message>
        <source>a call did not end well</source>
        <translation>ein Aufruf ging nicht gut aus</translation>
    </message>
    <message>
        <source>the server did not count all tokens</source>
        <translation>der Server zählte nicht alle Token</translation>
    </message>
    <message>
        <source>cold or cached on one side only</source>
        <translation>nur auf einer Seite kalt oder aus dem Cache</translation>
    </message>
    <message>
        <source>nobody was alone on that server</source>
        <translation>niemand war auf diesem Server allein</translation>
    </message>
    <message>
        <source>no call alone is like it</source>
        <translation>kein einzelner Aufruf gleicht ihm</translation>
    </message>
    <message>
        <source>What %1 agents at once achieved cannot be told: %2.</source>
        <translation>Was %1 Agenten zugleich leisteten, lässt sich nicht sagen: %2.</translation>
    </message>
    <message>
        <source>Each agent&apos;s decode rate alone was %1 times its rate among the others (median).</source>
        <translation>Allein war die Decode-Rate jedes Agenten das %1-Fache der Rate unter den anderen (Median).</translation>
    </message>
</context>
<context>
    <name>Doctor</name>
    <message>
        <source>no answer within %1</source>
        <translation>keine Antwort innerhalb von %1</translation>
    </message>
    <message>
        <source>%1 means %2 first, where nothing answers: the server listens at %3. That address itself saves the detour with every request.</source>
        <translation>%1 bedeutet zuerst %2, wo nichts antwortet: Der Server lauscht auf %3. Diese Adresse selbst spart bei jeder Anfrage den Umweg.</translation>
    </message>
    <message>
        <source>Name look-up</source>
        <translation>Namensauflösung</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>One token</source>
        <translation>Ein Token</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>ok</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übergangen</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>nicht nötig</translation>
    </message>
    <message>
        <source>because a step before it failed</source>
        <translation>weil ein Schritt davor misslang</translation>
    </message>
</context>
<context>
    <name>Exporter</name>
    <message>
        <source>The folder “%1” cannot be made.</source>
        <translation>Der Ordner „%1“ lässt sich nicht anlegen.</translation>
    </message>
    <message>
        <source>One file holds one format; name a folder for several.</source>
        <translation>Eine Datei fasst ein Format; für mehrere bitte einen Ordner nennen.</translation>
    </message>
    <message>
        <source>Written before that: %1.</source>
        <translation>Davor geschrieben: %1.</translation>
    </message>
</context>
<context>
    <name>Library</name>
    <message>
        <source>A part of the library is damaged.</source>
        <translation>Ein Teil der Bibliothek ist beschädigt.</translation>
    </message>
    <message>
        <source>The library is locked by another program.</source>
        <translation>Die Bibliothek ist durch ein anderes Programm gesperrt.</translation>
    </message>
    <message>
        <source>The library cannot be opened for writing.</source>
        <translation>Die Bibliothek lässt sich nicht zum Schreiben öffnen.</translation>
    </message>
    <message>
        <source>The disk that holds the library is full.</source>
        <translation>Der Datenträger mit der Bibliothek ist voll.</translation>
    </message>
    <message>
        <source>The disk that holds the library reports an error.</source>
        <translation>Der Datenträger mit der Bibliothek meldet einen Fehler.</translation>
    </message>
    <message>
        <source>The library&apos;s file is damaged.</source>
        <translation>Die Datei der Bibliothek ist beschädigt.</translation>
    </message>
    <message>
        <source>The library could not carry out a request.</source>
        <translation>Die Bibliothek konnte eine Anfrage nicht ausführen.</translation>
    </message>
    <message>
        <source>An id needs at least %1 characters.</source>
        <translation>Eine ID braucht mindestens %1 Zeichen.</translation>
    </message>
    <message>
        <source>The library has no run &quot;%1&quot;.</source>
        <translation>Die Bibliothek hat keinen Lauf „%1“.</translation>
    </message>
    <message>
        <source>Several runs begin with &quot;%1&quot;.</source>
        <translation>Mehrere Läufe beginnen mit „%1“.</translation>
    </message>
    <message>
        <source>The run has no call %1.</source>
        <translation>Der Lauf hat keinen Aufruf %1.</translation>
    </message>
    <message>
        <source>The library&apos;s place is a folder, not a file.</source>
        <translation>Am Ort der Bibliothek steht ein Ordner, keine Datei.</translation>
    </message>
    <message>
        <source>The library&apos;s folder cannot be made.</source>
        <translation>Der Ordner der Bibliothek lässt sich nicht anlegen.</translation>
    </message>
    <message>
        <source>The library was written by a newer Benchglass: it can be read, and nothing can be saved in it.</source>
        <translation>Die Bibliothek stammt von einem neueren Benchglass: Sie lässt sich lesen, aber nichts darin speichern.</translation>
    </message>
    <message>
        <source>The file is the database of another program.</source>
        <translation>Die Datei ist die Datenbank eines anderen Programms.</translation>
    </message>
    <message>
        <source>This kind of library is not supported: give a file.</source>
        <translation>Diese Art von Bibliothek wird nicht unterstützt: Bitte eine Datei angeben.</translation>
    </message>
    <message>
        <source>The library is being recovered by another program.</source>
        <translation>Die Bibliothek wird gerade von einem anderen Programm wiederhergestellt.</translation>
    </message>
    <message>
        <source>The library is damaged, and its file cannot be moved aside.</source>
        <translation>Die Bibliothek ist beschädigt, und ihre Datei lässt sich nicht beiseitelegen.</translation>
    </message>
    <message>
        <source>A run cannot have that many calls.</source>
        <translation>Ein Lauf kann nicht so viele Aufrufe haben.</translation>
    </message>
    <message>
        <source>The library&apos;s file may only be read: nothing can be saved in it.</source>
        <translation>Die Datei der Bibliothek darf nur gelesen werden: In ihr kann nichts gespeichert werden.</translation>
    </message>
    <message>
        <source>The library was damaged. Runs recovered: %1; known to be lost: %2 runs, %3 calls of other runs and the text of %4 calls. The damaged file is kept as %5.</source>
        <translation>Die Bibliothek war beschädigt. Gerettete Läufe: %1; nachweislich verloren: %2 Läufe, %3 Aufrufe anderer Läufe und der Text von %4 Aufrufen. Die beschädigte Datei bleibt als %5 erhalten.</translation>
    </message>
    <message>
        <source>The library is damaged, and there is no room beside it to recover it.</source>
        <translation>Die Bibliothek ist beschädigt, und neben ihr ist kein Platz, um sie zu retten.</translation>
    </message>
    <message>
        <source>The library&apos;s file had become empty: whatever it held is lost, and an empty library was made.</source>
        <translation>Die Datei der Bibliothek war leer geworden: Was sie enthielt, ist verloren; eine leere Bibliothek wurde angelegt.</translation>
    </message>
    <message>
        <source>The file is no library; it is left as it is.</source>
        <translation>Die Datei ist keine Bibliothek; sie bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>The library was damaged. Calls of this run that are lost: %1; calls that have lost their text: %2.</source>
        <translation>Die Bibliothek war beschädigt. Verlorene Aufrufe dieses Laufs: %1; Aufrufe, die ihren Text verloren haben: %2.</translation>
    </message>
    <message>
        <source> The record of its folder is lost.</source>
        <translation> Die Angaben zu seinem Ordner sind verloren.</translation>
    </message>
    <message>
        <source>The library could not be written, and the memory kept for what waits was full. Lost: pieces of answers %1, finished calls %2.</source>
        <translation>Die Bibliothek ließ sich nicht beschreiben, und der Speicher für das Wartende war voll. Verloren: Stücke von Antworten %1, fertige Aufrufe %2.</translation>
    </message>
</context>
<context>
    <name>Option</name>
    <message>
        <source>Layers on the GPU; 0 = processor only, -1 = as the server likes</source>
        <translation>Schichten auf der GPU; 0 = nur Prozessor, -1 = wie der Server will</translation>
    </message>
    <message>
        <source>Context in tokens: prompt and answer together</source>
        <translation>Kontext in Token: Prompt und Antwort zusammen</translation>
    </message>
    <message>
        <source>Randomness; 0 = always the most likely token</source>
        <translation>Zufälligkeit; 0 = immer das wahrscheinlichste Token</translation>
    </message>
    <message>
        <source>Only the likeliest tokens that add up to this probability</source>
        <translation>Nur die wahrscheinlichsten Token, die zusammen diese Wahrscheinlichkeit ergeben</translation>
    </message>
    <message>
        <source>Only this many of the likeliest tokens; 0 = all</source>
        <translation>Nur so viele der wahrscheinlichsten Token; 0 = alle</translation>
    </message>
    <message>
        <source>Above 1, tokens that came lately become less likely</source>
        <translation>Über 1 werden Token unwahrscheinlicher, die zuletzt vorkamen</translation>
    </message>
    <message>
        <source>Start of the random numbers; -1 = a new one each time</source>
        <translation>Startwert der Zufallszahlen; -1 = jedes Mal ein neuer</translation>
    </message>
    <message>
        <source>Most tokens of an answer; -1 = no limit, -2 = until the context is full</source>
        <translation>Höchstzahl der Token einer Antwort; -1 = unbegrenzt, -2 = bis der Kontext voll ist</translation>
    </message>
    <message>
        <source>No token below this share of the likeliest one&apos;s probability</source>
        <translation>Kein Token unter diesem Anteil an der Wahrscheinlichkeit des wahrscheinlichsten</translation>
    </message>
    <message>
        <source>Locally typical sampling; 1 = off</source>
        <translation>Lokal typische Auswahl; 1 = aus</translation>
    </message>
    <message>
        <source>How far back repeat_penalty looks; 0 = off, -1 = the whole context</source>
        <translation>Wie weit repeat_penalty zurückblickt; 0 = aus, -1 = der ganze Kontext</translation>
    </message>
    <message>
        <source>Above 0, tokens that came at all become less likely</source>
        <translation>Über 0 werden Token unwahrscheinlicher, die schon vorkamen</translation>
    </message>
    <message>
        <source>Above 0, tokens become less likely the more often they came</source>
        <translation>Über 0 werden Token unwahrscheinlicher, je öfter sie vorkamen</translation>
    </message>
    <message>
        <source>Tokens kept from the start when the context overflows</source>
        <translation>Token, die vom Anfang bleiben, wenn der Kontext überläuft</translation>
    </message>
    <message>
        <source>The answer ends before this text; may be given several times</source>
        <translation>Vor diesem Text endet die Antwort; mehrfach möglich</translation>
    </message>
    <message>
        <source>Map the model file into memory instead of reading it</source>
        <translation>Die Modelldatei in den Speicher einblenden statt sie einzulesen</translation>
    </message>
    <message>
        <source>Tokens of the prompt that are evaluated at once</source>
        <translation>Token des Prompts, die auf einmal ausgewertet werden</translation>
    </message>
    <message>
        <source>Processor threads; 0 = as the server likes</source>
        <translation>Threads des Prozessors; 0 = wie der Server will</translation>
    </message>
    <message>
        <source>Number of the GPU that carries what cannot be split</source>
        <translation>Nummer der GPU, die trägt, was sich nicht aufteilen lässt</translation>
    </message>
    <message>
        <source>Tokens guessed ahead by a draft model</source>
        <translation>Token, die ein Entwurfsmodell vorausrät</translation>
    </message>
</context>
<context>
    <name>Remedy</name>
    <message>
        <source>Choose another folder</source>
        <translation>Anderen Ordner wählen</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>Beispiel öffnen</translation>
    </message>
    <message>
        <source>Start the server, then try again</source>
        <translation>Server starten, dann noch einmal versuchen</translation>
    </message>
    <message>
        <source>Change the address</source>
        <translation>Adresse ändern</translation>
    </message>
    <message>
        <source>Pull the model</source>
        <translation>Modell laden (pull)</translation>
    </message>
    <message>
        <source>Choose another model</source>
        <translation>Anderes Modell wählen</translation>
    </message>
    <message>
        <source>Choose another place</source>
        <translation>Anderen Ort wählen</translation>
    </message>
    <message>
        <source>Lower num_ctx</source>
        <translation>num_ctx verkleinern</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Update Benchglass</source>
        <translation>Benchglass aktualisieren</translation>
    </message>
    <message>
        <source>Enter the key</source>
        <translation>Schlüssel eingeben</translation>
    </message>
    <message>
        <source>Choose the certificate file</source>
        <translation>Zertifikatsdatei wählen</translation>
    </message>
    <message>
        <source>Check the connection</source>
        <translation>Verbindung prüfen</translation>
    </message>
    <message>
        <source>Raise num_ctx</source>
        <translation>num_ctx erhöhen</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>%1 cores</source>
        <translation>%1 Kerne</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Model digest</source>
        <translation>Digest des Modells</translation>
    </message>
    <message>
        <source>Family, size, quantisation</source>
        <translation>Familie, Größe, Quantisierung</translation>
    </message>
    <message>
        <source>Trained context (tokens)</source>
        <translation>Trainierter Kontext (Token)</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Runs per arm</source>
        <translation>Läufe je Arm</translation>
    </message>
    <message>
        <source>Warm-ups</source>
        <translation>Aufwärmläufe</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Prompt set</source>
        <translation>Satz von Prompts</translation>
    </message>
    <message>
        <source>Nonce before each prompt</source>
        <translation>Nonce vor jedem Prompt</translation>
    </message>
    <message>
        <source>Unloaded before each run</source>
        <translation>Vor jedem Lauf entladen</translation>
    </message>
    <message>
        <source>Cool-down between runs</source>
        <translation>Pause zwischen den Läufen</translation>
    </message>
    <message>
        <source>Output limit (tokens)</source>
        <translation>Grenze der Ausgabe (Token)</translation>
    </message>
    <message>
        <source>the engine&apos;s own</source>
        <translation>die der Engine</translation>
    </message>
    <message>
        <source>Digest budget (tokens)</source>
        <translation>Platz für Fakten (Token)</translation>
    </message>
    <message>
        <source>chosen from the context</source>
        <translation>nach dem Kontext gewählt</translation>
    </message>
    <message>
        <source>Timeouts: connect, first byte, idle, total</source>
        <translation>Zeitgrenzen: Verbinden, erstes Byte, Stille, gesamt</translation>
    </message>
    <message>
        <source>Paced (tok/s)</source>
        <translation>Gebremst auf (tok/s)</translation>
    </message>
    <message>
        <source>Arm</source>
        <translation>Arm</translation>
    </message>
    <message>
        <source>Option</source>
        <translation>Option</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Effective, as the server says</source>
        <translation>Wirksam, wie der Server sagt</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>None were sent: the engine&apos;s defaults.</source>
        <translation>Keine gesendet: Es gelten die Vorgaben der Engine.</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Corpus hash (SHA-256)</source>
        <translation>Hash des Ordners (SHA-256)</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Size (bytes)</source>
        <translation>Größe (Byte)</translation>
    </message>
    <message>
        <source>Modified (UTC)</source>
        <translation>Geändert (UTC)</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Checksums, as sha256sum -c reads them in that folder:</source>
        <translation>Prüfsummen, wie sha256sum -c sie in jenem Ordner liest:</translation>
    </message>
    <message>
        <source>Problems found while reading:</source>
        <translation>Probleme beim Lesen:</translation>
    </message>
    <message>
        <source>%1 more stand in the JSON export.</source>
        <translation>%1 weitere stehen im JSON-Export.</translation>
    </message>
    <message>
        <source>[%1 more characters stand in the JSON export]</source>
        <translation>[%1 weitere Zeichen stehen im JSON-Export]</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>Prompts</translation>
    </message>
    <message>
        <source>As sent in the first call of each stage. Those of every call stand in the JSON export.</source>
        <translation>Wie beim ersten Aufruf jeder Stufe gesendet. Die aller Aufrufe stehen im JSON-Export.</translation>
    </message>
    <message>
        <source>%1, run %2</source>
        <translation>%1, Lauf %2</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>t0</source>
        <translation>t0</translation>
    </message>
    <message>
        <source>the moment just before the first byte of the request is written on an open connection</source>
        <translation>der Moment, kurz bevor das erste Byte der Anfrage auf eine offene Verbindung geschrieben wird</translation>
    </message>
    <message>
        <source>TTFT</source>
        <translation>TTFT</translation>
    </message>
    <message>
        <source>first non-empty text of any kind (thinking, answer, tool) - t0</source>
        <translation>erster nicht leerer Text jeder Art (Thinking, Antwort, Werkzeug) - t0</translation>
    </message>
    <message>
        <source>TTFO</source>
        <translation>TTFO</translation>
    </message>
    <message>
        <source>E2EL</source>
        <translation>E2EL</translation>
    </message>
    <message>
        <source>end marker of the stream - t0</source>
        <translation>Endmarke des Stroms - t0</translation>
    </message>
    <message>
        <source>Decode rate</source>
        <translation>Decode-Rate</translation>
    </message>
    <message>
        <source>Server&apos;s rate</source>
        <translation>Rate des Servers</translation>
    </message>
    <message>
        <source>(output tokens - 1) / the server&apos;s own decode time</source>
        <translation>(Ausgabe-Token - 1) / Decode-Zeit, wie der Server sie angibt</translation>
    </message>
    <message>
        <source>TPOT</source>
        <translation>TPOT</translation>
    </message>
    <message>
        <source>Chunk gap</source>
        <translation>Chunk-Abstand</translation>
    </message>
    <message>
        <source>time between two arrivals that did not share a read; a chunk is not a token</source>
        <translation>Zeit zwischen zwei Ankünften, die nicht in einem Lesevorgang kamen; ein Chunk ist kein Token</translation>
    </message>
    <message>
        <source>Prefill rate</source>
        <translation>Prefill-Rate</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>Token-weighted</source>
        <translation>Tokengewichtet</translation>
    </message>
    <message>
        <source>sum of (output tokens - 1) / sum of decode times</source>
        <translation>Summe von (Ausgabe-Token - 1) / Summe der Decode-Zeiten</translation>
    </message>
    <message>
        <source>Stratum</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>SD, CV</source>
        <translation>SD, CV</translation>
    </message>
    <message>
        <source>sample standard deviation (n - 1), and its ratio to the mean</source>
        <translation>Standardabweichung der Stichprobe (n - 1) und ihr Verhältnis zum Mittelwert</translation>
    </message>
    <message>
        <source>p90, p99</source>
        <translation>p90, p99</translation>
    </message>
    <message>
        <source>linear interpolation between order statistics (R-7)</source>
        <translation>lineare Interpolation zwischen Ordnungsstatistiken (R-7)</translation>
    </message>
    <message>
        <source>Definitions</source>
        <translation>Definitionen</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>None: legacy figures are made of a server&apos;s own durations, and no server took part.</source>
        <translation>Keine: Legacy-Kennzahlen entstehen aus den Zeiten eines Servers, und es war kein Server beteiligt.</translation>
    </message>
    <message>
        <source>These figures mislead: they pool cold and warm calls and both stages, take the mean of ratios, and count a lost stream as zero. They stand here only so that older reports can be reproduced, and must not be compared with anything above.</source>
        <translation>Diese Zahlen führen in die Irre: Sie werfen kalte und warme Aufrufe und beide Stufen zusammen, mitteln Verhältnisse und zählen einen verlorenen Strom als null. Sie stehen hier nur, damit sich ältere Berichte nachvollziehen lassen, und dürfen mit nichts weiter oben verglichen werden.</translation>
    </message>
    <message>
        <source>legacy metric</source>
        <translation>Legacy-Kennzahl</translation>
    </message>
    <message>
        <source>Calls (n)</source>
        <translation>Aufrufe (n)</translation>
    </message>
    <message>
        <source>Mean throughput (tok/s)</source>
        <translation>Mittlerer Durchsatz (tok/s)</translation>
    </message>
    <message>
        <source>Mean TTFT (ms)</source>
        <translation>Mittlere TTFT (ms)</translation>
    </message>
    <message>
        <source>Total tokens</source>
        <translation>Token gesamt</translation>
    </message>
    <message>
        <source>Total duration (ms)</source>
        <translation>Dauer gesamt (ms)</translation>
    </message>
    <message>
        <source>Prompt evaluation, sum (ms)</source>
        <translation>Prompt-Auswertung, Summe (ms)</translation>
    </message>
    <message>
        <source>Evaluation, sum (ms)</source>
        <translation>Auswertung, Summe (ms)</translation>
    </message>
    <message>
        <source>Load, sum (ms)</source>
        <translation>Laden, Summe (ms)</translation>
    </message>
    <message>
        <source>Throughput CV (%)</source>
        <translation>CV des Durchsatzes (%)</translation>
    </message>
    <message>
        <source>TTFT CV (%)</source>
        <translation>CV der TTFT (%)</translation>
    </message>
    <message>
        <source>%1, %2: one row a stage and stratum, never pooled</source>
        <translation>%1, %2: eine Zeile je Stufe und Schicht, nie zusammengeworfen</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>Mean (%1)</source>
        <translation>Mittel (%1)</translation>
    </message>
    <message>
        <source>SD (%1)</source>
        <translation>SD (%1)</translation>
    </message>
    <message>
        <source>CV (%)</source>
        <translation>CV (%)</translation>
    </message>
    <message>
        <source>Min (%1)</source>
        <translation>Min (%1)</translation>
    </message>
    <message>
        <source>Median (%1)</source>
        <translation>Median (%1)</translation>
    </message>
    <message>
        <source>Max (%1)</source>
        <translation>Max (%1)</translation>
    </message>
    <message>
        <source>Token-weighted (%1)</source>
        <translation>Tokengewichtet (%1)</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>Connect (ms)</source>
        <translation>Verbinden (ms)</translation>
    </message>
    <message>
        <source>TTFT (ms)</source>
        <translation>TTFT (ms)</translation>
    </message>
    <message>
        <source>Load (ms)</source>
        <translation>Laden (ms)</translation>
    </message>
    <message>
        <source>Prefill (ms)</source>
        <translation>Prefill (ms)</translation>
    </message>
    <message>
        <source>Thinking (ms)</source>
        <translation>Thinking (ms)</translation>
    </message>
    <message>
        <source>%1 (n = %2)</source>
        <translation>%1 (n = %2)</translation>
    </message>
    <message>
        <source>Thinking: %1.</source>
        <translation>Thinking: %1.</translation>
    </message>
    <message>
        <source>No call was finished: there is nothing to summarise.</source>
        <translation>Kein Aufruf wurde beendet: Es gibt nichts zusammenzufassen.</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>SD</source>
        <translation>SD</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>p90</source>
        <translation>p90</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>put back by the user</source>
        <translation>vom Benutzer zurückgeholt</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Decode rate (tok/s)</source>
        <translation>Decode-Rate (tok/s)</translation>
    </message>
    <message>
        <source>Server&apos;s (tok/s)</source>
        <translation>Die des Servers (tok/s)</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Duration (ms)</source>
        <translation>Dauer (ms)</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Vermerke</translation>
    </message>
    <message>
        <source>TTFT, decode rate and duration: timed by the client (stamps: %1). Server&apos;s rate: as the server timed it. Tokens counted by: %2; ~ marks an estimate.</source>
        <translation>TTFT, Decode-Rate und Dauer: vom Client gemessen (Zeitstempel: %1). Rate des Servers: wie der Server sie maß. Token gezählt von: %2; ~ bezeichnet eine Schätzung.</translation>
    </message>
    <message>
        <source>Analysis (s)</source>
        <translation>Analyse (s)</translation>
    </message>
    <message>
        <source>Report (s)</source>
        <translation>Bericht (s)</translation>
    </message>
    <message>
        <source>Both (s)</source>
        <translation>Beide (s)</translation>
    </message>
    <message>
        <source>None captured</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Key Findings</source>
        <translation>Wichtigste Ergebnisse</translation>
    </message>
    <message>
        <source>Recommendations</source>
        <translation>Empfehlungen</translation>
    </message>
    <message>
        <source>Lines of the analysis of run %1, as they were written.</source>
        <translation>Zeilen der Analyse von Lauf %1, wie sie geschrieben wurden.</translation>
    </message>
    <message>
        <source>It is incomplete (%1).</source>
        <translation>Sie ist unvollständig (%1).</translation>
    </message>
    <message>
        <source>This text is incomplete (%1).</source>
        <translation>Dieser Text ist unvollständig (%1).</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>Es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>The same text as %1.</source>
        <translation>Derselbe Text wie bei %1.</translation>
    </message>
    <message>
        <source>run %1 of %2</source>
        <translation>Lauf %1 von %2</translation>
    </message>
    <message>
        <source>Files read</source>
        <translation>Gelesene Dateien</translation>
    </message>
    <message>
        <source>Values read</source>
        <translation>Gelesene Werte</translation>
    </message>
    <message>
        <source>Ingest (s)</source>
        <translation>Einlesen (s)</translation>
    </message>
    <message>
        <source>Data Summary</source>
        <translation>Zusammenfassung der Daten</translation>
    </message>
    <message>
        <source>Technical Report (Built-in Analyst)</source>
        <translation>Technischer Bericht (eingebauter Analyst)</translation>
    </message>
    <message>
        <source>Technical Report (LLM Generated)</source>
        <translation>Technischer Bericht (von einem LLM)</translation>
    </message>
    <message>
        <source>Written by rules from facts of the folder.</source>
        <translation>Nach Regeln aus Fakten des Ordners geschrieben.</translation>
    </message>
    <message>
        <source>Written by the model, shown as it was written. The program does not vouch for it.</source>
        <translation>Vom Modell geschrieben und gezeigt, wie es geschrieben wurde. Das Programm bürgt nicht dafür.</translation>
    </message>
    <message>
        <source>Run %1: analysis only</source>
        <translation>Lauf %1: nur Analyse</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>No text was written.</source>
        <translation>Es wurde kein Text geschrieben.</translation>
    </message>
    <message>
        <source>No call was made.</source>
        <translation>Es gab keinen Aufruf.</translation>
    </message>
    <message>
        <source>Run %1, %2: %3</source>
        <translation>Lauf %1, %2: %3</translation>
    </message>
    <message>
        <source>Made so that the measured calls find the model loaded. They are in no statistics.</source>
        <translation>Gemacht, damit die gemessenen Aufrufe das Modell geladen vorfinden. Sie stehen in keiner Statistik.</translation>
    </message>
    <message>
        <source>Effective context (tokens)</source>
        <translation>Wirksamer Kontext (Token)</translation>
    </message>
    <message>
        <source>GPU share</source>
        <translation>Anteil auf der GPU</translation>
    </message>
    <message>
        <source>Thinking seen</source>
        <translation>Thinking beobachtet</translation>
    </message>
    <message>
        <source>Prompt truncated</source>
        <translation>Prompt gekürzt</translation>
    </message>
    <message>
        <source>Token counts from</source>
        <translation>Token gezählt von</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>Not like for like: %1 differs (%2), though no arm asks for it.</source>
        <translation>Nicht unter gleichen Bedingungen: %1 ist verschieden (%2), obwohl kein Arm das verlangt.</translation>
    </message>
    <message>
        <source>Server version</source>
        <translation>Version des Servers</translation>
    </message>
    <message>
        <source>Corpus hash</source>
        <translation>Hash des Ordners</translation>
    </message>
    <message>
        <source>Like for like</source>
        <translation>Gleiche Bedingungen</translation>
    </message>
    <message>
        <source>These differences are not under test, and may be what the figures below show:</source>
        <translation>Diese Unterschiede werden nicht geprüft; sie könnten es sein, was die Zahlen unten zeigen:</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>95 % CI</source>
        <translation>95-%-KI</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Verhältnis</translation>
    </message>
    <message>
        <source>p (Holm)</source>
        <translation>p (Holm)</translation>
    </message>
    <message>
        <source>Hedges&apos; g</source>
        <translation>Hedges’ g</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%1 gegen %2</translation>
    </message>
    <message>
        <source>Nothing to compare: no call of these arms was finished.</source>
        <translation>Nichts zu vergleichen: Kein Aufruf dieser Arme wurde beendet.</translation>
    </message>
    <message>
        <source>%1, %2, %3: %4</source>
        <translation>%1, %2, %3: %4</translation>
    </message>
    <message>
        <source>Counted (n)</source>
        <translation>Gezählt (n)</translation>
    </message>
    <message>
        <source>Calls left out</source>
        <translation>Ausgelassene Aufrufe</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Keine.</translation>
    </message>
    <message>
        <source>Nothing is compared: the built-in analyst took every part, options have no effect on it, and a difference between its arms would be the machine&apos;s noise.</source>
        <translation>Nichts wird verglichen: Der eingebaute Analyst hat jeden Teil übernommen, Optionen wirken nicht auf ihn, und ein Unterschied zwischen seinen Armen wäre das Rauschen des Rechners.</translation>
    </message>
    <message>
        <source>The arms ran one after the other, not interleaved: a drift of the machine would look like a difference between them.</source>
        <translation>Die Arme liefen nacheinander, nicht verschränkt: Eine Drift des Rechners sähe aus wie ein Unterschied zwischen ihnen.</translation>
    </message>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>%1 ließ sich nicht schreiben: %2.</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Aggregate Metrics</source>
        <translation>Kennzahlen insgesamt</translation>
    </message>
    <message>
        <source>TTFT Anatomy</source>
        <translation>Anatomie der TTFT</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Workflow Summary</source>
        <translation>Zusammenfassung des Ablaufs</translation>
    </message>
    <message>
        <source>Technical Report</source>
        <translation>Technischer Bericht</translation>
    </message>
    <message>
        <source>LLM Call Metrics</source>
        <translation>Kennzahlen der LLM-Aufrufe</translation>
    </message>
    <message>
        <source>Statistical Summary</source>
        <translation>Statistische Zusammenfassung</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Abbildungen</translation>
    </message>
    <message>
        <source>Reproducibility</source>
        <translation>Reproduzierbarkeit</translation>
    </message>
    <message>
        <source>Legacy</source>
        <translation>Legacy</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Seite %1 von %2</translation>
    </message>
    <message>
        <source>A PDF needs the program&apos;s fonts, which are not loaded.</source>
        <translation>Ein PDF braucht die Schriften des Programms, die nicht geladen sind.</translation>
    </message>
    <message>
        <source>none: the built-in analyst writes by rules</source>
        <translation>keines: Der eingebaute Analyst schreibt nach Regeln</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>This experiment was still running when the report was made: what is missing here had not happened yet.</source>
        <translation>Dieses Experiment lief noch, als der Bericht entstand: Was hier fehlt, war noch nicht geschehen.</translation>
    </message>
    <message>
        <source>The experiment was stopped by the user. What had been measured by then is all here.</source>
        <translation>Das Experiment wurde vom Benutzer gestoppt. Was bis dahin gemessen war, steht vollständig hier.</translation>
    </message>
    <message>
        <source>The experiment failed: %1 What had been measured by then is all here.</source>
        <translation>Das Experiment ist gescheitert: %1 Was bis dahin gemessen war, steht vollständig hier.</translation>
    </message>
    <message>
        <source>The program ended while the experiment ran. What had been measured by then is all here.</source>
        <translation>Das Programm endete, während das Experiment lief. Was bis dahin gemessen war, steht vollständig hier.</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Timestamp</source>
        <translation>Zeitpunkt</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation>Experiment</translation>
    </message>
    <message>
        <source>Notes: %1</source>
        <translation>Notizen: %1</translation>
    </message>
    <message>
        <source>Corpus</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>%1 Agent Report</source>
        <translation>Agentenbericht: %1</translation>
    </message>
    <message>
        <source>%1 arms compared</source>
        <translation>Vergleich von %1 Armen</translation>
    </message>
    <message>
        <source>ingest</source>
        <translation>Einlesen</translation>
    </message>
    <message>
        <source>analysis</source>
        <translation>Analyse</translation>
    </message>
    <message>
        <source>report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>cold</source>
        <translation>kalt</translation>
    </message>
    <message>
        <source>cached</source>
        <translation>gecacht</translation>
    </message>
    <message>
        <source>warm</source>
        <translation>warm</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>First answer (TTFO)</source>
        <translation>Erste Antwort (TTFO)</translation>
    </message>
    <message>
        <source>Time per output token (TPOT)</source>
        <translation>Zeit je Ausgabe-Token (TPOT)</translation>
    </message>
    <message>
        <source>Chunk gap, median</source>
        <translation>Chunk-Abstand, Median</translation>
    </message>
    <message>
        <source>Duration (E2EL)</source>
        <translation>Dauer (E2EL)</translation>
    </message>
    <message>
        <source>Output tokens</source>
        <translation>Ausgabe-Token</translation>
    </message>
    <message>
        <source>%1 (run %2)</source>
        <translation>%1 (Lauf %2)</translation>
    </message>
    <message>
        <source>unfinished</source>
        <translation>unvollendet</translation>
    </message>
    <message>
        <source>unfinished: the program ended, or this report was made, while it streamed</source>
        <translation>unvollendet: Das Programm endete, oder dieser Bericht entstand, während der Strom lief</translation>
    </message>
    <message>
        <source>length: the answer hit the token limit and is cut off</source>
        <translation>length: Die Antwort stieß an die Token-Grenze und ist abgeschnitten</translation>
    </message>
    <message>
        <source>aborted: the stream ended without its end marker</source>
        <translation>aborted: Der Strom endete ohne seine Endmarke</translation>
    </message>
    <message>
        <source>cancelled: stopped by the user</source>
        <translation>cancelled: vom Benutzer gestoppt</translation>
    </message>
    <message>
        <source>error: %1</source>
        <translation>error: %1</translation>
    </message>
    <message>
        <source>error</source>
        <translation>error</translation>
    </message>
    <message>
        <source>none: the built-in analyst has no cache of prompts</source>
        <translation>keine: Der eingebaute Analyst hat keinen Prompt-Cache</translation>
    </message>
    <message>
        <source>none: the reference&apos;s prompts take none</source>
        <translation>keine: Die Prompts der Vorlage haben keine</translation>
    </message>
    <message>
        <source>none: there is no model to load</source>
        <translation>keine: Es gibt kein Modell zu laden</translation>
    </message>
    <message>
        <source>none: the model is unloaded before each run</source>
        <translation>keine: Das Modell wird vor jedem Lauf entladen</translation>
    </message>
    <message>
        <source>%1; sent, one higher each run, where an arm names none</source>
        <translation>%1; gesendet, je Lauf um eins höher, wo ein Arm keinen nennt</translation>
    </message>
    <message>
        <source>%1, of the order only; none was sent</source>
        <translation>%1, nur für die Reihenfolge; gesendet wurde keiner</translation>
    </message>
    <message>
        <source>none was sent</source>
        <translation>keine wurde gesendet</translation>
    </message>
    <message>
        <source>at most %1 where an arm names none; what was sent stands below, under Options</source>
        <translation>höchstens %1, wo ein Arm keine nennt; was gesendet wurde, steht unten bei den Optionen</translation>
    </message>
    <message>
        <source>None were sent: the built-in analyst takes none.</source>
        <translation>Keine wurden gesendet: Der eingebaute Analyst nimmt keine.</translation>
    </message>
    <message>
        <source>first text of the answer (no thinking, no tool call) - t0</source>
        <translation>erster Text der Antwort (kein Thinking, kein Werkzeugaufruf) - t0</translation>
    </message>
    <message>
        <source>(output tokens - 1) / (end marker - first text); absent for one token</source>
        <translation>(Ausgabe-Token - 1) / (Endmarke - erster Text); fehlt bei einem Token</translation>
    </message>
    <message>
        <source>(end marker - first text) / (output tokens - 1)</source>
        <translation>(Endmarke - erster Text) / (Ausgabe-Token - 1)</translation>
    </message>
    <message>
        <source>prompt tokens evaluated / prompt evaluation time, only where it is known that nothing was cached</source>
        <translation>ausgewertete Prompt-Token / Zeit der Prompt-Auswertung, nur wo bekannt ist, dass nichts im Cache lag</translation>
    </message>
    <message>
        <source>cold: the model was not loaded before (where nobody says: it loaded for more than a second with no other call under way); cached: the prompt&apos;s start was reused; warm: neither; unknown: the server gives no evidence</source>
        <translation>kalt: Das Modell war vorher nicht geladen (wo es niemand sagt: Es lud länger als eine Sekunde, ohne dass ein anderer Aufruf lief); gecacht: Der Anfang des Prompts wurde wiederverwendet; warm: keines von beiden; unbekannt: Der Server gibt keinen Hinweis</translation>
    </message>
    <message>
        <source>No option was sent: the built-in analyst takes none.</source>
        <translation>Keine Option wurde gesendet: Der eingebaute Analyst nimmt keine.</translation>
    </message>
    <message>
        <source>Sent beside that, so that runs can be repeated and arms compared: %1.</source>
        <translation>Außerdem gesendet, damit Läufe wiederholbar und Arme vergleichbar sind: %1.</translation>
    </message>
    <message>
        <source>Runs: %1. p90 stands from n = 64, p99 from n = 662; below, the calls themselves say more.</source>
        <translation>Läufe: %1. p90 steht ab n = 64, p99 ab n = 662; darunter sagen die Aufrufe selbst mehr.</translation>
    </message>
    <message>
        <source>Means, and difference = %1 - %2. Intervals and p are Welch&apos;s; p is Holm-corrected over all rows of this comparison.</source>
        <translation>Mittelwerte und Differenz = %1 - %2. Intervalle und p nach Welch; p ist über alle Zeilen dieses Vergleichs nach Holm korrigiert.</translation>
    </message>
    <message>
        <source>arm %1</source>
        <translation>Arm %1</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>Only a part of the experiment is reported here: %1, %2 of %3 calls.</source>
        <translation>Hier steht nur ein Teil des Experiments: %1, %2 von %3 Aufrufen.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>No language model took part. The built-in analyst wrote these texts by rules, from facts of the folder; options have no effect on it. Its times are real, but they are compared with nothing. The statistics of TTFT and its parts, of decode rates and of chunk gaps leave its calls out (flag no-model); durations and counts of tokens are described.</source>
        <translation>Kein Sprachmodell war beteiligt. Der eingebaute Analyst hat diese Texte nach Regeln aus Fakten des Ordners geschrieben; Optionen wirken nicht auf ihn. Seine Zeiten sind echt, werden aber mit nichts verglichen. Die Statistiken der TTFT und ihrer Teile, der Decode-Raten und der Chunk-Abstände lassen seine Aufrufe aus (Flag no-model); Dauern und Tokenzahlen werden beschrieben.</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>stamps %1 / %2 / %3 µs late (p50 / p99 / max of %4 chunks)</source>
        <translation>Zeitstempel um %1 / %2 / %3 µs zu spät (p50 / p99 / max. von %4 Chunks)</translation>
    </message>
    <message>
        <source>, stamped by the kernel</source>
        <translation>, gestempelt vom Kernel</translation>
    </message>
    <message>
        <source>, stamped by the program</source>
        <translation>, gestempelt vom Programm</translation>
    </message>
    <message>
        <source>; event loop %1 µs (p99)</source>
        <translation>; Ereignisschleife %1 µs (p99)</translation>
    </message>
    <message>
        <source>Client floor</source>
        <translation>Eigenanteil des Programms</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>DNS, TCP and TLS, before t0; 0 on a connection that was open</source>
        <translation>DNS, TCP und TLS, vor t0; 0 auf einer Verbindung, die schon offen war</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>waiting for the server to begin: its own figure, or the time of the headers where they mean that it began</source>
        <translation>Warten, bis der Server beginnt: seine eigene Angabe, oder die Zeit der Header, wo sie den Beginn bedeuten</translation>
    </message>
    <message>
        <source>the server&apos;s load duration; it contains the scheduler&apos;s queue unless that is told</source>
        <translation>die Ladedauer laut Server; sie enthält die Warteschlange des Schedulers, wenn diese nicht genannt wird</translation>
    </message>
    <message>
        <source>Prefill</source>
        <translation>Prefill</translation>
    </message>
    <message>
        <source>reading the prompt: the server&apos;s figure, or TTFT as the server says it without its queue, or from the beginning that it told on the way to the first text</source>
        <translation>Lesen des Prompts: die Angabe des Servers, oder die TTFT laut Server ohne seine Warteschlange, oder vom unterwegs genannten Beginn bis zum ersten Text</translation>
    </message>
    <message>
        <source>Not told</source>
        <translation>Nicht genannt</translation>
    </message>
    <message>
        <source>TTFT - queue - load - prefill, as far as these are known: network, overhead, and what the server keeps to itself</source>
        <translation>TTFT - Warteschlange - Laden - Prefill, soweit bekannt: Netz, Verwaltung, und was der Server für sich behält</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>first text of the answer to the end of the stream</source>
        <translation>erster Text der Antwort bis zum Ende des Stroms</translation>
    </message>
    <message>
        <source>Queue (ms)</source>
        <translation>Warteschlange (ms)</translation>
    </message>
    <message>
        <source>Not told (ms)</source>
        <translation>Nicht genannt (ms)</translation>
    </message>
    <message>
        <source>Writing (ms)</source>
        <translation>Schreiben (ms)</translation>
    </message>
    <message>
        <source>the server&apos;s figure</source>
        <translation>Angabe des Servers</translation>
    </message>
    <message>
        <source>timed by the client</source>
        <translation>vom Client gestoppt</translation>
    </message>
    <message>
        <source>until the response&apos;s headers</source>
        <translation>bis zu den Headern der Antwort</translation>
    </message>
    <message>
        <source>from what the server said while it read</source>
        <translation>aus dem, was der Server beim Lesen sagte</translation>
    </message>
    <message>
        <source>what other times leave</source>
        <translation>was andere Zeiten übrig lassen</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>The load contains the server&apos;s queue, which is not told apart.</source>
        <translation>Das Laden enthält die Warteschlange des Servers, die nicht eigens genannt wird.</translation>
    </message>
    <message numerus="yes">
        <source>Of %n call(s) the server gave times that cannot be: negative, or longer than the time to the first token. These are left out here.</source>
        <translation>
            <numerusform>Zu %n Aufruf nannte der Server Zeiten, die nicht sein können: negativ oder länger als die Zeit bis zum ersten Token. Sie sind hier weggelassen.</numerusform>
            <numerusform>Zu %n Aufrufen nannte der Server Zeiten, die nicht sein können: negativ oder länger als die Zeit bis zum ersten Token. Sie sind hier weggelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Of these the server cannot be told, so they were not sent: %1.</source>
        <translation>Davon lässt sich dem Server nicht mitteilen und wurde nicht gesendet: %1.</translation>
    </message>
    <message>
        <source>Means over the calls that count for TTFT. Connecting comes before TTFT; queue, load, prefill and what no server told make it up; thinking and writing follow.</source>
        <translation>Mittelwerte über die Aufrufe, die für die TTFT zählen. Das Verbinden liegt vor der TTFT; Warteschlange, Laden, Prefill und was kein Server nannte, machen sie aus; Thinking und Schreiben folgen.</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>%1, agent %2</source>
        <translation>%1, Agent %2</translation>
    </message>
    <message>
        <source>System rate = tokens of all calls / wall; wall = first request sent to the last call&apos;s end. Speed-up = together / alone, of the same run.</source>
        <translation>Systemrate = Token aller Aufrufe / Wanduhr; Wanduhr = von der ersten Anfrage bis zum Ende des letzten Aufrufs. Beschleunigung = gemeinsam / allein, desselben Laufs.</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Alone (tok/s)</source>
        <translation>Allein (tok/s)</translation>
    </message>
    <message>
        <source>Alone, wall (s)</source>
        <translation>Allein, Wanduhr (s)</translation>
    </message>
    <message>
        <source>Together (tok/s)</source>
        <translation>Gemeinsam (tok/s)</translation>
    </message>
    <message>
        <source>Together, wall (s)</source>
        <translation>Gemeinsam, Wanduhr (s)</translation>
    </message>
    <message>
        <source>Together, tokens</source>
        <translation>Gemeinsam, Token</translation>
    </message>
    <message>
        <source>Speed-up</source>
        <translation>Beschleunigung</translation>
    </message>
    <message>
        <source>Fairness</source>
        <translation>Fairness</translation>
    </message>
    <message>
        <source>Overlap (%)</source>
        <translation>Überlappung (%)</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Bemerkung</translation>
    </message>
    <message>
        <source>Each agent against the calls alone of the same stage and stratum (their median). Slowdown 2 = half as fast, or twice as long.</source>
        <translation>Jeder Agent gegen die einzelnen Aufrufe derselben Phase und Schicht (deren Median). Verlangsamung 2 = halb so schnell oder doppelt so lang.</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Slowdown</source>
        <translation>Verlangsamung</translation>
    </message>
    <message>
        <source>Alone (ms)</source>
        <translation>Allein (ms)</translation>
    </message>
    <message>
        <source>Each run was made by one agent alone and by all at once, and both were timed. This describes these rounds and tests no difference. Calls of several agents at once are in no other statistics here (flag concurrent).</source>
        <translation>Jeden Lauf machte ein Agent allein und alle zugleich, und beides wurde gemessen. Das beschreibt diese Runden und prüft keinen Unterschied. Aufrufe mehrerer Agenten zugleich stehen hier in keiner anderen Statistik (Kennzeichen concurrent).</translation>
    </message>
    <message>
        <source>The agents were dealt out over %1 servers; the run alone was made on the first.</source>
        <translation>Die Agenten wurden auf %1 Server verteilt; der Lauf allein wurde auf dem ersten gemacht.</translation>
    </message>
    <message>
        <source>The figures of every agent stand in the JSON export.</source>
        <translation>Die Zahlen jedes Agenten stehen im JSON-Export.</translation>
    </message>
    <message>
        <source>Speedup</source>
        <translation>Speedup</translation>
    </message>
    <message>
        <source>Efficiency (%)</source>
        <translation>Effizienz (%)</translation>
    </message>
    <message>
        <source>Concurrency of %1</source>
        <translation>Gleichzeitigkeit von %1</translation>
    </message>
    <message>
        <source>Speedup here is the sum of the agents&apos; durations, measured while they worked at once, over the wall; efficiency is that over the number of agents. Neither can see contention: agents that all become slower alike get 100 %.</source>
        <translation>Speedup ist hier die Summe der Dauern der Agenten, gemessen während sie zugleich arbeiteten, durch die Wanduhr; Effizienz ist das durch die Zahl der Agenten. Beide sehen keinen Wettstreit: Agenten, die alle gleich langsamer werden, bekommen 100 %.</translation>
    </message>
    <message>
        <source>Concurrency</source>
        <translation>Gleichzeitigkeit</translation>
    </message>
    <message>
        <source>Agents at once</source>
        <translation>Agenten zugleich</translation>
    </message>
    <message>
        <source>%1, after or before the same run of one alone</source>
        <translation>%1, nach oder vor demselben Lauf eines einzelnen</translation>
    </message>
    <message>
        <source>Further servers</source>
        <translation>Weitere Server</translation>
    </message>
    <message>
        <source>Run %1, %2: the server took other models out of memory meanwhile: %3.</source>
        <translation>Lauf %1, %2: Der Server nahm unterdessen andere Modelle aus dem Speicher: %3.</translation>
    </message>
    <message>
        <source>No condition differs that is not under test.</source>
        <translation>Keine Bedingung ist verschieden, die nicht geprüft wird.</translation>
    </message>
    <message>
        <source>TTFT means the same in every arm: from the request&apos;s first byte to the first text of any kind.</source>
        <translation>TTFT heißt in jedem Arm dasselbe: vom ersten Byte der Anfrage bis zum ersten Text jeder Art.</translation>
    </message>
</context>
<context>
    <name>RunJson</name>
    <message>
        <source>The run is malformed: &quot;%1&quot; is missing or of the wrong kind.</source>
        <translation>Der Lauf ist fehlerhaft: „%1“ fehlt oder ist von falscher Art.</translation>
    </message>
</context>
<context>
    <name>Sample</name>
    <message>
        <source>The sample cannot be unpacked to “%1”.</source>
        <translation>Das Beispiel lässt sich nicht nach „%1“ auspacken.</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>n = %1 and %2</source>
        <translation>n = %1 und %2</translation>
    </message>
    <message>
        <source>no spread in either arm</source>
        <translation>keine Streuung in beiden Armen</translation>
    </message>
    <message>
        <source>95 % CI %1 ... %2</source>
        <translation>95-%-KI %1 ... %2</translation>
    </message>
    <message>
        <source>%1 is lower by %2 %3 (%4%5, %6)</source>
        <translation>%1 ist um %2 %3 niedriger (%4%5, %6)</translation>
    </message>
    <message>
        <source>%1 is higher by %2 %3 (%4%5, %6)</source>
        <translation>%1 ist um %2 %3 höher (%4%5, %6)</translation>
    </message>
    <message>
        <source>No difference detected (%1)</source>
        <translation>Kein Unterschied erkannt (%1)</translation>
    </message>
    <message>
        <source>No difference detected (%1: smallest detectable about %2 %3)</source>
        <translation>Kein Unterschied erkannt (%1: kleinster erkennbarer etwa %2 %3)</translation>
    </message>
    <message>
        <source>the built-in analyst is no model</source>
        <translation>der eingebaute Analyst ist kein Modell</translation>
    </message>
    <message>
        <source>tokens were counted in different ways</source>
        <translation>die Token wurden verschieden gezählt</translation>
    </message>
    <message>
        <source>Not comparable: %1</source>
        <translation>Nicht vergleichbar: %1</translation>
    </message>
</context>
<context>
    <name>benchglass::agent</name>
    <message>
        <source>looking at the server</source>
        <translation>Server wird befragt</translation>
    </message>
    <message>
        <source>reading the folder</source>
        <translation>Ordner wird gelesen</translation>
    </message>
    <message>
        <source>warming up</source>
        <translation>wärmt auf</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>verbindet</translation>
    </message>
    <message>
        <source>waiting for the first token</source>
        <translation>wartet auf das erste Token</translation>
    </message>
    <message>
        <source>waiting in the queue</source>
        <translation>wartet in der Schlange</translation>
    </message>
    <message>
        <source>loading the model</source>
        <translation>Modell wird geladen</translation>
    </message>
    <message>
        <source>reading the prompt</source>
        <translation>Prompt wird gelesen</translation>
    </message>
    <message>
        <source>thinking</source>
        <translation>denkt</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>schreibt</translation>
    </message>
    <message>
        <source>cooling down</source>
        <translation>kühlt ab</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message numerus="yes">
        <source>about %1, from %n earlier call(s)</source>
        <translation>
            <numerusform>etwa %1, nach %n früherem Aufruf</numerusform>
            <numerusform>etwa %1, nach %n früheren Aufrufen</numerusform>
        </translation>
    </message>
    <message>
        <source>longer than usual: %1</source>
        <translation>länger als sonst: %1</translation>
    </message>
    <message>
        <source>The model repeated itself without end, so its answer was ended here. An output limit or another repeat_penalty may help.</source>
        <translation>Das Modell wiederholte sich endlos, deshalb wurde seine Antwort hier beendet. Eine Ausgabegrenze oder ein anderer repeat_penalty kann helfen.</translation>
    </message>
</context>
<context>
    <name>benchglass::agent::Preflight</name>
    <message>
        <source>No model was chosen.</source>
        <translation>Es wurde kein Modell gewählt.</translation>
    </message>
    <message>
        <source>%1 has no model named “%2”.</source>
        <translation>%1 hat kein Modell namens „%2“.</translation>
    </message>
    <message numerus="yes">
        <source>The server is answering %n other request(s): what is measured now shares the machine with them.</source>
        <translation>
            <numerusform>Der Server beantwortet gerade %n andere Anfrage: Was jetzt gemessen wird, teilt sich die Maschine mit ihr.</numerusform>
            <numerusform>Der Server beantwortet gerade %n andere Anfragen: Was jetzt gemessen wird, teilt sich die Maschine mit ihnen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>benchglass::agent::Runner</name>
    <message>
        <source>An experiment needs at least one arm and one run.</source>
        <translation>Ein Experiment braucht mindestens einen Arm und einen Lauf.</translation>
    </message>
    <message>
        <source>Run %1 of %2 has no report: its analysis gave no text or broke off.</source>
        <translation>Lauf %1 von %2 hat keinen Bericht: Seine Analyse ergab keinen Text oder brach ab.</translation>
    </message>
    <message>
        <source>%1 runs %2, and the first address %3. What its agents achieve is compared with no call alone.</source>
        <translation>Unter %1 läuft %2, unter der ersten Adresse %3. Was seine Agenten leisten, wird mit keinem einzelnen Aufruf verglichen.</translation>
    </message>
    <message>
        <source>The model at %1 is another one than at the first address.</source>
        <translation>Das Modell unter %1 ist ein anderes als unter der ersten Adresse.</translation>
    </message>
    <message>
        <source>The built-in analyst has no model that several agents at once could contend for. Choose an engine with a model, or one agent.</source>
        <translation>Der eingebaute Analyst hat kein Modell, um das mehrere Agenten zugleich streiten könnten. Wählen Sie eine Engine mit Modell oder einen Agenten.</translation>
    </message>
    <message>
        <source>Agent %1 writes no report in run %2 of %3: its analysis gave no text or broke off.</source>
        <translation>Agent %1 schreibt in Lauf %2 von %3 keinen Bericht: Seine Analyse ergab keinen Text oder brach ab.</translation>
    </message>
    <message>
        <source>A server of this kind cannot be told to unload a model, so no cold start can be measured there. Run without cold starts, or with Ollama.</source>
        <translation>Ein Server dieser Art lässt sich nicht anweisen, ein Modell zu entladen; ein Kaltstart kann dort also nicht gemessen werden. Ohne Kaltstarts messen, oder mit Ollama.</translation>
    </message>
</context>
<context>
    <name>benchglass::charts::BoxFigure</name>
    <message>
        <source>A box for each group will appear here</source>
        <translation>Hier erscheint ein Kasten für jede Gruppe</translation>
    </message>
    <message>
        <source>%1 of %2 groups</source>
        <translation>%1 von %2 Gruppen</translation>
    </message>
    <message>
        <source>group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>low %1</source>
        <translation>unten %1</translation>
    </message>
    <message>
        <source>q1</source>
        <translation>q1</translation>
    </message>
    <message>
        <source>median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>q3</source>
        <translation>q3</translation>
    </message>
    <message>
        <source>high</source>
        <translation>oben</translation>
    </message>
    <message>
        <source>outside</source>
        <translation>außerhalb</translation>
    </message>
    <message>
        <source>median %1 %2</source>
        <translation>Median %1 %2</translation>
    </message>
    <message>
        <source>middle half %1 … %2</source>
        <translation>mittlere Hälfte %1 … %2</translation>
    </message>
    <message>
        <source>n = %1, %2 outside the whiskers</source>
        <translation>n = %1, %2 außerhalb der Antennen</translation>
    </message>
</context>
<context>
    <name>benchglass::charts::HistogramFigure</name>
    <message>
        <source>How the values are distributed will appear here</source>
        <translation>Hier erscheint, wie sich die Werte verteilen</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>count</source>
        <translation>Anzahl</translation>
    </message>
</context>
<context>
    <name>benchglass::charts::RateFigure</name>
    <message>
        <source>The rate of each call over time will appear here as the model writes</source>
        <translation>Hier erscheint die Rate jedes Aufrufs im Lauf der Zeit, während das Modell schreibt</translation>
    </message>
    <message>
        <source>call</source>
        <translation>Aufruf</translation>
    </message>
    <message>
        <source>points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>from s</source>
        <translation>von s</translation>
    </message>
    <message>
        <source>to s</source>
        <translation>bis s</translation>
    </message>
    <message>
        <source>lowest %1</source>
        <translation>niedrigster Wert %1</translation>
    </message>
    <message>
        <source>median %1</source>
        <translation>Median %1</translation>
    </message>
    <message>
        <source>highest %1</source>
        <translation>höchster Wert %1</translation>
    </message>
    <message>
        <source>No call wrote for long enough to draw a rate over time</source>
        <translation>Kein Aufruf schrieb lange genug, um eine Rate über die Zeit zu zeichnen</translation>
    </message>
</context>
<context>
    <name>benchglass::charts::ScatterFigure</name>
    <message>
        <source>Pairs of values will appear here as points</source>
        <translation>Hier erscheinen Wertepaare als Punkte</translation>
    </message>
    <message>
        <source>set</source>
        <translation>Satz</translation>
    </message>
    <message>
        <source>the first %1 points</source>
        <translation>die ersten %1 Punkte</translation>
    </message>
</context>
<context>
    <name>benchglass::charts::StageFigure</name>
    <message>
        <source>ingest</source>
        <translation>Einlesen</translation>
    </message>
    <message>
        <source>connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>load</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>prefill</source>
        <translation>Prefill</translation>
    </message>
    <message>
        <source>thinking</source>
        <translation>Thinking</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Each call will appear here with its phases: load, prefill, thinking, writing</source>
        <translation>Hier erscheint jeder Aufruf mit seinen Phasen: Laden, Prefill, Thinking, Schreiben</translation>
    </message>
    <message>
        <source>the last %1 of %2</source>
        <translation>die letzten %1 von %2</translation>
    </message>
    <message>
        <source>call</source>
        <translation>Aufruf</translation>
    </message>
    <message>
        <source>phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>from s</source>
        <translation>von s</translation>
    </message>
    <message>
        <source>to s</source>
        <translation>bis s</translation>
    </message>
    <message>
        <source>duration s</source>
        <translation>Dauer s</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Anmerkung</translation>
    </message>
    <message>
        <source>%1 to %2 of %3</source>
        <translation>%1 bis %2 von %3</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>nicht genannt</translation>
    </message>
</context>
<context>
    <name>benchglass::charts::StripFigure</name>
    <message>
        <source>A point for each call of each arm will appear here</source>
        <translation>Hier erscheint ein Punkt für jeden Aufruf jedes Arms</translation>
    </message>
    <message>
        <source>arm</source>
        <translation>Arm</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>mean %1</source>
        <translation>Mittel %1</translation>
    </message>
    <message>
        <source>values %1</source>
        <translation>Werte %1</translation>
    </message>
    <message>
        <source>mean %1 %2 (n = %3)</source>
        <translation>Mittel %1 %2 (n = %3)</translation>
    </message>
</context>
<context>
    <name>benchglass::charts::TtftFigure</name>
    <message>
        <source>The time to first token of each call will appear here</source>
        <translation>Hier erscheint die Zeit bis zum ersten Token für jeden Aufruf</translation>
    </message>
    <message>
        <source>call</source>
        <translation>Aufruf</translation>
    </message>
    <message>
        <source>arm</source>
        <translation>Arm</translation>
    </message>
    <message>
        <source>TTFT ms</source>
        <translation>TTFT ms</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Anmerkung</translation>
    </message>
    <message>
        <source>%1 ms to the first token</source>
        <translation>%1 ms bis zum ersten Token</translation>
    </message>
    <message>
        <source>no token came</source>
        <translation>es kam kein Token</translation>
    </message>
    <message>
        <source>kept out of the statistics</source>
        <translation>nicht in der Statistik</translation>
    </message>
    <message>
        <source>No call got as far as its first token</source>
        <translation>Kein Aufruf kam bis zu seinem ersten Token</translation>
    </message>
</context>
<context>
    <name>benchglass::cli::Command</name>
    <message>
        <source>id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>started (UTC)</source>
        <translation>begonnen (UTC)</translation>
    </message>
    <message>
        <source>corpus</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>arm</source>
        <translation>Arm</translation>
    </message>
    <message>
        <source>configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>TTFT ms</source>
        <translation>TTFT ms</translation>
    </message>
    <message>
        <source>tok/s</source>
        <translation>tok/s</translation>
    </message>
    <message>
        <source>flags</source>
        <translation>Vermerke</translation>
    </message>
    <message>
        <source>unfinished</source>
        <translation>unvollendet</translation>
    </message>
    <message>
        <source>run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>stage</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>stratum</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>E2EL ms</source>
        <translation>E2EL ms</translation>
    </message>
    <message>
        <source>run %1 %2</source>
        <translation>Lauf %1 %2</translation>
    </message>
    <message>
        <source>metric</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>sd</source>
        <translation>SD</translation>
    </message>
    <message>
        <source>median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>%1 run %2 · %3: %4, TTFT %5 ms, %6 tok/s</source>
        <translation>%1 Lauf %2 · %3: %4, TTFT %5 ms, %6 tok/s</translation>
    </message>
    <message>
        <source>warm-up</source>
        <translation>Aufwärmlauf</translation>
    </message>
    <message>
        <source>%1 · %2 · %3 %4 · %5 · %6
</source>
        <translation>%1 · %2 · %3 %4 · %5 · %6
</translation>
    </message>
    <message>
        <source>  %1: %2, %3 of %4 runs
</source>
        <translation>  %1: %2, %3 von %4 Läufen
</translation>
    </message>
    <message>
        <source>What can be said, against %1:</source>
        <translation>Was sich sagen lässt, gegenüber %1:</translation>
    </message>
    <message>
        <source>
--- %1, %2 ---
</source>
        <translation>
--- %1, %2 ---
</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>ended: %1 of %2 calls measured</source>
        <translation>beendet: %1 von %2 Aufrufen gemessen</translation>
    </message>
    <message>
        <source>TTFO ms</source>
        <translation>TTFO ms</translation>
    </message>
</context>
<context>
    <name>benchglass::cli::DeleteCommand</name>
    <message>
        <source>The experiment.</source>
        <translation>Das Experiment.</translation>
    </message>
    <message>
        <source>Remove it for good instead of moving it to the trash.</source>
        <translation>Endgültig entfernen statt in den Papierkorb legen.</translation>
    </message>
    <message>
        <source>Take it out of the trash.</source>
        <translation>Aus dem Papierkorb zurückholen.</translation>
    </message>
    <message>
        <source>delete needs one ID, and --forever or --restore but not both.</source>
        <translation>delete braucht eine ID und --forever oder --restore, nicht beide.</translation>
    </message>
    <message>
        <source>%1 is gone.</source>
        <translation>%1 ist gelöscht.</translation>
    </message>
    <message>
        <source>%1 is back.</source>
        <translation>%1 ist wieder da.</translation>
    </message>
    <message>
        <source>%1 is in the trash; delete --restore brings it back.</source>
        <translation>%1 liegt im Papierkorb; delete --restore holt es zurück.</translation>
    </message>
</context>
<context>
    <name>benchglass::cli::DoctorCommand</name>
    <message>
        <source>One of: %1.</source>
        <translation>Eine von: %1.</translation>
    </message>
    <message>
        <source>Where the server is; the engine&apos;s usual address if left out.</source>
        <translation>Wo der Server ist; ohne Angabe die übliche Adresse der Engine.</translation>
    </message>
    <message>
        <source>Model to try; one that the server lists if left out.</source>
        <translation>Modell, das probiert wird; ohne Angabe eines, das der Server nennt.</translation>
    </message>
    <message>
        <source>Certificates (PEM) to trust beside the system&apos;s.</source>
        <translation>Zertifikate (PEM), denen neben denen des Systems vertraut wird.</translation>
    </message>
    <message>
        <source>Let an Ollama fetch the model if it is missing.</source>
        <translation>Ein Ollama das Modell holen lassen, wenn es fehlt.</translation>
    </message>
    <message>
        <source>Print what was found as JSON.</source>
        <translation>Das Gefundene als JSON ausgeben.</translation>
    </message>
    <message>
        <source>doctor takes options only.</source>
        <translation>doctor nimmt nur Optionen.</translation>
    </message>
    <message>
        <source>--pull needs the engine ollama and a --model.</source>
        <translation>--pull braucht die Engine ollama und ein --model.</translation>
    </message>
    <message>
        <source>Fetching the model “%1”.</source>
        <translation>Das Modell „%1“ wird geholt.</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 von %3</translation>
    </message>
</context>
<context>
    <name>benchglass::cli::ExportCommand</name>
    <message>
        <source>ID, ID/arm or ID/arm/run.</source>
        <translation>ID, ID/Arm oder ID/Arm/Lauf.</translation>
    </message>
    <message>
        <source>md, pdf, csv, json, a3, with commas.</source>
        <translation>md, pdf, csv, json, a3, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>A folder, or for one format a file.</source>
        <translation>Ein Ordner, oder bei einem Format eine Datei.</translation>
    </message>
    <message>
        <source>export needs --out PATH and --format.</source>
        <translation>export braucht --out PFAD und --format.</translation>
    </message>
</context>
<context>
    <name>benchglass::cli::IngestCommand</name>
    <message>
        <source>%1: %2 files (%3 CSV, %4 JSON, %5 Markdown), %6 values in %7 series

</source>
        <translation>%1: %2 Dateien (%3 CSV, %4 JSON, %5 Markdown), %6 Werte in %7 Reihen

</translation>
    </message>
    <message>
        <source>... and %1 more series (--json lists all)
</source>
        <translation>... und %1 weitere Reihen (--json nennt alle)
</translation>
    </message>
    <message>
        <source>%1 problems
</source>
        <translation>%1 Probleme
</translation>
    </message>
    <message>
        <source>  ... and %1 more
</source>
        <translation>  ... und %1 weitere
</translation>
    </message>
    <message>
        <source>Folder with CSV, JSON and Markdown files.</source>
        <translation>Ordner mit CSV-, JSON- und Markdown-Dateien.</translation>
    </message>
    <message>
        <source>Print JSON.</source>
        <translation>JSON ausgeben.</translation>
    </message>
    <message>
        <source>Read the sample corpus.</source>
        <translation>Den Beispielordner lesen.</translation>
    </message>
    <message>
        <source>ingest needs one folder.</source>
        <translation>ingest braucht einen Ordner.</translation>
    </message>
    <message>
        <source>reading %1 of %2 files</source>
        <translation>lese %1 von %2 Dateien</translation>
    </message>
    <message>
        <source>Keep what the reference keeps, to compare with its reports: of the folders reports and csv_data the first value under each key.</source>
        <translation>Nur behalten, was die Referenz behält, um mit ihren Berichten zu vergleichen: aus den Ordnern reports und csv_data den ersten Wert unter jedem Schlüssel.</translation>
    </message>
</context>
<context>
    <name>benchglass::cli::ListCommand</name>
    <message>
        <source>Words to look for.</source>
        <translation>Wörter, nach denen gesucht wird.</translation>
    </message>
    <message>
        <source>List the trash instead.</source>
        <translation>Stattdessen den Papierkorb auflisten.</translation>
    </message>
    <message>
        <source>Print JSON.</source>
        <translation>JSON ausgeben.</translation>
    </message>
    <message>
        <source>list takes no arguments; look with --filter.</source>
        <translation>list nimmt keine Argumente; gesucht wird mit --filter.</translation>
    </message>
</context>
<context>
    <name>benchglass::cli::ReferenceOutput</name>
    <message>
        <source>%1, as the reference reads it: %2 files (%3 CSV, %4 JSON, %5 Markdown), %6 bytes, %7 headings, %8 keys. Of all values under one key only the first is kept.

</source>
        <translation>%1, wie die Referenz es liest: %2 Dateien (%3 CSV, %4 JSON, %5 Markdown), %6 Bytes, %7 Überschriften, %8 Schlüssel. Von allen Werten unter einem Schlüssel bleibt nur der erste.

</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out
</source>
        <translation>
            <numerusform>%n Datei ausgelassen
</numerusform>
            <numerusform>%n Dateien ausgelassen
</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>benchglass::cli::ReplayCommand</name>
    <message>
        <source>ID, ID/arm or ID/arm/run.</source>
        <translation>ID, ID/Arm oder ID/Arm/Lauf.</translation>
    </message>
    <message>
        <source>Which call of the run: analysis or report.</source>
        <translation>Welcher Aufruf des Laufs: analysis oder report.</translation>
    </message>
    <message>
        <source>Times the original, or max.</source>
        <translation>Das Wievielfache des Originals, oder max.</translation>
    </message>
    <message>
        <source>Print what was thought, too.</source>
        <translation>Auch ausgeben, was gedacht wurde.</translation>
    </message>
    <message>
        <source>--stage takes analysis or report, not “%1”.</source>
        <translation>--stage nimmt analysis oder report, nicht „%1“.</translation>
    </message>
    <message>
        <source>--speed takes a number from %1 to %2, or max, not “%3”.</source>
        <translation>--speed nimmt eine Zahl von %1 bis %2 oder max, nicht „%3“.</translation>
    </message>
    <message>
        <source>There is no finished call of the stage “%1”.</source>
        <translation>Es gibt keinen beendeten Aufruf der Stufe „%1“.</translation>
    </message>
    <message numerus="yes">
        <source>%1/%2/%3, %4: %5 chunk(s) in %6, as they came then.</source>
        <translation>
            <numerusform>%1/%2/%3, %4: %5 Chunk in %6, wie er damals kam.</numerusform>
            <numerusform>%1/%2/%3, %4: %5 Chunks in %6, wie sie damals kamen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>benchglass::cli::RunCommand</name>
    <message>
        <source>Folder with CSV, JSON and Markdown files.</source>
        <translation>Ordner mit CSV-, JSON- und Markdown-Dateien.</translation>
    </message>
    <message>
        <source>Use the sample corpus.</source>
        <translation>Den Beispielordner benutzen.</translation>
    </message>
    <message>
        <source>Where the server is; the engine&apos;s usual address if left out.</source>
        <translation>Wo der Server steht; ohne Angabe die übliche Adresse der Engine.</translation>
    </message>
    <message>
        <source>Model to ask.</source>
        <translation>Modell, das gefragt wird.</translation>
    </message>
    <message>
        <source>An arm: NAME or NAME:option=value,..; may be repeated. Baseline if left out.</source>
        <translation>Ein Arm: NAME oder NAME:option=wert,..; mehrfach möglich. Ohne Angabe Baseline.</translation>
    </message>
    <message>
        <source>Runs per arm.</source>
        <translation>Läufe je Arm.</translation>
    </message>
    <message>
        <source>grounded or reference.</source>
        <translation>grounded oder reference.</translation>
    </message>
    <message>
        <source>interleaved, sequential or random.</source>
        <translation>interleaved, sequential oder random.</translation>
    </message>
    <message>
        <source>Seed of the order and of the answers.</source>
        <translation>Startwert für Reihenfolge und Antworten.</translation>
    </message>
    <message>
        <source>Warm-up calls before an arm and before each reload.</source>
        <translation>Aufwärmläufe vor einem Arm und vor jedem Neuladen.</translation>
    </message>
    <message>
        <source>Pause between runs.</source>
        <translation>Pause zwischen den Läufen.</translation>
    </message>
    <message>
        <source>Most tokens of an answer; 0 for the engine&apos;s own limit.</source>
        <translation>Höchstzahl der Token einer Antwort; 0 für die Grenze der Engine.</translation>
    </message>
    <message>
        <source>Let the built-in analyst write at this speed, to watch it.</source>
        <translation>Den eingebauten Analysten so schnell schreiben lassen, zum Zusehen.</translation>
    </message>
    <message>
        <source>Unload the model before each run.</source>
        <translation>Das Modell vor jedem Lauf entladen.</translation>
    </message>
    <message>
        <source>Send no nonce: repeats may come from the prefix cache.</source>
        <translation>Keine Nonce senden: Wiederholungen können aus dem Präfix-Cache kommen.</translation>
    </message>
    <message>
        <source>Seconds to connect.</source>
        <translation>Sekunden zum Verbinden.</translation>
    </message>
    <message>
        <source>Seconds to the first byte.</source>
        <translation>Sekunden bis zum ersten Byte.</translation>
    </message>
    <message>
        <source>Seconds of silence between two pieces.</source>
        <translation>Sekunden Stille zwischen zwei Stücken.</translation>
    </message>
    <message>
        <source>Seconds for a whole call; 0 = no limit.</source>
        <translation>Sekunden für einen ganzen Aufruf; 0 = unbegrenzt.</translation>
    </message>
    <message>
        <source>Folder for the exported files.</source>
        <translation>Ordner für die exportierten Dateien.</translation>
    </message>
    <message>
        <source>What to export: md, pdf, csv, json, a3, with commas.</source>
        <translation>Was exportiert wird: md, pdf, csv, json, a3, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>Print the run as JSON.</source>
        <translation>Den Lauf als JSON ausgeben.</translation>
    </message>
    <message>
        <source>run needs one folder.</source>
        <translation>run braucht einen Ordner.</translation>
    </message>
    <message>
        <source>%1 of %2 calls · </source>
        <translation>%1 von %2 Aufrufen · </translation>
    </message>
    <message>
        <source>%1 run %2 · %3 · </source>
        <translation>%1 Lauf %2 · %3 · </translation>
    </message>
    <message>
        <source>Stopping after this stage; once more to stop now.</source>
        <translation>Stoppt nach dieser Stufe; noch einmal, um sofort zu stoppen.</translation>
    </message>
    <message>
        <source>wrote %1</source>
        <translation>%1 geschrieben</translation>
    </message>
    <message>
        <source>--%1 takes a number from %2 to %3, not “%4”.</source>
        <translation>--%1 nimmt eine Zahl von %2 bis %3, nicht „%4“.</translation>
    </message>
    <message>
        <source>--%1 takes %2, not “%3”.</source>
        <translation>--%1 nimmt %2, nicht „%3“.</translation>
    </message>
    <message>
        <source>Two arms are called “%1”.</source>
        <translation>Zwei Arme heißen „%1“.</translation>
    </message>
    <message>
        <source>--think takes %1, not “%2”.</source>
        <translation>--think nimmt %1, nicht „%2“.</translation>
    </message>
    <message>
        <source>--engine takes %1, not “%2”.</source>
        <translation>--engine nimmt %1, nicht „%2“.</translation>
    </message>
    <message>
        <source>--format takes md, pdf, csv, json and a3, not “%1”.</source>
        <translation>--format nimmt md, pdf, csv, json und a3, nicht „%1“.</translation>
    </message>
    <message>
        <source>--arm takes NAME or NAME:option=value,.., not “%1”: %2</source>
        <translation>--arm nimmt NAME oder NAME:option=wert,.., nicht „%1“: %2</translation>
    </message>
    <message>
        <source>--format names no format: md, pdf, csv, json or a3.</source>
        <translation>--format nennt kein Format: md, pdf, csv, json oder a3.</translation>
    </message>
    <message>
        <source>One of: %1.</source>
        <translation>Eine von: %1.</translation>
    </message>
    <message>
        <source>off, on, low, medium or high, for every arm that has no think of its own.</source>
        <translation>off, on, low, medium oder high, für jeden Arm ohne eigenes think.</translation>
    </message>
    <message>
        <source>Certificates (PEM) to trust beside the system&apos;s.</source>
        <translation>Zertifikate (PEM), denen neben denen des Systems vertraut wird.</translation>
    </message>
    <message>
        <source>%1: no effect with this engine, and not sent: %2.</source>
        <translation>%1: ohne Wirkung bei dieser Engine und nicht gesendet: %2.</translation>
    </message>
    <message>
        <source>--ca-file names no file that can be read: “%1”.</source>
        <translation>--ca-file nennt keine lesbare Datei: „%1“.</translation>
    </message>
    <message>
        <source>Agents at once: each run is made by one alone and then by all together, and both are measured.</source>
        <translation>Agenten zugleich: Jeden Lauf macht einer allein und alle zusammen, und beides wird gemessen.</translation>
    </message>
    <message>
        <source>A further server for the agents, in turn; may be repeated.</source>
        <translation>Ein weiterer Server für die Agenten, reihum; mehrfach möglich.</translation>
    </message>
    <message numerus="yes">
        <source>%n agent(s) at work</source>
        <translation>
            <numerusform>%n Agent arbeitet</numerusform>
            <numerusform>%n Agenten arbeiten</numerusform>
        </translation>
    </message>
    <message>
        <source>--cold has no effect: this engine has no model that could be unloaded.</source>
        <translation>--cold hat keine Wirkung: Diese Engine hat kein Modell, das entladen werden könnte.</translation>
    </message>
</context>
<context>
    <name>benchglass::cli::SelfTestCommand</name>
    <message>
        <source>one stream</source>
        <translation>ein Strom</translation>
    </message>
    <message>
        <source>32 streams, 50 chunks/s each</source>
        <translation>32 Ströme zu je 50 Chunks/s</translation>
    </message>
    <message>
        <source>one stream, while painting</source>
        <translation>ein Strom, beim Zeichnen</translation>
    </message>
    <message>
        <source>delay of stamps (µs)</source>
        <translation>Verzug der Zeitstempel (µs)</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>max</source>
        <translation>Max</translation>
    </message>
    <message>
        <source>by</source>
        <translation>durch</translation>
    </message>
    <message>
        <source>chunks</source>
        <translation>Chunks</translation>
    </message>
    <message>
        <source>event loop p99</source>
        <translation>Ereignisschleife p99</translation>
    </message>
    <message>
        <source>Print JSON.</source>
        <translation>JSON ausgeben.</translation>
    </message>
    <message>
        <source>selftest takes no arguments.</source>
        <translation>selftest nimmt keine Argumente.</translation>
    </message>
    <message>
        <source>
Chunks into records on one core: NDJSON %1/s, SSE %2/s
</source>
        <translation>
Chunks zu Datensätzen auf einem Kern: NDJSON %1/s, SSE %2/s
</translation>
    </message>
</context>
<context>
    <name>benchglass::cli::ShowCommand</name>
    <message>
        <source>ID, ID/arm or ID/arm/run.</source>
        <translation>ID, ID/Arm oder ID/Arm/Lauf.</translation>
    </message>
    <message>
        <source>Print the run as JSON.</source>
        <translation>Den Lauf als JSON ausgeben.</translation>
    </message>
</context>
<context>
    <name>benchglass::cli::TargetCommand</name>
    <message>
        <source>One ID is needed; list shows them.</source>
        <translation>Es fehlt eine ID; list zeigt sie.</translation>
    </message>
</context>
<context>
    <name>benchglass::corpus::CsvColumn</name>
    <message>
        <source>named in the row of units, line %1</source>
        <translation>in der Zeile mit den Einheiten genannt, Zeile %1</translation>
    </message>
    <message>
        <source>The integer is too big to be exact; it was rounded.</source>
        <translation>Die ganze Zahl ist zu groß, um genau zu sein; sie wurde gerundet.</translation>
    </message>
    <message>
        <source>“%1” is beyond the range of numbers; it is kept out.</source>
        <translation>„%1“ liegt außerhalb des Zahlenbereichs und bleibt draußen.</translation>
    </message>
    <message>
        <source>“%1” is no number; it is kept out.</source>
        <translation>„%1“ ist keine Zahl und bleibt draußen.</translation>
    </message>
    <message>
        <source>“%1” may have a decimal comma, but the column does not prove it; it is kept out.</source>
        <translation>„%1“ hat vielleicht ein Dezimalkomma, aber die Spalte belegt es nicht; der Wert bleibt draußen.</translation>
    </message>
    <message>
        <source>The commas of column “%1” were read as separators of thousands; they could be decimal.</source>
        <translation>Die Kommas der Spalte „%1“ wurden als Tausendertrenner gelesen; es könnten Dezimalkommas sein.</translation>
    </message>
    <message>
        <source>written in the cells</source>
        <translation>in den Zellen geschrieben</translation>
    </message>
</context>
<context>
    <name>benchglass::corpus::CsvRows</name>
    <message>
        <source>The row has %1 fields, the header %2; the row is kept.</source>
        <translation>Die Zeile hat %1 Felder, der Kopf %2; die Zeile bleibt.</translation>
    </message>
    <message>
        <source>The row has too many columns.</source>
        <translation>Die Zeile hat zu viele Spalten.</translation>
    </message>
    <message>
        <source>A quotation mark stands inside a quoted field.</source>
        <translation>In einem Feld mit Anführungszeichen steht ein weiteres.</translation>
    </message>
    <message>
        <source>A quotation mark is never closed; the rows from here on are left out.</source>
        <translation>Ein Anführungszeichen wird nie geschlossen; die Zeilen ab hier fehlen.</translation>
    </message>
    <message>
        <source>The table has no header; its columns are named by their number.</source>
        <translation>Die Tabelle hat keinen Kopf; ihre Spalten heißen nach ihrer Nummer.</translation>
    </message>
    <message>
        <source>No row follows the header “%1”.</source>
        <translation>Auf den Kopf „%1“ folgt keine Zeile.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message numerus="yes">
        <source>%n comment line(s) starting with # were left out.</source>
        <translation>
            <numerusform>%n Kommentarzeile, die mit # beginnt, wurde ausgelassen.</numerusform>
            <numerusform>%n Kommentarzeilen, die mit # beginnen, wurden ausgelassen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>benchglass::corpus::FileReader</name>
    <message>
        <source>There is not enough memory to read it.</source>
        <translation>Der Speicher reicht nicht, um sie zu lesen.</translation>
    </message>
    <message>
        <source>The file changed while it was read.</source>
        <translation>Die Datei hat sich beim Lesen geändert.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
</context>
<context>
    <name>benchglass::corpus::Ingest</name>
    <message>
        <source>Reading the folder was cancelled.</source>
        <translation>Das Lesen des Ordners wurde abgebrochen.</translation>
    </message>
</context>
<context>
    <name>benchglass::corpus::JsonFlattener</name>
    <message>
        <source>The member “%1” stands twice in one object; the first one counts.</source>
        <translation>Der Eintrag „%1“ steht zweimal in einem Objekt; der erste zählt.</translation>
    </message>
    <message>
        <source>written in the values</source>
        <translation>in den Werten geschrieben</translation>
    </message>
    <message>
        <source>The integer at “%1” is too big to be exact; it was rounded.</source>
        <translation>Die ganze Zahl bei „%1“ ist zu groß, um genau zu sein; sie wurde gerundet.</translation>
    </message>
    <message>
        <source>“%1” at “%2” is no usable number; it is kept out.</source>
        <translation>„%1“ bei „%2“ ist keine brauchbare Zahl und bleibt draußen.</translation>
    </message>
</context>
<context>
    <name>benchglass::corpus::JsonReader</name>
    <message>
        <source>What stands before it is kept.</source>
        <translation>Was davor steht, bleibt.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>The file holds one JSON document a line, not one in all.</source>
        <translation>Die Datei hält ein JSON-Dokument je Zeile, nicht eines im Ganzen.</translation>
    </message>
</context>
<context>
    <name>benchglass::corpus::MarkdownReader</name>
    <message>
        <source>written in the cells</source>
        <translation>in den Zellen geschrieben</translation>
    </message>
    <message>
        <source>The tables have too many cells; the rest is left out.</source>
        <translation>Die Tabellen haben zu viele Zellen; der Rest fehlt.</translation>
    </message>
    <message>
        <source>The Markdown could not be parsed to its end.</source>
        <translation>Das Markdown ließ sich nicht bis zum Ende lesen.</translation>
    </message>
    <message>
        <source>The integer is too big to be exact; it was rounded.</source>
        <translation>Die ganze Zahl ist zu groß, um genau zu sein; sie wurde gerundet.</translation>
    </message>
    <message>
        <source>“%1” is beyond the range of numbers; it is kept out.</source>
        <translation>„%1“ liegt außerhalb des Zahlenbereichs und bleibt draußen.</translation>
    </message>
    <message>
        <source>“%1” is no number; it is kept out.</source>
        <translation>„%1“ ist keine Zahl und bleibt draußen.</translation>
    </message>
    <message>
        <source>A table has %1 columns, more than the limit of %2; only some of them are read.</source>
        <translation>Eine Tabelle hat %1 Spalten, mehr als die Grenze von %2; nur einige davon werden gelesen.</translation>
    </message>
</context>
<context>
    <name>benchglass::corpus::PatientReader</name>
    <message>
        <source>More text follows the end of the JSON value.</source>
        <translation>Nach dem Ende des JSON-Werts folgt weiterer Text.</translation>
    </message>
    <message>
        <source>The text ends where a value is due.</source>
        <translation>Der Text endet, wo ein Wert stehen muss.</translation>
    </message>
    <message>
        <source>The nesting is deeper than the limit of %1 levels.</source>
        <translation>Die Verschachtelung ist tiefer als die Grenze von %1 Ebenen.</translation>
    </message>
    <message>
        <source>A member name in quotes is due here.</source>
        <translation>Hier muss ein Name in Anführungszeichen stehen.</translation>
    </message>
    <message>
        <source>The text ends inside an object.</source>
        <translation>Der Text endet in einem Objekt.</translation>
    </message>
    <message>
        <source>A colon is due after the member name.</source>
        <translation>Nach dem Namen muss ein Doppelpunkt stehen.</translation>
    </message>
    <message>
        <source>A comma or a closing brace is due here.</source>
        <translation>Hier muss ein Komma oder eine schließende geschweifte Klammer stehen.</translation>
    </message>
    <message>
        <source>A comma or a closing bracket is due here.</source>
        <translation>Hier muss ein Komma oder eine schließende eckige Klammer stehen.</translation>
    </message>
    <message>
        <source>The text ends inside an array.</source>
        <translation>Der Text endet in einem Array.</translation>
    </message>
    <message>
        <source>This is no JSON escape.</source>
        <translation>Das ist keine JSON-Escape-Folge.</translation>
    </message>
    <message>
        <source>Four hexadecimal digits are due here.</source>
        <translation>Hier müssen vier Hexadezimalziffern stehen.</translation>
    </message>
    <message>
        <source>Half a surrogate pair was replaced by U+FFFD.</source>
        <translation>Ein halbes Surrogatpaar wurde durch U+FFFD ersetzt.</translation>
    </message>
    <message>
        <source>The text ends inside a string.</source>
        <translation>Der Text endet in einer Zeichenkette.</translation>
    </message>
    <message>
        <source>A control character stands inside a string.</source>
        <translation>In einer Zeichenkette steht ein Steuerzeichen.</translation>
    </message>
    <message>
        <source>This is no JSON value.</source>
        <translation>Das ist kein JSON-Wert.</translation>
    </message>
</context>
<context>
    <name>benchglass::corpus::ReferenceHarvest</name>
    <message>
        <source>It cannot be read: %1.</source>
        <translation>Lässt sich nicht lesen: %1.</translation>
    </message>
    <message>
        <source>The reference reads the folders “reports” and “csv_data” only, and finds no file in them.</source>
        <translation>Die Referenz liest nur die Ordner „reports“ und „csv_data“ und findet keine Datei darin.</translation>
    </message>
    <message>
        <source>Left out: “%1”: %2</source>
        <translation>Ausgelassen: „%1“: %2</translation>
    </message>
    <message>
        <source>Reading the folder was cancelled.</source>
        <translation>Das Lesen des Ordners wurde abgebrochen.</translation>
    </message>
</context>
<context>
    <name>benchglass::corpus::ReferenceReader</name>
    <message>
        <source>The row has %1 fields, the header %2.</source>
        <translation>Die Zeile hat %1 Felder, die Kopfzeile %2.</translation>
    </message>
    <message>
        <source>It is not valid JSON.</source>
        <translation>Es ist kein gültiges JSON.</translation>
    </message>
    <message>
        <source>It is nested deeper than %1 levels, or holds half a surrogate pair.</source>
        <translation>Sie ist tiefer als %1 Ebenen verschachtelt oder enthält ein halbes Surrogatpaar.</translation>
    </message>
    <message>
        <source>It is not valid UTF-8.</source>
        <translation>Es ist kein gültiges UTF-8.</translation>
    </message>
    <message>
        <source>It begins with a byte order mark, which the reference does not read.</source>
        <translation>Sie beginnt mit einer Bytereihenfolge-Marke, die die Referenz nicht liest.</translation>
    </message>
</context>
<context>
    <name>benchglass::corpus::Walker</name>
    <message>
        <source>A symbolic link that leads in a circle.</source>
        <translation>Eine symbolische Verknüpfung, die im Kreis führt.</translation>
    </message>
    <message>
        <source>A symbolic link that leads nowhere.</source>
        <translation>Eine symbolische Verknüpfung, die ins Leere führt.</translation>
    </message>
    <message>
        <source>A symbolic link that leads out of the folder.</source>
        <translation>Eine symbolische Verknüpfung, die aus dem Ordner hinausführt.</translation>
    </message>
    <message>
        <source>A symbolic link to a folder that it stands in: a loop.</source>
        <translation>Eine symbolische Verknüpfung auf einen Ordner, in dem sie selbst steht: eine Schleife.</translation>
    </message>
    <message>
        <source>A symbolic link to a folder that is read in its own place.</source>
        <translation>Eine symbolische Verknüpfung auf einen Ordner, der an seinem Platz gelesen wird.</translation>
    </message>
    <message>
        <source>A symbolic link to a file that is read in its own place.</source>
        <translation>Eine symbolische Verknüpfung auf eine Datei, die an ihrem Platz gelesen wird.</translation>
    </message>
    <message>
        <source>A named pipe, no file.</source>
        <translation>Eine benannte Pipe, keine Datei.</translation>
    </message>
    <message>
        <source>A device or socket, no file.</source>
        <translation>Ein Gerät oder Socket, keine Datei.</translation>
    </message>
    <message>
        <source>It cannot be read: %1.</source>
        <translation>Lässt sich nicht lesen: %1.</translation>
    </message>
    <message>
        <source>It has %1 bytes, more than the limit of %2 bytes a file.</source>
        <translation>Hat %1 Byte, mehr als die Grenze von %2 Byte je Datei.</translation>
    </message>
    <message>
        <source>The limit of %1 files is reached; this file and all after it are left out.</source>
        <translation>Die Grenze von %1 Dateien ist erreicht; diese Datei und alle danach fehlen.</translation>
    </message>
    <message>
        <source>A hidden folder; it is not read.</source>
        <translation>Ein versteckter Ordner; er wird nicht gelesen.</translation>
    </message>
    <message>
        <source>The folder is deeper than the limit of %1 levels.</source>
        <translation>Der Ordner ist tiefer als die Grenze von %1 Ebenen.</translation>
    </message>
    <message>
        <source>The folder cannot be read: %1.</source>
        <translation>Der Ordner lässt sich nicht lesen: %1.</translation>
    </message>
    <message>
        <source>The folder could be listed only in part: %1.</source>
        <translation>Der Ordner ließ sich nur zum Teil auflisten: %1.</translation>
    </message>
    <message>
        <source>The folder is empty.</source>
        <translation>Der Ordner ist leer.</translation>
    </message>
    <message numerus="yes">
        <source>The folder holds no CSV, JSON or Markdown file that can be read (%n other file(s)).</source>
        <translation>
            <numerusform>Der Ordner enthält keine lesbare CSV-, JSON- oder Markdown-Datei (%n andere Datei).</numerusform>
            <numerusform>Der Ordner enthält keine lesbare CSV-, JSON- oder Markdown-Datei (%n andere Dateien).</numerusform>
        </translation>
    </message>
    <message>
        <source>The folder does not exist.</source>
        <translation>Den Ordner gibt es nicht.</translation>
    </message>
    <message>
        <source>The folder cannot be read.</source>
        <translation>Der Ordner lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>Reading the folder was cancelled.</source>
        <translation>Das Lesen des Ordners wurde abgebrochen.</translation>
    </message>
    <message>
        <source>“%1”: %2</source>
        <translation>„%1“: %2</translation>
    </message>
    <message>
        <source> Left out: %1</source>
        <translation> Ausgelassen: %1</translation>
    </message>
</context>
<context>
    <name>benchglass::engine::Doctor</name>
    <message>
        <source>no network is needed</source>
        <translation>kein Netz nötig</translation>
    </message>
    <message>
        <source>a proxy stands in between</source>
        <translation>ein Proxy steht dazwischen</translation>
    </message>
    <message>
        <source>the address is plain HTTP</source>
        <translation>die Adresse ist unverschlüsseltes HTTP</translation>
    </message>
    <message>
        <source>no model is needed</source>
        <translation>kein Modell nötig</translation>
    </message>
    <message>
        <source>No address for %1 was found within %2.</source>
        <translation>Für %1 wurde innerhalb von %2 keine Adresse gefunden.</translation>
    </message>
    <message>
        <source>%1 accepts connections, but agreed upon no encryption within %2.</source>
        <translation>%1 nimmt Verbindungen an, hat sich aber innerhalb von %2 auf keine Verschlüsselung geeinigt.</translation>
    </message>
    <message>
        <source>%1 accepts connections, but did not answer within %2.</source>
        <translation>%1 nimmt Verbindungen an, hat aber innerhalb von %2 nicht geantwortet.</translation>
    </message>
    <message>
        <source>The model “%1” wrote nothing within %2.</source>
        <translation>Das Modell „%1“ hat innerhalb von %2 nichts geschrieben.</translation>
    </message>
    <message>
        <source>%1 did not answer within %2.</source>
        <translation>%1 hat innerhalb von %2 nicht geantwortet.</translation>
    </message>
    <message>
        <source>%1 is an address already</source>
        <translation>%1 ist schon eine Adresse</translation>
    </message>
    <message>
        <source>No address is known for %1.</source>
        <translation>Für %1 ist keine Adresse bekannt.</translation>
    </message>
    <message>
        <source>connected to %1</source>
        <translation>verbunden mit %1</translation>
    </message>
    <message>
        <source>certificate by %1</source>
        <translation>Zertifikat von %1</translation>
    </message>
    <message>
        <source>status %1</source>
        <translation>Status %1</translation>
    </message>
    <message numerus="yes">
        <source>%n models</source>
        <translation>
            <numerusform>%n Modell</numerusform>
            <numerusform>%n Modelle</numerusform>
        </translation>
    </message>
    <message>
        <source>The server has no model.</source>
        <translation>Der Server hat kein Modell.</translation>
    </message>
    <message>
        <source>“%1” runs in a cloud: its times are not this server&apos;s.</source>
        <translation>„%1“ läuft in einer Cloud: Seine Zeiten sind nicht die dieses Servers.</translation>
    </message>
    <message>
        <source>digest %1</source>
        <translation>Prüfsumme %1</translation>
    </message>
    <message>
        <source>trained for a context of %1</source>
        <translation>trainiert für einen Kontext von %1</translation>
    </message>
    <message>
        <source>num_ctx asks for more than the %1 tokens that the model is trained for: the server cuts it off there.</source>
        <translation>num_ctx verlangt mehr als die %1 Token, für die das Modell trainiert ist: Der Server kappt dort.</translation>
    </message>
    <message>
        <source>can think</source>
        <translation>kann denken</translation>
    </message>
    <message>
        <source>“%1” may think before it answers unless it is told not to: choose, so that runs can be compared.</source>
        <translation>„%1“ denkt vielleicht vor der Antwort, solange es ihm nicht verboten wird: Das festlegen, damit Läufe vergleichbar sind.</translation>
    </message>
    <message>
        <source>The model did not answer.</source>
        <translation>Das Modell hat nicht geantwortet.</translation>
    </message>
    <message>
        <source>first token after %1</source>
        <translation>erstes Token nach %1</translation>
    </message>
    <message>
        <source>answered, without visible text</source>
        <translation>hat ohne sichtbaren Text geantwortet</translation>
    </message>
    <message>
        <source>of it %1 for loading the model</source>
        <translation>davon %1 für das Laden des Modells</translation>
    </message>
    <message>
        <source>not in memory</source>
        <translation>nicht im Speicher</translation>
    </message>
    <message>
        <source>in memory</source>
        <translation>im Speicher</translation>
    </message>
    <message>
        <source>%1 % on the GPU</source>
        <translation>%1 % auf der GPU</translation>
    </message>
    <message>
        <source>context %1</source>
        <translation>Kontext %1</translation>
    </message>
    <message>
        <source>The context holds %1 tokens, but the longest prompt is estimated at %2: give num_ctx a higher value, or show the model less.</source>
        <translation>Der Kontext fasst %1 Token, der längste Prompt aber wird auf %2 geschätzt: num_ctx erhöhen oder dem Modell weniger zeigen.</translation>
    </message>
</context>
<context>
    <name>benchglass::experiment</name>
    <message>
        <source>%1 in %2 of %3 calls</source>
        <translation>%1 in %2 von %3 Aufrufen</translation>
    </message>
    <message>
        <source>Not every arm thinks alike: %1. TTFT ends at the first thought, and tokens and rates count the thoughts: look at the time to the first text of the answer (TTFO).</source>
        <translation>Nicht jeder Arm denkt gleich oft: %1. TTFT endet beim ersten Gedanken, und Token und Raten zählen die Gedanken mit: Vergleichen Sie die Zeit bis zum ersten Text der Antwort (TTFO).</translation>
    </message>
</context>
<context>
    <name>benchglass::figures</name>
    <message>
        <source>reading the folder</source>
        <translation>Ordner wird gelesen</translation>
    </message>
    <message>
        <source>Throughput while writing, tok/s, over seconds since the request.</source>
        <translation>Durchsatz beim Schreiben, tok/s, über den Sekunden seit der Anfrage.</translation>
    </message>
    <message>
        <source>Report stage, %1, %2: points are calls, bars are means.</source>
        <translation>Stufe Bericht, %1, %2: Punkte sind Aufrufe, Balken sind Mittelwerte.</translation>
    </message>
    <message>
        <source>Stages of all calls, seconds since the start.</source>
        <translation>Stufen aller Aufrufe, Sekunden seit dem Start.</translation>
    </message>
    <message>
        <source>Stages of calls %1 to %2 of %3, seconds since the start.</source>
        <translation>Stufen der Aufrufe %1 bis %2 von %3, Sekunden seit dem Start.</translation>
    </message>
    <message>
        <source>The axis begins with the first of them.</source>
        <translation>Die Achse beginnt mit dem ersten davon.</translation>
    </message>
    <message>
        <source>The calls after these are not drawn; the tables list them.</source>
        <translation>Die Aufrufe danach sind nicht gezeichnet; sie stehen in den Tabellen.</translation>
    </message>
    <message>
        <source>The axis does not start at zero.</source>
        <translation>Die Achse beginnt nicht bei null.</translation>
    </message>
    <message>
        <source>contradictory</source>
        <translation>widersprüchlich</translation>
    </message>
    <message>
        <source>Time to first token per call, ms, as far as the server divides it. Hatched calls are cold and stand apart.</source>
        <translation>Zeit bis zum ersten Token je Aufruf, ms, soweit der Server sie teilt. Schraffierte Aufrufe sind kalt und stehen für sich.</translation>
    </message>
    <message>
        <source>1.2 is agent 2 of several at once in run 1.</source>
        <translation>1.2 ist Agent 2 von mehreren zugleich in Lauf 1.</translation>
    </message>
</context>
<context>
    <name>benchglass::mainwindow</name>
    <message>
        <source>Return</source>
        <translation>Eingabe</translation>
    </message>
</context>
<context>
    <name>benchglass::mainwindow::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>Befehle suchen</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>Befehl eingeben</translation>
    </message>
    <message>
        <source>No command is called so.</source>
        <translation>Kein Befehl heißt so.</translation>
    </message>
</context>
<context>
    <name>benchglass::mainwindow::MainWindow</name>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Data (Ctrl+1)</source>
        <translation>Daten (Strg+1)</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Run (Ctrl+2)</source>
        <translation>Lauf (Strg+2)</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Runs (Ctrl+3)</source>
        <translation>Läufe (Strg+3)</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Compare (Ctrl+4)</source>
        <translation>Vergleich (Strg+4)</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Report (Ctrl+5)</source>
        <translation>Bericht (Strg+5)</translation>
    </message>
    <message>
        <source>Commands and keys</source>
        <translation>Befehle und Tasten</translation>
    </message>
    <message>
        <source>Commands and keys (?)</source>
        <translation>Befehle und Tasten (?)</translation>
    </message>
    <message>
        <source>Light, dark or as the system</source>
        <translation>Hell, dunkel oder wie das System</translation>
    </message>
    <message>
        <source>Go to Data</source>
        <translation>Zu den Daten</translation>
    </message>
    <message>
        <source>Go to Run</source>
        <translation>Zum Lauf</translation>
    </message>
    <message>
        <source>Go to Runs</source>
        <translation>Zu den Läufen</translation>
    </message>
    <message>
        <source>Go to Compare</source>
        <translation>Zum Vergleich</translation>
    </message>
    <message>
        <source>Go to Report</source>
        <translation>Zum Bericht</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>Ordner wählen …</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>Beispiel öffnen</translation>
    </message>
    <message>
        <source>Stop: after this stage, then now</source>
        <translation>Stopp: nach dieser Stufe, dann sofort</translation>
    </message>
    <message>
        <source>Show warnings</source>
        <translation>Warnungen zeigen</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light or dark as the system</source>
        <translation>Hell oder dunkel wie das System</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>Voriger Bereich</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Show keys</source>
        <translation>Tasten zeigen</translation>
    </message>
    <message>
        <source>Close or dismiss</source>
        <translation>Schließen oder verwerfen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Choose a folder of results</source>
        <translation>Einen Ordner mit Ergebnissen wählen</translation>
    </message>
    <message>
        <source>Go light</source>
        <translation>Auf hell stellen</translation>
    </message>
    <message>
        <source>Go dark</source>
        <translation>Auf dunkel stellen</translation>
    </message>
    <message>
        <source>Check the connection</source>
        <translation>Verbindung prüfen</translation>
    </message>
    <message>
        <source>Run</source>
        <comment>command</comment>
        <translation>Lauf starten</translation>
    </message>
</context>
<context>
    <name>benchglass::mainwindow::StatusTexts</name>
    <message>
        <source>on this computer</source>
        <translation>auf diesem Rechner</translation>
    </message>
    <message>
        <source>trained for %1 tokens</source>
        <translation>für %1 Token trainiert</translation>
    </message>
    <message>
        <source>no model: writes by rules</source>
        <translation>kein Modell: schreibt nach Regeln</translation>
    </message>
    <message>
        <source>no model chosen</source>
        <translation>kein Modell gewählt</translation>
    </message>
    <message>
        <source>GPU %1 %</source>
        <translation>GPU %1 %</translation>
    </message>
    <message>
        <source>context %1</source>
        <translation>Kontext %1</translation>
    </message>
    <message>
        <source>run %1/%2</source>
        <translation>Lauf %1/%2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>%1 cannot be reached.</source>
        <translation>%1 ist nicht erreichbar.</translation>
    </message>
    <message numerus="yes">
        <source>%n agent(s) at once</source>
        <translation>
            <numerusform>%n Agent zugleich</numerusform>
            <numerusform>%n Agenten zugleich</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>benchglass::measure</name>
    <message>
        <source>n/a</source>
        <translation>entfällt</translation>
    </message>
</context>
<context>
    <name>benchglass::models</name>
    <message>
        <source>cold</source>
        <translation>kalt</translation>
    </message>
    <message>
        <source>The model was loaded for this call: its TTFT stands apart from warm ones.</source>
        <translation>Das Modell wurde für diesen Aufruf geladen: Seine TTFT steht getrennt von warmen.</translation>
    </message>
    <message>
        <source>cached prefix</source>
        <translation>Präfix gecacht</translation>
    </message>
    <message>
        <source>The server reused an earlier prompt: its TTFT stands apart.</source>
        <translation>Der Server hat einen früheren Prompt wiederverwendet: Die TTFT steht für sich.</translation>
    </message>
    <message>
        <source>prompt cut</source>
        <translation>Prompt gekürzt</translation>
    </message>
    <message>
        <source>The prompt did not fit into the context: the model saw only a part of it.</source>
        <translation>Der Prompt passte nicht in den Kontext: Das Modell sah nur einen Teil davon.</translation>
    </message>
    <message>
        <source>context raised</source>
        <translation>Kontext vergrößert</translation>
    </message>
    <message>
        <source>The server used a larger context than was asked for.</source>
        <translation>Der Server benutzte einen größeren Kontext als verlangt.</translation>
    </message>
    <message>
        <source>context clipped</source>
        <translation>Kontext verkleinert</translation>
    </message>
    <message>
        <source>The server used a smaller context than was asked for.</source>
        <translation>Der Server benutzte einen kleineren Kontext als verlangt.</translation>
    </message>
    <message>
        <source>num_gpu without effect</source>
        <translation>num_gpu ohne Wirkung</translation>
    </message>
    <message>
        <source>More layers were asked for than the model has.</source>
        <translation>Es wurden mehr Schichten verlangt, als das Modell hat.</translation>
    </message>
    <message>
        <source>partly on CPU</source>
        <translation>teils auf der CPU</translation>
    </message>
    <message>
        <source>Not all of the model was on the GPU.</source>
        <translation>Nicht das ganze Modell war auf der GPU.</translation>
    </message>
    <message>
        <source>few tokens</source>
        <translation>wenige Token</translation>
    </message>
    <message>
        <source>Fewer than 16 tokens: no rate can be told from them.</source>
        <translation>Weniger als 16 Token: Daraus lässt sich keine Rate ablesen.</translation>
    </message>
    <message>
        <source>runaway</source>
        <translation>Ausreißer</translation>
    </message>
    <message>
        <source>Far more tokens than the other calls of this stage.</source>
        <translation>Weit mehr Token als die anderen Aufrufe dieser Stufe.</translation>
    </message>
    <message>
        <source>repeat loop</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>The answer repeats itself.</source>
        <translation>Die Antwort wiederholt sich.</translation>
    </message>
    <message>
        <source>thinking not split</source>
        <translation>Thinking nicht getrennt</translation>
    </message>
    <message>
        <source>Thinking stands inside the answer.</source>
        <translation>Thinking steht in der Antwort.</translation>
    </message>
    <message>
        <source>buffered</source>
        <translation>gepuffert</translation>
    </message>
    <message>
        <source>The text arrived in far less time than it took to write: something between held it back.</source>
        <translation>Der Text kam in weit kürzerer Zeit an, als ihn zu schreiben dauerte: Etwas dazwischen hielt ihn zurück.</translation>
    </message>
    <message>
        <source>bundled</source>
        <translation>gebündelt</translation>
    </message>
    <message>
        <source>Many chunks arrived together: gaps between them tell little.</source>
        <translation>Viele Chunks kamen zusammen an: Die Abstände sagen wenig.</translation>
    </message>
    <message>
        <source>client late</source>
        <translation>Client zu spät</translation>
    </message>
    <message>
        <source>This computer was slow to read: gaps between chunks tell little.</source>
        <translation>Dieser Rechner las langsam: Die Abstände zwischen Chunks sagen wenig.</translation>
    </message>
    <message>
        <source>suspended</source>
        <translation>geschlafen</translation>
    </message>
    <message>
        <source>The computer slept during the call.</source>
        <translation>Der Rechner schlief während des Aufrufs.</translation>
    </message>
    <message>
        <source>paced</source>
        <translation>gebremst</translation>
    </message>
    <message>
        <source>Slowed down for watching: its times measure nothing.</source>
        <translation>Zum Zusehen verlangsamt: Die Zeiten messen nichts.</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>kein Modell</translation>
    </message>
    <message>
        <source>Written by the built-in analyst, by rules: its times are compared with nothing.</source>
        <translation>Vom eingebauten Analysten nach Regeln geschrieben: Seine Zeiten werden mit nichts verglichen.</translation>
    </message>
    <message>
        <source>warm-up</source>
        <translation>Aufwärmlauf</translation>
    </message>
    <message>
        <source>Made to load the model; never counted.</source>
        <translation>Gemacht, um das Modell zu laden; nie gezählt.</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>Einlesen</translation>
    </message>
    <message>
        <source>analysis</source>
        <translation>Analyse</translation>
    </message>
    <message>
        <source>report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>cached</source>
        <translation>gecacht</translation>
    </message>
    <message>
        <source>warm</source>
        <translation>warm</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>ok</translation>
    </message>
    <message>
        <source>hit the limit</source>
        <translation>Grenze erreicht</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>abgerissen</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>TTFT</source>
        <translation>TTFT</translation>
    </message>
    <message>
        <source>first answer</source>
        <translation>erste Antwort</translation>
    </message>
    <message>
        <source>decode rate</source>
        <translation>Decode-Rate</translation>
    </message>
    <message>
        <source>time per token</source>
        <translation>Zeit je Token</translation>
    </message>
    <message>
        <source>chunk gap</source>
        <translation>Chunk-Abstand</translation>
    </message>
    <message>
        <source>whole call</source>
        <translation>ganzer Aufruf</translation>
    </message>
    <message>
        <source>output tokens</source>
        <translation>Ausgabe-Token</translation>
    </message>
    <message>
        <source>prefill rate</source>
        <translation>Prefill-Rate</translation>
    </message>
    <message>
        <source>load</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Aufwärmlauf</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n Aufruf</numerusform>
            <numerusform>%n Aufrufe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n warm-up(s)</source>
        <translation>
            <numerusform>%1 und %n Aufwärmlauf</numerusform>
            <numerusform>%1 und %n Aufwärmläufe</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; %2 left out of the statistics</source>
        <translation>%1; %2 nicht in der Statistik</translation>
    </message>
    <message>
        <source>the server gave a negative time</source>
        <translation>der Server nannte eine negative Zeit</translation>
    </message>
    <message>
        <source>the server gave a time longer than the whole wait</source>
        <translation>der Server nannte eine Zeit, die länger ist als das ganze Warten</translation>
    </message>
    <message>
        <source>the server&apos;s times add up to more than the whole wait</source>
        <translation>die Zeiten des Servers ergeben zusammen mehr als das ganze Warten</translation>
    </message>
    <message>
        <source>several at once</source>
        <translation>mehrere zugleich</translation>
    </message>
    <message>
        <source>Other agents were at work, too: never counted with calls that were alone.</source>
        <translation>Andere Agenten arbeiteten auch: nie mit einzelnen Aufrufen gezählt.</translation>
    </message>
    <message>
        <source>agent %1</source>
        <translation>Agent %1</translation>
    </message>
    <message>
        <source>%1 of %2 calls measured</source>
        <translation>%1 von %2 Aufrufen gemessen</translation>
    </message>
    <message>
        <source>ended: %1</source>
        <translation>beendet: %1</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>%1 after %2: %3.</source>
        <translation>%1 nach %2: %3.</translation>
    </message>
</context>
<context>
    <name>benchglass::models::CallsModel</name>
    <message>
        <source>under way</source>
        <translation>im Gange</translation>
    </message>
    <message>
        <source>client %1, server %2 tok/s</source>
        <translation>Client %1, Server %2 tok/s</translation>
    </message>
    <message>
        <source>counted by: %1; prompt: %2</source>
        <translation>gezählt von: %1; Prompt: %2</translation>
    </message>
    <message>
        <source>#</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>arm</source>
        <translation>Arm</translation>
    </message>
    <message>
        <source>run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>stage</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>warm-up</source>
        <translation>Aufwärmlauf</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Whether the model was loaded (cold) or its prompt reused (cached)</source>
        <translation>Ob das Modell geladen (kalt) oder sein Prompt wiederverwendet wurde (gecacht)</translation>
    </message>
    <message>
        <source>TTFT ms</source>
        <translation>TTFT ms</translation>
    </message>
    <message>
        <source>Request to first token of any kind</source>
        <translation>Von der Anfrage bis zum ersten Token jeder Art</translation>
    </message>
    <message>
        <source>tok/s</source>
        <translation>tok/s</translation>
    </message>
    <message>
        <source>Decode rate: tokens after the first, over the time they took to arrive</source>
        <translation>Decode-Rate: Token nach dem ersten, geteilt durch die Zeit, in der sie ankamen</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Written, thinking included</source>
        <translation>Geschrieben, samt Thinking</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>Request to end of the answer</source>
        <translation>Von der Anfrage bis zum Ende der Antwort</translation>
    </message>
    <message>
        <source>flags</source>
        <translation>Vermerke</translation>
    </message>
    <message>
        <source>agent %1, while the others were at work</source>
        <translation>Agent %1, während die anderen arbeiteten</translation>
    </message>
    <message>
        <source>The server took other models out of memory meanwhile: %1.</source>
        <translation>Der Server nahm unterdessen andere Modelle aus dem Speicher: %1.</translation>
    </message>
    <message>
        <source>answer ms</source>
        <translation>Antwort ms</translation>
    </message>
    <message>
        <source>Request to first text of the answer, where the model thought first</source>
        <translation>Anfrage bis zum ersten Text der Antwort, wo das Modell vorher gedacht hat</translation>
    </message>
</context>
<context>
    <name>benchglass::models::ConfigurationModel</name>
    <message>
        <source> raised</source>
        <translation> vergrößert</translation>
    </message>
    <message>
        <source> clipped</source>
        <translation> verkleinert</translation>
    </message>
    <message>
        <source> no effect</source>
        <translation> ohne Wirkung</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>thinking</source>
        <translation>Thinking</translation>
    </message>
    <message>
        <source>option</source>
        <translation>Option</translation>
    </message>
    <message>
        <source>What was asked for</source>
        <translation>Was verlangt wurde</translation>
    </message>
    <message>
        <source>effective</source>
        <translation>wirksam</translation>
    </message>
    <message>
        <source>What the server says it used</source>
        <translation>Was der Server nach eigener Angabe benutzte</translation>
    </message>
</context>
<context>
    <name>benchglass::models::DifferencesModel</name>
    <message>
        <source>n = %1, median %2, %3 … %4</source>
        <translation>n = %1, Median %2, %3 … %4</translation>
    </message>
    <message>
        <source>%1
Welch p %2, Holm-corrected %3, permutation %4, Mann-Whitney %5</source>
        <translation>%1
Welch p %2, nach Holm korrigiert %3, Permutation %4, Mann-Whitney %5</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>Bezug</translation>
    </message>
    <message>
        <source>other</source>
        <translation>anderer</translation>
    </message>
    <message>
        <source>stage · metric</source>
        <translation>Stufe · Kennzahl</translation>
    </message>
    <message>
        <source>Δ</source>
        <translation>Δ</translation>
    </message>
    <message>
        <source>%1 − %2; an arrow where a difference is proven</source>
        <translation>%1 − %2; ein Pfeil, wo ein Unterschied belegt ist</translation>
    </message>
    <message>
        <source>95 % CI</source>
        <translation>95-%-KI</translation>
    </message>
    <message>
        <source>Welch&apos;s interval of the difference</source>
        <translation>Intervall des Unterschieds nach Welch</translation>
    </message>
    <message>
        <source>Hedges g</source>
        <translation>Hedges’ g</translation>
    </message>
    <message>
        <source>Difference in units of the spread</source>
        <translation>Unterschied in Einheiten der Streuung</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>Calls that count; where they differ, of %1/of %2</source>
        <translation>Aufrufe, die zählen; wo sie sich unterscheiden, von %1/von %2</translation>
    </message>
</context>
<context>
    <name>benchglass::models::FactsModel</name>
    <message>
        <source>id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>fact</source>
        <translation>Fakt</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>source</source>
        <translation>Quelle</translation>
    </message>
</context>
<context>
    <name>benchglass::models::FilesModel</name>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>CSV records, JSON elements or rows of Markdown tables</source>
        <translation>CSV-Zeilen, JSON-Elemente oder Zeilen von Markdown-Tabellen</translation>
    </message>
    <message>
        <source>values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Numbers found in the file</source>
        <translation>In der Datei gefundene Zahlen</translation>
    </message>
    <message>
        <source>modified</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Byte</translation>
    </message>
    <message>
        <source>Size of the file</source>
        <translation>Größe der Datei</translation>
    </message>
</context>
<context>
    <name>benchglass::models::ObservationsModel</name>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>place</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>line:column (2:4 is the fourth cell of line 2), or in JSON the path of keys</source>
        <translation>Zeile:Spalte (2:4 ist die vierte Zelle von Zeile 2), in JSON der Pfad der Schlüssel</translation>
    </message>
</context>
<context>
    <name>benchglass::models::OptionsModel</name>
    <message>
        <source>true, false</source>
        <translation>true, false</translation>
    </message>
    <message>
        <source>texts, by |</source>
        <translation>Texte, durch | getrennt</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>option</source>
        <translation>Option</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Empty for the engine&apos;s default</source>
        <translation>Leer für die Vorgabe der Engine</translation>
    </message>
    <message>
        <source>range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>no effect here</source>
        <translation>hier ohne Wirkung</translation>
    </message>
</context>
<context>
    <name>benchglass::models::ProblemsModel</name>
    <message>
        <source>where</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>behalten</translation>
    </message>
    <message>
        <source>Whether the rest of the file was kept</source>
        <translation>Ob der Rest der Datei behalten wurde</translation>
    </message>
</context>
<context>
    <name>benchglass::models::RunsModel</name>
    <message>
        <source>How it ended</source>
        <translation>Wie es endete</translation>
    </message>
    <message>
        <source>corpus</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>arm</source>
        <translation>Arm</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Done of planned; one figure when all are done</source>
        <translation>Fertige von geplanten; eine Zahl, wenn alle fertig sind</translation>
    </message>
    <message>
        <source>TTFT warm, ms</source>
        <translation>TTFT warm, ms</translation>
    </message>
    <message>
        <source>Median of warm report calls</source>
        <translation>Median der warmen Bericht-Aufrufe</translation>
    </message>
    <message>
        <source>tok/s</source>
        <translation>tok/s</translation>
    </message>
    <message>
        <source>Median decode rate of warm report calls</source>
        <translation>Median der Decode-Rate der warmen Bericht-Aufrufe</translation>
    </message>
    <message>
        <source>flags</source>
        <translation>Vermerke</translation>
    </message>
    <message>
        <source>tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>started</source>
        <translation>begonnen</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>Notizen</translation>
    </message>
</context>
<context>
    <name>benchglass::models::SeriesModel</name>
    <message>
        <source>No unit is known.</source>
        <translation>Es ist keine Einheit bekannt.</translation>
    </message>
    <message>
        <source>series</source>
        <translation>Reihe</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Guessed; the cell&apos;s tip says why</source>
        <translation>Erraten; der Tipp der Zelle sagt warum</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>min</source>
        <translation>Min</translation>
    </message>
    <message>
        <source>median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>max</source>
        <translation>Max</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>sd</source>
        <translation>SD</translation>
    </message>
    <message>
        <source>Standard deviation (n-1)</source>
        <translation>Standardabweichung (n-1)</translation>
    </message>
</context>
<context>
    <name>benchglass::models::SourceText</name>
    <message>
        <source>The file is no longer in the folder.</source>
        <translation>Die Datei ist nicht mehr im Ordner.</translation>
    </message>
    <message>
        <source>The file cannot be read: %1</source>
        <translation>Die Datei kann nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>The place is not in the file any more: it was changed since the folder was read.</source>
        <translation>Die Stelle ist nicht mehr in der Datei: Sie wurde geändert, seit der Ordner gelesen wurde.</translation>
    </message>
    <message>
        <source>A part of the file around the place is shown.</source>
        <translation>Gezeigt wird der Teil der Datei um die Stelle herum.</translation>
    </message>
</context>
<context>
    <name>benchglass::models::StrataModel</name>
    <message>
        <source> (n=%1)</source>
        <translation> (n=%1)</translation>
    </message>
    <message>
        <source>TTFT, run %1: %2</source>
        <translation>TTFT, Lauf %1: %2</translation>
    </message>
    <message>
        <source>tok/s, run %1: %2</source>
        <translation>tok/s, Lauf %1: %2</translation>
    </message>
    <message>
        <source>stage</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>Calls that count</source>
        <translation>Aufrufe, die zählen</translation>
    </message>
    <message>
        <source>TTFT ms</source>
        <translation>TTFT ms</translation>
    </message>
    <message>
        <source>Mean, with the standard deviation from two calls on</source>
        <translation>Mittel, ab zwei Aufrufen mit der Standardabweichung</translation>
    </message>
    <message>
        <source>tok/s</source>
        <translation>tok/s</translation>
    </message>
    <message>
        <source>Mean decode rate, with the standard deviation from two calls on</source>
        <translation>Mittlere Decode-Rate, ab zwei Aufrufen mit der Standardabweichung</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>Calls that do not count; the cell&apos;s tip says why</source>
        <translation>Aufrufe, die nicht zählen; der Tipp der Zelle sagt warum</translation>
    </message>
</context>
<context>
    <name>benchglass::pages</name>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>%1 differs: %2 for %3, %4 for %5.</source>
        <translation>%1 ist verschieden: %2 bei %3, %4 bei %5.</translation>
    </message>
    <message>
        <source>%1 calls of %2 had their prompt cut: they answer a different question.</source>
        <translation>Bei %1 Aufrufen von %2 wurde der Prompt gekürzt: Sie beantworten eine andere Frage.</translation>
    </message>
    <message>
        <source>The server used a larger context for %1 than was asked for.</source>
        <translation>Der Server benutzte für %1 einen größeren Kontext als verlangt.</translation>
    </message>
    <message>
        <source>The folder&apos;s content</source>
        <translation>Der Inhalt des Ordners</translation>
    </message>
    <message>
        <source>The model</source>
        <translation>Das Modell</translation>
    </message>
    <message>
        <source>The model&apos;s digest</source>
        <translation>Der Digest des Modells</translation>
    </message>
    <message>
        <source>The server</source>
        <translation>Der Server</translation>
    </message>
    <message>
        <source>The machine</source>
        <translation>Der Rechner</translation>
    </message>
    <message>
        <source>The set of prompts</source>
        <translation>Der Satz von Prompts</translation>
    </message>
    <message>
        <source>The context in force</source>
        <translation>Der wirksame Kontext</translation>
    </message>
    <message numerus="yes">
        <source>%1 file(s)</source>
        <translation>
            <numerusform>%1 Datei</numerusform>
            <numerusform>%1 Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 value(s)</source>
        <translation>
            <numerusform>%1 Wert</numerusform>
            <numerusform>%1 Werte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 in %2 series</source>
        <translation>
            <numerusform>%1 in %2 Reihe</numerusform>
            <numerusform>%1 in %2 Reihen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 problem(s)</source>
        <translation>
            <numerusform>%1 Problem</numerusform>
            <numerusform>%1 Probleme</numerusform>
        </translation>
    </message>
    <message>
        <source>Only file %1</source>
        <translation>Nur Datei %1</translation>
    </message>
    <message>
        <source>Only %1: %2</source>
        <translation>Nur %1: %2</translation>
    </message>
    <message>
        <source>Only series without a unit</source>
        <translation>Nur Reihen ohne Einheit</translation>
    </message>
    <message>
        <source>Only series in %1</source>
        <translation>Nur Reihen in %1</translation>
    </message>
</context>
<context>
    <name>benchglass::pages::AdvancedPart</name>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>The built-in analyst has no server: nothing of this has an effect.</source>
        <translation>Der eingebaute Analyst hat keinen Server: Nichts davon hat eine Wirkung.</translation>
    </message>
    <message>
        <source>There is no such file: it is not used.</source>
        <translation>Diese Datei gibt es nicht: Sie wird nicht verwendet.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Certificates to trust, PEM</source>
        <translation>Zertifikate, denen vertraut wird (PEM)</translation>
    </message>
    <message>
        <source>the system&apos;s only</source>
        <translation>nur die des Systems</translation>
    </message>
    <message>
        <source>Connect within, s</source>
        <translation>Verbindung binnen, s</translation>
    </message>
    <message>
        <source>Until the connection stands</source>
        <translation>Bis die Verbindung steht</translation>
    </message>
    <message>
        <source>First byte within, s</source>
        <translation>Erstes Byte binnen, s</translation>
    </message>
    <message>
        <source>Until the answer begins: a server may have to load the model before</source>
        <translation>Bis die Antwort beginnt: Der Server muss vielleicht erst das Modell laden</translation>
    </message>
    <message>
        <source>Silence at most, s</source>
        <translation>Stille höchstens, s</translation>
    </message>
    <message>
        <source>Between two pieces of the answer; signs of life without text do not count</source>
        <translation>Zwischen zwei Stücken der Antwort; Lebenszeichen ohne Text zählen nicht</translation>
    </message>
    <message>
        <source>Whole call at most, s</source>
        <translation>Ganzer Aufruf höchstens, s</translation>
    </message>
    <message>
        <source>From the request to the end</source>
        <translation>Von der Anfrage bis zum Ende</translation>
    </message>
    <message>
        <source>Trust also</source>
        <translation>Auch vertrauen</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>ohne Grenze</translation>
    </message>
    <message>
        <source>Certificates to trust beside the system&apos;s</source>
        <translation>Zertifikate, denen neben denen des Systems vertraut wird</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>Zertifikate (*.pem *.crt *.cer);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>benchglass::pages::ArmTexts</name>
    <message>
        <source>report of run %1</source>
        <translation>Bericht von Lauf %1</translation>
    </message>
    <message>
        <source>no report was written</source>
        <translation>es wurde kein Bericht geschrieben</translation>
    </message>
    <message>
        <source>Report text of %1</source>
        <translation>Berichtstext von %1</translation>
    </message>
</context>
<context>
    <name>benchglass::pages::CallErrors</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>benchglass::pages::CheckPanel</name>
    <message>
        <source>Connection check</source>
        <translation>Prüfung der Verbindung</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>Diagnose kopieren</translation>
    </message>
    <message>
        <source>Name of the model to pull</source>
        <translation>Name des Modells, das geholt werden soll</translation>
    </message>
    <message>
        <source>name of a model</source>
        <translation>Name eines Modells</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Started; waiting until it listens.</source>
        <translation>Gestartet; gewartet wird, bis er antwortet.</translation>
    </message>
    <message>
        <source>Start %1</source>
        <translation>%1 starten</translation>
    </message>
    <message>
        <source>Everything answers as it should.</source>
        <translation>Alles antwortet, wie es soll.</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Noch einmal prüfen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>benchglass::pages::ComparePage</name>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Nothing to compare yet</source>
        <translation>Noch nichts zu vergleichen</translation>
    </message>
    <message>
        <source>Run two arms (A + B), or choose 2 to 8 arms on the Runs page.</source>
        <translation>Zwei Arme laufen lassen (A + B) oder auf der Seite „Läufe“ 2 bis 8 Arme wählen.</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>differences only</source>
        <translation>nur Unterschiede</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation>Bericht öffnen</translation>
    </message>
    <message>
        <source>What to compare</source>
        <translation>Was verglichen wird</translation>
    </message>
    <message>
        <source>Choose runs</source>
        <translation>Läufe wählen</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>an arrow where a difference is proven</source>
        <translation>ein Pfeil, wo ein Unterschied belegt ist</translation>
    </message>
    <message>
        <source>Differences between the arms</source>
        <translation>Unterschiede zwischen den Armen</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Configuration of the arms</source>
        <translation>Konfiguration der Arme</translation>
    </message>
    <message>
        <source>△ Not like for like. </source>
        <translation>△ Nicht unter gleichen Bedingungen. </translation>
    </message>
    <message>
        <source>None is computed: without a model there is nothing that options could make faster.</source>
        <translation>Keine wird berechnet: Ohne Modell gibt es nichts, was Optionen schneller machen könnten.</translation>
    </message>
    <message>
        <source>None can be computed: no call counts. The calls left out stand beside, with the reason.</source>
        <translation>Keine lässt sich berechnen: Kein Aufruf zählt. Die ausgelassenen Aufrufe stehen daneben, mit dem Grund.</translation>
    </message>
</context>
<context>
    <name>benchglass::pages::ComparedCalls</name>
    <message>
        <source>Calls by stage</source>
        <translation>Aufrufe je Stufe</translation>
    </message>
    <message>
        <source>axes compare positions: they need not start at zero</source>
        <translation>die Achsen vergleichen Lagen: sie müssen nicht bei null beginnen</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>n/a: the built-in analyst has no model. Its figures stand in the calls of the report, but they measure a program, not a model, so they are not drawn against each other.</source>
        <translation>Entfällt: Der eingebaute Analyst hat kein Modell. Seine Zahlen stehen bei den Aufrufen im Bericht, messen aber ein Programm, kein Modell, und werden deshalb nicht gegeneinander gezeichnet.</translation>
    </message>
    <message>
        <source>No call counts here yet.</source>
        <translation>Hier zählt noch kein Aufruf.</translation>
    </message>
    <message>
        <source>%1 · points are calls, bars are means</source>
        <translation>%1 · Punkte sind Aufrufe, Balken sind Mittelwerte</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>TTFT %1 ms</source>
        <translation>TTFT %1 ms</translation>
    </message>
    <message>
        <source>leave out</source>
        <translation>auslassen</translation>
    </message>
    <message>
        <source>put back</source>
        <translation>zurückholen</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s), with the reason</source>
        <translation>
            <numerusform>%n Aufruf, mit dem Grund</numerusform>
            <numerusform>%n Aufrufe, mit dem Grund</numerusform>
        </translation>
    </message>
    <message>
        <source>Each chart draws one kind of calls, never a mixture: the others stand in the table of differences.</source>
        <translation>Jedes Diagramm zeichnet eine Art von Aufrufen, nie eine Mischung: Die anderen stehen in der Tabelle der Unterschiede.</translation>
    </message>
</context>
<context>
    <name>benchglass::pages::DataPage</name>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Which results do you want to look at?</source>
        <translation>Welche Ergebnisse möchten Sie ansehen?</translation>
    </message>
    <message>
        <source>Choose a folder of CSV, JSON or Markdown files, or drop one here. Nothing in it is changed.</source>
        <translation>Wählen Sie einen Ordner mit CSV-, JSON- oder Markdown-Dateien, oder ziehen Sie einen hierher. Nichts darin wird geändert.</translation>
    </message>
    <message>
        <source>Filter files, series and facts</source>
        <translation>Dateien, Reihen und Fakten filtern</translation>
    </message>
    <message>
        <source>Filter files, keys, values</source>
        <translation>Dateien, Reihen filtern</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>Ordner wählen …</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>choose one to see its series</source>
        <translation>Auswahl zeigt ihre Reihen</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Reihen</translation>
    </message>
    <message>
        <source>What the model will see</source>
        <translation>Was das Modell sieht</translation>
    </message>
    <message>
        <source>Facts given to the model</source>
        <translation>Fakten für das Modell</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>Beispiel öffnen</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>%1 wird gelesen …</translation>
    </message>
    <message>
        <source>grouped by name over files</source>
        <translation>über Dateien nach Namen gruppiert</translation>
    </message>
    <message>
        <source>only those in %1</source>
        <translation>nur die in %1</translation>
    </message>
    <message>
        <source>%1 of %2 facts · ~%3 tokens of %4</source>
        <translation>%1 von %2 Fakten · ~%3 von %4 Token</translation>
    </message>
    <message>
        <source>double-click to see the place</source>
        <translation>Doppelklick zeigt die Stelle</translation>
    </message>
    <message>
        <source>Open the source</source>
        <translation>Quelle öffnen</translation>
    </message>
    <message>
        <source>Copy place</source>
        <translation>Stelle kopieren</translation>
    </message>
    <message>
        <source>figures are of all their values</source>
        <translation>die Zahlen gelten für alle ihre Werte</translation>
    </message>
</context>
<context>
    <name>benchglass::pages::DoneStrip</name>
    <message>
        <source>Open the report</source>
        <translation>Bericht öffnen</translation>
    </message>
</context>
<context>
    <name>benchglass::pages::ExportedStrip</name>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>Written: %1 files, the first is %2</source>
        <translation>Geschrieben: %1 Dateien, die erste ist %2</translation>
    </message>
</context>
<context>
    <name>benchglass::pages::FilterBar</name>
    <message>
        <source>Clear</source>
        <translation>Aufheben</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Take away all filters</source>
        <translation>Alle Filter aufheben</translation>
    </message>
    <message>
        <source>Take away all filters (Esc)</source>
        <translation>Alle Filter aufheben (Esc)</translation>
    </message>
    <message>
        <source>file: %1</source>
        <translation>Datei: %1</translation>
    </message>
    <message>
        <source>without a unit</source>
        <translation>ohne Einheit</translation>
    </message>
    <message>
        <source>unit: %1</source>
        <translation>Einheit: %1</translation>
    </message>
    <message>
        <source>Take away the filter %1</source>
        <translation>Filter %1 aufheben</translation>
    </message>
</context>
<context>
    <name>benchglass::pages::FurtherAddresses</name>
    <message>
        <source>Further addresses for agents</source>
        <translation>Weitere Adressen für Agenten</translation>
    </message>
    <message>
        <source>none: all agents at one address</source>
        <translation>keine: alle Agenten an einer Adresse</translation>
    </message>
    <message>
        <source>With spaces between them. Agents are dealt out over the address above and these, in turn.</source>
        <translation>Durch Leerzeichen getrennt. Die Agenten werden reihum auf die Adresse oben und diese verteilt.</translation>
    </message>
</context>
<context>
    <name>benchglass::pages::KeyField</name>
    <message>
        <source>Key, if it wants one</source>
        <translation>Schlüssel, falls verlangt</translation>
    </message>
    <message>
        <source>Key: from BENCHGLASS_API_KEY</source>
        <translation>Schlüssel: aus BENCHGLASS_API_KEY</translation>
    </message>
    <message>
        <source>Key: kept in the keychain</source>
        <translation>Schlüssel: im Schlüsselbund</translation>
    </message>
    <message>
        <source>Key: kept for this session only</source>
        <translation>Schlüssel: nur für diese Sitzung</translation>
    </message>
    <message>
        <source>Forget the key</source>
        <translation>Schlüssel vergessen</translation>
    </message>
    <message>
        <source>Key for the server</source>
        <translation>Schlüssel für den Server</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Sent to this address only. Kept in the system&apos;s keychain; where there is none, in memory until the program ends.</source>
        <translation>Wird nur an diese Adresse gesendet. Liegt im Schlüsselbund des Systems; wo es keinen gibt, im Speicher, bis das Programm endet.</translation>
    </message>
</context>
<context>
    <name>benchglass::pages::OptionsPanel</name>
    <message>
        <source>Thinking</source>
        <translation>Thinking</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>Prompts</translation>
    </message>
    <message>
        <source>Order of arms</source>
        <translation>Reihenfolge der Arme</translation>
    </message>
    <message>
        <source>Nonce against the prefix cache</source>
        <translation>Nonce gegen den Präfix-Cache</translation>
    </message>
    <message>
        <source>Unload the model before each run</source>
        <translation>Modell vor jedem Lauf entladen</translation>
    </message>
    <message>
        <source>Write slowly, to watch</source>
        <translation>Langsam schreiben, zum Zusehen</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Tuned: what differs from the engine&apos;s defaults</source>
        <translation>Tuned: was von den Vorgaben der Engine abweicht</translation>
    </message>
    <message>
        <source>Options of the tuned arm</source>
        <translation>Optionen des Arms Tuned</translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation>Experiment</translation>
    </message>
    <message>
        <source>the model&apos;s default</source>
        <translation>Vorgabe des Modells</translation>
    </message>
    <message>
        <source>grounded: facts with ids</source>
        <translation>belegt: Fakten mit ID</translation>
    </message>
    <message>
        <source>reference: as in old reports</source>
        <translation>Referenz: alte Berichte</translation>
    </message>
    <message>
        <source>interleaved: A B B A</source>
        <translation>verschränkt: A B B A</translation>
    </message>
    <message>
        <source>one arm after the other</source>
        <translation>ein Arm nach dem anderen</translation>
    </message>
    <message>
        <source>random</source>
        <translation>zufällig</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Warm-ups</source>
        <translation>Aufwärmläufe</translation>
    </message>
    <message>
        <source>Output limit, tokens</source>
        <translation>Ausgabegrenze, Token</translation>
    </message>
    <message>
        <source>the engine&apos;s own</source>
        <translation>die der Engine</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Facts, tokens</source>
        <translation>Fakten, Token</translation>
    </message>
    <message>
        <source>from the context</source>
        <translation>nach dem Kontext</translation>
    </message>
    <message>
        <source>Pause between runs, s</source>
        <translation>Pause zwischen Läufen, s</translation>
    </message>
    <message>
        <source>Pace, words a second</source>
        <translation>Tempo, Wörter je Sekunde</translation>
    </message>
    <message>
        <source>The built-in analyst writes by rules: options change nothing in its text.</source>
        <translation>Der eingebaute Analyst schreibt nach Regeln: Optionen ändern an seinem Text nichts.</translation>
    </message>
    <message>
        <source>What is marked “no effect here” is not sent: such a server is told it when it starts. Nor can it be asked to unload its model.</source>
        <translation>Was als „hier ohne Wirkung“ markiert ist, wird nicht gesendet: Solch ein Server erfährt es beim Start. Auch sein Modell entlädt er nicht auf Wunsch.</translation>
    </message>
    <message>
        <source>Agents at once</source>
        <translation>Agenten zugleich</translation>
    </message>
    <message>
        <source>More than one: each run is made by one agent alone and by all together, and both are measured.</source>
        <translation>Mehr als einer: Jeden Lauf macht ein Agent allein und alle zusammen, und beides wird gemessen.</translation>
    </message>
</context>
<context>
    <name>benchglass::pages::PullPart</name>
    <message>
        <source>Stop fetching</source>
        <translation>Holen anhalten</translation>
    </message>
    <message>
        <source>Fetching the model</source>
        <translation>Das Modell wird geholt</translation>
    </message>
    <message>
        <source>Fetching “%1”</source>
        <translation>„%1“ wird geholt</translation>
    </message>
    <message>
        <source>asking the server</source>
        <translation>der Server wird gefragt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
</context>
<context>
    <name>benchglass::pages::QuickChart</name>
    <message>
        <source>order in the files</source>
        <translation>Reihenfolge in den Dateien</translation>
    </message>
    <message>
        <source>Quick chart</source>
        <translation>Schnelles Diagramm</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>Histogramm</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>Folge</translation>
    </message>
    <message>
        <source>How to draw the series</source>
        <translation>Wie die Reihe gezeichnet wird</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>Gruppieren nach</translation>
    </message>
    <message>
        <source>Values of the selected series</source>
        <translation>Werte der gewählten Reihe</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>nach %1</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%1 gegen %2</translation>
    </message>
    <message>
        <source>Click a point or choose a value to see where it stands.</source>
        <translation>Auf einen Punkt klicken oder einen Wert wählen, um zu sehen, wo er steht.</translation>
    </message>
    <message>
        <source>Open the source</source>
        <translation>Quelle öffnen</translation>
    </message>
    <message>
        <source>Copy place</source>
        <translation>Stelle kopieren</translation>
    </message>
</context>
<context>
    <name>benchglass::pages::ReplayBar</name>
    <message>
        <source>One chunk back</source>
        <translation>Einen Chunk zurück</translation>
    </message>
    <message>
        <source>One chunk back (left arrow)</source>
        <translation>Einen Chunk zurück (Pfeil links)</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Play or pause (space)</source>
        <translation>Abspielen oder anhalten (Leertaste)</translation>
    </message>
    <message>
        <source>One chunk on</source>
        <translation>Einen Chunk weiter</translation>
    </message>
    <message>
        <source>One chunk on (right arrow)</source>
        <translation>Einen Chunk weiter (Pfeil rechts)</translation>
    </message>
    <message>
        <source>End the replay</source>
        <translation>Wiedergabe beenden</translation>
    </message>
    <message>
        <source>End the replay and show the whole text</source>
        <translation>Wiedergabe beenden und den ganzen Text zeigen</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Position in the call</source>
        <translation>Stelle im Aufruf</translation>
    </message>
    <message>
        <source>Speed of the replay</source>
        <translation>Geschwindigkeit der Wiedergabe</translation>
    </message>
    <message>
        <source>as fast as it goes</source>
        <translation>so schnell es geht</translation>
    </message>
    <message>
        <source>%1 s of %2 s</source>
        <translation>%1 s von %2 s</translation>
    </message>
    <message>
        <source>token %1 of %2</source>
        <translation>Token %1 von %2</translation>
    </message>
    <message>
        <source>chunk %1 of %2</source>
        <translation>Chunk %1 von %2</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>benchglass::pages::ReportChoices</name>
    <message>
        <source>What is in it</source>
        <translation>Was er enthält</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Abschnitte</translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation>Experiment</translation>
    </message>
    <message>
        <source>Arm</source>
        <translation>Arm</translation>
    </message>
    <message>
        <source>Run whose text is shown</source>
        <translation>Lauf, dessen Text gezeigt wird</translation>
    </message>
    <message>
        <source>every run</source>
        <translation>jeder Lauf</translation>
    </message>
    <message>
        <source>Text of run</source>
        <translation>Text von Lauf</translation>
    </message>
    <message>
        <source>all arms</source>
        <translation>alle Arme</translation>
    </message>
</context>
<context>
    <name>benchglass::pages::ReportPage</name>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>No report yet</source>
        <translation>Noch kein Bericht</translation>
    </message>
    <message>
        <source>A report is written at the end of each run. The sample and the built-in analyst give one at once.</source>
        <translation>Am Ende jedes Laufs wird ein Bericht geschrieben. Das Beispiel und der eingebaute Analyst ergeben sofort einen.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>PDF…</source>
        <translation>PDF …</translation>
    </message>
    <message>
        <source>Markdown…</source>
        <translation>Markdown …</translation>
    </message>
    <message>
        <source>CSV of calls…</source>
        <translation>CSV der Aufrufe …</translation>
    </message>
    <message>
        <source>JSON with every chunk…</source>
        <translation>JSON mit jedem Chunk …</translation>
    </message>
    <message>
        <source>metrics.json of the old scripts…</source>
        <translation>metrics.json der alten Skripte …</translation>
    </message>
    <message>
        <source>Everything into a folder…</source>
        <translation>Alles in einen Ordner …</translation>
    </message>
    <message>
        <source>Export ▾</source>
        <translation>Exportieren ▾</translation>
    </message>
    <message>
        <source>Go to Run</source>
        <translation>Zum Lauf</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>%1 Läufe</translation>
    </message>
    <message>
        <source>Export everything into a folder</source>
        <translation>Alles in einen Ordner exportieren</translation>
    </message>
    <message>
        <source>1 run</source>
        <translation>1 Lauf</translation>
    </message>
</context>
<context>
    <name>benchglass::pages::ReportPreview</name>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Laying out the pages…</source>
        <translation>Seiten werden gesetzt …</translation>
    </message>
    <message>
        <source>Preview of the report</source>
        <translation>Vorschau des Berichts</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n Seite</numerusform>
            <numerusform>%n Seiten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>benchglass::pages::RunPage</name>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>TTFT per call, ms</source>
        <translation>TTFT je Aufruf, ms</translation>
    </message>
    <message>
        <source>Throughput while writing, tok/s</source>
        <translation>Durchsatz beim Schreiben, tok/s</translation>
    </message>
    <message>
        <source>So far</source>
        <translation>Bisher</translation>
    </message>
    <message>
        <source>per stage, never pooled</source>
        <translation>je Stufe, nie zusammengeworfen</translation>
    </message>
    <message>
        <source>Figures so far, by stage</source>
        <translation>Bisherige Zahlen, je Stufe</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Options · %1 changed</source>
        <translation>Optionen · %1 geändert</translation>
    </message>
    <message>
        <source>Choose a folder of results first.</source>
        <translation>Bitte zuerst einen Ordner mit Ergebnissen wählen.</translation>
    </message>
    <message>
        <source>No model is chosen: the server has not listed any.</source>
        <translation>Es ist kein Modell gewählt: Der Server hat keines genannt.</translation>
    </message>
    <message>
        <source>n/a: the built-in analyst writes by rules, without a model. How fast a program hands its words over is no throughput.</source>
        <translation>Entfällt: Der eingebaute Analyst schreibt nach Regeln, ohne Modell. Wie schnell ein Programm seine Wörter übergibt, ist kein Durchsatz.</translation>
    </message>
    <message>
        <source>queue, load, prefill, not told</source>
        <translation>Warteschlange, Laden, Prefill, nicht genannt</translation>
    </message>
    <message>
        <source>analysis solid, report dashed · click for the token of that moment</source>
        <translation>Analyse durchgezogen, Bericht gestrichelt · ein Klick führt zum Token jenes Augenblicks</translation>
    </message>
    <message>
        <source>No call of “%1” has anything that could be played.</source>
        <translation>Kein Aufruf von „%1“ hat etwas, das sich wiedergeben ließe.</translation>
    </message>
    <message>
        <source>A run is under way. What is in the library can be played when it has ended.</source>
        <translation>Ein Lauf ist im Gange. Was in der Bibliothek steht, lässt sich wiedergeben, wenn er beendet ist.</translation>
    </message>
    <message>
        <source>From the library: run %1 of %2, %3.</source>
        <translation>Aus der Bibliothek: Lauf %1 vom %2, %3.</translation>
    </message>
    <message>
        <source>the pace that was set: no measurement</source>
        <translation>eingestelltes Tempo: keine Messung</translation>
    </message>
</context>
<context>
    <name>benchglass::pages::RunPanels</name>
    <message>
        <source>Stages, s</source>
        <translation>Stufen, s</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>No warnings.</source>
        <translation>Keine Warnungen.</translation>
    </message>
    <message>
        <source>What to show below</source>
        <translation>Was unten gezeigt wird</translation>
    </message>
    <message>
        <source>Warnings (%1)</source>
        <translation>Warnungen (%1)</translation>
    </message>
    <message>
        <source>choose one to read its text</source>
        <translation>einen wählen, um seinen Text zu lesen</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiedergeben</translation>
    </message>
    <message>
        <source>Play this call again as it was measured</source>
        <translation>Diesen Aufruf noch einmal abspielen, wie er gemessen wurde</translation>
    </message>
</context>
<context>
    <name>benchglass::pages::RunStrip</name>
    <message>
        <source>remote</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>Ordner wählen …</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Baseline</translation>
    </message>
    <message>
        <source>Tuned</source>
        <translation>Tuned</translation>
    </message>
    <message>
        <source>A + B</source>
        <translation>A + B</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf starten</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>Adresse des Servers</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Arms</source>
        <translation>Arme</translation>
    </message>
    <message>
        <source>Runs of each arm</source>
        <translation>Läufe je Arm</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Stop after stage</source>
        <translation>Nach der Stufe stoppen</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>Sofort stoppen</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Stoppt …</translation>
    </message>
    <message>
        <source>Check the connection</source>
        <translation>Verbindung prüfen</translation>
    </message>
    <message>
        <source>%1   not on this server</source>
        <translation>%1   nicht auf diesem Server</translation>
    </message>
</context>
<context>
    <name>benchglass::pages::RunsPage</name>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Papierkorb</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation>Bericht öffnen</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>Endgültig löschen</translation>
    </message>
    <message>
        <source>Nothing was run yet</source>
        <translation>Noch nichts gelaufen</translation>
    </message>
    <message>
        <source>Every run is kept here as it happens, also one that is stopped or interrupted.</source>
        <translation>Jeder Lauf wird hier behalten, während er geschieht, auch ein gestoppter oder unterbrochener.</translation>
    </message>
    <message>
        <source>Search runs</source>
        <translation>Läufe suchen</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>a line for each arm · choose two or more to compare</source>
        <translation>eine Zeile je Arm · zwei oder mehr wählen, um sie zu vergleichen</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Tags, separated by commas</source>
        <translation>Schlagwörter, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>tags, separated by commas</source>
        <translation>Schlagwörter, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>What should be remembered of this run?</source>
        <translation>Was soll von diesem Lauf in Erinnerung bleiben?</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Go to Run</source>
        <translation>Zum Lauf</translation>
    </message>
    <message>
        <source>%1 arms</source>
        <translation>%1 Arme</translation>
    </message>
    <message>
        <source>Compare %1</source>
        <translation>%1 vergleichen</translation>
    </message>
    <message>
        <source>Choose 2 to %1 arms</source>
        <translation>2 bis %1 Arme wählen</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>One experiment is in the trash, with all its arms.</source>
        <translation>Ein Experiment liegt mit allen seinen Armen im Papierkorb.</translation>
    </message>
    <message>
        <source>%1 experiments are in the trash, with all their arms.</source>
        <translation>%1 Experimente liegen mit allen ihren Armen im Papierkorb.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>1 arm</source>
        <translation>1 Arm</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n experiment(s) for good? This cannot be undone.</source>
        <translation>
            <numerusform>%n Experiment endgültig löschen? Das lässt sich nicht rückgängig machen.</numerusform>
            <numerusform>%n Experimente endgültig löschen? Das lässt sich nicht rückgängig machen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiedergeben</translation>
    </message>
    <message>
        <source>Play its first call again as it was measured</source>
        <translation>Den ersten Aufruf noch einmal abspielen, wie er gemessen wurde</translation>
    </message>
    <message>
        <source>Notes on %1, %2</source>
        <translation>Notizen zu %1, %2</translation>
    </message>
    <message>
        <source>Search names, notes, answers</source>
        <translation>Namen, Notizen, Antworten …</translation>
    </message>
</context>
<context>
    <name>benchglass::pages::SourceDialog</name>
    <message>
        <source>Open in the system&apos;s editor</source>
        <translation>Im Editor des Systems öffnen</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Text of the file</source>
        <translation>Text der Datei</translation>
    </message>
    <message>
        <source>Copy place</source>
        <translation>Stelle kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>The system has no program to open this file with.</source>
        <translation>Das System hat kein Programm, das diese Datei öffnet.</translation>
    </message>
</context>
<context>
    <name>benchglass::pages::StreamCard</name>
    <message>
        <source>The model&apos;s words</source>
        <translation>Die Worte des Modells</translation>
    </message>
    <message>
        <source>What the agent writes appears here, as it arrives.</source>
        <translation>Was der Agent schreibt, erscheint hier, sobald es ankommt.</translation>
    </message>
    <message>
        <source>Keep the end in view</source>
        <translation>Das Ende im Blick behalten</translation>
    </message>
    <message>
        <source>%1 tok/s</source>
        <translation>%1 tok/s</translation>
    </message>
    <message>
        <source>TTFT %1 ms</source>
        <translation>TTFT %1 ms</translation>
    </message>
    <message>
        <source>back to the live text ↓</source>
        <translation>zurück zum laufenden Text ↓</translation>
    </message>
    <message>
        <source>following ↓</source>
        <translation>folgt ↓</translation>
    </message>
    <message>
        <source>follow ↓</source>
        <translation>folgen ↓</translation>
    </message>
    <message numerus="yes">
        <source>%1 chunk(s)</source>
        <translation>
            <numerusform>%1 Chunk</numerusform>
            <numerusform>%1 Chunks</numerusform>
        </translation>
    </message>
    <message>
        <source>tok/s n/a</source>
        <translation>tok/s entfällt</translation>
    </message>
    <message numerus="yes">
        <source>%1 token(s)</source>
        <translation>
            <numerusform>%1 Token</numerusform>
            <numerusform>%1 Token</numerusform>
        </translation>
    </message>
    <message>
        <source>Replay · %1</source>
        <translation>Wiedergabe · %1</translation>
    </message>
    <message>
        <source>paced at %1 tok/s</source>
        <translation>Tempo %1 tok/s, eingestellt</translation>
    </message>
    <message>
        <source>no token for %1 s</source>
        <translation>kein Token seit %1 s</translation>
    </message>
    <message>
        <source>no token for %1 s (limit %2 s)</source>
        <translation>kein Token seit %1 s (Grenze %2 s)</translation>
    </message>
    <message>
        <source>This call wrote nothing.</source>
        <translation>Dieser Aufruf schrieb nichts.</translation>
    </message>
    <message>
        <source>answer after %1 ms</source>
        <translation>Antwort nach %1 ms</translation>
    </message>
</context>
<context>
    <name>benchglass::pages::ThinkingPart</name>
    <message>
        <source>Show what the model thought before its answer</source>
        <translation>Zeigt, was das Modell vor seiner Antwort gedacht hat</translation>
    </message>
    <message>
        <source>What the model thought</source>
        <translation>Was das Modell gedacht hat</translation>
    </message>
    <message>
        <source>thought</source>
        <translation>gedacht</translation>
    </message>
    <message>
        <source>thinking</source>
        <translation>denkt</translation>
    </message>
    <message numerus="yes">
        <source>%1 token(s)</source>
        <translation>
            <numerusform>%1 Token</numerusform>
            <numerusform>%1 Token</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 character(s)</source>
        <translation>
            <numerusform>%1 Zeichen</numerusform>
            <numerusform>%1 Zeichen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>benchglass::pages::VerdictCard</name>
    <message>
        <source>What can be said</source>
        <translation>Was sich sagen lässt</translation>
    </message>
    <message>
        <source>95 % intervals · Holm-corrected over the table</source>
        <translation>95-%-Intervalle · über die Tabelle nach Holm korrigiert</translation>
    </message>
    <message>
        <source>all metrics</source>
        <translation>alle Kennzahlen</translation>
    </message>
    <message>
        <source>Not comparable: no call counts in both arms.</source>
        <translation>Nicht vergleichbar: Kein Aufruf zählt in beiden Armen.</translation>
    </message>
    <message>
        <source>Not comparable: the built-in analyst writes by rules, without a model. With this engine options have no effect, and its times are compared with nothing.</source>
        <translation>Nicht vergleichbar: Der eingebaute Analyst schreibt nach Regeln, ohne Modell. Optionen haben bei ihm keine Wirkung, und seine Zeiten werden mit nichts verglichen.</translation>
    </message>
</context>
<context>
    <name>benchglass::widgets::ChartCard</name>
    <message>
        <source>%1, as a table</source>
        <translation>%1, als Tabelle</translation>
    </message>
    <message>
        <source>Show the numbers as a table</source>
        <translation>Die Zahlen als Tabelle zeigen</translation>
    </message>
    <message>
        <source>%1: show as a table</source>
        <translation>%1: als Tabelle zeigen</translation>
    </message>
</context>
<context>
    <name>benchglass::widgets::ErrorStrip</name>
    <message>
        <source>Copy diagnostics</source>
        <translation>Diagnose kopieren</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>benchglass::widgets::NavRail</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>benchglass::widgets::SourceView</name>
    <message>
        <source>Line numbers</source>
        <translation>Zeilennummern</translation>
    </message>
</context>
<context>
    <name>benchglass::widgets::StatusBar</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation>1 Warnung</translation>
    </message>
    <message>
        <source>%1 warnings</source>
        <translation>%1 Warnungen</translation>
    </message>
</context>
<context>
    <name>benchglass::widgets::StreamView</name>
    <message>
        <source>The model&apos;s words, as they arrive</source>
        <translation>Die Worte des Modells, wie sie ankommen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Follow the end</source>
        <translation>Dem Ende folgen</translation>
    </message>
</context>
<context>
    <name>benchglass::widgets::TableView</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>Als Markdown kopieren</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Als CSV kopieren</translation>
    </message>
</context>
<context>
    <name>benchglass::widgets::TimelineSlider</name>
    <message>
        <source>First token after %1</source>
        <translation>Erstes Token nach %1</translation>
    </message>
    <message>
        <source>Nothing came for %1</source>
        <translation>%1 lang kam nichts</translation>
    </message>
</context>
<context>
    <name>corpus</name>
    <message>
        <source>It is no longer a regular file.</source>
        <translation>Sie ist keine gewöhnliche Datei mehr.</translation>
    </message>
    <message>
        <source>There is not enough memory to read it.</source>
        <translation>Der Speicher reicht nicht, um sie zu lesen.</translation>
    </message>
    <message>
        <source>It grew beyond the size limit while it was read.</source>
        <translation>Sie wuchs beim Lesen über die Größengrenze.</translation>
    </message>
    <message>
        <source>The file is doubly encoded: UTF-16 text that was taken for Latin-1 and written as UTF-8 again. It was decoded twice; it begins with “%1”.</source>
        <translation>Die Datei ist doppelt kodiert: UTF-16-Text, der für Latin-1 gehalten und noch einmal als UTF-8 geschrieben wurde. Sie wurde zweimal dekodiert; sie beginnt mit „%1“.</translation>
    </message>
    <message>
        <source>The file is UTF-16 with a byte order mark; it was converted.</source>
        <translation>Die Datei ist UTF-16 mit Bytereihenfolge-Marke; sie wurde umgewandelt.</translation>
    </message>
    <message>
        <source>The file is UTF-16 without a byte order mark; it was converted.</source>
        <translation>Die Datei ist UTF-16 ohne Bytereihenfolge-Marke; sie wurde umgewandelt.</translation>
    </message>
    <message>
        <source>The file is no UTF-8; it was read as Latin-1.</source>
        <translation>Die Datei ist kein UTF-8; sie wurde als Latin-1 gelesen.</translation>
    </message>
    <message>
        <source>The file holds binary data, no text.</source>
        <translation>Die Datei enthält Binärdaten, keinen Text.</translation>
    </message>
    <message numerus="yes">
        <source>%n more row(s) of another length.</source>
        <translation>
            <numerusform>%n weitere Zeile mit anderer Länge.</numerusform>
            <numerusform>%n weitere Zeilen mit anderer Länge.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more value(s) that are no numbers.</source>
        <translation>
            <numerusform>%n weiterer Wert, der keine Zahl ist.</numerusform>
            <numerusform>%n weitere Werte, die keine Zahlen sind.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more fault(s).</source>
        <translation>
            <numerusform>%n weiterer Fehler.</numerusform>
            <numerusform>%n weitere Fehler.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more doubt(s) of the same kind.</source>
        <translation>
            <numerusform>%n weiterer Zweifel derselben Art.</numerusform>
            <numerusform>%n weitere Zweifel derselben Art.</numerusform>
        </translation>
    </message>
    <message>
        <source>the key names it: %1</source>
        <translation>der Schlüssel nennt sie: %1</translation>
    </message>
    <message>
        <source>“%1” begins with a zero: the point behind the first digit is left out</source>
        <translation>„%1“ beginnt mit einer Null: Das Komma nach der ersten Ziffer ist weggelassen</translation>
    </message>
    <message>
        <source>%1 would be too much for %2: the point is left out</source>
        <translation>%1 wäre zu viel für %2: Das Komma ist weggelassen</translation>
    </message>
    <message>
        <source>the names say it: “%1”</source>
        <translation>die Namen sagen es: „%1“</translation>
    </message>
    <message>
        <source>“%1” in the names is short for %2</source>
        <translation>„%1“ in den Namen steht kurz für %2</translation>
    </message>
    <message>
        <source>the p of “%1” stands for a point</source>
        <translation>das p in „%1“ steht für ein Komma</translation>
    </message>
    <message>
        <source>the folders of level %1 have different names</source>
        <translation>die Ordner der Ebene %1 heißen verschieden</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>The request was stopped.</source>
        <translation>Die Anfrage wurde gestoppt.</translation>
    </message>
    <message>
        <source>Built-in analyst</source>
        <translation>Eingebauter Analyst</translation>
    </message>
    <message>
        <source>Ollama</source>
        <translation>Ollama</translation>
    </message>
    <message>
        <source>There is no engine “%1”; there are: %2.</source>
        <translation>Es gibt keine Engine „%1“; es gibt: %2.</translation>
    </message>
    <message>
        <source>“%1” is not the address of a server.</source>
        <translation>„%1“ ist keine Adresse eines Servers.</translation>
    </message>
    <message>
        <source>No address is known for %1.</source>
        <translation>Für %1 ist keine Adresse bekannt.</translation>
    </message>
    <message>
        <source>What answers at %1 does not speak HTTP.</source>
        <translation>Was bei %1 antwortet, spricht kein HTTP.</translation>
    </message>
    <message>
        <source>Nothing answers at %1.</source>
        <translation>Bei %1 antwortet nichts.</translation>
    </message>
    <message>
        <source>%1 did not answer within %2.</source>
        <translation>%1 hat nicht innerhalb von %2 geantwortet.</translation>
    </message>
    <message>
        <source>No connection to %1 within %2.</source>
        <translation>Keine Verbindung zu %1 innerhalb von %2.</translation>
    </message>
    <message>
        <source>The server accepted the request but sent nothing within %1.</source>
        <translation>Der Server nahm die Anfrage an, sandte aber innerhalb von %1 nichts.</translation>
    </message>
    <message>
        <source>The server stopped sending in mid-answer: silence for %1.</source>
        <translation>Der Server hörte mitten in der Antwort auf zu senden: Stille seit %1.</translation>
    </message>
    <message>
        <source>The answer was not complete within %1.</source>
        <translation>Die Antwort war nicht innerhalb von %1 vollständig.</translation>
    </message>
    <message>
        <source>%1 is not an address.</source>
        <translation>%1 ist keine Adresse.</translation>
    </message>
    <message>
        <source>The connection to %1 broke before the answer began.</source>
        <translation>Die Verbindung zu %1 brach ab, bevor die Antwort begann.</translation>
    </message>
    <message>
        <source>The answer broke off before its end; the text so far is kept.</source>
        <translation>Die Antwort brach vor ihrem Ende ab; der Text bis dahin bleibt.</translation>
    </message>
    <message>
        <source>The server ended the answer before its first word.</source>
        <translation>Der Server beendete die Antwort vor ihrem ersten Wort.</translation>
    </message>
    <message>
        <source>%1 sends elsewhere (%2 to %3), which is not followed.</source>
        <translation>%1 verweist weiter (%2 an %3); dem wird nicht gefolgt.</translation>
    </message>
    <message>
        <source>The answer was cut off at %1: no sane answer is that long.</source>
        <translation>Die Antwort wurde bei %1 abgeschnitten: So lang ist keine vernünftige Antwort.</translation>
    </message>
    <message>
        <source>The server still holds the model “%1” in memory.</source>
        <translation>Der Server hält das Modell „%1“ noch im Speicher.</translation>
    </message>
    <message>
        <source>The server refuses requests that address it as %1 (403): use 127.0.0.1, or let it listen there (OLLAMA_HOST).</source>
        <translation>Der Server lehnt Anfragen ab, die ihn als %1 ansprechen (403): 127.0.0.1 benutzen oder ihn dort lauschen lassen (OLLAMA_HOST).</translation>
    </message>
    <message>
        <source>The server forbids this (403): %1</source>
        <translation>Der Server verbietet das (403): %1</translation>
    </message>
    <message>
        <source>The server has no model “%1”.</source>
        <translation>Der Server hat kein Modell „%1“.</translation>
    </message>
    <message>
        <source>The server wants a sign-in or a key (401).</source>
        <translation>Der Server verlangt eine Anmeldung oder einen Schlüssel (401).</translation>
    </message>
    <message>
        <source>The server wants a sign-in or a key (401): %1</source>
        <translation>Der Server verlangt eine Anmeldung oder einen Schlüssel (401): %1</translation>
    </message>
    <message>
        <source>The server refused the request with status %1 and no reason.</source>
        <translation>Der Server lehnte die Anfrage mit Status %1 und ohne Grund ab.</translation>
    </message>
    <message>
        <source>The server refused the request (%1): %2</source>
        <translation>Der Server lehnte die Anfrage ab (%1): %2</translation>
    </message>
    <message>
        <source>The server reported an error without a reason.</source>
        <translation>Der Server meldete einen Fehler ohne Grund.</translation>
    </message>
    <message>
        <source>The server reported an error: %1</source>
        <translation>Der Server meldete einen Fehler: %1</translation>
    </message>
    <message>
        <source>Something answers at %1, but it is not an Ollama.</source>
        <translation>Bei %1 antwortet etwas, aber es ist kein Ollama.</translation>
    </message>
    <message>
        <source>The server sent a line in mid-answer that is not JSON; the text so far is kept.</source>
        <translation>Der Server sandte mitten in der Antwort eine Zeile, die kein JSON ist; der Text bis dahin bleibt.</translation>
    </message>
    <message>
        <source>The key is not one word: copy it again, alone.</source>
        <translation>Der Schlüssel ist nicht ein einziges Wort: Kopieren Sie ihn noch einmal, ohne etwas davor oder danach.</translation>
    </message>
    <message>
        <source>OpenAI-compatible server</source>
        <translation>OpenAI-kompatibler Server</translation>
    </message>
    <message>
        <source>No address is known for the proxy that leads to %1.</source>
        <translation>Für den Proxy, der zu %1 führt, ist keine Adresse bekannt.</translation>
    </message>
    <message>
        <source>The certificates to trust cannot be understood.</source>
        <translation>Die Zertifikate, denen vertraut werden soll, sind nicht zu verstehen.</translation>
    </message>
    <message>
        <source>The file of certificates “%1” cannot be read.</source>
        <translation>Die Zertifikatsdatei „%1“ kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>There is no certificate (PEM) in “%1”.</source>
        <translation>In „%1“ steht kein Zertifikat (PEM).</translation>
    </message>
    <message>
        <source>The certificate of %1 has expired: it has to be renewed there, unless the clock here is wrong.</source>
        <translation>Das Zertifikat von %1 ist abgelaufen: Es muss dort erneuert werden, falls nicht die Uhr hier falsch geht.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not valid yet: one of the two clocks is wrong.</source>
        <translation>Das Zertifikat von %1 gilt noch nicht: Eine der beiden Uhren geht falsch.</translation>
    </message>
    <message>
        <source>The certificate of %1 was made for another name: use the name that stands in it.</source>
        <translation>Das Zertifikat von %1 ist für einen anderen Namen ausgestellt: Verwenden Sie den Namen, der darin steht.</translation>
    </message>
    <message>
        <source>Nobody who is trusted here vouches for the certificate of %1: if the server is yours, name the file of its certificate authority (CA file).</source>
        <translation>Niemand, dem hier vertraut wird, bürgt für das Zertifikat von %1: Ist der Server Ihrer, geben Sie die Datei seiner Zertifizierungsstelle an (CA-Datei).</translation>
    </message>
    <message>
        <source>%1 does not speak HTTPS: try http:// instead.</source>
        <translation>%1 spricht kein HTTPS: Versuchen Sie http://.</translation>
    </message>
    <message>
        <source>No encrypted connection to %1 came about.</source>
        <translation>Mit %1 kam keine verschlüsselte Verbindung zustande.</translation>
    </message>
    <message>
        <source>%1 has said nothing of the model for %2.</source>
        <translation>%1 hat seit %2 nichts mehr über das Modell gesagt.</translation>
    </message>
    <message>
        <source>The server stopped before it had the whole model; the next attempt goes on from there.</source>
        <translation>Der Server hörte auf, bevor er das ganze Modell hatte; der nächste Versuch macht dort weiter.</translation>
    </message>
    <message>
        <source>This kind of server cannot be told to unload the model “%1”, so that no cold start can be measured.</source>
        <translation>Einem Server dieser Art kann nicht gesagt werden, dass er das Modell „%1“ entladen soll; ein Kaltstart ist daher nicht messbar.</translation>
    </message>
    <message>
        <source>The server does not accept the key (401): it may be mistyped, expired or another server&apos;s.</source>
        <translation>Der Server nimmt den Schlüssel nicht an (401): Er kann vertippt, abgelaufen oder der eines anderen Servers sein.</translation>
    </message>
    <message>
        <source>The server wants a key (401), and none is given for this address.</source>
        <translation>Der Server verlangt einen Schlüssel (401), und für diese Adresse ist keiner angegeben.</translation>
    </message>
    <message>
        <source>Something answers at %1, but it does not speak the OpenAI protocol there.</source>
        <translation>Unter %1 antwortet etwas, aber es spricht dort nicht das OpenAI-Protokoll.</translation>
    </message>
    <message>
        <source>The self-test cannot open a port on this machine.</source>
        <translation>Der Selbsttest kann auf diesem Rechner keinen Port öffnen.</translation>
    </message>
    <message>
        <source>The self-test received %1 chunks of %2.</source>
        <translation>Der Selbsttest hat %1 von %2 Chunks erhalten.</translation>
    </message>
    <message>
        <source>“%1” cannot be started.</source>
        <translation>„%1“ lässt sich nicht starten.</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Desktop dashboard for benchmarking language models.</source>
        <translation>Desktop-Dashboard für Benchmarks von Sprachmodellen.</translation>
    </message>
    <message>
        <source>Where the run library is, instead of the user&apos;s own.</source>
        <translation>Wo die Bibliothek der Läufe liegt, statt der eigenen des Benutzers.</translation>
    </message>
    <message>
        <source>Open the sample folder with the built-in analyst.</source>
        <translation>Den Beispielordner mit dem eingebauten Analysten öffnen.</translation>
    </message>
    <message>
        <source>Folder of benchmark results to open.</source>
        <translation>Ordner mit Benchmark-Ergebnissen, der geöffnet wird.</translation>
    </message>
</context>
</TS>
