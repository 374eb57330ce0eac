"""Deformed digits."""

import numpy as np
import pytest

from digitpad.data import augment
from digitpad.data.augment import augment_images, augment_segments, redraw
from digitpad.ink.framing import BOX, CENTRE, frame
from digitpad.ink.pen import rasterise
from digitpad.ink.strokes import Drawing, Segments


def drawings(count):
    """Open loops with a crossbar, each at its own turn."""
    turns = np.linspace(0, 6, count)
    at = np.linspace(0, 4.5, 40)
    return Segments.of(
        Drawing(
            (280, 280),
            (
                np.stack([60 * np.cos(at + turn), 90 * np.sin(at + turn)], axis=1),
                np.array([(-30.0, 0), (0, 4), (30, 0)]),
            ),
        )
        for turn in turns
    )


def images(count):
    return rasterise(frame(drawings(count)))


def centres(pictures):
    pictures = pictures.astype(float)
    at = np.arange(28) + 0.5
    total = pictures.sum(axis=(1, 2))
    return np.stack([(pictures.sum(axis=1) * at).sum(axis=1), (pictures.sum(axis=2) * at).sum(axis=1)]) / total


@pytest.mark.parametrize(
    "deform", [lambda rng: augment_images(images(100), rng), lambda rng: redraw(drawings(100), rng)]
)
def test_the_same_seed_deforms_alike_and_another_otherwise(deform):
    first = deform(np.random.default_rng(1))
    assert first.shape == (100, 28, 28)
    assert first.dtype == np.uint8
    assert np.array_equal(first, deform(np.random.default_rng(1)))
    other = deform(np.random.default_rng(2))
    assert (first != other).any(axis=(1, 2)).all()


@pytest.mark.parametrize("count", [0, 1, 31, 32, 33, 100])
def test_any_number_of_images_can_be_deformed(count):
    before = images(100)[:count]
    kept = before.copy()
    after = augment_images(before, np.random.default_rng(0))
    assert after.shape == (count, 28, 28)
    assert np.array_equal(before, kept)
    assert (after != before).any(axis=(1, 2)).all()


def test_deformed_images_stay_about_as_inky_and_in_the_middle():
    before = images(2000)
    after = augment_images(before, np.random.default_rng(3))
    assert after.mean() == pytest.approx(before.mean(), rel=0.15)
    assert np.abs(centres(after).mean(axis=1) - CENTRE).max() < 0.15
    assert np.abs(centres(after) - CENTRE).max() < 4
    ring = np.ones((28, 28), bool)
    ring[2:-2, 2:-2] = False
    assert after[:, ring].mean() < 0.05 * after.mean()


def test_without_deformation_an_image_stays_what_it_is(monkeypatch):
    for amount in ("TURN", "SLANT", "STRETCH", "SIZE", "SHIFT", "WARP", "COARSE", "THICKEST", "THINNEST"):
        monkeypatch.setattr(augment, amount, 0.0)
    before = images(50)
    after = augment_images(before, np.random.default_rng(0))
    # The centre of what moves is half a pixel off a pixel's middle, or not: either way nothing moves.
    assert np.abs(after.astype(int) - before).max() <= 2


def test_the_elastic_field_has_the_size_it_says_and_is_smooth(monkeypatch):
    fields = augment._fields()[3:].astype(float)
    weights = np.random.default_rng(0).normal(size=(4000, len(fields)))
    field = (weights @ fields).reshape(-1, 28, 28)
    assert field.std() == pytest.approx(1, rel=0.05)
    # Correlated as exp(-(d / reach)^2 / 4) says, d pixels apart.
    for distance in (1, 4, 8):
        correlation = (field[:, :, distance:] * field[:, :, :-distance]).mean()
        assert correlation == pytest.approx(np.exp(-((distance / augment.WARP_REACH) ** 2) / 4), abs=0.08)


def test_a_thicker_pen_only_adds_ink_and_a_thinner_only_takes(monkeypatch):
    source = np.zeros((40, augment.ROW, augment.ROW), np.uint8)
    source[:, 2:-2, 2:-2] = images(40)
    monkeypatch.setattr(augment, "THINNEST", 0.0)
    assert (augment._thickened(source, np.random.default_rng(0)) >= source).all()
    monkeypatch.setattr(augment, "THINNEST", 0.5)
    monkeypatch.setattr(augment, "THICKEST", 0.0)
    thin = augment._thickened(source, np.random.default_rng(0))
    assert (thin <= source).all()
    assert thin.any(axis=(1, 2)).all()


@pytest.mark.parametrize("side", [8, 11, 16, 20])
def test_a_scanner_of_few_pixels_keeps_the_ink_and_its_place(side):
    before = images(20).astype(np.float32)
    for phase in range(augment.PHASES):
        through = augment._scanner(side, phase)
        after = through @ before @ through.T
        assert after.sum() == pytest.approx(before.sum(), rel=0.02)
        assert np.abs(centres(after) - centres(before)).max() < 0.1
        # Nothing finer than its pixels is left: the steepest a cubic rises from one to the next.
        assert np.abs(np.diff(after, axis=2)).max() < 1.5 * 255 * side / BOX


def test_some_images_are_seen_by_a_scanner_and_others_are_not():
    before = images(1000)
    after = augment._coarse(before, np.random.default_rng(0))
    changed = (after != before).any(axis=(1, 2)).mean()
    assert changed == pytest.approx(augment.COARSE, abs=0.04)


def test_redrawn_drawings_are_framed_whatever_their_unit():
    small = drawings(60)
    large = Segments(small.starts * 1000 + 7, small.ends * 1000 + 7, small.owner, small.count)
    one, other = redraw(small, np.random.default_rng(4)), redraw(large, np.random.default_rng(4))
    assert np.abs(one.astype(int) - other).mean() < 0.5
    assert np.abs(centres(one) - CENTRE).max() < 0.1
    for picture in one:
        rows, columns = np.nonzero(picture > 127)
        assert max(np.ptp(rows), np.ptp(columns)) + 1 in (BOX - 1, BOX, BOX + 1)


def test_redrawn_drawings_are_drawn_with_different_pens():
    line = Segments.of(Drawing((280, 280), (np.array([(0.0, 0), (100, 0)]),)) for _ in range(300))
    ink = redraw(line, np.random.default_rng(0)).sum(axis=(1, 2)) / 255 / BOX
    assert np.log(ink).std() == pytest.approx(augment.PEN, rel=0.25)


def test_strokes_keep_together_when_they_are_deformed():
    before = drawings(50)
    after = augment_segments(before, np.random.default_rng(0))
    assert after.count == before.count
    # Pieces that followed one another still do: as many strokes begin as before.
    gaps = np.hypot(*(after.starts[1:] - after.ends[:-1]).T)
    assert (gaps > 1e-4).sum() + 1 == len(before.first_of_strokes())


def test_ends_are_cut_or_drawn_on_but_no_stroke_is_lost():
    before = drawings(200)
    after = augment_segments(before, np.random.default_rng(0))
    assert set(after.owner) == set(range(200))
    fewer = np.bincount(before.owner) - np.bincount(after.owner)
    assert 0 < (fewer > 0).mean() < 1


def test_dots_and_empty_drawings_survive():
    dots = Segments.of([Drawing((280, 280), ()), Drawing((280, 280), (np.array([(5.0, 5)]),)), Drawing((280, 280), ())])
    pictures = redraw(dots, np.random.default_rng(0))
    assert pictures.any(axis=(1, 2)).tolist() == [False, True, False]
    assert redraw(Segments.of([]), np.random.default_rng(0)).shape == (0, 28, 28)
    nothing = Segments.of([Drawing((280, 280), ())])
    assert not redraw(nothing, np.random.default_rng(0)).any()
