"""How the lab writes numbers: short, but never 0.000 for what is not 0."""

from __future__ import annotations

import math

from cnnstudio.core.numbers import fixed, scientific

_SMALLEST = 0.01
"""Below this, a number of three decimals would keep too little of itself."""

_MOST_DIGITS = 9
_MOST_DECIMALS = 7


def short(value: float) -> str:
    """Return a number for a sentence.

    >>> short(-0.5358), short(13.312), short(0.000192), short(0.0), short(-250.0)
    ('−0.536', '13.3', '1.9 × 10⁻⁴', '0', '−250')
    """
    if value == 0:
        return "0"
    size = abs(value)
    if size < _SMALLEST or size >= 1e6:
        return scientific(value)
    return fixed(value, 3 if size < 9.995 else 1 if size < 99.95 else 0)


def precise(value: float, digits: int = 4) -> str:
    """Return a number for the calculation in the panel.

    >>> precise(0.0238), precise(-0.5358), precise(0.000192), precise(0.1), precise(-12.34567)
    ('0.0238', '−0.5358', '1.920 × 10⁻⁴', '0.1', '−12.3457')
    """
    if value == 0:
        return "0"
    if abs(value) < _SMALLEST / 10 or abs(value) >= 1e6:
        return scientific(value, digits)
    return fixed(value, digits).rstrip("0").rstrip(".") if round(value, 2) == value else fixed(value, digits)


def told_apart(first: float, second: float) -> tuple[str, str]:
    """Return two numbers with as many digits as it takes to see that they differ.

    >>> told_apart(0.390123, 0.354134), told_apart(1.00000412, 1.00000398), told_apart(0.39, 2e-9)
    (('0.3901', '0.3541'), ('1.0000041', '1.0000040'), ('0.3900', '2.000 × 10⁻⁹'))
    """
    digits = 4
    while digits < _MOST_DIGITS and first != second and _written(first, digits) == _written(second, digits):
        digits += 1
    return _written(first, digits), _written(second, digits)


def _written(value: float, digits: int) -> str:
    if value == 0:
        return "0"
    return scientific(value, digits) if abs(value) < _SMALLEST / 10 else fixed(value, digits)


def share(value: float) -> str:
    """Return a probability with three decimals; only 1 itself is written as 1.

    >>> share(0.6771), share(0.99999), share(1.0), share(0.00001)
    ('0.677', '> 0.999', '1.000', '0.000')
    """
    return "> 0.999" if 0.9995 <= value < 1 else fixed(value, 3)


def logarithm(value: float, loss: float) -> str:
    """Return the calculation of a loss, −ln p, with p as exact as its room allows.

    >>> logarithm(0.6771, 0.39), logarithm(0.99998, 2e-5), logarithm(1 - 1e-12, 1e-12), logarithm(0.00012, 9.03)
    ('−ln 0.677', '−ln 0.999980', '−ln p', '−ln 1.2 × 10⁻⁴')
    """
    if 0.0005 <= value < 0.9995:
        return f"−ln {value:.3f}"
    if value < 0.0005:
        return f"−ln {scientific(value)}" if value > 0 else "−ln p"
    decimals = math.ceil(-math.log10(max(loss, 1e-300))) + 1
    return f"−ln {value:.{decimals}f}" if decimals <= _MOST_DECIMALS else "−ln p"
