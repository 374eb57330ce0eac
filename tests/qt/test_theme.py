import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication

from digitpad.qt import theme

THEMES = [theme.LIGHT, theme.DARK]
READ_ON = [
    ("ink", "ground"),
    ("ink", "paper"),
    ("ink", "raised"),
    ("ink", "pressed"),
    ("muted", "ground"),
    ("muted", "paper"),
    ("accent", "ground"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
]


def test_black_on_white_has_the_contrast_that_the_standard_says():
    assert theme.contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert theme.contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)  # WCAG's own example


@pytest.mark.parametrize("shown", THEMES, ids=lambda shown: shown.name)
@pytest.mark.parametrize(("text", "surface"), READ_ON)
def test_every_text_can_be_read_on_its_surface(shown, text, surface):
    assert theme.contrast(getattr(shown, text), getattr(shown, surface)) >= 4.5


@pytest.mark.parametrize("shown", THEMES, ids=lambda shown: shown.name)
@pytest.mark.parametrize("mark", ["positive", "negative", "output_arrow", "rise", "fall"])
def test_links_and_arrows_and_their_numbers_stand_out_from_the_ground(shown, mark):
    assert theme.contrast(getattr(shown, mark), shown.ground) >= 4.5


@pytest.mark.parametrize("shown", THEMES, ids=lambda shown: shown.name)
def test_the_digit_in_an_output_neuron_can_be_read_at_every_activation(shown):
    for step in range(101):
        share = step / 100
        assert theme.contrast(shown.on_shade(share), shown.shade(share)) >= 4.5


@pytest.mark.parametrize("shown", THEMES, ids=lambda shown: shown.name)
def test_greys_go_from_paper_to_ink_and_are_grey(shown):
    assert shown.shade(0) == shown.paper
    assert shown.shade(1) == shown.ink
    assert all(max(c.getRgb()[:3]) - min(c.getRgb()[:3]) <= 6 for c in shown.shades)


def test_the_window_follows_the_system(window, monkeypatch):
    monkeypatch.setattr(type(QGuiApplication.styleHints()), "colorScheme", lambda self: Qt.ColorScheme.Dark)
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert window.palette().window().color() == theme.DARK.ground
    window.menus.themes["light"].trigger()
    assert window.palette().window().color() == theme.LIGHT.ground
