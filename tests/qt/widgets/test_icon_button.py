"""The button whose text gives way to its icon."""

import pytest
from PySide6.QtCore import Qt

from digitpad.qt import theme
from digitpad.qt.widgets.icon_button import IconButton
from digitpad.qt.widgets.icons import icon


@pytest.fixture
def button(qtbot):
    made = IconButton()
    qtbot.addWidget(made)
    made.setText("Donaudampfschiff")
    made.setIcon(icon("keep", theme.LIGHT))
    made.show()
    return made


def test_the_text_is_beside_the_icon_only_where_there_is_room(button):
    whole, least = button.sizeHint(), button.minimumSizeHint()
    assert least.width() + button.fontMetrics().horizontalAdvance(button.text()) <= whole.width()
    for width, style in (
        (whole.width(), Qt.ToolButtonStyle.ToolButtonTextBesideIcon),
        (whole.width() - 1, Qt.ToolButtonStyle.ToolButtonIconOnly),
        (least.width(), Qt.ToolButtonStyle.ToolButtonIconOnly),
        (whole.width(), Qt.ToolButtonStyle.ToolButtonTextBesideIcon),
    ):
        button.resize(width, whole.height())
        assert button.toolButtonStyle() == style
        assert (button.sizeHint(), button.minimumSizeHint()) == (whole, least)


def test_alone_the_icon_needs_what_any_button_with_an_icon_needs(button):
    button.resize(button.minimumSizeHint())
    assert button.minimumSizeHint().width() == super(IconButton, button).sizeHint().width()
