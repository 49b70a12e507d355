from __future__ import annotations

import re
from dataclasses import replace

import pytest
from briefing_kinds import (
    compared_material,
    of_kind,
    tables,
)
from briefing_sample import PRODUCED, sample_dossier, sample_material, sample_projection

from equipoise.briefing.composing.annex import annex
from equipoise.briefing.composing.compose import compose
from equipoise.briefing.content.chart_data import charts_of
from equipoise.briefing.content.running import running_versions
from equipoise.briefing.document import (
    Table,
)
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.material import as_in
from equipoise.briefing.request import Request
from equipoise.dossier.rows import GoalSetAside, Override, Scenario
from equipoise.dossier.scenarios import scenario_difference


def test_the_annex_prints_every_row_with_its_code() -> None:
    dossier = compared_material().dossier
    codes = {
        code
        for table in tables(of_kind("annex", compared_material())).values()
        for row in table.rows
        for code in row.codes
    }
    wanted = {f"C{a}.{p}" for a in (1, 2) for p in (1, 2)} | {"L1", "D1", "R1", "R2", "T1"}
    wanted |= {"S1", "S2", "G1", "G2", "V1", "V2", "X1", "X2", "R0"}
    assert wanted <= codes
    assert len(dossier.scenarios) == 2


def test_the_annex_states_every_constant() -> None:
    found = {
        row.cells[0].text: row.cells[1].text
        for row in tables(of_kind("annex"))["Constants of the model"].rows
    }
    assert found == {
        "PERT shape λ": "4",
        "Least confidence": "50 %",
        "Ageing a month": "1",
        "Days in a month": "30.4375",
        "Points in a latent unit": "25",
        # Half-lives of 6 and 3 months: 1 − 2^(−1/6) and 2^(−1/3).
        "Response a month κ": "0.109101",
        "Noise a month θ": "0.793701",
        "Quantiles": "5, 25, 50, 75, 95 %",
        "Spectral radius of the spillovers": "< 1",
        "Bits of a draw": "32",
    }


def test_the_annex_says_what_it_ran_on() -> None:
    versions = (("Python", "3.99"), ("numpy", "9.9"))
    request = Request(PRODUCED, kind="annex", version="9.8.7")
    document = annex(sample_material(), request, Speech("en"), lambda: versions)
    assert [
        tuple(cell.text for cell in row.cells) for row in tables(document)["Versions"].rows
    ] == list(versions)
    assert tables(document)["Record of this briefing"].rows[4].cells[1].text == "7"
    assert [name for name, _ in running_versions()] == ["Python", "numpy", "scipy"]
    assert all(re.match(r"\d+\.\d+", number) for _, number in running_versions())


def test_the_annex_says_what_each_scenario_decides() -> None:
    dossier = replace(
        compared_material().dossier,
        overrides=(
            Override(
                "still", "goals", "x", "level", sample_dossier().drivers[0].likelihood, "Gone"
            ),
            Override(
                "still", "drivers", "drought", "likelihood", sample_dossier().drivers[0].onset
            ),
        ),
    )
    mixed, still = tables(of_kind("annex", replace(compared_material(), dossier=dossier)))[
        "What each scenario decides"
    ].rows
    assert [cell.text for cell in mixed.cells[1:]] == [
        "Send an envoy: 60 %\nBuild a road: 15 %",
        "Drought: happens in month 3",
        "–",
        "–",
    ]
    assert [cell.text for cell in still.cells[1:4]] == [
        "–",
        "–",
        "Gone, Level: 20 / 30 / 40 (90 %)\nDrought, Likelihood: 1 / 4 / 9 (90 %)",
    ]


@pytest.mark.parametrize("kind", ["full", "annex"])
def test_each_chart_of_the_full_briefing_has_its_table(kind: str) -> None:
    charts = charts_of(of_kind("full"))
    assert len(charts) == 5
    (section,) = [s for s in of_kind(kind).sections if s.ident == "chart-data"]
    assert [block.title for block in section.blocks if isinstance(block, Table)] == [
        f"Figures of the chart “{chart.title}”" for chart in charts
    ]


def test_the_data_of_a_chart_are_those_drawn() -> None:
    table = tables(of_kind("full"))["Figures of the chart “Where the indices may go”"]
    coast = sample_projection().index["coast"]
    assert [cell.text for cell in table.rows[0].cells] == ["Coast index", "0 (Feb 2026)"] + [
        f"{values[0]:.0f}" for values in coast.quantiles()
    ] + [""]
    assert [cell.text for cell in table.rows[4].cells[2:]] == [
        f"{values[12]:.0f}" for values in coast.quantiles()
    ] + ["goal ≥ 50"]
    assert (table.rows[0].codes, table.rows[5].codes) == (("X1",), ("X2",))
    bars = tables(of_kind("full"))["Figures of the chart “What each recommendation brings”"]
    assert [[cell.text for cell in row.cells] for row in bars.rows] == [
        ["Send an envoy", "+3.3", "+0.2"],
        ["Build a road", "+0.4", "−1.5"],
        ["All effort", "+3.7", "−1.3"],
    ]
    assert [row.total for row in bars.rows] == [False, False, True]


def test_a_chart_that_is_not_printed_has_no_table() -> None:
    request = Request(PRODUCED, sections=("effort", "chart-data"))
    document = compose(sample_material(), request)
    assert [section.ident for section in document.sections] == ["effort", "chart-data"]
    assert len(document.sections[1].blocks) == len(charts_of(document)) == 2


def test_steps_have_calendar_dates() -> None:
    rows = tables(of_kind("full"))["Implementation steps"].rows
    assert [row.cells[2].detail for row in rows] == ["month 3, around May 2026"] * 2


def test_a_goal_set_aside_keeps_its_name_in_the_annex() -> None:
    dossier = sample_dossier()
    dossier = replace(
        dossier,
        scenarios=(*dossier.scenarios, Scenario("base", "Base")),
        settings=replace(dossier.settings, base_scenario_id="base"),
        goals_set_aside=(GoalSetAside("mixed", "break"),),
    )
    material = replace(
        sample_material(as_in(dossier, "mixed")),
        changes=tuple(scenario_difference(dossier, "base", "mixed")),
    )
    mixed, base = tables(of_kind("annex", material))["What each scenario decides"].rows
    assert [row.cells[4].text for row in (mixed, base)] == ["Talks with the plain", "–"]
