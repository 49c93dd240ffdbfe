"""The environment that is frozen is made anew, or used again while it fits; what stands in the way is said plainly."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

import pytest
from frozen import clean_environment
from frozen.clean_environment import CleanEnvironment, check_python, without_python_settings
from setup_error import SetupError


class FakePrograms:
    """Stands in for `venv`, pip and what is asked of the environment, and keeps what was called."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.called: list[str] = []
        self.cuda = ""
        self.failure: str | None = None
        monkeypatch.setattr(subprocess, "run", self._run)

    def _run(self, command: Sequence[str | Path], **_options: object) -> subprocess.CompletedProcess[str]:
        words = [str(word) for word in command]
        self.called.append(" ".join(words[1:]))
        if words[1:3] == ["-m", "venv"]:
            python = CleanEnvironment(Path(), Path(words[3])).python
            python.parent.mkdir(parents=True)
            python.touch()
        if "wheel" in words:
            folder = Path(words[words.index("--wheel-dir") + 1])
            folder.mkdir(parents=True)
            (folder / "cnnstudio-0.1.0-py3-none-any.whl").touch()
        failed = self.failure is not None and "pip" in words
        printed = f"{self.cuda}\n" if "torch.version" in words[-1] else ""
        return subprocess.CompletedProcess(words, int(failed), printed, self.failure if failed else "")


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> FakePrograms:
    return FakePrograms(monkeypatch)


def write_project(root: Path, *, needs: str, description: str = "") -> None:
    lines = ["[project]", f"description = '{description}'", f"dependencies = ['{needs}']"]
    lines += ["[project.optional-dependencies]", "packaging = ['pyinstaller']"]
    (root / "pyproject.toml").write_text("\n".join(lines), encoding="utf-8")


@pytest.fixture
def environment(tmp_path: Path) -> CleanEnvironment:
    root = tmp_path / "project"
    root.mkdir()
    write_project(root, needs="numpy")
    return CleanEnvironment(root, tmp_path / "work" / "environment")


def test_it_is_made_anew_for_each_build(environment: CleanEnvironment, programs: FakePrograms) -> None:
    for _ in range(2):
        environment.prepare(reuse=False)
    assert sum(call.startswith("-m venv") for call in programs.called) == 2
    assert sum(call.endswith("[packaging]") for call in programs.called) == 2


def test_it_is_used_again_while_the_app_needs_the_same(environment: CleanEnvironment, programs: FakePrograms) -> None:
    environment.prepare(reuse=True)
    write_project(environment.root, needs="numpy", description="other words")
    environment.prepare(reuse=True)
    assert sum(call.startswith("-m venv") for call in programs.called) == 1
    write_project(environment.root, needs="numpy>=2")
    environment.prepare(reuse=True)
    assert sum(call.startswith("-m venv") for call in programs.called) == 2


def test_translations_are_compiled_before_the_wheel_is_made(
    environment: CleanEnvironment, programs: FakePrograms, tmp_path: Path
) -> None:
    wheel = environment.install_project(tmp_path / "wheels")
    assert wheel.suffix == ".whl"
    compiled, made, installed = programs.called
    assert compiled.endswith("translations.py compile")
    assert made.startswith("-m pip wheel")
    assert installed.startswith("-m pip install")
    assert installed.endswith(str(wheel))


def test_a_torch_for_graphics_cards_is_refused(environment: CleanEnvironment, programs: FakePrograms) -> None:
    programs.cuda = "13.0"
    with pytest.raises(SetupError, match="carries CUDA"):
        environment.prepare(reuse=True)
    programs.cuda = ""
    environment.prepare(reuse=True)  # what was refused is not used again
    assert sum(call.startswith("-m venv") for call in programs.called) == 2


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Max retries exceeded with url: /simple/torch", "Is this machine online"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: No matching distribution found for torch==2.13.0", "another Python"),
    ],
)
def test_what_pip_says_becomes_a_sentence(
    environment: CleanEnvironment, programs: FakePrograms, said: str, words: str
) -> None:
    programs.failure = said
    with pytest.raises(SetupError, match=words) as obstacle:
        environment.prepare(reuse=False)
    assert said in str(obstacle.value)


def test_a_python_without_venv_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clean_environment, "lacks_venv", lambda: True)
    with pytest.raises(SetupError, match="install python3-venv"):
        check_python()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has both kinds")
def test_a_python_without_a_shared_library_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sysconfig, "get_config_var", lambda _name: 0)
    with pytest.raises(SetupError, match="--enable-shared"):
        check_python()


def test_settings_of_the_session_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV"):
        monkeypatch.setenv(name, "1")
    assert not [name for name in without_python_settings() if name.startswith(("PYTHON", "VIRTUAL"))]
    assert without_python_settings().items() <= os.environ.items()
