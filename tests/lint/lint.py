#!/usr/bin/env python3
"""Lints the sources with clang-tidy.

  lint.py BUILD_DIR CLANG_TIDY [COMMIT]     with COMMIT only those that changed since, or that include a header that did

Most of the time goes into the headers of Qt and of the standard library. So files of different modules, which cannot
clash, are joined into one translation unit. Should a joined one not compile, its files are linted one by one.
"""
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
HOUSES = ("app", "ui", "tests")
JOINED = 10
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^">]+)[">]', re.MULTILINE)
USED = re.compile(r"^using namespace ([\w:]+)", re.MULTILINE)
DEFINED = re.compile(r"^(?:struct|class|enum class)\s+(\w+)"
                     r"|^\w[^;=(){\n]*[ &*](\w+)\("
                     r"|^(?:constexpr|const|static|inline|using)\b[^;=({\n]*?(\w+)(?:\[\w*\])?(?: =|\{|\()", re.MULTILINE)


def compiled(build):
    """What the compiler is given and with which options, without what tools generate into the build folder."""
    commands = {}
    for command in json.loads((ROOT / build / "compile_commands.json").read_text()):
        path = pathlib.Path(command["directory"], command["file"]).resolve()
        if path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in HOUSES and path.exists():
            commands.setdefault(path.relative_to(ROOT), shlex.split(command["command"]))
    return commands


def git(*arguments):
    return subprocess.run(("git", *arguments), cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


def changed_since(commit, sources):
    changed = set(git("diff", "--name-only", commit)) | set(git("ls-files", "--others", "--exclude-standard"))
    if ".clang-tidy" in changed:
        return sources
    # "app/corpus/catalog.h" is included as "corpus/catalog.h".
    headers = {name.partition("/")[2] for name in changed if name.endswith(".h")}
    return [path for path in sources
            if str(path) in changed or headers & set(INCLUDE.findall((ROOT / path).read_text()))]


def options(command):
    """Definitions and folders to include from, as pairs of a name to tell them apart by and the words."""
    words = iter(command[1:])
    for word in words:
        if word == "-isystem":
            word = (word, next(words))
            yield word, word
        elif word.startswith("-I"):
            yield word, (word,)
        elif word.startswith("-D"):
            yield word.partition("=")[0], (word,)


def names(path):
    """What a file defines at the beginning of a line, and another of its namespace must not define in the same unit."""
    # Tests have no namespace of their own.
    space = path.parts[0] if path.parts[0] == "tests" else path.parent
    return {(space, name) for found in DEFINED.findall((ROOT / path).read_text()) for name in found if name}


def groups(sources, workers):
    """Files of one house that do not clash and that use the same namespaces, those of one module spread as far as possible."""
    for house in HOUSES:
        files = sorted(path for path in sources if path.parts[0] == house)
        units = [([], set(), set()) for _ in range(max(-(-len(files) // JOINED), min(len(files), workers)))]
        for number, path in enumerate(files):
            defined = names(path)
            used = set(USED.findall((ROOT / path).read_text()))
            turn = number % len(units)
            unit = next((unit for unit in units[turn:] + units[:turn]
                         if not unit[0] or (unit[2] == used and not unit[1] & defined)), None)
            if unit is None:
                unit = ([], set(), set())
                units.append(unit)
            unit[0].append(path)
            unit[1].update(defined)
            unit[2].update(used)
        yield from (unit[0] for unit in units if unit[0])


def lint(folder, tidy, name, files, commands):
    """What clang-tidy says about the files joined, and whether it is content."""
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    unit = place / "unit.cpp"
    # Every test has a main() of its own.
    unit.write_text("".join(f'#define main main{number}\n#include "{ROOT / path}"\n#undef main\n'
                            for number, path in enumerate(files)))
    known = {}
    for path in files:
        for key, words in options(commands[path]):
            known.setdefault(key, words)
    arguments = ["clang++", "-std=c++20", "-fPIC", *(word for words in known.values() for word in words), "-c", str(unit)]
    (place / "compile_commands.json").write_text(
        json.dumps([{"directory": str(place), "file": str(unit), "arguments": arguments}]))
    done = subprocess.run((tidy, "--quiet", "-p", str(place), f"--config-file={ROOT / '.clang-tidy'}",
                           f"--header-filter=^{re.escape(str(ROOT))}/({'|'.join(HOUSES)})/", str(unit)),
                          capture_output=True, text=True)
    if done.returncode and len(files) > 1 and "[clang-diagnostic-error]" in done.stdout:
        alone = [lint(folder, tidy, f"{name}-{number}", [path], commands) for number, path in enumerate(files)]
        return "".join(said for said, _ in alone), all(content for _, content in alone)
    # A tool that dies says so on the other channel.
    return done.stdout or (done.stderr if done.returncode else ""), not done.returncode


def main():
    build, tidy, *since = sys.argv[1:]
    commands = compiled(build)
    sources = sorted(commands)
    if since:
        sources = changed_since(since[0], sources)
    workers = len(os.sched_getaffinity(0))
    units = list(groups(sources, workers))
    print(f"linting {len(sources)} files in {len(units)} units", flush=True)
    content = True
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        runs = [pool.submit(lint, ROOT / build / "lint", tidy, str(number), files, commands)
                for number, files in enumerate(units)]
        for run in concurrent.futures.as_completed(runs):
            said, fine = run.result()
            print(said, end="", flush=True)
            content = content and fine
    sys.exit(0 if content else 1)


if __name__ == "__main__":
    main()
