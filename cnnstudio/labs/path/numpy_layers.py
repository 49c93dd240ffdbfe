"""Layers as readable NumPy for the program of the code card: each answers with its output and its way back.

A function of the program takes one picture's maps (C, H, W) or numbers (D,), and returns what it makes of them and a
function that hands a gradient back, noting those of the weights on the way.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WINDOWS = '''
def windows_of(x, size, stride, padding, filling=0.0):
    """Return the padded maps, and every window on them: (C, rows, columns, height, width)."""
    padded = np.pad(x, ((0, 0), *padding), constant_values=filling)
    windows = np.lib.stride_tricks.sliding_window_view(padded, size, axis=(1, 2))
    return padded, windows[:, :: stride[0], :: stride[1]]


def hand_to_windows(shares, padded, stride, padding):
    """Add up what each input cell gets from all windows it lies in, and take the padding off."""
    _, rows, columns, height, width = shares.shape
    handed = np.zeros(padded.shape)
    for row in range(height):
        for column in range(width):
            down = slice(row, row + stride[0] * rows, stride[0])
            across = slice(column, column + stride[1] * columns, stride[1])
            handed[:, down, across] += shares[..., row, column]
    (top, bottom), (left, right) = padding
    return handed[:, top : padded.shape[1] - bottom, left : padded.shape[2] - right]
'''

FUNCTIONS: Mapping[str, str] = MappingProxyType(
    {
        "convolution": """
def convolution(name, x, stride, padding):
    weight = weights[name + "weight"]
    padded, windows = windows_of(x, weight.shape[2:], stride, padding)
    y = np.einsum("cijuv,kcuv->kij", windows, weight, optimize=True)
    if name + "bias" in weights:
        y = y + weights[name + "bias"][:, None, None]

    def back(grad):
        gradients[name + "weight"] = np.einsum("kij,cijuv->kcuv", grad, windows, optimize=True)
        if name + "bias" in weights:
            gradients[name + "bias"] = grad.sum(axis=(1, 2))
        shares = np.einsum("kij,kcuv->cijuv", grad, weight, optimize=True)
        return hand_to_windows(shares, padded, stride, padding)

    return y, back
""",
        "max_pooling": """
def max_pooling(x, size, stride, padding):
    padded, windows = windows_of(x, size, stride, padding, -np.inf)
    flat = windows.reshape(*windows.shape[:3], -1)
    winners = np.eye(flat.shape[-1])[flat.argmax(axis=-1)].reshape(windows.shape)

    def back(grad):
        return hand_to_windows(winners * grad[..., None, None], padded, stride, padding)

    return flat.max(axis=-1), back
""",
        "average_pooling": """
def average_pooling(x, size, stride, padding, counts_padding):
    padded, windows = windows_of(x, size, stride, padding)
    counts = windows_of(np.ones_like(x), size, stride, padding, float(counts_padding))[1].sum(axis=(-2, -1))

    def back(grad):
        shares = np.broadcast_to((grad / counts)[..., None, None], windows.shape)
        return hand_to_windows(shares, padded, stride, padding)

    return windows.sum(axis=(-2, -1)) / counts, back
""",
        "mean_of_each_map": """
def mean_of_each_map(x):
    cells = x.shape[1] * x.shape[2]
    return x.mean(axis=(1, 2), keepdims=True), lambda grad: np.broadcast_to(grad / cells, x.shape)
""",
        "dense": """
def dense(name, x):
    weight = weights[name + "weight"]

    def back(grad):
        gradients[name + "weight"] = np.outer(grad, x)
        if name + "bias" in weights:
            gradients[name + "bias"] = grad
        return weight.T @ grad

    return weight @ x + weights.get(name + "bias", 0.0), back
""",
        "batch_norm": """
def batch_norm(name, x):
    mean, variance, scale, shift = (
        weights[name + array][:, None, None] for array in ("running_mean", "running_var", "weight", "bias")
    )
    deviation = np.sqrt(variance + 1e-5)
    normalised = (x - mean) / deviation

    def back(grad):
        gradients[name + "weight"] = (grad * normalised).sum(axis=(1, 2))
        gradients[name + "bias"] = grad.sum(axis=(1, 2))
        return grad * scale / deviation

    return scale * normalised + shift, back
""",
        "local_response_norm": """
def local_response_norm(x, size, alpha, beta, k):
    distance = np.arange(len(x)) - np.arange(len(x))[:, None]
    near = ((-(size // 2) <= distance) & (distance <= (size - 1) // 2)).astype(float)
    amounts = k + alpha / size * np.einsum("cd,dij->cij", near, x**2)

    def back(grad):
        felt = np.einsum("cd,cij->dij", near, grad * x / amounts ** (beta + 1))
        return grad / amounts**beta - 2 * alpha * beta / size * x * felt

    return x / amounts**beta, back
""",
        "normalised": """
def normalised(x, mean, deviation):
    deviation = np.array(deviation)[:, None, None]
    return (x - np.array(mean)[:, None, None]) / deviation, lambda grad: grad / deviation
""",
        "identity": """
def identity(x):
    return x, lambda grad: grad
""",
        "relu": """
def relu(x):
    return np.maximum(x, 0), lambda grad: grad * (x > 0)
""",
        "leaky_relu": """
def leaky_relu(x):
    slope = np.where(x > 0, 1.0, 0.1)
    return slope * x, lambda grad: grad * slope
""",
        "sigmoid": """
def sigmoid(x):
    y = 0.5 * (1 + np.tanh(x / 2))
    return y, lambda grad: grad * y * (1 - y)
""",
        "tanh": """
def tanh(x):
    y = np.tanh(x)
    return y, lambda grad: grad * (1 - y**2)
""",
        "flatten": """
def flatten(x):
    return x.reshape(-1), lambda grad: grad.reshape(x.shape)
""",
        "residual": """
def residual(layers, shortcut, x):
    (y, back), (same, back_beside) = go(layers, x), go(shortcut, x)
    return y + same, lambda grad: back(grad) + back_beside(grad)
""",
        "parallel": """
def parallel(branches, x):
    ends, backs = zip(*(go(branch, x) for branch in branches))
    borders = np.cumsum([len(end) for end in ends])[:-1]
    return np.concatenate(ends), lambda grad: sum(back(part) for back, part in zip(backs, np.split(grad, borders)))
""",
    }
)
"""By name, in the order in which they stand in the program."""

WINDOWED = frozenset({"convolution", "max_pooling", "average_pooling"})
"""Those that need `WINDOWS`."""

GO = '''
def go(layers, x):
    """Go through layers one after another; return what comes out, and the way back through all of them."""
    backs = []
    for layer in layers:
        x, back = layer(x)
        backs.append(back)

    def all_back(grad):
        for back in reversed(backs):
            grad = back(grad)
        return grad

    return x, all_back
'''
