import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QInputDevice, QKeyEvent, QMouseEvent, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from digitpad.qt import theme
from digitpad.qt.widgets.canvas import MOST_UNDONE, Canvas
from digitpad.qt.widgets.key_pen import FAST, STEP

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


def test_what_was_done_long_ago_cannot_be_undone_any_more(canvas, mouse):
    for _ in range(MOST_UNDONE + 5):
        mouse(canvas, [(20, 20), (40, 60)])
    assert canvas.undo_stack.count() == MOST_UNDONE
    while canvas.undo_stack.canUndo():
        canvas.undo_stack.undo()
    assert len(canvas.drawing.strokes) == 5


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


@pytest.fixture
def keys(qtbot, canvas):
    """Presses keys one after the other on the canvas, which has the focus."""
    canvas.activateWindow()
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)

    def press(*pressed, held=Qt.KeyboardModifier.NoModifier):
        for key in pressed:
            qtbot.keyClick(canvas, key, held)

    return press


LEFT, RIGHT, UP, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down
SPACE, ESCAPE = Qt.Key.Key_Space, Qt.Key.Key_Escape
PACE = 300 * STEP


def test_the_first_arrow_key_shows_the_pen_in_the_middle_and_the_next_move_it(canvas, keys):
    assert canvas.pen.at is None
    keys(RIGHT)
    assert canvas.pen.at == QPointF(150, 150)
    keys(RIGHT, RIGHT, DOWN)
    assert canvas.pen.at == QPointF(150 + 2 * PACE, 150 + PACE)
    assert canvas.drawing.empty


def test_with_shift_the_pen_goes_several_steps_at_once_which_are_all_drawn(canvas, keys):
    keys(SPACE)
    keys(LEFT, held=Qt.KeyboardModifier.ShiftModifier)
    assert canvas.pen.at == QPointF(150 - FAST * PACE, 150)
    assert len(canvas.drawing.strokes[0]) == 1 + FAST


def test_two_arrow_keys_held_together_go_along_the_diagonal_as_do_the_corners_of_the_keypad(qtbot, canvas, keys):
    keys(RIGHT)
    qtbot.keyPress(canvas, UP)
    qtbot.keyPress(canvas, RIGHT)
    assert canvas.pen.at == QPointF(150 + PACE, 150 - 2 * PACE)  # up, then both
    qtbot.keyRelease(canvas, UP)
    qtbot.keyRelease(canvas, RIGHT)
    keys(DOWN)
    assert canvas.pen.at == QPointF(150 + PACE, 150 - PACE)
    keys(Qt.Key.Key_End, held=Qt.KeyboardModifier.KeypadModifier)
    assert canvas.pen.at == QPointF(150, 150)


def test_a_key_that_repeats_by_itself_goes_on_and_a_repeated_space_does_nothing(canvas, keys):
    keys(RIGHT)
    for key in (RIGHT, RIGHT, SPACE):
        QApplication.sendEvent(canvas, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True))
    assert canvas.pen.at == QPointF(150 + 2 * PACE, 150)
    assert canvas.drawing.empty


def test_space_puts_the_pen_down_and_lifts_it_and_each_stroke_is_undone_by_itself(canvas, keys):
    keys(SPACE, RIGHT, RIGHT, SPACE, DOWN, DOWN, SPACE, LEFT, SPACE)
    assert [len(stroke) for stroke in canvas.drawing.strokes] == [3, 2]
    np.testing.assert_allclose(canvas.drawing.strokes[1][0], (150 + 2 * PACE, 150 + 2 * PACE))
    assert canvas.undo_stack.count() == 2
    canvas.undo_stack.undo()
    assert [len(stroke) for stroke in canvas.drawing.strokes] == [3]


def test_enter_is_as_good_as_space(canvas, keys):
    keys(Qt.Key.Key_Return, RIGHT, Qt.Key.Key_Enter)
    assert [len(stroke) for stroke in canvas.drawing.strokes] == [2]


def test_the_drawing_is_told_at_every_step_of_the_pen(canvas, keys):
    told = []
    canvas.drawing_changed.connect(told.append)
    keys(SPACE, RIGHT, RIGHT)
    assert [len(drawing.strokes[0]) for drawing in told] == [1, 2, 3]


def test_escape_takes_the_stroke_under_way_back(canvas, keys):
    keys(SPACE, RIGHT, SPACE, DOWN, SPACE, *[LEFT] * 100, ESCAPE, RIGHT)
    assert [len(stroke) for stroke in canvas.drawing.strokes] == [2]
    assert canvas.undo_stack.count() == 1


def test_delete_erases_the_stroke_under_the_lifted_pen(canvas, keys):
    keys(SPACE, RIGHT, RIGHT, SPACE, Qt.Key.Key_Delete)
    assert canvas.drawing.empty
    canvas.undo_stack.undo()
    keys(*[DOWN] * 8, Qt.Key.Key_Delete)
    assert len(canvas.drawing.strokes) == 1


def test_the_pen_stays_on_the_canvas(canvas, keys):
    keys(RIGHT, *[RIGHT] * 40, *[UP] * 40)
    assert canvas.pen.at == QPointF(300, 0)


def test_a_stroke_ends_when_the_focus_goes_and_the_pen_shows_only_with_it(qtbot, canvas, keys):
    keys(SPACE, RIGHT, DOWN)
    with_pen = canvas.grab().toImage()
    canvas.clearFocus()
    assert canvas.undo_stack.count() == 1
    assert canvas.grab().toImage() != with_pen
    canvas.setFocus()
    keys(RIGHT)
    assert [len(stroke) for stroke in canvas.drawing.strokes] == [3]


def test_the_pen_shows_whether_it_is_down(canvas, keys):
    keys(RIGHT)
    up = canvas.grab().toImage().pixelColor(150, 150)
    keys(SPACE)
    down = canvas.grab().toImage().pixelColor(150, 150)
    assert (up.name(), down.name()) == (theme.LIGHT.paper.name(), theme.LIGHT.accent.name())


def test_the_mouse_takes_over_from_the_keys(canvas, keys, mouse):
    keys(SPACE, RIGHT)
    mouse(canvas, LINE)
    assert [len(stroke) for stroke in canvas.drawing.strokes] == [2, len(LINE)]
    assert canvas.pen.at is None


def test_keys_leave_a_stroke_of_the_mouse_alone(qtbot, canvas, mouse):
    canvas.drawing_changed.connect(lambda: canvas._current and qtbot.keyClick(canvas, RIGHT))
    mouse(canvas, LINE)
    assert [len(stroke) for stroke in canvas.drawing.strokes] == [len(LINE)]
    assert canvas.pen.at is None


def test_the_pen_stays_at_the_end_of_its_stroke_when_the_canvas_changes_its_size(canvas, keys):
    keys(SPACE, RIGHT, RIGHT)
    canvas.resize(220, 400)
    keys(DOWN)
    stroke = canvas.drawing.strokes[0]
    np.testing.assert_allclose(stroke[-1] - stroke[-2], (0, PACE), atol=1e-9)


def test_a_digit_key_ends_the_stroke_that_it_names(qtbot, canvas, keys):
    keys(SPACE, RIGHT)
    with qtbot.waitSignal(canvas.keep_requested):
        keys("1")
    assert canvas.undo_stack.count() == 1


def test_the_canvas_tells_who_listens_what_is_on_it_and_how_to_draw(canvas, keys):
    assert canvas.accessibleDescription().startswith("Empty. Arrow keys")
    keys(SPACE, RIGHT, SPACE)
    assert canvas.accessibleDescription().startswith("1 stroke. Arrow keys")
