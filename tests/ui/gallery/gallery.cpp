// Writes pictures of all widgets and charts, light and dark, at 1x and 2x: gallery FOLDER. Fails when one is
// blank.

#include "charts/boxchart.h"
#include "charts/histogram.h"
#include "charts/ratechart.h"
#include "charts/scatterchart.h"
#include "charts/stagetimeline.h"
#include "charts/stripchart.h"
#include "charts/ttftchart.h"
#include "theme/icon.h"
#include "theme/plaintip.h"
#include "theme/theme.h"
#include "widgets/buttons.h"
#include "widgets/card.h"
#include "widgets/chartcard.h"
#include "widgets/chip.h"
#include "widgets/emptystate.h"
#include "widgets/errorstrip.h"
#include "widgets/flowlayout.h"
#include "widgets/navrail.h"
#include "widgets/segmented.h"
#include "widgets/statusbar.h"
#include "widgets/streamview.h"
#include "widgets/tableview.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QElapsedTimer>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QRadioButton>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QTextStream>
#include <QVBoxLayout>

#include <cmath>
#include <random>

using namespace benchglass;
using theme::Phase;

namespace {

QString text(const char* utf8)
{
    return QString::fromUtf8(utf8);
}

charts::RateLine line(const char* label, int arm, int stage, double rate, double seconds, bool live)
{
    charts::RateLine made {text(label), arm, stage, {}, live};
    for (double x = 0.5; x <= seconds; x += 0.02)
        made.points.append(QPointF(x, rate + 3 * std::sin(x * 3 + arm) + 1.5 * std::sin(x * 11)));
    return made;
}

charts::Chart* ttftChart(const theme::Theme& theme, bool arms)
{
    auto* chart = new charts::TtftChart(theme);
    QList<charts::TtftBar> bars {{text("1 analysis"), 0, text("Baseline"),
                                     {{Phase::Load, 4770}, {Phase::Prefill, 95}}, 4900, true, text("cold")},
        {text("1 report"), 0, text("Baseline"), {{Phase::Load, 250}, {Phase::Prefill, 360}}, 632, false, {}},
        {text("2 analysis"), arms ? 1 : 0, text("Tuned"), {{Phase::Load, 255}, {Phase::Prefill, 270}}, 538,
            false, {}},
        {text("2 report"), arms ? 1 : 0, text("Tuned"), {{Phase::Load, 250}, {Phase::Prefill, 400}}, 668,
            false, {}},
        {text("3 analysis"), 0, text("Baseline"), {}, {}, false, {}}};
    chart->setBars(bars);
    return chart;
}

charts::Chart* rateChart(const theme::Theme& theme)
{
    auto* chart = new charts::RateChart(theme);
    chart->setLines({line("analysis 1", 0, 0, 118, 12, false), line("report 1", 1, 1, 112, 12, false),
        line("analysis 2", 2, 2, 115, 4.6, true)});
    return chart;
}

charts::Chart* stageChart(const theme::Theme& theme)
{
    auto* chart = new charts::StageTimeline(theme);
    chart->setLanes({{text("ingest"), {}, {{Phase::Ingest, 0, 1.2}}, false, {}},
        {text("run 1 \u00b7 analysis"), 0,
            {{Phase::Connect, 1.2, 1.3}, {Phase::Load, 1.3, 6.1}, {Phase::Prefill, 6.1, 6.2},
                {Phase::Writing, 6.2, 14.5}},
            false, text("cold")},
        {text("run 1 \u00b7 report"), 0,
            {{Phase::Queue, 14.6, 14.9}, {Phase::Load, 14.9, 15.1}, {Phase::Prefill, 15.1, 15.5},
                {Phase::Thinking, 15.5, 18}, {Phase::Writing, 18, 27}},
            false, {}},
        {text("run 1 \u00b7 analysis"), 1,
            {{Phase::Load, 27.2, 27.4}, {Phase::Prefill, 27.4, 27.6}, {Phase::Writing, 27.6, 34}}, false, {}},
        {text("run 1 \u00b7 report"), 1,
            {{Phase::Load, 34.2, 34.4}, {Phase::Prefill, 34.4, 34.8}, {Phase::Writing, 34.8, 36}}, true,
            {}}});
    chart->setNow(37.4);
    return chart;
}

charts::Chart* stripChart(const theme::Theme& theme)
{
    auto* chart = new charts::StripChart(theme);
    chart->setRows(
        {{text("Baseline"), 0, {111.95, 112.28, 112.48}}, {text("Tuned"), 1, {115.0, 115.24, 115.32}}},
        text("tok/s"));
    return chart;
}

QList<double> normal(int n, double mean, double sd, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> draw(mean, sd);
    QList<double> values;
    for (int i = 0; i < n; ++i)
        values.append(draw(random));
    return values;
}

charts::Chart* boxChart(const theme::Theme& theme)
{
    auto* chart = new charts::BoxChart(theme);
    chart->setGroups(
        {{text("gemma3:270m"), normal(24, 278, 18, 1)}, {text("gemma3:1b-it-qat"), normal(24, 178, 15, 2)},
            {text("gemma3:latest"), normal(480, 95, 12, 3)},
            {text("llama3.1:8b q4_0"), normal(36, 70, 14, 4)},
            {text("llama3.1:8b q8_0"), normal(4, 45, 9, 5)}},
        text("tok/s"));
    return chart;
}

charts::Chart* histogram(const theme::Theme& theme, int n)
{
    auto* chart = new charts::HistogramChart(theme);
    chart->setValues(normal(n, 102, 22, 7), text("tokens_per_second, tok/s"));
    return chart;
}

charts::Chart* scatter(const theme::Theme& theme, int n)
{
    auto* chart = new charts::ScatterChart(theme);
    QList<charts::ScatterSet> sets;
    for (int arm = 0; arm < 2; ++arm) {
        const QList<double> x = normal(n, 600 - 90 * arm, 40, unsigned(arm + 1));
        const QList<double> y = normal(n, 112 + 3 * arm, 2, unsigned(arm + 9));
        charts::ScatterSet set {arm == 0 ? text("Baseline") : text("Tuned"), arm, {}};
        for (int i = 0; i < n; ++i)
            set.points.append(QPointF(x[i], y[i]));
        sets.append(set);
    }
    chart->setSets(sets, text("TTFT, ms"), text("decode rate, tok/s"));
    return chart;
}

QStandardItemModel* tableModel(QObject* parent)
{
    auto* model = new QStandardItemModel(0, 6, parent);
    model->setHorizontalHeaderLabels(
        {text("key"), text("unit"), text("n"), text("median"), text("flags"), text("arm")});
    const QList<QStringList> rows {{text("tokens_per_second"), text("tok/s"), text("216"), text("102.31")},
        {text("ttft_s"), text("s"), text("1111"), text("0.23")},
        {text("total_tokens"), text("tokens"), text("160"), text("119.00")},
        {text("results[].tokens_s"), text("tok/s"), text("48"), text("96.71")},
        {text("mean_speedup"), text("\u00d7"), text("18"), text("\u2013")}};
    for (int r = 0; r < rows.size(); ++r) {
        QList<QStandardItem*> items;
        for (int c = 0; c < 4; ++c) {
            auto* item = new QStandardItem(rows[r][c]);
            if (c >= 2)
                item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            item->setData(c == 0, widgets::MonoRole);
            item->setData(c == 1, widgets::MutedRole);
            items.append(item);
        }
        auto* flags = new QStandardItem;
        if (r < 3) {
            flags->setData(
                r == 0 ? QStringList {text("cold")} : QStringList {text("aborted"), text("few tokens")},
                widgets::ChipsRole);
            flags->setData(
                QVariant::fromValue(r == 0 ? QList<int> {3} : QList<int> {4, 3}), widgets::ChipStatesRole);
        }
        auto* arm = new QStandardItem(r % 2 == 0 ? text("Baseline") : text("Tuned"));
        arm->setData(r % 2, widgets::ArmRole);
        items << flags << arm;
        model->appendRow(items);
    }
    for (int c = 2; c < 4; ++c)
        model->setHeaderData(
            c, Qt::Horizontal, int(Qt::AlignRight | Qt::AlignVCenter), Qt::TextAlignmentRole);
    return model;
}

QWidget* controls(const theme::Theme& theme)
{
    auto* card = new widgets::Card(text("Controls"));
    card->setHint(text("how to read it"));
    auto* row = new QHBoxLayout;
    row->addWidget(widgets::primaryButton(text("Run")));
    row->addWidget(widgets::secondaryButton(text("Options")));
    auto* disabled = widgets::primaryButton(text("Run"));
    disabled->setEnabled(false);
    row->addWidget(disabled);
    row->addWidget(widgets::quietButton(text("quiet")));
    row->addWidget(widgets::linkButton(text("a link")));
    row->addStretch(1);
    card->body()->addLayout(row);
    auto* inputs = new QHBoxLayout;
    auto* edit = new QLineEdit;
    edit->setPlaceholderText(text("Filter files, keys, values"));
    auto* combo = new QComboBox;
    combo->addItems({text("Ollama"), text("Built-in analyst")});
    auto* spin = new QSpinBox;
    spin->setValue(3);
    inputs->addWidget(edit, 1);
    inputs->addWidget(combo);
    inputs->addWidget(spin);
    auto* segmented = new widgets::Segmented(theme, {text("Baseline"), text("Tuned"), text("A + B")});
    segmented->setCurrent(2);
    inputs->addWidget(segmented);
    card->body()->addLayout(inputs);
    auto* checks = new QHBoxLayout;
    auto* check = new QCheckBox(text("differences only"));
    check->setChecked(true);
    checks->addWidget(check);
    checks->addWidget(new QCheckBox(text("off")));
    auto* radio = new QRadioButton(text("radio"));
    radio->setChecked(true);
    checks->addWidget(radio);
    checks->addStretch(1);
    card->body()->addLayout(checks);
    auto* chips = new QWidget;
    auto* flow = new widgets::FlowLayout(chips);
    flow->addWidget(new widgets::Chip(theme, text("101 files")));
    for (int i = 0; i < 6; ++i) {
        auto* arm = new widgets::Chip(theme, text("Arm %1").arg(i));
        arm->setArm(i);
        flow->addWidget(arm);
    }
    flow->addWidget(new widgets::Chip(theme, text("15 found"), widgets::Chip::State::Good));
    flow->addWidget(new widgets::Chip(theme, text("2 problems"), widgets::Chip::State::Warn));
    flow->addWidget(new widgets::Chip(theme, text("30 contradicted"), widgets::Chip::State::Bad));
    flow->addWidget(new widgets::Chip(theme, text("selected"), widgets::Chip::State::Accent));
    card->body()->addWidget(chips);
    return card;
}

QWidget* strips(const theme::Theme& theme)
{
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    auto* error = new widgets::ErrorStrip(theme);
    error->showError({base::ErrorCode::Unreachable, text("Nothing answers at 127.0.0.1:11434."),
                         text("http://127.0.0.1:11434/api/version: connection refused after 0.3 s"),
                         base::Remedy::StartServer},
        base::Remedy::ChangeAddress);
    layout->addWidget(error);
    auto* warning = new widgets::ErrorStrip(theme);
    warning->showWarning(text("Not like for like. Tuned asked for num_ctx 512: the report prompt does not "
                              "fit; the server raised the context to 2048 and cut the front of the prompt."),
        text("Show the calls"));
    layout->addWidget(warning);
    return box;
}

QWidget* icons(const theme::Theme& theme)
{
    auto* card = new widgets::Card(text("Icons"));
    auto* box = new QWidget;
    auto* flow = new widgets::FlowLayout(box, 14);
    for (const QString& name : theme::iconNames()) {
        auto* label = new QLabel;
        label->setPixmap(theme::icon(name, theme.tokens()).pixmap(QSize(24, 24), 2.0));
        label->setToolTip(theme::plainTip(name));
        flow->addWidget(label);
    }
    card->body()->addWidget(box);
    return card;
}

QWidget* stream(const theme::Theme& theme)
{
    auto* card = new widgets::Card(text("Run 2 \u00b7 report"));
    card->setHint(
        text("writing \u00b7 00:04.2 \u00b7 114.9 tok/s \u00b7 482 tokens \u00b7 following \u2193"));
    auto* view = new widgets::StreamView(theme);
    view->append(text("# the model's words, as they arrive\n"), widgets::StreamView::Kind::Note);
    view->append(text("I should count the files first.\n"), widgets::StreamView::Kind::Thinking);
    view->append(
        text("**1. Executive Summary**\n\nThe folder holds 101 files: 28 CSV, 44 JSON and 29 Markdown [F1]. "
             "Throughput of\n\u6240\u8b02\u7684Latency <b>not bold</b> <img src='/etc/passwd'>\n"));
    card->body()->addWidget(view);
    return card;
}

QWidget* overview(const theme::Theme& theme)
{
    auto* window = new QWidget;
    window->resize(1440, 1500);
    auto* outer = new QVBoxLayout(window);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(0);
    auto* rail = new widgets::NavRail(theme);
    for (const char* name : {"data", "run", "runs", "compare", "report"}) {
        QString label = text(name);
        label[0] = label[0].toUpper();
        rail->addEntry(text(name), label);
    }
    rail->setCurrent(1);
    columns->addWidget(rail);
    auto* page = new QWidget;
    auto* grid = new QGridLayout(page);
    grid->setContentsMargins(16, 16, 16, 16);
    grid->setSpacing(12);
    grid->addWidget(controls(theme), 0, 0);
    grid->addWidget(icons(theme), 0, 1);
    grid->addWidget(strips(theme), 1, 0, 1, 2);
    grid->addWidget(stream(theme), 2, 0);
    grid->addWidget(new widgets::ChartCard(theme, text("TTFT per call, ms"), ttftChart(theme, false)), 2, 1);
    grid->addWidget(
        new widgets::ChartCard(theme, text("Throughput while writing, tok/s"), rateChart(theme)), 3, 0);
    auto* tableCard = new widgets::Card(text("Series"));
    tableCard->setHint(text("grouped by name over files"));
    auto* table = new widgets::TableView(theme);
    table->setModel(tableModel(table));
    table->selectRow(1);
    tableCard->body()->addWidget(table);
    grid->addWidget(tableCard, 3, 1);
    grid->addWidget(new widgets::ChartCard(theme, text("Stages"), stageChart(theme)), 4, 0, 1, 2);
    auto* twin = new widgets::ChartCard(theme, text("tokens_per_second by model"), boxChart(theme));
    twin->setTableShown(true);
    grid->addWidget(twin, 5, 0);
    auto* empty = new widgets::EmptyState(theme, text("folder"), text("No folder yet"),
        text("Choose a folder with CSV, JSON or Markdown results, or open the sample that comes with the "
             "program."));
    empty->addAction(text("Choose a folder"));
    empty->addAction(text("Open the sample"));
    auto* emptyCard = new widgets::Card;
    emptyCard->body()->addWidget(empty);
    grid->addWidget(emptyCard, 5, 1);
    grid->setColumnStretch(0, 2);
    grid->setColumnStretch(1, 1);
    columns->addWidget(page, 1);
    outer->addLayout(columns, 1);
    auto* bar = new widgets::StatusBar(theme);
    bar->setServer(widgets::StatusBar::Server::Reachable, text("Ollama 0.24 \u00b7 127.0.0.1:11434"));
    bar->setModel(text("gemma3:latest \u00b7 GPU 100 % \u00b7 context 4096"));
    bar->setProgress(text("run 2/3 \u00b7 report \u00b7 1 min 10 s left"));
    bar->setWarnings(2);
    outer->addWidget(bar);
    return window;
}

QWidget* chartSheet(const theme::Theme& theme)
{
    auto* window = new QWidget;
    window->resize(1300, 1100);
    auto* grid = new QGridLayout(window);
    grid->setSpacing(12);
    grid->addWidget(new widgets::ChartCard(theme, text("Report stage, tok/s"), stripChart(theme)), 0, 0);
    grid->addWidget(new widgets::ChartCard(theme, text("tokens_per_second by model"), boxChart(theme)), 0, 1);
    grid->addWidget(new widgets::ChartCard(theme, text("Few values"), histogram(theme, 24)), 1, 0);
    grid->addWidget(new widgets::ChartCard(theme, text("Many values"), histogram(theme, 5000)), 1, 1);
    grid->addWidget(new widgets::ChartCard(theme, text("TTFT against rate"), scatter(theme, 20)), 2, 0);
    grid->addWidget(new widgets::ChartCard(theme, text("100 000 points"), scatter(theme, 50000)), 2, 1);
    grid->addWidget(new widgets::ChartCard(theme, text("TTFT per call, ms"), ttftChart(theme, true)), 3, 0);
    auto* nothing = new charts::TtftChart(theme);
    nothing->setBars({});
    grid->addWidget(new widgets::ChartCard(theme, text("Nothing yet"), nothing), 3, 1);
    return window;
}

bool write(QWidget* widget, const QString& path, qreal ratio)
{
    QImage image(widget->size() * ratio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    widget->render(&image);
    const QRgb first = image.pixel(image.width() / 2, 2);
    bool isBlank = true;
    for (int y = 0; y < image.height() && isBlank; y += 3) {
        for (int x = 0; x < image.width() && isBlank; x += 3)
            isBlank = image.pixel(x, y) == first;
    }
    QTextStream(stdout) << path << (isBlank ? " is blank\n" : "\n");
    return !isBlank && image.save(path);
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    const QString folder = app.arguments().value(1, QStringLiteral("."));
    if (!QDir().mkpath(folder))
        return 2;
    theme::Theme theme;
    bool ok = true;
    for (const auto mode : {theme::Theme::Mode::Light, theme::Theme::Mode::Dark}) {
        theme.setMode(mode);
        const std::pair<const char*, QWidget* (*)(const theme::Theme&)> sheets[] {
            {"overview", overview}, {"charts", chartSheet}};
        for (const auto& [name, make] : sheets) {
            const std::unique_ptr<QWidget> sheet(make(theme));
            sheet->setPalette(app.palette());
            sheet->setAutoFillBackground(true);
            sheet->show();
            QElapsedTimer timer;
            timer.start();
            while (timer.elapsed() < 250)
                app.processEvents(QEventLoop::AllEvents, 20);
            for (const qreal ratio : {1.0, 2.0}) {
                const QString file =
                    QStringLiteral("%1/%2-%3-%4x.png")
                        .arg(folder, text(name), theme.isDark() ? text("dark") : text("light"))
                        .arg(int(ratio));
                ok = write(sheet.get(), file, ratio) && ok;
            }
        }
    }
    return ok ? 0 : 1;
}
