#!/usr/bin/env python3
"""Checks that every translation knows exactly the texts that the sources have; line numbers do not matter.

  check_translations.py [--update]     --update rewrites translations/*.ts instead
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
LUPDATE = next(filter(None, map(shutil.which, ("/usr/lib/qt6/bin/lupdate", "lupdate6", "lupdate"))), None)


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
    subprocess.run([LUPDATE, "-silent", "-locations", "none", "-no-obsolete", ROOT / "app", ROOT / "ui", "-ts", path],
                   check=True)


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
    if not files:
        print("no translations yet")
        return 0
    if LUPDATE is None:
        sys.exit("lupdate not found")
    if sys.argv[1:] == ["--update"]:
        for path in files:
            update(path)
        return 0
    stale = [path.name for path in files if outdated(path)]
    if stale:
        print("bring them up to date with: tests/lint/check_translations.py --update")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
