"""The public test cases of ONNX, one list an operator: settings, inputs, and what must come out."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from typing import Any
from unittest.mock import patch

import numpy as np
import onnx


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
