"""The largest networks of the curriculum pass; what would take all memory or a day is refused with its size."""

from __future__ import annotations

import pytest

from cnnstudio.nets.limits import check_size
from cnnstudio.nets.presets import NETWORK_PRESETS
from cnnstudio.nets.spec import Conv2d, Dense, Flatten, GlobalAveragePool2d, LayerSpec, NetworkSpec, SpecError
from tests.nets.test_summary import resnet_34, vgg_16


@pytest.mark.parametrize("spec", [*NETWORK_PRESETS.values(), vgg_16(), resnet_34()], ids=lambda spec: spec.name)
def test_networks_that_are_taught_are_not_too_large(spec: NetworkSpec) -> None:
    check_size(spec)


@pytest.mark.parametrize(
    ("layers", "problem"),
    [
        (
            (Flatten(), Dense(100_000), Dense(3_000), Dense(10)),
            "The network has 378\xa0533\xa0010 parameters, and 250\xa0000\xa0000 are the most.",
        ),
        (
            (Conv2d(600, 3, padding=1), Conv2d(40_000, 3), GlobalAveragePool2d(), Flatten(), Dense(10)),
            "A picture takes 146\xa0020\xa0633\xa0600 products, and 100\xa0000\xa0000\xa0000 are the most.",
        ),
        (
            (Conv2d(90_000, 1, padding=14), GlobalAveragePool2d(), Flatten(), Dense(10)),
            "The maps of a picture take 1\xa0129 MB, and 1\xa0000 MB are the most.",
        ),
    ],
    ids=["parameters", "products", "memory"],
)
def test_what_is_too_large_is_said_with_its_size(layers: tuple[LayerSpec, ...], problem: str) -> None:
    with pytest.raises(SpecError) as caught:
        check_size(NetworkSpec("large", (1, 28, 28), layers))

    assert str(caught.value) == f"{problem} Choose fewer filters or units, or pool earlier."
