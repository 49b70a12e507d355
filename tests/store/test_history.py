"""Back through the journal to any moment, whatever was edited since."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.generated import dossiers
from dossier.generated_edits import edited
from equipoise.dossier.dossier import Dossier
from equipoise.store.dossier_file import DossierFile
from equipoise.store.history import HistoryGap, past, state_after
from equipoise.store.journal import BEGIN
from store.store_samples import retitled, rich_dossier


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_every_moment_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    start = data.draw(dossiers())
    path = tmp_path_factory.mktemp("history") / "a.equipoise"
    states: list[Dossier] = [start]
    with DossierFile.create(path, start) as file:
        ids = [file.edits(1)[0].id]
        for number in range(data.draw(st.integers(1, 6))):
            after = data.draw(edited(states[-1], str(number)))
            edit_id = file.save(states[-1], after, f"Edit {number}")
            if edit_id:
                states.append(after)
                ids.append(edit_id)
        edits = file.edits()
        held = file.dossier
    assert [e.id for e in reversed(edits)] == ids
    for edit_id, state in zip(ids, states, strict=True):
        assert state_after(held, edits, edit_id) == state
    assert [step.after for step in past(held, edits)] == states[::-1]


def test_an_edit_that_is_not_there(tmp_path: Path) -> None:
    with DossierFile.create(tmp_path / "a.equipoise", rich_dossier()) as file:
        with pytest.raises(KeyError):
            state_after(file.dossier, file.edits(), "0" * 32)
        assert [e.action for e in file.edits()] == [BEGIN]


def test_a_journal_with_a_hole_says_from_where_it_does_not_lead_on(tmp_path: Path) -> None:
    first = rich_dossier()
    added = first.with_row("bands", type(first.bands[0])("new", "New", 95))
    with DossierFile.create(tmp_path / "a.equipoise", first) as file:
        file.save(first, added, "Add band")
        file.save(added, retitled(added, "Later"), "Retitle")
        file._database.execute("UPDATE journal SET row_id = 'other' WHERE row_id = 'new'")
        steps = past(file.dossier, file.edits())
        assert next(steps).edit.action == "Retitle"
        with pytest.raises(HistoryGap, match="does not lead back beyond “Add band”"):
            next(steps)


def test_why_an_edit_was_made_is_written_down(tmp_path: Path) -> None:
    path = tmp_path / "a.equipoise"
    with DossierFile.create(path, rich_dossier()) as file:
        edit_id = file.save(rich_dossier(), retitled(rich_dossier(), "X"), "Retitle")
        file.annotate(edit_id, "Because the minister asked")
        with pytest.raises(KeyError):
            file.annotate("nothing", "…")
    with DossierFile.open(path, read_only=True) as file:
        assert file.edits(1)[0].note == "Because the minister asked"
