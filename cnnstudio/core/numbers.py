"""How numbers are written: a true minus sign, no minus zero, fixed decimals."""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray

MINUS = "\N{MINUS SIGN}"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

LARGEST = 1e15
"""Numbers from which on none is written on the screen; their squares are still far from what a computer can hold."""

_ROWS_AT_A_TIME = 64
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def fixed(value: float, decimals: int) -> str:
    """Return the number with fixed decimals; what is not finite as ∞.

    >>> fixed(-0.004, 2), fixed(-1.5, 1), fixed(-np.inf, 2)
    ('0.00', '−1.5', '−∞')
    """
    written = f"{value:.{decimals}f}"
    if written.endswith("inf"):
        return f"{MINUS}∞" if value < 0 else "∞"
    if written.startswith("-"):
        written = written[1:] if float(written) == 0 else MINUS + written[1:]
    return written


def decimals_for(values: FloatArray, most: int) -> int:
    """Return with how many decimals a grid's numbers are written: none where all are whole, else `most`.

    What is not finite has no decimals to show. A photo of fractions is not read to its end: the first that is found
    decides.

    >>> decimals_for(np.array([2.0, -1.0]), 2), decimals_for(np.array([2.0, 0.5]), 2)
    (0, 2)
    """
    rows = np.atleast_2d(values)
    for start in range(0, len(rows), _ROWS_AT_A_TIME):
        some = rows[start : start + _ROWS_AT_A_TIME]
        if (np.isfinite(some) & (some != np.rint(some))).any():
            return most
    return 0


def percent(share: float) -> str:
    r"""Return a share of one as a percentage that never rounds to a certainty it is not.

    >>> percent(0.677), percent(0.9999), percent(1.0)
    ('67.7\xa0%', '> 99.9\xa0%', '100.0\xa0%')
    """
    if 0.9995 <= share < 1:
        return f"> 99.9{NO_BREAK_SPACE}%"
    return f"{share * 100:.1f}{NO_BREAK_SPACE}%"


def plain_percent(share: float) -> str:
    """Return a share of one as a percentage with one decimal, for columns of figures; only 1 itself is 100 %."""
    return f"{(min(share, 0.999) if share < 1 else share) * 100:.1f}{NO_BREAK_SPACE}%"


def grouped(count: int) -> str:
    r"""Return a whole number with its thousands apart.

    >>> grouped(1240), grouped(-58_000)
    ('1\xa0240', '−58\xa0000')
    """
    return f"{count:,}".replace(",", NO_BREAK_SPACE).replace("-", MINUS)


def scientific(value: float, digits: int = 2) -> str:
    r"""Return a number of any size with a power of ten, which no line breaks; plain where that is short.

    >>> scientific(2.2204e-16), scientific(-3e5), scientific(0.25), scientific(0.0)
    ('2.2\xa0×\xa010⁻¹⁶', '−3.0\xa0×\xa010⁵', '0.25', '0')
    """
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    power = int(exponent)
    if -3 < power < digits + 2:
        return fixed(value, max(0, digits - 1 - power))
    return times_power_of_ten(mantissa.replace("-", MINUS), power)


def times_power_of_ten(mantissa: str, exponent: int) -> str:
    r"""Return a number of which the digits are written already, as one word that no line breaks.

    >>> times_power_of_ten("2.6", -869)
    '2.6\xa0×\xa010⁻⁸⁶⁹'
    """
    return f"{mantissa}{NO_BREAK_SPACE}×{NO_BREAK_SPACE}10{str(exponent).translate(_RAISED)}"


def power_of_ten(exponent: int) -> str:
    """Return a power of ten as it stands at an axis.

    >>> power_of_ten(-6), power_of_ten(0)
    ('10⁻⁶', '1')
    """
    return "1" if exponent == 0 else f"10{str(exponent).translate(_RAISED)}"
