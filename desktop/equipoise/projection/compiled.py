"""Base and responses of a dossier, each part remembered with what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Forcing
from equipoise.projection.inputs import OCCURRENCE, draw_inputs
from equipoise.projection.memo import Memo
from equipoise.projection.responses import Floats, Part, Responses
from equipoise.projection.streams import normals


@dataclass(frozen=True, slots=True)
class Compiled:
    """Latent levels are base + Σ_r g(w_r)·response_r: the parts, and what they were made from.

    `base` reaches every cell; `by_recommendation` stands in the order of
    `responses.recommendation_ids`.
    """

    responses: Responses
    base: Part
    by_recommendation: tuple[Part, ...]


def compiled(
    dossier: Dossier,
    forcings: Mapping[str, Forcing],
    *,
    seed: int,
    draws: int,
    months: int,
    memo: Memo,
) -> Compiled:
    """Compile a dossier and a forcing; what `memo` knows and no edit touched is not made again."""
    inputs = draw_inputs(dossier, seed, draws, memo)
    noise = {
        cell.id: memo.of(
            ("noise", cell.id),
            (seed, draws, months),
            partial(normals, seed, draws, months, cell.id),
        )
        for cell in dossier.cells
    }
    responses = Responses(dossier, forcings, inputs, noise, months, draws)
    return _Compiler(responses, memo).compiled()


class _Compiler:
    """Knows what each part rests on."""

    def __init__(self, responses: Responses, memo: Memo) -> None:
        self._responses = responses
        self._memo = memo
        settings = responses.dossier.settings
        self._dynamics = (
            responses.cell_ids,
            responses.dossier.spillovers,
            settings.response_half_life,
            responses.months,
        )

    def compiled(self) -> Compiled:
        responses = self._responses
        presence = {driver_id: self._presence(driver_id) for driver_id in responses.driver_ids}
        parts = tuple(self._response(r, presence) for r in responses.recommendation_ids)
        return Compiled(responses, self._base(presence), parts)

    def _presence(self, driver_id: str) -> Floats:
        responses = self._responses
        driver = responses.dossier.get("drivers", driver_id)
        fields = ("likelihood", "onset", OCCURRENCE)
        return self._memo.of(
            ("presence", driver_id),
            (
                responses.months,
                driver.timing,
                driver.half_life,
                responses.forcings.get(driver_id),
                *(responses.inputs["drivers", driver_id, field] for field in fields),
            ),
            partial(responses.presence_of, driver_id),
        )

    def _progress(self, recommendation_id: str) -> Floats:
        responses = self._responses
        key = ("recommendations", recommendation_id)
        rests_on: list[object] = [
            responses.months,
            responses.inputs[*key, "lead_time"],
            responses.inputs[*key, "phase_in"],
        ]
        for step in responses.dossier.steps_of(recommendation_id):
            rests_on += [step.id, step.share, step.status]
            rests_on += [responses.inputs["steps", step.id, f] for f in ("start", "duration")]
        return self._memo.of(
            ("progress", recommendation_id),
            tuple(rests_on),
            partial(responses.progress_of, recommendation_id),
        )

    def _pushes(self, driver_id: str, presence: Floats) -> list[object]:
        return [driver_id, presence, *self._effects("driver_effects", driver_id)]

    def _effects(self, table: str, owner_id: str) -> list[object]:
        found: list[object] = []
        for row in self._responses.owned(table, owner_id):
            found += [row.cell_id, self._responses.inputs[table, row.id, "effect"]]
        return found

    def _response(self, recommendation_id: str, presence: Mapping[str, Floats]) -> Part:
        responses = self._responses
        progress = self._progress(recommendation_id)
        rests_on: list[object] = [*self._dynamics, progress]
        rests_on += self._effects("recommendation_effects", recommendation_id)
        for damping in responses.owned("dampings", recommendation_id):
            rests_on += [damping.driver_id, responses.inputs["dampings", damping.id, "share"]]
            rests_on += self._pushes(damping.driver_id, presence[damping.driver_id])
        return self._memo.of(
            ("response", recommendation_id),
            tuple(rests_on),
            partial(responses.by_recommendation, recommendation_id, progress, presence),
        )

    def _undriven(self, cell_id: str) -> Floats:
        responses = self._responses
        settings = responses.dossier.settings
        return self._memo.of(
            ("undriven", cell_id),
            (
                settings.trend_damping,
                settings.noise_half_life,
                responses.dossier.get("cells", cell_id).volatility,
                responses.inputs["cells", cell_id, "level"],
                responses.inputs["cells", cell_id, "drift"],
                responses.noise[cell_id],
            ),
            partial(responses.undriven_of, cell_id),
        )

    def _base(self, presence: Mapping[str, Floats]) -> Part:
        rests_on: list[object] = list(self._dynamics)
        for driver_id, force in presence.items():
            rests_on += self._pushes(driver_id, force)
        driven: Part = self._memo.of(
            "by drivers", tuple(rests_on), partial(self._responses.by_drivers, presence)
        )
        undriven = [self._undriven(cell_id) for cell_id in self._responses.cell_ids]
        return self._memo.of("base", (driven, *undriven), partial(_added, driven, undriven))


def _added(driven: Part, undriven: list[Floats]) -> Part:
    latent = np.stack(undriven, axis=1)
    for place, cell in enumerate(driven.cells):
        latent[:, cell] += driven.latent[:, place]
    return Part(np.arange(len(undriven)), latent)
