"""Taking over what a reverse search found."""

from __future__ import annotations

from collections.abc import Mapping

from equipoise.dossier.dossier import Dossier
from equipoise.editing import edits, scenario_edits


def take_over(
    dossier: Dossier, name: str, like: str, weights: Mapping[str, float], scenario_id: str
) -> Dossier:
    """A new, bookmarked scenario that decides what `like` decides but for these weights.

    `weights` are percent. Raises ValueError if one is of a recommendation that is gone.
    """
    for recommendation_id in weights:
        if dossier.find("recommendations", recommendation_id) is None:
            raise ValueError(
                "A recommendation of this answer has been deleted since. Search again."
            )
    known = like if dossier.find("scenarios", like) is not None else ""
    dossier = scenario_edits.new_scenario(dossier, name, known, scenario_id)
    dossier = edits.set_weights(dossier, scenario_id, weights)
    return scenario_edits.bookmark(dossier, scenario_id)
