from __future__ import annotations

from dataclasses import replace

from briefing_kinds import (
    large_material,
    of_kind,
)

from equipoise.briefing.content.chart_data import charts_of
from equipoise.briefing.document import (
    FanChart,
    Table,
    texts,
)


def test_the_one_page_brief_has_what_a_minister_needs() -> None:
    document = of_kind("one-page")
    full = of_kind("full")
    assert document.bottom_line == full.bottom_line
    assert [judgment.heading for judgment in document.key_judgments] == [
        "Goals",
        "Red lines",
        "Indices",
        "Basis",
    ]
    chart, weights = document.opening
    assert isinstance(chart, FanChart)
    assert chart == full.opening[0]
    assert isinstance(weights, Table)
    assert weights == full.opening[1]
    assert document.sections == ()
    assert "What would change our mind" not in list(texts(document))


def test_many_goals_are_counted_the_most_at_risk_first() -> None:
    document = of_kind("one-page", large_material())
    goals, lines, indices, _ = document.key_judgments
    assert [said.place for said in goals.said] == ["goal:g0", "goal:g1", "goals:rest"]
    assert [said.place for said in lines.said] == ["goal:l19", "goal:l18", "red-lines:rest"]
    assert goals.said[-1].text == "18 further goals are no more at risk."
    assert [said.place for said in indices.said] == ["index:p3", "index:p2", "indices:rest"]
    assert indices.said[-1].codes == ("X1", "X2") or indices.said[-1].codes == ("X2", "X1")


def test_goals_beyond_the_months_come_last_and_are_told() -> None:
    material = large_material()
    projection = replace(
        material.projection, goals={**material.projection.goals, "g0": None}, all_goals=None
    )
    goals = of_kind("one-page", replace(material, projection=projection)).key_judgments[0]
    assert [said.place for said in goals.said] == ["goal:g1", "goal:g2", "goals:rest"]
    assert goals.said[-1].text.endswith("or beyond the months projected.")


def test_the_weights_take_six_rows_and_their_sum() -> None:
    table = of_kind("one-page", large_material()).opening[1]
    assert isinstance(table, Table)
    *listed, total = table.rows
    assert len(listed) == 6
    assert [cell.text for cell in listed[-1].cells[:2]] == ["15 others", "75 %"]
    shares = [1 + i / 10 for i in range(20)]
    assert listed[-1].cells[2].text == f"+{sum(shares[5:]):.1f}"
    assert total.cells[2].text == f"+{sum(shares):.1f}"


def test_many_poles_stand_small_on_one_line() -> None:
    (chart,) = charts_of(of_kind("one-page", large_material()))
    assert isinstance(chart, FanChart)
    assert (chart.small, chart.columns, len(chart.panels)) == (True, 4, 4)
    (first, *_) = chart.panels
    assert len(first.thresholds) == 1
