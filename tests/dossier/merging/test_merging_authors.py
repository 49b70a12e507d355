"""Who last changed a field or a row, from changes in the order in which they were made."""

from __future__ import annotations

from equipoise.dossier.merging.authors import UNKNOWN, Signature, last_signatures

ANNA, BELA, CARA = (Signature(name, f"2026-01-0{day}") for day, name in enumerate("ABC", start=1))


def test_the_last_change_of_a_field_signs_it_and_the_row() -> None:
    signed = last_signatures(
        [
            ("drivers", "war", "", ANNA),
            ("drivers", "war", "name", BELA),
            ("drivers", "war", "kind", CARA),
        ]
    )
    assert signed("drivers", "war", "name") == BELA
    assert signed("drivers", "war", "timing") == ANNA
    assert signed("drivers", "war", "") == CARA
    assert signed("drivers", "gas", "name") == UNKNOWN


def test_a_row_put_back_as_a_whole_signs_all_its_fields() -> None:
    signed = last_signatures(
        [
            ("drivers", "war", "name", ANNA),
            ("drivers", "war", "", BELA),
        ]
    )
    assert signed("drivers", "war", "name") == BELA
