"""Cross-entropy, KL divergence, squared error and binary cross-entropy beside each other, as a class meets them."""

from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.ops.activations import sigmoid
from cnnstudio.ops.binary_cross_entropy import binary_cross_entropy, binary_cross_entropy_backward
from cnnstudio.ops.cross_entropy import cross_entropy, cross_entropy_backward, cross_entropy_terms
from cnnstudio.ops.kl_divergence import kl_divergence, kl_divergence_backward, kl_divergence_terms
from cnnstudio.ops.loss_trace import trace_loss
from cnnstudio.ops.one_hot import one_hot
from cnnstudio.ops.softmax import softmax, softmax_backward
from cnnstudio.ops.squared_error import squared_error, squared_error_logit_gradient, squared_error_terms

LOGITS = np.array([2.2, 1.39, 0.85])
SOFT = np.array([0.5, 0.3, 0.2])


def test_the_losses_of_the_lecture() -> None:
    """Curriculum L2: −ln 0.587 = 0.533."""
    target = one_hot(0, 3)

    assert cross_entropy(LOGITS, target) == pytest.approx(0.533, abs=5e-4)
    assert cross_entropy(LOGITS, target) == pytest.approx(-np.log(softmax(LOGITS)[0]))
    assert cross_entropy_backward(LOGITS, target) == pytest.approx(softmax(LOGITS) - target)
    assert squared_error(softmax(LOGITS), target) == pytest.approx((0.4132**2 + 0.2611**2 + 0.1521**2) / 2, abs=1e-4)


def test_for_a_one_hot_target_divergence_and_cross_entropy_are_the_same() -> None:
    """Curriculum L2; for another target they differ by the target's own entropy."""
    one, soft = one_hot(0, 3), SOFT
    entropy = -(soft * np.log(soft)).sum()

    assert kl_divergence(one, softmax(LOGITS)) == pytest.approx(cross_entropy(LOGITS, one))
    assert kl_divergence(soft, softmax(LOGITS)) == pytest.approx(cross_entropy(LOGITS, soft) - entropy)


def test_through_the_softmax_both_have_the_same_gradient() -> None:
    shares = softmax(LOGITS)

    through = softmax_backward(kl_divergence_backward(SOFT, shares), shares)

    assert through == pytest.approx(cross_entropy_backward(LOGITS, SOFT))


def test_a_class_that_cannot_be_adds_nothing_and_one_thought_impossible_adds_infinity() -> None:
    target, answer = np.array([0.0, 1.0]), np.array([0.0, 1.0])

    assert kl_divergence(target, answer) == 0
    assert kl_divergence_backward(target, answer).tolist() == [0, -1]
    assert kl_divergence(np.array([1.0, 0.0]), answer) == np.inf
    assert kl_divergence_backward(np.array([1.0, 0.0]), answer).tolist() == [-np.inf, 0]


def test_squared_error_learns_slowest_where_the_answer_is_most_wrong() -> None:
    """Curriculum L2: why cross-entropy is used."""
    target, wrong = one_hot(1, 2), np.array([8.0, 0.0])

    assert np.abs(cross_entropy_backward(wrong, target)).max() > 0.999
    assert np.abs(squared_error_logit_gradient(wrong, target)).max() < 0.001


def test_no_loss_overflows_where_the_answer_is_hopeless() -> None:
    assert cross_entropy(np.array([0.0, 1e5]), one_hot(0, 2)) == 1e5
    assert binary_cross_entropy(np.array([-1e5, 1e5]), np.array([1.0, 1.0])).tolist() == [1e5, 0]


@pytest.mark.parametrize("logit", [-30.0, -1.2, 0.0, 0.4, 30.0])
@pytest.mark.parametrize("target", [0.0, 0.25, 1.0])
def test_the_binary_case_is_a_softmax_over_two(logit: float, target: float) -> None:
    """Curriculum L3."""
    two, targets = np.array([logit, 0.0]), np.array([target, 1 - target])

    assert sigmoid(np.array(logit)) == pytest.approx(softmax(two)[0])
    loss, slope = (f(np.array(logit), np.array(target)) for f in (binary_cross_entropy, binary_cross_entropy_backward))
    assert loss == pytest.approx(cross_entropy(two, targets))
    assert slope == pytest.approx(cross_entropy_backward(two, targets)[0])


@pytest.mark.parametrize(
    ("terms", "loss"),
    [
        (cross_entropy_terms(LOGITS, SOFT), cross_entropy(LOGITS, SOFT)),
        (kl_divergence_terms(SOFT, softmax(LOGITS)), kl_divergence(SOFT, softmax(LOGITS))),
        (squared_error_terms(softmax(LOGITS), SOFT), squared_error(softmax(LOGITS), SOFT)),
    ],
    ids=["cross_entropy", "kl_divergence", "squared_error"],
)
def test_a_loss_is_the_sum_of_what_its_classes_add(terms: np.ndarray, loss: np.ndarray) -> None:
    trace = trace_loss(terms)

    assert trace.terms.tolist() == terms.tolist()
    assert trace.running == pytest.approx([terms[0], terms[0] + terms[1], terms[0] + terms[1] + terms[2]])
    assert trace.total == trace.running[-1] == pytest.approx(float(loss))


def test_zero_terms_carry_no_minus_sign() -> None:
    target = one_hot(0, 3)
    terms = cross_entropy_terms(LOGITS, target), kl_divergence_terms(target, softmax(LOGITS))

    assert not any(np.signbit(array[1:]).any() for array in terms)
    assert not np.signbit(kl_divergence_backward(target, softmax(LOGITS))[1:]).any()


def test_losses_answer_in_the_precision_they_were_given() -> None:
    logits, target = LOGITS.astype(np.float32), one_hot(0, 3, np.float32)
    answers = (
        cross_entropy_backward(logits, target),
        kl_divergence_backward(target, softmax(logits)),
        kl_divergence_terms(target, softmax(logits)),
        squared_error_logit_gradient(logits, target),
        binary_cross_entropy(logits, target),
        binary_cross_entropy_backward(logits, target),
    )

    assert {answer.dtype for answer in answers} == {np.dtype(np.float32)}


@pytest.mark.parametrize("labels", [[0, 3], -1, [0.5]])
def test_a_label_that_is_no_class_is_refused(labels: object) -> None:
    with pytest.raises(ValueError, match="labels must be whole numbers from 0 to 2"):
        one_hot(labels, 3)  # type: ignore[arg-type]
