"""Target, probabilities and both gradients as a table."""

from __future__ import annotations

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.numbers import fixed
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.softmax.model import SoftmaxModel
from cnnstudio.labs.softmax.softmax_table import CLASS
from cnnstudio.labs.softmax.table import BarColumn, Column, Table
from cnnstudio.labs.softmax.writing import loss


def loss_table(model: SoftmaxModel, say: Translator) -> Table:
    """Return the table; the row of the true class stands out."""
    result = model.result
    classes = len(result.one_hot)
    divided = result.trace.temperature != 1
    reach = 1 / result.trace.temperature
    outputs = result.probabilities.tolist()
    entropy = text("Cross-entropy\n(o − t) / T") if divided else text("Cross-entropy\no − t")

    def gradient(name: str, heading: Text, values: FloatArray) -> Column:
        bars = BarColumn(tuple(values.tolist()), -reach, reach, "signed")
        return Column(name, say(heading), tuple(map(loss, values.tolist())), classes, bars)

    return Table(
        (
            Column("class", say(CLASS), model.class_names, classes),
            Column(
                "target", say(text("Target\nt")), tuple(fixed(value, 0) for value in result.one_hot.tolist()), classes
            ),
            Column(
                "output",
                say(text("Output\no")),
                tuple(fixed(value, 3) for value in outputs),
                classes,
                BarColumn(tuple(outputs), 0.0, 1.0, "share"),
            ),
            gradient("gradient", entropy, result.gradient),
            gradient("squared_error_gradient", text("Squared error\nthrough softmax"), result.squared_error_gradient),
        ),
        chosen=result.target,
        least_bar=3.2,
    )
