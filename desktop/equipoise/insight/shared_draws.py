"""Several scenarios compiled on the same draws, each row drawn once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.scenarios import in_scenario
from equipoise.projection.inputs import InputKey, JudgedRow, draw_row, judged_rows
from equipoise.projection.model import NothingToProject
from equipoise.projection.responses import Responses, noise_of

Floats = npt.NDArray[np.float64]

_KEPT = 256
"""Rows whose draws are remembered."""


class SharedDraws:
    """The draws that a dossier's scenarios have in common: those of `ProjectionModel`.

    `draws` and `months` default to the dossier's settings. What a scenario does not override is
    drawn once, and so is a judgment that is tried in several scenarios.
    """

    def __init__(
        self, dossier: Dossier, *, draws: int | None = None, months: int | None = None
    ) -> None:
        settings = dossier.settings
        self.dossier = dossier
        self.draws = settings.draws if draws is None else draws
        self.months = settings.horizon if months is None else months
        self._seed = settings.seed
        self._known: dict[object, dict[InputKey, Floats]] = {}
        self._noise: dict[str, Floats] | None = None

    def row(self, row: JudgedRow) -> dict[InputKey, Floats]:
        """Draws of one row's judgments, each of shape (draws,)."""
        key = row.table, row.row_id, tuple(row.distributions.items())
        if key not in self._known:
            if len(self._known) >= _KEPT:
                del self._known[next(iter(self._known))]
            self._known[key] = draw_row(row, self._seed, self.draws)
        return self._known[key]

    def responses(self, scenario_id: str) -> Responses:
        """The dynamics under a scenario's overrides and forcings.

        Raises KeyError for an unknown scenario, NothingToProject where there are no cells.
        """
        self.dossier.get("scenarios", scenario_id)
        dossier = in_scenario(self.dossier, scenario_id)
        if not dossier.cells:
            raise NothingToProject(" ".join(dossier.gaps()) or "The dossier has no cells.")
        if self._noise is None:
            self._noise = noise_of(dossier, self._seed, self.draws, self.months)
        inputs: dict[InputKey, Floats] = {}
        for row in judged_rows(dossier):
            inputs.update(self.row(row))
        forcings = {f.driver_id: f for f in dossier.forcings_of(scenario_id)}
        return Responses(dossier, forcings, inputs, self._noise, self.months, self.draws)
