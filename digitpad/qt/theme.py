"""The look of the window: colours, sizes and the style sheet made from them, light and dark.

Colours have one meaning each. Blue and red are the sign of a weight, grey is an activation, the accent is something
to press; purple, green and orange are arrows of learning. Nothing else in the window is coloured.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

GRID = 8
"""All distances are multiples of this many pixels, or half of it."""

SMALL, BODY, LARGE = 12, 14, 64
"""The three text sizes, in pixels."""


@dataclass(frozen=True)
class Theme:
    """One set of colours."""

    name: str
    ground: QColor
    """What everything lies on."""
    paper: QColor
    """What is drawn and written on; also an activation of zero."""
    raised: QColor
    """A button."""
    pressed: QColor
    line: QColor
    """Hairlines that part regions or frame a picture, and tell nothing: too faint for anything else."""
    outline: QColor
    """Edges of fields, the circle of a neuron, axes: what must be seen but is not in the foreground."""
    ink: QColor
    """Text and pen; also the largest activation."""
    muted: QColor
    """Text of second rank."""
    accent: QColor
    """What can be pressed or has the focus, and the curve of accuracy."""
    accent_hover: QColor
    on_accent: QColor
    positive: QColor
    """A weight above zero."""
    negative: QColor
    """A weight below zero."""
    balance: QColor
    """Where weights of both signs lie over one another and neither prevails."""
    output_arrow: QColor
    """What learning wants of an output."""
    rise: QColor
    """An arrow upward at another neuron."""
    fall: QColor
    """An arrow downward there."""

    def shade(self, fraction: float) -> QColor:
        """The grey of an activation: paper for 0, ink for 1."""
        return self.shades[round(255 * min(max(fraction, 0.0), 1.0))]

    @property
    def shades(self) -> tuple[QColor, ...]:
        """The 256 greys from paper to ink."""
        return _mixtures(self.paper.name(), self.ink.name())

    def on_shade(self, fraction: float) -> QColor:
        """Black or white, whichever can be read on `shade(fraction)`."""
        return _readable_on(self.shade(fraction).rgb())


LIGHT = Theme(
    name="light",
    ground=QColor("#f4f4f1"),
    paper=QColor("#ffffff"),
    raised=QColor("#e6e7e3"),
    pressed=QColor("#d6d8d3"),
    line=QColor("#d3d5d0"),
    outline=QColor("#6a6e71"),
    ink=QColor("#17191c"),
    muted=QColor("#5a5f66"),
    accent=QColor("#0b6e69"),
    accent_hover=QColor("#085a56"),
    on_accent=QColor("#ffffff"),
    positive=QColor("#1d5fd1"),
    negative=QColor("#cc3327"),
    balance=QColor("#8d87a3"),
    output_arrow=QColor("#8422b8"),
    rise=QColor("#ab5400"),
    fall=QColor("#2f7d13"),
)
DARK = Theme(
    name="dark",
    ground=QColor("#15171a"),
    paper=QColor("#0c0d0f"),
    raised=QColor("#26292e"),
    pressed=QColor("#32363c"),
    line=QColor("#33373d"),
    outline=QColor("#7f858d"),
    ink=QColor("#f1f2f3"),
    muted=QColor("#a2a8b0"),
    accent=QColor("#4cc9bd"),
    accent_hover=QColor("#6fd8ce"),
    on_accent=QColor("#04211f"),
    positive=QColor("#5b9dff"),
    negative=QColor("#ff6a5c"),
    balance=QColor("#6b6683"),
    output_arrow=QColor("#cf8dff"),
    rise=QColor("#ffa53d"),
    fall=QColor("#86dc5c"),
)


def of_system() -> Theme:
    """The theme that the system asks for; light when it has no wish."""
    return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lights = []
    for colour in (one, other):
        channels = (colour.redF(), colour.greenF(), colour.blueF())
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        lights.append(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return float((max(lights) + 0.05) / (min(lights) + 0.05))


def faded(colour: QColor, opacity: float) -> QColor:
    """The colour with this opacity, 0 to 1."""
    made = QColor(colour)
    made.setAlphaF(opacity)
    return made


def font(size: int = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The system's own family at one of the three sizes."""
    made = QFont(QGuiApplication.font())
    made.setPixelSize(size)
    made.setWeight(weight)
    return made


def figures(size: int = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The same with digits of equal width, for numbers that change in place."""
    made = font(size, weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def palette(theme: Theme) -> QPalette:
    """The theme for everything that the style sheet leaves to the style: dialogs, selections, tool tips."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, theme.ground),
        (role.Base, theme.paper),
        (role.AlternateBase, theme.ground),
        (role.Button, theme.raised),
        (role.ToolTipBase, theme.ink),
        (role.ToolTipText, theme.paper),
        (role.WindowText, theme.ink),
        (role.Text, theme.ink),
        (role.ButtonText, theme.ink),
        (role.BrightText, theme.ink),
        (role.PlaceholderText, theme.muted),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent),
        (role.Accent, theme.accent),
        (role.Link, theme.accent),
        (role.Light, theme.paper),
        (role.Midlight, theme.raised),
        (role.Mid, theme.line),
        (role.Dark, theme.outline),
    ):
        made.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, theme.muted)
    return made


def style_sheet(theme: Theme, chevron: Path) -> str:
    """Qt style sheet of the whole window; `chevron` is the picture that marks a list, in its colours."""
    colours = {name: value.name() for name, value in vars(theme).items() if isinstance(value, QColor)}
    return _STYLE.format(**colours, SMALL=SMALL, BODY=BODY, chevron=chevron.as_posix())


@cache
def _readable_on(rgb: int) -> QColor:
    return max((QColor("black"), QColor("white")), key=lambda text: contrast(text, QColor(rgb)))


@cache
def _mixtures(low: str, high: str) -> tuple[QColor, ...]:
    at, to = QColor(low), QColor(high)
    ends = ((at.red(), to.red()), (at.green(), to.green()), (at.blue(), to.blue()))
    return tuple(QColor(*(round(first + (last - first) * step / 255) for first, last in ends)) for step in range(256))


_STYLE = """
* {{ font-size: {BODY}px; }}
QMainWindow, QDialog {{ background: {ground}; }}
QLabel {{ color: {ink}; }}
QLabel:disabled {{ color: {muted}; }}
QLabel[rank="second"] {{ color: {muted}; font-size: {SMALL}px; }}
QToolTip {{ background: {ink}; color: {paper}; border: 0; padding: 4px 8px; font-size: {SMALL}px; }}

QPushButton, QToolButton {{
    background: {raised}; color: {ink}; border: 2px solid {raised}; border-radius: 8px;
    padding: 0 10px; min-height: 28px;
}}
QToolButton {{ padding: 0 6px; }}
QToolButton::menu-indicator {{ image: none; }}
QPushButton:hover, QToolButton:hover {{ background: {pressed}; border-color: {pressed}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {line}; }}
QToolButton:checked {{ background: {paper}; border-color: {outline}; }}
QPushButton:focus, QToolButton:focus {{ border-color: {accent}; }}
QToolButton:checked:focus {{ border: 4px solid {accent}; padding: 0 4px; min-height: 24px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {muted}; background: {ground}; border-color: {raised}; }}
QPushButton[primary="true"] {{
    background: {accent}; border-color: {accent}; color: {on_accent}; font-weight: 600;
    padding: 0 5px;
}}
QDialog QPushButton[primary="true"] {{ min-width: 92px; }}
QPushButton[primary="true"]:hover {{ background: {accent_hover}; border-color: {accent_hover}; }}
QPushButton[primary="true"]:focus {{
    border-color: {ink}; outline: 2px solid {on_accent}; outline-radius: 6px; outline-offset: 0px;
}}
QPushButton[primary="true"]:disabled {{ color: {muted}; background: {ground}; border-color: {raised}; }}

QComboBox, QLineEdit, QAbstractSpinBox {{
    background: {paper}; color: {ink}; border: 1px solid {outline}; border-radius: 8px;
    padding: 0 8px; min-height: 30px; max-height: 30px;
    selection-background-color: {accent}; selection-color: {on_accent};
}}
QComboBox:hover, QLineEdit:hover, QAbstractSpinBox:hover {{ border-color: {ink}; }}
QComboBox:focus, QLineEdit:focus, QAbstractSpinBox:focus {{ border: 2px solid {accent}; padding: 0 7px; }}
QComboBox:disabled, QLineEdit:disabled, QAbstractSpinBox:disabled {{
    color: {muted}; background: {ground}; border-color: {line};
}}
QAbstractSpinBox, QAbstractSpinBox:focus {{ padding: 0; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ subcontrol-origin: border; width: 0; height: 0; }}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {{
    border: 0; padding: 0; min-height: 0; background: transparent;
}}
QComboBox {{ padding-left: 10px; }}
QComboBox:focus {{ padding-left: 9px; }}
QComboBox::drop-down {{ border: 0; width: 24px; }}
QComboBox::down-arrow {{ image: url("{chevron}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {paper}; color: {ink}; border: 1px solid {line}; outline: 0; padding: 4px; }}

QTextBrowser, QPlainTextEdit {{
    background: {paper}; color: {ink}; border: 1px solid {line}; border-radius: 8px; padding: 4px;
    selection-background-color: {accent}; selection-color: {on_accent};
}}
QTextBrowser:focus, QPlainTextEdit:focus {{ border: 2px solid {accent}; padding: 3px; }}
QAbstractScrollArea[page="true"] QScrollBar {{ background: transparent; margin: 0; }}
QAbstractScrollArea[page="true"] QScrollBar:vertical {{ width: 10px; }}
QAbstractScrollArea[page="true"] QScrollBar:horizontal {{ height: 10px; }}
QAbstractScrollArea[page="true"] QScrollBar::handle {{ background: {outline}; border-radius: 4px; margin: 1px; }}
QAbstractScrollArea[page="true"] QScrollBar::handle:vertical {{ min-height: 32px; }}
QAbstractScrollArea[page="true"] QScrollBar::handle:horizontal {{ min-width: 32px; }}
QAbstractScrollArea[page="true"] QScrollBar::add-line, QAbstractScrollArea[page="true"] QScrollBar::sub-line {{
    width: 0; height: 0;
}}
QAbstractScrollArea[page="true"] QScrollBar::add-page, QAbstractScrollArea[page="true"] QScrollBar::sub-page {{
    background: transparent;
}}

QCheckBox {{ color: {ink}; spacing: 8px; min-height: 24px; padding-right: 5px; }}
QCheckBox::indicator {{ width: 34px; height: 20px; image: none; border: 0; background: transparent; }}

QProgressBar {{ background: {raised}; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 2px; }}

QMenuBar {{ background: {ground}; color: {ink}; padding: 2px 8px; }}
QMenuBar::item {{ background: transparent; padding: 2px 8px; border: 2px solid transparent; border-radius: 6px; }}
QMenuBar::item:selected {{ background: {raised}; border-color: {accent}; }}
QMenu {{ background: {paper}; color: {ink}; border: 1px solid {line}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 24px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent}; color: {on_accent}; }}
QMenu::item:disabled {{ color: {muted}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}

QScrollArea[slim="true"], QScrollArea[slim="true"] > QWidget > QWidget {{ background: transparent; }}
QScrollArea[slim="true"] QScrollBar {{ background: transparent; width: 8px; margin: 0; }}
QScrollArea[slim="true"] QScrollBar::handle {{
    background: {outline}; border-radius: 3px; margin-left: 2px; min-height: 32px;
}}
QScrollArea[slim="true"] QScrollBar::handle:hover {{ background: {muted}; }}
QScrollArea[slim="true"] QScrollBar::add-line, QScrollArea[slim="true"] QScrollBar::sub-line {{ height: 0; }}

QSplitter::handle {{ background: transparent; }}
QSplitter::handle:hover {{ background: {outline}; }}
#notice, #downloadRow, #question {{ background: {raised}; border-radius: 8px; }}
#notice QPushButton, #downloadRow QPushButton, #question QPushButton {{ background: {paper}; border-color: {paper}; }}
#notice QPushButton:focus, #downloadRow QPushButton:focus, #question QPushButton:focus {{ border-color: {accent}; }}
#noticeText, #downloadText, #questionText {{ font-size: {SMALL}px; }}
#downloadRow QProgressBar {{ background: {paper}; }}
"""
