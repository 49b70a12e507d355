"""The outcome under a dissenter's judgment, against a dossier that holds it as its own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import Override
from equipoise.dossier.validation import InvalidDossier
from equipoise.insight.dissent import DissentOutcome, outcome_under
from equipoise.projection.model import ProjectionModel
from projection.sample_dossier import sample_dossier

PLACE = ("driver_effects", "war/arms/north", "effect")
GLOOM = Judgment(-40, -30, -20)


def test_it_is_that_of_a_dossier_which_holds_the_judgment() -> None:
    dossier = sample_dossier()
    row = dossier.get(PLACE[0], PLACE[1])
    changed = dossier.with_row(PLACE[0], replace(row, effect=GLOOM))
    for scenario in dossier.scenarios:
        projection = ProjectionModel(changed, scenario.id).project(dossier.weights_of(scenario.id))
        found = outcome_under(dossier, scenario.id, PLACE, GLOOM)
        assert found == DissentOutcome.of(projection)
        last = {pole: np.median(draws[-1]) for pole, draws in projection.index_draws.items()}
        assert found.index == pytest.approx(last)
        assert found.goals == projection.goals
        assert found.red_lines == projection.red_lines


def test_it_stands_in_for_the_override_of_its_scenario_alone() -> None:
    dossier = sample_dossier()
    for scenario_id, likely in (("storm", -5.0), ("calm", -7.0)):
        override = Override(scenario_id, *PLACE, Judgment(likely - 1, likely, likely + 1))
        dossier = dossier.with_row("overrides", override)
    plain = dossier.with_table("overrides", ())
    for scenario_id in ("storm", "calm"):
        found = outcome_under(dossier, scenario_id, PLACE, GLOOM)
        assert found == outcome_under(plain, scenario_id, PLACE, GLOOM)


def test_the_judgment_in_force_changes_nothing() -> None:
    dossier = sample_dossier()
    judged = ProjectionModel(dossier, "judged").project(dossier.weights_of("judged"))
    place = ("cells", "trade/north", "level")  # follows its posture term
    same = outcome_under(dossier, "judged", place, dossier.get("terms", "warm").level)
    assert same == DissentOutcome.of(judged)


def test_what_cannot_be_judged_is_refused() -> None:
    dossier = sample_dossier()
    for place in (
        ("cells", "trade/north", "importance"),
        ("cells", "nowhere/north", "level"),
        ("no table", "war", "likelihood"),
    ):
        with pytest.raises(KeyError):
            outcome_under(dossier, "judged", place, GLOOM)
    with pytest.raises(KeyError):
        outcome_under(dossier, "no scenario", PLACE, GLOOM)
    with pytest.raises(InvalidDossier):
        outcome_under(dossier, "judged", ("cells", "trade/north", "level"), GLOOM)
    with pytest.raises(InvalidDossier, match="100"):
        outcome_under(dossier, "judged", ("dampings", "talks/war", "share"), Judgment(90, 95, 99))
