"""The linear part: what each draw's latent levels are without effort, and how they respond to it.

Latent levels are linear in g(w): x = base + Σ_r g(w_r)·response_r for each draw and each scenario's
forcing. `base` and the responses are computed once a dossier edit; a slider's tick is then one
contraction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Driver, Forcing
from equipoise.projection.inputs import OCCURRENCE, InputKey
from equipoise.projection.streams import normals

Floats = npt.NDArray[np.float64]

Force = Callable[[int], Floats]
"""Influence at a month, shape (influences, cells, draws)."""

POINTS_PER_LATENT = 25.0
"""dL/dx of the logistic link at mid-scale."""


def half_life_share(half_life: float) -> float:
    """Share that is left after one month: 2^(−1/half-life)."""
    return float(2.0 ** (-1.0 / half_life))


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

    @property
    def cell_ids(self) -> tuple[str, ...]:
        """The cells, in the order of the arrays."""
        return tuple(sorted(cell.id for cell in self.dossier.cells))

    @property
    def recommendation_ids(self) -> tuple[str, ...]:
        """The recommendations, in the order of the arrays."""
        return tuple(sorted(r.id for r in self.dossier.recommendations))

    @property
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
        time = np.arange(self.months + 1, dtype=np.float64)[:, None]
        force = np.zeros((len(self.driver_ids), self.months + 1, self.draws))
        for i, driver_id in enumerate(self.driver_ids):
            driver: Driver = self.dossier.get("drivers", driver_id)
            happens, onset = self._onset(driver)
            since = time - onset
            strength = np.ones_like(since)
            if driver.half_life > 0:
                with np.errstate(over="ignore"):  # a half-life of almost nothing leaves nothing
                    strength = 2.0 ** (-np.maximum(since, 0.0) / driver.half_life)
            force[i] = np.where(happens & (since >= 0), strength, 0.0)
        return force

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
        rows = np.zeros((len(self.recommendation_ids), self.months + 1, self.draws))
        for i, recommendation_id in enumerate(self.recommendation_ids):
            steps = sorted(self.dossier.steps_of(recommendation_id), key=lambda step: step.id)
            if not steps:
                key = ("recommendations", recommendation_id)
                rows[i] = self._ramp(self.inputs[*key, "lead_time"], self.inputs[*key, "phase_in"])
                continue
            shares = sum(step.share for step in steps)
            for step in steps:
                if step.status != "blocked" and step.share > 0:
                    ramp = self._ramp(
                        self.inputs["steps", step.id, "start"],
                        self.inputs["steps", step.id, "duration"],
                    )
                    rows[i] += step.share / shares * ramp
        return rows

    def _ramp(self, start: Floats, duration: Floats) -> Floats:
        since = np.arange(self.months + 1, dtype=np.float64)[:, None] - start
        lasting = duration > 0
        with np.errstate(over="ignore"):  # a duration of almost nothing is a step
            part = np.clip(since / np.where(lasting, duration, 1.0), 0.0, 1.0)
        ramp: Floats = np.where(lasting, part, since >= 0)
        return ramp

    def effects(self, table: str, owner_field: str, owner_ids: tuple[str, ...]) -> Floats:
        """Effects in latent units, shape (owners, cells, draws)."""
        owners = {owner: i for i, owner in enumerate(owner_ids)}
        cells = {cell: i for i, cell in enumerate(self.cell_ids)}
        found = np.zeros((len(owners), len(cells), self.draws))
        for row in self.dossier.table(table):
            place = owners[getattr(row, owner_field)], cells[row.cell_id]
            found[place] = self.inputs[table, row.id, "effect"] / POINTS_PER_LATENT
        return found

    def dampings(self) -> Floats:
        """m, shares of drivers' effects, shape (recommendations, drivers, draws)."""
        owners = {owner: i for i, owner in enumerate(self.recommendation_ids)}
        drivers = {driver: i for i, driver in enumerate(self.driver_ids)}
        found = np.zeros((len(owners), len(drivers), self.draws))
        for row in self.dossier.dampings:
            place = owners[row.recommendation_id], drivers[row.driver_id]
            found[place] = self.inputs["dampings", row.id, "share"] / 100.0
        return found

    def by_recommendation(self) -> tuple[Floats, Floats]:
        """`base`, shape (months + 1, cells, draws), and the responses, with recommendations first.

        d_{t+1} = d_t + κ(W d_t − d_t + f_t), run for the drivers alone and for the influence of
        each recommendation at full effort: its effects less what it damps.
        """
        presence, progress = self.presence(), self.progress()
        acting = self.effects("driver_effects", "driver_id", self.driver_ids)
        direct = self.effects(
            "recommendation_effects", "recommendation_id", self.recommendation_ids
        )
        damping = self.dampings()
        count = 1 + len(self.recommendation_ids)
        influence = np.empty((count, len(self.cell_ids), self.draws))

        def force(month: int) -> Floats:
            present = acting * presence[:, month, None, :]
            influence[0] = present.sum(axis=0)
            damped = np.einsum("rcn,csn->rsn", damping, present)
            influence[1:] = (direct - damped) * progress[:, month, None, :]
            return influence

        driven = self._run(force, count)
        base = driven[0] + self.undriven()
        return base, driven[1:]

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
        forces = np.zeros((self.months, len(self.cell_ids), self.draws))
        for place, force in self.forces(returns).items():
            forces[:, place] = force
        driven: Floats = self._run(lambda month: forces[None, month], 1)[0]
        return driven

    def impulses(self, months: slice) -> Floats:
        """What f of a cell and month t brings to d in month m: κ((1 − κ)I + κW)^(m − 1 − t), t < m.

        Shape (cells acted on, months asked for, cells, months t acted in), so that
        d_m = Σ_c impulses[c, m] @ f_c.
        """
        kappa, carry = self._carry()
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
        presence, progress = self.presence(), self.progress()
        acting = self.effects("driver_effects", "driver_id", self.driver_ids)
        damping = self.dampings()

        def force(at: int) -> Floats:
            kept: Floats = 1.0 - np.einsum("r,rcn,rn->cn", returns, damping, progress[:, at])
            return acting * (presence[:, at] * kept)[:, None, :]

        return self._run(force, len(self.driver_ids))[:, month]

    def _run(self, force: Force, count: int) -> Floats:
        kappa, carry = self._carry()
        driven = np.zeros((count, self.months + 1, len(self.cell_ids), self.draws))
        for month in range(self.months):
            driven[:, month + 1] = carry @ driven[:, month] + kappa * force(month)
        return driven

    def _carry(self) -> tuple[float, Floats]:
        """κ, and how d passes into the next month, shape (cells, cells)."""
        kappa = 1.0 - half_life_share(self.dossier.settings.response_half_life)
        carry = kappa * self.spillovers()
        np.fill_diagonal(carry, carry.diagonal() + 1.0 - kappa)
        return kappa, carry

    def undriven(self) -> Floats:
        """Starting level, damped trend and noise, shape (months + 1, cells, draws)."""
        settings = self.dossier.settings
        months = np.arange(self.months + 1)
        trend = np.cumsum(np.where(months == 0, 0.0, settings.trend_damping**months))
        theta = half_life_share(settings.noise_half_life)
        latent = np.empty((self.months + 1, len(self.cell_ids), self.draws))
        for i, cell_id in enumerate(self.cell_ids):
            share = self.inputs["cells", cell_id, "level"] / 100.0
            drift = self.inputs["cells", cell_id, "drift"] / 12.0 / POINTS_PER_LATENT
            latent[:, i] = np.log(share / (1.0 - share)) + trend[:, None] * drift
            spread = self.dossier.get("cells", cell_id).volatility / POINTS_PER_LATENT
            if spread > 0:
                disturbance = np.zeros(self.draws)
                shock = spread * np.sqrt(1.0 - theta**2)
                for month in range(self.months):
                    disturbance = theta * disturbance + shock * self.noise[cell_id][month]
                    latent[month + 1, i] += disturbance
        return latent


def noise_of(dossier: Dossier, seed: int, draws: int, months: int) -> dict[str, Floats]:
    """Standard normal shocks of each cell, shape (months, draws): row t leads from t to t + 1."""
    return {cell.id: normals(seed, draws, months, cell.id) for cell in dossier.cells}
