import numpy as np
import pytest
from PySide6.QtCore import Qt

from digitpad.ink.pen import PEN_WIDTH
from digitpad.ink.stages import stages
from digitpad.ink.strokes import Drawing
from digitpad.qt import theme
from digitpad.qt.look import NOTHING_DRAWN, Look
from digitpad.qt.widgets import stage_picture
from digitpad.qt.widgets.stage_picture import BOXED, CENTRED, DRAWN, PIXELS, SCALED, StagePicture
from digitpad.qt.widgets.why_panel import WhyPanel

DOT = Drawing((100.0, 100.0), (np.array([[40.0, 30.0]]),))


@pytest.fixture
def panel(qtbot, three, network):
    made = WhyPanel()
    qtbot.addWidget(made)
    made.resize(700, 420)
    made.show()
    made.show_look(Look.at(three, network))
    return made


@pytest.fixture
def large(qtbot, three):
    made = StagePicture()
    qtbot.addWidget(made)
    made.resize(280, 280)
    made.show()
    made.show_stages(stages(three))
    return made


def greys(widget):
    image = widget.grab().toImage()
    rows = range(image.height())
    return np.array([[image.pixelColor(x, y).lightness() for x in range(image.width())] for y in rows])


def test_buttons_step_through_all_stages_and_stop_at_both_ends(qtbot, panel):
    seen = [panel.stage]
    while panel.next.isEnabled():
        qtbot.mouseClick(panel.next, Qt.MouseButton.LeftButton)
        seen.append(panel.stage)
    assert seen == [DRAWN, BOXED, SCALED, CENTRED, PIXELS]
    assert panel.picture.at == PIXELS
    while panel.back.isEnabled():
        qtbot.mouseClick(panel.back, Qt.MouseButton.LeftButton)
    assert panel.stage == DRAWN


def test_arrow_keys_step_from_wherever_the_focus_is(qtbot, panel):
    panel.activateWindow()
    for focus in (panel.next, panel.close_button, panel._thumbnails[2]):
        panel.show_stage(DRAWN)
        focus.setFocus()
        for key, stage in (
            (Qt.Key.Key_Right, BOXED),
            (Qt.Key.Key_Right, SCALED),
            (Qt.Key.Key_Left, BOXED),
            (Qt.Key.Key_End, PIXELS),
            (Qt.Key.Key_Right, PIXELS),
            (Qt.Key.Key_Home, DRAWN),
        ):
            qtbot.keyClick(panel.focusWidget(), key)
            assert panel.stage == stage


def test_the_keyboard_goes_to_the_end_and_back_without_losing_the_focus(qtbot, panel):
    panel.activateWindow()
    panel.open()
    for _ in range(4):
        qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Space)
    assert panel.stage == PIXELS
    assert panel.focusWidget() is panel.back


def test_a_small_picture_leads_to_its_stage(qtbot, panel):
    qtbot.mouseClick(panel._thumbnails[CENTRED], Qt.MouseButton.LeftButton)
    assert panel.stage == CENTRED
    assert [thumbnail.isChecked() for thumbnail in panel._thumbnails] == [False, False, False, True, False]


def test_escape_and_the_button_close(qtbot, panel):
    panel.activateWindow()
    panel.next.setFocus()
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(panel.next, Qt.Key.Key_Escape)
    with qtbot.waitSignal(panel.closed):
        qtbot.mouseClick(panel.close_button, Qt.MouseButton.LeftButton)


def test_every_sentence_has_the_numbers_of_the_framing(panel, three, network):
    seen = stages(three)
    width, height = seen.size
    said = []
    for stage in range(PIXELS + 1):
        panel.show_stage(stage)
        said.append(panel.sentence.replace("\u00a0", " "))
        assert panel.picture.accessibleDescription() == panel.sentence
    assert "1 stroke on a canvas of 300 × 300" in said[DRAWN]
    assert f"{width:.0f} units wide and {height:.0f} high" in said[BOXED]
    assert f"{seen.scale:.3g} " in said[SCALED]
    assert f"{PEN_WIDTH} pixels" in said[SCALED]
    x, y = seen.move
    assert f"{abs(x):.1f} pixels {'right' if x > 0 else 'left'}" in said[CENTRED]
    assert f"{abs(y):.1f} {'down' if y > 0 else 'up'}" in said[CENTRED]
    assert f"{seen.inked} of them have ink, {seen.grey} of these are grey" in said[PIXELS]
    assert f"reads {Look.at(three, network).digit}," in said[PIXELS]


def test_it_follows_the_drawing(panel, three, network):
    panel.show_stage(BOXED)
    before = panel.sentence
    twice = Drawing((600.0, 600.0), tuple(2 * stroke for stroke in three.strokes))
    panel.show_look(Look.at(twice, network))
    assert panel.sentence != before
    assert f"{stages(twice).size[0]:.0f} units wide" in panel.sentence


def test_while_it_is_hidden_it_costs_nothing_and_then_shows_the_latest(panel, network):
    panel.hide()
    panel.show_look(Look.at(DOT, network))
    assert "1 stroke on a canvas of 300" in panel.sentence.replace("\u00a0", " ")
    panel.show()
    assert "canvas of 100" in panel.sentence


def test_a_dot_an_empty_canvas_and_a_speck_have_words_of_their_own(panel, network, three):
    panel.show_look(Look.at(DOT, network))
    for stage in (BOXED, SCALED):
        panel.show_stage(stage)
        assert "dot" in panel.sentence
    panel.show_look(Look.at(NOTHING_DRAWN, network))
    assert "Draw a digit" in panel.sentence
    speck = np.array([[295.0, 295.0], [297.0, 296.0]])
    panel.show_look(Look.at(Drawing(three.canvas, (*three.strokes, speck)), network))
    panel.show_stage(DRAWN)
    assert "left out, because they are tiny and far from the rest: 1." in panel.sentence


@pytest.mark.parametrize("shown", [theme.LIGHT, theme.DARK], ids=lambda shown: shown.name)
def test_the_last_picture_is_the_one_that_the_network_gets(large, three, shown):
    large.show_theme(shown)
    large.show_stage(PIXELS)
    picture, seen = large.grab().toImage(), stages(three).picture
    for row in range(3, 26, 2):
        for column in range(3, 26, 2):
            expected = shown.shade(seen[row, column] / 255)
            assert picture.pixelColor(10 * column + 5, 10 * row + 5) == expected


def test_the_ink_fills_the_box_once_it_is_scaled(large):
    large.show_stage(SCALED)
    dark = np.argwhere(greys(large) < 60)
    # 20 of 28 pixels, ten screen pixels each; the curve through a few points stays a little inside their box
    assert np.ptp(dark, axis=0).max() + 1 == pytest.approx(200, abs=4)
    assert dark[:, 0].min() == pytest.approx(40, abs=3)


def test_the_drawing_is_where_it_is_on_the_canvas_at_first(large, three):
    dark = np.argwhere(greys(large) < 60)
    middle = (dark.min(axis=0) + dark.max(axis=0)) / 2
    points = np.concatenate(three.strokes)
    expected = (points.min(axis=0) + points.max(axis=0)) / 2 / 300 * 280
    np.testing.assert_allclose(middle[::-1], expected, atol=4)


@pytest.mark.parametrize("drawing", [DOT, Drawing((500.0, 200.0), (np.array([[0.0, 0.0], [500.0, 200.0]]),))])
def test_any_drawing_is_painted_at_and_between_all_stages(large, drawing):
    large.show_stages(stages(drawing))
    for at in np.arange(0, 4.1, 0.5):
        large._move(float(at))
        assert greys(large).min() < 150


def test_animated_it_glides_and_arrives(qtbot, large, monkeypatch):
    monkeypatch.setattr(stage_picture, "GLIDE_MS", 60)
    large.animated = True
    passed = []
    large._glide.valueChanged.connect(passed.append)
    large.show_stage(BOXED)
    qtbot.waitUntil(lambda: large.at == BOXED, timeout=20_000)
    assert any(0 < at < 1 for at in passed)
    assert passed == sorted(passed)


def test_hidden_it_does_not_glide(large):
    large.animated = True
    large.hide()
    large.show_stage(SCALED)
    assert large.at == SCALED
