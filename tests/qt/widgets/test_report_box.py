from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from digitpad.qt.widgets.report_box import ReportBox


def test_exactly_what_is_shown_is_copied_and_the_box_stays(qtbot):
    box = ReportBox("digitpad 1.2.3\n\nthe log: ~/x")
    qtbot.addWidget(box)
    box.show()
    QGuiApplication.clipboard().clear()
    shown = box.findChild(QPlainTextEdit, "reportText").toPlainText()
    assert shown == "digitpad 1.2.3\n\nthe log: ~/x"
    qtbot.mouseClick(box.findChild(QPushButton, "reportCopy"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == shown
    assert box.isVisible()


def test_the_text_cannot_be_changed_and_tab_leads_out_of_it(qtbot):
    box = ReportBox("digitpad")
    qtbot.addWidget(box)
    box.show()
    text = box.findChild(QPlainTextEdit, "reportText")
    text.setFocus()
    qtbot.keyClicks(text, "x")
    qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert text.toPlainText() == "digitpad"
    assert not text.hasFocus()


def test_escape_closes_the_box(qtbot):
    box = ReportBox("digitpad")
    qtbot.addWidget(box)
    box.show()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not box.isVisible()


def test_a_long_report_fits_into_a_small_window(qtbot, assert_nothing_is_clipped):
    box = ReportBox("x" * 3000 + "\n" * 200)
    qtbot.addWidget(box)
    box.show()
    assert box.width() <= 1024
    assert box.height() <= 700
    assert_nothing_is_clipped(box)
