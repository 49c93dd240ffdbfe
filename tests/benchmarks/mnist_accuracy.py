"""How many of MNIST's 10 000 test digits the shipped network reads, in NumPy as the app does.

`python -m tests.benchmarks.mnist_accuracy`
"""

from __future__ import annotations

import time

from cnnstudio.data.mnist import load_mnist
from cnnstudio.nets.model_file import load_model
from cnnstudio.nets.shipped import shipped_model_path
from cnnstudio.training.evaluation import network_accuracy
from cnnstudio.training.examples import Examples


def main() -> None:
    """Count and print."""
    split = load_mnist("test")
    network = load_model(shipped_model_path())
    start = time.perf_counter()
    accuracy = network_accuracy(network, Examples(split.images, split.labels))
    seconds = time.perf_counter() - start
    print(f"{network.spec.name}: {accuracy:.2%} of {len(split)} MNIST test digits, {seconds:.1f} s")


if __name__ == "__main__":
    main()
