"""The report of a problem: what somebody who is to mend it needs to know, as text to copy.

It is in English whatever the window speaks, for it is read by those who write the app.
"""

import json
from collections.abc import Mapping

from PySide6.QtGui import QGuiApplication, QScreen

from digitpad import log
from digitpad.net.network import Network
from digitpad.qt.session import Session
from digitpad.qt.versions import versions

LINES = 50
"""Of the log."""


def report(network: Network, settings: Mapping[str, object]) -> str:
    """Versions, screens, the `settings`, the shape of the network and how it was trained, and the end of the log.

    The home folder is written ~. Nothing of it tells what a person drew.
    """
    shape = " – ".join(map(str, network.sizes))
    recipe = json.dumps(dict(network.recipe), default=str, ensure_ascii=False)
    lines = [
        versions(),
        "",
        f"platform: {QGuiApplication.platformName()}",
        *(f"screen: {_screen(screen)}" for screen in QGuiApplication.screens()),
        *(f"{name}: {value}" for name, value in settings.items()),
        f"network: {shape}, {network.activation}, {network.loss}",
        f"trained by: {recipe if len(recipe) <= log.LONGEST else recipe[: log.LONGEST] + '…'}",
        "",
        f"the last {LINES} lines of the log:",
        *(log.last_lines(LINES) or ["nothing was told"]),
    ]
    return log.without_home("\n".join(lines))


def model(session: Session) -> str:
    """Where the network on screen is from."""
    opened = str(session.model_path or f"shipped, {session.shipped}")
    if not session.unsaved:
        return opened
    how = [f"trained here, {session.steps_done} steps"] if session.steps_done else []
    if session.network is not session.unedited:
        how.append("changed by hand")
    return f"in no file{': ' if how else ''}{'; '.join(how)} (opened last: {opened})"


def _screen(screen: QScreen) -> str:
    size = screen.size()
    return f"{size.width()} x {size.height()} at {screen.devicePixelRatio():g}, {screen.logicalDotsPerInch():.0f} dpi"
