"""Every step is tried that can be, and what failed is told at the end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from proof.commands import ProofError, run
from proof.steps import Step, run_steps


def _fail() -> str:
    raise ProofError("a file was left behind")


def _do(done: list[str], what: str) -> str:
    done.append(what)
    return what


def _crash() -> str:
    raise KeyError("digit")


def test_when_all_is_shown_the_status_is_zero(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_steps((Step("build", lambda: "602 MB"), Step("install", lambda: "a 3 was read", ("build",)))) == 0
    shown = capsys.readouterr().out
    assert "0 s build: 602 MB" in shown
    assert "a 3 was read" in shown
    assert "FAILED" not in shown


@pytest.mark.parametrize(("step", "reason"), [(_fail, "a file was left behind"), (_crash, "KeyError: 'digit'")])
def test_a_failure_is_told_loudly_and_what_needs_it_is_not_tried(
    capsys: pytest.CaptureFixture[str], step: Callable[[], str], reason: str
) -> None:
    done: list[str] = []
    steps = (
        Step("purge", step),
        Step("portable", partial(_do, done, "portable"), ("purge",)),
        Step("after it", partial(_do, done, "after"), ("portable",)),
        Step("lintian", partial(_do, done, "lintian")),
    )
    assert run_steps(steps) == 1
    assert done == ["lintian"]
    last = capsys.readouterr().out.splitlines()[-3:]
    assert last[0] == f"PROOF FAILED: purge: {reason}"
    assert last[1] == "PROOF FAILED: portable: not tried, because of: purge"


def test_a_program_that_fails_is_quoted() -> None:
    with pytest.raises(ProofError, match=r"ended with status 3: sh -c .*\nno room"):
        run(["sh", "-c", "echo no room; exit 3"])


def test_a_program_that_does_not_end_is_ended() -> None:
    with pytest.raises(ProofError, match="had not ended after 0 s: sleep 60"):
        run(["sleep", "60"], timeout=0.1)


def test_a_program_that_is_not_there_is_told() -> None:
    with pytest.raises(ProofError, match="no-such-program does not start"):
        run(["no-such-program"])
