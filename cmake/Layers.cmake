# Who may see whom: BENCHGLASS_SEES_<module> names every module whose headers <module> may include. No way back,
# and no arrows between siblings. benchglass_add_module() and tests/layers/check_layers.py both read this table.

set(BENCHGLASS_SEES_base "")
set(BENCHGLASS_SEES_measure base)
set(BENCHGLASS_SEES_corpus base)
set(BENCHGLASS_SEES_experiment measure corpus base)
set(BENCHGLASS_SEES_engine measure corpus base)
set(BENCHGLASS_SEES_audit measure corpus base)
foreach(upper agent store exchange report)
    set(BENCHGLASS_SEES_${upper} audit experiment engine measure corpus base)
endforeach()
set(BENCHGLASS_SEES_workbench agent store exchange report audit experiment engine measure corpus base)
set(BENCHGLASS_SEES_cli workbench ${BENCHGLASS_SEES_workbench})
set(BENCHGLASS_APP_MODULES base measure corpus experiment engine audit agent store exchange report workbench cli)

set(BENCHGLASS_SEES_theme "")
set(BENCHGLASS_SEES_charts theme measure base)
set(BENCHGLASS_SEES_widgets theme charts measure base)
set(BENCHGLASS_SEES_models theme workbench ${BENCHGLASS_SEES_workbench})
set(BENCHGLASS_SEES_figures models charts theme report experiment measure corpus base)
set(BENCHGLASS_SEES_pages figures models widgets charts theme workbench ${BENCHGLASS_SEES_workbench})
set(BENCHGLASS_SEES_mainwindow pages figures models widgets charts theme workbench ${BENCHGLASS_SEES_workbench})
