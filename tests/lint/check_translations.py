#!/usr/bin/env python3
"""Checks that every translation knows exactly the texts that the sources have; line numbers do not matter.

  check_translations.py [--update]     --update rewrites translations/*.ts instead

Also finds texts that lupdate overlooks without a word: it takes every call of a function named tr or translate for one of
Qt's, and so skips the QT_TRANSLATE_NOOP that is handed to a function of ours with such a name.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
LUPDATE = next(filter(None, map(shutil.which, ("/usr/lib/qt6/bin/lupdate", "lupdate6", "lupdate"))), None)


OVERLOOKED = re.compile(r"^(?:static |inline )*QString (tr|translate)\(|\b(?:tr|translate)\(\s*QT_TR", re.MULTILINE)


def overlooked():
    for house in ("app", "ui"):
        for path in sorted((ROOT / house).rglob("*.cpp")):
            source = path.read_text(encoding="utf-8")
            found = OVERLOOKED.search(source)
            if found:
                line = source.count("\n", 0, found.start()) + 1
                yield f"{path.relative_to(ROOT)}:{line}: lupdate overlooks this; name the function otherwise, or use tr() of a class"


def texts(path):
    """(context, source, disambiguation) of every message that is still in use."""
    found = set()
    for context in xml.etree.ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") not in ("vanished", "obsolete"):
                found.add((context.findtext("name"), message.findtext("source"), message.findtext("comment") or ""))
    return found


def update(path):
    # The texts are English already: that file holds their plurals only.
    scope = ["-pluralonly"] if path.stem.endswith("_en") else []
    subprocess.run([LUPDATE, "-silent", "-locations", "none", "-no-obsolete", *scope, ROOT / "app", ROOT / "ui", "-ts",
                    path], check=True)


def unfinished(path):
    for context in xml.etree.ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            if message.find("translation").get("type") == "unfinished":
                yield f"{path.name}: not translated {context.findtext('name')}: {message.findtext('source')!r}"


def outdated(path):
    with tempfile.TemporaryDirectory() as folder:
        fresh = pathlib.Path(folder, path.name)
        shutil.copy(path, fresh)
        update(fresh)
        known, wanted = texts(path), texts(fresh)
    for context, source, _ in sorted(wanted - known):
        print(f"{path.name}: lacks {context}: {source!r}")
    for context, source, _ in sorted(known - wanted):
        print(f"{path.name}: no source has {context}: {source!r} any more")
    return known != wanted


def main():
    files = sorted((ROOT / "translations").glob("*.ts"))
    if LUPDATE is None:
        sys.exit("lupdate not found")
    if sys.argv[1:] == ["--update"]:
        for path in files:
            update(path)
        return 0
    hidden = list(overlooked())
    print(*hidden, sep="\n", end="\n" if hidden else "")
    stale = [path.name for path in files if outdated(path)]
    if stale:
        print("bring them up to date with: tests/lint/check_translations.py --update")
    missing = [line for path in files for line in unfinished(path)]
    print(*missing, sep="\n", end="\n" if missing else "")
    print(f"translations: {len(files)} files, {len(stale)} out of date, {len(missing)} texts untranslated, "
          f"{len(hidden)} sources with overlooked texts")
    return 1 if stale or missing or hidden else 0


if __name__ == "__main__":
    sys.exit(main())
