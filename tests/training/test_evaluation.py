from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.training.evaluation import Evaluation

# Three pictures of class 0, one each of 1 and 2.
SHARES = np.array([[0.7, 0.2, 0.1], [0.1, 0.6, 0.3], [0.2, 0.8, 0.0], [0.1, 0.8, 0.1], [0.3, 0.4, 0.3]])
EVALUATION = Evaluation(np.array([0, 0, 0, 1, 2], np.uint8), SHARES)


def test_answers_accuracy_and_loss() -> None:
    assert EVALUATION.answers.tolist() == [0, 1, 1, 1, 1]
    assert EVALUATION.accuracy == 2 / 5
    assert EVALUATION.loss == pytest.approx(-np.log([0.7, 0.1, 0.2, 0.8, 0.3]).mean())


def test_the_right_class_among_the_likeliest() -> None:
    assert EVALUATION.top_accuracy(1) == 2 / 5
    assert EVALUATION.top_accuracy(2) == 3 / 5
    assert EVALUATION.top_accuracy(3) == 1


def test_confusion_and_the_pictures_in_one_of_its_cells() -> None:
    assert EVALUATION.confusion.tolist() == [[1, 2, 0], [0, 1, 0], [0, 1, 0]]
    assert EVALUATION.misread(0, 1).tolist() == [2, 1]
    assert EVALUATION.misread(1, 0).tolist() == []


def test_a_certain_mistake_has_a_finite_loss() -> None:
    assert np.isfinite(Evaluation(np.array([1], np.uint8), np.array([[1.0, 0.0]])).loss)
