"""Undo and redo walk along the states that were recorded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnstudio.core.history import History


def test_amending_makes_no_further_step() -> None:
    history = History("a")
    history.record("b")
    history.amend("c")
    assert history.undo() == "a"
    assert history.redo() == "c"


def test_replacing_keeps_the_way_back_and_the_way_forward() -> None:
    history = History("a")
    history.record("b")
    history.undo()
    history.replace("A")
    assert (history.redo(), history.undo()) == ("b", "A")


def test_undo_and_redo() -> None:
    history = History("empty")
    history.record("one stroke")
    history.record("two strokes")
    assert [history.undo(), history.undo(), history.redo()] == ["one stroke", "empty", "one stroke"]


def test_at_either_end_nothing_happens() -> None:
    history = History("empty")
    assert (history.undo(), history.redo()) == ("empty", "empty")
    assert (history.can_undo, history.can_redo) == (False, False)


def test_what_was_undone_is_forgotten_when_something_new_is_done() -> None:
    history = History(0)
    for state in (1, 2):
        history.record(state)
    history.undo()
    history.record(3)
    assert not history.can_redo
    assert [history.undo(), history.undo()] == [1, 0]


def test_the_oldest_states_are_forgotten() -> None:
    history = History(0, limit=3)
    for state in range(1, 6):
        history.record(state)
    assert [history.undo() for _ in range(4)] == [4, 3, 3, 3]


@given(st.lists(st.one_of(st.integers(), st.sampled_from(["undo", "redo"]))), st.integers(1, 5))
def test_it_behaves_as_two_piles(steps: list[int | str], limit: int) -> None:
    """Against the other way to write it: a pile of what was done and a pile of what was undone."""
    history: History[int] = History(-1, limit)
    done, undone = [-1], list[int]()
    for step in steps:
        if step == "undo":
            history.undo()
            if len(done) > 1:
                undone.append(done.pop())
        elif step == "redo":
            history.redo()
            if undone:
                done.append(undone.pop())
        else:
            history.record(int(step))
            done, undone = [*done, int(step)][-limit:], []
        assert history.present == done[-1]
        assert (history.can_undo, history.can_redo) == (len(done) > 1, bool(undone))


@pytest.mark.parametrize("limit", [1, 2])
def test_the_present_always_stays(limit: int) -> None:
    history = History("a", limit)
    history.record("b")
    assert history.present == "b"
