"""The public test cases of ONNX, one list an operator: settings, inputs, and what must come out."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from typing import Any
from unittest.mock import patch

import numpy as np
import onnx

from cnnstudio.ops.window import Paddings, Pair, same_padding, size_of


@dataclass(frozen=True)
class NodeCase:
    """One case: the operator's attributes, and what must come out."""

    name: str
    attributes: dict[str, Any]
    inputs: list[np.ndarray]
    outputs: list[np.ndarray]

    @property
    def output(self) -> np.ndarray:
        """The first of the outputs, for most operators the only one."""
        return self.outputs[0]


def collect_cases(operator: ModuleType) -> list[NodeCase]:
    """Return the cases that a module such as `onnx.backend.test.case.node.conv` would export."""
    cases = []

    def expect(
        node: onnx.NodeProto, inputs: list[np.ndarray], outputs: list[np.ndarray], name: str, **_: object
    ) -> None:
        attributes = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
        cases.append(NodeCase(name, attributes, inputs, outputs))

    with patch.object(operator, "expect", expect):
        for group in vars(operator).values():
            if isinstance(group, type) and group.__module__ == operator.__name__:
                for method in dir(group):
                    if method.startswith("export"):
                        getattr(group, method)()
    return cases


def paddings_of(case: NodeCase, kernel_size: Pair, stride: Pair, dilation: Pair) -> Paddings:
    """Return the paddings that `pads` or `auto_pad` ask for."""
    top, left, bottom, right = case.attributes.get("pads", (0, 0, 0, 0))
    rows, columns = same_padding(size_of(case.inputs[0]), kernel_size, stride, dilation)
    match case.attributes.get("auto_pad", b"NOTSET"):
        case b"NOTSET":
            return (top, bottom), (left, right)
        case b"VALID":
            return (0, 0), (0, 0)
        case b"SAME_UPPER":
            return rows, columns
        case b"SAME_LOWER":  # what is left over goes before
            return (rows[1], rows[0]), (columns[1], columns[0])
        case unknown:
            raise ValueError(f"auto_pad {unknown!r}")
