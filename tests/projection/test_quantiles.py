"""Quantiles against scipy's, which the program itself does without."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import betaincinv, ndtri

from equipoise.dossier.judgment import Pert
from equipoise.projection.beta_quantile import beta_quantile
from equipoise.projection.normal_quantile import normal_quantile
from equipoise.projection.pert_quantile import pert_quantile

_SMALL = 10.0 ** -np.arange(2.0, 16.0)
_PROBABILITIES = np.concatenate((_SMALL, np.linspace(0.005, 0.995, 199), 1.0 - _SMALL))


def test_normal_quantiles_to_fifteen_digits() -> None:
    expected = ndtri(_PROBABILITIES)
    np.testing.assert_allclose(normal_quantile(_PROBABILITIES), expected, rtol=4e-15, atol=1e-18)


@given(st.floats(0.0, 1.0), st.floats(0.1, 60.0))
def test_beta_quantiles_whatever_the_mode_and_the_shape(mode: float, shape: float) -> None:
    alpha, beta = 1.0 + shape * mode, 1.0 + shape * (1.0 - mode)
    expected = betaincinv(alpha, beta, _PROBABILITIES)
    np.testing.assert_allclose(
        beta_quantile(_PROBABILITIES, alpha, beta), expected, rtol=0, atol=2e-14
    )


@pytest.mark.parametrize("likely", [0.0, 0.001, 0.3, 0.5, 0.97, 1.0])
def test_many_quantiles_are_interpolated_to_nine_digits(likely: float) -> None:
    pert = Pert(0.0, likely, 1.0)
    u = (np.arange(4096) + 0.5) / 4096
    expected = betaincinv(pert.alpha, pert.beta, u)
    np.testing.assert_allclose(pert_quantile(u, pert), expected, rtol=0, atol=1e-9)
