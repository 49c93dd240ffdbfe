"""The self-test's checks of the labs pass here, and find what is broken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cnnstudio.cli import selftest_labs
from cnnstudio.core.arrays import FloatArray
from cnnstudio.nets import layer_backward
from cnnstudio.ops import max_pool2d, pooling2d_trace, softmax_trace
from cnnstudio.widgets import picture_file as saving

pytestmark = pytest.mark.usefixtures("qapp")


def test_the_labs_pass_with_the_numbers_of_the_course() -> None:
    assert "[[4.0, 2.0], [1.0, 6.0]]" in selftest_labs.check_pooling()
    assert "0.587, 0.261, 0.152" in selftest_labs.check_softmax()
    assert "its step lowers the loss" in selftest_labs.check_path()


def test_a_pooling_that_drops_the_wrong_numbers_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def smallest(x: FloatArray, size: int) -> FloatArray:
        return -original(-x, size)

    original = max_pool2d.max_pool2d
    monkeypatch.setattr(max_pool2d, "max_pool2d", smallest)

    with pytest.raises(ValueError, match=r"instead of \[\[4, 2\], \[1, 6\]\]"):
        selftest_labs.check_pooling()


def test_a_step_that_disagrees_with_the_whole_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*words: Any) -> Any:
        trace = original(*words)
        return replace(trace, output=trace.output + 0.001)

    original = pooling2d_trace.trace_pool
    monkeypatch.setattr("cnnstudio.labs.pooling.model.trace_pool", wrong)

    with pytest.raises(ValueError, match="cell 0 is 0.001 instead of 0"):
        selftest_labs.check_pooling()


def test_a_softmax_without_e_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def to_base_two(scores: FloatArray, temperature: float) -> Any:
        return original(scores * np.log(2), temperature)

    original = softmax_trace.trace_softmax
    monkeypatch.setattr("cnnstudio.labs.softmax.computation.trace_softmax", to_base_two)

    with pytest.raises(ValueError, match=r"the probability of score 2\.2"):
        selftest_labs.check_softmax()


def test_a_gradient_that_is_a_thousandth_off_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def off(*words: Any) -> tuple[FloatArray, dict[str, FloatArray]]:
        at_input, weights = original(*words)
        return at_input, {name: 1.001 * values for name, values in weights.items()}

    original = layer_backward.layer_gradients
    monkeypatch.setattr("cnnstudio.nets.gradients.layer_gradients", off)

    with pytest.raises(ValueError, match=r"the gradient is .*, measured"):
        selftest_labs.check_path()


def test_a_picture_whose_text_is_no_text_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def save_outlines(_picture: object, path: Path) -> None:
        path.write_bytes(b"%PDF-1.4")

    monkeypatch.setattr(saving, "save_picture", save_outlines)

    with pytest.raises(ValueError, match="no text"):
        selftest_labs.check_convolution()
