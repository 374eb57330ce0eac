"""A network as a file, and back."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import safetensors
import safetensors.numpy
from numpy.typing import NDArray

from digitpad.errors import RefusedFileError
from digitpad.net.activations import ACTIVATIONS
from digitpad.net.losses import LOSSES
from digitpad.net.network import CLASSES, DEEPEST, INPUTS, MOST_WEIGHTS, WIDEST, Network
from digitpad.paths import check_file, write_atomically
from digitpad.words import grouped, translate

VERSION = 1
LARGEST_FILE = 4 * MOST_WEIGHTS + 2**20
LARGEST_SUM = 1e30
"""What a neuron may compute from any image; float32 ends at 3e38."""
DEEPEST_RECIPE = 20
"""How far a recipe's values may lie in one another: written and read again, they are far from Python's limit."""


def save_network(network: Network, path: Path) -> None:
    """Write `network` with its recipe to `path`; an older file there is replaced in one step or left as it was."""
    write_atomically(path, to_safetensors(network))


def to_safetensors(network: Network) -> bytes:
    """The file's content: tensors ``layers.0.weight`` (in, out), ``layers.0.bias``, ..., float32, and metadata."""
    return safetensors.numpy.save(tensors(network), metadata(network))


def metadata(network: Network) -> dict[str, str]:
    """What files tell of a network beside its weights and biases."""
    return {
        "format": "digitpad",
        "version": str(VERSION),
        "sizes": json.dumps(network.sizes),
        "activation": network.activation,
        "loss": network.loss,
        "classes": json.dumps(CLASSES),
        "recipe": json.dumps(network.recipe),
    }


def tensors(network: Network) -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]:
    """The weights and biases by the names that they have in files."""
    named = {}
    for layer, (weights, biases) in enumerate(zip(network.weights, network.biases, strict=True)):
        named[f"layers.{layer}.weight"] = np.ascontiguousarray(weights, np.float32)
        named[f"layers.{layer}.bias"] = np.ascontiguousarray(biases, np.float32)
    return named


def load_network(path: Path) -> Network:
    """Read a network that `save_network` wrote.

    Raises RefusedFileError when the file is missing, cut, too large, of another kind, or holds numbers that are
    not finite or too large to compute with.
    """
    return load_with(path, frozenset())[0]


def load_with(
    path: Path, others: frozenset[str], room: int = 0
) -> tuple[Network, dict[str, NDArray[Any]], dict[str, str]]:
    """Read a network, the tensors `others` that lie beside it in the file, and the file's metadata.

    room: bytes that the others may take.

    Raises RefusedFileError as `load_network` does; it says nothing about the values of `others`.
    """
    try:
        check_file(path)
        size = path.stat().st_size
        most = LARGEST_FILE + room
        if size > most:
            raise _refused(path, translate("errors", "is larger than {size} MB").format(size=most // 10**6))
        with safetensors.safe_open(path, framework="numpy") as file:
            told = file.metadata() or {}
            network = _empty_network(path, told)
            if set(file.keys()) != set(tensors(network)) | others:
                raise _refused(path, translate("errors", "does not hold the weights that its header promises"))
            for layer, (weights, biases) in enumerate(zip(network.weights, network.biases, strict=True)):
                for name, target in (("weight", weights), ("bias", biases)):
                    tensor = file.get_tensor(f"layers.{layer}.{name}")
                    if tensor.dtype != np.float32 or tensor.shape != target.shape:
                        raise _refused(
                            path,
                            translate("errors", "has numbers of another shape in layer {layer}").format(layer=layer),
                        )
                    target[:] = tensor
            beside = {name: file.get_tensor(name) for name in others}
    except OSError as error:
        raise _refused(
            path, translate("errors", "cannot be read ({why})").format(why=error.strerror or error)
        ) from error
    except (safetensors.SafetensorError, KeyError, TypeError, AttributeError) as error:
        raise _refused(path, translate("errors", "is damaged or not a network file")) from error
    if not np.isfinite(network.parameters).all():
        raise _refused(path, translate("errors", "holds weights that are not finite numbers"))
    if not _largest_sum(network) <= LARGEST_SUM:
        raise _refused(path, translate("errors", "holds weights that are too large to compute with"))
    return network, beside, told


def _largest_sum(network: Network) -> float:
    """What no weighted sum of any layer exceeds, whatever the image."""
    largest = 0.0
    bounds = np.ones(network.sizes[0], np.float32)
    with np.errstate(over="ignore", invalid="ignore"):  # infinity says it, too
        for weights, biases in zip(network.weights, network.biases, strict=True):
            bounds = bounds @ np.abs(weights) + np.abs(biases)
            largest = np.maximum(largest, bounds.max())  # unlike max, it keeps NaN
            if network.activation in ("sigmoid", "tanh"):
                bounds = np.ones_like(bounds)
    return float(largest)


def _empty_network(path: Path, metadata: dict[str, str]) -> Network:
    """A network of the shape that `metadata` states."""
    if metadata.get("format") != "digitpad":
        raise _refused(path, translate("errors", "is not a digitpad network"))
    if metadata.get("version") != str(VERSION):
        raise _refused(
            path,
            translate("errors", "is of format version {version}, this program reads {known}").format(
                version=metadata.get("version"), known=VERSION
            ),
        )
    try:
        sizes = json.loads(metadata["sizes"])
        classes = json.loads(metadata["classes"])
        recipe = json.loads(metadata["recipe"])
    except (KeyError, ValueError, RecursionError) as error:
        raise _refused(path, translate("errors", "has a damaged header")) from error
    if not isinstance(sizes, list) or not all(type(n) is int and 1 <= n <= WIDEST for n in sizes):
        raise _refused(path, translate("errors", "has a damaged header"))
    if not 2 <= len(sizes) <= DEEPEST or sizes[0] != INPUTS or sizes[-1] != len(CLASSES):
        raise _refused(
            path,
            translate("errors", "is not a network from {inputs} inputs to {outputs} outputs").format(
                inputs=INPUTS, outputs=len(CLASSES)
            ),
        )
    if sum(inputs * outputs for inputs, outputs in pairwise(sizes)) > MOST_WEIGHTS:
        raise _refused(
            path, translate("errors", "announces more than {most} weights").format(most=grouped(MOST_WEIGHTS))
        )
    if metadata.get("activation") not in ACTIVATIONS or metadata.get("loss") not in LOSSES:
        raise _refused(path, translate("errors", "uses an activation or a loss that this program does not know"))
    if classes != list(CLASSES) or not isinstance(recipe, dict) or _is_deeper(recipe, DEEPEST_RECIPE):
        raise _refused(path, translate("errors", "has a damaged header"))
    network = Network(sizes, metadata["activation"], metadata["loss"])
    network.recipe = recipe
    return network


def _is_deeper(value: Any, most: int) -> bool:
    """Whether more than `most` lists and dictionaries lie in one another."""
    if not isinstance(value, list | dict):
        return False
    inside = value.values() if isinstance(value, dict) else value
    return most == 0 or any(_is_deeper(one, most - 1) for one in inside)


def _refused(path: Path, reason: str) -> RefusedFileError:
    return RefusedFileError(path, reason, translate("errors", "choose a .safetensors file saved by digitpad"))
