"""The SimpleConvNet of "Deep Learning from Scratch" (Saito, 2016), chapter 7, as the book computes it: im2col in NumPy.

conv 30 5×5 – ReLU – pool 2 – affine 100 – ReLU – affine 10 – softmax; first weights 0.01, Adam 0.001, batch 100.
"""

from __future__ import annotations

import time

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.data.mnist import MnistSplit

Arrays = dict[str, FloatArray]


def im2col(x: FloatArray, size: int, stride: int) -> FloatArray:
    number, channels, height, width = x.shape
    rows, columns = (height - size) // stride + 1, (width - size) // stride + 1
    laid = np.zeros((number, channels, size, size, rows, columns))
    for y in range(size):
        for across in range(size):
            laid[:, :, y, across] = x[:, :, y : y + stride * rows : stride, across : across + stride * columns : stride]
    return laid.transpose(0, 4, 5, 1, 2, 3).reshape(number * rows * columns, -1)


class TextbookConvnet:
    """The network, its gradients by layers, and Adam."""

    images = 100 * 50

    def __init__(self, train: MnistSplit) -> None:
        self._rng = np.random.default_rng(1)
        shapes = {"W1": (30, 1, 5, 5), "W2": (4320, 100), "W3": (100, 10)}
        self._weights: Arrays = {name: 0.01 * self._rng.standard_normal(shape) for name, shape in shapes.items()}
        self._weights |= {"b1": np.zeros(30), "b2": np.zeros(100), "b3": np.zeros(10)}
        self._m, self._v = ({name: np.zeros_like(w) for name, w in self._weights.items()} for _ in range(2))
        self._done = 0
        self._pictures, self._labels = train.images[:, None].astype(np.float32) / 255, train.labels

    def learn(self) -> float:
        start = time.perf_counter()
        for _ in range(50):
            chosen = self._rng.choice(len(self._labels), 100)
            self._update(self._gradients(self._pictures[chosen], self._labels[chosen]))
        return time.perf_counter() - start

    def accuracy(self, test: MnistSplit) -> float:
        pictures = test.images[:, None].astype(np.float32) / 255
        parts = [self._forward(pictures[start : start + 100])[-1].argmax(axis=1) for start in range(0, len(test), 100)]
        return float((np.concatenate(parts) == test.labels).mean())

    def _forward(self, x: FloatArray) -> tuple[FloatArray, ...]:
        w, number = self._weights, len(x)
        columns = im2col(x, 5, 1)
        maps = (columns @ w["W1"].reshape(30, -1).T + w["b1"]).reshape(number, 24, 24, 30).transpose(0, 3, 1, 2)
        through = maps * (maps > 0)
        windows = im2col(through, 2, 2).reshape(-1, 4)
        winners = windows.argmax(axis=1)
        pooled = windows.max(axis=1).reshape(number, 12, 12, 30).transpose(0, 3, 1, 2)
        flat = pooled.reshape(number, -1)
        hidden = flat @ w["W2"] + w["b2"]
        kept = hidden * (hidden > 0)
        return columns, maps, winners, flat, hidden, kept, kept @ w["W3"] + w["b3"]

    def _gradients(self, x: FloatArray, labels: np.ndarray) -> Arrays:
        columns, maps, winners, flat, hidden, kept, scores = self._forward(x)
        w, number = self._weights, len(x)
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        shares[np.arange(number), labels] -= 1
        d_scores = shares / number
        d_hidden = d_scores @ w["W3"].T * (hidden > 0)
        d_pooled = (d_hidden @ w["W2"].T).reshape(number, 30, 12, 12).transpose(0, 2, 3, 1)
        spread = np.zeros((d_pooled.size, 4))
        spread[np.arange(len(winners)), winners] = d_pooled.flatten()
        spread = spread.reshape(number, 12, 12, 30, 2, 2).transpose(0, 3, 1, 4, 2, 5).reshape(number, 30, 24, 24)
        d_maps = (spread * (maps > 0)).transpose(0, 2, 3, 1).reshape(-1, 30)
        return {
            "W1": (columns.T @ d_maps).T.reshape(30, 1, 5, 5),
            "b1": d_maps.sum(axis=0),
            "W2": flat.T @ d_hidden,
            "b2": d_hidden.sum(axis=0),
            "W3": kept.T @ d_scores,
            "b3": d_scores.sum(axis=0),
        }

    def _update(self, gradients: Arrays) -> None:
        self._done += 1
        rate = 0.001 * np.sqrt(1 - 0.999**self._done) / (1 - 0.9**self._done)
        for name, gradient in gradients.items():
            self._m[name] += 0.1 * (gradient - self._m[name])
            self._v[name] += 0.001 * (gradient**2 - self._v[name])
            self._weights[name] -= rate * self._m[name] / (np.sqrt(self._v[name]) + 1e-7)
