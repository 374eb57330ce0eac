"""What a person can name as data."""

import gzip
import io
import struct
import zipfile

import numpy as np
import pytest

from digitpad.data.catalogue import CATALOGUE
from digitpad.data.samples import add_sample, handwriting
from digitpad.data.specs import MOST_GENERATED, is_generated, load, parse_generated, source
from digitpad.errors import CancelledError, RefusedFileError, RefusedValueError
from digitpad.ink.framing import frame_image
from digitpad.ink.raster import raster
from digitpad.ink.strokes import Drawing
from digitpad.paths import Folders

RNG = np.random.default_rng(0)
IMAGES = RNG.integers(0, 256, (7, 28, 28)).astype(np.uint8)
LABELS = np.array([3, 1, 4, 1, 5, 9, 2], np.uint8)
IMAGES_NAME, LABELS_NAME = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"


@pytest.fixture
def folders(tmp_path):
    return Folders.below(tmp_path / "profile")


def idx(array):
    return struct.pack(f">{1 + array.ndim}I", 0x0800 + array.ndim, *array.shape) + array.astype(np.uint8).tobytes()


def write_pair(folder, images=IMAGES, labels=LABELS, before="train-", dash="-", gz=False):
    folder.mkdir(parents=True, exist_ok=True)
    pack, ending = (gzip.compress, ".gz") if gz else (bytes, "")
    (folder / f"{before}images{dash}idx3-ubyte{ending}").write_bytes(pack(idx(images)))
    (folder / f"{before}labels{dash}idx1-ubyte{ending}").write_bytes(pack(idx(labels)))


def drawing(label=3, turn=0.0):
    at = np.linspace(0, 5, 30) + turn
    return Drawing((280, 280), (np.stack([140 + 50 * np.cos(at), 140 + 70 * np.sin(at)], axis=1),), label)


def write_strokes(path, drawings):
    path.write_text("".join(one.to_json() + "\n" for one in drawings))
    return str(path)


def refused(spec, folders):
    with pytest.raises((RefusedFileError, RefusedValueError)) as refusal:
        load(str(spec), folders)
    assert "\n" not in str(refusal.value)
    return str(refusal.value)


@pytest.mark.parametrize("gz", [False, True])
@pytest.mark.parametrize("dash", ["-", "."])
def test_a_folder_with_a_pair_of_idx_files_is_a_set(tmp_path, folders, gz, dash):
    write_pair(tmp_path / "set", gz=gz, dash=dash)
    digits = load(str(tmp_path / "set"), folders)
    assert np.array_equal(digits.images, IMAGES)
    assert np.array_equal(digits.labels, LABELS)
    assert digits.drawings is None
    assert len(digits) == 7


def test_the_images_file_of_a_pair_is_a_set(tmp_path, folders):
    write_pair(tmp_path)
    write_pair(tmp_path, IMAGES[:2], LABELS[:2], before="t10k-")
    assert len(load(str(tmp_path / "t10k-images-idx3-ubyte"), folders)) == 2
    assert len(load(str(tmp_path / IMAGES_NAME), folders)) == 7


def test_labels_may_be_packed_otherwise_than_images(tmp_path, folders):
    (tmp_path / f"{IMAGES_NAME}.gz").write_bytes(gzip.compress(idx(IMAGES)))
    (tmp_path / LABELS_NAME).write_bytes(idx(LABELS))
    assert len(load(str(tmp_path), folders)) == 7


def test_the_same_set_packed_and_unpacked_is_one_set(tmp_path, folders):
    write_pair(tmp_path)
    write_pair(tmp_path, gz=True)
    assert len(load(str(tmp_path), folders)) == 7


def test_a_folder_that_is_not_one_set_is_refused(tmp_path, folders):
    assert "holds no IDX images" in refused(tmp_path, folders)
    write_pair(tmp_path)
    (tmp_path / LABELS_NAME).rename(tmp_path / "elsewhere")
    assert "labels train-labels-idx1-ubyte are not beside it" in refused(tmp_path, folders)
    (tmp_path / "elsewhere").rename(tmp_path / LABELS_NAME)
    write_pair(tmp_path, before="t10k-")
    message = refused(tmp_path, folders)
    assert "more than one set" in message
    assert "t10k-images-idx3-ubyte, train-images-idx3-ubyte" in message


def test_images_and_labels_must_belong_together(tmp_path, folders):
    write_pair(tmp_path, IMAGES, LABELS[:5])
    assert "7 images but 5 labels" in refused(tmp_path, folders)


def test_what_was_not_fetched_yet_says_how_to_fetch_it(folders):
    for name in ("mnist", "mnist-test"):
        assert f"digitpad data fetch {name}" in refused(name, folders)


def test_a_fetched_set_is_found_by_its_name(folders):
    write_pair(CATALOGUE["mnist"].folder(folders), gz=True)
    write_pair(CATALOGUE["mnist-test"].folder(folders), IMAGES[:2], LABELS[:2], before="t10k-", gz=True)
    assert len(load("mnist", folders)) == 7
    assert len(load("mnist-test", folders)) == 2
    assert load("mnist", folders).name == "mnist"


def test_a_fetched_set_that_is_damaged_is_put_aside_so_that_it_can_be_fetched_again(folders):
    folder = CATALOGUE["mnist"].folder(folders)
    write_pair(folder, gz=True)
    images = folder / "train-images-idx3-ubyte.gz"
    images.write_bytes(b"garbage")
    line = refused("mnist", folders)
    assert str(images) in line
    assert line.endswith("; fetch it again, the damaged file is beside it now, as train-images-idx3-ubyte.gz.old")
    assert not images.exists()
    assert images.with_name(f"{images.name}.old").read_bytes() == b"garbage"
    assert "not there yet" in refused("mnist", folders)


def npz(path, **arrays):
    np.savez(path, **arrays)
    return str(path)


def test_an_npz_is_a_set(tmp_path, folders):
    for labels in (LABELS, LABELS.astype(np.int64), LABELS.astype(">i2")):
        digits = load(npz(tmp_path / "a.npz", x=IMAGES, y=labels, more=np.arange(3)), folders)
        assert np.array_equal(digits.images, IMAGES)
        assert np.array_equal(digits.labels, LABELS)
        assert digits.labels.dtype == np.uint8


def test_an_npz_may_be_compressed_and_in_fortran_order(tmp_path, folders):
    np.savez_compressed(tmp_path / "a.npz", x=np.asfortranarray(IMAGES), y=LABELS)
    assert np.array_equal(load(str(tmp_path / "a.npz"), folders).images, IMAGES)


@pytest.mark.parametrize(
    ("arrays", "reason"),
    [
        ({"x": IMAGES}, "no item named 'y.npy'"),
        ({"x": IMAGES / 255, "y": LABELS}, "x is float64"),
        ({"x": IMAGES.reshape(7, -1), "y": LABELS}, r"x is uint8 (7, 784)"),
        ({"x": IMAGES[:0], "y": LABELS[:0]}, "x is uint8 (0, 28, 28)"),
        ({"x": IMAGES, "y": LABELS[:6]}, "y is uint8 (6,) for 7 images"),
        ({"x": IMAGES, "y": LABELS.astype(float)}, "y is float64"),
        ({"x": IMAGES, "y": np.eye(7, 10, dtype=np.uint8)}, "y is uint8 (7, 10)"),
        ({"x": IMAGES, "y": LABELS + 1}, "label 10"),
        ({"x": IMAGES, "y": LABELS.astype(np.int8) - 2}, "label -1"),
        ({"x": np.array([{}], dtype=object), "y": LABELS}, "x holds Python objects"),
    ],
)
def test_an_npz_of_other_arrays_is_refused(tmp_path, folders, arrays, reason):
    assert reason in refused(npz(tmp_path / "a.npz", **arrays), folders)


def test_a_damaged_npz_is_refused(tmp_path, folders):
    path = tmp_path / "a.npz"
    npz(path, x=IMAGES, y=LABELS)
    whole = path.read_bytes()
    for content in (b"", b"text", whole[:1000], whole[:-5], whole.replace(b"NUMPY", b"NUMBY")):
        path.write_bytes(content)
        assert "cannot be read" in refused(path, folders)


def test_a_changed_npz_is_read_or_refused(tmp_path, folders):
    rng = np.random.default_rng(8)
    path = tmp_path / "a.npz"
    np.savez_compressed(path, x=IMAGES, y=LABELS)
    whole = path.read_bytes()
    refused_count = 0
    for _ in range(300):
        content = bytearray(whole)
        for at in rng.integers(0, len(content), rng.integers(1, 5)):
            content[at] = rng.integers(0, 256)
        path.write_bytes(content)
        try:
            load(str(path), folders)
        except RefusedFileError:
            refused_count += 1
    assert refused_count > 200


def test_an_npz_that_announces_more_than_it_holds_takes_no_memory(tmp_path, folders):
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, {"descr": "|u1", "fortran_order": False, "shape": (10**6, 1000, 1000)})
    for shape, reason in (((10**6, 1000, 1000), "the most is"), ((150, 1000, 1000), "announced")):
        header = io.BytesIO()
        np.lib.format.write_array_header_1_0(header, {"descr": "|u1", "fortran_order": False, "shape": shape})
        with zipfile.ZipFile(tmp_path / "a.npz", "w") as archive:
            archive.writestr("x.npy", header.getvalue())
        assert reason in refused(tmp_path / "a.npz", folders)


def test_images_of_another_size_are_framed(tmp_path, folders):
    large = np.zeros((3, 60, 50), np.uint8)
    large[0, 10:50, 20:26] = 255
    large[1, 5:35, 5:11] = large[1, 5:11, 5:35] = 255
    large[2, 20:26, 5:45] = 255
    for images in (large, 255 - large):
        digits = load(npz(tmp_path / "a.npz", x=images, y=LABELS[:3]), folders)
        assert np.array_equal(digits.images, [frame_image(image) for image in large])


def test_counts_of_0_to_16_are_greys(tmp_path, folders):
    image = np.zeros((1, 8, 8), np.uint8)
    image[0, 1:7, 3:5] = 16
    counts = load(npz(tmp_path / "a.npz", x=image, y=LABELS[:1]), folders)
    greys = load(npz(tmp_path / "b.npz", x=image * 15, y=LABELS[:1]), folders)
    assert counts.images.max() == 255
    assert np.array_equal(counts.images, greys.images)


def test_the_polarity_of_small_scans_is_told_from_the_whole_set(tmp_path, folders):
    # A thick ring that fills an 8x8 scan might as well be a blot on black; thin ones around it tell.
    ring = np.full((8, 8), 255, np.uint8)
    ring[0, 0] = ring[0, -1] = ring[-1, 0] = ring[-1, -1] = ring[3:5, 3:5] = 0
    thin = np.zeros((8, 8), np.uint8)
    thin[:, 3:5] = 255
    digits = load(npz(tmp_path / "a.npz", x=np.array([ring, *[thin] * 5]), y=LABELS[:6]), folders)
    assert digits.images[0, 14, 14] < 128 < digits.images[0, 14, 6]


def test_labelled_strokes_are_a_set_with_drawings(tmp_path, folders):
    drawings = [drawing(label, label) for label in (3, 1, 4)]
    digits = load(write_strokes(tmp_path / "a.jsonl", drawings), folders)
    assert digits.labels.tolist() == [3, 1, 4]
    assert digits.drawings is not None
    for image, one in zip(digits.images, drawings, strict=True):
        assert np.array_equal(image, np.rint(raster(one) * 255))


def test_packed_strokes_are_a_set(tmp_path, folders):
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(drawing().to_json().encode()))
    assert len(load(str(tmp_path / "a.jsonl.gz"), folders)) == 1


def test_strokes_without_label_or_ink_are_no_training_data(tmp_path, folders):
    assert "drawing 2 has no label" in refused(write_strokes(tmp_path / "a.jsonl", [drawing(), drawing(None)]), folders)
    assert "drawing 1 has no ink" in refused(write_strokes(tmp_path / "a.jsonl", [Drawing((9, 9), (), 3)]), folders)


def test_ones_own_handwriting_is_a_set(folders):
    assert "no samples yet" in refused("handwriting", folders)
    add_sample(drawing(6), folders)
    assert load("handwriting", folders).labels.tolist() == [6]
    handwriting(folders).write_bytes(b"")
    assert "no samples yet" in refused("handwriting", folders)


def test_generated_digits_are_a_set_with_drawings(folders):
    digits = load("generated:60:5", folders)
    assert len(digits) == 60
    assert digits.drawings is not None
    assert np.array_equal(load("generated:60:5", folders).images, digits.images)
    assert not np.array_equal(load("generated:60:6", folders).images, digits.images)


def test_how_many_digits_to_generate_can_be_said():
    assert parse_generated("generated:500") == (500, 0)
    assert parse_generated("generated:500:12") == (500, 12)
    assert parse_generated("generated")[1] == 0


@pytest.mark.parametrize(
    "spec",
    [
        "generated:", "generated:x", "generated:-1", "generated:0", f"generated:{MOST_GENERATED + 1}",
        "generated:5:", "generated:5:x", "generated:5:1:2", "generated:1e3", "generated:" + "9" * 5000,
    ],
)  # fmt: skip
def test_a_count_that_makes_no_sense_is_refused(spec, folders):
    with pytest.raises(RefusedValueError):
        load(spec, folders)


def test_more_digits_than_fit_in_memory_are_streamed_but_not_loaded(folders):
    many = f"generated:{MOST_GENERATED + 1}"
    assert "at once" in refused(many, folders)
    assert len(source(many, folders, augment=True)) == MOST_GENERATED + 1


def test_training_on_generated_digits_sees_new_ones_each_epoch(folders):
    rng = np.random.default_rng(0)
    stream = source("generated:50", folders, augment=False)
    first, second = ({image.tobytes() for images, _ in stream.epoch(rng, 16) for image in images} for _ in range(2))
    assert len(first) == len(second) == 50
    assert not first & second


@pytest.mark.parametrize("spec", ["generated:", "generated:x", "generated:0", "generated:5:1:2"])
def test_training_refuses_what_cannot_be_generated(spec, folders):
    assert is_generated(spec)
    with pytest.raises(RefusedValueError):
        source(spec, folders, augment=False)


def test_training_on_a_file_goes_through_its_digits(tmp_path, folders):
    name = write_strokes(tmp_path / "a.jsonl", [drawing(number) for number in range(10)])
    assert not is_generated(name)
    (batch,) = source(name, folders, augment=False).epoch(np.random.default_rng(0), 10)
    assert sorted(batch[1].tolist()) == list(range(10))


def write_large(tmp_path):
    """Five images that must be framed, one after another."""
    image = np.zeros((5, 40, 30), np.uint8)
    image[:, 5:30, 10:14] = 255
    return npz(tmp_path / "large.npz", x=image, y=LABELS[:5])


@pytest.mark.parametrize("kind", ["images", "strokes"])
def test_loading_tells_how_far_it_is_and_can_be_cancelled_anywhere(tmp_path, folders, kind):
    drawings = [drawing(label) for label in range(10)]
    name = write_large(tmp_path) if kind == "images" else write_strokes(tmp_path / "a.jsonl", drawings)
    shares = []
    load(name, folders, lambda done, total: shares.append(done / total))
    assert shares == sorted(shares)
    assert shares[0] < 0.2
    assert shares[-1] == 1
    for last in range(len(shares)):
        calls = []

        def cancel(done, total, last=last, calls=calls):
            calls.append(done)
            if len(calls) > last:
                raise CancelledError

        with pytest.raises(CancelledError):
            source(name, folders, augment=True, progress=cancel)
        assert len(calls) == last + 1


@pytest.mark.parametrize("spec", ["x" * 5000, "/" + "y" * 300])
def test_a_path_that_no_system_takes_is_refused_in_one_line(spec, folders):
    assert "cannot be opened" in refused(spec, folders)


def test_what_is_no_data_is_refused(tmp_path, folders):
    assert "no such data" in refused("mnits", folders)
    assert "no such data" in refused(tmp_path / "nothing.npz", folders)
    (tmp_path / "a.txt").write_text("text")
    assert "not a kind of data" in refused(tmp_path / "a.txt", folders)


def test_images_too_large_to_be_framed_are_refused(tmp_path, folders):
    write_pair(tmp_path, np.zeros((1, 1500, 1500), np.uint8), LABELS[:1])
    assert "1,500 x 1,500 pixels" in refused(tmp_path, folders)
