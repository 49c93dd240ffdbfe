"""All checks are run, whichever fail, and the failures are named."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import pytest
import stages
from environment import Environment
from stages import Stage

_ROOT = Path(__file__).resolve().parents[2]


def _command(program: str) -> tuple[str, ...]:
    return (sys.executable, "-c", program)


def test_every_failure_is_named_at_the_end(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    checks = (
        Stage("lint", _command("raise SystemExit(1)")),
        Stage("types", _command("print('fine')")),
        Stage("all tests", _command("raise SystemExit(2)")),
    )
    monkeypatch.setattr(stages, "stages", lambda _: checks)
    assert stages.run_stages(Environment(tmp_path)) == 1
    shown = capfd.readouterr().out
    assert "fine" in shown
    assert shown.endswith("FAILED: lint, all tests\n")


def test_when_all_is_well_the_last_line_is_the_last_checks_own(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(stages, "stages", lambda _: (Stage("all tests", _command("print('3 passed')")),))
    assert stages.run_stages(Environment(tmp_path)) == 0
    assert capfd.readouterr().out.endswith("3 passed\n")


def test_the_whole_suite_is_the_last_check() -> None:
    names = [stage.name for stage in stages.stages(Environment(_ROOT))]
    assert names[-1] == "all tests"
    assert len(set(names)) == len(names)
    assert all(dataclasses.is_dataclass(stage) for stage in stages.stages(Environment(_ROOT)))


def test_the_packages_are_proven_before_the_summary_of_the_tests() -> None:
    checks = {stage.name: stage.command for stage in stages.stages(Environment(_ROOT))}
    assert (_ROOT / checks["proof of the packages"][-1]).is_file()
    assert list(checks)[-2] == "proof of the packages"


def test_the_tests_without_qt_are_those_of_the_packages_without_qt() -> None:
    chosen = stages.qt_free_tests(_ROOT)
    assert {"tests/core", "tests/data", "tests/ops", "tests/nets"} <= set(chosen)
    assert not {"tests/app", "tests/widgets"} & set(chosen)
    assert any(name.startswith("tests/labs/draw/") for name in chosen)
