import numpy as np
import pytest

from digitpad.net.activations import ACTIVATIONS

SUMS = np.array([[-800.0, -3.0, -0.5, 0.0, 0.5, 3.0, 800.0]])


def applied(name, sums):
    out = np.empty_like(sums)
    ACTIVATIONS[name].apply(sums, out)
    return out


@pytest.mark.parametrize(
    ("name", "at_minus_half", "at_half"),
    [
        ("relu", 0.0, 0.5),
        ("leaky-relu", -0.005, 0.5),
        ("sigmoid", 0.3775406687981454, 0.6224593312018546),
        ("tanh", -0.46211715726000975, 0.46211715726000975),
    ],
)
def test_an_activation_has_its_textbook_values(name, at_minus_half, at_half):
    values = applied(name, SUMS)[0]
    assert values[2] == pytest.approx(at_minus_half, rel=1e-12)
    assert values[4] == pytest.approx(at_half, rel=1e-12)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_huge_sums_stay_finite(name):
    assert np.isfinite(applied(name, SUMS.astype(np.float32))).all()


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_activation_can_be_computed_over_its_sums(name):
    sums = SUMS.copy()
    ACTIVATIONS[name].apply(sums, sums)
    assert np.array_equal(sums, applied(name, SUMS))


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_derivative_is_the_slope_of_the_activation(name):
    sums = np.linspace(-4, 4, 81)[None] + 0.013  # no point on a kink
    step = 1e-6
    slope = (applied(name, sums + step) - applied(name, sums - step)) / (2 * step)
    derivative = np.empty_like(sums)
    ACTIVATIONS[name].derivative(applied(name, sums), derivative)
    assert np.allclose(derivative, slope, atol=1e-8)
