"""Scenarios share their draws: what is the same in two of them cancels out exactly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from equipoise.dossier.rows import Scenario
from equipoise.dossier.scenarios import state_of, with_state
from equipoise.insight.report import comparison_json
from equipoise.projection.comparison import compare
from equipoise.projection.model import ProjectionModel
from projection.sample_dossier import sample_dossier


def test_a_scenario_and_its_copy_differ_by_exactly_0() -> None:
    dossier = sample_dossier().with_row("scenarios", Scenario("copy", "Copy"))
    dossier = with_state(dossier, "copy", state_of(dossier, "storm"))
    found = comparison_json(dossier, compare(dossier, ["storm", "copy"]))
    for fan in found["differences"]["Storm − Copy"].values():
        assert {value for series in fan.values() for value in series} == {0.0}
    for months in found["beats"]["Storm over Copy"].values():
        assert set(months) == {0.5}
    assert found["diff"] == {"Storm → Copy": []}


def test_what_each_part_drives_adds_up_to_the_projection() -> None:
    dossier = sample_dossier()
    for scenario in dossier.scenarios:
        model = ProjectionModel(dossier, scenario.id)
        gains = model.returns({"talks": 20.0, "fair": 30.0, "tour": 50.0})
        base, response = model.latent_parts(slice(None))
        latent = base + (gains[:, None, None, None] * response).sum(axis=0)
        parts = replace(model.responses)
        assert parts.driven(gains) + parts.undriven() == pytest.approx(latent, rel=1e-9, abs=1e-12)
