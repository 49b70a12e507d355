"""What holds of every merge: nothing of either side is lost unsaid, and the result is in order."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.generated import dossiers
from dossier.generated_edits import edited
from dossier.merging.test_merge import AUTHORS, content
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import Reference, References, specifications
from equipoise.dossier.json_form import value_to_plain
from equipoise.dossier.merging.merge import Merged, merge
from equipoise.dossier.merging.names import with_names_matched
from equipoise.dossier.validation import problems_of
from projection.sample_dossier import sample_dossier


def assert_nothing_of_theirs_is_lost(
    base: Dossier | None, theirs: Dossier, ours: Dossier, merged: Merged
) -> None:
    """Every statement of theirs that differs from the base is in force, ours too, or told."""
    told = " ".join(merged.notes)
    waiting = {(c.table, c.row_id, c.field): c for c in merged.dossier.conflicts}

    def is_told(table: str, row_id: str, field: str, value: Any) -> bool:
        text = json.dumps(value, ensure_ascii=False)
        whole, single = waiting.get((table, row_id, "")), waiting.get((table, row_id, field))
        return (
            (single is not None and text in (single.kept, single.other))
            or (whole is not None and whole.other != "" and json.loads(whole.other)[field] == value)
            or (isinstance(value, str) and f"“{value}”" in told)
        )

    def deletion_is_told(table: str, row_id: str) -> bool:
        if (table, row_id, "") in waiting:
            return True
        row = merged.dossier.find(table, row_id)
        return any(
            deletion_is_told(spec.table, getattr(row, name))
            for name, spec in specifications(type(row)).items()
            if isinstance(spec, Reference) and not spec.loose and not spec.optional
        )

    pairs = [("settings", theirs.settings)]
    pairs += [(key, row) for key in TABLES for row in theirs.table(key)]
    for key, row in pairs:
        is_settings = key == "settings"
        old = (base and base.settings) if is_settings else base and base.find(key, row.id)
        our = ours.settings if is_settings else ours.find(key, row.id)
        new = merged.dossier.settings if is_settings else merged.dossier.find(key, row.id)
        for name, spec in specifications(type(row)).items():
            value = getattr(row, name)
            if name == "remembered" or (old is not None and getattr(old, name) == value):
                continue
            if isinstance(spec, References) and old is not None and new is not None:
                before, now = set(getattr(old, name)), set(getattr(new, name))
                assert set(value) - before <= now
                assert not (before - set(value)) & now
                continue
            assert (
                (new is not None and getattr(new, name) == value)
                or (our is not None and getattr(our, name) == value)
                or is_told(key, row.id, name, value_to_plain(value))
            ), (key, row.id, name, value)
    if base is not None:
        for key in TABLES:
            for row in base.table(key):
                if theirs.find(key, row.id) is None and merged.dossier.find(key, row.id):
                    assert deletion_is_told(key, row.id), (key, row.id)


def as_known_here(
    base: Dossier | None, theirs: Dossier, ours: Dossier
) -> tuple[Dossier | None, Dossier]:
    """The base and theirs, a name abroad that both have under the identifier that it has here."""
    known_base, known, _ = with_names_matched(base, ours, theirs)
    return known_base, known


three = st.one_of(st.just(sample_dossier()), dossiers()).flatmap(
    lambda base: st.tuples(st.just(base), edited(base, "o"), edited(base, "t"))
)
often = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@often
@given(three)
def test_nothing_of_theirs_is_dropped_silently(copies: tuple[Dossier, Dossier, Dossier]) -> None:
    base, ours, theirs = copies
    merged = merge(base, ours, theirs, AUTHORS)
    assert list(problems_of(merged.dossier)) == []
    assert_nothing_of_theirs_is_lost(*as_known_here(base, theirs, ours), ours, merged)
    assert_nothing_of_theirs_is_lost(base, ours, theirs, merged)
    if not merged.conflicts and not merged.notes:
        assert content(merged.dossier) == content(merge(base, theirs, ours, AUTHORS).dossier)


@often
@given(three)
def test_nothing_is_lost_or_deleted_without_a_common_ancestor(
    copies: tuple[Dossier, Dossier, Dossier],
) -> None:
    _, ours, theirs = copies
    merged = merge(None, ours, theirs, AUTHORS)
    assert list(problems_of(merged.dossier)) == []
    assert_nothing_of_theirs_is_lost(*as_known_here(None, theirs, ours), ours, merged)
    for key in TABLES:
        assert {row.id for row in ours.table(key)} <= {r.id for r in merged.dossier.table(key)}


@often
@given(three)
def test_a_side_that_changed_nothing_changes_nothing(
    copies: tuple[Dossier, Dossier, Dossier],
) -> None:
    base, changed_copy, _ = copies
    assert merge(base, changed_copy, base) == Merged(changed_copy, (), ())
    taken_in = merge(base, base, changed_copy)
    assert taken_in.dossier == changed_copy
    assert (taken_in.conflicts, taken_in.notes) == ((), ())
    assert merge(base, changed_copy, changed_copy) == Merged(changed_copy, (), ())
