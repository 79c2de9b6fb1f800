#!/usr/bin/env python3
"""Checks every include against the arrows drawn in cmake/Layers.cmake.

  check_layers.py [ROOT]     ROOT defaults to the project this script belongs to

The module of a file is its folder below app/ or ui/. Files that lie directly in app/ or ui/ are the programs, which put
the modules together and may see all of them. Exits 1 and names file and line of every arrow that is not drawn.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^">]+)[">]')
DUMP = """
include("{table}")
get_cmake_property(names VARIABLES)
foreach(name IN LISTS names)
    if(name MATCHES "^BENCHGLASS_SEES_(.+)$")
        message("${{CMAKE_MATCH_1}}:${{${{name}}}}")
    endif()
endforeach()
"""


def arrows(table):
    """The table as CMake itself understands it: module -> modules it may see."""
    with tempfile.NamedTemporaryFile("w", suffix=".cmake") as script:
        script.write(DUMP.format(table=table))
        script.flush()
        dumped = subprocess.run(["cmake", "-P", script.name], capture_output=True, text=True, check=True).stderr
    drawn = {}
    for line in dumped.splitlines():
        module, _, seen = line.partition(":")
        drawn[module] = set(filter(None, seen.split(";")))
    return drawn


def sources(root):
    for house in ("app", "ui"):
        for path in sorted((root / house).rglob("*")):
            if path.suffix in (".h", ".cpp"):
                yield path, path.relative_to(root / house).parts


def faults(root, drawn):
    undrawn = set()
    for path, parts in sources(root):
        if len(parts) == 1:
            continue
        module = parts[0]
        name = path.relative_to(root)
        if module not in drawn:
            if module not in undrawn:
                yield f"{name}: {module} is not drawn in cmake/Layers.cmake"
            undrawn.add(module)
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            included = INCLUDE.match(line)
            if not included:
                continue
            target = included.group(1).split("/")
            if ".." in target:
                yield f"{name}:{number}: include from the module root, not through '..'"
            elif len(target) > 1 and target[0] in drawn and target[0] not in drawn[module] | {module}:
                yield f"{name}:{number}: {module} must not see {target[0]}"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]).resolve()
    drawn = arrows(root / "cmake" / "Layers.cmake")
    if not drawn:
        sys.exit("no arrows found in cmake/Layers.cmake")
    found = list(faults(root, drawn))
    for fault in found:
        print(fault)
    print(f"layers: {sum(1 for _ in sources(root))} files, {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
