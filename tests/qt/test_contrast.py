"""Contrast of all that is read or tells something, in light and dark: computed from the theme, and seen in the window.

At least 4.5 to 1 (WCAG 2.2, 1.4.3 and 1.4.11, of which the latter would be content with 3 to 1). Exempt, as there:
controls that are disabled; what is only there to be pretty, which is `line`, `raised` and `pressed`, hairlines and
patches that tell nothing. In the picture of the network, borders, rings, arrows, digits and numbers are marks; the
greys of neurons and the opacity of links are not, but data: they stand for values down to zero, which must be able to
look like nothing, and every value can be had as a number. What a page of the walk is not about has stepped back.
"""

import re
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

import digitpad.qt
from digitpad.net.neuron import Neuron
from digitpad.paths import resource
from digitpad.qt import theme
from digitpad.qt.page import OPENING
from digitpad.qt.widgets.landscape_picture import COLOURS

WAIT = 60_000  # milliseconds; reached only by a test that fails
LEAST = 4.5
THEMES = [theme.LIGHT, theme.DARK]

SEEN = ("ink", "muted", "outline", "accent", "positive", "negative", "output_arrow", "rise", "fall")
"""What text is written and marks are painted in, on the ground or on paper."""

PRETTY = {
    "nudge_plot.py": "the frame",
    "samples_page.py": "frames",
    "help_window.py": "frames of tables",
    "stage_picture.py": "the frame and the grid of pixels",
    "landscape_picture.py": "the frame while there is no map",
    "output_bars.py": "the track of a bar, which has its number",
    "link_image.py": "the lines on which a layer's neurons stand",
    "walk_text.py": "a patch behind text",
    "activation_curve.py": "a patch behind text",
    "nudge_panel.py": "the handle of a slider that is disabled",
}
"""Where widgets paint in the colours `line`, `raised` and `pressed`, and what, which tells nothing."""

both = pytest.mark.parametrize("shown", THEMES, ids=lambda shown: shown.name)


@both
@pytest.mark.parametrize("name", SEEN)
def test_text_and_marks_can_be_seen_on_the_ground_and_on_paper(shown, name):
    for ground in (shown.ground, shown.paper):
        assert theme.contrast(getattr(shown, name), ground) >= LEAST


@both
@pytest.mark.parametrize(
    ("front", "behind"),
    [
        ("ink", "raised"),  # buttons, messages
        ("muted", "raised"),  # lines of second rank in messages, the shares of the other outputs
        ("ink", "pressed"),  # a button under the mouse
        ("ink", "line"),  # and one that is held down
        ("accent", "raised"),  # progress on its track, and the ring around a button
        ("on_accent", "accent"),  # the chief button, the chosen line of a list, the knob of a switch
        ("on_accent", "accent_hover"),
        ("accent_hover", "ground"),
        ("paper", "ink"),  # tool tips, the share of the chosen output
    ],
)
def test_what_lies_on_something_else_can_be_seen_on_it(shown, front, behind):
    assert theme.contrast(getattr(shown, front), getattr(shown, behind)) >= LEAST


@both
def test_the_digit_in_a_neuron_can_be_read_on_every_shade(shown):
    for share in np.linspace(0, 1, 256).tolist():
        assert theme.contrast(shown.on_shade(share), shown.shade(share)) >= LEAST


@both
def test_the_digit_in_a_neuron_that_has_stepped_aside_can_be_read(shown):
    from digitpad.qt.widgets.network_painting import ASIDE

    for share in (0.0, 1.0):
        assert theme.contrast(shown.ink, _over(shown.shade(share), shown.ground, ASIDE)) >= LEAST


@both
def test_lines_on_the_map_of_the_loss_can_be_seen_wherever_they_lie(shown):
    # each is light with dark edges: midway neither has 4.5 to the map, but they have more than 12 to each other
    dark, light = QColor(COLOURS[0]), QColor(COLOURS[-1])
    assert theme.contrast(dark, light) >= 12
    for one, other in pairwise(map(QColor, COLOURS)):
        for share in np.linspace(0, 1, 20).tolist():
            colour = _over(one, other, share)
            assert max(theme.contrast(dark, colour), theme.contrast(light, colour)) >= 3.5
    for end in (dark, light):  # a few words on a patch that lets a little of the map through
        assert theme.contrast(shown.ink, _over(shown.paper, end, 0.9)) >= LEAST


@both
def test_every_rule_of_the_style_sheet_can_be_read(shown):
    sheet = theme.style_sheet(shown, Path("x.svg"))
    checked = 0
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
        if ":disabled" in selector:
            continue
        rules = dict(re.findall(r"(?:^|[;\s])([a-z-]+): ?(#[0-9a-f]{6})", body))
        behind = [QColor(rules["background"])] if "background" in rules else [shown.ground, shown.paper]
        if "color" in rules:
            checked += 1
            assert all(theme.contrast(QColor(rules["color"]), other) >= LEAST for other in behind), selector
    assert checked > 10


@both
def test_the_mark_of_a_list_can_be_seen(shown):
    drawn = resource(f"icons/chevron-{shown.name}.svg").read_text("utf-8")
    (colour,) = re.findall(r'stroke="(#[0-9a-f]{6})"', drawn)
    assert theme.contrast(QColor(colour), shown.paper) >= LEAST


def test_all_colours_are_those_of_the_theme():
    """But for those of the map of the loss, which are a scale."""
    for path in Path(digitpad.qt.__file__).parent.rglob("*.py"):
        source = path.read_text("utf-8")
        if path.name == "theme.py":
            continue
        literals = re.findall(r"""["']#[0-9a-fA-F]{3,8}["']|GlobalColor\.(?!transparent)\w+|QColor\(\d""", source)
        allowed = len(COLOURS) if path.name == "landscape_picture.py" else 0
        assert len(literals) == allowed, (path, literals)


def test_what_is_faint_is_only_there_to_be_pretty():
    for path in (Path(digitpad.qt.__file__).parent / "widgets").glob("*.py"):
        faint = re.findall(r"(?:theme|shown|_theme)\.(?:line|raised|pressed)\b", path.read_text("utf-8"))
        assert bool(faint) == (path.name in PRETTY), (path, faint)


def _over(front, behind, opacity):
    ends = ((front.red(), behind.red()), (front.green(), behind.green()), (front.blue(), behind.blue()))
    return QColor(*(round(opacity * one + (1 - opacity) * other) for one, other in ends))


# In the window as it is.


def _drawn(window):
    """A 3 on the canvas."""


def _why(window):
    window.menus.why.trigger()
    window.why.show_stage(3)


def _inspector(window):
    window.network.view.select(Neuron(2, 5))


def _emptied(window):
    window.canvas.clear()


def _walk(step):
    def go(window):
        window.menus.walk.trigger()
        while window.guide.page.step != step:
            window.guide.next()

    go.__name__ = step
    return go


STATES = [
    _drawn,
    _emptied,
    _why,
    _inspector,
    *map(_walk, (OPENING, "neuron", "output-weights", "apply", "many-examples")),
]


@pytest.fixture
def shown(qtbot, window, three):
    """Brings the window, with a 3, into a state, and then into each theme."""

    def settle():
        qtbot.waitUntil(lambda: window.network.view._look.drawing is window.session.drawing, timeout=WAIT)

    def go(state):
        window.canvas.draw(three, "a 3")
        settle()
        state(window)
        settle()
        for each in THEMES:
            window.menus.themes[each.name].trigger()
            yield window, each

    return go


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__.strip("_"))
def test_every_label_and_button_that_is_on_the_screen_can_be_read(shown, state):
    for window, _ in shown(state):
        picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        pixels = np.frombuffer(picture.constBits(), np.uint32).reshape(picture.height(), picture.width())
        read = 0
        for widget in window.findChildren(QLabel) + window.findChildren(QAbstractButton):
            room = widget.visibleRegion().boundingRect()
            if not (widget.isVisible() and widget.isEnabled() and widget.text()) or room.height() < 12:
                continue
            corner = widget.mapTo(window, room.topLeft())
            part = pixels[corner.y() : corner.y() + room.height(), corner.x() : corner.x() + room.width()]
            assert _contrast_of(part) >= LEAST, (widget, widget.text())
            read += 1
        assert read > 15


def _contrast_of(pixels):
    """Between the colour that most pixels have and the one that is farthest from it."""
    colours, counts = np.unique(pixels, return_counts=True)
    behind = QColor(int(colours[counts.argmax()]))
    return max(theme.contrast(behind, QColor(colour)) for colour in colours.tolist())


@pytest.mark.parametrize(
    "state", [_drawn, _why, _inspector, _walk("output-weights")], ids=lambda state: state.__name__.strip("_")
)
def test_what_widgets_write_themselves_is_written_in_colours_that_can_be_read(shown, state):
    for window, colours in shown(state):
        readable = {getattr(colours, name).name() for name in SEEN} | {"#000000", "#ffffff"}
        readable.add(colours.paper.name())  # on ink
        written = {}
        for widget in window.findChildren(QWidget):
            own = widget.isVisible() and type(widget).__module__.startswith("digitpad")
            if own and not widget.visibleRegion().isEmpty():
                for text, colour in _texts(widget):
                    written.setdefault(colour, []).append((type(widget).__name__, text))
        assert written
        assert set(written) <= readable, written


def _texts(widget):
    """All text that the widget paints, with its colour."""
    if widget.objectName() == "networkView":
        drawn = widget.svg()
    else:
        made = QBuffer()
        made.open(QIODevice.OpenModeFlag.WriteOnly)
        file = QSvgGenerator()
        file.setOutputDevice(made)
        file.setSize(QSize(widget.width(), widget.height()))
        widget.render(file, renderFlags=QWidget.RenderFlag(0))
        drawn = bytes(made.data().data())
    for element in ElementTree.parse(BytesIO(drawn)).iter("{http://www.w3.org/2000/svg}text"):
        assert float(element.get("fill-opacity", "1")) == 1
        yield "".join(element.itertext()), element.get("fill")
