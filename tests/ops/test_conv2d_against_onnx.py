"""The public test cases of ONNX for its Conv operator."""

from __future__ import annotations

import numpy as np
import pytest
from onnx.backend.test.case.node import conv

from cnnstudio.ops.conv2d import conv2d
from cnnstudio.ops.window import Paddings, Pair, same_padding, size_of
from tests.ops.onnx_node_cases import NodeCase, collect_cases


def is_in_two_dimensions(case: NodeCase) -> bool:
    """Whether it is a convolution of pictures in which every kernel sees every channel."""
    return case.inputs[0].ndim == 4 and case.attributes.get("group", 1) == 1


def paddings_of(case: NodeCase, stride: Pair, dilation: Pair) -> Paddings:
    """Return the paddings that `pads` or `auto_pad` ask for."""
    top, left, bottom, right = case.attributes.get("pads", (0, 0, 0, 0))
    rows, columns = same_padding(size_of(case.inputs[0]), size_of(case.inputs[1]), stride, dilation)
    match case.attributes.get("auto_pad", b"NOTSET"):
        case b"NOTSET":
            return (top, bottom), (left, right)
        case b"VALID":
            return (0, 0), (0, 0)
        case b"SAME_UPPER":
            return rows, columns
        case b"SAME_LOWER":  # what is left over goes before
            return (rows[1], rows[0]), (columns[1], columns[0])
        case unknown:
            raise ValueError(f"auto_pad {unknown!r}")


CASES = [case for case in collect_cases(conv) if is_in_two_dimensions(case)]


def test_the_cases_known_today_are_among_those_run() -> None:
    names = {case.name for case in CASES}

    assert len(CASES) >= 6
    assert {"test_conv_with_autopad_same", "test_conv_with_strides_and_asymmetric_padding"} <= names


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_agrees_with_onnx(case: NodeCase) -> None:
    stride = (*case.attributes.get("strides", (1, 1)),)
    dilation = (*case.attributes.get("dilations", (1, 1)),)

    x, weight, *bias = case.inputs
    padding = paddings_of(case, stride, dilation)

    y = conv2d(x, weight, bias[0] if bias else None, stride, padding, dilation)

    np.testing.assert_allclose(y, case.output, rtol=1e-6)
