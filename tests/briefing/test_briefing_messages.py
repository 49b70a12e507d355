from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from fluent.syntax import ast, parse
from fluent.syntax.visitor import Visitor

import equipoise.briefing
from equipoise.briefing.language.direction import direction_of
from equipoise.briefing.language.messages import LANGUAGES, UnsaidMessageError, message_files
from equipoise.briefing.language.speech import Speech, term_message
from equipoise.dossier.dossier import PRINT_SETTINGS, TABLES
from equipoise.dossier.fields import Choice, Flag, Judged, Number, specifications
from equipoise.dossier.rows import (
    CREDIBILITIES,
    DRIVER_KINDS,
    JUDGED_TABLES,
    RELIABILITIES,
    STATUSES,
    Settings,
)
from equipoise.dossier.yardsticks import YARDSTICKS

UNSAID = {"horizon", "seed", "draws"} | PRINT_SETTINGS
"""Settings that the table of settings does not print."""

TRANSLATED = [language for language in LANGUAGES if language != "en"]


class _Used(Visitor):
    def __init__(self) -> None:
        self.arguments: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.arguments.add(node.id.name)


def _entries(language: str) -> Iterator[ast.EntryType]:
    for path in message_files(language):
        yield from parse(path.read_text(encoding="utf-8")).body


def messages(language: str) -> dict[str, set[str]]:
    """The arguments of each message, attribute and term of a language."""
    found: dict[str, set[str]] = {}
    for entry in _entries(language):
        assert not isinstance(entry, ast.Junk), entry.content
        if isinstance(entry, ast.Message | ast.Term):
            name = f"{'-' if isinstance(entry, ast.Term) else ''}{entry.id.name}"
            patterns = [(name, entry.value)]
            patterns += [(f"{name}.{a.id.name}", a.value) for a in entry.attributes]
            for key, pattern in patterns:
                assert key not in found, f"{key} stands twice in {language}"
                used = _Used()
                used.visit(pattern)
                found[key] = used.arguments
    return found


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_there_in_every_language_with_the_same_arguments(language: str) -> None:
    english, translated = messages("en"), messages(language)
    assert set(translated) == set(english)
    assert {k: v for k, v in translated.items() if v != english[k]} == {}


def test_every_message_is_asked_for_somewhere() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in Path(equipoise.briefing.__file__).parent.rglob("*.py")
    )
    named = re.compile(
        r"^(-|phia|icd203|reliability-|credibility-|driver-kind-|status-|field-|confidence-|gap-"
        r"|threshold-|condition-|meaning-|risk-|record-table|change-|fragility-effort-|unit-)"
    )
    settings = specifications(Settings)
    unused = [
        key
        for key in messages("en")
        if not re.search(rf"""["']{re.escape(re.sub("^(section|kind)-", "", key))}["']""", code)
        and not named.match(key)
        and key.split(".")[0] not in settings
    ]
    assert unused == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_dossier_can_hold_can_be_said(language: str) -> None:
    speech = Speech(language)
    for name, spec in specifications(Settings).items():
        if isinstance(spec, Choice):
            assert all(speech.say(f"{name}.value-{value}") for value, _ in spec.options)
        if isinstance(spec, Number | Flag | Choice) and name not in UNSAID:
            assert speech.say(name)
            assert speech.say(f"{name}.help")
    for kind, options in (
        ("driver-kind", DRIVER_KINDS),
        ("status", STATUSES),
        ("reliability", RELIABILITIES),
        ("credibility", CREDIBILITIES),
    ):
        assert all(speech.say(f"{kind}-{value}") for value, _ in options)
    for table, _ in JUDGED_TABLES:
        for name, spec in specifications(TABLES[table].row_class).items():
            assert not isinstance(spec, Judged) or speech.say(f"field-{name}")


def test_english_labels_are_those_on_screen() -> None:
    english = Speech("en")
    for name, spec in specifications(Settings).items():
        if isinstance(spec, Number | Flag | Choice) and name not in UNSAID:
            assert (english.say(name), english.say(f"{name}.help")) == (spec.label, spec.help)
    for kind, options in (
        ("driver-kind", DRIVER_KINDS),
        ("status", STATUSES),
        ("reliability", RELIABILITIES),
        ("credibility", CREDIBILITIES),
    ):
        assert [english.say(f"{kind}-{value}") for value, _ in options] == [w for _, w in options]
    for table, _ in JUDGED_TABLES:
        for name, spec in specifications(TABLES[table].row_class).items():
            assert not isinstance(spec, Judged) or english.say(f"field-{name}") == spec.label


@pytest.mark.parametrize(("language", "key"), [*product(LANGUAGES, YARDSTICKS)])
def test_translated_likelihoods_keep_the_word_of_the_published_scale(
    language: str, key: str
) -> None:
    speech, english = Speech(language), Speech("en")
    yardstick = YARDSTICKS[key]
    said = [speech.say(term_message(yardstick, term.word)) for term in yardstick.terms]
    assert len(set(said)) == len(said)
    for term, words in zip(yardstick.terms, said, strict=True):
        opening = speech.likelihood_opening(yardstick, (term.low + term.high) / 200)
        if language == "en":
            assert words == term.word
            assert f"{term.word} (" in opening
        else:
            assert words.endswith(f" ({term.word})")
            assert f"({term.word}, " in opening
    assert english.say(yardstick.key) == yardstick.name
    assert english.say(f"{yardstick.key}.source") == yardstick.source


@pytest.mark.parametrize("probability", [0, 0.03, 0.15, 0.3, 0.45, 0.6, 0.85, 0.97, 1])
@pytest.mark.parametrize("key", YARDSTICKS)
def test_english_likelihoods_are_worded_as_the_yardstick_words_them(
    key: str, probability: float
) -> None:
    speech, yardstick = Speech("en"), YARDSTICKS[key]
    said = speech.say(
        "success-of-all-goals", opening=speech.likelihood_opening(yardstick, probability)
    )
    assert said == yardstick.statement(probability, "all goals hold") + "."


def test_an_unknown_message_or_a_missing_argument_is_an_error() -> None:
    speech = Speech("ru")
    with pytest.raises(UnsaidMessageError, match="no-such"):
        speech.say("no-such")
    with pytest.raises(UnsaidMessageError, match=r"goal.no-such"):
        speech.say("goal.no-such")
    with pytest.raises(UnsaidMessageError, match="opening"):
        speech.say("success-of-goal", goal="X")
    with pytest.raises(ValueError, match="there are: en, he, ru"):
        Speech("fr")


def test_what_the_user_wrote_is_said_as_it_is() -> None:
    speech = Speech("en")
    for text in ("{ $goal } *[x] -term", "x" * 5000, "\ue0000\ue001", '{"a"}\nb', " "):
        shown = speech.say("success-of-goal", opening="\ue0001\ue001", goal=speech.name(text))
        assert shown == f"\ue0001\ue001 that the goal “{text}” holds."


def test_a_name_is_isolated_where_it_runs_the_other_way() -> None:
    english, hebrew = Speech("en"), Speech("he")
    assert english.name("Moscow, 12") == "Moscow, 12"
    assert english.name("מוסקבה (1)") == "\u2068מוסקבה (1)\u2069"
    assert hebrew.name("Moscow (1)") == "\u2068Moscow (1)\u2069"
    assert hebrew.name("מוסקבה") == "מוסקבה"
    assert english.name("Москва") == "Москва"


def test_directional_marks_do_not_reach_beyond_a_name() -> None:
    speech = Speech("en")
    assert speech.name("a\u202eb") == "\u2068a\u202eb\u202c\u2069"
    assert speech.name("a\u2069b\u2067c") == "\u2068ab\u2067c\u2069\u2069"


def test_the_direction_of_a_text_is_that_of_its_first_letter_outside_isolates() -> None:
    assert direction_of("12: שלום", "ltr") == "rtl"
    assert direction_of("\u2068Moscow\u2069: שלום", "ltr") == "rtl"
    assert direction_of("\u2068Moscow\u2069 – 12", "rtl") == "rtl"
    assert direction_of("سلام Moscow", "ltr") == "rtl"
    assert direction_of("Moscow שלום", "rtl") == "ltr"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_holds_hidden_marks(language: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in message_files(language)]
    assert texts
    assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u00a0\u202f\t]", "\n".join(texts))


def test_a_hebrew_text_begins_with_no_latin_letter_that_would_turn_it() -> None:
    for entry in _entries("he"):
        if isinstance(entry, ast.Message):
            for part in (entry, *entry.attributes):
                first = part.value.elements[0]
                if isinstance(first, ast.TextElement) and part.id.name != "source":
                    assert not re.match("[A-Za-z]", first.value), first.value
