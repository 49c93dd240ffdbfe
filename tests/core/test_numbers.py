"""Numbers are written as a textbook writes them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnstudio.core.numbers import (
    MINUS,
    NO_BREAK_SPACE,
    decimals_for,
    fixed,
    percent,
    plain_percent,
    power_of_ten,
    scientific,
)


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (3.386, 2, "3.39"),
        (-0.536, 3, f"{MINUS}0.536"),
        (-0.0, 1, "0.0"),
        (-0.04, 1, "0.0"),
        (-0.06, 1, f"{MINUS}0.1"),
        (12.0, 0, "12"),
    ],
)
def test_fixed_decimals(value: float, decimals: int, written: str) -> None:
    assert fixed(value, decimals) == written


@given(st.floats(-1e6, 1e6), st.integers(0, 4))
def test_nothing_but_the_sign_differs_from_python(value: float, decimals: int) -> None:
    written = fixed(value, decimals)
    assert "-" not in written
    assert float(written.replace(MINUS, "-")) == float(f"{value:.{decimals}f}")
    assert not (written.startswith(MINUS) and float(written[1:]) == 0)


@pytest.mark.parametrize(
    ("values", "decimals"),
    [
        ([[2, 1, 1], [0, 2, 2]], 0),
        ([[6600]], 0),
        ([[2, 1.5]], 2),
        ([3, 0.25], 2),
        (-0.5, 2),
        ([[np.nan, np.inf, 3]], 0),
        ([[1]] * 999 + [[0.1]], 2),
        (np.zeros((0, 0)), 0),
    ],
)
def test_whole_numbers_are_written_without_decimals(values: object, decimals: int) -> None:
    assert decimals_for(np.array(values, np.float32), 2) == decimals


@pytest.mark.parametrize(
    ("share", "written"),
    [(0.0, "0.0"), (0.677, "67.7"), (0.9994, "99.9"), (0.9999, "> 99.9"), (1.0, "100.0")],
)
def test_a_share_never_rounds_to_certainty(share: float, written: str) -> None:
    assert percent(share) == f"{written}{NO_BREAK_SPACE}%"


@pytest.mark.parametrize(("share", "written"), [(0, "0.0"), (0.0049, "0.5"), (0.9999, "99.9"), (1, "100.0")])
def test_in_columns_all_shares_are_written_alike_and_only_certainty_is_100(share: float, written: str) -> None:
    assert plain_percent(share) == f"{written}{NO_BREAK_SPACE}%"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (3.14e-11, "3.1 × 10⁻¹¹"),
        (-2.5e7, f"{MINUS}2.5 × 10⁷"),
        (0.0123, "0.012"),
        (0.00999, "0.010"),
        (141.4, "141"),
        (0.0, "0"),
    ],
)
def test_numbers_of_any_size(value: float, written: str) -> None:
    assert scientific(value) == written.replace(" ", NO_BREAK_SPACE)


def test_powers_of_ten_stand_at_an_axis() -> None:
    assert [power_of_ten(power) for power in (-12, 0, 3)] == ["10⁻¹²", "1", "10³"]
