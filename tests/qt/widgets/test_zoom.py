import pytest
from PySide6.QtCore import QRectF

from digitpad.qt.widgets.zoom import FARTHEST, Zoom

SIZE = (400.0, 200.0)


def test_the_point_that_is_zoomed_at_stays_where_it_is():
    zoom = Zoom().closer(3, 100, 50).closer(1.5, 30, 180)
    of_picture = (30 - zoom.left) / zoom.scale, (180 - zoom.top) / zoom.scale
    before = Zoom().closer(3, 100, 50)
    assert of_picture == pytest.approx(((30 - before.left) / 3, (180 - before.top) / 3))


def test_it_goes_no_farther_than_there_is_to_see_nor_smaller_than_the_whole():
    assert Zoom().closer(1000, 10, 10).scale == FARTHEST
    assert Zoom().closer(2, 10, 10).closer(0.1, 300, 20).scale == 1


@pytest.mark.parametrize("push", [(900, 900), (-900, -900), (900, -900), (0, 0)])
def test_however_the_picture_is_pushed_the_view_is_full_of_it(push):
    zoom = Zoom().closer(2, 200, 100).moved(*push).within(*SIZE)
    assert zoom.left <= 0 <= zoom.left + 2 * SIZE[0] - SIZE[0]
    assert zoom.top <= 0 <= zoom.top + 2 * SIZE[1] - SIZE[1]


def test_a_view_of_another_size_shows_the_same_part():
    before = Zoom(2, -100, -40)
    after = before.resized(1.5, 0.5)
    assert (-after.left / (1.5 * SIZE[0]), -after.top / (0.5 * SIZE[1])) == (100 / SIZE[0], 40 / SIZE[1])
    assert Zoom().resized(3, 3) == Zoom()


def test_what_was_drawn_for_another_zoom_lies_where_it_would_be_drawn_now():
    assert Zoom(2, -100, -40).place_of(Zoom(), SIZE, SIZE) == QRectF(-100, -40, 800, 400)
    assert Zoom().place_of(Zoom(2, -100, -40), SIZE, SIZE) == QRectF(50, 20, 200, 100)
    assert Zoom().place_of(Zoom(), (200, 100), SIZE) == QRectF(0, 0, *SIZE)
