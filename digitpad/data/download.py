"""Fetching a data set: from the first mirror that delivers every byte of it."""

import http.client
import logging
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Any
from urllib.parse import urlsplit

from digitpad.data.catalogue import CATALOGUE, RemoteFile
from digitpad.errors import DownloadError, RefusedValueError
from digitpad.paths import Folders
from digitpad.words import grouped, translate

Progress = Callable[[int, int | None], None]

TIMEOUT = 20.0  # seconds without a single byte
BEAT = 0.2  # seconds without a byte after which `progress` is called again, so that it can cancel
LONGEST_REASON = 200
_CHUNK = 1 << 16
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def fetch(
    name: str,
    folders: Folders,
    dest: Path | None = None,
    base: str | None = None,
    progress: Progress | None = None,
) -> Path:
    """Make sure that every file of the data set `name` is in place, and return the folder.

    The folder is `dest`, or the data set's own below ``folders.downloads``. Files that are there and whole
    are kept; the others come from `base`, or from the known mirrors in turn. A file appears under its name
    only when its SHA-256 is right. `progress` is told the bytes done and the bytes in all, also while nothing
    arrives; it may raise CancelledError, which reaches the caller at once and leaves nothing half-written.

    Raises RefusedValueError for an unknown name or a `base` that is not HTTPS, DownloadError when no mirror
    delivers or the folder cannot be written.
    """
    if name not in CATALOGUE:
        raise RefusedValueError(
            translate("errors", "{name}: not a data set that can be fetched; known are {known}").format(
                name=name, known=", ".join(CATALOGUE)
            )
        )
    if base is not None and not _allowed(base):
        raise RefusedValueError(
            translate("errors", "{base}: not an https:// address; give the folder that holds the files").format(
                base=base
            )
        )
    data_set = CATALOGUE[name]
    folder = data_set.folder(folders) if dest is None else dest
    mirrors = data_set.mirrors if base is None else (base,)
    done = 0
    for file in data_set.files:
        failures = []
        for mirror in mirrors:
            try:
                _fetch_file(file, mirror, folder, progress, done, data_set.size)
                break
            except _MirrorError as error:
                failures.append(f"{urlsplit(mirror).netloc}: {error}")
            except OSError as error:
                raise DownloadError(
                    translate("errors", "{folder}: {file} cannot be written ({why}); choose another folder").format(
                        folder=folder, file=file.name, why=error.strerror or error
                    )
                ) from error
        else:
            raise DownloadError(
                translate(
                    "errors",
                    "{name} was not fetched: {file} failed ({failures}); check the connection and try "
                    "again, or put the files into {folder} yourself",
                ).format(name=name, file=file.name, failures="; ".join(failures), folder=folder)
            )
        done += file.size
        if progress is not None:
            progress(done, data_set.size)
    return folder


class _MirrorError(Exception):
    """Why one mirror did not deliver a file; one line of a sane length, though part of it may be the server's words."""

    def __init__(self, reason: str) -> None:
        super().__init__(" ".join(reason.split())[:LONGEST_REASON])


def _fetch_file(file: RemoteFile, mirror: str, folder: Path, progress: Progress | None, done: int, total: int) -> None:
    import pooch  # here, because with requests and tqdm it takes longer than the rest of digitpad.data

    def download(url: str, output: str, _pooch: Any) -> None:
        received = 0

        def tell() -> None:
            if progress is not None:
                progress(done + received, total)

        with Path(output).open("wb") as sink, closing(_stream(url, tell)) as chunks:
            for chunk in chunks:
                received += len(chunk)
                if received > file.size:  # counted, because a Content-Length need not be true
                    raise _MirrorError(
                        translate("errors", "more than the expected {size} bytes").format(size=grouped(file.size))
                    )
                sink.write(chunk)
                tell()
        if received < file.size:
            raise _MirrorError(
                translate("errors", "ended after {received} of {size} bytes").format(
                    received=grouped(received), size=grouped(file.size)
                )
            )

    pooch.get_logger().setLevel(logging.WARNING)  # its notes would mix with the caller's own on stderr
    try:
        pooch.retrieve(
            f"{mirror.rstrip('/')}/{file.name}",
            f"sha256:{file.sha256}",
            file.name,
            folder,
            downloader=download,
        )
    except ValueError as error:
        raise _MirrorError(translate("errors", "the content is not the expected one (SHA-256 differs)")) from error


def _stream(url: str, idle: Callable[[], None]) -> Generator[bytes, None, None]:
    """Yield the body of `url` in pieces, and call `idle` again and again while none arrives.

    A thread waits for the network, which nothing can interrupt in every phase of a connection. Once nobody wants
    its pieces any more it ends by itself, after `TIMEOUT` at the latest, and keeps no process alive.
    """
    pieces: Queue[bytes | Exception] = Queue(maxsize=8)
    left = Event()

    def put(piece: bytes | Exception) -> None:
        while not left.is_set():
            try:
                pieces.put(piece, timeout=BEAT)
                return
            except Full:
                pass

    def receive() -> None:
        try:
            for piece in _receive(url):
                put(piece)
                if left.is_set():
                    return
            put(b"")
        except Exception as error:
            put(error)

    Thread(target=receive, daemon=True, name="download").start()
    try:
        while True:
            try:
                piece = pieces.get(timeout=BEAT)
            except Empty:
                idle()
                continue
            if isinstance(piece, Exception):
                try:
                    raise piece
                finally:
                    del piece  # this frame and the error would keep each other, and the connection, alive
            if not piece:
                return
            yield piece
    finally:
        left.set()


def _receive(url: str) -> Iterator[bytes]:
    """Yield the body of `url` in pieces; _MirrorError says in plain words what went wrong."""
    if not _allowed(url):
        raise _MirrorError(translate("errors", "{address} is not an https:// address").format(address=url))
    try:
        # urllib asks for no compression, so that what is counted and hashed is the file itself.
        with _opener(url).open(url, timeout=TIMEOUT) as response:
            while chunk := response.read1(_CHUNK):
                yield chunk
    except urllib.error.HTTPError as error:
        error.close()
        raise _MirrorError(f"HTTP {error.code} {error.reason}") from error
    except TimeoutError as error:
        raise _MirrorError(translate("errors", "no answer for {seconds:g} seconds").format(seconds=TIMEOUT)) from error
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise _MirrorError(
                translate("errors", "no answer for {seconds:g} seconds").format(seconds=TIMEOUT)
            ) from error
        raise _MirrorError(str(getattr(error.reason, "strerror", None) or error.reason)) from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise _MirrorError(str(error) or type(error).__name__) from error


def _opener(url: str) -> urllib.request.OpenerDirector:
    """What opens `url`: the one that urllib makes by itself would also open files, ftp and data addresses."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        # a proxy's loopback is another machine's
        urllib.request.ProxyHandler({} if _is_loopback(url) else None),
        urllib.request.UnknownHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(context=ssl.create_default_context()),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _SafeRedirects(),
    ):
        opener.add_handler(handler)
    return opener


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects to HTTPS only, or from loopback to loopback."""

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        fp.close()  # or its body would be read, whatever its size
        if not _allowed(newurl) or (_is_loopback(newurl) and not _is_loopback(req.full_url)):
            raise _MirrorError(translate("errors", "sends on to {address}, which is not safe").format(address=newurl))
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _allowed(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(url)))


def _is_loopback(url: str) -> bool:
    return urlsplit(url).hostname in _LOOPBACK
