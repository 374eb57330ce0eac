"""Where a digit's ink goes in the picture."""

from itertools import pairwise

import numpy as np
import pytest

from digitpad.ink.framing import BOX, CENTRE, frame, frame_image
from digitpad.ink.pen import PEN_WIDTH, SIDE, rasterise
from digitpad.ink.strokes import Drawing, Segments

TURN = 2 * np.pi
# Digits as smooth curves, one function of 0..1 for each stroke, about 100 units tall.
DIGITS = {
    "0": [lambda t: (35 * np.cos(TURN * t), 50 * np.sin(TURN * t))],
    "1": [lambda t: (6 * t, 100 * t)],
    "3": [lambda t: (30 * np.sin(1.5 * TURN * np.abs(t - 0.5)) + 6 * t, 100 * t + 8 * np.cos(3 * TURN * t))],
    "4": [lambda t: (30 - 30 * t + 40 * np.maximum(t - 0.6, 0) * 2.5, 60 * np.minimum(t / 0.6, 1)),
          lambda t: (35 + 0 * t, 30 + 70 * t)],
    "5": [lambda t: (30 * np.sin(TURN * t * 0.55), 15 + 85 * t), lambda t: (45 * t, 12 - 4 * t)],
    "8": [lambda t: (28 * np.sin(2 * TURN * t), 50 * np.cos(TURN * t))],
}  # fmt: skip


def strokes_of(digit, points=60):
    at = np.linspace(0, 1, points)
    return tuple(np.stack(curve(at), axis=1) for curve in DIGITS[digit])


def drawing(*strokes, canvas=(280, 280)):
    return Drawing(canvas, tuple(np.array(stroke, float).reshape(-1, 2) for stroke in strokes))


def pictures_of(drawings, pen=PEN_WIDTH):
    return rasterise(frame(Segments.of(drawings), pen), pen)


def picture_of(*strokes, canvas=(280, 280)):
    return pictures_of([drawing(*strokes, canvas=canvas)])[0]


def centre_of_mass(picture):
    rows, columns = np.indices(picture.shape) + 0.5
    return np.array([(picture * columns).sum(), (picture * rows).sum()]) / picture.sum()


def ink_size(picture):
    """Width and height of what is at least half ink."""
    rows, columns = np.nonzero(picture > 127)
    return np.ptp(columns) + 1, np.ptp(rows) + 1


def test_size_place_and_canvas_make_no_difference():
    rng = np.random.default_rng(0)
    names = rng.choice(list(DIGITS), 3000)
    moved = []
    for name in names:
        side = 10.0 ** rng.uniform(-2, 6)
        scale, place = side * 10.0 ** rng.uniform(-1.5, 1) / 100, side * rng.uniform(-30, 30, 2)
        strokes = [stroke * scale + place for stroke in strokes_of(name)]
        moved.append(drawing(*strokes, canvas=(side, side * rng.uniform(0.2, 1))))
    plain = {name: picture_of(*strokes_of(name)).astype(int) for name in DIGITS}
    for name, picture in zip(names, pictures_of(moved), strict=True):
        assert np.abs(picture - plain[name]).max() <= 2


def test_the_speed_of_the_pen_makes_little_difference():
    rng = np.random.default_rng(1)
    names = rng.choice(list(DIGITS), 2000)
    sampled = []
    for name in names:
        # Unevenly, as a pen slows down in its turns, and with points that come twice.
        at = np.sort(np.concatenate([[0, 1], rng.beta(*rng.uniform(0.7, 1.5, 2), rng.integers(150, 800))]))
        at = np.repeat(at, rng.integers(1, 3, len(at)))
        sampled.append(drawing(*(np.stack(curve(at), axis=1) for curve in DIGITS[name])))
    plain = {name: picture_of(*strokes_of(name, 1000)).astype(int) for name in DIGITS}
    differences = [
        np.abs(picture - plain[name]).mean() for name, picture in zip(names, pictures_of(sampled), strict=True)
    ]
    # Levels of 255, the mean over the picture; a shift by a tenth of a pixel makes about 2.
    assert np.mean(differences) < 0.2
    assert np.max(differences) < 3


def test_neither_the_order_nor_the_direction_of_strokes_shows():
    for digit in DIGITS:
        strokes = strokes_of(digit)
        turned = picture_of(*(stroke[::-1] for stroke in strokes[::-1]))
        assert np.abs(turned.astype(int) - picture_of(*strokes)).max() <= 1


@pytest.mark.parametrize("pen", [1.2, PEN_WIDTH, 5.0])
def test_the_ink_fits_the_box_whatever_the_pen(pen):
    framed = pictures_of([drawing(*strokes_of(digit)) for digit in DIGITS], pen)
    for picture in framed:
        assert max(ink_size(picture)) in (BOX - 1, BOX, BOX + 1)


def test_the_centre_of_mass_is_where_mnist_has_it():
    for digit in DIGITS:
        assert centre_of_mass(picture_of(*strokes_of(digit))) == pytest.approx([CENTRE, CENTRE], abs=0.05)


def test_going_over_a_line_twice_does_not_move_the_digit():
    once = strokes_of("3")[0]
    twice = np.concatenate([once[20::-1], once])
    assert np.abs(picture_of(twice).astype(int) - picture_of(once)).max() <= 2


def test_a_dot_stays_a_dot_in_the_middle():
    for dot in ([(40, 50)], [(40, 50)] * 3, [(40, 50), (41, 51)]):
        picture = picture_of(dot)
        assert max(ink_size(picture)) <= 3
        assert centre_of_mass(picture) == pytest.approx([CENTRE, CENTRE], abs=0.05)


def test_a_dash_stays_flat_and_a_thin_1_thin():
    width, height = ink_size(picture_of([(20, 100), (200, 100)]))
    assert width >= 19
    assert height <= 3
    width, height = ink_size(picture_of(*strokes_of("1")))
    assert width <= 4
    assert height >= 19


def test_a_stray_speck_does_not_shrink_the_digit():
    for digit in DIGITS:
        strokes = strokes_of(digit)
        for speck in ([(150, -60)], [(-120, 20), (-119, 21)]):
            assert np.array_equal(picture_of(*strokes, speck), picture_of(*strokes))


def test_a_short_stroke_that_belongs_to_the_digit_is_kept():
    ring = strokes_of("0")[0]
    for short in ([(0, -2), (0, 2)], [(30, -52), (40, -56)], [(60, -40), (75, -40)]):
        assert not np.array_equal(picture_of(ring, short), picture_of(ring))


def test_a_digit_made_of_dots_is_no_digit_of_specks():
    dots = [[point] for point in strokes_of("3", 12)[0]]
    picture = picture_of(*dots)
    assert ink_size(picture)[1] >= 19


def test_a_small_hook_at_pen_up_changes_little():
    for digit in DIGITS:
        *others, last = strokes_of(digit)
        hooked = np.vstack([last, last[-1] + [(1, -1), (2, -2)]])
        difference = np.abs(picture_of(*others, hooked).astype(int) - picture_of(*others, last)).mean()
        assert difference < 8


def test_ink_never_leaves_the_picture():
    # Nearly all of the ink at one end: its centre of mass alone would put the other end outside.
    scribble = [(x, y) for x in range(0, 20, 2) for y in (0, 25)]
    picture = picture_of([*scribble, (300, 0)])
    assert not picture[:, -1].any() or picture[:, -1].max() < 255
    width, _ = ink_size(picture)
    assert width in (19, 20, 21)


def test_an_untouched_canvas_among_others_stays_empty():
    pictures = pictures_of([drawing(), drawing(*strokes_of("8")), drawing(), drawing([(1, 1)])])
    assert pictures.any(axis=(1, 2)).tolist() == [False, True, False, True]
    assert np.array_equal(pictures[1], picture_of(*strokes_of("8")))


def test_framing_a_framed_drawing_changes_nothing():
    once = frame(Segments.of([drawing(*strokes_of(digit)) for digit in DIGITS]))
    assert np.abs(rasterise(frame(once)).astype(int) - rasterise(once)).max() <= 2


# Images


def painted(digit, height, pen, margin=10, scale=1.0):
    """A grey image of the digit, `height` pixels from its lowest to its highest line: 0 paper, 255 ink."""
    strokes = strokes_of(digit, 30)
    low = np.min([stroke.min(axis=0) for stroke in strokes], axis=0)
    high = np.max([stroke.max(axis=0) for stroke in strokes], axis=0)
    factor = height / max(high - low)
    around = margin + pen / 2
    width, tall = np.ceil((high - low) * factor + 2 * around).astype(int)
    pixels = np.stack(np.meshgrid(np.arange(width) + 0.5, np.arange(tall) + 0.5), axis=-1)
    nearest = np.full((tall, width), np.inf)
    for stroke in strokes:
        points = (stroke - low) * factor + around
        for start, end in pairwise(points):
            step = end - start
            share = np.clip((pixels - start) @ step / max(step @ step, 1e-9), 0, 1)
            nearest = np.minimum(nearest, np.hypot(*np.moveaxis(pixels - start - share[..., None] * step, -1, 0)))
    return np.rint(np.clip(pen / 2 + 0.5 - nearest, 0, 1) * 255 * scale).astype(np.uint8)


def difference(one, other):
    """The mean over the picture, in levels of 255."""
    return np.abs(one.astype(float) - other).mean()


def mnist_like(digit):
    """A picture as MNIST has them: in the 20x20 box, put in its place by whole pixels."""
    box = painted(digit, BOX - 2.4, pen=2.4, margin=0)[:BOX, :BOX]
    middle = centre_of_mass(box)
    left, top = np.floor(CENTRE - middle + 0.5).astype(int)
    picture = np.zeros((SIDE, SIDE), np.uint8)
    picture[top : top + box.shape[0], left : left + box.shape[1]] = box
    return picture


@pytest.mark.parametrize("digit", DIGITS)
def test_an_image_is_framed_like_the_drawing_it_shows(digit):
    # As thick as the pen is in a box of 20 pixels.
    height = 160
    image = painted(digit, height, pen=height * PEN_WIDTH / (BOX - PEN_WIDTH))
    assert difference(frame_image(image), picture_of(*strokes_of(digit))) < 3


@pytest.mark.parametrize("digit", DIGITS)
def test_an_image_that_is_framed_already_stays_exactly_as_it_is(digit):
    image = mnist_like(digit)
    assert np.array_equal(frame_image(image), image)
    assert np.array_equal(frame_image(255 - image), image)


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize("height", [24, 60, 200, 700])
def test_polarity_place_and_size_of_an_image_make_little_difference(digit, height):
    image = painted(digit, height, pen=height / 7)
    expected = picture_of(*strokes_of(digit)).astype(float)
    plain = frame_image(image)
    assert difference(frame_image(255 - image), plain) < 1
    sheet = np.pad(image, ((height, height // 4), (3, height)))
    assert difference(frame_image(sheet), plain) < 3
    assert difference(frame_image(255 - sheet), plain) < 3
    assert difference(frame_image(40 + (sheet * 0.5).astype(np.uint8)), plain) < 3
    assert difference(plain, expected) < 9


@pytest.mark.parametrize(("side", "tolerance"), [(16, 11), (8, 16)])
def test_small_scans_come_out_like_the_digit(side, tolerance):
    for digit in DIGITS:
        image = painted(digit, 15 * side, pen=2.4 * side, margin=0)
        square = np.zeros((16 * side + 2 * side, 16 * side + 2 * side))
        top, left = ((np.array(square.shape) - image.shape) // 2).clip(0)
        square[top : top + image.shape[0], left : left + image.shape[1]] = image
        scan = square.reshape(side, 18, side, 18).mean(axis=(1, 3)).astype(np.uint8)
        assert difference(frame_image(scan), picture_of(*strokes_of(digit))) < tolerance


def test_uneven_light_and_grain_make_little_difference():
    rng = np.random.default_rng(5)
    for digit in DIGITS:
        image = painted(digit, 120, pen=16, margin=70)
        down, right = np.indices(image.shape)
        light = 230 - 0.35 * right - 0.2 * down
        photograph = light * (1 - 0.6 * image / 255) + rng.normal(0, 3, image.shape)
        assert difference(frame_image(photograph.clip(0, 255).astype(np.uint8)), frame_image(image)) < 5


def test_a_shadow_and_the_edge_of_the_table_are_no_ink():
    for digit in DIGITS:
        image = painted(digit, 120, pen=16, margin=70)
        paper = np.full(image.shape, 220.0)
        corner = np.add.outer(np.arange(image.shape[0])[::-1], np.arange(image.shape[1])[::-1]) < 55
        table = np.where(corner, 40, paper * (1 - 0.7 * image / 255)).astype(np.uint8)
        assert difference(frame_image(table), frame_image(image)) < 3


def test_a_speck_of_dust_does_not_shrink_the_digit():
    for digit in DIGITS:
        image = painted(digit, 120, pen=16, margin=60)
        dusty = image.copy()
        dusty[4:8, 5:9] = 255
        assert difference(frame_image(dusty), frame_image(image)) < 1


def test_lines_keep_their_thickness_but_threads_grow_visible():
    thin, plain, thick = (frame_image(painted("8", 200, pen)) for pen in (16, 28, 44))
    assert thin.sum() < 0.8 * plain.sum() < 0.8 * 0.8 * thick.sum()
    thread = frame_image(painted("8", 400, 1.5))
    assert np.percentile(thread[thread > 0], 70) > 200
    assert difference(thread, thin) < 8


def test_a_grey_digit_is_as_dark_as_a_black_one():
    faint = frame_image(painted("3", 120, 18, scale=0.3))
    assert difference(faint, frame_image(painted("3", 120, 18))) < 1.5


@pytest.mark.parametrize("shape", [(28, 28), (1, 1), (8, 8), (100, 60), (600, 700)])
@pytest.mark.parametrize("grey", [0, 1, 128, 255])
def test_an_image_of_one_grey_is_an_empty_picture(shape, grey):
    picture = frame_image(np.full(shape, grey, np.uint8))
    assert picture.shape == (SIDE, SIDE)
    assert not picture.any()


def test_paper_grain_alone_is_an_empty_picture():
    grain = np.random.default_rng(2).normal(200, 1.5, (200, 300))
    assert not frame_image(grain.clip(0, 255).astype(np.uint8)).any()


def test_any_image_gives_a_picture():
    rng = np.random.default_rng(3)
    for _ in range(600):
        shape = rng.integers(1, 70, 2) if rng.random() < 0.7 else (rng.integers(1, 4), rng.integers(1, 900))
        ink = rng.random(shape) < rng.random()
        noise = rng.integers(0, 256, shape)
        image = np.where(ink, noise, rng.integers(0, 256)).astype(np.uint8)
        picture = frame_image(image)
        assert picture.shape == (SIDE, SIDE)
        assert picture.dtype == np.uint8


def test_polarity_can_be_given():
    image = painted("0", 30, 4)
    assert np.array_equal(frame_image(image, ink_is_dark=False), frame_image(image))
    assert np.array_equal(frame_image(255 - image, ink_is_dark=True), frame_image(image))
    assert not np.array_equal(frame_image(image, ink_is_dark=True), frame_image(image))
