"""What a page of the walk shows between its text and its buttons, where numbers in rows say more than words."""

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from digitpad.lesson import plain
from digitpad.net.activations import Array
from digitpad.net.neuron import Neuron, terms
from digitpad.net.walkthrough import Walk
from digitpad.qt import neuron_text, theme
from digitpad.qt.look import Look
from digitpad.qt.neuron_text import LABELS, activation_of, name, number, short_name
from digitpad.qt.page import Page
from digitpad.qt.widgets.activation_curve import ActivationCurve
from digitpad.qt.widgets.pattern_picture import PatternPicture
from digitpad.qt.widgets.walk_outputs import OutputPairs, Pairs, short
from digitpad.qt.widgets.walk_pictures import WalkPictures
from digitpad.qt.widgets.walk_table import Row, Table, WalkTable

SHOWN = 4
"""Links that are written out, the strongest first."""

TERMS = 3
"""The same where there is a curve below."""

EACH = 6
"""Screen pixels for each pixel of the drawing."""

translate = QCoreApplication.translate


class NeuronView(QWidget):
    """The sum of a neuron, and its place on the curve of its activation."""

    def __init__(self) -> None:
        super().__init__()
        self.table, self.curve = WalkTable(), ActivationCurve()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.table)
        layout.addWidget(self.curve)

    def show_page(self, page: Page, shown: Walk, neuron: Neuron) -> None:
        """Show the chosen neuron."""
        seen = terms(shown.network, shown.forward, neuron)
        look = Look(page.look.drawing, page.look.image, shown.network, shown.forward)
        strongest = seen.order[:TERMS].tolist()
        rows = [
            Row(
                (
                    short_name(Neuron(neuron.layer - 1, source), shown.network),
                    f"{number(seen.inputs[source])} × {number(seen.weights[source])}",
                    number(seen.products[source], signed=True),
                )
            )
            for source in strongest
        ]
        if others := len(seen.products) - len(strongest):
            left = number(neuron_text.rest(seen, strongest), signed=True)
            rows.append(Row((self.tr("{count} more").format(count=others), "", left)))
        rows.append(Row((self.tr("bias"), "", number(seen.bias, signed=True))))
        rows.append(Row((self.tr("sum"), "", number(seen.total or 0.0)), total=True))
        self.table.show_table(Table((self.tr("from"), self.tr("activation × weight"), self.tr("product")), rows))
        self.table.setAccessibleName(self.tr("The terms of its sum, largest first"))
        self.curve.show_terms(look, seen)
        self.curve.setAccessibleName(LABELS[activation_of(shown.network, neuron)])
        self.curve.setAccessibleDescription(neuron_text.formula(look, seen))

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self.table.show_theme(shown)
        self.curve.show_theme(shown)


class PixelView(QWidget):
    """The picture that the network gets, where a pixel can be chosen.

    Signals:
        picked: the Neuron of a pixel that was clicked.
    """

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.picture = PatternPicture(EACH)
        self.picture.picked.connect(self.picked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_page(self, page: Page, shown: Walk, neuron: Neuron) -> None:
        """Show the picture with the chosen pixel framed."""
        pixels = shown.inputs[0]

        def tip(index: int) -> str:
            return f"{name(Neuron(0, index), shown.network)}: {number(pixels[index])}"

        self.picture.show_drawing(pixels.reshape(28, 28), neuron.index, tip)
        self.picture.setAccessibleName(self.tr("The drawing, with the chosen pixel framed"))
        self.picture.setAccessibleDescription(tip(neuron.index))

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self.picture.show_theme(shown)


class OutputsView(OutputPairs):
    """The outputs beside those of random weights, of random weights beside the trained ones, or beside the target."""

    def show_page(self, page: Page, shown: Walk, neuron: Neuron) -> None:
        """Show all outputs, that of the chosen neuron in bold."""
        outputs = shown.forward.outputs[0]
        headings: tuple[str, ...] = (self.tr("now"), self.tr("random"))
        other = shown.untrained.forward(shown.inputs).outputs[0]
        if page.step == "target":
            headings = self.tr("output"), self.tr("target"), self.tr("difference")
            other = shown.targets[0]
        elif np.array_equal(outputs, other) and page.trained:  # it is random itself
            headings = self.tr("now"), self.tr("trained")
            other = page.trained.forward(shown.inputs).outputs[0]
        if np.array_equal(outputs, other):
            self.show_pairs(Pairs(headings[:1], outputs, None, neuron.index))
        else:
            self.show_pairs(Pairs(headings, outputs, other, neuron.index))


class PicturesView(WalkPictures):
    """The mini-batch."""

    def show_page(self, page: Page, shown: Walk, neuron: Neuron) -> None:
        """Show its pictures, and how they are read before the step."""
        self.show_pictures(shown.inputs, shown.labels, shown.forward.outputs.argmax(axis=1))


class TableView(WalkTable):
    """A table, made for the step by one of `TABLES`."""

    def show_page(self, page: Page, shown: Walk, neuron: Neuron) -> None:
        """Show the step's table."""
        self.show_table(TABLES[page.step](page, shown, neuron))
        self.setAccessibleName(", ".join(filter(None, self.table.headings)))


def _layers(page: Page, shown: Walk, neuron: Neuron) -> Table:
    """What the forward pass did, layer by layer."""
    network = shown.network
    last = len(network.sizes) - 1
    rows = []
    for layer, activations in enumerate(shown.forward.activations):
        strongest = Neuron(layer, int(np.abs(activations[0]).argmax()))
        names = {0: translate("walk", "pixels"), last: translate("walk", "outputs")}
        called = names.get(layer, translate("walk", "layer {layer}").format(layer=layer))
        active = int(np.count_nonzero(activations[0]))
        rows.append(Row((called, plain(network.sizes[layer]), plain(active), short_name(strongest, network))))
    headings = ("", translate("walk", "neurons"), translate("walk", "not at 0"), translate("walk", "strongest"))
    return Table(headings, rows)


def _weights(page: Page, shown: Walk, neuron: Neuron) -> Table:
    """Where the arrows of the links into the neuron come from."""
    layer, index = neuron
    wanted = shown.wanted_weights[layer - 1][:, index]
    given, below = float(shown.wanted_sums(layer)[index]), shown.activations(layer - 1)
    unit, told = _unit(given, *wanted.tolist())
    rows = [
        Row(
            (
                short_name(Neuron(layer - 1, source), shown.network),
                f"{short(given / unit)} × {plain(float(below[source]))}",
                short(float(wanted[source]) / unit, signed=True),
            )
        )
        for source in _strongest(wanted)
    ]
    rows.append(Row((translate("walk", "bias"), f"{short(given / unit)} × 1", short(given / unit, signed=True))))
    headings = (
        told or translate("walk", "from"),
        translate("walk", "arrow × activation"),
        translate("walk", "its arrow"),
    )
    return Table(headings, rows)


def _wishes(page: Page, shown: Walk, neuron: Neuron) -> Table:
    """Where the arrow of the neuron comes from; without the results while they are to be predicted."""
    parts = shown.parts(neuron)
    wanted = shown.wanted_sums(neuron.layer + 1)
    weights = shown.network.weights[neuron.layer][neuron.index]
    strongest = _strongest(parts)
    unit, told = _unit(*parts.tolist(), *wanted[strongest].tolist())

    def result(value: float) -> str:
        return "?" if page.asked else short(value / unit, signed=True)

    rows = [
        Row(
            (
                short_name(Neuron(neuron.layer + 1, target), shown.network),
                f"{short(float(wanted[target]) / unit)} × {plain(float(weights[target]))}",
                result(float(parts[target])),
            )
        )
        for target in strongest
    ]
    if others := len(parts) - len(strongest):
        called = translate("walk", "{count} more").format(count=others)
        rows.append(Row((called, "", result(float(np.delete(parts, strongest).sum())))))
    total = float(shown.wanted_activations(neuron.layer)[neuron.index])
    rows.append(Row((translate("walk", "all together"), "", result(total)), total=True))
    return Table((told, translate("walk", "its arrow × weight"), translate("walk", "wish")), rows)


def _changes(page: Page, shown: Walk, neuron: Neuron) -> Table:
    """Before and after the step; what the step brings about only when it is applied."""
    label = int(shown.labels[0])
    layer, index = neuron
    network, after = shown.network, shown.after
    output = Neuron(len(network.sizes) - 1, label)
    outputs = [float(forward.outputs[0, label]) for forward in (shown.forward, shown.forward_after)]
    rows = [
        _change(translate("walk", "loss"), shown.loss, shown.loss_after if page.applied else None),
        _change(short_name(output, network), outputs[0], outputs[1] if page.applied else None),
    ]
    for source in _strongest(shown.changed_weights[layer - 1][:, index]):
        before_after = (float(made.weights[layer - 1][source, index]) for made in (network, after))
        called = translate("walk", "from {neuron}").format(neuron=short_name(Neuron(layer - 1, source), network))
        rows.append(_change(called, *before_after))
    biases = (float(made.biases[layer - 1][index]) for made in (network, after))
    rows.append(_change(translate("walk", "bias"), *biases))
    return Table(("", translate("walk", "before"), translate("walk", "after"), translate("walk", "change")), rows)


def _change(called: str, before: float, after: float | None) -> Row:
    if after is None:
        return Row((called, short(before, places=4), "?", ""))
    change = short(after - before, signed=True, places=4)
    return Row((called, short(before, places=4), short(after, places=4), change))


def _unit(*values: float) -> tuple[float, str]:
    """What to count arrows in so that the longest can be read, and how to say so; 1 for all but tiny ones."""
    longest = max(map(abs, values))
    if longest >= 0.01 or not longest:
        return 1.0, ""
    power = math.floor((math.log10(longest) + 1) / 3) * 3
    names = {
        -3: translate("walk", "in thousandths"),
        -6: translate("walk", "in millionths"),
        -9: translate("walk", "in billionths"),
    }
    return 10.0**power, names.get(power, translate("walk", "in 1e{power}").format(power=power))


def _strongest(values: Array) -> list[int]:
    strongest: list[int] = np.argsort(-np.abs(values), kind="stable")[:SHOWN].tolist()
    return strongest


TABLES: dict[str, Callable[[Page, Walk, Neuron], Table]] = {
    "forward": _layers,
    "output-weights": _weights,
    "hidden-wanted": _wishes,
    "hidden-weights": _weights,
    "earlier-layers": _wishes,
    "apply": _changes,
}
"""By step."""

StepView = NeuronView | PixelView | OutputsView | PicturesView | TableView
