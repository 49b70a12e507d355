"""The linear part: what each draw's latent levels are without effort, and how they respond to it.

Latent levels are linear in g(w): x = base + Σ_r g(w_r)·response_r for each draw and each scenario's
forcing. `base` and the responses are computed once a dossier edit; a slider's tick is then one
contraction. Each response is a run of its own, so that an edit of one leaves the others be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Driver, Forcing
from equipoise.projection.inputs import OCCURRENCE, InputKey
from equipoise.projection.streams import normals

Floats = npt.NDArray[np.float64]

_SPARSE = 128
"""Cells from which on the many that do not spill over into each other are left out."""

POINTS_PER_LATENT = 25.0
"""dL/dx of the logistic link at mid-scale."""


def half_life_share(half_life: float) -> float:
    """Share that is left after one month: 2^(−1/half-life)."""
    return float(2.0 ** (-1.0 / half_life))


_OWNER_FIELDS = {
    "driver_effects": "driver_id",
    "recommendation_effects": "recommendation_id",
    "dampings": "recommendation_id",
}


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A part of the latent levels, zero but in some cells.

    `cells` are their places in order, `latent` has shape (months + 1, len(cells), draws).
    """

    cells: npt.NDArray[np.intp]
    latent: npt.NDArray[np.floating]


@dataclass(frozen=True)
class Responses:
    """Compiles a dossier, a forcing and draws into base and responses.

    `inputs` are the draws of the judged inputs, `months` the horizon T. Rows stand in the order of
    their identifiers, so that results don't depend on the order of the tables.
    """

    dossier: Dossier
    forcings: Mapping[str, Forcing]
    inputs: Mapping[InputKey, Floats]
    noise: Mapping[str, Floats]
    months: int
    draws: int

    @cached_property
    def cell_ids(self) -> tuple[str, ...]:
        """The cells, in the order of the arrays."""
        return tuple(sorted(cell.id for cell in self.dossier.cells))

    @cached_property
    def recommendation_ids(self) -> tuple[str, ...]:
        """The recommendations, in the order of the arrays."""
        return tuple(sorted(r.id for r in self.dossier.recommendations))

    @cached_property
    def driver_ids(self) -> tuple[str, ...]:
        """The drivers, in the order of the arrays."""
        return tuple(sorted(d.id for d in self.dossier.drivers))

    def spillovers(self) -> Floats:
        """W, shape (cells, cells): row follows column."""
        place = {cell_id: i for i, cell_id in enumerate(self.cell_ids)}
        matrix = np.zeros((len(place), len(place)))
        for row in self.dossier.spillovers:
            matrix[place[row.target_cell], place[row.source_cell]] += row.strength
        return matrix

    def presence(self) -> Floats:
        """π, the force of each driver in 0…1, shape (drivers, months + 1, draws)."""
        force = np.empty((len(self.driver_ids), self.months + 1, self.draws))
        for i, driver_id in enumerate(self.driver_ids):
            force[i] = self.presence_of(driver_id)
        return force

    def presence_of(self, driver_id: str) -> Floats:
        """π of one driver, shape (months + 1, draws)."""
        driver: Driver = self.dossier.get("drivers", driver_id)
        happens, onset = self._onset(driver)
        since = np.arange(self.months + 1, dtype=np.float64)[:, None] - onset
        present = happens & (since >= 0)
        if driver.half_life <= 0:
            return present.astype(np.float64)
        with np.errstate(over="ignore"):  # a half-life of almost nothing leaves nothing
            strength: Floats = np.exp2(-np.maximum(since, 0.0) / driver.half_life)
        strength *= present
        return strength

    def _onset(self, driver: Driver) -> tuple[npt.NDArray[np.bool_], Floats]:
        forcing = self.forcings.get(driver.id)
        surely = np.ones(self.draws, dtype=np.bool_)
        if forcing is not None:
            return surely & (forcing.state == "happens"), np.full(self.draws, float(forcing.month))
        if driver.timing == "ongoing":
            return surely, np.zeros(self.draws)
        likelihood = self.inputs["drivers", driver.id, "likelihood"] / 100.0
        happens = self.inputs["drivers", driver.id, OCCURRENCE] < likelihood
        return happens, np.floor(self.inputs["drivers", driver.id, "onset"] + 0.5)

    def progress(self) -> Floats:
        """ρ, how far each recommendation is phased in, shape (owners, months + 1, draws)."""
        rows = np.empty((len(self.recommendation_ids), self.months + 1, self.draws))
        for i, recommendation_id in enumerate(self.recommendation_ids):
            rows[i] = self.progress_of(recommendation_id)
        return rows

    def progress_of(self, recommendation_id: str) -> Floats:
        """ρ of one recommendation, shape (months + 1, draws)."""
        steps = sorted(self.dossier.steps_of(recommendation_id), key=lambda step: step.id)
        if not steps:
            key = ("recommendations", recommendation_id)
            return self._ramp(self.inputs[*key, "lead_time"], self.inputs[*key, "phase_in"])
        progress = np.zeros((self.months + 1, self.draws))
        shares = sum(step.share for step in steps)
        for step in steps:
            if step.status != "blocked" and step.share > 0:
                ramp = self._ramp(
                    self.inputs["steps", step.id, "start"],
                    self.inputs["steps", step.id, "duration"],
                )
                progress += step.share / shares * ramp
        return progress

    def _ramp(self, start: Floats, duration: Floats) -> Floats:
        since = np.arange(self.months + 1, dtype=np.float64)[:, None] - start
        lasting = duration > 0
        with np.errstate(over="ignore"):  # a duration of almost nothing is a step
            part = np.clip(since / np.where(lasting, duration, 1.0), 0.0, 1.0)
        ramp: Floats = part if lasting.all() else np.where(lasting, part, since >= 0)
        return ramp

    def by_drivers(self, presence: Mapping[str, Floats]) -> Part:
        """What the drivers bring without any effort; `presence` is π by driver."""
        forces: dict[int, Floats] = {}
        for driver_id in self.driver_ids:
            self._add_driver(forces, driver_id, presence[driver_id], 1.0)
        return self._run(forces)

    def by_recommendation(
        self, recommendation_id: str, progress: Floats, presence: Mapping[str, Floats]
    ) -> Part:
        """How latent levels respond to full effort on one recommendation.

        Its effects less what it damps of the drivers; `progress` is its ρ, `presence` π by driver.
        """
        return self._run(self.recommendation_forces(recommendation_id, progress, presence))

    def recommendation_forces(
        self, recommendation_id: str, progress: Floats, presence: Mapping[str, Floats]
    ) -> dict[int, Floats]:
        """F of full effort on one recommendation, by the place of the cell acted on."""
        forces: dict[int, Floats] = {}
        for damping in self.owned("dampings", recommendation_id):
            share = self.inputs["dampings", damping.id, "share"] / -100.0
            self._add_driver(forces, damping.driver_id, presence[damping.driver_id], share)
        for row in self.owned("recommendation_effects", recommendation_id):
            effect = self.inputs["recommendation_effects", row.id, "effect"] / POINTS_PER_LATENT
            _add(forces, self._places[row.cell_id], effect)
        return {place: force * progress[:-1] for place, force in forces.items()}

    def _add_driver(
        self, forces: dict[int, Floats], driver_id: str, presence: Floats, share: Floats | float
    ) -> None:
        """Add a share of the influence of a driver, by place and of shape (months, draws)."""
        for row in self.owned("driver_effects", driver_id):
            effect = self.inputs["driver_effects", row.id, "effect"] / POINTS_PER_LATENT
            _add(forces, self._places[row.cell_id], (share * effect) * presence[:-1])

    def owned(self, table: str, owner_id: str) -> list[Any]:
        """The effects or dampings of a driver or recommendation, in the order of identifiers."""
        return self._owned.get((table, owner_id), [])

    @cached_property
    def _owned(self) -> Mapping[tuple[str, str], list[Any]]:
        found: dict[tuple[str, str], list[Any]] = {}
        for table, field in _OWNER_FIELDS.items():
            for row in sorted(self.dossier.table(table), key=lambda row: str(row.id)):
                found.setdefault((table, getattr(row, field)), []).append(row)
        return found

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {cell_id: i for i, cell_id in enumerate(self.cell_ids)}

    def forces(self, returns: Floats) -> dict[int, Floats]:
        """f, the influence on each cell that anything acts on, for one set of g(w).

        By the cell's place in `cell_ids`; each of shape (months, draws).
        """
        presence = dict(zip(self.driver_ids, self.presence()[:, :-1], strict=True))
        effort = dict(
            zip(
                self.recommendation_ids,
                self.progress()[:, :-1] * returns[:, None, None],
                strict=True,
            )
        )
        kept = {driver_id: np.ones_like(force) for driver_id, force in presence.items()}
        for row in self.dossier.dampings:
            share = self.inputs["dampings", row.id, "share"] / 100.0
            kept[row.driver_id] -= share * effort[row.recommendation_id]
        acting = {driver_id: presence[driver_id] * part for driver_id, part in kept.items()}
        forces: dict[int, Floats] = {}
        places = {cell_id: i for i, cell_id in enumerate(self.cell_ids)}
        for table, owner_field, owners in (
            ("driver_effects", "driver_id", acting),
            ("recommendation_effects", "recommendation_id", effort),
        ):
            for row in self.dossier.table(table):
                effect = self.inputs[table, row.id, "effect"] / POINTS_PER_LATENT
                force = effect * owners[getattr(row, owner_field)]
                place = places[row.cell_id]
                forces[place] = forces[place] + force if place in forces else force
        return forces

    def driven(self, returns: Floats) -> Floats:
        """d, what drivers and recommendations bring, shape (months + 1, cells, draws).

        For one set of g(w) in a single run: the linear parts put together, but for rounding.
        """
        part = self._run(self.forces(returns))
        driven = np.zeros((self.months + 1, len(self.cell_ids), self.draws))
        driven[:, part.cells] = part.latent
        return driven

    def impulses(self, months: slice) -> Floats:
        """What f of a cell and month t brings to d in month m: κ((1 − κ)I + κW)^(m − 1 − t), t < m.

        Shape (cells acted on, months asked for, cells, months t acted in), so that
        d_m = Σ_c impulses[c, m] @ f_c.
        """
        kappa, carry = self._carry
        wanted = range(self.months + 1)[months]
        count = len(self.cell_ids)
        found = np.zeros((count, len(wanted), count, self.months))
        power = kappa * np.eye(count)
        for lag in range(self.months):
            for i, month in enumerate(wanted):
                if month - 1 - lag >= 0:
                    found[:, i, :, month - 1 - lag] = power.T
            power = carry @ power
        return found

    def by_driver(self, returns: Floats, month: int) -> Floats:
        """Latent parts of each driver at `month`, shape (drivers, cells, draws).

        `returns` are g(w) of the recommendations, which damp the drivers.
        """
        parts = np.zeros((len(self.driver_ids), len(self.cell_ids), self.draws))
        for i, forces in enumerate(self.driver_forces(returns)):
            part = self._run(forces)
            parts[i, part.cells] = part.latent[month]
        return parts

    def driver_forces(
        self, returns: Floats, presence: Mapping[str, Floats] | None = None
    ) -> Iterator[dict[int, Floats]]:
        """F of each driver by itself, in their order, damped as g(w) of the recommendations has it.

        By the place of the cell acted on, of shape (months, draws).
        """
        gains = dict(zip(self.recommendation_ids, returns, strict=True))
        damped: dict[str, list[tuple[str, Any]]] = {}
        for row_id, gain in gains.items():
            for row in self.owned("dampings", row_id) if gain else ():
                damped.setdefault(row.driver_id, []).append((row_id, row))
        progress = cache(self.progress_of)
        for driver_id in self.driver_ids:
            force = self.presence_of(driver_id) if presence is None else presence[driver_id]
            kept = np.ones_like(force)
            for row_id, row in damped.get(driver_id, []):
                share = self.inputs["dampings", row.id, "share"] / 100.0
                kept -= (share * gains[row_id]) * progress(row_id)
            forces: dict[int, Floats] = {}
            self._add_driver(forces, driver_id, force * kept, 1.0)
            yield forces

    def at_last(self, forces: Mapping[int, Floats], kernel: Floats) -> Part:
        """D at the last month alone, latent of shape (len(cells), draws).

        `kernel` is `impulses` at that month, shape (cells acted on, cells, months).
        """
        _, carry = self._carry
        cells = _reached(carry, forces)
        latent = np.zeros((len(cells), self.draws))
        for place, force in forces.items():
            latent += kernel[place, cells] @ force
        return Part(cells, latent)

    def _run(self, forces: Mapping[int, Floats]) -> Part:
        """d_{t+1} = d_t + κ(W d_t − d_t + f_t) from d_0 = 0, in the cells that f reaches.

        `forces` holds f by the place of the cell acted on, of shape (months, draws).
        """
        kappa, carry = self._carry
        cells = _reached(carry, forces)
        carry = np.ascontiguousarray(carry[np.ix_(cells, cells)])
        driven = np.empty((self.months + 1, len(cells), self.draws))
        driven[0] = 0.0
        acting = [(int(np.searchsorted(cells, place)), f) for place, f in forces.items()]
        push = np.empty(self.draws)
        pass_on = _passing(carry)
        for month in range(self.months):
            after = driven[month + 1]
            pass_on(driven[month], after)
            for place, force in acting:
                np.multiply(force[month], kappa, out=push)
                after[place] += push
        return Part(cells, driven)

    @cached_property
    def _carry(self) -> tuple[float, Floats]:
        """κ, and how d passes into the next month, shape (cells, cells)."""
        kappa = 1.0 - half_life_share(self.dossier.settings.response_half_life)
        carry = kappa * self.spillovers()
        np.fill_diagonal(carry, carry.diagonal() + 1.0 - kappa)
        return kappa, carry

    def undriven(self) -> Floats:
        """Starting level, damped trend and noise, shape (months + 1, cells, draws)."""
        latent = np.empty((self.months + 1, len(self.cell_ids), self.draws))
        for i, cell_id in enumerate(self.cell_ids):
            latent[:, i] = self.undriven_of(cell_id)
        return latent

    def undriven_of(self, cell_id: str) -> Floats:
        """Starting level, damped trend and noise of one cell, shape (months + 1, draws)."""
        settings = self.dossier.settings
        months = np.arange(self.months + 1)
        trend = np.cumsum(np.where(months == 0, 0.0, settings.trend_damping**months))
        theta = half_life_share(settings.noise_half_life)
        share = self.inputs["cells", cell_id, "level"] / 100.0
        drift = self.inputs["cells", cell_id, "drift"] / 12.0 / POINTS_PER_LATENT
        latent: Floats = trend[:, None] * drift
        latent += np.log(share / (1.0 - share))
        spread = self.dossier.get("cells", cell_id).volatility / POINTS_PER_LATENT
        if spread > 0:
            disturbance = np.zeros(self.draws)
            shock = spread * np.sqrt(1.0 - theta**2)
            noise = self.noise[cell_id]
            for month in range(self.months):
                disturbance *= theta
                disturbance += shock * noise[month]
                latent[month + 1] += disturbance
        return latent


def _add(forces: dict[int, Floats], place: int, force: Floats) -> None:
    """Add to the force on a cell, in place: nobody else holds it."""
    if place in forces:
        forces[place] += force
    else:
        forces[place] = force


def _reached(carry: Floats, places: Iterable[int]) -> npt.NDArray[np.intp]:
    """The cells acted on and all that they spill over to, in order."""
    reached = np.zeros(len(carry), dtype=np.bool_)
    reached[list(places)] = True
    while True:
        further = reached | (carry[:, reached] != 0).any(axis=1)
        if (further == reached).all():
            return np.flatnonzero(reached)
        reached = further


def _passing(carry: Floats) -> Callable[[Floats, Floats], object]:
    """How levels pass into the next month, `out` being given; few of many cells spill over."""
    if len(carry) < _SPARSE:
        return lambda before, out: np.matmul(carry, before, out=out)
    from scipy.sparse import csr_array

    sparse = csr_array(carry)
    return lambda before, out: np.copyto(out, np.asarray(sparse @ before))


def noise_of(dossier: Dossier, seed: int, draws: int, months: int) -> dict[str, Floats]:
    """Standard normal shocks of each cell, shape (months, draws): row t leads from t to t + 1."""
    return {cell.id: normals(seed, draws, months, cell.id) for cell in dossier.cells}
