"""CNN Studio: see a convolutional network compute."""

__version__ = "0.1.0"
