"""What a sentence adds about the drawing: what it is, what the network reads it as, and how sure it is."""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.numbers import percent
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.training.state import TrainingState


def with_answer(said: Text, state: TrainingState) -> Text:
    """Add to a sentence what the network makes of the specimen; nothing where there is none."""
    shares = state.probabilities
    if shares is None or state.network is None or not np.isfinite(shares).all():
        return said
    names, label = state.network.spec.class_names, state.specimen.picture.label
    return text("{said} {answer}", said=said, answer=answer_words(shares, names, label))


def answer_words(shares: FloatArray, names: tuple[str, ...], label: int | None) -> Text:
    r"""Say what (K,) probabilities read a drawing as; `label` is what it is, None where nobody knows.

    >>> from cnnstudio.core.texts import Translator
    >>> Translator("en")(answer_words(np.array([0.125, 0.875]), ("cat", "dog"), 0))
    'Your cat is read as dog, <b>87.5\xa0%</b> sure; cat gets 12.5\xa0%.'
    """
    known = names[label] if label is not None and label < len(names) else None
    drawn = text("drawing") if known is None else known
    best = percent(float(shares.max()))
    leaders = [name for name, share in zip(names, shares, strict=True) if percent(float(share)) == best]
    values: dict[str, object] = {"drawn": drawn, "answer": leaders[0], "share": best}
    if len(leaders) == 1:
        said = text("Your {drawn} is read as {answer}, <b>{share}</b> sure", **values)
    elif len(leaders) == 2:  # nobody could see which is ahead
        said = text("Your {drawn} is read as {answer} or {second}, <b>{share}</b> each", second=leaders[1], **values)
    else:
        said = text("Your {drawn} could be any of {count} classes, <b>{share}</b> each", count=len(leaders), **values)
    if known is None or known in leaders:
        return text("{said}.", said=said)
    share = percent(float(shares[names.index(known)]))
    return text("{said}; {drawn} gets {share}.", said=said, drawn=drawn, share=share)
