import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from digitpad.qt.widgets.notice import Notice
from digitpad.qt.widgets.question import Question


@pytest.fixture
def place(qtbot):
    """Where a question and a message share the room."""
    made = QWidget()
    made.notice, made.question = Notice(), Question()
    made.notice.spoke.connect(made.question.step_back)
    layout = QHBoxLayout(made)
    layout.addWidget(made.question)
    layout.addWidget(made.notice)
    qtbot.addWidget(made)
    made.show()
    return made


def test_nothing_is_asked_at_first(place):
    assert place.question.text == ""
    assert place.question.isHidden()


def test_a_question_waits_while_a_message_is_in_its_place(place):
    place.notice.tell("A message.")
    place.question.ask("Back?")
    assert (place.question.isHidden(), place.question.text) == (True, "Back?")
    place.notice.hide()
    assert place.question.isVisible()
    place.notice.tell("Another.")
    assert place.question.isHidden()
    place.notice.hide()
    assert place.question.isVisible()
    assert place.question.accessibleName() == "Back?"


@pytest.mark.parametrize("answer", ["bringBack", "discard"])
def test_an_answer_is_told_and_the_question_does_not_come_again(qtbot, place, answer):
    question = place.question
    question.ask("Back?")
    told = question.bring_back if answer == "bringBack" else question.discard
    with qtbot.waitSignal(told):
        qtbot.mouseClick(question.findChild(QPushButton, f"{answer}Button"), Qt.MouseButton.LeftButton)
    place.notice.tell("A message.")
    place.notice.hide()
    assert question.isHidden()
    assert question.text == ""


def test_one_question_after_another_is_asked_from_the_answer_to_the_first(qtbot, place):
    question = place.question
    question.discard.connect(lambda: question.ask("And this?"))
    question.ask("Back?")
    question.findChild(QPushButton, "discardButton").click()
    assert question.isVisible()
    assert question.text == "And this?"
