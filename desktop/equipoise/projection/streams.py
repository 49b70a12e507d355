"""Streams of random numbers, each owned by one input through its stable identifier.

A stream depends on the seed and on the identifier of its row and field alone, never on the order of
rows or on what else the dossier holds. The first n numbers of a stream are the same whatever the
number of draws.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from equipoise.projection.normal_quantile import normal_quantile
from equipoise.projection.sobol import DIMENSIONS, nested_uniform_scramble, sobol_points

Floats = npt.NDArray[np.float64]

_WORDS = 4
"""Numbers that Philox yields for each count."""


def _key(seed: int, size: int, *parts: str) -> int:
    text = "\x1f".join((str(seed), *parts))
    return int.from_bytes(blake2b(text.encode(), digest_size=size).digest(), "little")


def uniforms(seed: int, draws: int, row: tuple[str, str], fields: Sequence[str]) -> list[Floats]:
    """Scrambled Sobol' points in (0, 1) for the judged fields of one row, each of shape (draws,).

    `row` is table and identifier; the fields (at most four) share one set of points.
    """
    if len(fields) > DIMENSIONS:
        raise ValueError(f"a row has at most {DIMENSIONS} judged fields, not {len(fields)}")
    places = nested_uniform_scramble(np.arange(draws, dtype=np.uint32), _key(seed, 4, *row))
    found: list[Floats] = []
    for i, field in enumerate(fields):
        words = nested_uniform_scramble(sobol_points(places, i), _key(seed, 4, *row, field))
        found.append((words.astype(np.float64) + 0.5) / 2.0**32)
    return found


def normals(seed: int, draws: int, months: int, cell_id: str, first: int = 0) -> Floats:
    """Standard normal noise of one cell, shape (months, draws), from the draw `first` on.

    Raw output of the counter-based Philox generator (Salmon et al. 2011), which numpy keeps fixed,
    one counter block a month, through the normal quantile function. A count yields four numbers,
    so `first` is a multiple of four.
    """
    if first % _WORDS:
        raise ValueError(f"draws begin at a multiple of {_WORDS}, not at {first}")
    key = _key(seed, 16, "noise", cell_id)
    words = np.empty((months, draws), dtype=np.uint64)
    source = np.random.Philox(key=key)
    begun = source.state
    for month in range(months):
        begun["state"]["counter"][0] = first // _WORDS
        begun["state"]["counter"][-1] = month
        source.state = begun
        words[month] = source.random_raw(draws)
    uniform = ((words >> np.uint64(11)).astype(np.float64) + 0.5) / 2.0**53
    return normal_quantile(uniform)
