"""Edits are judged as whole dossiers are, though only what they touch is looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.generated import dossiers
from dossier.generated_edits import edited
from equipoise.dossier import edit_validation
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.edit_validation import validated_edit
from equipoise.dossier.rows import Source
from equipoise.dossier.validation import InvalidDossier, problems_of
from projection.sample_dossier import sample_dossier


def spoilt(draw: st.DrawFn, dossier: Dossier) -> Dossier:
    """A dossier with one row twice, gone, renamed to the name of another, or beyond its bounds."""
    key = draw(st.sampled_from([key for key in TABLES if dossier.table(key)]))
    rows = dossier.table(key)
    row = draw(st.sampled_from(rows))
    match draw(st.sampled_from(("twice", "gone", "named", "bounds"))):
        case "twice":
            return dossier.with_table(key, (*rows, row))
        case "gone":
            return dossier.without(key, [row.id])
        case "named" if hasattr(row, "name"):
            return dossier.with_row(key, replace(row, name=draw(st.sampled_from(rows)).name))
        case "bounds" if hasattr(row, "mark_id"):
            return dossier.with_row(key, replace(row, mark_id="no such mark"))
        case _:
            return dossier


@given(st.data())
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60, deadline=None)
def test_an_edit_is_refused_for_the_faults_of_the_whole(data: st.DataObject) -> None:
    known = data.draw(dossiers())
    after = data.draw(edited(known, "x"))
    if data.draw(st.booleans()):
        after = data.draw(st.composite(spoilt)(after))
    faults = tuple(problems_of(after))
    if faults:
        with pytest.raises(InvalidDossier) as refusal:
            validated_edit(known, after)
        assert refusal.value.problems == faults
    else:
        assert validated_edit(known, after) is after


def test_what_an_edit_leaves_alone_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[str] = []
    real = edit_validation.row_problems

    def watched(dossier: Dossier, table: str, name: str, row: object) -> object:
        looked_at.append(row.id)  # type: ignore[attr-defined]
        return real(dossier, table, name, row)

    monkeypatch.setattr(edit_validation, "row_problems", watched)
    monkeypatch.setattr(edit_validation, "validated", None)
    known = sample_dossier()
    cell = replace(known.get("cells", "arms/north"), importance=7.0)
    validated_edit(
        known, known.with_row("cells", cell).with_row("sources", Source("cable", "Cable"))
    )
    assert looked_at == ["arms/north", "cable"]


def test_a_row_equal_to_another_may_not_stand_twice() -> None:
    known = sample_dossier()
    first, *rest = known.poles
    with pytest.raises(InvalidDossier, match="2 times"):
        validated_edit(known, known.with_table("poles", (replace(first), replace(first), *rest)))
