"""What each widget that paints itself is to a screen reader; what Qt paints has its role from Qt."""

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Role = QAccessible.Role

ROLES = {
    "Canvas": Role.Canvas,
    "NetworkView": Role.Graphic,
    "LandscapePicture": Role.Graphic,
    "PatternPicture": Role.Graphic,
    "PatternScale": Role.Graphic,
    "SampleSheet": Role.Graphic,
    "StagePicture": Role.Graphic,
    "WalkPictures": Role.Graphic,
    "ActivationCurve": Role.Chart,
    "NudgePlot": Role.Chart,
    "OutputBars": Role.Chart,
    "OutputPairs": Role.Chart,
    "TrainingPlot": Role.Chart,
    "WalkTable": Role.StaticText,
    "Legend": Role.Grouping,
    "Prediction": Role.Grouping,
    "CanvasTools": Role.Grouping,
    "NetworkTools": Role.Grouping,
    "TrainingPanel": Role.Grouping,
    "DownloadRow": Role.Grouping,
    "Inspector": Role.Pane,
    "NudgePanel": Role.Pane,
    "WalkPanel": Role.Pane,
    "WhyPanel": Role.Pane,
    "Notice": Role.AlertMessage,
    "Question": Role.AlertMessage,
}
"""By the name of the class, of which subclasses are the same."""


@cache
def install() -> None:
    """Let Qt ask here what a widget is; does nothing but the first time."""
    QAccessible.installFactory(_interface)


def _interface(name: str, widget: QObject) -> QAccessibleInterface | None:
    role = ROLES.get(name)
    return None if role is None or not isinstance(widget, QWidget) else QAccessibleWidget(widget, role)
