"""Networks by name."""

from __future__ import annotations

from cnnstudio.nets.spec import Activation, BatchNorm2d, Conv2d, Dense, Dropout, Flatten, MaxPool2d, NetworkSpec

RECOGNISER = NetworkSpec(
    "recogniser",
    (1, 28, 28),
    (
        Conv2d(16, 5),  # → 16 maps of 24 × 24
        BatchNorm2d(),
        Activation("relu"),
        MaxPool2d(2),  # → 12 × 12
        Conv2d(48, 5),  # → 48 maps of 8 × 8
        BatchNorm2d(),
        Activation("relu"),
        MaxPool2d(2),  # → 4 × 4
        Flatten(),
        Dropout(0.2),
        Dense(128),
        Activation("relu"),
        Dense(10),
    ),
)
"""The network that comes with the app, as it is trained; shipped without batch normalisation and dropout."""
