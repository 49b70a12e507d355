"""Deleting rows: parts go along, references stand in the way and are named."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from equipoise.dossier.deletion import delete, deletion_of
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import Reference, References, specifications
from equipoise.dossier.rows import Aspect, Cell
from equipoise.dossier.validation import InvalidDossier, problems_of
from projection.sample_dossier import sample_dossier


def ids(dossier: Dossier, table: str) -> set[str]:
    return {row.id for row in dossier.table(table)}


def dangling(dossier: Dossier) -> list[str]:
    """References that name no row, found without the code under test."""
    lost: list[str] = []
    for key, table in TABLES.items():
        for row in dossier.table(key):
            for name, spec in specifications(table.row_class).items():
                names: Iterable[str] = ()
                if isinstance(spec, Reference):
                    names = {getattr(row, name)} - {""}
                    if spec.loose and getattr(row, "remembered", ""):
                        names = ()
                elif isinstance(spec, References):
                    names = getattr(row, name)
                if isinstance(spec, Reference | References):
                    present = {other.id for other in dossier.table(spec.table)}
                    lost += [f"{key} {row.id} {name} {n}" for n in names if n not in present]
    return lost


def test_parts_go_with_their_owner() -> None:
    dossier = delete(sample_dossier(), "recommendations", ["talks", "tour"])
    assert ids(dossier, "recommendations") == {"fair"}
    assert ids(dossier, "steps") == {"stand", "visas", "host"}
    assert ids(dossier, "recommendation_effects") == {"fair/trade/north", "fair/trade/south"}
    assert ids(dossier, "dampings") == set()
    assert list(problems_of(dossier)) == []


def test_scenarios_keep_what_they_say_of_deleted_rows_with_their_names() -> None:
    before = sample_dossier()
    after = delete(before, "recommendations", ["talks"])
    (kept,) = (w for w in after.weights if w.id == "judged/talks")
    assert kept.percent == before.get("weights", "judged/talks").percent
    assert kept.remembered == before.get("recommendations", "talks").name
    assert "talks" not in after.weights_of("judged")
    assert list(problems_of(after)) == []
    free = before.with_table("dampings", ())
    forced = delete(free, "drivers", ["war"])
    assert [f.remembered for f in forced.forcings if f.driver_id == "war"] == ["War next door"]


def test_a_row_that_others_refer_to_is_kept_and_they_are_named() -> None:
    dossier = sample_dossier()
    with pytest.raises(InvalidDossier) as refused:
        delete(dossier, "drivers", ["war", "gas"])
    assert str(refused.value) == (
        "Drivers, “War next door”: cannot be deleted while others refer to it: "
        "Damping of drivers “Talks → War next door”; "
        "Damping of drivers “Orchestra tour → War next door”"
    )
    assert dossier == sample_dossier()


def test_a_source_in_use_is_named_by_the_row_that_rests_on_it() -> None:
    with pytest.raises(InvalidDossier, match=r"Sources, “Cable 12”.*Cells “Arms / South”"):
        delete(sample_dossier(), "sources", ["cable"])


def test_deleting_a_source_with_its_references_only_clears_them() -> None:
    dossier = delete(sample_dossier(), "sources", ["cable"], with_referring=True)
    assert dossier.get("cells", "arms/south").source_ids == ()
    assert ids(dossier, "cells") == ids(sample_dossier(), "cells")


def test_deleting_a_term_leaves_its_numbers_in_the_cells() -> None:
    before = sample_dossier()
    after = delete(before, "terms", ["warm"], with_referring=True)
    for old, new in zip(before.cells, after.cells, strict=True):
        assert after.level_of(new) == before.level_of(old)
        assert after.drift_of(new) == before.drift_of(old)
        assert new.term_id == ("" if old.term_id == "warm" else old.term_id)
    assert list(problems_of(after)) == []


@pytest.mark.parametrize(
    ("table", "row_id"),
    [(key, row.id) for key in TABLES for row in sample_dossier().table(key)],
)
def test_nothing_dangles_after_any_deletion_with_references(table: str, row_id: str) -> None:
    after = delete(sample_dossier(), table, [row_id], with_referring=True)
    assert row_id not in ids(after, table)
    assert dangling(after) == []


@pytest.mark.parametrize("table", TABLES)
def test_a_whole_table_can_go(table: str) -> None:
    after = delete(sample_dossier(), table, ids(sample_dossier(), table), with_referring=True)
    assert after.table(table) == ()
    assert dangling(after) == []


@pytest.mark.parametrize("table", TABLES)
def test_a_refusal_is_exactly_a_foreign_reference(table: str) -> None:
    """Without references from rows that stay, the deletion goes through, and nothing dangles."""
    dossier = sample_dossier()
    for row in dossier.table(table):
        if deletion_of(dossier, table, [row.id]).referring:
            with pytest.raises(InvalidDossier, match="cannot be deleted while others refer to it"):
                delete(dossier, table, [row.id])
        else:
            assert dangling(delete(dossier, table, [row.id])) == []


def test_an_aspect_takes_its_cells_along() -> None:
    dossier = sample_dossier().with_row("aspects", Aspect("law", "Law"))
    for pole in dossier.poles:
        dossier = dossier.with_row("cells", Cell("law", pole.id, "warm"))
    plan = deletion_of(dossier, "aspects", ["law"])
    assert plan.rows == {("aspects", "law")}
    assert plan.parts == {("cells", "law/north"), ("cells", "law/south")}
    assert plan.referring == frozenset()
    assert delete(dossier, "aspects", ["law"]) == sample_dossier()
