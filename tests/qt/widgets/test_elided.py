import pytest

from digitpad.qt import theme
from digitpad.qt.widgets.elided import Elided

LONG = "/a/path/without/a/place/to/break" * 20 + ": it is damaged; choose another file"


@pytest.fixture
def text(qtbot):
    made = Elided(lines=2)
    qtbot.addWidget(made)
    made.resize(300, 40)
    made.show()
    return made


def test_a_short_text_is_shown_as_it_is(text):
    text.setText("<b>5 < 6</b>")
    assert text.shown == text.text() == "<b>5 < 6</b>"
    assert text.toolTip() == ""


def test_of_a_long_text_both_ends_are_shown_and_the_tool_tip_has_all(text):
    text.setText(LONG)
    assert text.shown.startswith("/a/path")
    assert text.shown.endswith("choose another file")
    assert LONG in text.toolTip()
    assert text._laid_out().lineCount() == 2
    assert text.minimumSizeHint().width() == 0
    text.resize(5000, 40)
    assert text.shown == LONG


@pytest.mark.parametrize("shown", [theme.LIGHT, theme.DARK], ids=lambda shown: shown.name)
def test_it_is_written_in_the_ink_of_the_theme(text, tmp_path, shown):
    text.setStyleSheet(theme.style_sheet(shown, tmp_path) + f"Elided {{ background: {shown.raised.name()}; }}")
    text.setText("MMMMMMMM")
    picture = text.grab().toImage()
    colours = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
    assert max(theme.contrast(colour, shown.raised) for colour in colours) > 8
