from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cnnstudio.core.specimen import Specimen
from cnnstudio.core.texts import Translator, text
from cnnstudio.data.ink import find_ink
from cnnstudio.data.mnist import load_mnist
from cnnstudio.data.photo import load_picture
from cnnstudio.data.recipe import Prepared, Recipe
from cnnstudio.data.strokes import Stroke
from cnnstudio.labs.draw.model import DrawModel
from cnnstudio.labs.draw.sentences import explanation, headline
from cnnstudio.labs.draw.sources import DrawnSource, PhotoSource, SampleSource
from cnnstudio.nets.network import ActiveNetwork
from cnnstudio.nets.shipped import shipped_network

BAR = Stroke.of([(0.5, 0.2), (0.5, 0.8)], 0.05)
HAT = Stroke.of([(0.2, 0.2), (0.5, 0.2)], 0.05)


@pytest.fixture
def specimen() -> Specimen:
    return Specimen()


@pytest.fixture
def model(specimen: Specimen) -> DrawModel:
    return DrawModel(specimen, shipped_network())


def words(model: DrawModel) -> str:
    return Translator("en")(headline(model))


def test_an_empty_sheet_has_no_answer(model: DrawModel) -> None:
    assert model.result.probabilities is None
    assert model.result.ranking == ()
    assert words(model).startswith("Draw a digit")


def test_a_bar_is_read_as_a_one_and_all_labs_are_shown_it(model: DrawModel, specimen: Specimen) -> None:
    model.put(DrawnSource((BAR,)))

    assert model.result.ranking[0] == 1
    assert model.result.probabilities is not None
    assert model.result.probabilities.sum() == pytest.approx(1, abs=1e-5)
    assert specimen.picture.pixels is model.result.prepared.pixels
    assert "reads a <b>1</b>" in words(model)


def test_every_movement_tells_once_but_undo_goes_stroke_by_stroke(model: DrawModel) -> None:
    heard = []
    model.subscribe(lambda: heard.append(model.params.source))
    growing = [DrawnSource((Stroke(BAR.points[:n], BAR.widths[:n]),)) for n in (1, 2)]
    for source in growing:
        model.update(source=source)
    model.put(growing[-1])
    model.put(DrawnSource((*growing[-1].strokes, HAT)))
    assert len(heard) == 4

    model.undo()
    assert model.params.source is growing[-1]
    model.undo()
    assert model.params.source == heard[0] or not model.params.source.strokes
    assert not model.can_undo
    model.redo()
    model.redo()
    assert len(model.params.source.strokes) == 2
    assert not model.can_redo


def test_undo_leaves_the_recipe_alone(model: DrawModel) -> None:
    model.put(DrawnSource((BAR,)))
    model.update(recipe=Recipe(crop=False))

    model.undo()

    assert model.params.recipe == Recipe(crop=False)


def test_a_step_left_out_is_named(model: DrawModel) -> None:
    model.put(DrawnSource((BAR,)))

    model.update(recipe=Recipe(center=False))
    assert words(model).startswith("Without “Centre of mass in the middle”, the network reads")
    model.update(recipe=Recipe(center=False, pen=False))
    assert words(model).startswith("With 2 steps left out")


def test_a_sample_comes_with_its_label_and_ignores_the_recipe(model: DrawModel, specimen: Specimen) -> None:
    split = load_mnist("test")
    model.put(SampleSource.of(split, 30))
    seen = model.result.prepared.pixels

    model.update(recipe=Recipe(crop=False, fit=False, center=False, pen=False))

    np.testing.assert_array_equal(model.result.prepared.pixels, seen)
    np.testing.assert_allclose(seen * 255, split.images[30], atol=1e-4)
    assert specimen.picture.label == 3
    assert words(model).startswith("MNIST test 30 is a <b>3</b>")


def test_behind_a_photo_all_labs_find_the_whole_picture(model: DrawModel, specimen: Specimen, tmp_path: Path) -> None:
    path = tmp_path / "seven.png"
    paper = np.full((1500, 2000), 255, np.uint8)
    paper[300:340, 600:1200] = paper[300:1200, 1160:1200] = 0
    Image.fromarray(paper).save(path)
    picture = load_picture(path)

    model.put(PhotoSource(picture, find_ink(picture)))

    original = specimen.picture.original
    assert original is not None
    assert (original.name, original.size) == ("seven.png", (2000, 1500))
    np.testing.assert_allclose(original.load().grey, paper / 255, atol=1e-6)

    model.put(DrawnSource((BAR,)))
    assert specimen.picture.original is None
    model.put(SampleSource.of(load_mnist("test"), 30))
    assert specimen.picture.original is None


def test_without_a_network_the_recipe_still_works_and_the_line_says_why(specimen: Specimen) -> None:
    model = DrawModel(specimen, ActiveNetwork(None, text("The network file is damaged.")))

    model.put(DrawnSource((BAR,)))

    assert model.result.prepared.has_ink
    assert model.result.probabilities is None
    assert words(model) == "The network file is damaged."


def test_another_network_answers_at_once(model: DrawModel) -> None:
    model.put(DrawnSource((BAR,)))
    before = model.result.probabilities
    network = model.network.network
    assert network is not None
    silent = {name: np.zeros_like(array) for name, array in network.weights.items()}

    model.network.use(type(network)(network.spec, silent))

    assert model.result.probabilities is not before
    assert model.result.probabilities == pytest.approx(np.full(10, 0.1))


def test_the_explanation_holds_todays_numbers(model: DrawModel) -> None:
    model.put(DrawnSource((BAR,)))
    logits = model.result.outputs[-1].values[0]

    told = Translator("en")(explanation(model))

    assert f"the score of 1 is {logits[1]:.2f}" in told


@dataclass(frozen=True)
class BrokenSource:
    """Something that cannot be prepared."""

    name = text("Broken")
    label = None

    def prepared(self, recipe: Recipe) -> Prepared:
        raise ValueError("cannot be prepared")


def test_what_fails_changes_nothing(model: DrawModel) -> None:
    model.put(DrawnSource((BAR,)))
    params, result = model.params, model.result

    with pytest.raises(ValueError, match="cannot be prepared"):
        model.put(BrokenSource())  # type: ignore[arg-type]

    assert model.params is params
    assert model.result is result
    model.undo()
    assert model.params.source.strokes == ()  # type: ignore[union-attr]
