"""Spoiled files: whole ones with a few bytes changed at random, and ones that hypothesis makes up."""

import json
import struct
from collections.abc import Callable

import numpy as np
from hypothesis import strategies as st

from digitpad.lesson import CASES, KEYS
from tests.faults.formats import FORMATS, HEADER, IMAGES, LABELS, NOTES, as_png, npy, with_header, with_notes, zipped

Edit = tuple[float, str, bytes]
"""Where, as a share of the content; what, a name in `EDITS`; and with which bytes."""


def _change_digit(content: bytearray, at: int, more: bytes) -> None:
    """The next digit becomes another, which leaves a text readable."""
    while at < len(content):
        if content[at] in b"0123456789":
            content[at] = 48 + more[0] % 10
            return
        at += 1


EDITS: dict[str, Callable[[bytearray, int, bytes], None]] = {
    "digit": _change_digit,
    "flip": lambda content, at, more: content.__setitem__(at, content[at] ^ (1 << more[0] % 8)),
    "replace": lambda content, at, more: content.__setitem__(slice(at, at + len(more)), more),
    "insert": lambda content, at, more: content.__setitem__(slice(at, at), more),
    "delete": lambda content, at, more: content.__delitem__(slice(at, at + more[0] % 32 + 1)),
    "repeat": lambda content, at, more: content.__setitem__(slice(at, at), content[at : at + 16 * more[0]]),
    "cut": lambda content, at, more: content.__delitem__(slice(at, None)),
}

TOKENS = (
    *(b"\0", b"\xff", b"\0" * 4, b"\xff" * 4, b"\xff" * 8, b"\x7f\xff\xff\xff", b"\0\0\0\x80", b"\x80\0\0\0"),
    *(struct.pack("<Q", 10**10), struct.pack(">I", 2**30), struct.pack("<I", 2**30), struct.pack("<f", 3e38)),
    *(struct.pack("<f", np.nan), struct.pack("<f", np.inf), b"NaN", b"Infinity", b"-", b"1e999", b"1e-400", b"9" * 30),
    *(
        b"9" * 400,
        b"[",
        b"]",
        b"{",
        b"}",
        b'"',
        b",",
        b":",
        b"[" * 2000,
        b"null",
        b"true",
        b"\n",
        b"\r",
        b"\n## ",
        b"\n# ",
    ),
    *(b"{loss}", b"{loss:.99f}", b"{}", b"\\", b"\\ud800", b"../", b"/dev/zero", b"\x1f\x8b", b"PK\1\2", b"PK\5\6"),
    *(
        b"IDAT",
        b"IHDR",
        b"tRNS",
        b"zTXt",
        b"\xff\xda",
        b"\xff\xc2",
        b"\xff\xd9",
        b"\x93NUMPY",
        b"|O8",
        b"<f8",
        b"__metadata__",
    ),
)


def spoiled(content: bytes, edits: list[Edit]) -> bytes:
    """`content` with the edits done one after the other."""
    work = bytearray(content)
    for where, what, more in edits:
        if work:
            EDITS[what](work, min(int(where * len(work)), len(work) - 1), more)
    return bytes(work)


def flipped(name: str, rng: np.random.Generator) -> bytes:
    """A whole file of format `name`, packed or as it is, with one to six edits by `rng`."""
    kind = FORMATS[name]
    content, pack = kind.wholes[rng.integers(len(kind.wholes))]
    edits = []
    for _ in range(min(rng.geometric(0.5), 6)):
        what = list(EDITS)[rng.choice(len(EDITS), p=(0.2, 0.3, 0.25, 0.1, 0.05, 0.05, 0.05))]
        token = rng.random() < 0.5
        more = TOKENS[rng.integers(len(TOKENS))] if token else rng.bytes(rng.integers(1, 9))
        # what is told about a file stands mostly at its beginning
        edits.append((rng.random() ** rng.integers(1, 4), what, more))
    return pack(spoiled(content, edits))


def made_up(name: str) -> st.SearchStrategy[bytes]:
    """Files of format `name` that hypothesis makes up, half of them as that format is built."""
    kind = FORMATS[name]
    edits = st.lists(
        st.tuples(
            st.floats(0, 1, exclude_max=True),
            st.sampled_from(list(EDITS)),
            st.sampled_from(TOKENS) | st.binary(min_size=1, max_size=8),
        ),
        min_size=1,
        max_size=4,
    )
    changed = st.tuples(st.sampled_from(range(len(kind.wholes))), edits).map(
        lambda drawn: kind.wholes[drawn[0]][1](spoiled(kind.wholes[drawn[0]][0], drawn[1]))
    )
    return changed | BUILT[name] if name in BUILT else changed


NUMBERS = st.integers() | st.floats() | st.sampled_from([0, 1, -1, 2**31, 2**63, 10**10, 10**400, 1e300, 784, 10, 28])
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def _json(value: object) -> bytes:
    return json.dumps(value).encode()


_HEADER = json.loads(HEADER)
_metadata = _HEADER["__metadata__"]
_NOTES = json.loads(NOTES)


def _model(drawn: tuple[dict[str, object], dict[str, object]]) -> bytes:
    texts = {key: value if isinstance(value, str) else json.dumps(value) for key, value in drawn[0].items()}
    return with_header(_json({**_HEADER, **drawn[1], "__metadata__": {**_metadata, **texts}}))


_PLACES = st.one_of(*[st.integers(-9, 300) | st.floats(-1e3, 1e3)] * 30, NUMBERS)
_POINTS = st.lists(st.lists(_PLACES, min_size=2, max_size=2), max_size=6)
_DRAWING = st.fixed_dictionaries(
    {
        "canvas": st.lists(st.floats(1e-9, 1e9), min_size=2, max_size=2) | JSON,
        "strokes": st.one_of(*[st.lists(_POINTS, min_size=1, max_size=4)] * 4, JSON),
    },
    optional={"label": st.one_of(*[st.integers(0, 9)] * 5, JSON)},
)
_SETUP = st.fixed_dictionaries(
    {},
    optional={
        "data": st.text(max_size=9) | JSON,
        "hidden": st.lists(st.integers(-1, 5000), max_size=16) | JSON,
        "activation": st.sampled_from(["relu", "tanh", "swish"]) | JSON,
        "learning_rate": st.floats() | JSON,
        "batch_size": st.integers() | JSON,
        **dict.fromkeys(("optimizer", "augment", "unknown"), JSON),
    },
)
_SIDES = st.lists(st.sampled_from([0, 1, 5, 28, -1, 2**31, 2**64, 10**30]) | st.integers(0, 40), max_size=5)


def _npy(drawn: tuple[str, bool, list[int], bytes]) -> bytes:
    descr, order, shape, data = drawn
    header = repr({"descr": descr, "fortran_order": order, "shape": tuple(shape)}).encode()
    return zipped({"x.npy": b"\x93NUMPY\1\0" + struct.pack("<H", len(header)) + header + data, "y.npy": npy(LABELS)})


BUILT: dict[str, st.SearchStrategy[bytes]] = {
    "model": st.tuples(
        st.dictionaries(st.sampled_from([*_metadata, "other"]), JSON, max_size=3),
        st.dictionaries(
            st.sampled_from([key for key in _HEADER if key != "__metadata__"] + ["other"]),
            st.fixed_dictionaries(
                {
                    "dtype": st.sampled_from(["F32", "F16", "F64", "BOOL", "I64", "BF16"]),
                    "shape": _SIDES,
                    "data_offsets": st.lists(st.integers(0, 30_000) | st.just(2**63), min_size=2, max_size=2),
                }
            )
            | JSON,
            max_size=2,
        ),
    ).map(_model),
    "idx images": st.tuples(st.sampled_from([0x0803, 0x0801]), _SIDES, st.binary(max_size=300)).map(
        lambda drawn: struct.pack(f">{1 + len(drawn[1])}I", drawn[0], *(side % 2**32 for side in drawn[1])) + drawn[2]
    ),
    "idx labels": st.tuples(st.sampled_from([4, 5, 6, 2**32 - 1]), st.binary(max_size=8)).map(
        lambda drawn: struct.pack(">2I", 0x0801, drawn[0]) + drawn[1]
    ),
    "npz": st.tuples(
        st.sampled_from(["|u1", "<f8", "|O", "|V0", "<U9999", "|b1", "<M8[s]", ">i8", "|S0"]) | st.text(max_size=6),
        st.booleans(),
        _SIDES,
        st.sampled_from([b"", bytes(84), IMAGES.tobytes()]),
    ).map(_npy),
    "strokes": st.lists(_DRAWING.map(_json) | JSON.map(_json), max_size=3).map(b"\n".join),
    "png": st.tuples(
        st.sampled_from([0, 1, 5, 28, 65535]),
        st.sampled_from([0, 1, 7, 28]),
        st.sampled_from([1, 2, 4, 8, 16, 3]),
        st.sampled_from([0, 2, 3, 4, 6, 1]),
        st.binary(max_size=400),
    ).map(lambda drawn: as_png(struct.pack(">HHBB", *drawn[:4]) + drawn[4])),
    "lesson": st.lists(
        st.sampled_from(["# A\n", "\n## ", *CASES["target"], "\n", "{", "}", *(f"{{{key}}}" for key in KEYS["target"])])
        | st.sampled_from(["{loss:.3f}", "{loss:+,.9%}", "{neuron:.1f}", "{loss!r}", "![a](/dev/zero)", "\0", "\r"])
        | st.text(max_size=9),
        max_size=12,
    ).map(lambda parts: "".join(parts).encode("utf-8", "surrogatepass")),
    "checkpoint": st.dictionaries(st.sampled_from([*_NOTES, "other"]), JSON | _SETUP, max_size=3).map(
        lambda drawn: with_notes(_json({**_NOTES, **drawn}))
    ),
    "settings": st.fixed_dictionaries(
        {"version": st.just(1) | JSON},
        optional={
            "setup": _SETUP | JSON,
            "theme": JSON,
            "animate": JSON,
            "geometry": st.text("ABCw/+=9", max_size=90) | JSON,
            "columns": st.text("ABCw/+=9", max_size=60) | JSON,
        },
    ).map(_json),
}
