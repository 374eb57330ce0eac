import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QInputDevice, QMouseEvent, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from digitpad.qt.widgets.canvas import Canvas

LINE = [(50, 50), (100, 60), (150, 100)]
OTHER = [(50, 200), (250, 200)]
SCREEN = QTest.createTouchDevice()


@pytest.fixture
def canvas(qtbot):
    made = Canvas()
    made.resize(300, 300)
    qtbot.addWidget(made)
    made.show()
    return made


def tablet(canvas, points, pointer=QPointingDevice.PointerType.Pen):
    """Move a pen, or its eraser end, along the points."""
    device = QPointingDevice(
        "pen",
        1,
        QInputDevice.DeviceType.Stylus,
        pointer,
        QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
        1,
        2,
    )
    kinds = [QEvent.Type.TabletPress] + [QEvent.Type.TabletMove] * (len(points) - 1) + [QEvent.Type.TabletRelease]
    for kind, point in zip(kinds, [*points, points[-1]], strict=True):
        at = QPointF(*point)
        released = kind == QEvent.Type.TabletRelease
        held = Qt.MouseButton.NoButton if released else Qt.MouseButton.LeftButton
        moved = kind == QEvent.Type.TabletMove
        which = Qt.MouseButton.NoButton if moved else Qt.MouseButton.LeftButton
        modifiers = Qt.KeyboardModifier.NoModifier
        event = QTabletEvent(kind, device, at, at, 0.5, 0, 0, 0.0, 0.0, 0.0, modifiers, which, held)
        QApplication.sendEvent(canvas, event)


def touch(canvas, points):
    """Move a finger along the points."""
    at = [QPoint(*point) for point in points]
    QTest.touchEvent(canvas, SCREEN).press(0, at[0]).commit()
    for point in at[1:]:
        QTest.touchEvent(canvas, SCREEN).move(0, point).commit()
    QTest.touchEvent(canvas, SCREEN).release(0, at[-1]).commit()


def test_a_new_canvas_is_empty(canvas):
    assert canvas.drawing.empty


def test_the_mouse_draws_a_stroke_for_each_press(canvas, mouse):
    mouse(canvas, LINE)
    mouse(canvas, OTHER)
    assert canvas.drawing.canvas == (300, 300)
    np.testing.assert_array_equal(canvas.drawing.strokes[0], LINE)
    np.testing.assert_array_equal(canvas.drawing.strokes[1], OTHER)


def test_a_click_is_a_dot(canvas, mouse):
    mouse(canvas, [(100, 100)])
    assert [stroke.tolist() for stroke in canvas.drawing.strokes] == [[[100, 100]]]


def test_the_drawing_is_told_while_the_stroke_is_still_under_way(canvas, mouse):
    told = []
    canvas.drawing_changed.connect(told.append)
    mouse(canvas, LINE)
    assert [len(drawing.strokes[0]) for drawing in told[:3]] == [1, 2, 3]


@pytest.mark.parametrize("draw", [tablet, touch])
def test_pen_and_finger_draw_like_the_mouse(canvas, draw):
    draw(canvas, LINE)
    assert len(canvas.drawing.strokes) == 1
    # the test's screen coordinates count the frame of the window
    np.testing.assert_allclose(np.diff(canvas.drawing.strokes[0], axis=0), np.diff(LINE, axis=0))


def test_the_right_button_erases_the_stroke_under_it_and_no_other(canvas, mouse):
    mouse(canvas, LINE)
    mouse(canvas, OTHER)
    mouse(canvas, [(150, 203)], Qt.MouseButton.RightButton)
    assert len(canvas.drawing.strokes) == 1
    np.testing.assert_array_equal(canvas.drawing.strokes[0], LINE)
    mouse(canvas, [(280, 20)], Qt.MouseButton.RightButton)
    assert len(canvas.drawing.strokes) == 1


def test_the_right_button_held_erases_all_it_passes(canvas, mouse):
    mouse(canvas, LINE)
    mouse(canvas, OTHER)
    mouse(canvas, [(100, 20), (100, 60), (100, 200)], Qt.MouseButton.RightButton)
    assert canvas.drawing.empty


def test_the_eraser_end_of_a_pen_erases(canvas, mouse):
    mouse(canvas, LINE)
    tablet(canvas, [(100, 62)], QPointingDevice.PointerType.Eraser)
    assert canvas.drawing.empty


def test_strokes_erasing_and_clearing_are_undone_one_by_one(canvas, mouse):
    mouse(canvas, LINE)
    mouse(canvas, OTHER)
    mouse(canvas, [(150, 200)], Qt.MouseButton.RightButton)
    canvas.clear()
    counts = []
    while canvas.undo_stack.canUndo():
        canvas.undo_stack.undo()
        counts.append(len(canvas.drawing.strokes))
    assert counts == [1, 2, 1, 0]
    canvas.undo_stack.redo()
    np.testing.assert_array_equal(canvas.drawing.strokes[0], LINE)


def test_clearing_an_empty_canvas_is_nothing_to_undo(canvas):
    canvas.clear()
    assert not canvas.undo_stack.canUndo()


def test_resizing_keeps_the_drawing_and_shows_all_of_it(canvas, mouse):
    mouse(canvas, [(10, 10), (290, 290)])
    canvas.resize(220, 400)
    np.testing.assert_array_equal(canvas.drawing.strokes[0], [(10, 10), (290, 290)])
    picture = canvas.grab().toImage()
    ink = picture.pixelColor(110, 200)
    assert ink.lightness() < 60  # the middle of the line is the middle of the widget still


def test_after_resizing_new_strokes_fit_the_old_ones(canvas, mouse):
    mouse(canvas, [(0, 150), (300, 150)])
    canvas.resize(250, 250)
    mouse(canvas, [(125, 0), (125, 250)])
    np.testing.assert_allclose(canvas.drawing.strokes[1], [(150, 0), (150, 300)])


def test_an_empty_canvas_shows_a_hint(canvas, mouse):
    def darkest():
        picture = canvas.grab().toImage()
        return min(picture.pixelColor(x, y).lightness() for x in range(90, 210) for y in range(140, 160))

    assert darkest() < 200
    mouse(canvas, [(20, 20), (30, 20)])
    assert darkest() == 255


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier])
def test_a_digit_key_with_ctrl_or_alt_means_something_else(qtbot, canvas, held):
    with qtbot.assertNotEmitted(canvas.keep_requested):
        qtbot.keyClick(canvas, "1", held)


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier])
def test_a_digit_of_the_keypad_or_with_shift_is_a_digit(qtbot, canvas, held):
    with qtbot.waitSignal(canvas.keep_requested) as kept:
        qtbot.keyClick(canvas, "1", held)
    assert kept.args == [1]


def test_a_finger_that_rests_is_not_followed_when_the_one_that_drew_lifts(canvas):
    QTest.touchEvent(canvas, SCREEN).press(0, QPoint(50, 50)).commit()
    QTest.touchEvent(canvas, SCREEN).stationary(0).press(1, QPoint(250, 250)).commit()
    QTest.touchEvent(canvas, SCREEN).move(0, QPoint(60, 60)).move(1, QPoint(251, 251)).commit()
    QTest.touchEvent(canvas, SCREEN).release(0, QPoint(60, 60)).stationary(1).commit()
    QTest.touchEvent(canvas, SCREEN).move(1, QPoint(240, 240)).commit()
    (stroke,) = canvas.drawing.strokes
    np.testing.assert_allclose(np.diff(stroke, axis=0), [[10, 10]])
    # the other one rests on, and a new stroke is drawn beside it
    QTest.touchEvent(canvas, SCREEN).stationary(1).press(2, QPoint(80, 80)).commit()
    QTest.touchEvent(canvas, SCREEN).stationary(1).release(2, QPoint(80, 80)).commit()
    QTest.touchEvent(canvas, SCREEN).release(1, QPoint(240, 240)).commit()
    assert [len(stroke) for stroke in canvas.drawing.strokes] == [2, 1]


def test_clearing_in_the_middle_of_a_stroke_is_told(canvas, mouse):
    told = []
    canvas.drawing_changed.connect(told.append)
    press = QMouseEvent(
        QEvent.Type.MouseButtonPress,
        QPointF(50, 50),
        QPointF(50, 50),
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(canvas, press)
    assert not told[-1].empty
    canvas.clear()
    assert told[-1].empty


def test_a_stroke_looks_the_same_while_it_grows_and_when_it_is_done(canvas, mouse):
    at = np.linspace(0, 12, 200)
    points = np.column_stack([150 + 8 * at * np.cos(at), 150 + 8 * at * np.sin(at)])
    pictures = []
    canvas.drawing_changed.connect(lambda: pictures.append(canvas.grab().toImage()))
    mouse(canvas, points.tolist())
    growing, done = (
        np.frombuffer(picture.convertToFormat(QImage.Format.Format_Grayscale8).constBits(), np.uint8).astype(int)
        for picture in (pictures[-2], pictures[-1])
    )
    assert (done < 128).sum() > 2000
    assert np.abs(growing - done).max() < 80  # the seams of its edge
    assert (np.abs(growing - done) > 8).mean() < 0.01


def test_digit_keys_say_what_the_drawing_is_meant_to_be(qtbot, canvas):
    with qtbot.waitSignal(canvas.keep_requested) as kept:
        qtbot.keyClick(canvas, "7")
    assert kept.args == [7]
    with qtbot.assertNotEmitted(canvas.keep_requested):
        qtbot.keyClick(canvas, "a")
