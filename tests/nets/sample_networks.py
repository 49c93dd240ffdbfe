"""Networks with every kind of layer, and random weights for any network."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from cnnstudio.nets.network import Network
from cnnstudio.nets.shapes import weight_shapes
from cnnstudio.nets.spec import (
    Activation,
    AveragePool2d,
    BatchNorm2d,
    Conv2d,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePool2d,
    LayerSpec,
    LocalResponseNorm,
    MaxPool2d,
    NetworkSpec,
    Normalise,
    Parallel,
    Residual,
)
from cnnstudio.ops.activations import ACTIVATIONS

INCEPTION = Parallel(
    (
        (Conv2d(2, 1),),
        (Conv2d(2, 1), Activation("relu"), Conv2d(3, 3, padding=1)),
        (MaxPool2d(3, 1, padding=1), Conv2d(1, 1)),
        (),
    )
)
"""Three branches as in GoogLeNet, and one that hands its input on."""

BOTTLENECK = Residual(
    (Conv2d(3, 1, bias=False), BatchNorm2d(), Activation("relu"), Conv2d(5, 3, stride=2, padding="same")),
    (Conv2d(5, 1, stride=2, bias=False), BatchNorm2d()),
)
"""A block as in ResNet, with a shortcut of its own."""

EVERY_KIND: tuple[LayerSpec, ...] = (
    Normalise((0.1, -0.2), (0.5, 2.0)),
    Conv2d(3, (3, 2), stride=(1, 2), padding="same"),
    BatchNorm2d(),
    Activation("leaky_relu"),
    LocalResponseNorm(3, alpha=0.5, k=2.0),
    MaxPool2d(2, padding="same"),
    INCEPTION,
    Activation("tanh"),
    AveragePool2d((3, 2), 2, padding=1, count_padding=False),
    BOTTLENECK,
    Residual((Conv2d(5, 3, padding=1), Activation("sigmoid"), Dropout(0.3))),
    AveragePool2d(2, padding="same"),
    GlobalAveragePool2d(),
    Flatten(),
    Dropout(0.5),
    Dense(6, bias=False),
    Activation("identity"),
    Dense(4),
)

SPEC = NetworkSpec("every kind", (2, 11, 12), EVERY_KIND, class_names=tuple("abcd"))


def random_network(spec: NetworkSpec, seed: int = 3, dtype: type = np.float32) -> Network:
    """Return random weights so small that each sum stays about as large as its inputs; variances are above 0."""
    rng = np.random.default_rng(seed)
    weights = {}
    for name, shape in weight_shapes(spec).items():
        values = rng.normal(size=shape) / np.sqrt(np.prod(shape[1:]))
        weights[name] = (values**2 + 0.5 if name.endswith("running_var") else values).astype(dtype)
    return Network(spec, weights)


def random_pictures(spec: NetworkSpec, count: int = 2, seed: int = 1, dtype: type = np.float32) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(count, *spec.input_shape)).astype(dtype)


_SIDES = st.integers(1, 3)
_PADDINGS = st.one_of(st.integers(0, 2), st.just("same"), st.tuples(st.integers(0, 2), st.integers(0, 2)))
_SIZES = st.one_of(_SIDES, st.tuples(_SIDES, _SIDES))
_ACTIVATIONS = st.builds(Activation, st.sampled_from(sorted(ACTIVATIONS)))
_CONVOLUTIONS = st.builds(Conv2d, st.integers(1, 5), _SIZES, _SIZES, _PADDINGS, st.booleans())
_POOLINGS = st.one_of(
    st.builds(MaxPool2d, _SIZES, st.none() | _SIZES, st.just("same") | st.just(0)),
    st.builds(AveragePool2d, _SIZES, st.none() | _SIZES, st.just("same") | st.just(0), st.booleans()),
)
_PLAIN = st.one_of(
    _CONVOLUTIONS,
    _ACTIVATIONS,
    _POOLINGS,
    st.just(BatchNorm2d()),
    st.builds(LocalResponseNorm, st.integers(1, 5), st.floats(0, 1), st.floats(0.1, 1), st.floats(0.5, 2)),
    st.just(Dropout(0.5)),
)


@st.composite
def _keeping_size(draw: st.DrawFn) -> tuple[LayerSpec, ...]:
    """Layers that leave height and width as they are."""
    return draw(
        st.lists(
            st.one_of(
                st.builds(Conv2d, st.integers(1, 4), _SIDES, st.just(1), st.just("same"), st.booleans()),
                st.builds(MaxPool2d, _SIDES, st.just(1), st.just("same")),
                _ACTIVATIONS,
                st.just(BatchNorm2d()),
            ),
            max_size=3,
        ).map(tuple)
    )


@st.composite
def _residuals(draw: st.DrawFn) -> Residual:
    filters = draw(st.integers(1, 4))
    shortcut = (Conv2d(filters, 1, bias=draw(st.booleans())), BatchNorm2d())
    return Residual((*draw(_keeping_size()), Conv2d(filters, 3, padding=1)), shortcut)


_BLOCKS = st.one_of(_residuals(), st.lists(_keeping_size(), min_size=1, max_size=3).map(tuple).map(Parallel))


@st.composite
def random_specs(draw: st.DrawFn) -> NetworkSpec:
    """Networks of random layers and blocks on maps large enough for most of them; some do not fit."""
    layers = draw(st.lists(st.one_of(_PLAIN, _BLOCKS), max_size=6))
    head = (Flatten(), Dense(draw(st.integers(1, 9))), draw(_ACTIVATIONS), Dense(10))
    channels, height, width = draw(st.integers(1, 3)), draw(st.integers(8, 20)), draw(st.integers(8, 20))
    return NetworkSpec("random", (channels, height, width), (*layers, *head))
