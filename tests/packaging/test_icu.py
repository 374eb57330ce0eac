import struct
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "packaging"))
from icu import without


def icu_data(items):
    """A data file of ICU with these items, name -> content; contents are 16 bytes aligned, as ICU wants them."""
    header = b"\x20\x00\xda\x27" + bytes(8) + b"CmnD" + bytes(16)
    names_at = 4 + 8 * len(items)
    names = b"".join(name.encode() + b"\0" for name in items)
    at = -(-(names_at + len(names)) // 16) * 16
    rows, contents, name_at = b"", b"", names_at
    for name, content in items.items():
        rows += struct.pack("<II", name_at, at + len(contents))
        contents += content.ljust(-(-len(content) // 16) * 16, b"\0")
        name_at += len(name) + 1
    return header + (struct.pack("<I", len(items)) + rows + names).ljust(at, b"\0") + contents


KEPT = {
    "icudt73l/coll/de.res": b"sorts German",
    "icudt73l/coll/root.res": b"sorts all else, in more than sixteen bytes",
    "icudt73l/pool.res": b"names",
    "icudt73l/root.res": b"root",
}
UNUSED = {
    "icudt73l/brkitr/root.res": b"words",
    "icudt73l/de.res": b"months",
    "icudt73l/euc-tw-2014.cnv": b"an encoding",
    "icudt73l/sr_Latn.res": b"months",
    "icudt73l/zone/de.res": b"time zones",
}


def test_what_sorts_stays_and_the_rest_goes():
    assert without(icu_data(dict(sorted((KEPT | UNUSED).items())))) == icu_data(KEPT)


def test_what_is_no_data_of_icu_is_refused():
    with pytest.raises(ValueError, match="ICU"):
        without(b"\x7fELF" + bytes(100))
