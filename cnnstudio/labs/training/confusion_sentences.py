"""What the confusion matrix says."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.numbers import grouped, percent
from cnnstudio.core.texts import Text, text
from cnnstudio.ops.window import Pair

Counts = NDArray[np.int64]


def worst_cell(counts: Counts) -> Pair | None:
    """Return the most frequent mistake: (true class, answer); None where there is none.

    >>> worst_cell(np.array([[5, 0], [2, 7]]))
    (1, 0)
    """
    mistakes = counts - np.diag(np.diag(counts))
    row, column = np.unravel_index(int(mistakes.argmax()), counts.shape)
    return (int(row), int(column)) if mistakes[row, column] else None


def cell_name(counts: Counts, names: tuple[str, ...], cell: Pair) -> Text:
    """Say what a cell counts: "13 of 10 000: an 8 read as a 9"."""
    row, column = cell
    values = {
        "count": grouped(int(counts[cell])),
        "total": grouped(int(counts.sum())),
        "true": names[row],
        "answer": names[column],
    }
    if row == column:
        return text("{count} of {total}: {true} read as {answer}, rightly", **values)
    return text("{count} of {total}: {true} read as {answer}", **values)


def confusion_headline(counts: Counts | None, names: tuple[str, ...], cell: Pair | None) -> Text:
    """Say how many were misread, and as what most often."""
    if counts is None:
        return text("After each epoch the network reads the test digits; their answers are counted here.")
    total, wrong = int(counts.sum()), int(counts.sum() - np.trace(counts))
    values = {"total": grouped(total), "wrong": grouped(wrong)}
    cell = cell or worst_cell(counts)
    if cell is None:
        return text("All <b>{total}</b> test digits are read rightly.", **values)
    if cell[0] == cell[1]:
        right = percent(float(counts[cell]) / max(1, int(counts[cell[0]].sum())))
        return text(
            "<b>{wrong}</b> of {total} test digits are misread. Of the {true}s, <b>{right}</b> are read rightly.",
            true=names[cell[0]],
            right=right,
            **values,
        )
    values |= {"true": names[cell[0]], "answer": names[cell[1]]}
    if wrong == 1 and counts[cell] == 1:
        return text("<b>1</b> of {total} test digits is misread: {true} is taken for {answer}.", **values)
    if counts[cell] == 1:
        return text(
            "<b>{wrong}</b> of {total} test digits are misread; <b>once</b> {true} is taken for {answer}.", **values
        )
    return text(
        "<b>{wrong}</b> of {total} test digits are misread; <b>{count}</b> times {true} is taken for {answer}.",
        count=grouped(int(counts[cell])),
        **values,
    )


def matrix_title(epoch: int | None) -> Text:
    """Say when the answers were counted; 0 is before the first batch, None where nothing has been."""
    if epoch is None:
        return text("Confusion")
    if epoch == 0:
        return text("Confusion before the start")
    return text("Confusion after epoch {epoch}", epoch=epoch)


def dated_headline(said: Text, epoch: int | None) -> Text:
    """Add to the sentence of the view when the answers were counted."""
    if epoch is None:
        return said
    if epoch == 0:
        return text("Before the first batch: {said} After each epoch it is counted anew.", said=said)
    return text("After epoch {epoch}: {said}", epoch=epoch, said=said)


def gallery_title(names: tuple[str, ...], cell: Pair) -> Text:
    """Say what the pictures beside the matrix are."""
    row, column = cell
    if row == column:
        return text("{true} read as {answer}, rightly", true=names[row], answer=names[column])
    return text("{true} read as {answer}", true=names[row], answer=names[column])


def gallery_note(count: int, shown: int) -> Text:
    """Say how many of the pictures are seen, and what a click does."""
    if not count:
        return text("No test digit is read so.")
    if count == 1:
        return text("The only one. Click it to draw it in all labs.")
    if shown < count:
        return text(
            "The first {shown} of {count}, the surest answers first. Click one to draw it in all labs.",
            shown=grouped(shown),
            count=grouped(count),
        )
    return text("All {count}, the surest answers first. Click one to draw it in all labs.", count=grouped(count))


def confusion_explanation(counts: Counts | None) -> Text:
    """Return the text of the explanation card."""
    if counts is None:
        return text(
            "A row for each digit, a column for each answer. What lies on the diagonal is read rightly; every other "
            "cell counts one kind of mistake. Start a run: after its first epoch the cells fill."
        )
    right, total = int(np.trace(counts)), int(counts.sum())
    return text(
        "A row for each digit, a column for each answer. Accuracy is what lies on the diagonal: {right} / {total} = "
        "{share}. Two digits that are taken for each other in both directions look alike to the network: look at "
        "their pictures, many are hard for people, too.",
        right=grouped(right),
        total=grouped(total),
        share=percent(right / max(1, total)),
    )
