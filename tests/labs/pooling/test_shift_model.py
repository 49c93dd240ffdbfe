"""The shift test and the stride in place of pooling: what they compute (I2, P3, P7)."""

from __future__ import annotations

import re

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from cnnstudio.core.texts import Text, Translator
from cnnstudio.data.mnist import load_mnist
from cnnstudio.labs.pooling.first_layer import FirstLayer, first_layer
from cnnstudio.labs.pooling.params import PoolingParams
from cnnstudio.labs.pooling.sentences import percent
from cnnstudio.labs.pooling.shift_sentences import shift_explanation, shift_headline, stage_note
from cnnstudio.labs.pooling.shift_test import OFFSETS, ShiftedStage, run_shift_test, shifted, subject
from cnnstudio.labs.pooling.stride_comparison import StrideComparison, compare_strides
from cnnstudio.labs.pooling.stride_sentences import stride_explanation, stride_headline, stride_note
from cnnstudio.nets.network import Network
from cnnstudio.nets.shipped import shipped_network
from cnnstudio.nets.spec import Dense, NetworkSpec


def bar() -> np.ndarray:
    """A bar 3 pixels wide and 10 high."""
    picture = np.zeros((28, 28))
    picture[8:18, 12:15] = 1
    return picture


@pytest.fixture
def layer() -> FirstLayer:
    return first_layer(None)


def said(sentence: Text) -> str:
    return Translator("en")(sentence).replace("<b>", "").replace("</b>", "")


def test_paper_comes_in_where_the_picture_moves_away() -> None:
    picture = np.arange(1.0, 10.0).reshape(3, 3)
    assert shifted(picture, 1, -1).tolist() == [[0, 0, 0], [2, 3, 0], [5, 6, 0]]
    assert shifted(picture, 0, 0).tolist() == picture.tolist()
    assert not shifted(picture, -3, 0).any()


def test_a_bar_moved_by_one_pixel_changes_two_columns(layer: FirstLayer) -> None:
    # I2: 10 pixels are uncovered, 10 are covered
    test = run_shift_test(bar(), layer, 0, PoolingParams(), (0, 1))
    assert test.stages["input"].counts[test.here] == 20
    assert test.stages["input"].changed(test.here)[8:18, [12, 15]].all()
    assert said(shift_headline(test)).startswith("Moved 1 right: 20 of 784 pixels changed, ")
    assert said(stage_note(test.stages["input"], test.here, is_short=False)) == "20 of 784 cells changed (2.6 %)"
    assert test.stages["dense"].shares[test.here] >= 0.9, "units that see every pixel all change"


def test_nothing_changes_where_nothing_moves(layer: FirstLayer) -> None:
    test = run_shift_test(bar(), layer, 0, PoolingParams(), (0, 0))
    assert OFFSETS[test.here] == 0
    assert all(stage.counts[test.here] == 0 for stage in test.stages.values())
    assert all(stage.movements[test.here] == 0 for stage in test.stages.values())


def test_a_move_within_a_large_window_is_absorbed(layer: FirstLayer) -> None:
    # The bar's edge response stands at columns 10 and 11 of 26; windows of 13 end at column 12.
    test = run_shift_test(bar(), layer, 0, PoolingParams(size=(13, 13), stride=(13, 13)), (0, 1))
    assert test.stages["convolution"].counts[test.here] > 0
    assert test.stages["pooled"].counts[test.here] == 0
    assert "the pooled map by 0 %" in said(shift_explanation(test))


def test_the_explanation_says_what_a_move_left_of_the_change_also_where_pooling_absorbs_none(layer: FirstLayer) -> None:
    windows = PoolingParams(size=(5, 5), stride=(5, 5))
    absorbed, not_absorbed = (run_shift_test(bar(), layer, 0, windows, shift) for shift in ((0, 1), (0, 5)))
    for test, sentence in ((absorbed, "so part of the move is gone"), (not_absorbed, "is absorbed no more")):
        convolution, pooled = (test.stages[name].movements[test.here] for name in ("convolution", "pooled"))
        assert (pooled < convolution) == (test is absorbed)
        assert sentence in said(shift_explanation(test))
        assert f"by {percent(convolution)} % of all its numbers, the pooled map by {percent(pooled)} %" in said(
            shift_explanation(test)
        )


def test_the_amounts_that_the_readme_names_are_those_of_mnist() -> None:
    """P3: one pixel changes the pooled map 0.6 times as much as the convolution's, five pixels 0.9 times."""
    layer = first_layer(shipped_network().network)
    images = load_mnist("test").images[:100] / 255.0
    moved: dict[str, list[np.ndarray]] = {"convolution": [], "pooled": []}
    for picture in images:
        test = run_shift_test(picture, layer, layer.strongest(picture), PoolingParams(), (0, 0))
        for name, stages in moved.items():
            stages.append(test.stages[name].movements)
    ratios = np.array(moved["pooled"])[:, [4, 6, 0, 10]] / np.array(moved["convolution"])[:, [4, 6, 0, 10]]
    assert ratios[:, :2].mean() == pytest.approx(0.59, abs=0.05)
    assert ratios[:, 2:].mean() == pytest.approx(0.91, abs=0.05)


def test_the_curve_runs_along_one_direction_and_keeps_the_other(layer: FirstLayer) -> None:
    across = run_shift_test(bar(), layer, 0, PoolingParams(), (2, -3))
    along = run_shift_test(bar(), layer, 0, PoolingParams(), (2, -3), is_vertical=True)
    assert (OFFSETS[across.here], OFFSETS[along.here]) == (-3, 2)
    for name in across.stages:
        np.testing.assert_array_equal(across.stages[name].after[across.here], along.stages[name].after[along.here])
    np.testing.assert_array_equal(across.stages["input"].after[5], shifted(bar(), 2, 0))
    assert said(shift_headline(across)).startswith("Moved 3 left, 2 down: ")


def test_the_threshold_decides_what_counts_as_a_change() -> None:
    picture = bar()
    picture[0, 0] = 0.04
    count = {}
    for share in (0.0, 0.05):
        test = run_shift_test(picture, first_layer(None), 0, PoolingParams(), (0, 1), threshold=share)
        count[share] = int(test.stages["input"].counts[test.here])
    assert count == {0.0: 22, 0.05: 20}


def test_a_window_that_does_not_fit_leaves_the_pooled_map_out(layer: FirstLayer) -> None:
    test = run_shift_test(bar(), layer, 0, PoolingParams(size=(27, 27)), (0, 1))
    assert set(test.stages) == {"input", "convolution", "dense"}
    assert "pooled" not in said(shift_headline(test))


def test_the_maps_are_those_of_the_networks_first_layer() -> None:
    network = shipped_network().network
    assert network is not None
    layer = first_layer(network)
    assert (layer.is_learned, layer.count, layer.size) == (True, 16, (5, 5))
    x = torch.from_numpy(bar())[None, None]
    expected = torch.relu(F.conv2d(x, torch.from_numpy(layer.weight), torch.from_numpy(layer.bias)))
    test = run_shift_test(bar(), layer, 3, PoolingParams(), (0, 0))
    np.testing.assert_allclose(test.stages["convolution"].before, expected[0, 3].numpy(), atol=1e-12)
    pooled = F.max_pool2d(expected, 2)
    np.testing.assert_allclose(test.stages["pooled"].before, pooled[0, 3].numpy(), atol=1e-12)


def test_a_network_without_a_convolution_gives_way_to_an_edge_finder() -> None:
    spec = NetworkSpec("dense", (1, 28, 28), (Dense(10),))
    layer = first_layer(Network(spec, {"0.weight": np.zeros((10, 784)), "0.bias": np.zeros(10)}))
    assert not layer.is_learned
    found = layer.apply(bar()[None], layer.strongest(bar()))[0]
    assert sorted(set(np.nonzero(found)[1])) == [10, 11], "it finds the left edge"


def test_as_long_as_nothing_is_drawn_a_cross_stands_in() -> None:
    assert subject(np.zeros((28, 28))).sum() == 2 * 14 * 2 - 4
    np.testing.assert_array_equal(subject(bar()), bar())


@pytest.mark.parametrize("kind", ["max", "average", "l2"])
def test_a_stride_computes_each_fourth_sum_only(layer: FirstLayer, kind: str) -> None:
    picture = np.random.default_rng(0).random((28, 28))
    found = compare_strides(picture, layer, 0, kind)
    assert found.multiplications == (26 * 26 * 9, 13 * 13 * 9)
    np.testing.assert_allclose(found.strided.before, found.convolved[::2, ::2])
    x = torch.from_numpy(found.convolved)[None, None]
    expected = {"max": F.max_pool2d(x, 2), "average": F.avg_pool2d(x, 2), "l2": F.lp_pool2d(x, 2, 2)}[kind]
    np.testing.assert_allclose(found.pooled.before, expected[0, 0].numpy(), atol=1e-12)
    np.testing.assert_allclose(found.difference, expected[0, 0].numpy() - found.convolved[::2, ::2], atol=1e-12)


def test_outputs_of_two_sizes_are_compared_where_both_are() -> None:
    picture = np.random.default_rng(0).random((27, 27))
    found = compare_strides(picture, first_layer(None), 0, "max")
    assert (found.pooled.before.shape, found.strided.before.shape) == ((12, 12), (13, 13))
    assert found.difference.shape == (12, 12)


def test_the_comparison_in_words(layer: FirstLayer) -> None:
    found = compare_strides(bar(), layer, 0, "max")
    changed = "One pixel to the right changes 6 of 169 pooled cells, and 12 of 169 at stride 2"
    assert said(stride_headline(found)) == f"Pooled: 6\xa0084 multiply-adds, stride 2: 1\xa0521. {changed}."
    assert f"{changed}, by more than 5 % of the largest number." in said(stride_note(found, layer.name(0)))
    assert "1\xa0521 multiply-adds instead of 6\xa0084" in said(stride_explanation(found))
    amounts = [100 * abs(stage.after[0] - stage.before).sum() / stage.before.sum() for stage in _ways(found)]
    assert [float(share) for share in re.findall(r"([\d.]+) %", said(stride_explanation(found)))] == pytest.approx(
        amounts, abs=0.05
    )


def _ways(comparison: StrideComparison) -> tuple[ShiftedStage, ShiftedStage]:
    return comparison.pooled, comparison.strided
