"""What each widget that paints itself is to a screen reader; what Qt paints has its role from Qt."""

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

ROLES = {
    "Canvas": "Canvas",
    "NetworkView": "Graphic",
    "LandscapePicture": "Graphic",
    "PatternPicture": "Graphic",
    "PatternScale": "Graphic",
    "SampleSheet": "Graphic",
    "StagePicture": "Graphic",
    "WalkPictures": "Graphic",
    "ActivationCurve": "Chart",
    "NudgePlot": "Chart",
    "OutputBars": "Chart",
    "OutputPairs": "Chart",
    "TrainingPlot": "Chart",
    "WalkTable": "StaticText",
    "Legend": "Grouping",
    "Prediction": "Grouping",
    "CanvasTools": "Grouping",
    "NetworkTools": "Grouping",
    "TrainingPanel": "Grouping",
    "DownloadRow": "Grouping",
    "Inspector": "Pane",
    "NudgePanel": "Pane",
    "WalkPanel": "Pane",
    "WhyPanel": "Pane",
    "Notice": "AlertMessage",
    "Question": "AlertMessage",
}
"""Names of `QAccessible.Role` by the name of the class, of which subclasses are the same."""


@cache
def install() -> None:
    """Let Qt ask here what a widget is; does nothing but the first time."""
    QAccessible.installFactory(_interface)


def _interface(name: str, widget: QObject) -> QAccessibleInterface | None:
    from PySide6.QtWidgets import QAccessibleWidget  # for most people nobody ever asks

    if name not in ROLES or not isinstance(widget, QWidget):
        return None
    return QAccessibleWidget(widget, getattr(QAccessible.Role, ROLES[name]))
