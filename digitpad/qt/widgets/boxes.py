"""Widgets together: in a row, in a column, with a handle between them, or with a scroll bar."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from digitpad.qt import theme


def row(*widgets: QWidget) -> QWidget:
    """Side by side."""
    return _box(QHBoxLayout(), widgets)


def column(*widgets: QWidget, growing: int) -> QWidget:
    """One above the other; the one with the number `growing` takes what height is left."""
    layout = QVBoxLayout()
    made = _box(layout, widgets)
    layout.setStretch(growing, 1)
    return made


def _box(layout: QHBoxLayout | QVBoxLayout, widgets: tuple[QWidget, ...]) -> QWidget:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.GRID)
    for widget in widgets:
        layout.addWidget(widget)
    made = QWidget()
    made.setLayout(layout)
    return made


def splitter(orientation: Qt.Orientation, *widgets: QWidget) -> QSplitter:
    """With a handle between each two that a person can move."""
    made = QSplitter(orientation, childrenCollapsible=False, handleWidth=2 * theme.GRID)
    for widget in widgets:
        made.addWidget(widget)
    for index in range(1, made.count()):
        made.handle(index).setAccessibleName(QCoreApplication.translate("boxes", "Border to move with the mouse"))
    return made


def tab_after(before: QWidget, made: QWidget) -> None:
    """Let Tab go from `before` through `made`, which would else come after all that was there before it."""
    # not along nextInFocusChain: with the parts that Qt makes by itself PySide would keep the whole window for ever
    for part in made.findChildren(QWidget):
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.window() is before.window():  # not in a list to open
            QWidget.setTabOrder(before, part)
            before = part


def scroller(inside: QWidget, kind: type[QScrollArea] = QScrollArea) -> QScrollArea:
    """`inside` as wide as there is room, with a slim bar where it is higher."""
    made = kind(widgetResizable=True)
    made.setProperty("slim", True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(inside)
    return made
