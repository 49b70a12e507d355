"""What the outcome would be if a dissenter's judgment stood in the place of the dossier's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import Override
from equipoise.dossier.validation import judged_field, validated
from equipoise.projection.model import ProjectionModel
from equipoise.projection.outcome import Projection


@dataclass(frozen=True)
class DissentOutcome:
    """Outcome figures of one scenario, keyed by row identifier; probabilities are 0…1.

    `all_goals`, `goals` and `red_lines` as in `Projection`; `index` is the median index of each
    pole at the last month, in points.
    """

    all_goals: float | None
    goals: Mapping[str, float | None]
    red_lines: Mapping[str, float | None]
    index: Mapping[str, float]

    @classmethod
    def of(cls, projection: Projection) -> DissentOutcome:
        """The figures of a projection, such as the one as judged."""
        return cls(
            projection.all_goals,
            projection.goals,
            projection.red_lines,
            {pole_id: float(fan.p50[-1]) for pole_id, fan in projection.index.items()},
        )


def outcome_under(
    dossier: Dossier, scenario_id: str, place: tuple[str, str, str], judgment: Judgment
) -> DissentOutcome:
    """The outcome of a scenario with its own weights and another judgment at `place`.

    `place` is table, row identifier and field. The judgment takes the place of the dossier's own
    and of the scenario's override of it; draws and seed stay the same, so the difference to the
    outcome as judged carries no sampling noise.

    Raises KeyError for an unknown scenario or row or a field that is not judged, InvalidDossier
    where the dossier cannot hold that judgment, NothingToProject for a dossier without cells.
    """
    table, row_id, field = place
    dossier.get("scenarios", scenario_id)
    if judged_field(table, field) is None:
        raise KeyError(field)
    dossier.get(table, row_id)
    override = Override(scenario_id, table, row_id, field, judgment)
    changed = validated(dossier.with_row("overrides", override))
    model = ProjectionModel(changed, scenario_id)
    return DissentOutcome.of(model.project(changed.weights_of(scenario_id)))
