"""Characters that no font of a briefing has: named in print by their code, and told in words.

typst itself is asked: an archival PDF may hold no missing glyph and no character for private use,
and its refusal names each one. So what counts is the very shaping that print uses, with its
clusters and its order of fonts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from equipoise.briefing.document import Document, mapped, texts
from equipoise.briefing.handing import handed
from equipoise.briefing.language.plain_text import printable_parts
from equipoise.briefing.press.guard import PressFault, guarded
from equipoise.briefing.template import Template
from equipoise.briefing.template_folder.fonts import fonts_of
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import Text, specifications

Part = TypeVar("Part")

_TRIAL = b"""#set document(title: "Trial")
#let handed = json(bytes(sys.inputs.handed))
#set text(font: handed.faces, fallback: false)
#for unit in handed.units {
  par(unit)
  par(strong(unit))
  par(emph(unit))
  if unit.len() > 1 { par(unit.clusters().map(box).join()) }
}
"""
_REFUSED = re.compile(r'(?:the text|the codepoint) `"((?:[^"\\]|\\.)*)"`', re.DOTALL)
"""What it says of text without a glyph, and of characters for private use, which PDF/A forbids."""
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|(.))", re.DOTALL)
_BETWEEN = re.compile("[\\s\u2066-\u2069]+")
BRACKETS = frozenset("⟨⟩")
"""They stand around a code, and every template's fonts have them."""
_ISOLATES = frozenset("\u2066\u2067\u2068\u2069")
_JOINING = frozenset({"Mn", "Mc", "Me", "Cf"})
_ALONE = ((0x80, 0x600), (0x1E00, 0x2C00))
_ROUNDS = 6


def printable_glyphs(part: Part, template: Template) -> tuple[Part, tuple[str, ...]]:
    """A document, or a part of one, that the template's fonts can print; and what they lack.

    Each character that no font has is replaced by its code, “⟨U+1F600⟩”.
    """
    found = frozenset(
        unit for text in texts(part) if not text.isascii() for unit in _BETWEEN.split(text)
    )
    words = frozenset(word for word in found if not word.isascii())
    units = frozenset(word for word in words if not _plain(word))
    units |= {c for word in words - units for c in word if not c.isascii()}
    replaced = _replaced(units, template)
    if not replaced:
        return part, ()

    def change(item: object) -> object:
        return _printable(item, replaced) if isinstance(item, str) else item

    missing = {
        c
        for unit, text in replaced.items()
        for c in unit
        if stand_in(c) in text and c not in BRACKETS
    }
    return mapped(part, change), tuple(sorted(missing))


def stand_in(text: str) -> str:
    """What is printed in place of characters that no font has."""
    return "".join(f"⟨U+{ord(character):04X}⟩" for character in text)


def glyph_warnings(document: Document, dossier: Dossier) -> tuple[str, ...]:
    """What the fonts of a briefing lack, and the row and field that each character comes from."""
    _, missing = printable_glyphs(printable_parts(document), document.template)
    return tuple(
        f"{_named(character)}{_places(character, dossier)} is in none of the briefing's fonts; "
        f"in PDF and in pictures {stand_in(character)} is printed in its place"
        for character in missing
    )


def missing_pieces(diagnostic: str) -> frozenset[str]:
    """The texts that typst says it cannot print, by its own words about an archival PDF."""

    def unescaped(found: re.Match[str]) -> str:
        return chr(int(found[1], 16)) if found[1] else found[2]

    return frozenset(_ESCAPED.sub(unescaped, piece) for piece in _REFUSED.findall(diagnostic))


def without_characters(part: Part, characters: Iterable[str]) -> Part:
    """A document, or a part of one, with these characters replaced by their codes."""
    codes = str.maketrans({character: stand_in(character) for character in characters})
    return mapped(part, lambda item: item.translate(codes) if isinstance(item, str) else item)


def _plain(word: str) -> bool:
    """Whether a word is shaped letter by letter, so that each letter can be asked for alone."""
    return all(
        character.isascii()
        or (
            any(low <= ord(character) < high for low, high in _ALONE)
            and unicodedata.category(character) not in _JOINING
        )
        for character in word
    )


def _printable(text: str, replaced: Mapping[str, str]) -> str:
    if text.isascii():
        return text
    pieces = re.split(f"({_BETWEEN.pattern})", text)
    return "".join(
        replaced.get(piece) or "".join(replaced.get(c, c) for c in piece)
        if _plain(piece)
        else replaced.get(piece, piece)
        for piece in pieces
    )


@lru_cache(maxsize=64)
def _replaced(units: frozenset[str], template: Template) -> dict[str, str]:
    """What takes the place of words and letters that cannot be printed as they are."""
    shown = {unit: unit for unit in sorted(units)}
    for _ in range(_ROUNDS):
        pieces = _unprintable(shown.values(), template)
        if not pieces:
            break
        absent = _unprintable({c for piece in pieces for c in piece}, template)
        for unit, text in shown.items():
            if any(piece in text for piece in pieces) and _unprintable((text,), template):
                shown[unit] = _mended(text, absent)
    return {unit: text for unit, text in shown.items() if text != unit}


def _mended(text: str, absent: frozenset[str]) -> str:
    """A text without what is absent; else without what joins its letters; else without all."""
    tests: tuple[Callable[[str], bool], ...] = (
        lambda c: c in absent,
        lambda c: unicodedata.category(c) in _JOINING,
        lambda c: not c.isascii() and c not in BRACKETS,
    )
    for test in tests:
        mended = "".join(stand_in(c) if test(c) else c for c in text)
        if mended != text:
            return mended
    return stand_in(text)


def _unprintable(units: Iterable[str], template: Template) -> frozenset[str]:
    """Those texts, or pieces of them, for which the fonts have no glyph."""
    import typst

    asked = [unit for unit in units if unit]
    if not asked:
        return frozenset()
    try:
        guarded(
            lambda: typst.compile(
                _TRIAL,
                font_paths=fonts_of(template),
                ignore_system_fonts=True,
                format="pdf",
                pdf_standards=["a-2a"],
                sys_inputs=handed(faces=template.faces, units=asked),
            )
        )
    except typst.TypstError as error:
        return missing_pieces(error.diagnostic)
    except PressFault:
        if len(asked) == 1:
            return frozenset(c for c in asked[0] if not c.isascii()) - BRACKETS
        half = len(asked) // 2
        return _unprintable(asked[:half], template) | _unprintable(asked[half:], template)
    return frozenset()


def joining(part: Any) -> frozenset[str]:
    """The characters in a document, or a part of one, that join others: marks, joiners."""
    found = {c for text in texts(part) if not text.isascii() for c in text}
    return frozenset(c for c in found if unicodedata.category(c) in _JOINING) - _ISOLATES


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    return f"“{character}” ({code})" if character.isprintable() else code


def _places(character: str, dossier: Dossier) -> str:
    found = [
        f"the settings, field {spec.label}"
        for name, spec in specifications(type(dossier.settings)).items()
        if isinstance(spec, Text) and character in getattr(dossier.settings, name)
    ]
    for key, table in TABLES.items():
        for row in dossier.table(key):
            for name, spec in specifications(table.row_class).items():
                if isinstance(spec, Text) and character in getattr(row, name):
                    found.append(
                        f"the {table.one} “{dossier.name_of_row(key, row)}”, field {spec.label}"
                    )
    if not found:
        return ""
    more = f" and at {len(found) - 1} more places" if len(found) > 1 else ""
    return f" in {found[0]}{more},"
