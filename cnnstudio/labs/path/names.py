"""What the stages are called, going forward and going back."""

from __future__ import annotations

from cnnstudio.core.texts import Text, text
from cnnstudio.labs.path.passes import Passes
from cnnstudio.labs.path.stages import Kind, Stage
from cnnstudio.nets.spec import Activation, NetworkSpec

_TITLES = {
    Kind.SPECIMEN: text("Specimen"),
    Kind.CONVOLUTION: text("Convolution"),
    Kind.DENSE: text("Dense"),
    Kind.LOGITS: text("Dense"),
    Kind.SOFTMAX: text("Softmax"),
    Kind.LOSS: text("Loss"),
}

_SHORT_TITLES = {Kind.SPECIMEN: text("Picture"), Kind.CONVOLUTION: text("Conv"), Kind.POOLING: text("Pool")}

_ACTIVATIONS = {"relu": text("ReLU"), "sigmoid": text("Sigmoid"), "tanh": text("tanh")}

_LAYERS = {
    "batch_norm2d": text("Batch norm"),
    "local_response_norm": text("Local norm"),
    "normalise": text("Normalise"),
    "max_pool2d": text("Max pool"),
    "average_pool2d": text("Average pool"),
    "global_average_pool2d": text("Global pool"),
}

_BLOCKS = {2: text("Second block"), 3: text("Third block"), 4: text("Fourth block")}

_BACK = {
    Kind.CONVOLUTION: text("into convolution"),
    Kind.POOLING: text("into pool"),
    Kind.DENSE: text("into dense"),
    Kind.LOGITS: text("Softmax minus target"),
}

_SHORT_BACK = {Kind.CONVOLUTION: text("into conv")}


def title(stage: Stage, spec: NetworkSpec) -> Text:
    """Return the heading of a stage."""
    if stage.kind in (Kind.ACTIVATION, Kind.POOLING):
        return _layer(stage, spec)
    if stage.kind is Kind.BLOCK:
        return _BLOCKS.get(stage.number) or _block(stage)
    return _TITLES[stage.kind]


def short_title(stage: Stage, spec: NetworkSpec) -> Text:
    """Return the heading for a narrow column."""
    if stage.kind is Kind.BLOCK:
        return _block(stage)
    return _SHORT_TITLES.get(stage.kind) or title(stage, spec)


def captions(stage: Stage, passes: Passes) -> tuple[Text, ...]:
    """Return the quieter line below the heading: the size of what is shown; in full, and for narrow columns."""
    match stage.kind:
        case Kind.SPECIMEN:
            return _shapes(passes.picture[0].shape)
        case Kind.DENSE:
            count = len(passes.output(stage.output))
            return text("{count} units", count=count), Text("{count}", (("count", count),))
        case Kind.LOGITS:
            return (text("{count} scores", count=len(passes.logits)),)
        case Kind.SOFTMAX:
            return (text("adds up to 1"),)
        case Kind.LOSS:
            name = passes.network.spec.class_names[passes.target]
            return text("true class: {name}", name=name), text("true: {name}", name=name)
        case _:
            return _shapes(passes.output(stage.output).shape)


def way_back(stage: Stage, spec: NetworkSpec) -> Text:
    """Return the heading of a stage's gradients."""
    if stage.kind is Kind.ACTIVATION:
        return text("into {stage}", stage=_layer(stage, spec))
    if stage.kind is Kind.BLOCK:
        return text("into block {number}", number=stage.number)
    return _BACK[stage.kind]


def ways_back(stage: Stage, spec: NetworkSpec) -> tuple[Text, ...]:
    """Return the heading of a stage's gradients; in full, and for narrow columns."""
    options = way_back(stage, spec), _SHORT_BACK.get(stage.kind), short_title(stage, spec)
    return tuple(option for option in options if option is not None)


def kernel_name(number: int, count: int, *, is_kernel: bool) -> Text:
    """Return what the followed kernel, or the unit of a dense layer, is called among the others."""
    if is_kernel:
        return text("Kernel {number} of {count}", number=number + 1, count=count)
    return text("Unit {number} of {count}", number=number + 1, count=count)


def into_kernel(number: int, *, is_kernel: bool) -> tuple[Text, ...]:
    """Return the heading of the kernel's gradient; in full, and for narrow columns."""
    if is_kernel:
        return text("into kernel {number}", number=number + 1), text("kernel {number}", number=number + 1)
    return text("into unit {number}", number=number + 1), text("unit {number}", number=number + 1)


def _layer(stage: Stage, spec: NetworkSpec) -> Text:
    layer = spec.layers[stage.output]
    if isinstance(layer, Activation):
        return _ACTIVATIONS.get(layer.function) or text("Activation")
    return _LAYERS.get(layer.kind) or text("Layer {number}", number=stage.output + 1)


def _block(stage: Stage) -> Text:
    return text("Block {number}", number=stage.number)


def _shapes(shape: tuple[int, ...]) -> tuple[Text, ...]:
    """Return a shape, and for narrow columns only height and width."""
    written = (" × ".join(map(str, shape)), " × ".join(map(str, shape[-2:])))
    return tuple(Text("{shape}", (("shape", words),)) for words in written)
