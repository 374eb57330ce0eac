"""The network's picture with its tools, bars and legend, and what is beside it: the inspector or the walk."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QSize, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QWidget

from digitpad.net.neuron import Neuron
from digitpad.qt import theme
from digitpad.qt.look import Look
from digitpad.qt.widgets.boxes import column, row, tab_after
from digitpad.qt.widgets.legend import Legend
from digitpad.qt.widgets.network_tools import NetworkTools
from digitpad.qt.widgets.network_view import NetworkView
from digitpad.qt.widgets.output_bars import OutputBars

if TYPE_CHECKING:
    from digitpad.qt.page import Page
    from digitpad.qt.widgets.inspector import Inspector

WITH_NEURON = ("neuron", "pixels", "forward")
"""Steps of the walk that show one neuron with its strongest links."""


class NetworkPage(QWidget):
    """Shows one neuron beside the picture when it is selected, and the walk while there is one.

    Signals:
        weight_edited: layer of weights from 0, source, target, and the value that the person gave it.
    """

    weight_edited = Signal(int, int, int, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = NetworkView()
        self.tools = NetworkTools(self.view)
        self.bars = OutputBars()
        self.legend = Legend()
        self.picture = column(row(self.view, self.bars), self.legend, growing=0)
        self._walk: QWidget | None = None
        self._page: Page | None = None
        self._look: Look | None = None
        self._shown = theme.LIGHT
        self._state = "resting"
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addWidget(column(self.tools, self.picture, growing=1), 1)
        self.view.selected.connect(self._inspect)
        self.view.view_changed.connect(self.legend.show_view)
        self.view.scale_changed.connect(self.legend.show_scale)
        self.view.arrows_changed.connect(self.legend.show_arrows)

    @cached_property
    def inspector(self) -> "Inspector":
        """Built when a neuron is selected for the first time: the window is on the screen sooner without it."""
        from digitpad.qt.widgets.inspector import Inspector

        made = Inspector()
        made.picked.connect(self.view.select)
        made.closed.connect(lambda: self.view.select(None))
        made.weight_edited.connect(self.weight_edited)
        made.show_theme(self._shown)
        made.show_state(self._state)
        if self._look:
            made.show_look(self._look)
        self._put_beside(made)
        tab_after(self.view, made)
        return made

    def show_look(self, look: Look) -> None:
        """Show the activations and the network of this look."""
        self._look = look
        for part in (self.view, self.tools, self.bars, self.legend):
            part.show_look(look)
        if inspector := self._built:
            inspector.show_look(look)

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self._shown = shown
        for part in (self.view, self.tools, self.bars, self.legend):
            part.show_theme(shown)
        if inspector := self._built:
            inspector.show_theme(shown)

    def show_state(self, state: str) -> None:
        """Keep each neuron in its place while training runs; order them anew when it is "resting"."""
        self._state = state
        if inspector := self._built:
            inspector.show_state(state)
        if state == "resting":
            self.view.reorder()

    def put_walk(self, walk: QWidget) -> None:
        """Give `walk` the place beside the picture while there is a page of the walk."""
        self._walk = walk
        self._put_beside(walk)
        tab_after(self.view, walk)

    def show_page(self, page: "Page | None") -> None:
        """Show what this page of the walk is about; None when the walk is over."""
        before, self._page = self._page, page
        if page is None or not (page.asked or page.arrows.neurons or page.arrows.links):
            self.view.show_arrows(None)
            self.view.select(page.neuron if page and page.step in WITH_NEURON else None)
        else:
            self.view.select(page.neuron)
            self.view.show_arrows(page.arrows, page.neuron, page.step == "apply")
        self._show_beside()
        if page and page.step == "forward" and not (before and before.step == "forward"):
            self.view.play()

    def pixmap(self) -> QPixmap:
        """The picture with bars and legend, at twice its size on screen."""
        margin = 2 * theme.GRID
        made = QPixmap((self.picture.size() + QSize(2 * margin, 2 * margin)) * 2)
        made.setDevicePixelRatio(2)
        made.fill(self.palette().window().color())
        self.picture.render(made, QPoint(margin, margin), renderFlags=QWidget.RenderFlag.DrawChildren)
        return made

    def png(self) -> bytes:
        """The same as a PNG file."""
        content = QBuffer()
        content.open(QIODevice.OpenModeFlag.WriteOnly)
        if not self.pixmap().save(content, "PNG"):
            raise MemoryError  # Qt makes a pixmap of nothing then, and says nothing
        return bytes(content.data().data())

    @property
    def _built(self) -> "Inspector | None":
        return self.inspector if "inspector" in vars(self) else None

    def _put_beside(self, part: QWidget) -> None:
        part.hide()
        layout = self.layout()
        assert layout is not None
        layout.addWidget(part)

    def _inspect(self, neuron: Neuron | None) -> None:
        if self._page is None and (neuron or self._built):
            self.inspector.show_neuron(neuron)
        self._show_beside()

    def _show_beside(self) -> None:
        shown: QWidget = self.bars
        if self._page is not None and self._walk is not None:
            shown = self._walk
        elif self.view.selection is not None:
            shown = self.inspector
        # in the place of one another, or a small window would be too narrow for all; what goes makes room first
        for part in (self.bars, self._built, self._walk):
            if part is not None and part is not shown:
                part.hide()
        # of itself the room would be told from layout to layout, an event each, and come too late
        for inner in (self.bars.parentWidget(), self.picture, self.picture.parentWidget()):
            if layout := inner and inner.layout():
                layout.activate()
        shown.show()
