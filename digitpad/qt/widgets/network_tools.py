"""The row of tools for the network's picture."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from digitpad.qt import theme
from digitpad.qt.look import Look
from digitpad.qt.widgets.boxes import row
from digitpad.qt.widgets.icon_button import IconButton
from digitpad.qt.widgets.icons import icon
from digitpad.qt.widgets.network_view import CONTRIBUTIONS, WEIGHTS, NetworkView

SPACING = theme.GRID // 2


class NetworkTools(QWidget):
    """What the links show, the wave of activation, and how close the picture is."""

    def __init__(self, view: NetworkView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Tools of the network's picture"))
        self._view = view
        self.views = {
            WEIGHTS: self._button("weightsButton", self.tr("Weights"), self.tr("What the network has learned (W)")),
            CONTRIBUTIONS: self._button(
                "contributionsButton",
                self.tr("Contributions now"),
                self.tr("Activation × weight: what each link passes on of your drawing (W)"),
            ),
        }
        choice = QButtonGroup(self)
        for name, button in self.views.items():
            button.setCheckable(True)
            choice.addButton(button)
            button.clicked.connect(lambda _=False, name=name: view.show_view(name))
        self.play = self._button(
            "playButton",
            self.tr("Play"),
            self.tr("Send the activations through the network, layer by layer"),
            IconButton(),
        )
        self.zoom_out = self._button("zoomOutButton", "−", self.tr("Zoom out (Ctrl+−)"))
        self.zoom_out.setAccessibleName(self.tr("Zoom out"))
        self.fit = self._button("fitButton", self.tr("Fit"), self.tr("Show the whole network (Ctrl+0)"))
        self.zoom_in = self._button("zoomInButton", "+", self.tr("Zoom in (Ctrl++)"))
        self.zoom_in.setAccessibleName(self.tr("Zoom in"))
        for button, act in (
            (self.play, view.play),
            (self.zoom_out, view.zoom_out),
            (self.fit, view.fit),
            (self.zoom_in, view.zoom_in),
        ):
            button.clicked.connect(act)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING)
        for button in (*self.views.values(), self.play):
            layout.addWidget(button)
        layout.addStretch()
        self._zoom = row(self.zoom_out, self.fit, self.zoom_in)
        layout.addWidget(self._zoom)
        self.walk = self._button(
            "walkButton", self.tr("Step by step"), self.tr("How the network learns from your digit, one step at a time")
        )
        self.walk.setCheckable(True)
        layout.addWidget(self.walk)
        view.view_changed.connect(self.show_view)
        view.zoom_changed.connect(self.show_zoom)
        self.show_view(view.view)
        self.show_zoom(1.0)
        self.play.setEnabled(False)

    def show_look(self, look: Look) -> None:
        """Without a drawing there is nothing to play."""
        self.play.setEnabled(look.forward is not None)

    def show_view(self, view: str) -> None:
        """Mark "weights" or "contributions"."""
        self.views[view].setChecked(True)

    def show_zoom(self, zoom: float) -> None:
        """Only what is enlarged can be made smaller."""
        for button in (self.zoom_out, self.fit):
            button.setEnabled(zoom > 1)

    def show_theme(self, shown: theme.Theme) -> None:
        """Draw the icon in these colours."""
        self.play.setIcon(icon("continue", shown))

    def _button(self, name: str, text: str, tip: str, made: QToolButton | None = None) -> QToolButton:
        button = made or QToolButton()
        button.setObjectName(name)
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(text)
        return button

    def minimumSizeHint(self) -> QSize:
        # where there is no room, what the menu does, too, gives way
        size = super().minimumSizeHint()
        kept = sum(button.minimumSizeHint().width() for button in (*self.views.values(), self.play))
        return QSize(kept + 3 * SPACING, size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = self.width() - self.minimumSizeHint().width()
        room -= self.play.sizeHint().width() - self.play.minimumSizeHint().width()
        for widget in (self.walk, self._zoom):
            room -= widget.sizeHint().width() + SPACING
            widget.setVisible(room >= 0)
