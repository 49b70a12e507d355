from __future__ import annotations

import pytest
from briefing_kinds import (
    at,
    compared_material,
    large_material,
    of_kind,
    paragraphs,
)
from briefing_sample import retitled, sample_dossier, sample_material

from equipoise.briefing.content.chart_data import charts_of
from equipoise.briefing.language.messages import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_paragraphs_of_a_cable_are_numbered_without_gaps(language: str) -> None:
    for material in (sample_material(), compared_material(), large_material()):
        document = of_kind("cable", material, language)
        numbers = [paragraph.number for paragraph in paragraphs(document)]
        assert numbers == [f"{number}." for number in range(1, len(numbers) + 1)]
        blocks = [block for section in document.sections for block in section.blocks]
        assert len(blocks) == len(numbers) > 10


def test_a_cable_begins_with_its_head_and_its_summary() -> None:
    document = of_kind("cable", compared_material())
    assert [(line.label, line.value) for line in document.head] == [
        ("SUBJECT:", "Highland between the coast and the plain"),
        ("REF:", "Scenario “Mixed”, as of 1 February 2026"),
        ("DATE:", "4 March 2026"),
    ]
    assert [section.heading for section in document.sections] == [
        "Summary",
        "Situation",
        "Drivers",
        "Options compared",
        "Outlook and red lines",
        "Recommendation",
        "Confidence and sources",
        "Comment",
    ]
    assert paragraphs(document)[0].said == of_kind("full").bottom_line
    assert document.opening == ()
    assert charts_of(document) == ()


def test_a_cable_tells_the_figures_of_the_projection() -> None:
    document = of_kind("cable", compared_material())
    assert at(document, "weights") == (
        "The effort goes to “Send an envoy” (60 %) and “Build a road” (15 %)."
    )
    assert at(document, "levels:plain") == (
        "Levels towards Plain are judged today at 60 in “Trade” (“Warm”) and 40 in “Talks”, on a "
        "scale from 0 (hostile or absent) to 100 (allied)."
    )
    assert at(document, "driver:drought") == (
        "“Drought” costs 1.1 points of the Coast index by February 2027, computed from judgments."
    )
    # Start 1 / 3 / 6 and duration 3 / 6 / 12 months from February 2026.
    assert at(document, "step:survey") == (
        "Step “Survey the pass” begins around May 2026 and is fully in force around November 2026. "
        "Responsible: Ministry of Works."
    )
    assert at(document, "option:still") == "It is highly unlikely (12 %) that all goals hold."
    assert at(document, "option-risks:still") == (
        "The risk of breaking a red line is 31 % for “Talks with the plain”."
    )
    assert at(document, "option-ends:still") == (
        "The medians of the indices end in February 2027 at 44 for Coast (5–95 % range 36–52) and "
        "51 for Plain (5–95 % range 45–57)."
    )
    assert at(document, "sources") == (
        "The judgments rest on these sources, graded by the NATO Admiralty code: “Port report” "
        "(grade B2) and “illustrative judgment” (grade F6)."
    )
    assert "512" in at(document, "draws")
    assert paragraphs(document)[-1].text == "Talk to both."


def test_a_large_cable_counts_what_it_does_not_name() -> None:
    document = of_kind("cable", large_material())
    assert at(document, "weights").endswith("and 15 others.")
    assert at(document, "levels:p0").count("“Field of work number") == 8
    assert at(document, "drivers:rest") == "16 further drivers move the indices less."
    assert at(document, "recommendations:rest") == (
        "15 further recommendations together get 75 % of the effort."
    )
    assert at(document, "steps:r0") == "3 further steps follow."


def test_a_cable_says_from_whom_it_comes() -> None:
    for settings, sender in (
        (
            {"authority": "Embassy in Highland\nPolitical section", "author": "A. Analyst"},
            "Embassy",
        ),
        ({"author": "A. Analyst"}, "A. Analyst"),
    ):
        document = of_kind("cable", sample_material(retitled(sample_dossier(), **settings)))
        assert document.head[0].label == "FROM:"
        assert document.head[0].value.startswith(sender)
        assert "\n" not in document.head[0].value
