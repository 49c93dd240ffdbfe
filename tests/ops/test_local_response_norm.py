from __future__ import annotations

import numpy as np
import pytest
from onnx.backend.test.case.node import lrn

from cnnstudio.ops.local_response_norm import local_response_norm, local_response_norm_backward
from cnnstudio.ops.local_response_norm_trace import trace_local_response_norm, trace_local_response_norm_backward
from tests.ops.onnx_node_cases import NodeCase, collect_cases

RNG = np.random.default_rng(0)
X, GRAD = RNG.normal(size=(2, 2, 7, 3, 4))
SETTINGS = 5, 5e-1, 0.75, 2.0


def test_alexnet_divides_by_two_and_a_share_of_five_squares() -> None:
    """Curriculum N8: k = 2, n = 5, α = 10⁻⁴, β = 0.75, where α is not divided by n."""
    x = np.full((1, 7, 1, 1), 100.0)

    y = local_response_norm(x, 5, alpha=5 * 1e-4, beta=0.75, k=2).ravel()

    assert y[3] == pytest.approx(100 / (2 + 1e-4 * 5 * 100**2) ** 0.75)
    assert y[0] == pytest.approx(100 / (2 + 1e-4 * 3 * 100**2) ** 0.75)


def test_a_strong_map_quiets_its_neighbours_and_no_others() -> None:
    x = np.ones((1, 7, 1, 1))
    strong = x.copy()
    strong[0, 3] = 100

    changed = local_response_norm(strong, *SETTINGS) < local_response_norm(x, *SETTINGS)

    assert changed.ravel().tolist() == [False, True, True, False, True, True, False]


@pytest.mark.parametrize("channel", range(7))
def test_a_cell_taken_apart_gives_what_the_operation_gives(channel: int) -> None:
    trace = trace_local_response_norm(X[1, :, 2, 3], channel, *SETTINGS)

    assert trace.output == pytest.approx(local_response_norm(X, *SETTINGS)[1, channel, 2, 3])
    assert trace.channels == tuple(c for c in range(7) if abs(c - channel) <= 2)
    assert trace.running.tolist() == pytest.approx(np.cumsum(trace.squares).tolist())
    assert trace.value / trace.divisor == trace.output


def test_what_all_cells_hand_back_is_the_gradient() -> None:
    dx = np.zeros(7)
    for channel, grad in enumerate(GRAD[1, :, 2, 3]):
        trace = trace_local_response_norm_backward(X[1, :, 2, 3], channel, float(grad), *SETTINGS)
        dx[list(trace.channels)] += trace.dx_share

    np.testing.assert_allclose(dx, local_response_norm_backward(GRAD, X, *SETTINGS)[1, :, 2, 3], atol=1e-12)


def test_answers_in_the_precision_it_was_given() -> None:
    x, grad = X.astype(np.float32), GRAD.astype(np.float32)

    assert local_response_norm(x, *SETTINGS).dtype == np.float32
    assert local_response_norm_backward(grad, x, *SETTINGS).dtype == np.float32


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1 map, not 0"):
        local_response_norm(X, 0)
    with pytest.raises(IndexError, match="there are 7 maps, none with number 7"):
        trace_local_response_norm(X[0, :, 0, 0], 7, 5)


@pytest.mark.parametrize("case", collect_cases(lrn), ids=lambda case: case.name)
def test_agrees_with_onnx(case: NodeCase) -> None:
    settings = {"alpha": 1e-4, "beta": 0.75, "bias": 1.0, **case.attributes}

    y = local_response_norm(case.inputs[0], settings["size"], settings["alpha"], settings["beta"], settings["bias"])

    np.testing.assert_allclose(y, case.output, rtol=1e-5)
