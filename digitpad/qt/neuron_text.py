"""What a neuron is called and what it computes, in plain words and numbers: to show, to copy and to read aloud."""

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QCoreApplication

from digitpad.net.activations import ACTIVATIONS, LEAK
from digitpad.net.network import CLASSES, Network
from digitpad.net.neuron import Neuron, Terms, terms
from digitpad.net.walkthrough import FLAT, STEEPEST
from digitpad.qt.look import Look, percent

PLACES = 3
"""Behind the point, in all numbers that are added up."""

SHOWN = 6
"""Terms that are written out; the others are added up."""

LABELS = {"relu": "ReLU", "leaky-relu": "leaky ReLU", "sigmoid": "sigmoid", "tanh": "tanh", "softmax": "softmax"}
"""The activations as people write them."""

translate = QCoreApplication.translate


def name(neuron: Neuron, network: Network) -> str:
    """What to call `neuron`, counted from 1 as people do; an output is called by its digit."""
    if neuron.layer == 0:
        row, column = divmod(neuron.index, 28)
        return translate("neuron_text", "pixel row {row}, column {column}").format(row=row + 1, column=column + 1)
    if neuron.layer == len(network.sizes) - 1:
        return short_name(neuron, network)
    text = translate("neuron_text", "hidden layer {layer}, neuron {number}")
    return text.format(layer=neuron.layer, number=neuron.index + 1)


def short_name(neuron: Neuron, network: Network) -> str:
    """The same where there is little room and the layer is known."""
    if neuron.layer == 0:
        row, column = divmod(neuron.index, 28)
        return translate("neuron_text", "row {row}, col {column}").format(row=row + 1, column=column + 1)
    if neuron.layer == len(network.sizes) - 1:
        return translate("neuron_text", "output {digit}").format(digit=CLASSES[neuron.index])
    return translate("neuron_text", "neuron {number}").format(number=neuron.index + 1)


def number(value: float, signed: bool = False) -> str:
    """As text, with a true minus sign and, if `signed`, a plus sign."""
    plain = (
        f"{value:{'+' if signed else ''}z.{PLACES}f}" if abs(value) < 1000 else f"{value:{'+' if signed else ''}.4g}"
    )
    return plain.replace("-", "−")


def rest(seen: Terms, shown: Iterable[int]) -> float:
    """What the terms of all sources but `shown` add, so that the numbers shown add up to the total shown.

    So it takes in what was lost in rounding the others, half a unit of the last place for each.
    """
    total = 0.0 if seen.total is None else seen.total
    written = sum(round(float(seen.products[source]), PLACES) for source in shown)
    return round(round(total, PLACES) - round(seen.bias, PLACES) - written, PLACES)


def activation_of(network: Network, neuron: Neuron) -> str:
    """The name of the function that `neuron` applies to its sum: one of `ACTIVATIONS` or "softmax"."""
    if neuron.layer < len(network.sizes) - 1:
        return network.activation
    return "softmax" if network.loss == "cross-entropy" else "sigmoid"


def formula(look: Look, seen: Terms) -> str:
    """The activation written out with its numbers, such as max(0, 2.310) = 2.310; empty when nothing is drawn."""
    if seen.total is None or seen.activation is None:
        return ""
    total, activation = number(seen.total), number(seen.activation)
    kind = activation_of(look.network, seen.neuron)
    if kind == "softmax":
        text = translate("neuron_text", "e^{total} ÷ (the {count} outputs’ e^sum added up) = {share}")
        return text.format(total=total, count=look.network.sizes[-1], share=percent(seen.activation))
    return {
        "relu": "max(0, {total}) = {activation}",
        "leaky-relu": "{total} = {activation}" if seen.total > 0 else "{leak} × {total} = {activation}",
        "sigmoid": "1 ÷ (1 + e^{minus}) = {activation}",
        "tanh": "tanh({total}) = {activation}",
    }[kind].format(total=total, minus=number(-seen.total), activation=activation, leak=LEAK)


def state(look: Look, seen: Terms) -> str:
    """One sentence on where the neuron stands on the curve of its activation."""
    kind = activation_of(look.network, seen.neuron)
    if seen.total is None or seen.activation is None:
        return translate("neuron_text", "Nothing is drawn yet, so there is no sum.")
    if kind == "softmax":
        return translate(
            "neuron_text",
            "Its share of all outputs, which add up to 100 %: the larger its sum beside theirs, the larger.",
        )
    if kind in ("relu", "leaky-relu"):
        if seen.total > 0:
            return translate("neuron_text", "Above zero: it passes its sum on as it is.")
        if kind == "relu":
            return translate("neuron_text", "Not above zero: it is off and passes nothing on.")
        return translate("neuron_text", "Not above zero: it passes on only a hundredth of its sum.")
    slope = np.empty(1)
    ACTIVATIONS[kind].derivative(np.array([seen.activation]), slope)
    if slope[0] < FLAT * STEEPEST[kind]:
        return translate("neuron_text", "Saturated: out here the curve is flat, and another sum would change little.")
    return translate("neuron_text", "On the slope: a little more or less of a sum makes a difference.")


def account(look: Look, neuron: Neuron) -> str:
    """All that the inspector shows of `neuron`, as lines of text.

    Raises IndexError when the look's network has no such neuron.
    """
    network = look.network
    seen = terms(network, look.forward, neuron)
    lines = [name(neuron, network)]
    if neuron.layer == 0:
        lines.append(pixel_value(seen))
    else:
        lines += _sum(network, seen)
        lines += [
            f"{LABELS[activation_of(network, neuron)]}: {written}" for written in [formula(look, seen)] if written
        ]
        lines.append(state(look, seen))
    if len(seen.outgoing):
        lines.append(translate("neuron_text", "strongest weights to the next layer:"))
        for target in seen.outgoing_order[:SHOWN].tolist():
            to = name(Neuron(neuron.layer + 1, target), network)
            lines.append(f"{to}: {number(seen.outgoing[target], signed=True)}")
    return "\n".join(lines)


def pixel_value(seen: Terms) -> str:
    """What an input has instead of a sum."""
    if seen.activation is None:
        return translate("neuron_text", "Nothing is drawn yet.")
    text = translate("neuron_text", "{value}, where 0 is paper and 1 is ink. An input has no sum: it is the drawing.")
    return text.format(value=number(seen.activation))


def _sum(network: Network, seen: Terms) -> list[str]:
    drawn = seen.total is not None
    lines = [
        translate("neuron_text", "input × weight, largest first:")
        if drawn
        else translate("neuron_text", "weights, largest first:")
    ]
    shown = seen.order[:SHOWN].tolist()
    for source in shown:
        place = name(Neuron(seen.neuron.layer - 1, source), network)
        weight = seen.weights[source]
        if drawn:
            product = number(seen.products[source], signed=True)
            lines.append(f"{place}: {number(seen.inputs[source])} × {number(weight)} = {product}")
        else:
            lines.append(f"{place}: {number(weight, signed=True)}")
    others = len(seen.weights) - len(shown)
    if drawn and others:
        text = translate("neuron_text", "{count} more: {value}")
        lines.append(text.format(count=others, value=number(rest(seen, shown), signed=True)))
    lines.append(translate("neuron_text", "bias: {value}").format(value=number(seen.bias, signed=True)))
    if seen.total is not None:
        lines.append(translate("neuron_text", "sum: {value}").format(value=number(seen.total)))
    return lines
