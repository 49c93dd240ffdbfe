"""What the comparison says: which runs read best, and in what they differ."""

from __future__ import annotations

from collections.abc import Sequence

from cnnstudio.core.texts import Text, text
from cnnstudio.labs.training.comparison import RESULTS, comparison_columns
from cnnstudio.labs.training.reached import best_runs, best_validation, share_words
from cnnstudio.labs.training.run import Run


def comparison_headline(runs: Sequence[Run]) -> Text:
    """Say which of the runs reads best, and in what they differ."""
    if len(runs) < 2:
        return text("Runs are compared here. Change one setting and press Start: the run before stays beside the new.")
    best = best_runs(runs)
    if not best:
        return text("None of the {count} runs has finished an epoch yet.", count=len(runs))
    return text("{most} {differing}", most=_most(best, len(runs)), differing=_differing(runs))


def _most(best: Sequence[Run], count: int) -> Text:
    """Say which runs read best."""
    share = share_words(best_validation(best[0]))
    if len(best) == 1:
        return text("{run} reads most: at best <b>{share}</b>.", run=best[0].title, share=share)
    if len(best) == 2:
        return text(
            "{run} and {other} read most: a tie at <b>{share}</b>.", run=best[0].title, other=best[1].title, share=share
        )
    if len(best) == count:
        return text("All {count} runs read as many: a tie at <b>{share}</b>.", count=count, share=share)
    return text("{tied} of the runs read most: a tie at <b>{share}</b>.", tied=len(best), share=share)


def _differing(runs: Sequence[Run]) -> Text:
    """Say in what runs differ."""
    differing = comparison_columns(runs)[RESULTS:]
    if not differing:
        return text("All settings of the {count} runs are the same.", count=len(runs))
    if len(differing) == 1:
        return text("The {count} runs differ only in: {setting}.", count=len(runs), setting=differing[0])
    return text("The {count} runs differ in {settings} settings.", count=len(runs), settings=len(differing))


def comparison_explanation() -> Text:
    """Return the text of the explanation card."""
    return text(
        "Change one setting at a time; two at once and nobody knows which of them did it. The table shows only the "
        "settings that differ. Runs with the same seed start from the same weights and see the same batches. Choose by "
        "the validation; the test is for the end."
    )
