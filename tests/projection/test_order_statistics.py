"""Quantiles by parting, against a full sort and numpy's own."""

from __future__ import annotations

import numpy as np
import pytest

from equipoise.projection.outcome import FAN_PERCENTILES
from equipoise.projection.quantiles import fans, order_places, order_statistics


@pytest.mark.parametrize("draws", [1, 2, 19, 20, 21, 4095, 4096, 4097, 10_000, 16_001])
@pytest.mark.parametrize("kind", ["spread", "ties", "equal", "in order", "short"])
def test_parting_finds_what_sorting_finds(draws: int, kind: str) -> None:
    random = np.random.Generator(np.random.Philox(7))
    values = random.random((2, 3, draws)) * 100
    if kind == "ties":
        values = np.floor(values / 30)
    elif kind == "equal":
        values[...] = 3.0
    elif kind == "in order":
        values.sort(axis=-1)
    elif kind == "short":
        values = values.astype(np.float32)
    expected = np.sort(values, axis=-1)[..., order_places(draws)]
    assert np.array_equal(order_statistics(values.copy()), expected)
    for row, fan in enumerate(fans(values)):
        wanted = np.percentile(values[:, row].astype(np.float64), FAN_PERCENTILES, axis=-1)
        assert np.stack(fan.quantiles()) == pytest.approx(wanted, rel=1e-12, abs=1e-12)
