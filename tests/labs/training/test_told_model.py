"""Headline, curves and list say the same numbers of a run that goes on."""

from __future__ import annotations

from cnnstudio.core.texts import Translator
from cnnstudio.labs.training.curves import Look, RunCurves
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.labs.training.run_sentences import run_headline
from cnnstudio.labs.training.told import Telling, told_at, value_words
from cnnstudio.training.messages import EpochDone, Validated
from tests.labs.training.fake_trainer import batches, started
from tests.labs.training.models import small_model


class Clock:
    """Shows what it is set to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def said(model: TrainingModel) -> tuple[str, str, str]:
    """Return headline, label at the curve, and entry of the list."""
    say, run = Translator("en"), model.run
    assert run is not None
    accuracy = RunCurves(say).pictures(run, (), Look(told=model.told))[1]
    label = next((trace.label for trace in accuracy.live if trace.line == "rings"), "")
    return say(run_headline(model)), label, value_words(model.telling, run)


def test_all_three_change_at_the_same_time() -> None:
    model, clock = small_model()[0], Clock()
    model.telling, heard = Telling(clock), []
    model.telling.every = 0.2
    model.telling.subscribe(lambda: heard.append(clock.now))
    model.start()
    model.take([started(epochs=2), *batches(1, 1, 5), Validated(1, 5, 0.2, 0.992)])
    first = said(model)
    assert all("99.2" in words for words in first)

    clock.now = 0.1
    model.take([*batches(1, 6, 10), EpochDone(1, 0.5, 0.8, 0.3, 0.99, 1.0)])
    assert said(model) == first

    clock.now = 0.25
    model.take([])
    assert all("99.0" in words for words in said(model))
    assert heard == [0.0, 0.25]


def test_a_run_that_is_paused_says_how_it_is_now() -> None:
    model, clock = small_model()[0], Clock()
    model.telling = Telling(clock)
    model.telling.every = 0.2
    model.start()
    model.take([started(), *batches(1, 1, 3)])
    model.take(batches(1, 4, 5))
    assert model.run is not None
    assert model.telling.of(model.run).step == 3
    model.pause()
    assert model.telling.of(model.run) == told_at(model.run, 5)


def test_an_older_measurement_is_said_with_its_batch() -> None:
    model, _ = small_model()
    model.start()
    model.take([started(per_epoch=500), *batches(1, 1, 62), Validated(1, 62, 0.2, 0.96), *batches(1, 63, 110)])
    words = Translator("en")(run_headline(model)).replace("\N{NO-BREAK SPACE}", " ")
    assert "After <b>110</b> batches; at batch 62 the network read <b>96.0 %</b> of digits kept back." in words
    model.rewind(62)
    assert "After <b>62</b> batches the network reads <b>96.0" in Translator("en")(run_headline(model))
