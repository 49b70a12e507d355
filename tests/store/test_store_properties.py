"""Whatever is edited, and in whatever order: what was saved bit by bit is what is read again."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.dossier.deletion import delete
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import Flag, Judged, Number, Text, specifications
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.validation import InvalidDossier, validated
from equipoise.store.dossier_file import DossierFile
from store.store_samples import rich_dossier

Edit = Callable[[Dossier], Dossier]
_TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=30)
_KEYS = st.sampled_from(tuple(TABLES))


@st.composite
def _new_values(draw: st.DrawFn) -> Edit:
    key = draw(_KEYS)
    place = draw(st.integers(0, 50))
    specs = specifications(TABLES[key].row_class)
    name = draw(st.sampled_from(tuple(specs)))
    match specs[name]:
        case Text():
            value = draw(_TEXTS)
        case Flag():
            value = draw(st.booleans())
        case Number() as spec if spec.whole:
            value = draw(st.integers(int(spec.minimum), int(spec.maximum)))
        case Number() as spec:
            value = draw(st.floats(spec.minimum, spec.maximum))
        case Judged() as spec:
            three = sorted(draw(st.tuples(*[st.floats(spec.minimum, spec.maximum)] * 3)))
            value = Judgment(*three, draw(st.floats(50, 100)))
        case _:
            return lambda dossier: dossier

    def edit(dossier: Dossier) -> Dossier:
        rows = dossier.table(key)
        if not rows:
            return dossier
        return dossier.with_row(key, replace(rows[place % len(rows)], **{name: value}))

    return edit


@st.composite
def _deletions(draw: st.DrawFn) -> Edit:
    key, place = draw(_KEYS), draw(st.integers(0, 50))

    def edit(dossier: Dossier) -> Dossier:
        rows = dossier.table(key)
        if not rows:
            return dossier
        return delete(dossier, key, [rows[place % len(rows)].id], with_referring=True)

    return edit


@st.composite
def _orders(draw: st.DrawFn) -> Edit:
    key, chance = draw(_KEYS), draw(st.randoms(use_true_random=False))

    def edit(dossier: Dossier) -> Dossier:
        rows = list(dossier.table(key))
        chance.shuffle(rows)
        return dossier.with_table(key, rows)

    return edit


@st.composite
def _insertions(draw: st.DrawFn) -> Edit:
    key = draw(st.sampled_from(("sources", "scenarios", "goals", "aspects", "poles")))
    place, name = draw(st.integers(0, 5)), draw(_TEXTS)

    def edit(dossier: Dossier) -> Dossier:
        rows = dossier.table(key)
        if not rows:
            return dossier
        return dossier.with_row(key, replace(rows[0], id=f"new-{len(rows)}", name=name), place)

    return edit


_EDITS = st.lists(_new_values() | _deletions() | _orders() | _insertions(), min_size=1, max_size=8)


@given(steps=_EDITS, reopen=st.booleans())
@settings(max_examples=25, deadline=None)
def test_saved_bit_by_bit_equals_the_last_state(steps: list[Edit], reopen: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dossier.equipoise"
        state = rich_dossier()
        file = DossierFile.create(path, state)
        try:
            for step in steps:
                try:
                    after = validated(step(state))
                except InvalidDossier:
                    continue
                file.save(state, after, "Edit")
                state = after
                if reopen:
                    file.close()
                    file = DossierFile.open(path)
        finally:
            file.close()
        with DossierFile.open(path) as again:
            assert again.dossier == state
            for key in TABLES:
                places = [
                    r["position"]
                    for r in again._database.table(key).rows_where(order_by="position")
                ]
                assert places == list(range(len(state.table(key))))
