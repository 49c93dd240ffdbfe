"""How the lab writes its numbers: scores, powers of any size, probabilities, and what is no number at all."""

from __future__ import annotations

import math

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.numbers import decimals_for, fixed, scientific, times_power_of_ten
from cnnstudio.core.texts import Text, text

_SCORE, _SHARE = 2, 3
"""Decimals of scores and of probabilities."""

_WIDE = 1e5

NOT_A_NUMBER = text("not a number")


def score_decimals(scores: FloatArray) -> int:
    """Return with how many decimals scores are written, or what they become: none where all of them are whole."""
    return decimals_for(scores, _SCORE)


def power(value: float, *, is_safe: bool = False) -> str:
    r"""Return a power of e, or a sum of them; with a power of ten where it is very large or very small.

    Those of the safe form are never above 1, and have a decimal more.

    >>> power(9.0250135), power(3.7e-44), power(math.inf), power(0.2592, is_safe=True)
    ('9.03', '3.70\xa0×\xa010⁻⁴⁴', '∞', '0.259')
    """
    if math.isinf(value):
        return "∞"
    decimals = _SHARE if is_safe else _SCORE
    if value != 0 and not 0.5 * 10.0**-decimals <= abs(value) < _WIDE:
        return scientific(value, 3)
    return fixed(value, 0 if value == 0 else decimals)


def share(value: float) -> str | Text:
    """Return a probability, or a loss; what is not a number is said so.

    >>> share(0.58674), share(-0.0)
    ('0.587', '0.000')
    """
    return NOT_A_NUMBER if math.isnan(value) else fixed(value, _SHARE)


def share_of(logarithm: float) -> str:
    r"""Return a probability of which the logarithm is known; with a power of ten where it is very small.

    >>> share_of(math.log(0.587)), share_of(-10.0), share_of(-2000.0)
    ('0.587', '4.5\xa0×\xa010⁻⁵', '2.6\xa0×\xa010⁻⁸⁶⁹')
    """
    if logarithm > math.log(0.5 * 10.0**-_SHARE):
        return fixed(math.exp(logarithm), _SHARE)
    exponent = math.floor(logarithm / math.log(10))
    mantissa = 10 ** (logarithm / math.log(10) - exponent)
    return times_power_of_ten(f"{mantissa:.1f}", exponent)


def loss(value: float) -> str:
    """Return a loss or a gradient.

    >>> loss(0.53318), loss(1000.0), loss(-0.41326)
    ('0.533', '1000', '−0.413')
    """
    return fixed(value, _SHARE if abs(value) < 100 else 0)


def times(ratio: float) -> str:
    r"""Return how many times larger something is, with as many digits as say something.

    >>> times(2.394), times(31.7), times(4.2e9)
    ('2.4', '32', '4.2\xa0×\xa010⁹')
    """
    if ratio >= _WIDE:
        return scientific(ratio, 2)
    return fixed(ratio, 1 if ratio < 10 else 0)
