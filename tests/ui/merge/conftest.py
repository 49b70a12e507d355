"""Two copies of the shipped dossier that went different ways, and their merge."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from equipoise.dossier.deletion import delete
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.merging.authors import Authors, Signature
from equipoise.dossier.merging.merge import Merged, merge
from equipoise.dossier.rows import Source
from equipoise.editing.edits import set_field, set_weights
from equipoise.editing.session import Session
from equipoise.store.shipped import shipped_dossier
from equipoise.ui.style import apply_theme, load_fonts
from equipoise.ui.theme import LIGHT

AUTHORS = Authors(
    ours=lambda *_: Signature("Anna Weiss (Desk)", "2026-05-01T08:00:00+00:00"),
    theirs=lambda *_: Signature("Bela <b>Kiss</b> (Embassy)", "2026-05-02T09:30:00+00:00"),
)


@pytest.fixture
def ours() -> Dossier:
    made = shipped_dossier()
    driver, other = made.drivers[0].id, made.drivers[1].id
    made = set_field(made, "drivers", driver, "likelihood", Judgment(10, 20, 30))
    made = set_field(made, "drivers", driver, "description", "Seen from here it is slow.\nVery.")
    made = set_field(made, "drivers", other, "description", "Watch this one")
    made = made.with_row("sources", Source("wire-o", "Wire"))
    first, *others, last = (row.id for row in made.recommendations)
    rest = 100.0 - made.weights_of("balanced")[last]
    return set_weights(made, "balanced", {first: rest, **dict.fromkeys(others, 0.0)})


@pytest.fixture
def theirs() -> Dossier:
    made = shipped_dossier()
    driver, other = made.drivers[0].id, made.drivers[1].id
    made = set_field(made, "drivers", driver, "likelihood", Judgment(60, 70, 80, 90))
    made = set_field(made, "drivers", driver, "description", "Seen from there it is <i>fast</i>.")
    made = set_field(made, "recommendations", made.recommendations[0].id, "rationale", "Cheap")
    made = delete(made, "drivers", [other], with_referring=True)
    made = made.with_row("sources", Source("wire-t", "Wire"))
    one, other = made.recommendations[-1].id, made.recommendations[-2].id
    given = made.weights_of("balanced")
    return set_weights(made, "balanced", {one: given[one] + given[other], other: 0.0})


@pytest.fixture
def merged(ours: Dossier, theirs: Dossier) -> Merged:
    return merge(shipped_dossier(), ours, theirs, AUTHORS)


@pytest.fixture
def session(qapp: QApplication, merged: Merged) -> Session:
    """A session over the merged dossier that keeps nothing."""
    load_fonts()
    apply_theme(qapp, LIGHT)
    return Session(merged.dossier, None)
