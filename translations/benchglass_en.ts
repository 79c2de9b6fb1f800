<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Clocks</name>
    <message numerus="yes">
        <source>The client&apos;s decode rate differs from the server&apos;s by %1 (median of %n call(s)).</source>
        <translation>
            <numerusform>The client&apos;s decode rate differs from the server&apos;s by %1 (%n call).</numerusform>
            <numerusform>The client&apos;s decode rate differs from the server&apos;s by %1 (median of %n calls).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Concurrency</name>
    <message numerus="yes">
        <source>%1 agents at once wrote %2 tok/s together, one alone %3 tok/s (median of %n round(s)).</source>
        <translation>
            <numerusform>%1 agents at once wrote %2 tok/s together, one alone %3 tok/s (%n round).</numerusform>
            <numerusform>%1 agents at once wrote %2 tok/s together, one alone %3 tok/s (median of %n rounds).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message numerus="yes">
        <source>Of %n call(s) the server gave times that cannot be: negative, or longer than the time to the first token. These are left out here.</source>
        <translation>
            <numerusform>Of %n call the server gave times that cannot be: negative, or longer than the time to the first token. These are left out here.</numerusform>
            <numerusform>Of %n calls the server gave times that cannot be: negative, or longer than the time to the first token. These are left out here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>benchglass::agent</name>
    <message numerus="yes">
        <source>about %1, from %n earlier call(s)</source>
        <translation>
            <numerusform>about %1, from %n earlier call</numerusform>
            <numerusform>about %1, from %n earlier calls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>benchglass::agent::Preflight</name>
    <message numerus="yes">
        <source>The server is answering %n other request(s): what is measured now shares the machine with them.</source>
        <translation>
            <numerusform>The server is answering %n other request: what is measured now shares the machine with it.</numerusform>
            <numerusform>The server is answering %n other requests: what is measured now shares the machine with them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>benchglass::cli::ReferenceOutput</name>
    <message numerus="yes">
        <source>%n file(s) left out
</source>
        <translation>
            <numerusform>%n file left out
</numerusform>
            <numerusform>%n files left out
</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>benchglass::cli::ReplayCommand</name>
    <message numerus="yes">
        <source>%1/%2/%3, %4: %5 chunk(s) in %6, as they came then.</source>
        <translation>
            <numerusform>%1/%2/%3, %4: %5 chunk in %6, as it came then.</numerusform>
            <numerusform>%1/%2/%3, %4: %5 chunks in %6, as they came then.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>benchglass::cli::RunCommand</name>
    <message numerus="yes">
        <source>%n agent(s) at work</source>
        <translation>
            <numerusform>%n agent at work</numerusform>
            <numerusform>%n agents at work</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>benchglass::corpus::CsvRows</name>
    <message numerus="yes">
        <source>%n comment line(s) starting with # were left out.</source>
        <translation>
            <numerusform>%n comment line starting with # was left out.</numerusform>
            <numerusform>%n comment lines starting with # were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>benchglass::corpus::Walker</name>
    <message numerus="yes">
        <source>The folder holds no CSV, JSON or Markdown file that can be read (%n other file(s)).</source>
        <translation>
            <numerusform>The folder holds no CSV, JSON or Markdown file that can be read (%n other file).</numerusform>
            <numerusform>The folder holds no CSV, JSON or Markdown file that can be read (%n other files).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>benchglass::engine::Doctor</name>
    <message numerus="yes">
        <source>%n models</source>
        <translation>
            <numerusform>%n model</numerusform>
            <numerusform>%n models</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>benchglass::mainwindow::StatusTexts</name>
    <message numerus="yes">
        <source>%n agent(s) at once</source>
        <translation>
            <numerusform>%n agent at once</numerusform>
            <numerusform>%n agents at once</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>benchglass::models</name>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n call</numerusform>
            <numerusform>%n calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n warm-up(s)</source>
        <translation>
            <numerusform>%1 and %n warm-up</numerusform>
            <numerusform>%1 and %n warm-ups</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>benchglass::pages</name>
    <message numerus="yes">
        <source>%1 file(s)</source>
        <translation>
            <numerusform>%1 file</numerusform>
            <numerusform>%1 files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 value(s)</source>
        <translation>
            <numerusform>%1 value</numerusform>
            <numerusform>%1 values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 in %2 series</source>
        <translation>
            <numerusform>%1 in %2 series</numerusform>
            <numerusform>%1 in %2 series</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 problem(s)</source>
        <translation>
            <numerusform>%1 problem</numerusform>
            <numerusform>%1 problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>benchglass::pages::ComparedCalls</name>
    <message numerus="yes">
        <source>%n call(s), with the reason</source>
        <translation>
            <numerusform>%n call, with the reason</numerusform>
            <numerusform>%n calls, with the reason</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>benchglass::pages::ReportPreview</name>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>benchglass::pages::RunsPage</name>
    <message numerus="yes">
        <source>Delete %n experiment(s) for good? This cannot be undone.</source>
        <translation>
            <numerusform>Delete %n experiment for good? This cannot be undone.</numerusform>
            <numerusform>Delete %n experiments for good? This cannot be undone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>benchglass::pages::StreamCard</name>
    <message numerus="yes">
        <source>%1 chunk(s)</source>
        <translation>
            <numerusform>%1 chunk</numerusform>
            <numerusform>%1 chunks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 token(s)</source>
        <translation>
            <numerusform>%1 token</numerusform>
            <numerusform>%1 tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>benchglass::pages::ThinkingPart</name>
    <message numerus="yes">
        <source>%1 token(s)</source>
        <translation>
            <numerusform>%1 token</numerusform>
            <numerusform>%1 tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 character(s)</source>
        <translation>
            <numerusform>%1 character</numerusform>
            <numerusform>%1 characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>corpus</name>
    <message numerus="yes">
        <source>%n more row(s) of another length.</source>
        <translation>
            <numerusform>%n more row of another length.</numerusform>
            <numerusform>%n more rows of another length.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more value(s) that are no numbers.</source>
        <translation>
            <numerusform>%n more value that is no number.</numerusform>
            <numerusform>%n more values that are no numbers.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more fault(s).</source>
        <translation>
            <numerusform>%n more fault.</numerusform>
            <numerusform>%n more faults.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more doubt(s) of the same kind.</source>
        <translation>
            <numerusform>%n more doubt of the same kind.</numerusform>
            <numerusform>%n more doubts of the same kind.</numerusform>
        </translation>
    </message>
</context>
</TS>
