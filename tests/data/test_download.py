"""Downloads from real servers on the loopback: whole files or none, and one clear line when it fails."""

import gzip
import hashlib
import ssl
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import pytest

from digitpad.data import download
from digitpad.data.catalogue import CATALOGUE, DataSet, RemoteFile
from digitpad.data.download import fetch
from digitpad.errors import CancelledError, DownloadError, RefusedValueError
from digitpad.paths import Folders

FILES = {"one.gz": bytes(range(256)) * 1000, "two.gz": b"two" * 50}

Answer = Callable[[BaseHTTPRequestHandler, bytes], None]


class Mirror:
    """A server that gives one answer to every request and remembers what it was asked for."""

    def __init__(self, answer: Answer) -> None:
        requested = self.requested = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                name = self.path.rpartition("/")[2].partition("?")[0]
                requested.append(name)
                answer(self, FILES[name])

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/set"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def mirror() -> Iterator[Callable[[Answer], Mirror]]:
    mirrors: list[Mirror] = []

    def start(answer: Answer) -> Mirror:
        mirrors.append(Mirror(answer))
        return mirrors[-1]

    yield start
    for started in mirrors:
        started.close()


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders.below(tmp_path / "profile")


@pytest.fixture
def served_by(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Put a small data set with the given mirrors into the catalogue as `tiny`."""

    def install(*mirrors: Mirror) -> None:
        files = tuple(RemoteFile(name, hashlib.sha256(body).hexdigest(), len(body)) for name, body in FILES.items())
        urls = tuple(mirror.url for mirror in mirrors)
        monkeypatch.setitem(CATALOGUE, "tiny", DataSet("tiny", "for tests", "none", urls, files))

    return install


def headers(handler: BaseHTTPRequestHandler, length: int | None) -> None:
    handler.send_response(200)
    if length is not None:
        handler.send_header("Content-Length", str(length))
    handler.end_headers()


def whole(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    headers(handler, len(body))
    handler.wfile.write(body)


def cut(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    headers(handler, len(body))
    handler.wfile.write(body[: len(body) // 2])


def cut_without_a_length(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    headers(handler, None)
    handler.wfile.write(body[: len(body) // 2])


def changed(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    whole(handler, body[:-1] + b"!")


def missing(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    handler.send_error(404)


def too_large(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    whole(handler, body + b"more")


def endless_with_a_lying_length(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    headers(handler, 1 << 40)
    try:
        while True:
            handler.wfile.write(body)
    except ConnectionError:
        pass  # the client has gone, as it should


def more_than_it_says(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    headers(handler, 10)
    handler.wfile.write(body)


def chunked_without_an_end(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    handler.protocol_version = "HTTP/1.1"
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(body), body))
    except ConnectionError:
        pass


def packed_on_the_way(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    handler.send_response(200)
    handler.send_header("Content-Encoding", "gzip")
    handler.end_headers()
    handler.wfile.write(gzip.compress(bytes(10 * len(body))))


def in_a_circle(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    redirect_to(f"{handler.path.rpartition('?')[0] or handler.path}?{time.monotonic_ns()}")(handler, body)


def redirect_to(url: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        handler.send_response(302)
        handler.send_header("Location", url)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_whole_set_arrives_in_its_folder(mirror, served_by, folders) -> None:
    served_by(mirror(whole))
    folder = fetch("tiny", folders)
    assert folder == folders.downloads / "tiny"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == FILES


def test_files_that_are_there_and_whole_are_not_fetched_again(mirror, served_by, folders) -> None:
    server = mirror(whole)
    served_by(server)
    folder = fetch("tiny", folders)
    (folder / "two.gz").write_bytes(b"damaged")
    fetch("tiny", folders)
    assert server.requested == ["one.gz", "two.gz", "two.gz"]
    assert (folder / "two.gz").read_bytes() == FILES["two.gz"]


def test_another_folder_and_another_address_can_be_given(mirror, served_by, folders, tmp_path) -> None:
    unused, used = mirror(whole), mirror(whole)
    served_by(unused)
    assert fetch("tiny", folders, tmp_path / "here", used.url + "/") == tmp_path / "here"
    assert left_in(tmp_path / "here") == sorted(FILES)
    assert (unused.requested, used.requested) == ([], list(FILES))


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (cut, "ended after 128,000 of 256,000 bytes"),
        (cut_without_a_length, "ended after 128,000 of 256,000 bytes"),
        (changed, "SHA-256 differs"),
        (missing, "HTTP 404 Not Found"),
        (too_large, "more than the expected 256,000 bytes"),
        (endless_with_a_lying_length, "more than the expected 256,000 bytes"),
        (more_than_it_says, "ended after 10 of 256,000 bytes"),
        (chunked_without_an_end, "more than the expected 256,000 bytes"),
        (packed_on_the_way, "ended after "),
        (in_a_circle, "HTTP 302"),
        (redirect_to("file:///etc/passwd"), "file:///etc/passwd"),
        (redirect_to("ftp://127.0.0.1/one.gz"), "ftp://127.0.0.1/one.gz"),
        (redirect_to("data:,x"), "data:,x"),
        (redirect_to("http://localhost@example.org/one.gz"), "which is not safe"),
        (
            redirect_to("http://example.org/one.gz"),
            "sends on to http://example.org/one.gz, which is not safe",
        ),
        (redirect_to("//[bad"), "Invalid IPv6 URL"),
    ],
)
def test_a_failing_mirror_is_named_with_the_reason_and_nothing_is_left(
    mirror, served_by, folders, answer, reason
) -> None:
    bad = mirror(answer)
    served_by(bad)
    with pytest.raises(DownloadError) as caught:
        fetch("tiny", folders)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith("tiny was not fetched: one.gz failed (127.0.0.1:")
    assert reason in message
    assert left_in(folders.downloads / "tiny") == []


@pytest.mark.parametrize("answer", [cut, changed, missing, too_large, redirect_to("file:///etc/passwd")])
def test_the_second_mirror_steps_in_whatever_is_wrong_with_the_first(mirror, served_by, folders, answer) -> None:
    first, second = mirror(answer), mirror(whole)
    served_by(first, second)
    folder = fetch("tiny", folders)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == FILES
    assert first.requested == second.requested == list(FILES)


def test_a_redirect_between_loopback_servers_is_followed(mirror, served_by, folders) -> None:
    target = mirror(whole)

    def onward(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        redirect_to(target.url + "/" + handler.path.rpartition("/")[2])(handler, body)

    served_by(mirror(onward))
    assert left_in(fetch("tiny", folders)) == sorted(FILES)


def test_a_server_that_falls_silent_is_given_up(mirror, served_by, folders, monkeypatch) -> None:
    given_up = threading.Event()

    def silent(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        headers(handler, len(body))
        handler.wfile.write(body[:10])
        assert given_up.wait(30)

    monkeypatch.setattr(download, "TIMEOUT", 0.05)
    served_by(mirror(silent))
    try:
        with pytest.raises(DownloadError, match=r"no answer for 0\.05 seconds"):
            fetch("tiny", folders)
    finally:
        given_up.set()
    assert left_in(folders.downloads / "tiny") == []


@pytest.mark.parametrize("sent", [0, 10])
def test_a_download_that_stands_still_can_be_cancelled(mirror, served_by, folders, sent) -> None:
    silent, cancelled = threading.Event(), threading.Event()

    def stall(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        if sent:
            headers(handler, len(body))
            handler.wfile.write(body[:sent])
        silent.set()
        assert cancelled.wait(30)

    def cancel(done: int, total: int | None) -> None:
        if silent.is_set() and done == sent:
            raise CancelledError

    served_by(mirror(stall))
    try:
        with pytest.raises(CancelledError):  # and not the DownloadError of a time that ran out
            fetch("tiny", folders, progress=cancel)
    finally:
        cancelled.set()
    assert left_in(folders.downloads / "tiny") == []


def test_a_server_that_sends_a_byte_now_and_then_can_be_cancelled(mirror, served_by, folders) -> None:
    cancelled = threading.Event()

    def drip(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        headers(handler, len(body))
        for at in range(len(body)):
            handler.wfile.write(body[at : at + 1])
            if cancelled.wait(0.01):
                return

    def cancel(done: int, total: int | None) -> None:
        if done > 5:
            raise CancelledError

    served_by(mirror(drip))
    try:
        with pytest.raises(CancelledError):
            fetch("tiny", folders, progress=cancel)
    finally:
        cancelled.set()
    assert left_in(folders.downloads / "tiny") == []


OF_ELSEWHERE = "https://example.org/one.gz"


@pytest.mark.parametrize(
    "onward",
    [
        "http://example.org/one.gz",
        "http://127.0.0.1/one.gz",
        "https://127.0.0.1/one.gz",
        "https://localhost/one.gz",
        "https://[::1]/one.gz",
        "file:///etc/passwd",
        "ftp://example.org/one.gz",
        "data:,x",
        "https:one.gz",
    ],
)
def test_a_server_elsewhere_sends_on_to_neither_less_safe_places_nor_this_machine(onward) -> None:
    request = urllib.request.Request(OF_ELSEWHERE)
    with pytest.raises(download._MirrorError, match="which is not safe"):
        download._SafeRedirects().redirect_request(request, BytesIO(), 302, "Found", Message(), onward)


def test_a_server_elsewhere_may_send_on_to_another_https_address() -> None:
    request = urllib.request.Request(OF_ELSEWHERE)
    onward = "https://mirror.example.net/one.gz"
    sent_on = download._SafeRedirects().redirect_request(request, BytesIO(), 302, "Found", Message(), onward)
    assert sent_on is not None
    assert sent_on.full_url == onward


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://localhost/x", "data:,x", "http://example.org/x", "x"])
def test_no_other_address_is_opened_whoever_names_it(url) -> None:
    with pytest.raises(download._MirrorError, match="not an https:// address"):
        next(download._receive(url))


def test_a_mirror_of_the_catalogue_is_checked_like_any_other(served_by, folders, monkeypatch) -> None:
    served_by()
    monkeypatch.setitem(CATALOGUE, "tiny", replace(CATALOGUE["tiny"], mirrors=("file:///tmp", "http://example.org")))
    with pytest.raises(DownloadError, match="not an https:// address"):
        fetch("tiny", folders)


@pytest.mark.parametrize("url", ["https://example.org/x", "http://127.0.0.1:1/x"])
def test_nothing_but_http_can_be_spoken_and_certificates_are_checked(url) -> None:
    handlers = download._opener(url).handlers
    spoken = {
        name
        for handler in handlers
        if not isinstance(handler, urllib.request.ProxyHandler)  # which has what the environment names
        for name in dir(handler)
        if name.endswith("_open")
    }
    assert spoken - {"do_open"} == {"http_open", "https_open", "unknown_open"}
    (secure,) = (handler for handler in handlers if isinstance(handler, urllib.request.HTTPSHandler))
    context = secure._context  # type: ignore[attr-defined]
    assert context.check_hostname
    assert context.verify_mode == ssl.CERT_REQUIRED


def test_a_server_that_speaks_no_tls_is_refused_under_https(mirror, served_by, folders) -> None:
    server = mirror(whole)
    served_by(server)
    with pytest.raises(DownloadError, match="SSL"):
        fetch("tiny", folders, base=server.url.replace("http:", "https:"))
    assert server.requested == []


def test_a_set_is_fetched_when_every_file_has_all_its_bytes(mirror, served_by, folders) -> None:
    served_by(mirror(whole))
    data_set = CATALOGUE["tiny"]
    assert not data_set.is_fetched(folders)
    folder = fetch("tiny", folders)
    assert data_set.is_fetched(folders)
    (folder / "one.gz").write_bytes(FILES["one.gz"][:-1])
    assert not data_set.is_fetched(folders)
    fetch("tiny", folders)
    assert data_set.is_fetched(folders)


def test_a_server_that_is_not_there_is_reported(mirror, served_by, folders) -> None:
    gone = Mirror(whole)
    gone.close()
    served_by(gone)
    with pytest.raises(DownloadError, match="Connection refused"):
        fetch("tiny", folders)


def test_progress_counts_all_files_up_to_the_total(mirror, served_by, folders) -> None:
    served_by(mirror(whole))
    seen: list[tuple[int, int | None]] = []
    fetch("tiny", folders, progress=lambda done, total: seen.append((done, total)))
    total = sum(map(len, FILES.values()))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1] == (total, total)
    assert len(seen) > 2


def test_progress_can_cancel_and_a_damaged_old_file_stays_as_it_was(mirror, served_by, folders) -> None:
    server = mirror(whole)
    served_by(server, server)
    folder = folders.downloads / "tiny"
    folder.mkdir(parents=True)
    (folder / "one.gz").write_bytes(b"old")

    def cancel(done: int, total: int | None) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        fetch("tiny", folders, progress=cancel)
    assert server.requested == ["one.gz"]
    assert left_in(folder) == ["one.gz"]
    assert (folder / "one.gz").read_bytes() == b"old"


def test_a_folder_that_cannot_be_made_is_one_clear_line(mirror, served_by, folders, tmp_path) -> None:
    served_by(mirror(whole))
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DownloadError, match="choose another folder"):
        fetch("tiny", folders, dest=tmp_path / "file" / "below")


@pytest.mark.parametrize("base", ["http://example.org", "file:///tmp", "ftp://localhost", "/tmp", "https://[bad", ""])
def test_an_address_that_is_not_https_is_refused_before_anything_happens(base, folders) -> None:
    with pytest.raises(RefusedValueError, match="https://"):
        fetch("mnist", folders, base=base)
    assert not folders.downloads.exists()


def test_an_unknown_name_lists_the_known_ones(folders) -> None:
    with pytest.raises(RefusedValueError, match="known are mnist, mnist-test"):
        fetch("minst", folders)
