"""Mixed precision: products of 16-bit numbers where the device multiplies these in hardware, all else in 32 bits.

A bfloat16 keeps the 8 bits of a float32's exponent and 7 of the 23 of its fraction. Only the inputs of convolutions and
dense layers are rounded to it; their sums, the weights, the gradients that move them and the loss stay float32.

Source: Micikevicius et al., "Mixed precision training" (2018); Kalamkar et al., "A study of bfloat16" (2019).
"""

from __future__ import annotations

from contextlib import AbstractContextManager

import torch

_CPU_UNITS = ("amx_bf16", "avx512_bf16")


def multiplies_bfloat16(device: torch.device) -> bool:
    """Return whether the device multiplies bfloat16 numbers in hardware; elsewhere they would only cost time."""
    if device.type == "cpu":
        units = torch.cpu.get_capabilities()
        return any(units.get(unit) for unit in _CPU_UNITS)
    return device.type == "cuda" and torch.cuda.is_bf16_supported(including_emulation=False)


def rounded_products(precision: str, device: torch.device) -> AbstractContextManager[object]:
    """Return what a forward pass is made in; it can be entered again and again."""
    is_mixed = precision == "mixed" and multiplies_bfloat16(device)
    return torch.autocast(device.type, torch.bfloat16, enabled=is_mixed)
