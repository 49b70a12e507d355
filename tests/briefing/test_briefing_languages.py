from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pypdf
import pytest
from briefing_sample import retitled, sample_document, sample_dossier
from test_briefing_pdf import HOSTILE, page_texts, placed, squeezed

from equipoise.briefing.content.changes import changes_table
from equipoise.briefing.document import Paragraph, plain, texts
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.press.pdf import render_pdf
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import Forcing, GoalSetAside, Override, Scenario
from equipoise.dossier.scenarios import in_scenario, scenario_difference
from equipoise.dossier.yardsticks import YARDSTICKS

TRANSLATED = ["he", "ru"]
LETTERS = {"he": "[\u05d0-\u05ea]", "ru": "[\u0400-\u04ff]"}
CONFIDENCE = {"he": "רמת הביטחון|רמת ביטחון", "ru": "[Уу]веренность"}


def own_texts(part: Any) -> Iterator[str]:
    """Every text that the user wrote."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from own_texts(item)
    elif is_dataclass(part):
        for field in fields(part):
            yield from own_texts(getattr(part, field.name))


def numbers(value: Any) -> Iterator[float]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from numbers(item)
    elif isinstance(value, int | float):
        yield value


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_fixed_text_stays_english(language: str) -> None:
    english = set(texts(sample_document()))
    own = set(own_texts(sample_dossier()))
    same = [
        text
        for text in texts(sample_document(language=language))
        if text in english and text not in own and re.search(r"[^\W\d_]{2}", text)
    ]
    # What is left are names beside each other, names of blocks, and what is a name in any language.
    names = {word for text in own for word in re.findall(r"[^\W\d_]{2,}", text)}
    names |= {"FanChart", "BarChart", "LayerChart", "UK", "PHIA", "Equipoise", "ltr"}
    assert {word for text in same for word in re.findall(r"[^\W\d_]{2,}", text)} <= names


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_language_prints_the_same_figures(language: str) -> None:
    one, other = (list(numbers(plain(sample_document(language=code)))) for code in ("en", language))
    assert len(one) > 500
    assert one == other


@pytest.mark.parametrize("language", TRANSLATED)
def test_sentences_are_in_the_language_and_name_the_word_of_the_scale(language: str) -> None:
    document = sample_document(language=language)
    lead, trade = (said.text for said in document.bottom_line)
    assert re.search(LETTERS[language], lead)
    assert "(likely or probable, 68" in lead
    assert "Warm coast" in lead
    assert re.search(LETTERS[language], trade)
    assert (document.language, document.direction) == (
        language,
        {"he": "rtl", "ru": "ltr"}[language],
    )


@pytest.mark.parametrize("language", TRANSLATED)
def test_likelihood_and_confidence_are_kept_apart_in_every_language(language: str) -> None:
    document = sample_document(language=language)
    words = "|".join(re.escape(t.word) for y in YARDSTICKS.values() for t in y.terms)
    prose = [
        *(said.text for said in document.bottom_line),
        *(j.text for j in document.key_judgments),
    ]
    prose += [b.text for s in document.sections[:-2] for b in s.blocks if isinstance(b, Paragraph)]
    sentences = [s for text in prose for s in re.split(r"(?<=[.!?])\s+", text)]
    assert any(re.search(CONFIDENCE[language], s) for s in sentences)
    assert any(re.search(words, s) for s in sentences)
    for sentence in sentences:
        assert not (re.search(CONFIDENCE[language], sentence) and re.search(words, sentence))


def test_each_name_inside_a_hebrew_sentence_is_isolated() -> None:
    names = [
        row.name
        for table in ("poles", "aspects", "drivers", "recommendations", "goals", "bands")
        for row in sample_dossier().table(table)
    ]
    name = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
    mixed = 0
    for text in texts(sample_document(language="he")):
        if re.search(LETTERS["he"], text) and name.search(text):
            mixed += 1
            assert not name.search(re.sub("\u2068[^\u2069]*\u2069", "", text)), text
    assert mixed > 30


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_pages_are_in_the_language_and_still_archival(language: str) -> None:
    document = sample_document(language=language)
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(document)))
    assert reader.root_object["/Lang"] == language
    about = reader.root_object["/Metadata"].get_data().decode()
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in about
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    words = {"he": "עמוד", "ru": "Страница"}[language]
    for page in reader.pages:
        assert words in page.extract_text()
        assert "Page " not in page.extract_text()


def test_russian_pages_print_every_cell() -> None:
    document = sample_document(language="ru")
    printed = squeezed(" ".join(page_texts(render_pdf(document)))).replace("-", "")
    for judgment in document.key_judgments:
        for line in judgment.text.splitlines():
            assert squeezed(line).replace("-", "") in printed


def test_hebrew_tables_run_from_the_right_and_time_from_the_left() -> None:
    for language, percent in (("en", "15 %"), ("he", "15%")):
        reader = pypdf.PdfReader(io.BytesIO(render_pdf(sample_document(language=language))))
        pieces = [(text.strip(), x) for text, x, _ in placed(reader.pages[0])]
        hebrew = language == "he"

        def x(wanted: str, pieces: list[tuple[str, float]] = pieces) -> float:
            return [x for text, x in pieces if text == wanted][-1]

        assert (x("Build a road") > x(percent)) == hebrew
        ticks = [(text, x) for text, x in pieces if text in ("0", "3", "6", "9")]
        first, second = ticks[:4], ticks[4:8]
        for panel in (first, second):
            assert [text for text, _ in panel] == ["0", "3", "6", "9"]
            assert [x for _, x in panel] == sorted(x for _, x in panel)
        # The first pole stands first: on the left in English, on the right in Hebrew.
        assert (first[0][1] > second[0][1]) == hebrew


def hebrew_setting(text: str, language: str = "en") -> list[tuple[str, float, float]]:
    dossier = retitled(sample_dossier(), setting=text)
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(sample_document(dossier, language))))
    return [piece for page in reader.pages for piece in placed(page)]


def test_a_hebrew_paragraph_in_an_english_briefing_begins_on_the_right() -> None:
    pieces = hebrew_setting("שלום לכולם.")
    (x,) = {x for text, x, _ in pieces if "ש" in text}
    assert x > 595 / 2


def test_an_english_paragraph_in_a_hebrew_briefing_begins_on_the_left() -> None:
    pieces = hebrew_setting("Peace for all.", "he")
    (x,) = {x for text, x, _ in pieces if "Peace for all." in text}
    assert x < 60


def test_a_long_address_in_a_hebrew_paragraph_reads_from_left_to_right() -> None:
    pieces = hebrew_setting("ראו https://example.org/abcdefghijklmnopqrstuvwxyz בבקשה", "he")
    line = next(y for text, _, y in pieces if "בבקשה" in text)
    letters = [(x, text) for text, x, y in pieces if y == line and re.fullmatch("[a-z:/.]", text)]
    shown = "".join(text for _, text in sorted(letters))
    assert shown == "https://example.org/abcdefghijklmnopqrstuvwxyz"


def test_the_first_page_gives_its_chart_the_room_that_longer_sentences_leave() -> None:
    dossier = sample_dossier()
    goal = dossier.goals[0]
    more = tuple(replace(goal, id=f"g{i}", name=f"Warm coast, in words {i}") for i in range(5))
    document = sample_document(replace(dossier, goals=(*dossier.goals, *more)), "ru")
    first, second = page_texts(render_pdf(document))[:2]
    assert document.opening[1].title in first
    assert "Build a road" in first
    assert document.sections[0].heading in second


@pytest.mark.parametrize("language", TRANSLATED)
def test_text_is_never_markup_in_any_language(language: str) -> None:
    hostile = f"{HOSTILE} \u202etxet\u2069 {{ $goal }}"
    base = retitled(sample_dossier(), title=hostile, setting=hostile, conclusion=hostile)
    dossier = replace(
        base,
        poles=tuple(replace(p, name=f"{p.name} {hostile}") for p in base.poles),
        drivers=tuple(replace(d, name=hostile, description=hostile) for d in base.drivers),
        goals=tuple(replace(g, name=f"{g.name} {hostile}") for g in base.goals),
    )
    printed = squeezed(" ".join(page_texts(render_pdf(sample_document(dossier, language)))))
    assert "root:" not in printed
    assert printed.count("#leta=1") >= 10


def changed() -> Dossier:
    dossier = sample_dossier()
    return replace(
        dossier,
        scenarios=(Scenario("base", "Base"), *dossier.scenarios),
        settings=replace(dossier.settings, base_scenario_id="base"),
        forcings=(
            Forcing("mixed", "drought", "happens", 3),
            Forcing("mixed", "flood", "does_not_happen", 0, "Flood"),
        ),
        overrides=(
            Override("mixed", "drivers", "drought", "likelihood", Judgment(5, 10, 20, 60)),
            Override("base", "drivers", "flood", "onset", Judgment(1, 2, 3, 60), "Flood"),
        ),
        goals_set_aside=(GoalSetAside("mixed", "break"),),
    )


def test_what_a_scenario_changes_is_said_in_english_as_on_screen() -> None:
    dossier = changed()
    changes = scenario_difference(dossier, "base", "mixed")
    kept = [c for c in changes if c.kind != "weight"]
    assert len(kept) == 5
    here = in_scenario(dossier, "mixed").without("goals", dossier.set_aside_in("mixed"))
    table = changes_table(here, "mixed", changes, Speech("en"))
    assert [tuple(cell.text for cell in row.cells[1:]) for row in table.rows] == [
        (c.label, c.base, c.other) for c in kept
    ]


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_a_scenario_changes_is_said_in_every_language(language: str) -> None:
    dossier = changed()
    changes = scenario_difference(dossier, "base", "mixed")
    here = in_scenario(dossier, "mixed").without("goals", dossier.set_aside_in("mixed"))
    for row in changes_table(here, "mixed", changes, Speech(language)).rows:
        assert re.search(LETTERS[language], row.cells[0].text)
        for cell in row.cells[2:]:
            assert re.search(LETTERS[language], cell.text) or re.search(r"\d", cell.text)
