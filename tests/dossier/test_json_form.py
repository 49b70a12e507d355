"""The JSON form: there and back without loss, bad input in plain words."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from dossier.generated import dossiers
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.json_form import NotADossier, dumps, from_plain, loads
from equipoise.dossier.rows import Cell
from equipoise.dossier.validation import InvalidDossier, problems_of
from projection.sample_dossier import sample_dossier


def document() -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(dumps(sample_dossier()))
    return plain


def test_the_sample_survives_there_and_back() -> None:
    text = dumps(sample_dossier())
    assert loads(text) == sample_dossier()
    assert dumps(loads(text)) == text


def test_the_empty_dossier_survives_too() -> None:
    assert loads(dumps(Dossier())) == Dossier()
    assert loads('{"format": "equipoise-dossier", "version": 1}') == Dossier()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(dossiers())
def test_any_dossier_in_order_survives_there_and_back(dossier: Dossier) -> None:
    assert list(problems_of(dossier)) == []
    text = dumps(dossier)
    text.encode("utf-8")
    again = loads(text)
    assert again == dossier
    assert dumps(again) == text


def test_the_text_is_readable_a_field_a_line() -> None:
    lines = dumps(sample_dossier()).splitlines()
    assert '      "level": {"low": 60, "likely": 68, "high": 75, "confidence": 80},' in lines
    assert '    "handling_mark": "SAMPLE",' in lines
    assert dumps(sample_dossier()).endswith("}\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "this is not JSON"),
        ("not json", "this is not JSON"),
        ('{"format": "equipoise-dossier", ', "this is not JSON"),
        ("[" * 100_000, "this is not JSON"),
        ("[]", "a dossier says"),
        ("null", "a dossier says"),
        ('"equipoise-dossier"', "a dossier says"),
        ("{}", "a dossier says"),
        ('{"format": "something else"}', "a dossier says"),
        ('{"format": "equipoise-dossier"}', "this is version None of the form"),
        ('{"format": "equipoise-dossier", "version": 2}', "this is version 2 of the form"),
        ('{"format": "equipoise-dossier", "version": "1"}', "this is version '1' of the form"),
        ('{"format": "equipoise-dossier", "version": true}', "this is version True of the form"),
        ('{"format": "equipoise-dossier", "version": NaN}', "this is version nan of the form"),
        (
            '{"poles": [{"id": "a", "name": "North", "name": "South"}]}',
            "in “South”, the field “name” is given twice",
        ),
    ],
)
def test_what_is_no_dossier_is_refused_plainly(text: str, words: str) -> None:
    with pytest.raises(NotADossier, match=words):
        loads(text)


def _set(*path: Any) -> Callable[[dict[str, Any]], None]:
    """An edit of a document: follow the path, set the last key to the last item."""

    def edit(plain: dict[str, Any]) -> None:
        target: Any = plain
        for step in path[:-2]:
            target = target[step]
        target[path[-2]] = path[-1]

    return edit


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (_set("cells", 2, "level", "low", 60), "Cells, “row 3”, Level: low (60) is greater than"),
        (_set("cells", 2, "level", "low", "x"), "Cells, “row 3”, Level: low must be a number"),
        (_set("cells", 2, "level", "hihg", 60), "a judgment has low, likely, high and confidence"),
        (_set("cells", 2, "level", {}), "a judgment has low, likely, high and confidence"),
        (_set("cells", 2, "level", 50), "Cells, “row 3”, Level: must be a judgment, not 50"),
        (_set("cells", 2, "volatility", "3"), "Volatility: must be a number, not '3'"),
        (_set("cells", 2, "volatility", 10**200), "Volatility: 1e+200 lies outside 0–40 points"),
        (_set("cells", 2, "colour", "red"), "Cells, “row 3”, colour: is no field of this table"),
        (_set("cells", 2, "aspect_id", 7), "Aspect: must be the identifier of a row, not 7"),
        (_set("cells", 2, "aspect_id", []), "Aspect: must be the identifier of a row, not []"),
        (_set("cells", 2, "aspect_id", "law"), "Aspect: names no row of Aspects: 'law'"),
        (_set("cells", 2, "source_ids", "cable"), "Sources: must be a list of identifiers"),
        (_set("cells", 2, "source_ids", [1]), "Sources: must be a list of identifiers"),
        (_set("cells", 2, "source_ids", ["x"]), "Sources: names no row of Sources: 'x'"),
        (_set("cells", 2, "review_by", "31.1.2026"), "'31.1.2026' is no day written as"),
        (_set("cells", 2, "review_by", "2026-02-30"), "'2026-02-30' is no day written as"),
        (_set("cells", 2, "review_by", "20260131"), "'20260131' is no day written as"),
        (_set("cells", 2, "review_by", 2026), "Review by: must be a day"),
        (_set("cells", 2, None), "Cells, “row 3”: must be an object with named fields"),
        (_set("cells", {}), "Cells: must be a list of rows"),
        (_set("poles", 0, "id", "a/b"), "an identifier is a text without “/”, not 'a/b'"),
        (_set("poles", 0, "id", ""), "an identifier is a text without “/”, not ''"),
        (_set("poles", 0, "id", 3), "an identifier is a text without “/”, not 3"),
        (_set("poles", 0, "id", "\ud800"), "holds a character that cannot be stored"),
        (_set("poles", 0, "id", "south"), "Poles, “South”: stands in the table 2 times"),
        (_set("poles", 0, "name", "a\0"), "Pole: holds a character that cannot be stored"),
        (_set("poles", 0, {"id": "north"}), "Poles, “row 1”, name: is missing"),
        (_set("drivers", 0, "kind", []), "Kind: must be one of"),
        (_set("drivers", 0, "kind", {"a": 1}), "Kind: must be one of"),
        (_set("steps", 0, "reversible", 1), "Reversible: must be true or false, not 1"),
        (_set("goals", 0, "month", 1e999), "Month: must be a finite number"),
        (_set("goals", 0, "month", 3.5), "Month: must be a whole number, not 3.5"),
        (_set("settings", None), "Settings, “row 1”: must be an object with named fields"),
        (_set("settings", "seed", True), "Settings, “row 1”, Seed: must be a number, not True"),
        (_set("settings", "as_of", None), "As of: must be a day as year-month-day, not None"),
        (_set("extra", []), "extra: is no part of a dossier"),
        (_set("weights", 0, "percent", 90), "Weights: add up to 140 %"),
    ],
)
def test_a_bad_value_is_named_by_table_row_and_field(
    edit: Callable[[dict[str, Any]], None], said: str
) -> None:
    plain = document()
    edit(plain)
    with pytest.raises(InvalidDossier) as refused:
        loads(json.dumps(plain).replace("Infinity", "1e999"))
    assert said in str(refused.value)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_finite_number_is_refused_by_row_and_field(value: str) -> None:
    plain = document()
    plain["bands"][0]["lower"] = float(value)
    name = plain["bands"][0]["name"]
    with pytest.raises(InvalidDossier, match=f"Bands, “{name}”, From: must be a finite number"):
        loads(json.dumps(plain))


@pytest.mark.parametrize(
    ("digits", "words"),
    [(400, "Volatility: must be a finite number"), (5000, "a number of 5000 digits is more than")],
)
def test_a_number_of_hundreds_of_digits_is_refused(digits: int, words: str) -> None:
    text = dumps(sample_dossier()).replace('"volatility": 4,', f'"volatility": {"9" * digits},')
    with pytest.raises(NotADossier if digits > 4300 else InvalidDossier, match=words):
        loads(text)


def test_all_faults_are_told_at_once() -> None:
    plain = document()
    plain["cells"][0]["importance"] = "a lot"
    plain["drivers"][1]["timing"] = "sometimes"
    del plain["poles"][1]["name"]
    with pytest.raises(InvalidDossier) as refused:
        from_plain(plain)
    assert [(p.table, p.row, p.field) for p in refused.value.problems] == [
        ("Poles", "row 2", "name"),
        ("Cells", "row 1", "Importance"),
        ("Drivers", "Fashion", "Timing"),
    ]


def test_a_judgment_without_confidence_takes_the_usual_one() -> None:
    plain = document()
    del plain["terms"][1]["level"]["confidence"]
    assert from_plain(plain).get("terms", "cool").level.confidence == 80


def test_derived_identifiers_are_left_out() -> None:
    plain = document()
    filled = {key: table for key, table in TABLES.items() if plain[key]}
    for key, table in filled.items():
        derived = "id" not in {field for row in plain[key] for field in row}
        assert derived == (table.row_class.__dataclass_fields__.get("id") is None)
    assert Cell("a", "b").id == "a/b"
