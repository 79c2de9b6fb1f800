#pragma once

#include "charts/chart.h"
#include "mainwindow/mainwindow.h"
#include "pages/comparepage.h"
#include "pages/datapage.h"
#include "pages/optionspanel.h"
#include "pages/reportpage.h"
#include "pages/runpage.h"
#include "pages/runspage.h"
#include "theme/theme.h"
#include "widgets/errorstrip.h"
#include "widgets/streamview.h"
#include "workbench/workbench.h"

#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

/// The real window on a library of its own, without a display.
struct Desk
{
    QTemporaryDir folder;
    benchglass::theme::Theme theme;
    benchglass::workbench::Workbench workbench {folder.filePath(QStringLiteral("library.sqlite"))};
    benchglass::mainwindow::MainWindow window {&workbench, &theme};

    Desk()
    {
        theme.setMode(benchglass::theme::Theme::Mode::Light);
        window.show();
    }

    template <typename Widget>
    Widget* find(const char* name)
    {
        auto* widget = window.findChild<Widget*>(QLatin1String(name));
        if (!widget)
            qFatal("no widget is called %s", name);
        return widget;
    }

    void click(const char* name) { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }

    QString text() { return find<benchglass::widgets::StreamView>("streamView")->streamText(); }

    qsizetype numbersIn(const char* chart)
    {
        return find<benchglass::charts::Chart>(chart)->table().rows.size();
    }
};
