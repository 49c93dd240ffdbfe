"""Those that training is measured against, each written from its public description.

A peer learns a stretch of pictures at a time and says how many seconds that took; testing is not counted.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import Any, Protocol

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.data import DataLoader, Dataset

from cnnstudio.data.mnist import MnistSplit


class Peer(Protocol):
    """Something that learns MNIST."""

    images: int
    """So many pictures are learned a stretch."""

    def learn(self) -> float:
        """Learn a stretch; return the seconds it took."""

    def accuracy(self, test: MnistSplit) -> float:
        """Return the share of test pictures read as labelled."""


def as_pictures(images: np.ndarray) -> Tensor:
    return torch.from_numpy(images.astype(np.float32)[:, None].copy()) / 255


def module_accuracy(module: nn.Module, test: MnistSplit, mean: float = 0.0, deviation: float = 1.0) -> float:
    module.eval()
    pictures = (as_pictures(test.images) - mean) / deviation
    with torch.no_grad():
        answers = torch.cat([module(part).argmax(dim=1) for part in pictures.split(500)])
    module.train()
    return float((answers.numpy() == test.labels).mean())


class _ExampleNet(nn.Module):
    """The network of pytorch/examples, mnist/main.py: 1 199 882 parameters."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(1, 32, 3, 1), nn.Conv2d(32, 64, 3, 1)
        self.dropout1, self.dropout2 = nn.Dropout(0.25), nn.Dropout(0.5)
        self.fc1, self.fc2 = nn.Linear(9216, 128), nn.Linear(128, 10)

    def forward(self, x: Tensor) -> Tensor:
        x = functional.relu(self.conv2(functional.relu(self.conv1(x))))
        x = torch.flatten(self.dropout1(functional.max_pool2d(x, 2)), 1)
        x = self.dropout2(functional.relu(self.fc1(x)))
        return functional.log_softmax(self.fc2(x), dim=1)


class _ExampleDigits(Dataset[tuple[Tensor, int]]):
    """MNIST as torchvision gives it: a PIL picture, made a tensor and normalised when it is asked for."""

    def __init__(self, split: MnistSplit) -> None:
        self.split = split

    def __len__(self) -> int:
        return len(self.split)

    def __getitem__(self, index: int) -> tuple[Tensor, int]:
        picture = Image.fromarray(self.split.images[index])
        tensor = torch.from_numpy(np.array(picture, np.uint8, copy=True))[None].to(torch.float32).div(255)
        return tensor.sub_(0.1307).div_(0.3081), int(self.split.labels[index])


class PytorchExample:
    """pytorch/examples, mnist/main.py on the processor: Adadelta at 1.0, × 0.7 an epoch, batch 64, DataLoader."""

    images = 64 * 100

    def __init__(self, train: MnistSplit) -> None:
        torch.manual_seed(1)
        self._module = _ExampleNet()
        self._optimizer = torch.optim.Adadelta(self._module.parameters(), lr=1.0)
        self._schedule = torch.optim.lr_scheduler.StepLR(self._optimizer, step_size=1, gamma=0.7)
        self._loader = DataLoader(_ExampleDigits(train), batch_size=64)
        self._batches = self._endless()

    def _endless(self) -> Iterator[tuple[Tensor, Tensor]]:
        while True:
            yield from self._loader
            self._schedule.step()

    def learn(self) -> float:
        self._module.train()
        start = time.perf_counter()
        for number in range(100):
            data, target = next(self._batches)
            self._optimizer.zero_grad()
            loss = functional.nll_loss(self._module(data), target)
            loss.backward()
            self._optimizer.step()
            if number % 10 == 0:
                loss.item()  # the example prints it
        return time.perf_counter() - start

    def accuracy(self, test: MnistSplit) -> float:
        return module_accuracy(self._module, test, 0.1307, 0.3081)


class KerasConvnet:
    """keras.io/examples/vision/mnist_convnet on its torch backend: Adam, batch 128; 34 826 parameters."""

    images = 128 * 100

    def __init__(self, train: MnistSplit) -> None:
        os.environ["KERAS_BACKEND"] = "torch"
        import keras  # type: ignore[import-not-found]

        layers = keras.layers
        keras.utils.set_random_seed(1)
        self._model: Any = keras.Sequential(
            [
                keras.Input(shape=(28, 28, 1)),
                layers.Conv2D(32, kernel_size=(3, 3), activation="relu"),
                layers.MaxPooling2D(pool_size=(2, 2)),
                layers.Conv2D(64, kernel_size=(3, 3), activation="relu"),
                layers.MaxPooling2D(pool_size=(2, 2)),
                layers.Flatten(),
                layers.Dropout(0.5),
                layers.Dense(10, activation="softmax"),
            ]
        )
        self._model.compile(loss="categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
        self._pictures = np.expand_dims(train.images.astype("float32") / 255, -1)
        self._labels = keras.utils.to_categorical(train.labels, 10)
        self._rng = np.random.default_rng(1)

    def learn(self) -> float:
        chosen = self._rng.permutation(len(self._labels))[: self.images]
        pictures, labels = self._pictures[chosen], self._labels[chosen]
        start = time.perf_counter()
        self._model.fit(pictures, labels, batch_size=128, epochs=1, verbose=0)
        return time.perf_counter() - start

    def accuracy(self, test: MnistSplit) -> float:
        pictures = np.expand_dims(test.images.astype("float32") / 255, -1)
        answers = self._model.predict(pictures, batch_size=500, verbose=0).argmax(axis=1)
        return float((answers == test.labels).mean())


class FastestRecipe:
    """train_mnist_fast: conv 24 5×5, pool, conv 32 3×3, pool, dense 256; Adam (0.7, 0.9), one cycle to 0.01."""

    images = 60_000

    def __init__(self, train: MnistSplit) -> None:
        torch.manual_seed(1)
        self._module = nn.Sequential(
            *(nn.Conv2d(1, 24, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(24, 32, 3), nn.ReLU(), nn.MaxPool2d(2)),
            *(nn.Flatten(), nn.Linear(800, 256), nn.ReLU(), nn.Linear(256, 10)),
        )
        self._optimizer = torch.optim.Adam(self._module.parameters(), lr=0.01, betas=(0.7, 0.9))
        self._pictures = (as_pictures(train.images) - 0.1307) / 0.3081
        self._labels = torch.from_numpy(train.labels.astype(np.int64))
        steps = -(-len(train) // 256)
        self._schedule = torch.optim.lr_scheduler.OneCycleLR(self._optimizer, max_lr=0.01, total_steps=steps + 1)

    def learn(self) -> float:
        start = time.perf_counter()
        for chosen in torch.randperm(len(self._labels)).split(256):
            self._optimizer.zero_grad()
            functional.cross_entropy(self._module(self._pictures[chosen]), self._labels[chosen]).backward()
            self._optimizer.step()
            self._schedule.step()
        return time.perf_counter() - start

    def accuracy(self, test: MnistSplit) -> float:
        return module_accuracy(self._module, test, 0.1307, 0.3081)
