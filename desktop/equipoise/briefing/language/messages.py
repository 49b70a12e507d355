"""The fixed texts of the briefing in its language, from `resources/translations/briefing`.

Each language has a folder of files, one a subject; together they are one set of messages.

Messages are written in Project Fluent: a message id a sentence, heading or label, with named
arguments and the plurals of the language.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from equipoise.briefing.language.direction import isolated
from equipoise.files import resource

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

LANGUAGES = {"en": "English", "he": "עברית", "ru": "Русский"}
"""The languages of the fixed texts, each by its own name."""

RIGHT_TO_LEFT = frozenset({"he"})

_STAND_IN = "\ue000{}\ue001"
_STANDING_IN = re.compile("\ue000([0-9]+)\ue001")
_SHORT = 40


class UnsaidMessageError(LookupError):
    """A message that a language lacks, or that was asked for without one of its arguments."""


class Messages:
    """The messages of one language."""

    def __init__(self, language: str = "en") -> None:
        """Raises ValueError for a language without translation."""
        if language not in LANGUAGES:
            raise ValueError(
                f"the briefing has no texts in “{language}”; there are: {', '.join(LANGUAGES)}"
            )
        self.language = language
        self.direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
        self._bundle = _bundle(language)

    def say(self, message: str, **arguments: str | float) -> str:
        """The text of a message, or of an attribute of it (`message.attribute`).

        Texts among the arguments stand in it as they are; pass what the user wrote through
        `name`. Raises UnsaidMessageError.
        """
        name, _, attribute = message.partition(".")
        if not self._bundle.has_message(name):
            raise UnsaidMessageError(f"“{self.language}” has no message “{name}”")
        found = self._bundle.get_message(name)
        pattern = found.attributes.get(attribute) if attribute else found.value
        if pattern is None:
            raise UnsaidMessageError(f"“{self.language}” has no text “{message}”")
        long: list[str] = []
        passed: dict[str, str | float] = {}
        for key, value in arguments.items():
            passed[key] = value
            # The library refuses texts beyond a length, and dossiers hold long ones.
            if isinstance(value, str) and (len(value) > _SHORT or "\ue000" in value):
                passed[key] = _STAND_IN.format(len(long))
                long.append(value)
        text, errors = self._bundle.format_pattern(pattern, passed)
        if errors or not isinstance(text, str):
            reasons = "; ".join(str(error) for error in errors)
            raise UnsaidMessageError(f"“{self.language}” cannot say “{message}”: {reasons}")
        return _STANDING_IN.sub(lambda place: long[int(place[1])], text)

    def name(self, text: str) -> str:
        """What the user wrote, to stand inside a message.

        Kept apart from the sentence around it where it runs the other way, so that neither
        changes the order of the other's words.
        """
        return isolated(text, self.direction)


def message_files(language: str) -> list[Path]:
    """The files that hold the messages of a language."""
    return sorted(resource("translations", "briefing", language).glob("*.ftl"))


@cache
def known_messages() -> tuple[str, ...]:
    """The names of all messages, in the order in which the files have them."""
    name = re.compile(r"^([a-z][\w-]*) *=", re.MULTILINE)
    return tuple(
        found
        for path in message_files("en")
        for found in name.findall(path.read_text(encoding="utf-8"))
    )


@cache
def _bundle(language: str) -> FluentBundle:
    from fluent.runtime import FluentBundle, FluentResource
    from fluent.syntax import ast
    from fluent.syntax.visitor import Transformer

    class OneLine(Transformer):
        """Joins the lines of a text: a message is one paragraph, however it is written."""

        def visit_TextElement(self, node: ast.TextElement) -> ast.TextElement:
            node.value = node.value.replace("\n", " ")
            return node

    bundle = FluentBundle([language], use_isolating=False)
    for path in message_files(language):
        found = FluentResource(path.read_text(encoding="utf-8"))
        junk = [part.content for part in found.body if isinstance(part, ast.Junk) and part.content]
        if junk:
            where = f"{language}/{path.name}"
            raise UnsaidMessageError(f"{where} cannot be read near: {junk[0].strip()[:80]}")
        bundle.add_resource(OneLine().visit(found))
    return bundle
