"""One neuron taken in hand: its sum, its activation, what it looks for and where its activation goes."""

import re
from functools import partial

import numpy as np
from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QFont, QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from digitpad.net.network import Network
from digitpad.net.neuron import Neuron, Terms, pattern, terms
from digitpad.qt import neuron_text, theme
from digitpad.qt.look import Look
from digitpad.qt.neuron_text import LABELS, SHOWN, activation_of, name, number, short_name
from digitpad.qt.widgets.activation_curve import ActivationCurve
from digitpad.qt.widgets.boxes import scroller
from digitpad.qt.widgets.elided import Elided
from digitpad.qt.widgets.icons import SIZE, icon
from digitpad.qt.widgets.pattern_picture import PatternPicture, PatternScale
from digitpad.qt.widgets.terms_table import ROW, Row, TermsTable

WIDTH = 304

EACH = 5
"""Screen pixels for each pixel of a pattern."""

TARGETS = 4
"""Outgoing weights that are shown at first."""

MORE = 4
"""Asked for more, a table gets this many times as many rows."""


class Inspector(QWidget):
    """Beside the picture of the network, all about the neuron that was picked in it.

    Signals:
        picked: another Neuron that was clicked here.
        weight_edited: layer of weights from 0, source, target, and the value that the person gave it.
        closed: the person has seen enough.
    """

    picked = Signal(object)
    weight_edited = Signal(int, int, int, float)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setAccessibleName(self.tr("Neuron inspector"))
        self.setFixedWidth(WIDTH)
        self.neuron: Neuron | None = None
        self._look: Look | None = None
        self._shown_terms, self._shown_targets = SHOWN, TARGETS
        self._editable = True
        self._make_top()
        self._make_sum()
        self._make_activation()
        self._make_pattern()
        self._make_targets()
        self._make_keys()
        self._lay_out()
        self.show_neuron(None)

    def show_look(self, look: Look) -> None:
        """Show the neuron in this look."""
        self._look = look
        self._update()

    def show_neuron(self, neuron: Neuron | None) -> None:
        """Show this neuron, or that none is picked."""
        if neuron != self.neuron:
            self._give_up_edit()
            self._shown_terms, self._shown_targets = SHOWN, TARGETS
            self._scroll.verticalScrollBar().setValue(0)
        self.neuron = neuron
        self._update()

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        for view in (self.terms, self.targets, self.curve, self.pattern, self.finds, self._scale):
            view.show_theme(shown)
        self.close_button.setIcon(icon("clear", shown))

    def show_state(self, state: str) -> None:
        """Let weights be changed only when training is "resting", neither "loading" nor "training"."""
        self._editable = state == "resting"
        for table in (self.terms, self.targets):
            table.show_editable(self._editable)
        self._tell_editable()

    def copy(self) -> None:
        """Put all about the neuron on the clipboard, as text."""
        if text := self.accessibleDescription():
            QGuiApplication.clipboard().setText(text)

    def _update(self) -> None:
        """Show what there is to show, unless nobody sees it."""
        if not self.isVisible():
            return
        look, neuron = self._look, self.neuron
        there = look is not None and neuron is not None and neuron.within(look.network)
        self._scroll.setVisible(there)
        self._nothing.setVisible(not there)
        if look is None or neuron is None or not there:
            self._title.setText(self.tr("No neuron"))
            self.setAccessibleDescription(self._nothing.text())
            return
        seen = terms(look.network, look.forward, neuron)
        self._title.setText(_capital(name(neuron, look.network)))
        self.setAccessibleDescription(neuron_text.account(look, neuron))
        pixel, output = neuron.layer == 0, not len(seen.outgoing)
        self._value.setVisible(pixel)
        self._value.setText(neuron_text.pixel_value(seen))
        for section in (self._sum_section, self._activation_section):
            section.setVisible(not pixel)
        self._targets_section.setVisible(not output)
        if not pixel:
            self._show_sum(look.network, seen)
            self._show_activation(look, seen)
        if not output:
            self._show_targets(look.network, seen)
        for view in (self.finds, self._finds_title):
            view.setVisible(not pixel and look.forward is not None)
        self._scale.setVisible(not pixel)
        if pixel:
            self._show_place(look, seen)
        else:
            self._show_pattern(look, seen)

    def _show_sum(self, network: Network, seen: Terms) -> None:
        layer, index = seen.neuron
        drawn = seen.total is not None
        shown = seen.order[: self._shown_terms].tolist()
        rows = []
        for source in shown:
            place = Neuron(layer - 1, source)
            weight, product = float(seen.weights[source]), float(seen.products[source])
            given = float(seen.inputs[source])
            sum_of = f"{number(given)} × {number(weight)} = {number(product, signed=True)}"
            rows.append(
                Row(
                    short_name(place, network),
                    f"{name(place, network)}: {sum_of if drawn else number(weight, signed=True)}",
                    given if drawn else None,
                    weight,
                    product if drawn else None,
                    product if drawn else weight,
                    place,
                    (layer - 1, source, index),
                )
            )
        if others := len(seen.weights) - len(shown):
            text = self.tr("… and {count} more").format(count=others)
            left = neuron_text.rest(seen, shown) if drawn else None
            rows.append(Row(text, _line(text, left), product=left, opens=True))
        bias = self.tr("bias")
        if not drawn:
            rows.append(Row(bias, _line(bias, seen.bias), weight=seen.bias))
        else:
            rows.append(Row(bias, _line(bias, seen.bias), product=seen.bias, bar=seen.bias))
            text = self.tr("sum")
            rows.append(Row(text, _line(text, seen.total), product=seen.total, total=True))
        self.terms.show_rows(rows)

    def _show_activation(self, look: Look, seen: Terms) -> None:
        kind = LABELS[activation_of(look.network, seen.neuron)]
        self._activation_title.setText(self.tr("Its activation: {kind}").format(kind=kind))
        self.curve.show_terms(look, seen)
        formula, state = neuron_text.formula(look, seen), neuron_text.state(look, seen)
        self._formula.setText(_raised(formula))
        self._formula.setVisible(bool(formula))
        self.curve.setVisible(self.curve.anything)
        self._state.setText(state)
        self.curve.setAccessibleName(f"{kind}: {formula}" if formula else kind)
        self.curve.setAccessibleDescription(state)

    def _show_place(self, look: Look, seen: Terms) -> None:
        """A pixel in the drawing."""
        self._pattern_title.setText(self.tr("Where it is"))
        self.pattern.show_drawing(look.image, seen.neuron.index, partial(_pixel, look.network, look.image.ravel()))
        self.pattern.setAccessibleName(self.tr("The drawing, with this pixel framed"))
        self._tell_pattern(self.tr("Click another pixel to go there."))

    def _show_pattern(self, look: Look, seen: Terms) -> None:
        wanted = pattern(look.network, seen.neuron, look.forward)
        largest = float(np.abs(wanted).max())
        found = wanted * look.image.ravel()
        self._pattern_title.setText(self.tr("What it looks for"))
        self.pattern.show_pattern(wanted, largest, partial(_pixel, look.network, wanted))
        self.pattern.setAccessibleName(self.tr("What it looks for, as 28 by 28 pixels"))
        self.finds.show_pattern(found, largest, partial(_pixel, look.network, found))
        self._scale.show_scale(largest)
        first, drawn = seen.neuron.layer == 1, look.forward is not None
        self._tell_pattern(self._pattern_notes[first, drawn])
        self.pattern.setAccessibleDescription(f"{self.pattern.strongest} {self._pattern_note.text()}")

    def _tell_pattern(self, note: str) -> None:
        self._pattern_note.setText(note)

    def _show_targets(self, network: Network, seen: Terms) -> None:
        layer, index = seen.neuron
        rows = []
        shown = seen.outgoing_order[: self._shown_targets].tolist()
        for target in shown:
            place, weight = Neuron(layer + 1, target), float(seen.outgoing[target])
            given = None if seen.activation is None else seen.activation * weight
            spoken = _line(name(place, network), weight)
            rows.append(
                Row(
                    short_name(place, network),
                    spoken,
                    weight=weight,
                    product=given,
                    bar=weight if given is None else given,
                    neuron=place,
                    link=(layer, index, target),
                )
            )
        if others := len(seen.outgoing) - len(shown):
            text = self.tr("… and {count} more").format(count=others)
            rows.append(Row(text, text, opens=True))
        self.targets.show_rows(rows)

    def _give_up_edit(self) -> None:
        for table in (self.terms, self.targets):
            table.give_up_edit()

    def _more_terms(self) -> None:
        self._shown_terms *= MORE
        self._update()

    def _more_targets(self) -> None:
        self._shown_targets *= MORE
        self._update()

    def _follow(self, table: TermsTable, index: QModelIndex, _before: QModelIndex) -> None:
        """Scroll to the cell that the keyboard has gone to."""
        middle = table.viewport().mapTo(self._inside, table.visualRect(index).center())
        self._scroll.ensureVisible(middle.x(), middle.y(), 0, ROW)

    def _tell_editable(self) -> None:
        self._hint.setText(
            self.tr("Double-click a weight to change it.")
            if self._editable
            else self.tr("Pause training to change a weight.")
        )

    def _make_top(self) -> None:
        self._title = Elided(lines=1)
        self._title.setObjectName("inspectorTitle")
        self._title.setFont(theme.font(theme.BODY, QFont.Weight.DemiBold))
        self.close_button = QToolButton()
        self.close_button.setObjectName("inspectorClose")
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.setToolTip(self.tr("Close (Esc)"))
        self.close_button.setIconSize(SIZE)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that a click first ends what is being typed
        self.close_button.clicked.connect(self.closed)
        self._nothing = _note(self.tr("Click a neuron in the picture of the network to see what it computes."))
        self._value = QLabel(wordWrap=True)

    def _make_sum(self) -> None:
        self.terms = TermsTable(
            (self.tr("from"), self.tr("input"), self.tr("weight"), self.tr("product"), ""),
        )
        self.terms.setObjectName("inspectorTerms")
        self.terms.setAccessibleName(self.tr("The terms of its sum, largest first"))
        self.terms.more.connect(self._more_terms)
        self._hint = _note("")
        self._tell_editable()
        self._sum_section = _section(self.tr("Its sum"), self.terms, self._hint)

    def _make_activation(self) -> None:
        self.curve = ActivationCurve()
        self.curve.setObjectName("inspectorCurve")
        self._activation_title = _heading("")
        self._formula = QLabel(wordWrap=True)
        self._formula.setFont(theme.figures())
        self._state = _note("")
        self._state.setMinimumHeight(2 * self._state.fontMetrics().lineSpacing())  # so that nothing below it moves
        self._state.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._activation_section = _section(self._activation_title, self.curve, self._formula, self._state)

    def _make_pattern(self) -> None:
        self.pattern, self.finds = PatternPicture(EACH), PatternPicture(EACH)
        self.pattern.setObjectName("inspectorPattern")
        self.finds.setObjectName("inspectorFinds")
        self.finds.setAccessibleName(self.tr("The same times the drawing"))
        self._scale = PatternScale()
        self._pattern_title, self._finds_title = _heading(""), _heading(self.tr("… and finds here"))
        self._pattern_note = _note("")
        self._pattern_notes = {  # for a neuron of the first layer or a later one; with a drawing or without
            (True, True): self.tr("The weight of each pixel; on the right, times its ink."),
            (True, False): self.tr("The weight of each pixel."),
            (False, True): self.tr(
                "Traced back to the pixels: how this sum would change with more ink, for this drawing; on the right, "
                "times its ink."
            ),
            (False, False): self.tr(
                "Traced back to the pixels along all weights, as if all neurons before it were on."
            ),
        }
        pictures = QWidget()
        grid = QGridLayout(pictures)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(theme.GRID // 2)
        for at, (title, view) in enumerate(((self._pattern_title, self.pattern), (self._finds_title, self.finds))):
            grid.addWidget(title, 0, at)
            grid.addWidget(view, 1, at)
        grid.setColumnStretch(2, 1)
        self._pattern_section = _section(pictures, self._scale, self._pattern_note)

    def _make_targets(self) -> None:
        self.targets = TermsTable((self.tr("to"), "", self.tr("weight"), self.tr("gives"), ""))
        self.targets.setObjectName("inspectorTargets")
        self.targets.setAccessibleName(self.tr("The strongest weights to the next layer"))
        self.targets.more.connect(self._more_targets)
        self._targets_section = _section(self.tr("Where its activation goes"), self.targets)
        for table in (self.terms, self.targets):
            table.picked.connect(self.picked)
            table.weight_edited.connect(self.weight_edited)
            table.selectionModel().currentChanged.connect(partial(self._follow, table))
        for view in (self.pattern, self.finds):
            view.picked.connect(self.picked)

    def _make_keys(self) -> None:
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed)
        copy = QAction(self.tr("Copy as text"), self)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        copy.triggered.connect(self.copy)
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self.close_button)
        self._inside = inside = QWidget()
        sections = QVBoxLayout(inside)
        sections.setContentsMargins(0, 0, theme.GRID // 2, 0)
        sections.setSpacing(2 * theme.GRID)
        for section in (
            self._value,
            self._sum_section,
            self._activation_section,
            self._pattern_section,
            self._targets_section,
        ):
            sections.addWidget(section)
        sections.addStretch(1)
        self._scroll = scroller(inside)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self._scroll.verticalScrollBar()
        bar.rangeChanged.connect(lambda low, high: bar.setEnabled(high > low))  # its room is kept when all is in view
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addLayout(top)
        layout.addWidget(self._nothing)
        layout.addWidget(self._scroll, 1)
        layout.addStretch()

    def showEvent(self, event: QShowEvent) -> None:
        self._update()

    def setVisible(self, visible: bool) -> None:
        if not visible:
            # losing the focus, the field would send off what was typed, perhaps to a network of another shape
            self._give_up_edit()
        super().setVisible(visible)


def _pixel(network: Network, values: np.ndarray, index: int) -> str:
    """What there is to the pixel `index` of `values` (784,)."""
    return _line(name(Neuron(0, index), network), float(values[index]))


def _line(text: str, value: float | None) -> str:
    return text if value is None else f"{text}: {number(value, signed=True)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _raised(formula: str) -> str:
    """With exponents above the line."""
    return re.sub(r"\^([−\d.]+|\w+)", r"<sup>\1</sup>", formula)


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setFont(theme.font(theme.SMALL, QFont.Weight.DemiBold))
    label.setProperty("rank", "second")
    return label


def _note(text: str) -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setProperty("rank", "second")
    return label


def _section(title: str | QWidget, *widgets: QWidget) -> QWidget:
    """Widgets below their heading."""
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.GRID // 2)
    layout.addWidget(_heading(title) if isinstance(title, str) else title)
    for widget in widgets:
        layout.addWidget(widget)
    return made
