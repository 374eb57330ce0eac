from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from digitpad.qt.versions import versions
from digitpad.qt.widgets.about_box import AboutBox


def test_the_versions_are_shown_and_copied(qtbot):
    box = AboutBox()
    qtbot.addWidget(box)
    box.show()
    QGuiApplication.clipboard().clear()
    assert box.findChild(QLabel, "aboutText").text() == versions()
    qtbot.mouseClick(box.findChild(QPushButton, "aboutCopy"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == versions()
    assert box.isVisible()


def test_the_versions_can_be_selected_with_the_mouse_and_the_keyboard(qtbot):
    box = AboutBox()
    qtbot.addWidget(box)
    flags = box.findChild(QLabel, "aboutText").textInteractionFlags()
    assert flags & Qt.TextInteractionFlag.TextSelectableByMouse
    assert flags & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_escape_closes_the_box(qtbot):
    box = AboutBox()
    qtbot.addWidget(box)
    box.show()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not box.isVisible()
