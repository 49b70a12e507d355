"""Spectral radii against numpy's eigenvalues, and which rows are named."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.dossier.rows import Spillover
from equipoise.dossier.stability import spectral_radius, unstable_spillovers


@settings(deadline=None, max_examples=60)
@given(
    st.integers(1, 5).flatmap(
        lambda n: st.lists(
            st.lists(st.floats(-2, 2).map(lambda x: round(x, 2)), min_size=n, max_size=n),
            min_size=n,
            max_size=n,
        )
    )
)
def test_the_radius_is_that_of_the_largest_eigenvalue(matrix: list[list[float]]) -> None:
    largest = float(np.abs(np.linalg.eigvals(np.array(matrix))).max())
    assert spectral_radius(matrix) == pytest.approx(largest, rel=1e-6, abs=0.02)


@pytest.mark.parametrize(
    ("matrix", "radius"),
    [
        ([[0.0, 2.0], [0.0, 0.0]], 0.0),
        ([[0.0, 1.0], [-1.0, 0.0]], 1.0),
        ([[0.5, 1.0], [0.0, 0.5]], 0.5),
        ([[-0.7]], 0.7),
        ([[0.0, 4.0], [0.16, 0.0]], 0.8),
    ],
)
def test_radii_known_by_hand(matrix: list[list[float]], radius: float) -> None:
    assert spectral_radius(matrix) == pytest.approx(radius, abs=1e-9)


def _link(source: str, target: str, strength: float) -> Spillover:
    return Spillover(source, "p", target, "p", strength)


def test_a_chain_however_strong_dies_out() -> None:
    assert list(unstable_spillovers([_link("a", "b", 2), _link("b", "c", 2)])) == []


def test_only_the_circle_is_named_and_each_circle_by_itself() -> None:
    first = (_link("a", "b", 1.5), _link("b", "a", 0.8))
    second = (_link("x", "x", -1.1),)
    calm = (_link("b", "x", 2), _link("c", "d", 0.9), _link("d", "c", 0.9), _link("c", "a", 1))
    found = dict(unstable_spillovers([*calm, *second, *first]))
    assert set(found) == {first, second}
    assert found[first] == pytest.approx(np.sqrt(1.2))
    assert found[second] == pytest.approx(1.1)
