"""One step of learning on a few chosen images, laid open: what is wanted, of whom, why, and what comes of it.

Every "wanted" change is minus a derivative of the loss: the direction, and the relative size, in which a little change
makes the loss smaller. All of them come from `backpropagate`, which training uses.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from digitpad.errors import DivergedError, RefusedValueError
from digitpad.net.activations import ACTIVATIONS, Array, sigmoid_derivative
from digitpad.net.gradients import backpropagate
from digitpad.net.losses import LOSSES
from digitpad.net.network import Forward, Network
from digitpad.net.neuron import Neuron
from digitpad.net.optimizers import OPTIMIZERS
from digitpad.words import translate

FLAT = 0.1
"""An activation function with less than this share of its steepest slope lets next to nothing back through."""

ROUNDING = 1e-12
"""What a loss in float64 may differ by, as a share of it, where nothing has changed."""

STEEPEST = {"relu": 1.0, "leaky-relu": 1.0, "sigmoid": 0.25, "tanh": 1.0}
FLATTENED = {"relu": "dead", "leaky-relu": "leaking", "sigmoid": "saturated", "tanh": "saturated"}


@dataclass(frozen=True, eq=False)
class Walk:
    """One step of learning on n images: everything before it, the step, and everything after it.

    With several images all wanted changes are averages over them, as in training. The networks are copies that
    nobody writes to; `network` is what to go back to, exactly.

    Attributes:
        network: before the step.
        inputs: (n, sizes[0]).
        labels: (n,), the digits that are wanted.
        targets: (n, classes), 1 for the label and 0 for the rest.
        learning_rate: the size of the step.
        forward: what every neuron computed before the step.
        loss: before the step, averaged over the images, as in training.
        gradient: of the loss by every parameter, laid out as `Network.parameters`.
        after: the network after the step.
        forward_after, loss_after: of the same images, after the step.
        untrained: a network of the same shape with random weights, for contrast.
    """

    network: Network
    inputs: Array
    labels: NDArray[np.intp]
    targets: Array
    learning_rate: float
    forward: Forward
    loss: float
    gradient: Array
    after: Network
    forward_after: Forward
    loss_after: float
    untrained: Network

    @property
    def difference(self) -> Array:
        """Targets minus outputs, (n, classes)."""
        difference: Array = self.targets - self.forward.outputs
        return difference

    @cached_property
    def loss_terms(self) -> Array:
        """What each output adds to the loss of its image, (n, classes); an image's terms add up to its loss."""
        if self.network.loss == "mean-square":
            return 0.5 * self.difference**2
        # the same floor as in the loss, where an output underflowed to zero
        outputs = np.maximum(self.forward.outputs, np.finfo(self.forward.outputs.dtype).tiny)
        return 0.0 - self.targets * np.log(outputs)

    @cached_property
    def wanted_weights(self) -> list[Array]:
        """Of each weight: minus the gradient, (inputs, outputs) for each pair of layers."""
        return self.network.views(0.0 - self.gradient)[0]

    @cached_property
    def wanted_biases(self) -> list[Array]:
        """Of each bias: minus the gradient, (outputs,) for each layer after the first."""
        return self.network.views(0.0 - self.gradient)[1]

    @cached_property
    def changed_weights(self) -> list[Array]:
        """Weights after the step minus before, (inputs, outputs) for each pair of layers."""
        return self.network.views(self.after.parameters - self.network.parameters)[0]

    @cached_property
    def changed_biases(self) -> list[Array]:
        """Biases after the step minus before, (outputs,) for each layer after the first."""
        return self.network.views(self.after.parameters - self.network.parameters)[1]

    def activations(self, layer: int) -> Array:
        """Of the neurons of `layer`, averaged over the images, (neurons,)."""
        activations: Array = self.forward.activations[layer].mean(axis=0)
        return activations

    def wanted_sums(self, layer: int) -> Array:
        """What is wanted of the weighted sums of `layer`, counted from 1, (neurons,).

        The bias is a term of the sum with factor 1, so its gradient is the sum's, added up over the images.
        """
        return self.wanted_biases[layer - 1]

    def wanted_activations(self, layer: int) -> Array:
        """What is wanted of the activations of the hidden `layer`, or of the pixels for 0, (neurons,).

        A neuron's activation reaches the loss through every neuron of the next layer: the sum of its `parts`.
        """
        wanted: Array = self.network.weights[layer] @ self.wanted_sums(layer + 1)
        return wanted

    def parts(self, neuron: Neuron) -> Array:
        """What each neuron of the next layer wants of the activation of `neuron`: its own wish times the weight.

        (neurons of the next layer,); they add up to the neuron's entry of `wanted_activations`.
        """
        parts: Array = self.network.weights[neuron.layer][neuron.index] * self.wanted_sums(neuron.layer + 1)
        return parts

    def wanted(self, layer: int) -> Array:
        """What a picture shows at the neurons of `layer`: of outputs by their sum, of others by their activation."""
        last = len(self.network.sizes) - 1
        return self.wanted_sums(layer) if layer == last else self.wanted_activations(layer)

    def slopes(self, layer: int) -> Array:
        """The slope of the activation function at each neuron of `layer`, counted from 1, (n, neurons).

        With one image, a hidden neuron's wanted sum is its wanted activation times this. Softmax ties the outputs
        together, so that none has a slope of its own; it is 1 there.
        """
        activations = self.forward.activations[layer]
        slopes = np.ones_like(activations)
        if layer < len(self.network.sizes) - 1:
            ACTIVATIONS[self.network.activation].derivative(activations, slopes)
        elif self.network.loss == "mean-square":
            sigmoid_derivative(activations, slopes)
        return slopes

    def state(self, neuron: Neuron) -> str:
        """What keeps a wish from getting through `neuron`: "dead", "leaking" or "saturated", and "" if nothing does.

        That is so when the slope is flat for all of the images. "dead" is a ReLU below zero, whose slope is 0, on
        these images; on others the neuron may be alive. Pixels have no slope.
        """
        output = neuron.layer == len(self.network.sizes) - 1
        if neuron.layer == 0 or (output and self.network.loss == "cross-entropy"):
            return ""
        kind = "sigmoid" if output else self.network.activation
        steepest = float(self.slopes(neuron.layer)[:, neuron.index].max())
        return FLATTENED[kind] if steepest < FLAT * STEEPEST[kind] else ""


@dataclass(frozen=True)
class Nudge:
    """What changing one weight alone does to the loss, beside what its gradient foretells.

    Attributes:
        amount: by which the weight was changed.
        loss_before, loss_after: computed in float64, so that small differences can be told.
        predicted: loss_before + gradient * amount, the straight line that touches the loss here.
    """

    amount: float
    loss_before: float
    loss_after: float
    predicted: float


def walk(
    network: Network,
    inputs: Array,
    labels: ArrayLike,
    learning_rate: float = 0.1,
    optimizer: str = "sgd",
    seed: int = 0,
) -> Walk:
    """Take one step of learning on `inputs` (n, sizes[0]) with `labels` (n,) and keep all that is worth seeing of it.

    One image and its label need no first axis. `network` is not changed. It is the first step of `train` with the
    same optimizer and learning rate, up to rounding; `seed` draws the untrained network.

    Raises RefusedValueError for no image, a label that is not a class, an unknown optimizer or a learning rate that
    is not above 0, and DivergedError when the step goes beyond all bounds.
    """
    inputs = np.atleast_2d(np.asarray(inputs, network.parameters.dtype))
    digits: NDArray[np.intp] = np.atleast_1d(np.asarray(labels, np.intp))
    classes = network.sizes[-1]
    if not len(inputs) or len(inputs) != len(digits) or digits.min() < 0 or digits.max() >= classes:
        raise RefusedValueError(
            translate("errors", "A step of learning needs images, and for each a label from 0 to {last}.").format(
                last=classes - 1
            )
        )
    if optimizer not in OPTIMIZERS:
        raise RefusedValueError(
            translate("errors", "No optimizer is called {optimizer!r}; choose one of {known}.").format(
                optimizer=optimizer, known=", ".join(OPTIMIZERS)
            )
        )
    if not 0 < learning_rate < np.inf:
        raise RefusedValueError(
            translate("errors", "The learning rate must be above 0, not {learning_rate}.").format(
                learning_rate=learning_rate
            )
        )
    loss = LOSSES[network.loss]
    targets = np.eye(classes, dtype=inputs.dtype)[digits]
    before, after = network.copy(), network.copy()
    # an overflow shows in the loss, and is told in words instead of a warning
    with np.errstate(over="ignore", invalid="ignore"):
        forward = before.forward(inputs)
        gradient = backpropagate(before, forward, targets).flat
        OPTIMIZERS[optimizer](after.parameters).step(gradient, learning_rate)
        forward_after = after.forward(inputs)
        loss_after = loss.value(forward_after.outputs, targets)
    if not (np.isfinite(loss_after) and np.isfinite(after.parameters).all()):
        raise DivergedError(
            translate(
                "errors", "This step went beyond all bounds. Try a learning rate below {learning_rate:g}."
            ).format(learning_rate=learning_rate)
        )
    return Walk(
        network=before,
        inputs=inputs,
        labels=digits,
        targets=targets,
        learning_rate=learning_rate,
        forward=forward,
        loss=loss.value(forward.outputs, targets),
        gradient=gradient,
        after=after,
        forward_after=forward_after,
        loss_after=loss_after,
        untrained=untrained(network, seed),
    )


def untrained(network: Network, seed: int = 0) -> Network:
    """A network of the same shape that has learned nothing: random weights, biases 0."""
    fresh = Network(network.sizes, network.activation, network.loss, network.parameters.dtype)
    return fresh.initialise(np.random.default_rng(seed))


def nudge(walk: Walk, layer: int, source: int, target: int, amount: float) -> Nudge:
    """Change the weight ``network.weights[layer][source, target]`` alone by `amount`, from before the step."""
    exact = _exact(walk.network)
    before = _loss(exact, walk.inputs, walk.targets)
    exact.weights[layer][source, target] += amount
    gradient = -float(walk.wanted_weights[layer][source, target])
    return Nudge(amount, before, _loss(exact, walk.inputs, walk.targets), before + gradient * amount)


def losses_along(walk: Walk, layer: int, source: int, target: int, amounts: NDArray[np.float64]) -> NDArray[np.float64]:
    """The loss after each `nudge` by `amounts` (k,), as (k,), without a nudge for each.

    One weight changes one sum alone, so all amounts go together through the layers above it.
    """
    exact = _exact(walk.network)
    before = exact.forward(walk.inputs)
    shares = before.activations[layer][:, source]
    changed = np.repeat(before.sums[layer][None], len(amounts), axis=0)
    changed[:, :, target] += amounts[:, None] * shares
    outputs = changed.reshape(-1, changed.shape[-1])
    loss = LOSSES[exact.loss]
    if layer == len(exact.weights) - 1:
        loss.output(outputs, outputs)
    else:
        ACTIVATIONS[exact.activation].apply(outputs, outputs)
        upper = Network(exact.sizes[layer + 1 :], exact.activation, exact.loss, np.float64)
        for part, whole in zip(
            upper.weights + upper.biases, exact.weights[layer + 1 :] + exact.biases[layer + 1 :], strict=True
        ):
            part[:] = whole
        outputs = upper.forward(outputs).outputs
    each = outputs.reshape(len(amounts), *walk.targets.shape)
    return np.array([loss.value(part, walk.targets) for part in each])


def telling_reach(walk: Walk, layer: int, source: int, target: int) -> float:
    """How far to change a weight, up and down, so that its loss can be seen to part from the line of its gradient.

    That is where the gap between them is a quarter of what the loss changes by, as one of 1, 2, 5, 10, ...; not less
    than half the usual size of a weight of its layer, and not more than twenty times as much.
    """
    usual = float(np.sqrt(np.mean(np.square(walk.network.weights[layer], dtype=np.float64)))) or 1.0
    reaches = np.outer(10.0 ** np.arange(-8, 9), (1, 2, 5)).ravel()
    reaches = reaches[(reaches >= usual / 2) & (reaches <= usual * 20)]
    amounts = np.concatenate([[0.0], reaches, -reaches])
    losses = losses_along(walk, layer, source, target, amounts)
    changes = losses - losses[0]
    gaps = np.abs(changes + amounts * walk.wanted_weights[layer][source, target])
    changes, gaps = (np.abs(part[1:]).reshape(2, -1).max(axis=0) for part in (changes, gaps))
    parted = np.flatnonzero((gaps >= changes / 4) & (changes > ROUNDING * losses[0]))
    return float(reaches[parted[0]] if len(parted) else reaches[len(reaches) // 2])


def _exact(network: Network) -> Network:
    """The same in float64, to be written to."""
    exact = Network(network.sizes, network.activation, network.loss, np.float64)
    exact.parameters[:] = network.parameters
    return exact


def _loss(network: Network, inputs: Array, targets: NDArray[Any]) -> float:
    return LOSSES[network.loss].value(network.forward(inputs).outputs, targets)
