from __future__ import annotations

from dataclasses import dataclass

import pytest
from briefing_sample import sample_document

from equipoise.briefing.composing.wording import contradictions, worded
from equipoise.briefing.document import sentences
from equipoise.briefing.language.messages import LANGUAGES
from equipoise.briefing.language.speech import Speech
from equipoise.dossier.yardsticks import ICD203, PHIA, YARDSTICKS

SUCCESS = "It is likely or probable (68 %) that the goal “Warm coast” holds."


@dataclass(frozen=True)
class Words:
    text: str
    computed: str = SUCCESS


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("We think it likely (68 %) that the coast stays warm.", ()),
        ("Probable, at 68 %.", ()),
        ("It is highly likely (68 %) that the coast stays warm.", ("highly likely",)),
        ("It is unlikely that the coast stays warm.", ("unlikely",)),
        ("There is a 70 % chance.", ("70",)),
        ("Roughly even chance (68 %).", ("roughly even chance",)),
        ("The coast is the better bet.", ()),
        ("LIKELY: 68 %; not 31 %, not 31 %.", ("31",)),
        ("−68 % of it", ("−68",)),
    ],
)
def test_a_wording_may_say_no_figure_and_no_word_that_is_not_computed(
    text: str, wrong: tuple[str, ...]
) -> None:
    assert contradictions(text, SUCCESS, PHIA, Speech()) == wrong


def test_words_of_the_other_yardstick_contradict() -> None:
    computed = "It is likely (68 %) that the goal holds."
    assert contradictions("It is likely.", computed, ICD203, Speech()) == ()
    assert contradictions("A realistic possibility.", computed, ICD203, Speech()) == (
        "realistic possibility",
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("yardstick", YARDSTICKS.values(), ids=lambda y: y.key)
def test_what_is_computed_never_contradicts_itself(language: str, yardstick: object) -> None:
    for said in sentences(sample_document(language=language)):
        assert contradictions(said.text, said.text, yardstick, Speech(language)) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wording_stands_in_every_language_and_is_flagged_if_it_contradicts(language: str) -> None:
    document = sample_document(language=language)
    mine = {"success": Words("68 %: <b>go</b>."), "goal:break": Words("99 %")}
    found = worded(document, mine, PHIA, Speech(language))
    before = {said.place: said for said in sentences(document)}
    after = {said.place: said for said in sentences(found)}
    assert after["success"].text == "68 %: <b>go</b>."
    assert after["success"].computed == before["success"].text
    assert after["success"].notes == ()
    (note,) = after["goal:break"].notes
    assert "99" in note
    assert before["goal:break"].text in note
    assert after["goal:warmth"] == before["goal:warmth"]


def test_a_place_that_is_not_in_the_briefing_changes_nothing() -> None:
    document = sample_document()
    assert worded(document, {"goal:gone": Words("x")}, PHIA, Speech()) == document
