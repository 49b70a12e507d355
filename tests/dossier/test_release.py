"""The release copy: nothing above the mark is in it, and all the rest is."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.marked_dossiers import NUMBERS, marked_dossiers, marker
from equipoise.dossier import json_form
from equipoise.dossier.difference import SETTINGS
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import Text, specifications
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.release import release
from equipoise.dossier.rows import (
    Aspect,
    Band,
    Cell,
    Goal,
    Linkage,
    Mark,
    Pole,
    Recommendation,
    Scenario,
    Settings,
    Source,
    Spillover,
    Step,
    Term,
    Weight,
)
from equipoise.dossier.scenarios import ScenarioState
from equipoise.dossier.validation import validated

LOW, HIGH = Mark("low", "LOW", 1), Mark("high", "HIGH", 2)
DRIFT = Judgment(-1, 0, 1)

OWNERS = {
    "cells": (("aspects", "aspect_id"), ("poles", "pole_id")),
    "spillovers": (
        ("aspects", "from_aspect_id"),
        ("poles", "from_pole_id"),
        ("aspects", "to_aspect_id"),
        ("poles", "to_pole_id"),
    ),
    "driver_effects": (("drivers", "driver_id"),),
    "steps": (("recommendations", "recommendation_id"),),
    "recommendation_effects": (("recommendations", "recommendation_id"),),
    "dampings": (("recommendations", "recommendation_id"),),
    "weights": (("scenarios", "scenario_id"),),
    "forcings": (("scenarios", "scenario_id"),),
    "overrides": (("scenarios", "scenario_id"),),
    "goals_set_aside": (("scenarios", "scenario_id"), ("goals", "goal_id")),
    "linkages": (("recommendations", "recommendation_id"), ("recommendations", "other_id")),
}
"""Written out by hand: what each row belongs to."""

NEEDED = {
    **OWNERS,
    "driver_effects": (
        ("drivers", "driver_id"),
        ("aspects", "aspect_id"),
        ("poles", "pole_id"),
    ),
    "recommendation_effects": (
        ("recommendations", "recommendation_id"),
        ("aspects", "aspect_id"),
        ("poles", "pole_id"),
    ),
    "dampings": (("recommendations", "recommendation_id"), ("drivers", "driver_id")),
    "weights": (("scenarios", "scenario_id"), ("recommendations", "recommendation_id")),
    "forcings": (("scenarios", "scenario_id"), ("drivers", "driver_id")),
    "cells": (("aspects", "aspect_id"), ("poles", "pole_id"), ("terms", "term_id")),
    "goals": (("aspects", "aspect_id"), ("poles", "pole_id")),
}
"""Written out by hand: the rows that each row cannot do without."""


def rank(dossier: Dossier, key: str, row: Any) -> int:
    """The rank that counts for a row, by the plainest reading of the rule."""
    ranks = {mark.id: mark.rank for mark in dossier.marks}
    if key == "marks":
        return row.rank
    default = ranks.get(dossier.settings.default_mark_id, max(ranks.values()))
    if key == "names_abroad":
        return max((rank(dossier, *named) for named in named_so(dossier, row)), default=default)
    if getattr(row, "mark_id", ""):
        return ranks[row.mark_id]
    if key == "reservations" and dossier.find(row.table, row.row_id) is not None:
        return rank(dossier, row.table, dossier.get(row.table, row.row_id))
    owners = [(table, dossier.get(table, getattr(row, f))) for table, f in OWNERS.get(key, ())]
    return max([rank(dossier, *owner) for owner in owners], default=default)


def named_so(dossier: Dossier, row: Any) -> list[tuple[str, Any]]:
    """The rows whose name is the one that is written in another language."""
    return [
        (key, other)
        for key in ("aspects", "goals", "scenarios")
        for other in dossier.table(key)
        if other.name == row.name
    ]


def figures_lack_a_row(before: Dossier, after: Dossier) -> bool:
    """Whether anything that figures are computed from is not in the copy."""
    return any(
        after.find(key, row.id) is None and not getattr(row, "remembered", "")
        for key in TABLES
        if key not in ("sources", "linkages", "marks", "conflicts", "reservations")
        and not key.startswith(("briefing", "names"))
        for row in before.table(key)
    )


def gone(before: Dossier, after: Dossier, key: str, row_id: str) -> bool:
    return before.find(key, row_id) is None or after.find(key, row_id) is None


def reason(before: Dossier, after: Dossier, key: str, row: Any, limit: int) -> bool:
    """Whether a row that is not in the copy has to be out of it."""
    if key in ("marks", "conflicts") or rank(before, key, row) > limit:
        return key != "marks" or row.rank > limit
    needed = [(table, getattr(row, field)) for table, field in NEEDED.get(key, ())]
    if key in ("overrides", "reservations"):
        needed.append((row.table, row.row_id))
    if key == "names_abroad":
        needed += [(table, named.id) for table, named in named_so(before, row)]
    if key in ("briefing_texts", "briefings_issued") and not row.mark_id:
        return figures_lack_a_row(before, after)
    if key == "briefing_texts" and ":" in row.place:
        needed.append(("goals", row.place.split(":")[1]))
    if any(row_id and gone(before, after, table, row_id) for table, row_id in needed):
        return True
    if key == "aspects":
        # An aspect that went for a cell towards a pole which then went too need not come back.
        stays = not gone(before, after, key, row.id)
        return any(
            rank(before, "cells", c) > limit or reason(before, after, "cells", c, limit)
            for c in before.cells
            if c.aspect_id == row.id and not (stays and gone(before, after, "poles", c.pole_id))
        )
    if key == "poles":
        left = [c for c in before.cells if not gone(before, after, "aspects", c.aspect_id)]
        importances = [c.importance for c in left if c.pole_id == row.id]
        return bool(importances) and not any(importances)
    return False


def ids_of(row: Any) -> list[str]:
    return [row.id] if any(field.name == "id" for field in fields(row)) else []


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(marked_dossiers(), st.data())
def test_nothing_of_a_left_out_row_is_in_the_copy_and_all_others_are(
    before: Dossier, data: st.DataObject
) -> None:
    validated(before)
    mark = data.draw(st.sampled_from(before.marks))
    found = release(before, mark.id)
    after = found.dossier
    text = json_form.dumps(after)
    assert json_form.loads(text) == after
    assert after.settings.handling_mark == mark.name
    assert "deleted~" not in text
    assert "secret~" not in text
    assert "nothing~" not in text
    assert "unreadable~" not in text
    listed = {(entry.table, entry.row_id) for entry in found.left_out}
    for key in TABLES:
        for place, row in enumerate(before.table(key)):
            if after.find(key, row.id) is not None:
                continue
            assert (key, row.id) in listed
            assert reason(before, after, key, row, mark.rank), f"{key} {row.id} could stay"
            for name, spec in specifications(type(row)).items():
                if isinstance(spec, Text):
                    assert marker(key, place, name) not in text
            for row_id in ids_of(row):
                assert row_id not in text
        for row in after.table(key):
            assert rank(before, key, before.get(key, row.id)) <= mark.rank
            assert not reason(before, after, key, before.get(key, row.id), mark.rank)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(marked_dossiers(), st.data())
def test_rows_that_stay_keep_everything_but_what_named_a_left_out_row(
    before: Dossier, data: st.DataObject
) -> None:
    mark = data.draw(st.sampled_from(before.marks))
    found = release(before, mark.id)
    after = found.dossier
    cleared = {(c.table, c.row_id, c.field) for c in found.cleared}
    for key in TABLES:
        kept = [row.id for row in before.table(key) if after.find(key, row.id) is not None]
        assert [row.id for row in after.table(key)] == kept, "the order stays"
        for row in after.table(key):
            old = before.get(key, row.id)
            for name, spec in specifications(type(row)).items():
                was, now = getattr(old, name), getattr(row, name)
                assert (was != now) == ((key, row.id, spec.label) in cleared)
                if was == now:
                    continue
                if name == "source_ids":
                    assert now == tuple(s for s in was if after.find("sources", s) is not None)
                elif name == "after_step_id":
                    assert now == ""
                    assert gone(before, after, spec.table, was)
                else:
                    assert name == "bookmark"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(marked_dossiers())
def test_the_copy_at_the_highest_mark_lacks_only_what_is_in_no_copy(before: Dossier) -> None:
    highest = max(before.marks, key=lambda mark: mark.rank)
    found = release(before, highest.id)
    lacking = {key for key in TABLES if len(found.dossier.table(key)) < len(before.table(key))}
    assert lacking <= {"conflicts", "weights", "forcings", "overrides", "reservations"}
    for key in ("weights", "forcings"):
        assert all(
            "deleted" in row.id
            for row in before.table(key)
            if found.dossier.find(key, row.id) is None
        )
    assert replace(found.dossier.settings, handling_mark="") == replace(
        before.settings, handling_mark=""
    )
    assert release(found.dossier, highest.id).left_out == ()


def small(**tables: Any) -> Dossier:
    """One pole, two aspects, unmarked rows count as LOW."""
    given_tables: dict[str, Any] = {
        "settings": Settings(title="Norland", default_mark_id="low"),
        "poles": (Pole("p", "East"),),
        "aspects": (Aspect("a", "Trade"), Aspect("b", "Basing rights")),
        "cells": (Cell("a", "p", level=NUMBERS, drift=DRIFT), Cell("b", "p", "", NUMBERS, DRIFT)),
        "marks": (LOW, HIGH),
    }
    return validated(Dossier(**{**given_tables, **tables}))


def why(dossier: Dossier, table: str, row_id: str) -> str:
    (entry,) = (
        e for e in release(dossier, "low").left_out if (e.table, e.row_id) == (table, row_id)
    )
    return entry.why


def test_a_cell_takes_its_aspect_along_and_says_so() -> None:
    hidden = Cell("b", "p", "", NUMBERS, DRIFT, mark_id="high")
    dossier = small(cells=(Cell("a", "p", level=NUMBERS, drift=DRIFT), hidden))
    assert why(dossier, "cells", "b/p") == "carries the mark HIGH"
    assert why(dossier, "aspects", "b") == (
        "its cell “Basing rights / East” is left out, and an aspect needs one for every pole"
    )
    assert [a.name for a in release(dossier, "low").dossier.aspects] == ["Trade"]


def test_what_cannot_be_marked_counts_as_the_default() -> None:
    bands = (Band("x", "cold", 0), Band("y", "warm", 50))
    terms = (Term("t", "Clientage", NUMBERS, DRIFT),)
    low = Settings(default_mark_id="low")
    kept = release(small(bands=bands, terms=terms, settings=low), "low").dossier
    assert (kept.bands, kept.terms, len(kept.cells)) == (bands, terms, 2)
    dossier = small(
        bands=bands,
        terms=terms,
        settings=replace(low, default_mark_id="high"),
        aspects=(Aspect("a", "Trade", mark_id="low"), Aspect("b", "Basing", mark_id="low")),
        cells=(Cell("a", "p", "t", mark_id="low"), Cell("b", "p", "t", mark_id="low")),
    )
    assert why(dossier, "terms", "t") == "has no mark of its own and counts as HIGH"
    found = release(dossier, "low").dossier
    assert (found.bands, found.terms, found.poles, found.cells) == ((), (), (), ())
    assert [a.name for a in found.aspects] == ["Trade", "Basing"]


def test_a_pole_goes_when_no_cell_that_counts_is_left() -> None:
    dossier = small(
        cells=(
            Cell("a", "p", "", NUMBERS, DRIFT, importance=0),
            Cell("b", "p", "", NUMBERS, DRIFT, mark_id="high"),
        ),
        goals=(Goal("g", "Keep East", pole_id="p"),),
    )
    assert why(dossier, "poles", "p") == "no cell that counts in its index is left"
    assert why(dossier, "goals", "g") == "is about the pole “East”, which is left out"


def test_spillovers_that_lose_their_counterweight_go() -> None:
    """Three cells; without the third, the first two feed each other with radius √(1.5·0.8) > 1."""
    three = (Aspect("a", "Trade"), Aspect("b", "Arms"), Aspect("c", "Seas", mark_id="high"))
    dossier = small(
        aspects=three,
        cells=tuple(Cell(a.id, "p", "", NUMBERS, DRIFT) for a in three),
        spillovers=(
            Spillover("a", "p", "b", "p", 1.5),
            Spillover("b", "p", "a", "p", 0.8),
            Spillover("a", "p", "c", "p", 1.0),
            Spillover("c", "p", "a", "p", -1.0),
        ),
    )
    assert release(dossier, "low").dossier.spillovers == ()
    assert "without limit" in why(dossier, "spillovers", "a/p/b/p")


def test_settings_count_as_the_default_mark() -> None:
    texts = Settings("Norland", "Norland", "Tense.", "Wait.", "HIGH", seed=7)
    stays = release(small(settings=replace(texts, default_mark_id="low")), "low")
    assert stays.dossier.settings.setting == "Tense."
    assert stays.dossier.settings.handling_mark == "LOW"
    goes = release(small(settings=texts), "low")
    assert goes.dossier.settings == Settings(handling_mark="LOW", seed=7)
    assert [(e.name, e.mark) for e in goes.left_out if e.table == SETTINGS] == [
        ("Title", "HIGH"),
        ("Subject", "HIGH"),
        ("Setting", "HIGH"),
        ("Conclusion", "HIGH"),
    ]


def test_what_stays_and_still_names_a_left_out_row_is_listed_not_altered() -> None:
    trade = Aspect("a", "Trade", considerations="Depends on the QUIET  channel; see Trade.")
    dossier = small(
        aspects=(trade, Aspect("b", "Basing rights")),
        recommendations=(
            Recommendation("r", "Quiet channel", mark_id="high"),
            Recommendation("after-the-quiet-channel", "Go public", "Not the quiet channels."),
        ),
        sources=(Source("s", "Op", mark_id="high"), Source("t", "Report", note="Op. cit.")),
    )
    found = release(dossier, "low")
    assert found.dossier.get("aspects", "a") == trade
    assert [(m.table, m.row_id, m.row, m.field, m.names) for m in found.mentions] == [
        ("aspects", "a", "Trade", "Considerations", ("Quiet channel",)),
        (
            "recommendations",
            "after-the-quiet-channel",
            "Go public",
            "Identifier",
            ("Quiet channel",),
        ),
    ]
    assert found.mentions[0].text == trade.considerations


def test_a_bookmark_and_weights_lose_a_left_out_recommendation_only() -> None:
    state = ScenarioState({"r": 30.0, "q": 20.0}, {}, {("cells", "a/p", "level"): NUMBERS})
    dossier = small(
        recommendations=(
            Recommendation("r", "Talk"),
            Recommendation("q", "Quiet channel", mark_id="high"),
        ),
        steps=(Step("1", "r", "Invite"), Step("2", "r", "Meet", after_step_id="1")),
        linkages=(Linkage("r", "requires", "q"),),
        scenarios=(Scenario("s", "Balanced", bookmark=state.text()),),
        weights=(Weight("s", "r", 30.0), Weight("s", "q", 20.0)),
    )
    found = release(dossier, "low")
    assert found.dossier.weights == (Weight("s", "r", 30.0),)
    assert ScenarioState.of_text(found.dossier.scenarios[0].bookmark) == replace(
        state, weights={"r": 30.0}
    )
    assert found.dossier.linkages == ()
    assert [(c.name, c.field) for c in found.cleared] == [("Balanced", "Bookmark")]
    hidden = dossier.with_row("steps", replace(dossier.steps[0], mark_id="high"))
    copy = release(hidden, "low").dossier
    assert copy.steps == (Step("2", "r", "Meet"),)


def test_what_a_bookmark_and_a_weight_hold_beside_their_meaning_goes() -> None:
    """Neither is shown on screen: a field no row has, a name kept from before a row came back."""
    state = ScenarioState({"r": 30.0}, {}, {("cells", "a/p", "hidden words"): NUMBERS})
    dossier = small(
        recommendations=(Recommendation("r", "Talk"),),
        scenarios=(Scenario("s", "Plan", bookmark=state.text()),),
        weights=(Weight("s", "r", 30.0, remembered="Its name before"),),
    )
    found = release(dossier, "low")
    assert found.dossier.weights == (Weight("s", "r", 30.0),)
    assert found.dossier.scenarios[0].bookmark == ScenarioState({"r": 30.0}).text()
    assert [c.field for c in found.cleared] == ["Bookmark", "Remembered name"]


def test_the_base_scenario_is_reset_where_it_is_left_out_or_gone() -> None:
    dossier = small(
        settings=Settings(default_mark_id="low", base_scenario_id="s"),
        scenarios=(Scenario("s", "Secret plan", mark_id="high"), Scenario("t", "Open plan")),
    )
    found = release(dossier, "low")
    assert found.dossier.settings.base_scenario_id == ""
    assert found.dossier.base_scenario_id() == "t"
    assert "Base scenario" in [c.field for c in found.cleared]


def test_an_unknown_mark_is_refused() -> None:
    with pytest.raises(KeyError):
        release(small(), "cosmic")
