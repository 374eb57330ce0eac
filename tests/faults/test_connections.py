"""digitpad connects to nothing but the server of a data set that the person asked for."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import digitpad

PACKAGE = Path(digitpad.__file__).parent
NETWORK = {
    *("socket", "_socket", "socketserver", "ssl", "http", "requests", "pooch", "aiohttp", "httpx", "urllib3"),
    *("ftplib", "smtplib", "poplib", "imaplib", "nntplib", "telnetlib", "xmlrpc", "webbrowser", "asyncio"),
    *("QtNetwork", "QTcpSocket", "QUdpSocket", "QDesktopServices", "QtWebSockets", "QtDBus"),
}
ALLOWED = {
    "data/download.py": {"http", "pooch", "ssl", "urllib.request", "urllib.error"},
    "cli.py": {"socket"},  # whether the X server is there, by its file
}


def reached_for(source):
    """What in a module's `source` could open a connection."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            named = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Attribute):
            named = [node.attr] if node.attr in ("setOpenExternalLinks", "openUrl") else []
        else:
            continue
        for name in named:
            parts = set(name.split("."))
            found |= NETWORK & parts
            found |= {name} & {"urllib.request", "urllib.error", "setOpenExternalLinks", "openUrl"}
    return found


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_no_module_but_the_download_can_open_a_connection(path):
    allowed = ALLOWED.get(path.relative_to(PACKAGE).as_posix(), set())
    assert reached_for(path.read_text(encoding="utf-8")) <= allowed


@pytest.mark.parametrize(
    "source",
    [
        "import socket",
        "from urllib import request",
        "import urllib.request",
        "from http.client import HTTPSConnection",
        "from PySide6.QtNetwork import QNetworkAccessManager",
        "from PySide6 import QtNetwork",
        "from PySide6.QtGui import QDesktopServices",
        "text.setOpenExternalLinks(True)",
    ],
)
def test_what_is_looked_for_is_found(source):
    assert reached_for(source)


def test_an_address_may_be_taken_apart():
    assert not reached_for("from urllib.parse import quote, urlsplit")


WHOLE_VISIT = """
import json, os, sys
from functools import partial
from pathlib import Path

tried = []

def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind"):
        tried.append(f"{event} {arguments[1:]}")
        raise ConnectionRefusedError("refused by the test")

sys.addaudithook(refuse)

from PySide6.QtCore import QTimer
from digitpad.qt import app
from digitpad.qt.demo import HANDS, draw

seen, create = {}, app.start_window

def start_window(profile):
    window = create(profile)
    window.panel.hidden.setText("8")
    session, guide = window.session, window.guide
    pages = []
    guide.turned.connect(lambda page: page and pages.append(page.step))
    steps = [
        (partial(draw, window.canvas, HANDS[7]), lambda: window.prediction.digit >= 0),
        (lambda: seen.update(digit=window.prediction.digit), lambda: True),
        (window.panel.retrain_button.click, lambda: session.steps_done > 20),
        (window.panel.pause_button.click, lambda: session.state == "resting"),
        (lambda: seen.update(steps=session.steps_done), lambda: True),
        (window.menus.walk.trigger, lambda: pages),
        *[(guide.next, lambda: True)] * 12,
        (lambda: seen.update(pages=len(set(pages))), lambda: True),
        (window.menus.walk.trigger, lambda: not window.menus.walk.isChecked()),
        (window.panel.samples_button.click, lambda: window.beside.samples.sheet.samples is not None),
        (lambda: window.beside.samples.close(), lambda: True),
        (window.menus.landscape.trigger, lambda: window.beside.landscape._survey is not None),
        (lambda: window.beside.landscape.close(), lambda: True),
        (lambda: window.panel.choose_data("mnist"), lambda: True),
        (window.panel.retrain_button.click, lambda: "MB to download" in window.notice.text),
        *[(window.notice._action.click, lambda: "not fetched" in window.notice.text)] * (sys.argv[2] == "download"),
        (window.close, lambda: True),
    ]
    waiting = []

    def go_on():
        if waiting and not waiting[0]():
            return
        if not steps:
            return
        act, done = steps.pop(0)
        waiting[:] = [done]
        act()

    timer = QTimer(window, interval=10)
    timer.timeout.connect(go_on)
    timer.start()
    return window

app.start_window = start_window
seen["exit"] = app.run_app(None, Path(sys.argv[1]))
maps = Path("/proc/self/maps")
if maps.exists():
    loaded = maps.read_text()
    assert "libQt6Core" in loaded
    seen["network"] = "libQt6Network" in loaded
seen["tried"] = tried
print(json.dumps(seen))
"""


@pytest.mark.parametrize("asked", ["nothing", "download"])
def test_a_whole_visit_with_every_connection_refused_tries_none_but_the_download_that_was_asked_for(tmp_path, asked):
    script = tmp_path / "visit.py"
    script.write_text(WHOLE_VISIT)
    made = subprocess.run(
        [sys.executable, "-X", "faulthandler", script, tmp_path / "profile", asked],
        capture_output=True,
        text=True,
        timeout=100,
        cwd=PACKAGE.parent,
    )
    assert made.returncode == 0, made.stderr
    seen = json.loads(made.stdout.splitlines()[-1])
    assert bool(seen.pop("tried")) == (asked == "download")
    assert not seen.pop("network", False)
    assert seen.pop("digit") >= 0
    assert seen.pop("steps") > 20
    assert seen.pop("pages") == 13
    assert seen == {"exit": 0}
