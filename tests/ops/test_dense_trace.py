from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.ops.dense import dense, dense_backward
from cnnstudio.ops.dense_trace import trace_dense, trace_dense_backward

RNG = np.random.default_rng(0)
X, WEIGHT, BIAS, GRAD = RNG.normal(size=7), RNG.normal(size=(4, 7)), RNG.normal(size=4), RNG.normal(size=4)


@pytest.mark.parametrize("unit", range(4))
def test_a_unit_taken_apart_gives_what_the_layer_gives(unit: int) -> None:
    trace = trace_dense(X, WEIGHT, BIAS, unit)

    assert trace.output == pytest.approx(dense(X[None], WEIGHT, BIAS)[0, unit])
    assert trace.products.tolist() == (X * WEIGHT[unit]).tolist()
    assert trace.running[2] == pytest.approx(trace.products[:3].sum())
    assert trace.total == trace.running[-1]
    assert trace.output == trace.total + BIAS[unit]


def test_the_shares_of_all_units_are_the_gradients_of_the_layer() -> None:
    gradients = dense_backward(GRAD[None], X[None], WEIGHT)

    traces = [trace_dense_backward(X, WEIGHT, float(grad), unit) for unit, grad in enumerate(GRAD)]

    np.testing.assert_allclose(sum(trace.dx_share for trace in traces), gradients.dx[0], atol=1e-12)
    np.testing.assert_allclose([trace.dw_share for trace in traces], gradients.dw, atol=1e-12)
    np.testing.assert_allclose([trace.grad for trace in traces], gradients.db, atol=1e-12)


@pytest.mark.parametrize("unit", [-1, 4])
def test_a_unit_that_does_not_exist_is_refused(unit: int) -> None:
    with pytest.raises(IndexError, match=f"the layer has 4 outputs, none with number {unit}"):
        trace_dense(X, WEIGHT, BIAS, unit)
