"""How fast `ops.conv2d` is: against the textbook's im2col, against PyTorch, and on a photo.

`python -m tests.benchmarks.conv2d_speed [--rounds N]`: one thread each; the contestants take turns in one process.
"""

from __future__ import annotations

import argparse
import os
import time
import tracemalloc
from collections.abc import Callable, Mapping

# Before NumPy and torch are imported: they read the environment once.
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
import torch

from cnnstudio.core.arrays import FloatArray
from cnnstudio.nets.inference import probabilities
from cnnstudio.nets.model_file import load_model
from cnnstudio.nets.shipped import shipped_model_path
from cnnstudio.ops.conv2d import conv2d, conv2d_backward

Convolution = Callable[[FloatArray, FloatArray, FloatArray], FloatArray]


def textbook_im2col(x: FloatArray, height: int, width: int) -> FloatArray:
    """Lay out every window as a row, the textbook's way: filled kernel cell by kernel cell, then transposed."""
    number, channels = x.shape[:2]
    output_height, output_width = x.shape[2] - height + 1, x.shape[3] - width + 1
    columns = np.zeros((number, channels, height, width, output_height, output_width), x.dtype)
    for row in range(height):
        for column in range(width):
            columns[:, :, row, column] = x[:, :, row : row + output_height, column : column + output_width]
    rows: FloatArray = columns.transpose(0, 4, 5, 1, 2, 3).reshape(number * output_height * output_width, -1)
    return rows


def textbook(x: FloatArray, weight: FloatArray, bias: FloatArray) -> FloatArray:
    """Convolve at stride 1 without padding as "Deep Learning from Scratch" (2016) does, section 7.4.4."""
    kernels, _, height, width = weight.shape
    columns = textbook_im2col(x, height, width)
    sums = np.dot(columns, weight.reshape(kernels, -1).T) + bias
    maps = sums.reshape(len(x), x.shape[2] - height + 1, x.shape[3] - width + 1, -1)
    turned: FloatArray = maps.transpose(0, 3, 1, 2)
    return turned


def by_torch(x: FloatArray, weight: FloatArray, bias: FloatArray) -> FloatArray:
    """Convolve with PyTorch."""
    pictures, kernels, biases = (torch.from_numpy(array) for array in (x, weight, bias))
    maps: FloatArray = torch.nn.functional.conv2d(pictures, kernels, biases).numpy()
    return maps


CONTESTANTS: Mapping[str, Convolution] = {"ops.conv2d": conv2d, "textbook": textbook, "torch": by_torch}


def backward_by_torch(grad: FloatArray, x: FloatArray, weight: FloatArray) -> None:
    """Convolve forward and hand the gradient back with PyTorch; forward alone is measured above."""
    pictures, kernels = (torch.from_numpy(array).requires_grad_() for array in (x, weight))
    maps = torch.nn.functional.conv2d(pictures, kernels)
    torch.autograd.grad(maps, (pictures, kernels), torch.from_numpy(grad))


def random_arrays(
    x: tuple[int, ...], weight: tuple[int, ...], precision: type[np.floating]
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return pictures, kernels and bias."""
    rng = np.random.default_rng(0)
    pictures, kernels, bias = (rng.standard_normal(shape, np.float32) for shape in (x, weight, weight[:1]))
    return pictures.astype(precision), kernels.astype(precision), bias.astype(precision)


def race(contestants: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Let them take turns; print and return the median milliseconds of each."""
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, work in contestants.items():
            start = time.perf_counter()
            work()
            times[name].append((time.perf_counter() - start) * 1e3)
    medians = {name: float(np.median(taken)) for name, taken in times.items()}
    for name, taken in times.items():
        tenth, ninetieth = np.percentile(taken, [10, 90])
        print(f"  {name}: median {medians[name]:.3f} ms, 10 % to 90 %: {tenth:.3f} to {ninetieth:.3f}", flush=True)
    return medians


def compare(
    title: str,
    x: tuple[int, ...],
    weight: tuple[int, ...],
    precision: type[np.floating],
    rounds: int,
) -> None:
    """Race the contestants on one setting, after they agree on the answer."""
    print(f"{title}: {x} with {weight}, {np.dtype(precision)}")
    arrays = random_arrays(x, weight, precision)
    expected = by_torch(*arrays)
    for convolve in CONTESTANTS.values():
        np.testing.assert_allclose(convolve(*arrays), expected, rtol=1e-3, atol=1e-3)
    medians = race({name: lambda c=convolve: c(*arrays) for name, convolve in CONTESTANTS.items()}, rounds)  # type: ignore[misc]
    ours = medians["ops.conv2d"]
    print(f"  textbook / ours = {medians['textbook'] / ours:.2f}, ours / torch = {ours / medians['torch']:.2f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    rounds = parser.parse_args().rounds
    torch.set_num_threads(1)
    compare("forward", (100, 1, 28, 28), (30, 1, 5, 5), np.float64, rounds)
    compare("first layer of the reader", (1, 1, 28, 28), (16, 1, 5, 5), np.float32, 5 * rounds)
    compare("second layer of the reader", (1, 16, 12, 12), (48, 16, 5, 5), np.float32, 5 * rounds)
    x, weight, bias = random_arrays((100, 1, 28, 28), (30, 1, 5, 5), np.float64)
    grad = conv2d(x, weight, bias)
    print("backward of the first setting")
    race(
        {
            "ops.conv2d_backward": lambda: conv2d_backward(grad, x, weight),
            "torch, forward and backward": lambda: backward_by_torch(grad, x, weight),
        },
        max(rounds // 4, 3),
    )
    network, picture = load_model(shipped_model_path()), np.zeros((28, 28), np.float32)
    print("the reader, all layers")
    race({"probabilities": lambda: probabilities(network, picture)}, 10 * rounds)
    few = max(rounds // 20, 3)
    photo, kernel, _ = random_arrays((1, 1, 3000, 4000), (1, 1, 5, 5), np.float32)
    tracemalloc.start()
    conv2d(photo, kernel)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"a photo of {photo.nbytes / 2**20:.0f} MB takes {peak / 2**20:.0f} MB of memory, the answer included")
    for size in (3, 5):
        compare("photo", photo.shape, (1, 1, size, size), np.float32, few)


if __name__ == "__main__":
    main()
