import numpy as np
import pytest
from PySide6.QtCore import Qt

from digitpad.qt import theme
from digitpad.qt.widgets.digit_view import picture
from digitpad.qt.widgets.samples_page import SamplesPage
from digitpad.qt.workers import SHEET


@pytest.fixture
def page(qtbot):
    made = SamplesPage()
    qtbot.addWidget(made)
    made.begin("Generated digits", "No two are alike.")
    made.show()
    return made


@pytest.fixture
def sheet():
    made = np.random.default_rng(0).integers(0, 256, (10, SHEET, 28, 28), np.uint8)
    made[4, 3:] = 0  # there are three 4s
    return made


def test_until_samples_come_it_says_so_and_a_fault_takes_their_place(page, sheet):
    assert "Preparing" in page.sheet.accessibleDescription()
    page.show_samples(sheet)
    assert page.more_button.isEnabled()
    page.show_fault("x.npz: it is broken; use another")
    assert page.sheet.accessibleDescription().startswith("x.npz")
    assert not page.more_button.isEnabled()
    assert not page.grab().isNull()


@pytest.mark.parametrize("shown", [theme.LIGHT, theme.DARK], ids=lambda shown: shown.name)
def test_every_sample_is_in_the_row_of_its_digit(page, sheet, shown):
    page.sheet.resize(page.sheet.sizeHint())
    page.show_theme(shown)
    page.show_samples(sheet)
    seen = page.sheet.grab().toImage()
    for digit, number in ((0, 0), (3, 11), (9, 5)):
        room = page.sheet.cell(digit, number)
        assert room.width() == 56
        expected = picture(sheet[digit, number] / np.float32(255), shown)
        for x, y in ((5, 9), (14, 14), (22, 20)):
            at = (int(room.left()) + 2 * x, int(room.top()) + 2 * y)
            assert seen.pixelColor(*at) == expected.pixelColor(x, y)


def test_how_many_there_are_is_told_to_assistive_technology(page, sheet):
    page.show_samples(sheet)
    assert "3: 12, 4: 3, 5: 12" in page.sheet.accessibleDescription()


def test_cells_stay_inside_at_any_size(page, sheet):
    page.show_samples(sheet)
    for size in ((412, 320), (500, 330), (900, 400), (1400, 1000)):
        page.sheet.resize(*size)
        for digit, number in ((0, 0), (9, SHEET - 1)):
            room = page.sheet.cell(digit, number)
            assert page.sheet.rect().contains(room.toRect())
        assert not page.sheet.grab().isNull()


def test_enter_asks_for_more_again_and_again(qtbot, page, sheet):
    page.activateWindow()
    page.show_samples(sheet)
    for _ in range(3):
        with qtbot.waitSignal(page.more):
            qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)


@pytest.mark.parametrize("way", ["Esc", "button", "window"])
def test_every_way_of_closing_is_told_once(qtbot, page, way):
    told = []
    page.closed.connect(lambda: told.append(way))
    if way == "Esc":
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    elif way == "button":
        qtbot.mouseClick(page.close_button, Qt.MouseButton.LeftButton)
    else:
        page.close()
    assert not page.isVisible()
    assert told == [way]
