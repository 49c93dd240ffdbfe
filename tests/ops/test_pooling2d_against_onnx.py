"""The public test cases of ONNX for its pooling operators, all that are in two dimensions."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest
from onnx.backend.test.case.node import averagepool, globalaveragepool, globalmaxpool, lppool, maxpool

from cnnstudio.ops.average_pool2d import average_pool2d
from cnnstudio.ops.global_pool2d import global_pool2d
from cnnstudio.ops.l2_pool2d import l2_pool2d
from cnnstudio.ops.max_pool2d import max_pool2d
from cnnstudio.ops.pooling2d_trace import trace_pool
from cnnstudio.ops.pooling_window import ceil_padding, pool_fits
from cnnstudio.ops.window import size_of
from tests.ops.onnx_node_cases import NodeCase, collect_cases, paddings_of

OPERATORS = {
    "MaxPool": maxpool,
    "AveragePool": averagepool,
    "LpPool": lppool,
    "GlobalAveragePool": globalaveragepool,
    "GlobalMaxPool": globalmaxpool,
}
CASES = [
    (operator, case)
    for operator, module in OPERATORS.items()
    for case in collect_cases(module)
    if case.inputs[0].ndim == 4
]
WRITTEN_WITH_FOUR_DECIMALS = {"test_averagepool_2d_ceil_last_window_starts_on_pad"}


def settings_of(case: NodeCase) -> dict[str, Any]:
    """Return size, stride, padding and dilation as our operations take them; ONNX leaves out what is 1."""
    size, stride, dilation = ((*case.attributes.get(key, (1, 1)),) for key in ("kernel_shape", "strides", "dilations"))
    padding = paddings_of(case, size, stride, dilation)
    if case.attributes.get("ceil_mode"):
        padding = ceil_padding(size_of(case.inputs[0]), size, stride, padding, dilation)
    return {"size": size, "stride": stride, "padding": padding, "dilation": dilation}


def pooled(operator: str, case: NodeCase) -> np.ndarray:
    """Return what our operation makes of the input."""
    x = case.inputs[0].astype(np.float32)  # one case has whole numbers
    match operator:
        case "MaxPool":
            return max_pool2d(x, **settings_of(case))
        case "AveragePool":
            included = bool(case.attributes.get("count_include_pad", 0))
            return average_pool2d(x, **settings_of(case), count_include_pad=included)
        case "LpPool":
            # (Σ|x|ᵖ)^(1/p), said with squares: the length of the |x|^(p/2), to the power of 2/p.
            half: float = case.attributes["p"] / 2
            lengths = l2_pool2d(np.abs(x) ** half, **settings_of(case))
            return np.asarray(lengths ** (1 / half))
        case "GlobalAveragePool":
            return global_pool2d(x, "average")
        case _:
            return global_pool2d(x, "max")


def test_the_cases_known_today_are_among_those_run() -> None:
    names = {case.name for _, case in CASES}
    counts = Counter(operator for operator, _ in CASES)

    least = {"MaxPool": 14, "AveragePool": 13, "LpPool": 6, "GlobalAveragePool": 2, "GlobalMaxPool": 2}
    assert all(counts[operator] >= number for operator, number in least.items())
    assert {
        "test_maxpool_2d_ceil_output_size_reduce_by_one",
        "test_maxpool_2d_dilations",
        "test_maxpool_2d_same_lower",
        "test_averagepool_2d_ceil_last_window_starts_on_pad",
        "test_averagepool_2d_pads_count_include_pad",
        "test_lppool_2d_dilations",
    } <= names


@pytest.mark.parametrize(("operator", "case"), CASES, ids=lambda value: getattr(value, "name", value))
def test_agrees_with_onnx(operator: str, case: NodeCase) -> None:
    y = pooled(operator, case)

    assert y.shape == case.output.shape
    atol = 1e-4 if case.name in WRITTEN_WITH_FOUR_DECIMALS else 1e-6
    np.testing.assert_allclose(y, case.output.astype(np.float32), rtol=1e-6, atol=atol)


@pytest.mark.parametrize("case", [case for _, case in CASES if len(case.outputs) > 1], ids=lambda case: case.name)
def test_the_winners_stand_where_onnx_finds_them(case: NodeCase) -> None:
    """Its second output counts the cells of the map, row by row, or column by column where it says so."""
    picture, settings = case.inputs[0], settings_of(case)
    fits = pool_fits(size_of(picture), **settings)
    (top, bottom), (left, right) = settings["padding"]
    padded = np.pad(picture[0, 0], ((top, bottom), (left, right)))
    strides = (1, picture.shape[2]) if case.attributes.get("storage_order") else (picture.shape[3], 1)

    found = np.empty_like(case.outputs[1][0, 0])
    for row, column in np.ndindex(found.shape):
        trace = trace_pool(padded, fits, "max", row, column)
        assert trace.winner is not None
        place = trace.rows[trace.winner[0]] - top, trace.columns[trace.winner[1]] - left
        found[row, column] = np.dot(place, strides)

    assert found.tolist() == case.outputs[1][0, 0].tolist()
