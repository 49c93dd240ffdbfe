"""How numbers are written: a true minus sign, no minus zero, fixed decimals."""

from __future__ import annotations

MINUS = "\N{MINUS SIGN}"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def fixed(value: float, decimals: int) -> str:
    """Return the number with fixed decimals.

    >>> fixed(-0.004, 2), fixed(-1.5, 1)
    ('0.00', '−1.5')
    """
    written = f"{value:.{decimals}f}"
    if written.startswith("-"):
        written = written[1:] if float(written) == 0 else MINUS + written[1:]
    return written


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
