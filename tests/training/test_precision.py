"""Mixed precision: only the products are rounded, and only where the device multiplies rounded numbers in hardware."""

import numpy as np
import pytest
import torch

from cnnstudio.training.precision import multiplies_bfloat16, rounded_products
from tests.training.runs import finished, run

CPU = torch.device("cpu")


def has_units(monkeypatch: pytest.MonkeyPatch, **units: bool) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: units)


@pytest.mark.parametrize("unit", ["amx_bf16", "avx512_bf16"])
def test_a_processor_multiplies_bfloat16_with_either_unit(monkeypatch: pytest.MonkeyPatch, unit: str) -> None:
    has_units(monkeypatch, **{unit: True})
    assert multiplies_bfloat16(CPU)
    has_units(monkeypatch, avx2=True)
    assert not multiplies_bfloat16(CPU)


def test_a_product_is_rounded_where_the_processor_can(monkeypatch: pytest.MonkeyPatch) -> None:
    """1.001 is no bfloat16, whose numbers from 1 to 2 lie 1/128 apart."""
    has_units(monkeypatch, avx512_bf16=True)
    number, one = torch.tensor([[1.001]]), torch.ones(1, 1)
    with rounded_products("mixed", CPU):
        assert torch.nn.functional.linear(number, one).item() == 1.0
    with rounded_products("float32", CPU):
        assert torch.nn.functional.linear(number, one).item() == number.item()
    has_units(monkeypatch)
    with rounded_products("mixed", CPU):
        assert torch.nn.functional.linear(number, one).item() == number.item()


def test_weights_stay_float32_and_the_same_seed_gives_the_same_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    has_units(monkeypatch, avx512_bf16=True)

    def weights(precision: str) -> list[np.ndarray]:
        return list(finished(run(precision=precision, epochs=1)).network.weights.values())

    first, again, whole = weights("mixed"), weights("mixed"), weights("float32")
    assert all(array.dtype == np.float32 for array in first)
    assert all(np.array_equal(one, other) for one, other in zip(first, again, strict=True))
    assert not all(np.array_equal(one, other) for one, other in zip(first, whole, strict=True))
    for one, other in zip(first, whole, strict=True):
        np.testing.assert_allclose(one, other, atol=0.1)
