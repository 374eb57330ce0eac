"""What all tests share: no display, no network beyond this machine, the same random examples each run."""

import os
import socket

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# the window speaks the language of the system, and the tests read English
os.environ["LC_ALL"], os.environ["LANGUAGE"] = "C.UTF-8", "en"

settings.register_profile("digitpad", derandomize=True, deadline=None)
settings.load_profile("digitpad")


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch):
    """No test reaches beyond the loopback: a connection elsewhere fails it."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test tried to connect to {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
