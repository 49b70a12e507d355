"""The user's own wording of generated sentences, kept and held to the figures.

A wording is looked at for what can be looked up: figures in digits and words of the yardstick. Each
must be one that the computed sentence says. What is said by other means (a number in words, a
denial) is not noticed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Protocol

from equipoise.briefing.document import Document, Sentence, mapped
from equipoise.briefing.language.speech import Speech, term_message
from equipoise.dossier.yardsticks import YARDSTICKS, Yardstick

_FIGURE = re.compile(r"[+\-−]?\d+(?:[.,]\d+)*")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")


class Rewording(Protocol):
    """The user's words at one place, and the computed sentence that they took the place of."""

    @property
    def text(self) -> str:
        """The user's words."""
        ...

    @property
    def computed(self) -> str:
        """The computed sentence as it read then."""
        ...


def worded(
    document: Document,
    rewordings: Mapping[str, Rewording],
    yardstick: Yardstick,
    speech: Speech,
) -> Document:
    """The document with the user's wordings, by place, in the place of the computed sentences.

    One that contradicts its figures gets a footnote that says what is computed.
    """

    def change(part: Any) -> Any:
        if not isinstance(part, Sentence) or part.place not in rewordings:
            return part
        text = rewordings[part.place].text
        wrong = contradictions(text, part.text, yardstick, speech)
        notes = part.notes
        if wrong:
            named = speech.listing([speech.say("quoted", text=speech.name(bit)) for bit in wrong])
            notes += (speech.say("wording-contradicts", parts=named, computed=part.text),)
        return replace(part, text=text, computed=part.text, notes=notes, contradicts=bool(wrong))

    return mapped(document, change) if rewordings else document


def contradictions(
    text: str, computed: str, yardstick: Yardstick, speech: Speech
) -> tuple[str, ...]:
    """The figures and estimative words of a wording that the computed sentence does not say."""
    said = {_figure(found[0]) for found in _FIGURE.finditer(computed)}
    wrong = [f[0] for f in _FIGURE.finditer(text) if _figure(f[0]) not in said]
    terms = _terms(yardstick, speech)
    meant = {terms[word] for word in _words_in(computed, terms)}
    wrong += [word for word in _words_in(text, terms) if terms[word] not in meant]
    return tuple(dict.fromkeys(wrong))


def _figure(text: str) -> str:
    return text.replace("−", "-").replace(",", ".").removeprefix("+")


def _terms(yardstick: Yardstick, speech: Speech) -> dict[str, str]:
    """Every way to say a term of any yardstick, in lower case, with what it means by this one.

    A word of another yardstick means nothing by this one, and so contradicts any sentence.
    """
    found: dict[str, str] = {}
    for other in (*(y for y in YARDSTICKS.values() if y is not yardstick), yardstick):
        for term in other.terms:
            meaning = f"{other.key} {term.word}"
            said = speech.say(term_message(other, term.word))
            for way in (term.word, *term.word.split(" or "), *_parts(said)):
                found[way.casefold()] = meaning
    return found


def _parts(said: str) -> Iterator[str]:
    """A term as a language says it, without the English word that it adds in brackets."""
    yield from (found[1] for found in _IN_BRACKETS.finditer(said))
    yield _IN_BRACKETS.sub("", said).strip()


def _words_in(text: str, terms: Mapping[str, str]) -> list[str]:
    """The terms in a text, the longest at each place."""
    ways = sorted(terms, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ways))})(?!\w)")
    return pattern.findall(text.casefold())
