"""The published schema against an independent validator: it and the import agree."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from dossier.generated import dossiers
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.json_form import NotADossier, dumps, from_plain
from equipoise.dossier.json_schema import json_schema
from equipoise.dossier.validation import InvalidDossier
from projection.sample_dossier import sample_dossier

VALIDATOR = Draft202012Validator(json_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
SAMPLE: dict[str, Any] = json.loads(dumps(sample_dossier()))


def refused(plain: Any) -> bool:
    """Whether the import refuses a document, in its own two ways."""
    try:
        from_plain(plain)
    except (NotADossier, InvalidDossier):
        return True
    return False


def test_the_schema_itself_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())


def test_it_accepts_what_is_exported() -> None:
    VALIDATOR.validate(SAMPLE)
    VALIDATOR.validate(json.loads(dumps(Dossier())))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=30)
@given(dossiers())
def test_it_accepts_any_export(dossier: Dossier) -> None:
    VALIDATOR.validate(json.loads(dumps(dossier)))


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of everything in a document."""
    found = [path]
    if isinstance(value, dict):
        for key, item in value.items():
            found += places(item, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            found += places(item, (*path, number))
    return found


PLACES = [path for path in places(SAMPLE) if path]
JUNK = [None, True, 3.5, -1, 1e9, "x", "", [], {}, [[]], ["x"], {"low": 1}, {"low": 1, "high": "2"}]


def damaged(path: tuple[Any, ...], junk: Any) -> dict[str, Any]:
    plain = copy.deepcopy(SAMPLE)
    target: Any = plain
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = copy.deepcopy(junk)
    return plain


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=300)
@given(st.sampled_from(PLACES), st.sampled_from(JUNK))
def test_what_the_schema_refuses_the_import_refuses_too(path: tuple[Any, ...], junk: Any) -> None:
    plain = damaged(path, junk)
    if not VALIDATOR.is_valid(plain):
        assert refused(plain), (path, junk)
    else:
        refused(plain)


@pytest.mark.parametrize(
    ("path", "junk"),
    [
        (("cells", 0, "importance"), "3"),
        (("cells", 0, "importance"), -1),
        (("cells", 0, "volatility"), 41),
        (("cells", 2, "level", "likely"), 100),
        (("cells", 2, "level", "low"), -0.5),
        (("cells", 2, "level", "confidence"), 49),
        (("cells", 2, "level", "low"), None),
        (("cells", 2, "level"), [1, 2, 3]),
        (("cells", 2, "review_by"), "20260131"),
        (("cells", 2, "review_by"), "tomorrow"),
        (("cells", 2, "surprise"), 1),
        (("cells", 2, "aspect_id"), 1),
        (("cells", 2, "source_ids"), "cable"),
        (("drivers", 0, "likelihood", "high"), 101),
        (("drivers", 0, "kind"), "other"),
        (("steps", 0, "duration", "low"), -1),
        (("steps", 0, "reversible"), "yes"),
        (("weights", 0, "percent"), 100.5),
        (("weights", 0, "percent"), -0.5),
        (("poles", 0, "name"), ""),
        (("poles", 0, "id"), "a/b"),
        (("goals", 0, "month"), 2.5),
        (("settings", "horizon"), 0),
        (("settings", "seed"), "1"),
        (("settings", "as_of"), None),
        (("poles",), {}),
        (("unknown",), []),
        (("version",), 2),
        (("format",), "other"),
    ],
)
def test_both_refuse_the_same_type_errors(path: tuple[Any, ...], junk: Any) -> None:
    plain = damaged(path, junk)
    assert not VALIDATOR.is_valid(plain)
    assert refused(plain)


@pytest.mark.parametrize("path", [("poles", 0, "name"), ("cells", 2, "level", "high")])
def test_both_refuse_what_is_missing(path: tuple[Any, ...]) -> None:
    plain = copy.deepcopy(SAMPLE)
    target: Any = plain
    for step in path[:-1]:
        target = target[step]
    del target[path[-1]]
    assert not VALIDATOR.is_valid(plain)
    assert refused(plain)
