"""The app's colours by what they mean, light and dark: one table for widgets, painters and figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Palette:
    """Colours as #rrggbb; every pair meant for text on its ground reaches a contrast of 4.5 : 1."""

    is_dark: bool
    stage: str
    panel: str
    card: str
    text: str
    text_second: str
    text_third: str
    outline: str
    divider: str
    cell_grid: str
    accent: str
    on_accent: str
    selected: str
    error: str
    good: str
    training: str
    validation: str
    run_first: str
    run_second: str
    run_third: str
    run_fourth: str
    paper: str
    ink: str
    mass_mark: str
    weights: tuple[str, str, str, str, str]
    """Strongly negative, negative, zero, positive, strongly positive."""
    cell_hues: tuple[str, ...]
    """The nine hues of a kernel's cells, row by row: columns change the hue, rows the lightness."""


LIGHT = Palette(
    is_dark=False,
    stage="#FFFFFF",
    panel="#F4F5F7",
    card="#F4F5F7",
    text="#16181D",
    text_second="#434A57",
    text_third="#5F6775",
    outline="#7C8492",
    divider="#D8DBE1",
    cell_grid="#E4E6EB",
    accent="#1D5BD0",
    on_accent="#FFFFFF",
    selected="#E3ECFC",
    error="#B42318",
    good="#1A6E43",
    training="#0B62C4",
    validation="#B8500A",
    run_first="#6B3FA0",
    run_second="#00707A",
    run_third="#A8246E",
    run_fourth="#6A5D00",
    paper="#FFFFFF",
    ink="#16181D",
    mass_mark="#B8500A",
    weights=("#B35806", "#F1A340", "#F7F7F7", "#998EC3", "#542788"),
    cell_hues=(
        *("#7DAEFF", "#FA7FB3", "#D3A808"),
        *("#3771D1", "#B84379", "#8E7109"),
        *("#02398C", "#760044", "#4E3D06"),
    ),
)

DARK = Palette(
    is_dark=True,
    stage="#1A1D23",
    panel="#121418",
    card="#23272F",
    text="#F2F4F7",
    text_second="#C3C9D3",
    text_third="#A0A8B6",
    outline="#838C9B",
    divider="#363C48",
    cell_grid="#2B303A",
    accent="#86B0FF",
    on_accent="#0B1A36",
    selected="#22345A",
    error="#FF9A8F",
    good="#6FD3A0",
    training="#7CB2FF",
    validation="#FFAE66",
    run_first="#C4A5FF",
    run_second="#5FD0D6",
    run_third="#FF8FC4",
    run_fourth="#D9C34A",
    paper="#0E1013",
    ink="#F2F4F7",
    mass_mark="#FFAE66",
    weights=("#FFB45C", "#B36A1E", "#262A31", "#7A5FB4", "#CDB6FF"),
    cell_hues=(
        *("#A9C4FD", "#FDA7C1", "#DEC358"),
        *("#688CDE", "#CE6A8C", "#A88D10"),
        *("#3959A6", "#95385B", "#6F5C01"),
    ),
)


def cell_hue(palette: Palette, row: int, column: int) -> str:
    """Return the hue of a kernel's cell, of any size of kernel: no two neighbours are alike."""
    return palette.cell_hues[(row % 3) * 3 + column % 3]


def rgb(color: str) -> tuple[int, int, int]:
    """Return red, green, blue 0…255 of "#rrggbb"."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def luminance(color: tuple[int, int, int]) -> float:
    """Return the relative luminance 0…1 of red, green, blue 0…255 (WCAG 2.2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: tuple[int, int, int], second: tuple[int, int, int]) -> float:
    """Return the contrast ratio 1…21 of two colours (WCAG 2.2)."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=4096)
def ink_on(color: tuple[int, int, int]) -> str:
    """Return black or white, whichever stands out more on the colour; never below 4.5 : 1."""
    return "#000000" if contrast(color, (0, 0, 0)) >= contrast(color, (255, 255, 255)) else "#ffffff"
