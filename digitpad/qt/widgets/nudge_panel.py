"""One weight changed by hand, as a trial: the loss it makes, beside what its gradient foretells."""

from math import floor, log10

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSlider, QVBoxLayout, QWidget

from digitpad.lesson import plain
from digitpad.net.neuron import Neuron
from digitpad.net.walkthrough import ROUNDING, Walk, losses_along, nudge, telling_reach
from digitpad.qt import theme
from digitpad.qt.neuron_text import name, short_name
from digitpad.qt.page import Page
from digitpad.qt.widgets.elided import Elided
from digitpad.qt.widgets.fields import Rate
from digitpad.qt.widgets.nudge_plot import NudgePlot

WITH_WEIGHTS = ("output-weights", "hidden-weights", "earlier-layers", "apply")
"""Steps of the walk that are about weights."""

STOPS = 30
"""Of the slider, on each side of its middle; the curve has a point at each."""

FIELD_WIDTH = 84

FEWEST, LARGE, MOST = 3, 4, 6
"""Places behind the point of the losses, which all have the same so that they can be compared; with more than `LARGE`
of them they are written smaller, so that a narrow window keeps its width."""


class NudgePanel(QWidget):
    """A slider for one weight of a `Walk`; the loss follows it on a curve, the gradient's forecast on a line.

    The network stays as it is unless the person keeps the weight.

    Signals:
        keep: layer of weights from 0, source, target, and the value that the person wants the weight to have.
    """

    keep = Signal(int, int, int, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nudgePanel")
        self.setAccessibleName(self.tr("Check it yourself: change one weight and see the loss"))
        self._walk: Walk | None = None
        self._link = (-1, -1, -1)
        self._neuron: Neuron | None = None  # that the page of the walk is about
        self._amounts: NDArray[np.float64] = np.zeros(2 * STOPS + 1)
        self._about = ""
        self._places = FEWEST
        self._title = Elided(lines=1)
        self._title.setObjectName("nudgeTitle")
        self._title.setFont(theme.font(theme.SMALL, QFont.Weight.DemiBold))
        self._title.setProperty("rank", "second")
        self._value = QLabel()
        self._value.setObjectName("nudgeValue")
        self._value.setFont(theme.figures(theme.SMALL))
        self._value.setProperty("rank", "second")
        self.plot = NudgePlot()
        self.plot.dragged.connect(self._drag)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(-STOPS, STOPS)
        self.slider.setPageStep(STOPS // 5)
        self.slider.setObjectName("nudgeSlider")
        self.slider.setMinimumHeight(24)
        self.slider.setAccessibleName(self.tr("Change the weight by"))
        self.field = Rate(-1, 1, 3)
        self.field.setObjectName("nudgeAmount")
        self.field.setAccessibleName(self.tr("Change the weight by, as a number"))
        self.field.setFixedWidth(FIELD_WIDTH)
        self.slider.valueChanged.connect(lambda stop: self.field.setValue(self._amounts[stop + STOPS]))
        self.field.valueChanged.connect(self._show_amount)
        self._names = {
            "before": (self.tr("loss before"), self.tr("The loss with the weight as it is")),
            "now": (self.tr("loss now"), self.tr("The loss with the weight changed")),
            "foretold": (self.tr("foretold"), self.tr("The loss before plus gradient times change")),
            "apart": (self.tr("apart"), self.tr("The loss now minus what was foretold")),
        }
        self._figures = {key: QLabel() for key in self._names}
        self._note = QLabel(wordWrap=True)
        self._note.setObjectName("nudgeNote")
        self._note.setProperty("rank", "second")
        self.keep_button = QPushButton(self.tr("Keep this weight"))
        self.keep_button.setObjectName("nudgeKeep")
        self.keep_button.setToolTip(self.tr("Give the network the changed weight"))
        self.keep_button.clicked.connect(self._keep)
        self._lay_out()
        self._begin()

    @property
    def amount(self) -> float:
        """What the weight is changed by."""
        return self.field.value()

    def show_walk(self, walk: Walk | None) -> None:
        """Show the weight in this step of learning, unchanged at first."""
        self._walk = walk
        self._begin()

    def show_weight(self, layer: int, source: int, target: int) -> None:
        """Show the weight ``network.weights[layer][source, target]``, unchanged at first."""
        self._link = layer, source, target
        self._begin()

    def show_page(self, page: Page | None) -> None:
        """Be there where the walk is about weights, with the one that has the longest arrow.

        Where none has one, it is that of the most active neuron: it tells why.
        """
        tried = page is not None and page.step in WITH_WEIGHTS and bool(page.arrows.links) and not page.applied
        self.setVisible(tried)
        self._neuron = page.neuron if page and tried else None
        if page and page.walk and tried:
            active = np.abs(page.walk.activations(page.arrows.links[0][0].layer))
            source, target, _ = max(page.arrows.links, key=lambda link: (abs(link[2]), active[link[0].index]))
            self._link = source.layer, source.index, target.index
            self.show_walk(page.walk)

    def choose(self, neuron: Neuron | None) -> None:
        """Show the weight that leads from `neuron` to the one that the page of the walk is about, if there is one."""
        if neuron and self._neuron and neuron.layer == self._neuron.layer - 1:
            self.show_weight(neuron.layer, neuron.index, self._neuron.index)

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self.plot.show_theme(shown)
        self.slider.setStyleSheet(
            f"QSlider::groove {{ background: {shown.outline.name()}; height: 4px; border-radius: 2px; }}"
            f"QSlider::handle {{ background: {shown.accent.name()}; width: 14px; margin: -7px 0; border-radius: 9px;"
            f"border: 2px solid {shown.ground.name()}; }}"
            f"QSlider::handle:hover {{ background: {shown.accent_hover.name()}; }}"
            f"QSlider::handle:focus {{ background: {shown.paper.name()}; width: 10px;"
            f"border: 4px solid {shown.accent.name()}; }}"
            f"QSlider::handle:disabled {{ background: {shown.line.name()}; }}"
        )

    @property
    def _shown(self) -> Walk | None:
        """The step of learning, if its network has the weight."""
        layer, source, target = self._link
        if self._walk is None or not 0 <= layer < len(self._walk.network.weights):
            return None
        sources, targets = self._walk.network.weights[layer].shape
        return self._walk if 0 <= source < sources and 0 <= target < targets else None

    def _begin(self) -> None:
        """Start from the weight as it is."""
        walk = self._shown
        for widget in (self.slider, self.field):
            widget.setEnabled(walk is not None)
        if walk is None:
            self._title.setText(self.tr("No weight"))
            self._value.clear()
            self._note.setText(self.tr("Pick a weight to change it by hand and see the loss."))
            self.setAccessibleDescription(self._note.text())
            self.plot.show_curve(np.empty(0), np.empty(0), np.empty(0))
            self.keep_button.setEnabled(False)
            for figure in self._figures.values():
                figure.setText("–")
            return
        reach = telling_reach(walk, *self._link)
        self._amounts = np.linspace(-reach, reach, len(self._amounts))
        losses = losses_along(walk, *self._link, self._amounts)
        gradient = 0.0 - float(walk.wanted_weights[self._link[0]][self._link[1:]])
        line = losses[STOPS] + gradient * self._amounts
        spread = float(np.ptp(losses))
        if spread <= ROUNDING * losses[STOPS]:
            losses[:], spread = losses[STOPS], 0.0
        self._places = min(max(2 - floor(log10(spread)), FEWEST), MOST) if spread else FEWEST
        for figure in self._figures.values():
            figure.setFont(theme.figures(theme.BODY if self._places <= LARGE else theme.SMALL))
        self.plot.show_curve(self._amounts, losses, line)
        self._name(walk)
        self._explain(walk, gradient, spread)
        with QSignalBlocker(self.field):
            self.field.setRange(-reach, reach)
            self.field.setDecimals(max(3 - floor(log10(reach)), 0))
            self.field.setValue(0)
        self.field.setToolTip(self.tr("From −{reach} to {reach}").format(reach=plain(reach)))
        self._show_amount()

    def _name(self, walk: Walk) -> None:
        """Say which weight it is."""
        layer, source, target = self._link
        ends = Neuron(layer, source), Neuron(layer + 1, target)
        self._title.setText(" → ".join(short_name(end, walk.network) for end in ends))
        text = self.tr("weight from {source} to {target}")
        self._about = text.format(source=name(ends[0], walk.network), target=name(ends[1], walk.network))
        self._title.setAccessibleName(self._about)

    def _explain(self, walk: Walk, gradient: float, spread: float) -> None:
        """Say what to see in the curve."""
        layer, source, _ = self._link
        if spread and gradient:
            text = self.tr("Near 0 line and curve agree: that is what gradient means. Farther out they part.")
        elif spread:
            text = self.tr("The line is level: a small change of this weight makes no difference, a large one does.")
        elif not walk.forward.activations[layer][:, source].any():
            text = self.tr("It makes no difference now: the neuron that it comes from is at 0.")
        else:
            text = self.tr("It makes no difference now: the neuron that it leads to lets nothing through.")
        self._note.setText(text)

    def _show_amount(self) -> None:
        """Show what this change makes of the loss."""
        walk = self._shown
        if walk is None:
            return
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(self.amount / self._amounts[-1] * STOPS))
        seen = nudge(walk, *self._link, self.amount)
        self.plot.show_point(self.amount, seen.loss_after, seen.predicted)
        weight = float(walk.network.weights[self._link[0]][self._link[1:]])
        change = plain(weight) + (f" → {plain(weight + self.amount)}" if self.amount else "")
        self._value.setText(change)
        now, foretold = round(seen.loss_after, self._places), round(seen.predicted, self._places)
        for key, value in (
            ("before", seen.loss_before),
            ("now", now),
            ("foretold", foretold),
            ("apart", now - foretold),  # of what is shown, so that it adds up
        ):
            figure, text = self._figures[key], f"{value:z.{self._places}f}".replace("-", "−")
            figure.setText(text)
            figure.setAccessibleName(f"{self._names[key][0]} {text}")
        told = self.tr("loss before {before}, now {now}, foretold {foretold}, apart {apart}")
        told = told.format(**{key: figure.text() for key, figure in self._figures.items()})
        self.setAccessibleDescription(f"{self._about}, {change}: {told}. {self._note.text()}")
        for part in (self.slider, self.plot):
            part.setAccessibleDescription(told)
        self.keep_button.setEnabled(self.amount != 0)

    def _drag(self, amount: float) -> None:
        self.slider.setValue(round(amount / self._amounts[-1] * STOPS))

    def _keep(self) -> None:
        if walk := self._shown:
            weight = float(walk.network.weights[self._link[0]][self._link[1:]])
            self.keep.emit(*self._link, weight + self.amount)

    def _lay_out(self) -> None:
        top, hand = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._value)
        hand.addWidget(self.slider, 1)
        hand.addWidget(self.field)
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(theme.GRID // 2)
        for column, (key, figure) in enumerate(self._figures.items()):
            text, about = self._names[key]
            label = QLabel(text)
            label.setProperty("rank", "second")
            for part in (label, figure):
                part.setToolTip(about)
            figure.setObjectName(f"nudge{key.capitalize()}")
            figure.setFont(theme.figures())
            grid.addWidget(label, 0, column)
            grid.addWidget(figure, 1, column)
            grid.setColumnStretch(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID // 2)
        layout.addLayout(top)
        layout.addWidget(self.plot, 1)
        for row in (hand, grid):
            row.setContentsMargins(0, 0, 0, 0)
            layout.addLayout(row)
        layout.addWidget(self._note)
        layout.addWidget(self.keep_button, alignment=Qt.AlignmentFlag.AlignRight)
