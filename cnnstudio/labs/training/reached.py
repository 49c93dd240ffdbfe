"""How well runs read: last and best, in the list of runs as in the table, and which of them share the best."""

from __future__ import annotations

from collections.abc import Sequence

from cnnstudio.core.numbers import grouped, percent
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.training.run import Run


def last_validation(run: Run) -> float | None:
    """Return how well the digits kept back were read after the last epoch, in the first one by now; None at first."""
    if run.last_validation is not None:
        return run.last_validation
    return run.validations[-1].accuracy if run.validations else None


def best_validation(run: Run) -> float | None:
    """Return how well they were read after the best epoch, in the first one by now; None at first."""
    return last_validation(run) if run.best_validation is None else run.best_validation


def accuracy_words(run: Run) -> str:
    """Return how well a run reads the digits kept back, last; "–" before that is known.

    Where none are kept back, it is how well it reads the test digits.
    """
    last = last_validation(run)
    return share_words(run.test_accuracy if last is None else last)


def reached(run: Run) -> Text:
    """Return last and best of a run in a sentence."""
    if last_validation(run) is None:
        return text("Test: {test}", test=tested_words(run))
    return text(
        "Validation: last {last}, best {best}. Test: {test}",
        last=share_words(last_validation(run)),
        best=share_words(best_validation(run)),
        test=tested_words(run),
    )


def tested_words(run: Run) -> Text | str:
    """Return how well a run reads the test digits, and how many those are; "–" before that is known."""
    accuracy, test = run.test_accuracy, run.test_at(None)
    if accuracy is None or test is None:
        return share_words(None)
    return text("{share} of {count}", share=share_words(accuracy), count=grouped(len(test.answers)))


def best_runs(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return the runs whose best accuracy is the best of all, as it is written: more than one where they share it."""
    known = [(best, run) for run in runs if (best := best_validation(run)) is not None]
    if not known:
        return ()
    most = percent(max(best for best, _ in known))
    return tuple(run for best, run in known if percent(best) == most)


def share_words(share: float | None) -> str:
    """Return a share as it is written, "–" where nobody knows it."""
    return "–" if share is None else percent(share)
