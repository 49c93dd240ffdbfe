import numpy as np
import pytest

from cnnstudio.data.handwriting.pen import parse, smooth_curve


def test_a_slash_lifts_the_pen() -> None:
    bar, foot = parse("50,0 50,100 / 28,100 74,100")
    assert bar.points.tolist() == [[0.5, 0.0], [0.5, 1.0]]
    assert foot.points.tolist() == [[0.28, 1.0], [0.74, 1.0]]


def test_the_curve_passes_through_every_point() -> None:
    (path,) = parse("20,24 32,6 52,0! 76,10 80,30")
    curve = smooth_curve(path)
    for point in path.points:
        assert np.hypot(*(curve - point).T).min() == pytest.approx(0, abs=1e-12)


def test_the_curve_is_straight_between_two_points_and_without_tension() -> None:
    (line,) = parse("10,0 30,100")
    assert np.ptp(smooth_curve(line) @ [5.0, -1.0]) == pytest.approx(0, abs=1e-12)
    (bent,) = parse("0,0 50,0 50,50")
    assert np.abs(smooth_curve(bent, tension=0.0)[:10, 1]).max() == 0


def test_a_corner_is_sharp_and_a_point_is_not() -> None:
    def sharpest_turn(notation: str) -> float:
        ways = np.diff(smooth_curve(parse(notation)[0]), axis=0)
        ways /= np.hypot(*ways.T)[:, None]
        return float(np.arccos(np.clip((ways[1:] * ways[:-1]).sum(axis=1), -1, 1)).max())

    assert sharpest_turn("0,0 50,50! 0,100") == pytest.approx(np.pi / 2)
    assert sharpest_turn("0,0 50,50 0,100") < 0.6
