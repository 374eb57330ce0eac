"""How close a picture is looked at, and which part of it is in view."""

from typing import NamedTuple

from PySide6.QtCore import QRectF

FARTHEST = 24.0
"""The largest zoom."""


class Zoom(NamedTuple):
    """How large the picture is shown, and where on the widget its origin is, in pixels."""

    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0

    def closer(self, factor: float, x: float, y: float) -> "Zoom":
        """Larger by `factor`, as far as that goes, with the point (x, y) where it is."""
        factor = min(max(self.scale * factor, 1.0), FARTHEST) / self.scale
        return Zoom(self.scale * factor, x - (x - self.left) * factor, y - (y - self.top) * factor)

    def moved(self, across: float, down: float) -> "Zoom":
        """With the picture pushed so many pixels."""
        return Zoom(self.scale, self.left + across, self.top + down)

    def within(self, width: float, height: float) -> "Zoom":
        """The nearest one in which a view of this size is full of picture."""
        left = min(max(self.left, width * (1 - self.scale)), 0.0)
        top = min(max(self.top, height * (1 - self.scale)), 0.0)
        return Zoom(self.scale, left, top)

    def resized(self, wider: float, taller: float) -> "Zoom":
        """The same part of the picture in a view that is so many times as large."""
        return Zoom(self.scale, self.left * wider, self.top * taller) if self.scale > 1 else Zoom()

    def place_of(self, before: "Zoom", was: tuple[float, float], size: tuple[float, float]) -> QRectF:
        """Where in a view of this `size` that belongs which filled one of the size `was` with the zoom `before`."""
        scale = self.scale / before.scale
        wider, taller = size[0] / was[0], size[1] / was[1]
        return QRectF(
            self.left - scale * wider * before.left,
            self.top - scale * taller * before.top,
            size[0] * scale,
            size[1] * scale,
        )
