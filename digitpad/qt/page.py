"""A page of the walk: what to show of one step."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from digitpad.net.network import Network
from digitpad.net.neuron import Neuron
from digitpad.net.story import Arrows
from digitpad.net.walkthrough import Walk
from digitpad.qt.look import Look

OPENING = ""
"""The card before the first step, which asks what was drawn."""


@dataclass(frozen=True, eq=False)
class Page:
    """What to show of one step.

    Attributes:
        step: a name in `digitpad.lesson.KEYS`, or `OPENING`.
        number, count: which of how many, from 1; 0 for the opening.
        title: plain text.
        text: Markdown; terms of the glossary are bold. Empty for the opening.
        glossary: what each term means, Markdown, by term.
        look: what is on the canvas, and what the network makes of it.
        label: the digit that is wanted; -1 when nothing is drawn.
        walk: that the text tells of; in "many-examples" and "new-digit" of a mini-batch. None for the opening.
        neuron: that is chosen; None where the page is about none.
        layers: from which another may be chosen.
        arrows: to show; not those that are still to be predicted.
        asked: whether the arrow of `neuron` is still to be predicted.
        guess: what was predicted of it, True for up; None when nothing was.
        score: how many predictions were right, and how many there were.
        predicting: whether arrows are to be predicted at all.
        applied: whether the network on screen is the one after the step.
        trained: the network whose place random weights took; None when they did not.
        random: whether it started from random weights, and has learned nothing but in this walk; on the opening,
            whether it will.
        state: of training, "resting", "loading" or "training".
        fault: one line that says why there is nothing to show, or why something was not done.
    """

    step: str
    look: Look
    number: int = 0
    count: int = 0
    title: str = ""
    text: str = ""
    glossary: Mapping[str, str] | None = None
    label: int = -1
    walk: Walk | None = None
    neuron: Neuron | None = None
    layers: range = range(0)
    arrows: Arrows = field(default_factory=Arrows)
    asked: bool = False
    guess: bool | None = None
    score: tuple[int, int] = (0, 0)
    predicting: bool = False
    applied: bool = False
    trained: Network | None = None
    random: bool = False
    state: str = "resting"
    fault: str = ""
