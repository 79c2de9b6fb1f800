# Target helpers. Every module is a static library that says which modules it sees; the arrows (Layers.cmake) are
# checked here, when the project is configured, and a test greps the includes against the same table.

add_library(benchglass_options INTERFACE)
target_compile_definitions(benchglass_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_FOREACH QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_compile_options(benchglass_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wconversion -Wno-sign-conversion
    $<$<BOOL:${BENCHGLASS_WERROR}>:-Werror>)
if(BENCHGLASS_SANITIZE)
    target_compile_options(benchglass_options INTERFACE -fsanitize=${BENCHGLASS_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(benchglass_options INTERFACE -fsanitize=${BENCHGLASS_SANITIZE})
endif()
if(BENCHGLASS_FUZZ)
    target_compile_options(benchglass_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

include(${CMAKE_CURRENT_LIST_DIR}/Layers.cmake)

# Most of the time of a compilation goes into the headers of Qt and of the standard library. Two precompiled copies, one
# of them with Widgets, serve every target. Sources still include what they use: the linter reads them without.
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/precompiled.cpp CONTENT "// Nothing but the headers.\n")
foreach(kind core widgets)
    add_library(benchglass_precompiled_${kind} OBJECT ${CMAKE_BINARY_DIR}/precompiled.cpp)
    set_target_properties(benchglass_precompiled_${kind} PROPERTIES AUTOMOC OFF)
    target_link_libraries(benchglass_precompiled_${kind} PRIVATE benchglass_options Qt6::Core)
    target_precompile_headers(benchglass_precompiled_${kind} PRIVATE
        <QtCore/QtCore> <algorithm> <array> <functional> <memory> <optional> <span> <variant> <vector>)
endforeach()
target_link_libraries(benchglass_precompiled_widgets PRIVATE Qt6::Widgets)
target_precompile_headers(benchglass_precompiled_widgets PRIVATE <QtWidgets/QtWidgets>)

# benchglass_precompile(TARGET LINK...): Widgets are precompiled where a LINK is Qt6::Widgets or a target that got them.
function(benchglass_precompile target)
    get_property(knowing GLOBAL PROPERTY BENCHGLASS_KNOW_WIDGETS)
    set(kind core)
    foreach(link IN LISTS ARGN)
        if(link STREQUAL Qt6::Widgets OR link IN_LIST knowing)
            set(kind widgets)
        endif()
    endforeach()
    if(kind STREQUAL widgets)
        set_property(GLOBAL APPEND PROPERTY BENCHGLASS_KNOW_WIDGETS ${target})
    endif()
    target_precompile_headers(${target} REUSE_FROM benchglass_precompiled_${kind})
endfunction()

# benchglass_add_module(NAME SOURCES ... SEES module... LINKS external...)
# Makes the library benchglass_NAME from the folder it is called in.
function(benchglass_add_module name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;SEES;LINKS")
    if(NOT DEFINED BENCHGLASS_SEES_${name})
        message(FATAL_ERROR "${name} is not drawn in the house: add its arrows to cmake/Layers.cmake")
    endif()
    foreach(seen IN LISTS arg_SEES)
        if(NOT seen IN_LIST BENCHGLASS_SEES_${name})
            message(FATAL_ERROR "${name} must not see ${seen}")
        endif()
    endforeach()
    add_library(benchglass_${name} STATIC ${arg_SOURCES})
    set_target_properties(benchglass_${name} PROPERTIES AUTOMOC ON)
    get_filename_component(root ${CMAKE_CURRENT_SOURCE_DIR} DIRECTORY)
    target_include_directories(benchglass_${name} PUBLIC ${root})
    list(TRANSFORM arg_SEES PREPEND benchglass_)
    target_link_libraries(benchglass_${name} PUBLIC benchglass_options ${arg_SEES} ${arg_LINKS})
    benchglass_precompile(benchglass_${name} ${arg_SEES} ${arg_LINKS})
    set_property(GLOBAL APPEND PROPERTY BENCHGLASS_MODULES ${name})
endfunction()

# benchglass_add_test(NAME SOURCES ... SEES module... [LINKS ...]): one QtTest program, run offscreen by ctest.
function(benchglass_add_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "SOURCES;SEES;LINKS")
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    if(BENCHGLASS_SANITIZE)
        math(EXPR arg_TIMEOUT "${arg_TIMEOUT} * 4")
    endif()
    add_executable(${name} ${arg_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    list(TRANSFORM arg_SEES PREPEND benchglass_)
    benchglass_precompile(${name} ${arg_SEES} ${arg_LINKS})
    target_link_libraries(${name} PRIVATE benchglass_options ${arg_SEES} ${arg_LINKS} Qt6::Test)
    target_compile_definitions(${name} PRIVATE
        BENCHGLASS_SOURCE_DIR="${CMAKE_SOURCE_DIR}" BENCHGLASS_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
    target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
    add_test(NAME ${name} COMMAND ${name})
    benchglass_test_environment(${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT})
endfunction()

# Tests run without a display, in a fixed locale, past any proxy, and never see the settings, data or keychain of whoever
# runs them.
function(benchglass_test_environment name)
    set(home ${CMAKE_BINARY_DIR}/tests/home/${name})
    file(MAKE_DIRECTORY ${home}/run)
    file(CHMOD ${home}/run PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
    set_property(TEST ${name} APPEND PROPERTY ENVIRONMENT QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 HOME=${home}
        XDG_RUNTIME_DIR=${home}/run XDG_CONFIG_HOME=${home}/config XDG_DATA_HOME=${home}/data
        XDG_CACHE_HOME=${home}/cache no_proxy=127.0.0.1,localhost,::1 DBUS_SESSION_BUS_ADDRESS=disabled:)
endfunction()

# benchglass_add_bench(NAME SOURCES ... SEES module...): one program that measures; ./dev bench runs them all.
function(benchglass_add_bench name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;SEES;LINKS")
    add_executable(${name} ${arg_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
    list(TRANSFORM arg_SEES PREPEND benchglass_)
    benchglass_precompile(${name} ${arg_SEES} ${arg_LINKS})
    target_link_libraries(${name} PRIVATE benchglass_options ${arg_SEES} ${arg_LINKS})
    target_compile_definitions(${name} PRIVATE BENCHGLASS_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
endfunction()

# benchglass_add_fuzz(fuzz_NAME SOURCES ... SEES module... SEEDS folder): LLVMFuzzerTestOneInput(). The fuzz preset makes
# a libFuzzer program of it, which ./dev fuzz runs; every other one makes a test that feeds it the seeds, so that it
# cannot rot.
function(benchglass_add_fuzz name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "SEEDS" "SOURCES;SEES;LINKS")
    get_filename_component(seeds ${arg_SEEDS} ABSOLUTE)
    add_executable(${name} ${arg_SOURCES})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzz)
    list(TRANSFORM arg_SEES PREPEND benchglass_)
    benchglass_precompile(${name} ${arg_SEES} ${arg_LINKS})
    target_link_libraries(${name} PRIVATE benchglass_options ${arg_SEES} ${arg_LINKS})
    if(BENCHGLASS_FUZZ)
        target_link_options(${name} PRIVATE -fsanitize=fuzzer)
        if(NOT TARGET fuzzers)
            add_custom_target(fuzzers)
        endif()
        add_dependencies(fuzzers ${name})
        file(WRITE ${CMAKE_BINARY_DIR}/fuzz/${name}.seeds "${seeds}\n")
    else()
        target_sources(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests/fuzz/seeds_main.cpp)
        add_test(NAME ${name} COMMAND ${name} ${seeds})
        benchglass_test_environment(${name})
    endif()
endfunction()

# Collects everything a target links, directly or through others.
function(benchglass_link_closure target out)
    set(todo ${target})
    set(done "")
    while(todo)
        list(POP_FRONT todo next)
        if(NOT TARGET ${next} OR next IN_LIST done)
            continue()
        endif()
        list(APPEND done ${next})
        get_target_property(links ${next} INTERFACE_LINK_LIBRARIES)
        if(links)
            list(APPEND todo ${links})
        endif()
    endwhile()
    set(${out} ${done} PARENT_SCOPE)
endfunction()

# Nothing under app/ may have Widgets in its link closure.
function(benchglass_check_layers)
    get_property(modules GLOBAL PROPERTY BENCHGLASS_MODULES)
    foreach(name IN LISTS modules)
        if(NOT name IN_LIST BENCHGLASS_APP_MODULES)
            continue()
        endif()
        benchglass_link_closure(benchglass_${name} closure)
        foreach(forbidden Qt6::Widgets Qt6::PdfWidgets Qt6::Charts)
            if(forbidden IN_LIST closure)
                message(FATAL_ERROR "app/${name} must not know ${forbidden}")
            endif()
        endforeach()
    endforeach()
endfunction()
