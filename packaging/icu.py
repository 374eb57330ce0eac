"""The data of ICU without what Qt does not ask it for: 5 MB instead of 32.

Qt sorts by ICU, in the language of the person: for that, all stays. It has tables of its own for calendars, numbers,
names of languages and line breaks, and nothing here reads text in the encodings of the last century. What is lost are
the long names of time zones.
"""

import re
import struct
import subprocess
from pathlib import Path

UNUSED = re.compile(r"(brkitr|curr|lang|rbnf|region|translit|unit|zone)/|.*\.cnv$|[a-z]{2,3}(_\w+)?\.res$")
"""Breaks, names of currencies, languages and so on; encodings; calendars and numbers of each language."""


def trim(library: Path, folder: Path) -> Path:
    """Write into `folder` a libicudata that takes the place of `library`; needs the binutils."""
    whole, left, member, made = (folder / name for name in ("whole.dat", "left.dat", "left.o", library.name))
    symbol = f"icudt{library.suffix.removeprefix('.')}_dat"  # that of libicudata.so.73 is icudt73_dat
    _run("objcopy", "--output-target=binary", "--only-section=.rodata", library, whole)
    left.write_bytes(without(whole.read_bytes()))
    _run("ld", "-r", "-b", "binary", "-o", member, left.name, cwd=folder)
    section = (
        "--rename-section",
        ".data=.rodata,alloc,load,readonly,data,contents",
        "--set-section-alignment",
        ".data=16",
    )
    _run("objcopy", *section, "--redefine-sym", f"_binary_left_dat_start={symbol}", member)
    _run("ld", "-shared", "-z", "noexecstack", "-soname", library.name, "-o", made, member)
    return made


def without(data: bytes) -> bytes:
    """The data file of ICU (https://unicode-org.github.io/icu/userguide/icu_data/) without its unused items.

    After a header there is a table: how many items there are, then for each where its name and its content begin,
    both counted from the table; then the names, then the contents, 16 bytes aligned.

    Raises ValueError when this is no such file.
    """
    if data[2:4] != b"\xda\x27" or data[12:16] != b"CmnD":
        raise ValueError("this is no data file of ICU")
    table = int.from_bytes(data[:2], "little")
    (count,) = struct.unpack_from("<I", data, table)
    places = list(struct.iter_unpack("<II", data[table + 4 : table + 4 + 8 * count]))
    ends = [start for _, start in places[1:]] + [len(data) - table]
    kept = []
    for (name_at, start), end in zip(places, ends, strict=True):
        name = data[table + name_at : data.index(b"\0", table + name_at)]
        path = name.decode().partition("/")[2]
        if not UNUSED.match(path):
            kept.append((name + b"\0", data[table + start : table + end]))
    names, contents, rows = bytearray(), bytearray(), bytearray()
    names_at = 4 + 8 * len(kept)
    contents_at = _aligned(names_at + sum(len(name) for name, _ in kept))
    for name, content in kept:
        rows += struct.pack("<II", names_at + len(names), contents_at + len(contents))
        names += name
        contents += content.ljust(_aligned(len(content)), b"\0")
    head = data[:table] + struct.pack("<I", len(kept)) + rows + names
    return head.ljust(table + contents_at, b"\0") + contents


def _run(*command: str | Path, cwd: Path | None = None) -> None:
    subprocess.run(command, check=True, cwd=cwd)


def _aligned(size: int) -> int:
    return -(-size // 16) * 16
