"""Whether a run can begin, known before it is tried."""

from __future__ import annotations

from functools import lru_cache

from cnnstudio.core.errors import UserError
from cnnstudio.core.numbers import grouped
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.training.params import TrainingParams
from cnnstudio.nets.limits import check_size
from cnnstudio.nets.shapes import output_shapes
from cnnstudio.nets.spec import NetworkSpec
from cnnstudio.training.settings import check_config

_TRAINING_PICTURES = 60_000
_SIDES = (1, 28, 28)


def start_problem(params: TrainingParams) -> Text | None:
    """Return why no run can begin with these settings, and what would mend them; None where one can."""
    config = params.config
    try:
        check_config(config)
    except UserError as error:
        return error.message
    if config.train_size + config.validation_size > _TRAINING_PICTURES:
        most = grouped(_TRAINING_PICTURES - config.validation_size)
        return text("MNIST has 60 000 pictures to learn from, and some are kept back. Use at most {most}.", most=most)
    if config.train_size * config.rounds + config.written < config.batch_size:
        return text("There are fewer pictures than one batch takes. Use more of them, or a smaller batch.")
    return _network_problem(params.spec)


@lru_cache(maxsize=8)
def _network_problem(spec: NetworkSpec) -> Text | None:
    if spec.input_shape != _SIDES:
        return text("{name} takes other pictures than digits of 28 × 28. Choose another network.", name=spec.name)
    try:
        check_size(spec)
        output_shapes(spec)
    except UserError as error:
        return error.message
    return None
