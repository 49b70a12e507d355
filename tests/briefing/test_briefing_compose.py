from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from briefing_sample import (
    MONTHS,
    PRODUCED,
    retitled,
    sample_document,
    sample_dossier,
    sample_drivers,
    sample_projection,
)

from equipoise.briefing.composing.compose import compose
from equipoise.briefing.content.goals import goal_sentence
from equipoise.briefing.document import (
    BarChart,
    Document,
    FanChart,
    LayerChart,
    Paragraph,
    Table,
    texts,
)
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.material import Material
from equipoise.briefing.press.pdf import render_pdf
from equipoise.briefing.request import Request
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.json_form import loads
from equipoise.dossier.rows import Settings
from equipoise.dossier.yardsticks import YARDSTICKS
from equipoise.files import shipped_data
from equipoise.projection.model import ProjectionModel
from equipoise.projection.outcome import Projection, SamplingError


def table(document: Document, title: str) -> Table:
    blocks = [*document.opening, *(b for s in document.sections for b in s.blocks)]
    (found,) = [b for b in blocks if isinstance(b, Table) and b.title == title]
    return found


def rows(document: Document, title: str) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table(document, title).rows]


def judgment(document: Document, heading: str) -> str:
    return next(j.text for j in document.key_judgments if j.heading == heading)


def test_the_bottom_line_says_how_likely_success_is_and_what_the_effort_costs() -> None:
    lead, trade = (said.text for said in sample_document().bottom_line)
    assert lead == "It is likely or probable (68 %) that the goal “Warm coast” holds."
    assert trade == (
        "Compared with no effort, the weights buy 3.7 points of the Coast index at a cost of "
        "1.3 points of the Plain index, measured by the means in February 2027 (month 12)."
    )


@pytest.mark.parametrize(
    ("coast", "plain", "words"),
    [
        (2.0, 1.0, "buy 2.0 points of the Coast index and 1.0 point of the Plain index,"),
        (-2.0, 0.0, "cost 2.0 points of the Coast index and gain nothing,"),
        (0.0, 0.01, "change no index noticeably,"),
    ],
)
def test_gain_and_cost_are_said_plainly(coast: float, plain: float, words: str) -> None:
    projection = replace(
        sample_projection(), attribution={"coast": {"envoy": coast}, "plain": {"envoy": plain}}
    )
    document = compose(Material(sample_dossier(), "mixed", projection), Request(PRODUCED))
    assert words in document.bottom_line[1].text


def test_goals_and_red_lines_stand_in_estimative_words() -> None:
    document = sample_document()
    assert judgment(document, "Goals") == (
        "It is likely or probable (68 %) that the goal “Warm coast” holds. It asks that the Coast "
        "index is at least 50 in month 12 (February 2027)."
    )
    assert judgment(document, "Red lines") == (
        "It is highly unlikely (22 %) that the red line “Talks with the plain” breaks. It asks "
        "that the level of “Talks” towards Plain is at least 25 in every month up to month 12 "
        "(February 2027). This risk is above the accepted 15 %."
    )


def test_indices_end_with_median_range_and_band() -> None:
    assert judgment(sample_document(), "Indices") == (
        "The Coast index goes from a median of 48 to 57 in February 2027 (5–95 % range 49–65), "
        "in the band “middle”.\n"
        "The Plain index goes from a median of 52 to 48 in February 2027 (5–95 % range 42–54), "
        "in the band “middle”."
    )


def test_the_basis_counts_every_judgment_once() -> None:
    # Cells 4·2: guess 4, report 2, unsourced 2. Driver: likelihood, window, one effect: report 3.
    # Envoy: one effect, lead time, phase-in; road: one effect, one step's start and duration.
    text = judgment(sample_document(), "Basis")
    assert text == (
        "These results are computed from judgments; they are not observed. Of the 17 judgments, "
        "by what they rest on: 10 on “illustrative judgment”, 5 on “Port report” and 2 on "
        "“unsourced”. Confidence in them is low for 12 and high for 5."
    )


def test_likelihood_and_confidence_never_stand_in_one_sentence() -> None:
    document = sample_document()
    words = "|".join(re.escape(t.word) for y in YARDSTICKS.values() for t in y.terms)
    prose = [
        *(said.text for said in document.bottom_line),
        *(j.text for j in document.key_judgments),
    ]
    prose += [b.text for s in document.sections for b in s.blocks if isinstance(b, Paragraph)]
    sentences = [s for text in prose for s in re.split(r"(?<=[.!?])\s+", text)]
    assert any("confidence" in s.lower() for s in sentences)
    assert any(re.search(words, s) for s in sentences)
    for sentence in sentences:
        assert not ("confidence" in sentence.lower() and re.search(rf"\b({words})\b", sentence))


def test_weights_stand_with_what_they_buy_and_add_up() -> None:
    assert rows(sample_document(), "Weights and what they buy") == [
        ["Send an envoy", "60 %", "+3.3", "+0.2"],
        ["Build a road", "15 %", "+0.4", "−1.5"],
        ["Unspent", "25 %", "–", "–"],
        ["All effort", "75 %", "+3.7", "−1.3"],
    ]


def test_recommendations_show_swing_contribution_and_label() -> None:
    first = table(sample_document(), "Recommendations").rows[0].cells
    assert [cell.text for cell in first] == [
        "Send an envoy",
        "60 %",
        "Coast: +2.0 to +6.5",
        "Coast: +3.3\nPlain: +0.2",
        "illustrative judgment",
    ]
    assert first[-1].detail == "low confidence"


def test_aspects_show_posture_level_end_and_label() -> None:
    found = rows(sample_document(), "Aspects and postures")
    assert found[0] == [
        "Trade",
        "Coast",
        "Warm",
        "50 / 60 / 70 (75 %)",
        "55 (46–64)",
        "illustrative judgment",
    ]
    assert found[3][2:] == ["–", "30 / 40 / 50 (80 %)", "37 (26–48)", "unsourced"]


def test_drivers_show_likelihood_window_forcing_and_what_they_bring() -> None:
    (row,) = table(sample_document(), "Drivers").rows
    assert [cell.text for cell in row.cells] == [
        "Drought",
        "20 / 30 / 40 (90 %)",
        "1 / 4 / 9 (90 %)",
        "Coast: −1.1\nPlain: 0.0",
        "Port report",
    ]
    assert row.cells[0].detail == "Challenge. Rain fails."
    assert row.cells[1].detail == "in this scenario it happens in month 3"
    assert row.cells[-1].detail == "high confidence"


def test_goals_bands_steps_and_spillovers_are_tabled() -> None:
    document = sample_document()
    goal, line = table(document, "Goals and red lines").rows
    assert [c.text for c in goal.cells[2:]] == ["holds: likely or probable", "68 %", "10 %"]
    assert (goal.cells[-1].detail, line.cells[-1].detail) == ("exceeded", "exceeded")
    assert rows(document, "Probability of each band in month 12") == [
        ["Coast", "0 %", "70 %", "30 %"],
        ["Plain", "10 %", "90 %", "under 1 %"],
    ]
    assert [r[1] for r in rows(document, "Implementation steps")] == [
        "as a whole, no steps given",
        "Survey the pass",
    ]
    assert rows(document, "Spillovers")[0][:3] == ["Trade / Coast", "Talks / Plain", "−0.25"]


def test_every_judged_row_has_its_label_and_a_confidence_word() -> None:
    document = sample_document()
    judged = [
        block
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Table) and block.columns[-1].heading == "Rests on"
    ]
    assert len(judged) == 8
    for block in judged:
        for row in block.rows:
            assert row.cells[-1].text
            assert re.fullmatch("(low|moderate|high) confidence", row.cells[-1].detail)


def test_every_row_of_every_table_fills_its_columns() -> None:
    document = sample_document()
    blocks = [*document.opening, *(b for s in document.sections for b in s.blocks)]
    for block in blocks:
        if isinstance(block, Table):
            assert {len(row.cells) for row in block.rows} == {len(block.columns)}, block.title


def test_the_record_names_all_that_makes_the_same_numbers_again() -> None:
    assert dict(rows(sample_document(), "Record of this briefing")) == {
        "Dossier": "Highland between the coast and the plain",
        "Scenario": "Mixed",
        "As of (month 0)": "1 February 2026",
        "Months": "0 to 12 (February 2027)",
        "Seed": "7",
        "Draws": "512",
        "Sampling error": "indices ± 1.3 points, probabilities ± 6.6 percentage points "
        "(3 standard errors)",
        "Program": "Equipoise 9.8.7",
        "Produced": "4 March 2026",
    }


def test_the_words_of_the_chosen_yardstick_are_printed_once() -> None:
    document = sample_document(
        replace(sample_dossier(), settings=replace(sample_dossier().settings, yardstick="icd203"))
    )
    assert document.bottom_line[0].text.startswith("It is likely (68 %) that")
    titles = [t for t in texts(document) if t.startswith("Words for probabilities")]
    assert titles == ["Words for probabilities: US ICD 203 degrees of likelihood"]


def test_charts_hold_the_projection_and_say_it_in_words() -> None:
    document = sample_document()
    chart = document.opening[0]
    assert isinstance(chart, FanChart)
    coast, plain = chart.panels
    assert coast.p95 == pytest.approx(sample_projection().index["coast"].p95, abs=1e-4)
    assert coast.labels == ("95 %: 65", "median 57", "5 %: 49")
    assert [(t.label, t.month) for t in coast.thresholds] == [("goal ≥ 50", 12)]
    assert "Month 12: median 48, 5–95 % range 42–54." in plain.alternative
    assert (chart.value_axis.low, chart.value_axis.high) == (30, 70)
    assert [(t.label, t.detail) for t in chart.month_axis.ticks] == [
        ("0", "Feb 2026"),
        ("3", "May 2026"),
        ("6", "Aug 2026"),
        ("9", "Nov 2026"),
        ("12", "Feb 2027"),
    ]
    blocks = [b for s in document.sections for b in s.blocks]
    (layers,) = [b for b in blocks if isinstance(b, LayerChart)]
    assert [layer.label for layer in layers.panels[1].layers] == [
        "low 10 %",
        "middle 90 %",
        "top under 1 %",
    ]
    driver_bars, bars = [b for b in blocks if isinstance(b, BarChart)]
    assert [(b.name, b.label) for b in bars.panels[1].bars] == [
        ("Send an envoy", "+0.2"),
        ("Build a road", "−1.5"),
        ("All effort", "−1.3"),
    ]
    assert driver_bars.panels[0].bars[0].value == -1.1


def test_many_recommendations_are_drawn_together_without_losing_points() -> None:
    dossier = sample_dossier()
    envoy = dossier.recommendations[0]
    many = tuple(replace(envoy, id=f"r{i}", name=f"R{i}") for i in range(40))
    shares = {row.id: 1.0 + i for i, row in enumerate(many)}
    projection = replace(
        sample_projection(),
        weights={row.id: 2.5 for row in many},
        attribution={"coast": shares, "plain": shares},
    )
    bare = replace(dossier, recommendations=many, steps=(), recommendation_effects=(), weights=())
    document = compose(Material(bare, "mixed", projection), Request(PRODUCED))
    (bars,) = [b for s in document.sections for b in s.blocks if isinstance(b, BarChart)]
    *parts, total = bars.panels[0].bars
    assert len(parts) == 15
    assert sum(bar.value for bar in parts) == total.value == sum(shares.values())
    weights = rows(document, "Weights and what they buy")
    assert [weights[8][0], weights[8][1], weights[-1][1]] == ["32 others", "80 %", "100 %"]


@pytest.mark.parametrize(
    ("risk", "words"),
    [
        (0.154, "This risk is just above the accepted 15 %."),
        (0.15, "This risk is within the accepted 15 %."),
        (0.16, "This risk is above the accepted 15 %."),
    ],
)
def test_a_risk_that_rounds_to_the_accepted_one_is_told_apart(risk: float, words: str) -> None:
    dossier = sample_dossier()
    (red_line,) = [g for g in dossier.goals if g.kind == "red_line"]
    assert red_line.accepted_risk == 15
    assert goal_sentence(dossier, red_line, risk, Speech()).endswith(words)


def test_without_goals_no_success_is_claimed() -> None:
    dossier = sample_dossier().with_table("goals", ())
    projection = replace(sample_projection(), goals={}, red_lines={}, all_goals=None)
    document = compose(Material(dossier, "mixed", projection), Request(PRODUCED))
    assert document.bottom_line[0].text.startswith("No goal is in force")
    assert "Goals and red lines" not in list(texts(document))


def test_a_goal_beyond_the_months_projected_is_not_judged() -> None:
    projection = replace(sample_projection(), goals={"warmth": None}, all_goals=None)
    document = compose(Material(sample_dossier(), "mixed", projection), Request(PRODUCED))
    assert "beyond the months projected" in document.bottom_line[0].text
    assert "beyond the months projected" in judgment(document, "Goals")


def test_an_empty_dossier_says_what_is_missing() -> None:
    nothing = Projection(
        np.arange(MONTHS + 1), 1, 64, {}, {}, {}, {}, {}, {}, None, {}, {}, SamplingError(0, 0)
    )
    empty = Dossier(settings=Settings(title="Empty"))
    document = compose(Material(empty, "", nothing), Request(PRODUCED))
    assert document.bottom_line[1].text.startswith("No pole yet")
    assert document.opening[0].title == "Weights and what they buy"


def test_no_effort_buys_nothing() -> None:
    projection = replace(
        sample_projection(),
        weights={"envoy": 0.0, "road": 0.0},
        attribution={"coast": {"envoy": 0.0, "road": 0.0}, "plain": {"envoy": 0.0, "road": 0.0}},
    )
    material = Material(sample_dossier(), "mixed", projection, sample_drivers())
    document = compose(material, Request(PRODUCED))
    assert (
        document.bottom_line[1].text == "No effort is spent in this scenario, so nothing is bought."
    )
    titles = list(texts(document))
    assert "What each driver brings" in titles
    assert "What each recommendation brings" not in titles
    assert render_pdf(document).startswith(b"%PDF")


def test_the_shipped_dossier_rests_on_illustrative_judgment_alone() -> None:
    dossier = loads(shipped_data("israel.json").read_text(encoding="utf-8"))
    scenario = dossier.scenarios[0].id
    model = ProjectionModel(dossier, scenario, draws=256)
    weights = dossier.weights_of(scenario)
    projection = model.project(weights)
    drivers, swings = model.driver_attribution(weights), model.swings()
    material = Material(dossier, scenario, projection, drivers, swings)
    document = compose(material, Request(PRODUCED))
    basis = judgment(document, "Basis")
    assert re.search(r"All \d+ judgments rest on “illustrative judgment”\.", basis)
    assert basis.endswith("Confidence in them is low.")
    assert projection.all_goals is not None
    assert f"({projection.all_goals:.0%})".replace("%", " %") in document.bottom_line[0].text
    for pole in dossier.poles:
        median = projection.index[pole.id].p50[-1]
        assert f"to {median:.0f} in January 2028" in judgment(document, "Indices")


def test_the_handling_mark_is_the_documents_own() -> None:
    document = sample_document(retitled(sample_dossier(), handling_mark="OPEN"))
    assert document.handling_mark == "OPEN"
