"""How the network's picture is painted, layer upon layer: on screen, and into a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPen

from digitpad.net.neuron import Neuron
from digitpad.qt import theme
from digitpad.qt.look import Look
from digitpad.qt.widgets import crisp_links, legend
from digitpad.qt.widgets.crisp_links import Link
from digitpad.qt.widgets.digit_view import picture
from digitpad.qt.widgets.neurons import Stencil
from digitpad.qt.widgets.placement import CAPTION, Placement

if TYPE_CHECKING:
    from digitpad.qt.widgets.arrows import Arrangement

translate = QCoreApplication.translate

CAPTION_GAP = 8
"""Pixels between captions of layers; where they come closer they are cut short."""

STEPPED_BACK = 0.22
"""Opacity of the picture of all links while one neuron's are shown."""

BEHIND_ARROWS, ASIDE = 0.1, 0.3
"""Opacity of the picture of all links behind arrows of learning, and of the layers that these are not about."""

AHEAD = 0.12
"""Opacity of the links that a wave has not reached yet."""

SWELL = 60.0
"""A neuron has its full grey so many pixels behind the front of a wave."""


@dataclass(frozen=True, eq=False)
class Scene:
    """Everything that is painted.

    Attributes:
        placement: where the neurons are in the view.
        links, links_at: the picture of all links, and the rectangle that it covers.
        chosen: the neuron whose strongest links are drawn out, `links_of_it`; `selected` when it is not just hovered.
        front: the x that a wave of activation has reached, or None when there is none.
        notice: a sentence where the links would be, if there are none to show.
        arrows: of learning, and which layers they are about; None when there are none to show.
    """

    look: Look
    placement: Placement
    theme: theme.Theme
    size: tuple[int, int]
    links: QImage | None
    links_at: QRectF
    chosen: Neuron | None
    links_of_it: tuple[list[Link], list[Link]]
    selected: bool
    focused: bool
    front: float | None
    notice: str
    arrows: "Arrangement | None" = None

    def opacity(self, layer: int) -> float:
        """Of a layer, counted from 0 for the pixels."""
        return ASIDE if self.arrows and layer not in self.arrows.whole else 1.0


class Stencils:
    """What is the same in many paintings: the neurons in view, ready to be coloured, and the links on their ground."""

    def __init__(self, placement: Placement, size: tuple[int, int], ratio: float, shown: theme.Theme) -> None:
        self._layers: list[tuple[NDArray[np.intp], Stencil] | None] = []
        for places, radius in zip(placement.places, placement.radii, strict=True):
            seen = np.flatnonzero(((places > -radius) & (places < np.array(size) + radius)).all(axis=1))
            self._layers.append((seen, Stencil(places[seen], radius, ratio, shown)) if len(seen) else None)
        self._behind = QImage(ceil(size[0] * ratio), ceil(size[1] * ratio), QImage.Format.Format_RGB32)
        self._behind.setDevicePixelRatio(ratio)
        self._behind_shows: tuple[int, float, QRectF] | None = None

    def paint_links(self, painter: QPainter, scene: Scene) -> None:
        """Draw ground and links, which are blended anew only when they have changed."""
        links = scene.links.cacheKey() if scene.links else 0
        shows = (links, _opacity(scene), scene.links_at) if scene.front is None else None
        if shows is None or shows != self._behind_shows:
            self._behind.fill(scene.theme.ground)
            onto = QPainter(self._behind)
            onto.setRenderHint(QPainter.RenderHint.Antialiasing)
            _clip(onto, scene)
            _paint_links(onto, scene)
            onto.end()
            self._behind_shows = shows
        painter.drawImage(QPointF(0, 0), self._behind)

    def paint(self, painter: QPainter, layer: int, shares: NDArray[np.float32]) -> None:
        """Draw a layer, counted from 0 for the first after the pixels."""
        if found := self._layers[layer]:
            seen, stencil = found
            stencil.paint(painter, shares[seen])


def paint(painter: QPainter, scene: Scene, stencils: Stencils | None) -> None:
    """Paint the scene; without stencils each neuron is a circle of its own, as a drawing program wants them."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.save()
    if stencils:
        stencils.paint_links(painter, scene)
    _clip(painter, scene)
    if not stencils:
        _paint_links(painter, scene)
    _paint_input(painter, scene)
    if scene.chosen:
        crisp_links.paint(painter, scene.links_of_it, scene.placement, scene.theme, edged=not scene.selected)
    if scene.arrows:
        from digitpad.qt.widgets import arrow_painting  # the window is on the screen sooner without it

        arrow_painting.paint_links(painter, scene.arrows, scene.placement, scene.theme)
    scales = [_scale(scene, layer) for layer in range(1, len(scene.placement.places) + 1)]
    for layer, (low, high) in enumerate(scales, start=1):
        shares = (_values(scene, layer) - low) / (high - low)
        painter.setOpacity(scene.opacity(layer))
        if stencils:
            stencils.paint(painter, layer - 1, shares)
        else:
            _paint_circles(painter, scene, layer, shares)
        painter.setOpacity(1.0)
        if layer == len(scales):
            _paint_digits(painter, scene, shares)
        if scene.chosen and scene.chosen.layer == layer and scene.opacity(layer) < 1:
            _paint_alone(painter, scene, scene.chosen, shares)
    if scene.chosen:
        _paint_halo(painter, scene, scene.chosen)
        if scene.front is None:
            crisp_links.paint_numbers(painter, scene.links_of_it, scene.placement, scene.size[1] - CAPTION, scene.theme)
    if scene.arrows:
        arrow_painting.paint(painter, scene.arrows, scene.look, scene.theme)
    _paint_notice(painter, scene)
    painter.restore()
    _paint_captions(painter, scene, scales)


def _clip(painter: QPainter, scene: Scene) -> None:
    """Keep what is painted off the captions."""
    width, height = scene.size
    painter.setClipRect(QRectF(0, 0, width, height - CAPTION + 4))


def opacity_of_links(arrows: bool, selected: bool) -> float:
    """Of the picture of all links, when there are arrows, or something is selected."""
    return BEHIND_ARROWS if arrows else STEPPED_BACK if selected else 1.0


def _opacity(scene: Scene) -> float:
    return opacity_of_links(scene.arrows is not None, scene.selected)


def _paint_links(painter: QPainter, scene: Scene) -> None:
    if scene.links is None:
        return
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    full = _opacity(scene)
    if scene.front is None:
        painter.setOpacity(full)
        painter.drawImage(scene.links_at, scene.links)
    else:
        painter.setOpacity(AHEAD)
        painter.drawImage(scene.links_at, scene.links)
        painter.save()
        painter.setClipRect(QRectF(0, 0, scene.front, scene.size[1]), Qt.ClipOperation.IntersectClip)
        painter.setOpacity(full)
        painter.drawImage(scene.links_at, scene.links)
        painter.restore()
    painter.setOpacity(1.0)


def _paint_input(painter: QPainter, scene: Scene) -> None:
    left, top, side = scene.placement.image
    frame = QRectF(left, top, side, side)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    painter.setOpacity(scene.opacity(0))
    painter.drawImage(frame, picture(scene.look.image, scene.theme))
    painter.setOpacity(1.0)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(scene.theme.outline)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(frame.adjusted(0.5, 0.5, -0.5, -0.5))


def _paint_notice(painter: QPainter, scene: Scene) -> None:
    if not scene.notice:
        return
    left = scene.placement.leave(0) + theme.GRID
    box = QRectF(left, 0, scene.placement.edges[-1][0] - left - theme.GRID, scene.size[1] - CAPTION)
    painter.setFont(theme.font(theme.BODY))
    painter.setPen(scene.theme.muted)
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    words = painter.boundingRect(box, flags, scene.notice).adjusted(-12, -6, 12, 6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(scene.theme.ground)
    painter.drawRoundedRect(words, 8, 8)
    painter.setPen(scene.theme.muted)
    painter.drawText(box, flags, scene.notice)


def _values(scene: Scene, layer: int) -> NDArray[np.float32]:
    forward = scene.look.forward
    places = scene.placement.places[layer - 1]
    if forward is None:
        return np.zeros(len(places), np.float32)
    values: NDArray[np.float32] = forward.activations[layer][0]
    if scene.front is None:
        return values
    lit = np.clip((scene.front - places[:, 0]) / SWELL + 0.5, 0, 1)
    return (values * lit).astype(np.float32)


def _scale(scene: Scene, layer: int) -> tuple[float, float]:
    """The activations that are paper and ink: zero or the lowest, and the highest; 0 to 1 for outputs."""
    forward = scene.look.forward
    if forward is None or layer == len(scene.placement.places):
        return 0.0, 1.0
    values = forward.activations[layer][0]
    low, high = min(0.0, float(values.min())), float(values.max())
    return low, high if high > low else low + 1.0


def _paint_circles(painter: QPainter, scene: Scene, layer: int, shares: NDArray[np.float32]) -> None:
    radius = scene.placement.radii[layer - 1]
    painter.setPen(QPen(scene.theme.outline, min(1.0, radius / 4)))
    for (x, y), share in zip(scene.placement.places[layer - 1].tolist(), shares.tolist(), strict=True):
        painter.setBrush(scene.theme.shade(share))
        painter.drawEllipse(QPointF(x, y), radius, radius)


def _paint_digits(painter: QPainter, scene: Scene, shares: NDArray[np.float32]) -> None:
    painter.setFont(theme.font(theme.BODY, QFont.Weight.DemiBold))
    for number, ((x, y), share) in enumerate(zip(scene.placement.places[-1].tolist(), shares.tolist(), strict=True)):
        _paint_digit(painter, scene, number, QPointF(x, y), share, scene.opacity(len(scene.placement.places)) < 1)


def _paint_digit(
    painter: QPainter, scene: Scene, digit: int, middle: QPointF, share: float, aside: bool = False
) -> None:
    # a neuron that has stepped aside is nearly as the ground, whatever its shade
    painter.setPen(scene.theme.ink if aside else scene.theme.on_shade(share))
    box = QRectF(middle.x() - 12, middle.y() - 12, 24, 24)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(digit))


def _paint_alone(painter: QPainter, scene: Scene, neuron: Neuron, shares: NDArray[np.float32]) -> None:
    """Draw one neuron of a layer that has stepped aside."""
    middle, radius = QPointF(*scene.placement.middle(neuron)), scene.placement.radius(neuron)
    share = float(shares[neuron.index])
    painter.setPen(QPen(scene.theme.outline, min(1.0, radius / 4)))
    painter.setBrush(scene.theme.shade(share))
    painter.drawEllipse(middle, radius, radius)
    if neuron.layer == len(scene.placement.places):
        painter.setFont(theme.font(theme.BODY, QFont.Weight.DemiBold))
        _paint_digit(painter, scene, neuron.index, middle, share)


def _paint_halo(painter: QPainter, scene: Scene, neuron: Neuron) -> None:
    middle = QPointF(*scene.placement.middle(neuron))
    radius = scene.placement.radius(neuron) + 2.5
    painter.setBrush(Qt.BrushStyle.NoBrush)
    rings = [(scene.theme.ground, 5.0), (scene.theme.accent if scene.selected else scene.theme.ink, 2.0)]
    if scene.focused and scene.selected:
        rings = [(scene.theme.ground, 7.0), (scene.theme.accent, 4.0)]
    for colour, width in rings:
        painter.setPen(QPen(colour, width))
        if neuron.layer:
            painter.drawEllipse(middle, radius, radius)
        else:
            painter.drawRect(QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius))


def _paint_captions(painter: QPainter, scene: Scene, scales: Sequence[tuple[float, float]]) -> None:
    placement, drawn = scene.placement, scene.look.forward is not None
    painter.setPen(scene.theme.muted)
    painter.setFont(theme.figures(theme.SMALL))
    left, _, side = placement.image
    _paint_caption(
        painter,
        scene,
        left + side / 2,
        translate("NetworkView", "784 pixels"),
        translate("NetworkView", "paper 0 – 1 ink"),
    )
    middles = [(first + last) / 2 for first, last in placement.edges]
    counts = [len(places) for places in placement.places]
    names = [translate("NetworkView", "{count} neurons").format(count=count) for count in counts[:-1]]
    names.append(translate("NetworkView", "{count} outputs").format(count=counts[-1]))
    widest = max(map(painter.fontMetrics().horizontalAdvance, names)) + CAPTION_GAP
    if min(np.diff(middles), default=widest) < widest:
        names = [str(count) for count in counts]
    for middle, name, (low, high) in zip(middles, names, scales, strict=True):
        scale = f"{legend.number(low)} – {legend.number(high)}" if drawn else ""
        _paint_caption(painter, scene, middle, name, scale)


def _paint_caption(painter: QPainter, scene: Scene, middle: float, first: str, second: str) -> None:
    width, height = scene.size
    if not 0 <= middle <= width:
        return
    for text, drop in ((first, 4), (second, 21)):
        wide = painter.fontMetrics().horizontalAdvance(text) + 1
        left = min(max(middle - wide / 2, 0.0), width - wide)
        painter.drawText(QRectF(left, height - CAPTION + drop, wide, 18), 0, text)
