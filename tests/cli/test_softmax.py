"""`cnnstudio softmax`: scores as words, the answer as JSON or as a table, and a sentence for what means nothing."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from cnnstudio.cli.main import main
from tests.cli.command import cnnstudio


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["softmax", *words, "--json", "--language", "en"]) == 0
    answered: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answered


def test_the_lectures_example_in_a_process_of_its_own() -> None:
    answered = json.loads(cnnstudio("softmax", "2.2", "1.39", "0.85", "--target", "0", "--json").stdout)

    assert answered["probabilities"] == pytest.approx([0.5868, 0.2611, 0.1521], abs=1e-4)
    assert answered["cross_entropy"] == pytest.approx(0.5330, abs=1e-4)
    assert answered["kl_divergence"] == pytest.approx(answered["cross_entropy"], abs=1e-12)
    assert answered["squared_error"] == pytest.approx(0.1310, abs=1e-4)
    assert answered["gradient"] == pytest.approx([-0.4132, 0.2611, 0.1521], abs=1e-4)
    assert answered["exponentials"] == pytest.approx([9.025, 4.0149, 2.3396], abs=1e-3)
    assert answered["sum"] == pytest.approx(15.3795, abs=1e-3)
    assert (answered["target"], answered["temperature"], answered["subtracted"]) == (0, 1, 0)


def test_negative_numbers_are_scores(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "-2.2", "-.5", "−1", "1e-3")["logits"] == [-2.2, -0.5, -1, 0.001]
    assert answer(capsys, "-1,2.5 3")["logits"] == [-1, 2.5, 3]


def test_the_temperature_divides_the_scores_and_with_them_the_gradient(capsys: pytest.CaptureFixture[str]) -> None:
    cold = answer(capsys, "2", "0", "--temperature", "2", "--target", "1")
    plain = answer(capsys, "1", "0", "--target", "1")

    assert cold["probabilities"] == pytest.approx(plain["probabilities"], abs=1e-12)
    assert np.array(cold["gradient"]) * 2 == pytest.approx(np.array(plain["gradient"]), abs=1e-12)


def test_large_scores_take_the_safe_form_by_themselves(capsys: pytest.CaptureFixture[str]) -> None:
    answered = answer(capsys, "1000", "999", "998", "--target", "2")

    assert answered["subtracted"] == 1000
    assert answered["exponentials"] == pytest.approx([1, np.exp(-1), np.exp(-2)], abs=1e-12)
    assert answered["probabilities"] == pytest.approx(answer(capsys, "2", "1", "0", "--safe")["probabilities"])


def test_people_get_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["softmax", "2.2", "1.39", "0.85", "--safe", "--temperature", "2", "--language", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()

    assert lines[0].split("  ")[0] == "class"
    assert lines[1].split()[:4] == ["0", "2.2", "1.1", "0"]
    assert [line.split(" = ")[0] for line in lines[-3:]] == [
        "Cross-entropy, −Σ t ln o",
        "KL divergence, Σ t ln (t / o)",
        "Squared error, ½ Σ (t − o)²",
    ]


def test_of_scores_that_overflow_the_table_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    main(["softmax", "1000", "999", "--language", "en"])
    assert "this is the safe form" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "at least two scores, such as 2.2 1.39. You gave 0."),
        (("1",), "You gave 1."),
        (("1", "two"), '"two" is not a number'),
        (("1", "nan"), "must be a number"),
        (("-inf", "1"), "must be a number"),
        (("1e308", "1"), "Scores go from"),
        (("1", "2", "--target", "2"), "no class 2. Choose one from 0 to 1."),
        (("1", "2", "--target", "-1"), "no class −1"),
        (("1", "2", "--target", "cat"), '--target: "cat" is no class'),
        (("1", "2", "--temperature", "0"), "must be above 0"),
        (("1", "2", "--temperature", "-1"), "must be above 0"),
        (("1", "2", "--temperature", "warm"), '"warm" is not a number'),
    ],
)
def test_what_means_nothing_is_one_sentence(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    assert main(["softmax", *words, "--language", "en"]) == 1

    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1


def test_an_option_that_does_not_exist_ends_with_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["softmax", "1", "2", "--warm", "--language", "en"])
    assert end.value.code == 2
    assert "--warm" in capsys.readouterr().err
