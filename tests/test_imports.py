"""What a program must not load: the app starts without torch and matplotlib, the command line works without Qt."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

_OPEN_THE_WINDOW = """
from cnnstudio.app.application import make_application, make_window
from cnnstudio.core.settings import Settings
app = make_application(["cnnstudio"])
window = make_window(Settings())
window.show()
app.processEvents()
window.close()
del window
"""

_COMMAND = "from cnnstudio.cli.main import main; main({arguments})"


def _loaded_by(program: str) -> set[str]:
    """Return the names of the packages that a fresh interpreter has loaded after `program`."""
    report = "\nimport sys, json; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})), end='')"
    program = f"try:\n    exec({program!r})\nexcept SystemExit as end:\n    assert not end.code, end.code{report}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_window_opens_without_torch_and_matplotlib() -> None:
    loaded = _loaded_by(_OPEN_THE_WINDOW)
    assert "PySide6" in loaded
    assert loaded.isdisjoint({"torch", "matplotlib", "scipy", "pandas"})


@pytest.mark.parametrize("arguments", [["--help"], ["predict", "--json", "DRAWING"]])
def test_commands_need_neither_qt_nor_torch(tmp_path: Path, arguments: list[str]) -> None:
    drawing = Image.new("L", (64, 64), 255)
    ImageDraw.Draw(drawing).line([(32, 8), (32, 56)], fill=0, width=6)
    drawing.save(tmp_path / "one.png")
    arguments = [argument.replace("DRAWING", str(tmp_path / "one.png")) for argument in arguments]
    loaded = _loaded_by(_COMMAND.format(arguments=arguments))
    assert loaded.isdisjoint({"PySide6", "shiboken6", "torch", "matplotlib"})
