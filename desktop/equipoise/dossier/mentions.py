"""Where texts still name rows that are gone, for a person to read. Nothing is altered.

A name counts as found whatever its case, its form of Unicode (NFKC) and what stands between its
words: “Iran Talks” is found in “iran-talks” and in “IRAN, TALKS”. It must stand as whole words
where its script parts words and leaves them alone (Latin, Greek, Cyrillic); in other scripts
(Hebrew and Arabic, which write “and”, “to” and “the” as one with the word; Chinese, Thai) it is
found inside of words too. Inflected forms, short forms and paraphrases are not found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from equipoise.dossier.difference import SETTINGS
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import Text, specifications

SHORTEST_NAME = 4
"""Names of fewer characters would be found in every other text."""

_IDENTIFIER = "Identifier"
_NOT_READ = frozenset({"bookmark", "remembered", "row_id", "field", "table"})
_WORD = re.compile(r"[^\W_]+")
_WHOLE_WORDS = ("LATIN", "GREEK", "CYRILLIC", "DIGIT")


@dataclass(frozen=True, slots=True)
class Mention:
    """A text of a row that names rows it should not.

    `row` is the name of the row that stays, `field` the label of the field (“Identifier” for the
    row's identifier, which is written to the file though it is not shown), `text` all that stands
    there, `names` the names found in it.
    """

    table: str
    row_id: str
    row: str
    field: str
    text: str
    names: tuple[str, ...]


def mentions(dossier: Dossier, names: Iterable[str]) -> Iterator[Mention]:
    """Every text of the dossier in which one of the names stands: settings, then table by table."""
    search = _Names(names)
    for key, row in _rows(dossier):
        texts = [
            (spec.label, getattr(row, name))
            for name, spec in specifications(type(row)).items()
            if isinstance(spec, Text) and name not in _NOT_READ
        ]
        if any(field.name == "id" for field in fields(row)):
            texts.append((_IDENTIFIER, row.id))
        for label, text in texts:
            found = search.found_in(text)
            if found:
                name = dossier.settings.title if key == SETTINGS else dossier.name_of_row(key, row)
                yield Mention(key, row.id, name, label, text, found)


def _rows(dossier: Dossier) -> Iterator[tuple[str, Any]]:
    yield SETTINGS, dossier.settings
    for key in TABLES:
        for row in dossier.table(key):
            yield key, row


class _Names:
    """Names by their first word, and those that may stand inside of words."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._anywhere: list[tuple[str, str]] = []
        for name in dict.fromkeys(names):
            plain = _plain(name).strip()
            if len(plain) < SHORTEST_NAME:
                continue
            words = tuple(_WORD.findall(plain))
            if words and _parted(words[0][0]) and _parted(words[-1][-1]):
                self._by_word.setdefault(words[0], []).append((words, name))
            else:
                self._anywhere.append((_spaced(plain), name))

    def found_in(self, text: str) -> tuple[str, ...]:
        """The names that stand in the text, each once, by the alphabet."""
        plain = _plain(text)
        words = tuple(_WORD.findall(plain))
        found = {
            name
            for place, word in enumerate(words)
            for wanted, name in self._by_word.get(word, ())
            if words[place : place + len(wanted)] == wanted
        }
        spaced = _spaced(plain)
        found |= {name for wanted, name in self._anywhere if wanted in spaced}
        return tuple(sorted(found, key=str.casefold))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _parted(letter: str) -> bool:
    """Whether words in the script of the letter stand by themselves."""
    return any(script in unicodedata.name(letter, "") for script in _WHOLE_WORDS)
