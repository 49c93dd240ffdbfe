"""The public test cases of ONNX for its Conv operator."""

from __future__ import annotations

import numpy as np
import pytest
from onnx.backend.test.case.node import conv

from cnnstudio.ops.conv2d import conv2d
from cnnstudio.ops.window import size_of
from tests.ops.onnx_node_cases import NodeCase, collect_cases, paddings_of


def is_in_two_dimensions(case: NodeCase) -> bool:
    """Whether it is a convolution of pictures in which every kernel sees every channel."""
    return case.inputs[0].ndim == 4 and case.attributes.get("group", 1) == 1


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
    padding = paddings_of(case, size_of(weight), stride, dilation)

    y = conv2d(x, weight, bias[0] if bias else None, stride, padding, dilation)

    np.testing.assert_allclose(y, case.output, rtol=1e-6)
