"""The convolution lab's settings from the words of the command line, checked as the command conv checks them."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from typing import Literal

from cnnstudio.cli.conv_setting import ConvSetting, fit_setting
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text
from cnnstudio.data.kernel_presets import PRESETS
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.labs.convolution.params import OWN, ConvolutionParams
from cnnstudio.ops.window import Pair

_PRESETS = tuple(known.id for known in PRESETS)
_SETTINGS = ("stride", "padding", "dilation", "bias", "mode", "activation")


def lab_params(model: ConvolutionModel, arguments: argparse.Namespace) -> ConvolutionParams:
    """Return the lab's settings with those that were given, checked as the command conv checks them."""
    params = model.params
    setting = fit_setting(model.input, _wished(params, arguments))
    if arguments.filter not in map(str, range(len(setting.weight))):
        last = len(setting.weight) - 1
        raise UserError(
            text('--filter: "{value}" is none of the filters 0 to {last}.', value=arguments.filter, last=last)
        )
    if arguments.kernel is not None or arguments.preset is not None:
        params = replace(params, presets=(arguments.preset or OWN,) * len(setting.weight))
    return replace(
        params,
        weight=setting.weight,
        bias=setting.bias,
        stride=setting.stride,
        padding=_padding(arguments.padding or params.padding, setting),
        dilation=setting.dilation,
        padding_mode=setting.padding_mode,
        flip=setting.flip,
        activation=setting.activation,
        filter=int(arguments.filter),
    )


def _wished(params: ConvolutionParams, arguments: argparse.Namespace) -> argparse.Namespace:
    """Return what is asked for as the command conv has it; whatever was not given is as in the lab."""
    given = {name: getattr(arguments, name) for name in _SETTINGS if getattr(arguments, name) is not None}
    kernel, name = arguments.kernel, arguments.preset
    if kernel is None and name is None:
        known = params.presets[0] in _PRESETS
        kernel, name = (None, params.presets[0]) if known else (json.dumps(params.weight.tolist()), None)
    lab = {
        "stride": _written(params.stride),
        "padding": params.padding if params.padding == "same" else _written(params.padding),
        "dilation": _written(params.dilation),
        "bias": str(params.bias[0]),
        "mode": params.padding_mode,
        "activation": params.activation,
    }
    return argparse.Namespace(
        kernel=kernel, preset=name, size=arguments.kernel_size, flip=arguments.flip, **{**lab, **given}
    )


def _written(sizes: Pair) -> str:
    return ",".join(map(str, sizes))


def _padding(asked: str | Pair, setting: ConvSetting) -> Pair | Literal["same"]:
    (top, _), (left, _) = setting.padding
    return "same" if asked == "same" else (top, left)
