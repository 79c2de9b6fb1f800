#!/usr/bin/env python3
"""A check that cannot fail is worthless: feeds check_layers.py small houses with and without a fault."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).parent
TABLE = HERE.parents[1] / "cmake" / "Layers.cmake"


class CheckLayers(unittest.TestCase):
    def check(self, files):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name, text in {"cmake/Layers.cmake": TABLE.read_text(), "app/x": "", "ui/x": "", **files}.items():
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
            return subprocess.run([sys.executable, HERE / "check_layers.py", root], capture_output=True, text=True)

    def accepts(self, files):
        done = self.check(files)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def rejects(self, files, complaint):
        done = self.check(files)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn(complaint, done.stdout)

    def test_drawn_arrow(self):
        self.accepts({"app/measure/a.cpp": '#include "base/error.h"\n#include "measure/a.h"\n#include <sys/stat.h>\n'})

    def test_way_back(self):
        self.rejects({"app/base/a.cpp": '\n#include "measure/trace.h"\n'}, "app/base/a.cpp:2: base must not see measure")

    def test_arrow_between_siblings(self):
        self.rejects({"app/agent/a.h": '#include <store/library.h>\n'}, "agent must not see store")

    def test_app_includes_ui(self):
        self.rejects({"app/report/a.cpp": '#  include "charts/histogram.h"\n'}, "report must not see charts")

    def test_detour(self):
        self.rejects({"app/base/a.cpp": '#include "../measure/trace.h"\n'}, "not through '..'")

    def test_module_without_arrows(self):
        self.rejects({"app/cellar/a.cpp": ""}, "cellar is not drawn")

    def test_programs_see_everything(self):
        self.accepts({"app/main.cpp": '#include "cli/run.h"\n#include "charts/histogram.h"\n'})


if __name__ == "__main__":
    unittest.main()
