"""The walk through one step of learning as a story: for each of its steps the numbers, the cases and the arrows.

The texts have their numbers from here and nowhere else; the names are the placeholders of `digitpad.lesson`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from digitpad.net.activations import Array
from digitpad.net.network import Network
from digitpad.net.neuron import Neuron
from digitpad.net.walkthrough import Walk

Numbers = dict[str, float | int | Neuron]

SURE = 0.99
"""With a label's output above this, next to nothing is left to learn."""


@dataclass(frozen=True)
class Arrows:
    """Changes to show; an amount above 0 is upward.

    Attributes:
        neurons: a neuron and what is wanted of it: of an output's weighted sum, of another neuron's activation.
        links: from, to, and what is wanted of that weight; in the step "apply" what it changes by.
    """

    neurons: tuple[tuple[Neuron, float], ...] = ()
    links: tuple[tuple[Neuron, Neuron, float], ...] = ()


class Chapter(NamedTuple):
    """One step of the walk.

    Attributes:
        layers: of a network, from which a neuron may be chosen; empty where the network has nothing to tell here.
        choose: the neuron to begin with.
        numbers: by the names of the placeholders.
        cases: which sections of the text hold.
        arrows: what to show.
    """

    layers: Callable[[Network], range]
    choose: Callable[[Walk], Neuron]
    numbers: Callable[[Walk, Neuron], Numbers]
    cases: Callable[[Walk, Neuron], tuple[str, ...]]
    arrows: Callable[[Walk, Neuron], Arrows]


def steps(network: Network) -> tuple[str, ...]:
    """The steps that the walk has for `network`, in order: one without two hidden layers leaves some out."""
    return tuple(step for step, chapter in CHAPTERS.items() if chapter.layers(network))


def layers(network: Network, step: str) -> range:
    """The layers whose neurons the person may choose in `step`."""
    return CHAPTERS[step].layers(network)


def chosen(walk: Walk, step: str) -> Neuron:
    """The neuron that `step` begins with: the one that has the most to tell."""
    return CHAPTERS[step].choose(walk)


def numbers(walk: Walk, step: str, neuron: Neuron) -> Numbers:
    """What the text of `step` may tell when `neuron`, of one of the step's `layers`, is chosen: numbers and neurons.

    "many-examples" wants the walk of a mini-batch, the others that of a single image.
    """
    return CHAPTERS[step].numbers(walk, neuron)


def cases(walk: Walk, step: str, neuron: Neuron) -> tuple[str, ...]:
    """The headings of the sections that are true for `neuron` in `step`."""
    return CHAPTERS[step].cases(walk, neuron)


def arrows(walk: Walk, step: str, neuron: Neuron) -> Arrows:
    """The arrows of `step` when `neuron` is chosen."""
    return CHAPTERS[step].arrows(walk, neuron)


def _last(network: Network) -> int:
    return len(network.sizes) - 1


def _computing(network: Network) -> range:
    return range(1, len(network.sizes))


def _outputs(network: Network) -> range:
    return range(_last(network), _last(network) + 1)


def _last_hidden(network: Network) -> range:
    return range(max(_last(network) - 1, 1), _last(network))


def _earlier_hidden(network: Network) -> range:
    return range(1, _last(network) - 1)


# Who begins


def _darkest(walk: Walk) -> Neuron:
    return Neuron(0, int(walk.activations(0).argmax()))


def _most_active(walk: Walk) -> Neuron:
    return Neuron(1, int(np.abs(walk.activations(1)).argmax()))


def _label(walk: Walk) -> Neuron:
    return Neuron(_last(walk.network), int(walk.labels[0]))


def _most_wanted(walk: Walk, layer: int) -> Neuron:
    # by what reaches the sum, so that the walk does not begin with a dead neuron
    return Neuron(layer, int(np.abs(walk.wanted_sums(layer)).argmax()))


# The numbers


def _common(walk: Walk) -> Numbers:
    outputs = walk.forward.outputs[0]
    label, reading = int(walk.labels[0]), int(outputs.argmax())
    return {
        "label": label,
        "reading": reading,
        "output": float(outputs[label]),
        "reading_output": float(outputs[reading]),
        "loss": walk.loss,
        "learning_rate": walk.learning_rate,
    }


def _place(neuron: Neuron) -> Numbers:
    return {"layer": neuron.layer, "neuron": neuron}


def _strongest(terms: Array) -> int:
    return int(np.abs(terms).argmax())


def _neuron(walk: Walk, neuron: Neuron) -> Numbers:
    layer, index = neuron
    inputs, weights = walk.forward.activations[layer - 1][0], walk.network.weights[layer - 1][:, index]
    source = _strongest(inputs * weights)
    bias = float(walk.network.biases[layer - 1][index])
    total = float(walk.forward.sums[layer - 1][0, index])
    return {
        **_common(walk),
        **_place(neuron),
        "inputs": len(inputs),
        "source": Neuron(layer - 1, source),
        "source_activation": float(inputs[source]),
        "weight": float(weights[source]),
        "product": float(inputs[source] * weights[source]),
        "products": total - bias,
        "bias": bias,
        "sum": total,
        "activation": float(walk.forward.activations[layer][0, index]),
    }


def _pixels(walk: Walk, neuron: Neuron) -> Numbers:
    pixels = walk.forward.activations[0][0]
    row, column = divmod(neuron.index, 28)
    return {
        **_common(walk),
        "pixels": len(pixels),
        "inked": int(np.count_nonzero(pixels)),
        "row": row + 1,
        "column": column + 1,
        "activation": float(pixels[neuron.index]),
    }


def _forward(walk: Walk, neuron: Neuron) -> Numbers:
    activations = walk.forward.activations[neuron.layer][0]
    strongest = _strongest(activations)
    return {
        **_common(walk),
        "layer": neuron.layer,
        "layers": _last(walk.network),
        "links": walk.network.weight_count,
        "neurons": len(activations),
        "active": int(np.count_nonzero(activations)),
        "strongest": Neuron(neuron.layer, strongest),
        "strongest_activation": float(activations[strongest]),
    }


def _outputs_now(walk: Walk, neuron: Neuron) -> Numbers:
    outputs = walk.forward.outputs[0]
    untrained = walk.untrained.forward(walk.inputs).outputs[0]
    second = int(np.argsort(outputs)[-2])
    return {
        **_common(walk),
        **_place(neuron),
        "activation": float(outputs[neuron.index]),
        "second": second,
        "second_output": float(outputs[second]),
        "untrained_reading": int(untrained.argmax()),
        "untrained_output": float(untrained.max()),
    }


def _target(walk: Walk, neuron: Neuron) -> Numbers:
    terms = walk.loss_terms[0]
    return {
        **_common(walk),
        **_place(neuron),
        "activation": float(walk.forward.outputs[0, neuron.index]),
        "target": int(walk.targets[0, neuron.index]),
        "difference": float(walk.difference[0, neuron.index]),
        "label_difference": float(walk.difference[0, walk.labels[0]]),
        "label_term": float(terms[walk.labels[0]]),
        "other_terms": float(np.delete(terms, walk.labels[0]).sum()),
    }


def _output_wanted(walk: Walk, neuron: Neuron) -> Numbers:
    wanted = walk.wanted_sums(neuron.layer)
    lowest = int(wanted.argmin())
    return {
        **_target(walk, neuron),
        "sum": float(walk.forward.sums[-1][0, neuron.index]),
        "slope": float(walk.slopes(neuron.layer)[0, neuron.index]),
        "wanted": float(wanted[neuron.index]),
        "lowest": Neuron(neuron.layer, lowest),
        "lowest_wanted": float(wanted[lowest]),
    }


def _weights_wanted(walk: Walk, neuron: Neuron) -> Numbers:
    """Of the links into `neuron`; the strongest of them as the example."""
    layer, index = neuron
    inputs = walk.forward.activations[layer - 1][0]
    wanted = walk.wanted_weights[layer - 1][:, index]
    source = _strongest(wanted)
    return {
        **_common(walk),
        **_place(neuron),
        "sources": len(inputs),
        "silent": int(np.count_nonzero(inputs == 0)),
        "source": Neuron(layer - 1, source),
        "source_activation": float(inputs[source]),
        "weight": float(walk.network.weights[layer - 1][source, index]),
        "sum_wanted": float(walk.wanted_sums(layer)[index]),
        "weight_wanted": float(wanted[source]),
        "bias_wanted": float(walk.wanted_biases[layer - 1][index]),
    }


def _hidden_wanted(walk: Walk, neuron: Neuron) -> Numbers:
    layer, index = neuron
    parts = walk.parts(neuron)
    target = _strongest(parts)
    return {
        **_weights_wanted(walk, neuron),
        "activation": float(walk.forward.activations[layer][0, index]),
        "sum": float(walk.forward.sums[layer - 1][0, index]),
        "slope": float(walk.slopes(layer)[0, index]),
        "wanted": float(walk.wanted_activations(layer)[index]),
        "next_neurons": len(parts),
        "next": Neuron(layer + 1, target),
        "next_wanted": float(walk.wanted_sums(layer + 1)[target]),
        "next_weight": float(walk.network.weights[layer][index, target]),
        "part": float(parts[target]),
        "other_parts": float(np.delete(parts, target).sum()),
    }


def _apply(walk: Walk, neuron: Neuron) -> Numbers:
    layer, index = neuron
    changed = walk.changed_weights[layer - 1][:, index]
    source = _strongest(changed)
    outputs = walk.forward_after.outputs[0]
    return {
        **_common(walk),
        **_place(neuron),
        "source": Neuron(layer - 1, source),
        "weight": float(walk.network.weights[layer - 1][source, index]),
        "weight_wanted": float(walk.wanted_weights[layer - 1][source, index]),
        "weight_change": float(changed[source]),
        "weight_after": float(walk.after.weights[layer - 1][source, index]),
        "changed": sum(int(np.count_nonzero(part)) for part in (*walk.changed_weights, *walk.changed_biases)),
        "parameters": walk.network.parameters.size,
        "loss_after": walk.loss_after,
        "output_after": float(outputs[walk.labels[0]]),
        "reading_after": int(outputs.argmax()),
    }


def _many_examples(walk: Walk, neuron: Neuron) -> Numbers:
    return {
        "neuron": neuron,
        "images": len(walk.labels),
        "learning_rate": walk.learning_rate,
        "loss": walk.loss,
        "loss_after": walk.loss_after,
        "correct": int(np.count_nonzero(walk.forward.outputs.argmax(axis=1) == walk.labels)),
        "correct_after": int(np.count_nonzero(walk.forward_after.outputs.argmax(axis=1) == walk.labels)),
    }


def _new_digit(walk: Walk, neuron: Neuron) -> Numbers:
    return {
        "links": walk.network.weight_count,
        "biases": walk.network.parameters.size - walk.network.weight_count,
        "parameters": walk.network.parameters.size,
    }


# The cases


def _function(walk: Walk, neuron: Neuron) -> tuple[str, ...]:
    return (_output_function(walk) if neuron.layer == _last(walk.network) else walk.network.activation,)


def _output_function(walk: Walk) -> str:
    return "softmax" if walk.network.loss == "cross-entropy" else "sigmoid output"


def _answer(walk: Walk) -> str:
    return "right answer" if walk.forward.outputs[0].argmax() == walk.labels[0] else "wrong answer"


def _outputs_cases(walk: Walk, neuron: Neuron) -> tuple[str, ...]:
    random = np.array_equal(walk.network.parameters, walk.untrained.parameters)
    sure = ("sure answer",) if walk.forward.outputs[0, walk.labels[0]] > SURE else ()
    return "random weights" if random else "trained", _output_function(walk), _answer(walk), *sure


def _target_cases(walk: Walk, neuron: Neuron) -> tuple[str, ...]:
    return walk.network.loss, _answer(walk)


def _direction(wanted: float) -> str:
    return "up" if wanted > 0 else "down" if wanted < 0 else "level"


def _output_cases(walk: Walk, neuron: Neuron) -> tuple[str, ...]:
    own = "label" if neuron.index == walk.labels[0] else "another digit"
    return own, walk.network.loss, *_state(walk, neuron)


def _state(walk: Walk, neuron: Neuron) -> tuple[str, ...]:
    state = walk.state(neuron)
    return (f"{state} neuron",) if state else ()


def _output_weights_cases(walk: Walk, neuron: Neuron) -> tuple[str, ...]:
    return *_sum_cases(walk, neuron), *_state(walk, neuron)


def _hidden_weights_cases(walk: Walk, neuron: Neuron) -> tuple[str, ...]:
    return *_sum_cases(walk, neuron), *(_state(walk, neuron) or ("live neuron",))


def _sum_cases(walk: Walk, neuron: Neuron) -> tuple[str, ...]:
    direction = _direction(walk.wanted_sums(neuron.layer)[neuron.index])
    silent = (walk.forward.activations[neuron.layer - 1][0] == 0).any()
    return ("silent neurons", direction) if silent and direction != "level" else (direction,)


def _hidden_wanted_cases(walk: Walk, neuron: Neuron) -> tuple[str, ...]:
    loudest = _strongest(walk.parts(neuron))
    wish = _direction(walk.wanted_sums(neuron.layer + 1)[loudest])
    weight = "positive" if walk.network.weights[neuron.layer][neuron.index, loudest] > 0 else "negative"
    direction = _direction(walk.wanted_activations(neuron.layer)[neuron.index])
    return f"next {wish}, weight {weight}", direction, *(_state(walk, neuron) or ("live neuron",))


def _fall(walk: Walk) -> str:
    # by the digits that count in a text
    before, after = (float(f"{loss:.2e}") for loss in (walk.loss, walk.loss_after))
    return {"up": "loss rose", "down": "loss fell", "level": "loss stayed"}[_direction(after - before)]


def _apply_cases(walk: Walk, neuron: Neuron) -> tuple[str, ...]:
    right = walk.forward_after.outputs[0].argmax() == walk.labels[0]
    answers = {
        ("right answer", True): "still right",
        ("right answer", False): "now wrong",
        ("wrong answer", True): "now right",
        ("wrong answer", False): "still wrong",
    }
    return _fall(walk), answers[_answer(walk), bool(right)]


# The arrows


def _none(walk: Walk, neuron: Neuron) -> Arrows:
    return Arrows()


def _at_neurons(walk: Walk, neuron: Neuron) -> Arrows:
    wanted = walk.wanted(neuron.layer).tolist()
    return Arrows(neurons=tuple((Neuron(neuron.layer, index), amount) for index, amount in enumerate(wanted)))


def _links_into(neuron: Neuron, amounts: Array) -> tuple[tuple[Neuron, Neuron, float], ...]:
    return tuple((Neuron(neuron.layer - 1, index), neuron, amount) for index, amount in enumerate(amounts.tolist()))


def _at_links(walk: Walk, neuron: Neuron) -> Arrows:
    layer, index = neuron
    return Arrows(
        neurons=((neuron, float(walk.wanted(layer)[index])),),
        links=_links_into(neuron, walk.wanted_weights[layer - 1][:, index]),
    )


def _at_both(walk: Walk, neuron: Neuron) -> Arrows:
    return Arrows(_at_neurons(walk, neuron).neurons, _at_links(walk, neuron).links)


def _changes(walk: Walk, neuron: Neuron) -> Arrows:
    return Arrows(links=_links_into(neuron, walk.changed_weights[neuron.layer - 1][:, neuron.index]))


CHAPTERS: dict[str, Chapter] = {
    "neuron": Chapter(_computing, _most_active, _neuron, _function, _none),
    "pixels": Chapter(lambda network: range(1), _darkest, _pixels, lambda walk, neuron: (), _none),
    "forward": Chapter(_computing, _most_active, _forward, lambda walk, neuron: (), _none),
    "outputs": Chapter(_outputs, _label, _outputs_now, _outputs_cases, _none),
    "target": Chapter(_outputs, _label, _target, _target_cases, _none),
    "output-wanted": Chapter(_outputs, _label, _output_wanted, _output_cases, _at_neurons),
    "output-weights": Chapter(_outputs, _label, _weights_wanted, _output_weights_cases, _at_links),
    "hidden-wanted": Chapter(
        _last_hidden,
        lambda walk: _most_wanted(walk, _last(walk.network) - 1),
        _hidden_wanted,
        _hidden_wanted_cases,
        _at_neurons,
    ),
    "hidden-weights": Chapter(
        _last_hidden,
        lambda walk: _most_wanted(walk, _last(walk.network) - 1),
        _hidden_wanted,
        _hidden_weights_cases,
        _at_links,
    ),
    "earlier-layers": Chapter(
        _earlier_hidden,
        lambda walk: _most_wanted(walk, _last(walk.network) - 2),
        _hidden_wanted,
        _hidden_wanted_cases,
        _at_both,
    ),
    "apply": Chapter(_computing, _label, _apply, _apply_cases, _changes),
    "many-examples": Chapter(
        _computing,
        lambda walk: _most_wanted(walk, _last(walk.network)),
        _many_examples,
        lambda walk, neuron: (_fall(walk),),
        _at_links,
    ),
    "new-digit": Chapter(_outputs, _label, _new_digit, lambda walk, neuron: (), _none),
}
"""The steps of the walk, in order."""
