import gc
import weakref

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTableView
from shiboken6 import delete

from digitpad.qt.widgets.boxes import column, tab_after


def test_what_is_made_later_is_reached_by_tab_where_it_is_seen(qtbot):
    first, last, made = QLineEdit(), QLineEdit(), QLineEdit()
    whole = column(first, last, growing=0)
    qtbot.addWidget(whole)
    inside = column(made, growing=0)
    whole.layout().addWidget(inside)
    tab_after(first, inside)
    whole.show()
    whole.activateWindow()
    first.setFocus()
    reached = []
    for _ in range(2):
        qtbot.keyClick(whole.focusWidget(), Qt.Key.Key_Tab)
        reached.append(whole.focusWidget())
    assert reached == [made, last]


def test_a_window_goes_with_all_that_tab_reaches(qtbot):
    first = QLineEdit()
    whole = column(first, growing=0)
    whole.itself = whole  # as slots and shortcuts know it
    inside = column(QTableView(), growing=0)
    whole.layout().addWidget(inside)
    tab_after(first, inside)
    left = weakref.ref(whole)
    delete(whole)
    del whole
    gc.collect()
    assert left() is None
