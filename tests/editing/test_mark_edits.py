"""What a user can do to handling marks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.marks import PRESETS, mark_of
from equipoise.dossier.rows import Aspect, Driver, Mark, Pole, Scenario, Settings
from equipoise.dossier.validation import validated
from equipoise.editing.mark_edits import (
    delete_marks,
    load_preset,
    marks_kept,
    set_default_mark,
    set_marks,
)

NATIONAL, TLP = PRESETS["national"], PRESETS["tlp"]


@pytest.fixture
def dossier() -> Dossier:
    return validated(
        Dossier(
            settings=Settings(),
            poles=(Pole("p", "East"),),
            drivers=(Driver("d", "Election"), Driver("e", "Drought")),
            scenarios=(Scenario("x", "Plan"), Scenario("y", "Fixed", locked=True)),
        )
    )


def by_name(dossier: Dossier, name: str) -> Mark:
    return next(mark for mark in dossier.marks if mark.name == name)


def test_a_list_is_loaded_in_its_order(dossier) -> None:
    loaded = validated(load_preset(dossier, NATIONAL))
    assert [(m.name, m.rank, m.meaning) for m in loaded.marks] == [
        (m.name, m.rank, m.meaning) for m in NATIONAL.marks
    ]
    assert len({m.id for m in loaded.marks}) == 5


def test_loading_again_changes_nothing_and_repairs_ranks(dossier) -> None:
    loaded = load_preset(dossier, NATIONAL)
    assert load_preset(loaded, NATIONAL) == loaded
    secret = by_name(loaded, "SECRET")
    bent = loaded.with_row("marks", replace(secret, name=" secret ", rank=1))
    assert load_preset(bent, NATIONAL) == loaded


def test_another_list_takes_the_place_but_no_row_loses_its_mark(dossier) -> None:
    loaded = load_preset(dossier, NATIONAL)
    secret, restricted = by_name(loaded, "SECRET"), by_name(loaded, "RESTRICTED")
    marked = set_default_mark(set_marks(loaded, [("drivers", "d")], secret.id), restricted.id)
    assert marks_kept(marked, TLP) == (restricted, secret)
    changed = validated(load_preset(marked, TLP))
    assert [m.name for m in changed.marks] == [
        *(m.name for m in TLP.marks),
        "RESTRICTED",
        "SECRET",
    ]
    assert mark_of(changed, "drivers", changed.get("drivers", "d")) == secret


def test_many_rows_get_a_mark_at_once_and_lose_it_again(dossier) -> None:
    loaded = load_preset(dossier, NATIONAL)
    secret = by_name(loaded, "SECRET").id
    rows = [("drivers", "d"), ("drivers", "e"), ("scenarios", "x")]
    marked = validated(set_marks(loaded, rows, secret))
    assert [marked.get(*key).mark_id for key in rows] == [secret] * 3
    assert set_marks(marked, rows, "") == loaded


def test_rows_that_carry_no_mark_and_locked_scenarios_are_refused(dossier) -> None:
    loaded = load_preset(dossier, NATIONAL)
    with pytest.raises(ValueError, match="Bands carry no handling mark of their own"):
        set_marks(loaded, [("bands", "b")], loaded.marks[0].id)
    with pytest.raises(ValueError, match="“Fixed” is locked"):
        set_marks(loaded, [("scenarios", "y")], loaded.marks[0].id)


def test_a_mark_in_use_is_not_deleted(dossier) -> None:
    loaded = load_preset(dossier, NATIONAL)
    low, high = loaded.marks[0], loaded.marks[4]
    assert delete_marks(loaded, [low.id]).marks == loaded.marks[1:]
    marked = set_marks(loaded, [("drivers", "d"), ("drivers", "e")], low.id)
    with pytest.raises(ValueError, match="“UNCLASSIFIED” cannot be deleted while 2 rows carry it"):
        delete_marks(marked, [high.id, low.id])
    with pytest.raises(ValueError, match="while it is the default mark"):
        delete_marks(set_default_mark(loaded, low.id), [low.id])


def test_aspects_can_be_marked_before_they_have_cells() -> None:
    dossier = load_preset(Dossier(aspects=(Aspect("a", "Trade"),)), TLP)
    red = by_name(dossier, "TLP:RED")
    marked = validated(set_marks(dossier, [("aspects", "a")], red.id))
    assert mark_of(marked, "aspects", marked.aspects[0]) == red
