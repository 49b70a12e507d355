"""Names in other languages: which rows have them, how a dossier is so written."""

from __future__ import annotations

from dataclasses import fields, replace

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.names_abroad import (
    NAMED_TABLES,
    named_in,
    names_printed,
    names_without,
    rows_named,
)
from equipoise.dossier.rows import Aspect, NameAbroad
from equipoise.dossier.validation import problems_of, validated
from projection.sample_dossier import sample_dossier


def with_names(*names: tuple[str, str, str]) -> Dossier:
    rows = [NameAbroad(f"n{i}", *name) for i, name in enumerate(names)]
    return validated(sample_dossier().with_table("names_abroad", rows))


def test_only_names_are_written_so_and_only_in_the_language() -> None:
    dossier = with_names(
        ("Trade", "he", "סחר"), (" arms ", "he", "נשק"), ("Trade", "ru", "Торговля")
    )
    hebrew, russian = named_in(dossier, "he"), named_in(dossier, "ru")
    assert [row.name for row in hebrew.aspects] == ["סחר", "נשק", "Arts"]
    assert [row.name for row in russian.aspects] == ["Торговля", "Arms", "Arts"]
    assert hebrew.name_of("cells", "trade/north") == "סחר / North"
    assert replace(hebrew, aspects=dossier.aspects) == dossier
    assert named_in(dossier, "fr") is dossier


def test_every_kind_of_name_can_be_written_abroad() -> None:
    named = {key for key in TABLES if any(f.name == "name" for f in fields(TABLES[key].row_class))}
    assert set(NAMED_TABLES) == named - {"marks", "names_abroad"}
    dossier = sample_dossier()
    names = {row.name for key in NAMED_TABLES for row in dossier.table(key)}
    abroad = named_in(with_names(*((name, "uk", f"«{name}»") for name in sorted(names))), "uk")
    for key in NAMED_TABLES:
        for before, after in zip(dossier.table(key), abroad.table(key), strict=True):
            assert after == replace(before, name=f"«{before.name}»")


def test_strands_the_title_and_the_subject_are_names_too() -> None:
    dossier = with_names(
        ("Middleland", "de", "Mittelland"),
        ("Open borders", "de", "Freizügigkeit"),
        (sample_dossier().settings.title, "de", "Dossier"),
    )
    dossier = dossier.with_row("aspects", Aspect("trade", "Trade", strand="Open borders"))
    abroad = named_in(dossier, "de")
    assert abroad.settings.subject == "Mittelland"
    assert abroad.settings.title == "Dossier"
    assert abroad.get("aspects", "trade").strand == "Freizügigkeit"
    assert list(rows_named(dossier, "open borders")) == [("aspects", "trade")]


def test_a_name_is_written_in_one_way_a_language() -> None:
    twice = with_names(("Trade", "he", "סחר"), ("Trade", "ru", "Торговля")).with_row(
        "names_abroad", NameAbroad("again", "trade ", "he", "מסחר")
    )
    (problem,) = problems_of(twice)
    assert str(problem) == (
        "Names abroad, “trade  (Hebrew)”, Name: how this name is written in Hebrew stands in "
        "another row already"
    )
    wrong = sample_dossier().with_row("names_abroad", NameAbroad("x", "Trade", "tlh", ""))
    found = "\n".join(map(str, problems_of(wrong)))
    assert "Language: must be one of en, he, ru, ar, fr, es, de, uk, not 'tlh'" in found
    assert "Written: must not be empty" in found


def test_what_briefings_print_is_listed_once_and_so_is_what_a_language_lacks() -> None:
    dossier = with_names(("TRADE ", "he", "סחר"), ("Arts", "ru", "Культура"))
    dossier = dossier.with_row("aspects", Aspect("trade", "Trade", strand="north"))
    names = names_printed(dossier)
    printed = [row.name for key in NAMED_TABLES for row in dossier.table(key)]
    settings = dossier.settings
    assert names[:2] == (settings.title, settings.subject)
    assert set(names) == {settings.title, settings.subject, *printed}
    assert len({name.casefold() for name in names}) == len(names)
    assert names_without(dossier, "he") == tuple(name for name in names if name != "Trade")
    assert names_without(dossier, "fr") == names
