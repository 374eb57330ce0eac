"""One person's way through the walk: which step and which neuron, the label that is wanted, and what to show of it."""

import os
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from digitpad.errors import DivergedError, RefusedFileError
from digitpad.ink.pen import SIDE
from digitpad.ink.strokes import Drawing, Segments
from digitpad.lesson import Lesson, lesson
from digitpad.net import story
from digitpad.net.losses import LOSSES
from digitpad.net.network import Network
from digitpad.net.neuron import Neuron
from digitpad.net.walkthrough import Walk, walk
from digitpad.qt.look import Look
from digitpad.qt.neuron_text import name, short_name
from digitpad.qt.page import OPENING, Page
from digitpad.qt.predictions import PREDICTED, Predictions
from digitpad.qt.random_weights import RandomWeights

if TYPE_CHECKING:
    from digitpad.data.digits import Digits

LEARNING_RATE = 0.1

BATCH = 32
"""Pictures in the mini-batch of the step about many examples."""


class Guide(QObject):
    """Makes the pages of the walk from looks and from what the person does.

    Signals:
        turned: the Page to show; None when the walk is over.
        watched: while training runs on the page about many examples, the loss of its mini-batch and how many of its
            pictures are read right.
        edit_wanted: a Network to put in the place of the one on screen, and what to call that in the undo list.
        return_wanted: a Network to go back to from what training has made of random weights, which no undo brings back.
        undo_wanted: the last `edit_wanted` is to be undone.
        drawing_wanted: a Drawing to put on the canvas.
        training_wanted, pause_wanted: training shall go on from the network on screen, or stop.
    """

    turned = Signal(object)
    watched = Signal(float, int)
    edit_wanted = Signal(object, str)
    return_wanted = Signal(object)
    undo_wanted = Signal()
    drawing_wanted = Signal(object)
    training_wanted = Signal()
    pause_wanted = Signal()

    def __init__(self, texts: Path | None = None, parent: QObject | None = None) -> None:
        """Be ready; `texts` is the folder with the texts, the shipped one by default."""
        super().__init__(parent)
        self.page: Page | None = None
        self._folder = texts
        self._lesson: Lesson | None = None
        self._look: Look | None = None
        self._state = "resting"
        self._step = OPENING  # to show as soon as the label is confirmed
        self._rate = LEARNING_RATE
        self._predictions = Predictions()
        self._digits: Digits | None = None
        self._example: int | None = None  # the label of the drawing that was asked for
        self._random = RandomWeights()
        self._randomly: bool | None = None  # what the person said on the opening about random weights
        self._label: int | None = None  # what the person said
        self._confirmed = False
        self._walk: Walk | None = None
        self._many: Walk | None = None
        self._before: Network | None = None  # what the walk was made of: it holds a copy
        self._many_before: Network | None = None
        self._neurons: dict[str, Neuron] = {}  # that the person chose, by step

    # What comes from the session.

    def show_look(self, look: Look) -> None:
        """Go by this drawing and this network from now on."""
        before, self._look = self._look, look
        self._random.see(look.network)
        redrawn = before is None or look.drawing is not before.drawing
        # then there is nothing to hold on to
        reshaped = before is not None and look.network.sizes != before.network.sizes
        if redrawn:
            self._take_drawing(look)
        if self.page is None:
            return
        if redrawn or reshaped:
            if reshaped or self._state == "resting":
                self._take_network(look.network)
            self._turn()
        elif self._state != "resting":
            self._watch(look.network)
        elif before is not None and look.network is not before.network:
            self._take_network(look.network)
            self._turn()

    def show_state(self, state: str) -> None:
        """Take note of whether training is "resting", "loading" or "training": meanwhile pages hold still."""
        self._state = state
        if state == "training" and self._random.away:
            self._random.learned = True
        if self.page is not None and self._look is not None:
            if state == "resting":
                self._take_network(self._look.network)
            self._turn()
        self._give_back()

    def forget_random(self) -> None:
        """Take note that a network from elsewhere took the place of what this walk made: it stays."""
        self._random.forget()

    # What the person does.

    def begin(self) -> None:
        """Open the walk, with the texts as they are now."""
        if self._look is None:
            return
        self._forget_digit()
        self._randomly = None
        self.page = Page(OPENING, self._look)
        try:
            self._lesson = lesson(self._folder)
        except RefusedFileError as error:
            self._lesson = None
            self.page = Page(OPENING, self._look, title=self.tr("The texts of the walk"), fault=str(error))
            self.turned.emit(self.page)
        else:
            self.restart()

    def leave(self) -> None:
        """Close the walk; random weights that it brought, and what was learned from them, go with it."""
        if self.page is None:
            return
        self.page = None
        self._forget_walk()
        self.turned.emit(None)
        if self._random.away and self._state != "resting":
            self.pause_wanted.emit()
        self._give_back()

    def restart(self) -> None:
        """Go back to the first step, with the network as it is now."""
        self._step = next(iter(story.CHAPTERS))
        self._predictions.restart()
        self._forget_walk()
        self._turn()

    def next(self) -> None:
        """Turn to the next page; from the opening, with the label that it shows."""
        if self.page is None:
            return
        if self.page.step != OPENING:
            self._go(1)
        elif self.page.label >= 0:
            self._label, self._confirmed = self.page.label, True
            self._put_random(self.page.random)
            self._turn()

    def back(self) -> None:
        """Turn to the page before; before the first is the opening."""
        if self.page is None or self.page.step == OPENING:
            return
        if self.page.number == 1:
            self._confirmed = False
            self._turn()
        else:
            self._go(-1)

    def choose(self, neuron: Neuron | None) -> None:
        """Tell the page with this neuron, when it is of a layer that the step is about."""
        page = self.page
        if page is None or page.walk is None or neuron is None or neuron == page.neuron:
            return
        if neuron.layer in page.layers and neuron.within(page.walk.network):
            for step in self._same_layers(page):
                self._neurons[step] = neuron
            self._turn()

    @property
    def put_aside(self) -> Network | None:
        """The network that comes back when the walk ends; None when it is on screen."""
        return self._random.trained if self._random.away else None

    def want(self, label: int) -> None:
        """Take `label` for what was drawn."""
        if self.page is not None and label != self.page.label:
            self._label = label
            self._forget_walk()
            self._turn()

    def change_learning_rate(self, rate: float) -> None:
        """Let the step have this size; not while it is applied."""
        if self.page is None or self.page.applied or rate == self._rate:
            return
        before = self._rate, self._walk, self._many
        self._rate = rate
        self._walk = self._many = None
        try:
            self._show(self._made())
        except DivergedError as error:
            self._rate, self._walk, self._many = before
            self._show(replace(self._made(), fault=str(error)))

    def apply(self) -> None:
        """Take the step: put the network after it in place."""
        if self.page is not None and not self.page.applied and self._state == "resting" and self._walk is not None:
            self.edit_wanted.emit(self._walk.after, self.tr("step of learning"))

    def take_back(self) -> None:
        """Undo the step."""
        if self.page is not None and self.page.applied and self._state == "resting":
            self.undo_wanted.emit()

    def start_random(self, on: bool) -> None:
        """Put a network with random weights in place, or the trained one back; from the opening, when it is left."""
        if self.page is None or self._look is None:
            return
        if self.page.step == OPENING:
            self._randomly = on
            self._turn()
        else:
            self._put_random(on)

    def set_predicting(self, on: bool) -> None:
        """Keep arrows back until they are predicted, or show them at once."""
        if on != self._predictions.on:
            self._predictions.on = on
            self._predictions.restart()
            self._turn()

    def predict(self, up: bool) -> None:
        """Say of the chosen neuron that it should rise, or fall."""
        page = self.page
        if page is not None and page.asked and page.walk is not None and page.neuron is not None:
            wanted = page.walk.wanted(page.neuron.layer)[page.neuron.index]
            self._predictions.guess(page.neuron, up, right=up == bool(wanted > 0))
            self._turn()

    def reveal(self) -> None:
        """Show all arrows of the step without another prediction."""
        page = self.page
        if page is not None and page.walk is not None:
            for layer in page.layers:
                self._predictions.reveal(Neuron(layer, index) for index in range(page.walk.network.sizes[layer]))
            self._turn()

    def ask_example(self) -> None:
        """Ask for a random digit on the canvas, whose label is known."""
        from digitpad.data.generator import generate  # here, because the window is on the screen sooner without it

        seed = int.from_bytes(os.urandom(4))
        digits = generate(10, seed)
        chosen = seed % len(digits)
        self._example = int(digits.labels[chosen])
        assert digits.drawings is not None
        self.drawing_wanted.emit(_drawing(digits.drawings.take(np.array([chosen])), self._example))

    def train(self, on: bool) -> None:
        """Let training run, or stop it."""
        (self.training_wanted if on else self.pause_wanted).emit()

    # How it is kept.

    def _forget_digit(self) -> None:
        self._label = None
        self._confirmed = False

    def _forget_walk(self) -> None:
        self._walk = self._many = None
        self._neurons.clear()
        self._predictions.forget()

    def _take_drawing(self, look: Look) -> None:
        self._walk = None
        self._predictions.forget()
        if look.drawing.empty:
            self._forget_digit()
        elif self._example is not None:
            self._label, self._confirmed = self._example, self._step == "new-digit"
            self._example = None

    def _take_network(self, network: Network) -> None:
        """Begin anew with `network`, unless it is the one before or after the step."""
        if self._walk is not None and not (network is self._before or network is self._walk.after):
            self._walk = None
            self._predictions.forget()
        if network is not self._many_before:
            self._many = None

    def _put_random(self, on: bool) -> None:
        if self.page is None or self._look is None or self._state != "resting":
            return
        if on == self._random.away and not (on and self._is_sure(self._look)):
            return
        if self.page.label >= 0:  # what the other network reads is not what is wanted
            self._label = self.page.label
        if on:
            made = self._random.instead_of(self._look.network)
            self.edit_wanted.emit(made, self.tr("random weights"))
            self._random.see(made)  # the walk may end before the next look
        else:
            self._return()

    def _return(self) -> None:
        """Put the trained network back."""
        trained = self._random.trained
        assert trained is not None
        if self._random.learned:
            self.return_wanted.emit(trained)
        else:
            self.edit_wanted.emit(trained, self.tr("return to the trained weights"))
        self._random.see(trained)

    def _give_back(self) -> None:
        """Put the trained network back when the walk that random weights were for is over."""
        if self.page is None and self._random.away and self._state == "resting":
            self._return()
            self.forget_random()

    def _begins_random(self, look: Look) -> bool:
        """Whether the walk starts from random weights: as the person said, or else where nothing is left to learn."""
        if self._randomly is not None:
            return self._randomly
        return self._is_sure(look) or self._random.away

    def _is_sure(self, look: Look) -> bool:
        """Whether next to nothing is left to learn from this drawing."""
        label = self._wanted(look)
        return label >= 0 and self._state == "resting" and float(look.probabilities[label]) > story.SURE

    def _steps(self) -> tuple[str, ...]:
        assert self._look is not None
        return story.steps(self._look.network)

    def _go(self, by: int) -> None:
        steps = self._steps()
        self._step = steps[min(max(steps.index(self._step) + by, 0), len(steps) - 1)]
        self._turn()

    def _same_layers(self, page: Page) -> list[str]:
        """The step of `page` and those right before and after it which are about the same layers."""
        assert page.walk is not None
        steps = self._steps()
        same = [story.layers(page.walk.network, step) == page.layers for step in steps]
        first = last = steps.index(page.step)
        while first > 0 and same[first - 1]:
            first -= 1
        while last < len(steps) - 1 and same[last + 1]:
            last += 1
        return list(steps[first : last + 1])

    def _watch(self, network: Network) -> None:
        if self.page is not None and self.page.step == "many-examples" and self.page.walk is not None:
            shown = self.page.walk
            outputs = network.forward(shown.inputs).outputs
            correct = int(np.count_nonzero(outputs.argmax(axis=1) == shown.labels))
            self.watched.emit(LOSSES[network.loss].value(outputs, shown.targets), correct)

    # How a page is made.

    def _turn(self) -> None:
        if self.page is None or self._lesson is None or self._look is None:
            return
        try:
            self._show(self._made())
        except DivergedError as error:
            self._rate = LEARNING_RATE
            self._show(replace(self._opening(self._look), fault=str(error)))

    def _show(self, page: Page) -> None:
        self.page = page
        self.turned.emit(page)

    def _opening(self, look: Look) -> Page:
        title = self.tr("Which digit did you draw?")
        if look.drawing.empty:
            title = self.tr("Draw a digit to begin")
        elif look.drawing.label is not None:
            title = self.tr("A random example")
        return Page(
            step=OPENING,
            look=look,
            count=len(self._steps()),
            title=title,
            glossary=self._lesson.glossary if self._lesson else None,
            label=self._wanted(look),
            predicting=self._predictions.on,
            random=self._begins_random(look),
            state=self._state,
        )

    def _made(self) -> Page:
        look, texts = self._look, self._lesson
        assert look is not None
        assert texts is not None
        steps = self._steps()
        if self._step not in steps:  # a network with fewer layers came meanwhile
            self._step = "apply"
        step = self._step
        if step != "new-digit" and not (self._confirmed and look.forward is not None):
            return self._opening(look)
        shown = self._mini_batch(look) if step in ("many-examples", "new-digit") else self._single(look)
        network = shown.network
        layers = story.layers(network, step)
        neuron = self._neurons.get(step)
        if neuron is None or not neuron.within(network) or neuron.layer not in layers:
            neuron = story.chosen(shown, step)
        hidden = self._predictions.on and step in PREDICTED
        asked = hidden and not self._predictions.knows(neuron) and bool(shown.wanted(neuron.layer)[neuron.index])
        applied = self._walk is not None and look.network is self._walk.after
        about = step != "new-digit"
        # what is to be predicted, and what has not happened yet, is not told
        cases = () if asked or (step == "apply" and not applied) else story.cases(shown, step, neuron)
        arrows = story.arrows(shown, step, neuron)
        values = {
            key: _called(value, neuron, network) if isinstance(value, Neuron) else value
            for key, value in story.numbers(shown, step, neuron).items()
        }
        return replace(
            self._opening(look),
            step=step,
            number=steps.index(step) + 1,
            title=texts.texts[step].title,
            text=texts.texts[step].fill(values, cases),
            walk=shown,
            neuron=neuron if about else None,
            layers=layers if about else range(0),
            arrows=self._predictions.shown(arrows, neuron) if hidden else arrows,
            asked=asked,
            guess=self._predictions.of(neuron) if hidden else None,
            score=self._predictions.score,
            applied=applied,
            trained=self.put_aside,
            random=self._random.away,
        )

    def _wanted(self, look: Look) -> int:
        """The digit that is wanted: what the network reads, until the person says something else."""
        return look.digit if self._label is None or look.digit < 0 else self._label

    def _single(self, look: Look) -> Walk:
        """The walk of the digit on the canvas."""
        if self._walk is None:
            self._walk = walk(look.network, look.image.reshape(1, -1), self._wanted(look), self._rate)
            self._before = look.network
        return self._walk

    def _mini_batch(self, look: Look) -> Walk:
        if self._many is None:
            if self._digits is None:
                from digitpad.data.generator import generate

                made = generate(BATCH, 0)
                self._digits = made.take(np.random.default_rng(0).permutation(BATCH))
            inputs = self._digits.images.reshape(BATCH, -1) / np.float32(255)
            self._many = walk(look.network, inputs, self._digits.labels.astype(np.intp), self._rate)
            self._many_before = look.network
        return self._many


def _called(neuron: Neuron, chosen: Neuron, network: Network) -> str:
    """The short name, unless the chosen neuron of another layer has the same."""
    called = short_name(neuron, network)
    return name(neuron, network) if neuron != chosen and called == short_name(chosen, network) else called


def _drawing(segments: Segments, label: int) -> Drawing:
    """The only drawing in `segments`, which are in pixels of the 28x28 picture, as strokes."""
    begins = [*segments.first_of_strokes().tolist(), len(segments.starts)]
    strokes = tuple(
        np.concatenate([segments.starts[first:last], segments.ends[last - 1 : last]]).astype(np.float64)
        for first, last in pairwise(begins)
    )
    return Drawing((float(SIDE), float(SIDE)), strokes, label)
