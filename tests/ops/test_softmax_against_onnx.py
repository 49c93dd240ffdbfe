"""The public test cases of ONNX for its Softmax and LogSoftmax operators."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from onnx.backend.test.case.node import logsoftmax
from onnx.backend.test.case.node import softmax as onnx_softmax

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.softmax import log_softmax, softmax
from tests.ops.onnx_node_cases import NodeCase, collect_cases

CASES = [(softmax, case) for case in collect_cases(onnx_softmax)]
CASES += [(log_softmax, case) for case in collect_cases(logsoftmax)]


def test_the_cases_known_today_are_among_those_run() -> None:
    names = {case.name for _, case in CASES}

    assert len(CASES) >= 14
    assert {"test_softmax_large_number", "test_logsoftmax_axis_0"} <= names


@pytest.mark.parametrize(("operation", "case"), CASES, ids=[case.name for _, case in CASES])
def test_agrees_with_onnx(operation: Callable[[FloatArray], FloatArray], case: NodeCase) -> None:
    axis = case.attributes.get("axis", -1)  # ours is always the last

    y = np.moveaxis(operation(np.moveaxis(case.inputs[0], axis, -1)), -1, axis)

    np.testing.assert_allclose(y, case.output, rtol=0, atol=1e-6)
