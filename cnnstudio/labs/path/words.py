"""How the lab writes numbers: short, but never 0.000 for what is not 0."""

from __future__ import annotations

import math

from cnnstudio.core.numbers import fixed, scientific

_SMALLEST = 0.01
"""Below this, a number of three decimals would keep too little of itself."""

_MOST_DIGITS = 9
_MOST_DECIMALS = 7


def short(value: float) -> str:
    r"""Return a number for a sentence.

    >>> short(-0.5358), short(13.312), short(0.000192), short(0.0), short(-250.0)
    ('−0.536', '13.3', '1.9\xa0×\xa010⁻⁴', '0', '−250')
    """
    if value == 0:
        return "0"
    size = abs(value)
    if size < _SMALLEST or size >= 1e6:
        return scientific(value)
    return fixed(value, 3 if size < 9.995 else 1 if size < 99.95 else 0)


def precise(value: float, digits: int = 4) -> str:
    r"""Return a number for the calculation in the panel.

    >>> precise(0.0238), precise(-0.5358), precise(0.000192), precise(0.1), precise(-12.34567)
    ('0.0238', '−0.5358', '1.920\xa0×\xa010⁻⁴', '0.1', '−12.3457')
    """
    if value == 0:
        return "0"
    if abs(value) < _SMALLEST / 10 or abs(value) >= 1e6:
        return scientific(value, digits)
    return fixed(value, digits).rstrip("0").rstrip(".") if round(value, 2) == value else fixed(value, digits)


def told_apart(first: float, second: float) -> tuple[str, str]:
    r"""Return two numbers with as many digits as it takes to see that they differ.

    >>> told_apart(0.390123, 0.354134), told_apart(1.00000412, 1.00000398), told_apart(0.39, 2e-9)
    (('0.3901', '0.3541'), ('1.0000041', '1.0000040'), ('0.3900', '2.000\xa0×\xa010⁻⁹'))
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
    """Return a probability for a column of figures: with three decimals, as the softmax lab writes it.

    >>> share(0.6771), share(0.99999), share(0.00001)
    ('0.677', '1.000', '0.000')
    """
    return fixed(value, 3)


def exact_share(value: float) -> str:
    r"""Return a probability with as many digits as tell it from 0 and from 1, where they find room.

    >>> exact_share(0.6771), exact_share(0.99998), exact_share(1 - 1e-12), exact_share(0.00012), exact_share(0.0)
    ('0.677', '0.999980', '1.000', '1.2\xa0×\xa010⁻⁴', '0.000')
    """
    if 0 < value < 0.0005:
        return scientific(value)
    decimals = 3
    if 0.9995 <= value < 1:
        decimals = math.ceil(-math.log10(1 - value)) + 1
    return fixed(value, decimals if decimals <= _MOST_DECIMALS else 3)


def logarithm(value: float) -> str:
    r"""Return the calculation of a loss, −ln p.

    >>> logarithm(0.6771), logarithm(0.99998), logarithm(1 - 1e-12), logarithm(0.00012)
    ('−ln 0.677', '−ln 0.999980', '−ln p', '−ln 1.2\xa0×\xa010⁻⁴')
    """
    written = exact_share(value)
    return "−ln p" if written in ("0.000", "1.000") and value != 1 else f"−ln {written}"
