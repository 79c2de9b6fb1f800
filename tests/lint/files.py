#!/usr/bin/env python3
"""Prints the sources to lint, one a line.

  files.py BUILD_DIR [COMMIT]     with COMMIT only those that changed since, or that include a header that did
"""
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
HOUSES = ("app", "ui", "tests")
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^">]+)[">]', re.MULTILINE)


def compiled(build):
    """What the compiler is given, without what tools generate into the build folder."""
    for command in json.loads((ROOT / build / "compile_commands.json").read_text()):
        path = pathlib.Path(command["directory"], command["file"]).resolve()
        if path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in HOUSES and path.exists():
            yield path.relative_to(ROOT)


def git(*arguments):
    return subprocess.run(("git", *arguments), cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


def changed_since(commit):
    return set(git("diff", "--name-only", commit)) | set(git("ls-files", "--others", "--exclude-standard"))


def main():
    sources = sorted(set(compiled(sys.argv[1])))
    if len(sys.argv) > 2:
        changed = changed_since(sys.argv[2])
        if ".clang-tidy" not in changed:
            # "app/corpus/catalog.h" is included as "corpus/catalog.h".
            headers = {name.partition("/")[2] for name in changed if name.endswith(".h")}
            sources = [path for path in sources
                       if str(path) in changed or headers & set(INCLUDE.findall((ROOT / path).read_text()))]
    print(*sources, sep="\n", end="\n" if sources else "")


if __name__ == "__main__":
    main()
