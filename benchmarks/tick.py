"""A slider's tick, an edit of one judgment and a comparison, without the window."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from checks import check_fans, check_levels
from recursion import QUANTILES, material, run_all, run_one
from table import Figure, alternated, milliseconds, ratio

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import Scenario, Weight
from equipoise.processor import FEATURES
from equipoise.projection.comparison import compare
from equipoise.projection.memo import Memo
from equipoise.projection.model import ProjectionModel
from equipoise.projection.tick import Tick
from equipoise.store.shipped import shipped_dossier

SCENARIO, KEY = "balanced", "regional-security-dialogues"
DRAWS, DRAFT = 10_000, 2_048
ROUNDS = 21
PEER_DRAWS, PEER_ROUNDS = 500, 5
PEER = "EQUIPOISE_EMA_PYTHON"


def figures() -> Iterator[Figure]:
    """Every figure, each behind its check."""
    dossier = shipped_dossier()
    model = ProjectionModel(dossier, SCENARIO, draws=DRAWS)
    yield from _tick(dossier, model)
    yield from _edit(dossier)
    yield _compare(dossier)


def _dragged(dossier: Dossier, number: int) -> dict[str, float]:
    return {**dossier.weights_of(SCENARIO), KEY: 10.0 + number % 20}


def _tick(dossier: Dossier, model: ProjectionModel) -> Iterator[Figure]:
    tick, given = Tick(model), material(model)
    for number in range(2):
        tick.project(_dragged(dossier, number))
    gains = model.returns(_dragged(dossier, 0))
    loop = np.stack([run_one(given, draw, gains) for draw in range(DRAWS)], axis=1)
    error = check_levels(tick.project(_dragged(dossier, 0)), loop, given["importance"])
    plain_levels, _ = run_all(given, gains)
    assert np.abs(plain_levels - loop).max() <= 1e-9

    def plain(number: int) -> None:
        levels, index = run_all(given, model.returns(_dragged(dossier, number)))
        for values in (levels, index):
            np.quantile(values, QUANTILES, axis=1)
            values.mean(axis=1)
        for band in dossier.bands:
            (index >= band.lower).mean(axis=1)

    def one(number: int) -> None:
        tick.project(_dragged(dossier, number))

    def full(number: int) -> None:
        other = {key: percent * (0.5 + number % 20 / 50) for key, percent in weights.items()}
        wide.project(other)

    floor = Floor(model)
    ticks, floors = alternated(ROUNDS, one, floor.run)
    yield Figure(
        f"slider tick, {DRAWS:,} draws",
        "reading its arrays, tanh and sorting alone",
        f"{ratio(ticks, floors):.2f}",
        f"{milliseconds(ticks)} against {milliseconds(floors)}; fans within {error:.1e} points; "
        f"{tick.bytes_per_draw:,} bytes a draw",
    )
    ticks, plains = alternated(5, one, plain)
    yield Figure(
        f"plain vectorised numpy with np.quantile, {DRAWS:,} draws",
        "a slider tick",
        f"{ratio(plains, ticks):.1f}",
        f"{milliseconds(plains)} against {milliseconds(ticks)}",
    )
    weights = dossier.weights_of(SCENARIO)
    wide = Tick(model)
    ticks, fulls = alternated(ROUNDS, one, full)
    check_fans(wide.project(weights), model.project(weights))
    yield Figure(
        f"tick in which all weights move, {DRAWS:,} draws",
        "a slider tick",
        f"{ratio(fulls, ticks):.2f}",
        f"{milliseconds(fulls)} against {milliseconds(ticks)}",
    )
    ticks, exact = alternated(7, one, lambda n: model.project(_dragged(dossier, n)))
    yield Figure(
        f"the figures stated, in 64 bits, {DRAWS:,} draws",
        "a slider tick",
        f"{ratio(exact, ticks):.2f}",
        f"{milliseconds(exact)} against {milliseconds(ticks)}",
    )
    peer = os.environ.get(PEER)
    if peer is None:
        yield Figure("EMA Workbench 3", "a slider tick", "–", f"skipped: {PEER} names no Python")
        return
    seconds, ticks = [], []
    for _ in range(PEER_ROUNDS):
        seconds += [each * DRAWS for each in _ema(peer, given, gains, loop)]
        ticks.append(statistics.median(alternated(ROUNDS, one)[0]))
    yield Figure(
        f"EMA Workbench 3, perform_experiments, {DRAWS:,} runs",
        "a slider tick",
        f"{ratio(seconds, ticks):.0f}",
        f"{DRAWS / statistics.median(seconds):,.0f} runs a second, from {PEER_DRAWS} runs, "
        f"against {milliseconds(ticks)}",
    )


def _ema(python: str, given: dict[str, Any], gains: np.ndarray, levels: np.ndarray) -> list[float]:
    """Seconds a run of the peer, whose levels it has checked."""
    few = {
        key: value[:PEER_DRAWS] if np.shape(value)[:1] == (DRAWS,) else value
        for key, value in given.items()
    }
    expected = np.moveaxis(levels[:, :PEER_DRAWS], 1, 0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "given.npz"
        np.savez(path, **few, gains=gains, expected=expected)
        child = Path(__file__).with_name("ema_peer.py")
        command = [python, str(child), str(path), "1"]
        environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", FEATURES)}
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return [float(line) for line in done.stdout.split()]


class Floor:
    """What a tick must do: read its two tensors, link all levels, sort cells and indices."""

    def __init__(self, model: ProjectionModel) -> None:
        self._rest = model.compiled.base.latent.astype(np.float32)
        place = model.recommendation_ids.index(KEY)
        part = model.compiled.by_recommendation[place]
        self._reached = len(part.cells)
        self._response = part.latent.astype(np.float32)
        self._poles = len(model.dossier.poles)
        months, cells, draws = self._rest.shape
        size = max(1, (1 << 16) // (cells * draws))
        self._blocks = [slice(m, min(m + size, months)) for m in range(0, months, size)]
        self._latent = np.empty((size, cells, draws), np.float32)
        self._level = np.empty_like(self._latent)

    def run(self, _: int) -> None:
        """Block by block, in buffers that stay."""
        for block in self._blocks:
            count = block.stop - block.start
            latent, level = self._latent[:count], self._level[:count]
            np.copyto(latent, self._rest[block])
            latent[:, : self._reached] += self._response[block]
            np.tanh(latent, out=level)
            latent.sort(axis=-1)
            level[:, : self._poles].sort(axis=-1)


def _edit(dossier: Dossier) -> Iterator[Figure]:
    memo = Memo()
    weights = dossier.weights_of(SCENARIO)

    def answer(asked: Dossier, known: Memo) -> Tick:
        return Tick(ProjectionModel(asked, SCENARIO, draws=DRAFT, memo=known), known)

    tick = answer(dossier, memo)
    for table, field, words in (
        ("recommendation_effects", "effect", "an effect of a recommendation edited"),
        ("driver_effects", "effect", "an effect of a driver edited"),
        ("cells", "level", "a level edited"),
    ):
        row = dossier.table(table)[0]
        judged = getattr(row, field) or dossier.level_of(row)
        if judged is None:
            raise ValueError("the shipped dossier judges every level")
        lows = np.linspace(judged.low, judged.likely, 2 * ROUNDS)
        edited = [
            dossier.with_row(
                table,
                replace(
                    row, **{field: Judgment(low, judged.likely, judged.high, judged.confidence)}
                ),
            )
            for low in lows[1 : ROUNDS + 1].tolist()
        ]
        fresh = answer(edited[0], Memo()).project(weights)
        found = answer(edited[0], memo).project(weights)
        for pole, draws in fresh.index_draws.items():
            assert np.array_equal(found.index_draws[pole], draws)
        edits, ticks = alternated(
            ROUNDS,
            lambda n, edited=edited: answer(edited[n], memo).project(weights),
            lambda n: tick.project(_dragged(dossier, n)),
        )
        yield Figure(
            f"{words}, to a new projection, {DRAFT:,} draws",
            "a slider tick",
            f"{ratio(edits, ticks):.2f}",
            f"{milliseconds(edits)} against {milliseconds(ticks)}; the same bits as compiled anew",
        )


def _compare(dossier: Dossier) -> Figure:
    sixth = dossier.with_row("scenarios", Scenario("sixth", "Sixth"))
    for recommendation in dossier.recommendations:
        sixth = sixth.with_row("weights", Weight("sixth", recommendation.id, 15.0))
    ids = [scenario.id for scenario in sixth.scenarios][-6:]
    memo = Memo(versions=len(ids))
    cold = alternated(1, lambda _: compare(sixth, ids, draws=DRAWS, quick=True, memo=memo))[0]
    found = compare(sixth, ids, draws=DRAWS, quick=True, memo=memo)
    for scenario_id in ids:
        exact = ProjectionModel(sixth, scenario_id, draws=DRAWS)
        check_fans(found.projections[scenario_id], exact.project(sixth.weights_of(scenario_id)))
    tick = Tick(ProjectionModel(dossier, SCENARIO, draws=DRAWS))
    compared, ticks = alternated(
        7,
        lambda _: compare(sixth, ids, draws=DRAWS, quick=True, memo=memo),
        lambda n: tick.project(_dragged(dossier, n)),
    )
    return Figure(
        f"{len(ids)} scenarios of {DRAWS:,} draws compared",
        "a slider tick",
        f"{ratio(compared, ticks):.2f}",
        f"{milliseconds(compared)} against {milliseconds(ticks)}; the first time {cold[0]:.1f} s",
    )
