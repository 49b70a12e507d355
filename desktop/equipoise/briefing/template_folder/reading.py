"""Reading a template folder; what is wrong with it is told all at once, in plain words.

Nothing outside the folder is read, and nothing in it beyond bounds of size.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from equipoise.briefing.errors import BriefingError
from equipoise.briefing.kinds import KINDS
from equipoise.briefing.language.messages import LANGUAGES, known_messages
from equipoise.briefing.template import (
    BUNDLED_FACES,
    PAPERS,
    TEXT_COLOURS,
    Colours,
    HeadLines,
    Letterhead,
    Logo,
    Page,
    Template,
)
from equipoise.briefing.template_folder.colours import (
    LEAST_CONTRAST,
    alike_in_grey,
    contrast,
)
from equipoise.briefing.template_folder.fonts import has_bold
from equipoise.briefing.template_folder.logo import LARGEST_LOGO, logo_format
from equipoise.briefing.template_folder.trial import trial
from equipoise.briefing.template_folder.values import TEMPLATE_FILE, Findings, Values, nearest
from equipoise.files import resource

FONT_FOLDER = "fonts"
_FONT_ENDINGS = (".ttf", ".otf", ".ttc")
_LARGEST_FILE = 64 * 1024
_LARGEST_FONT = 24 * 1024 * 1024
_MOST_FONTS = 16
_MOST_LINES = 6
_MOST_TOLD = 10
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_FAMILY = re.compile(r"[^\W_][\w .\-]*")
_TABLES = ("letterhead", "colours", "fonts", "page", "sections", "authority")
_SECTION = "section-"


@cache
def standard_template() -> Template:
    """The template that comes with the program."""
    return read_template(standard_folder())


def standard_folder() -> Path:
    """Where the template that comes with the program lies, to be copied."""
    return resource("briefing", "template")


def read_template(folder: Path) -> Template:
    """Read a template folder; what it leaves out is as in the standard template.

    Raises BriefingError with up to ten lines, each of which says which file and key is wrong, what
    is wrong with it, and what to write instead.
    """
    found = Findings()
    reader = _Folder(folder, found)
    values = reader.values()
    template = None if found.errors else _Reading(reader, values).template()
    if found.errors or template is None:
        told = found.errors[:_MOST_TOLD]
        left = len(found.errors) - len(told)
        raise BriefingError("\n".join([*told, *([f"and {left} more"] if left else [])]))
    return template


class _Folder:
    """The files of a template folder, read within bounds; remembers all that was read."""

    def __init__(self, folder: Path, found: Findings) -> None:
        self.folder = folder
        self.found = found
        self._digest = hashlib.sha256()

    def values(self) -> dict[str, Any]:
        """What the template file says."""
        if not self.folder.is_dir():
            self.found.add(str(self.folder), "there is no such folder")
            return {}
        content = self.read(TEMPLATE_FILE, _LARGEST_FILE)
        if content is None:
            return {}
        try:
            return tomllib.loads(content.decode("utf-8-sig"))
        except UnicodeDecodeError:
            self.found.add(TEMPLATE_FILE, "it is not written in UTF-8; save it as UTF-8 text")
        except tomllib.TOMLDecodeError as error:
            place = _PLACE.search(str(error))
            where = f", line {place[1]}, column {place[2]}" if place else ", at its end"
            what = _PLACE.sub("", str(error)).strip().rstrip(".")
            self.found.add(
                f"{TEMPLATE_FILE}{where}",
                f"it cannot be read: {what[:1].lower()}{what[1:]}; write key = value, text in "
                "quotation marks",
            )
        except RecursionError:
            self.found.add(TEMPLATE_FILE, "it cannot be read: lists within lists too deep")
        return {}

    def read(self, name: str, largest: int) -> bytes | None:
        """A file of the folder; None, and the reason among the findings, if it may not be read."""
        path = self.folder / name
        try:
            if not path.resolve().is_relative_to(self.folder.resolve()):
                self.found.add(name, "it leads out of the template folder; copy the file into it")
                return None
            if not path.is_file():
                self.found.add(name, "there is no such file in the template folder")
                return None
            if path.stat().st_size > largest:
                self.found.add(name, f"it is too large; at most {largest // 1024:,} KB")
                return None
            content = path.read_bytes()
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "its name cannot be one"
            self.found.add(name, f"it cannot be read: {reason}")
            return None
        self._digest.update(f"{name}\0{len(content)}\0".encode() + content)
        return content

    def fonts(self) -> tuple[Path, ...]:
        """The font files of the folder, by name."""
        folder = self.folder / FONT_FOLDER
        if not folder.is_dir():
            return ()
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
        for path in entries:
            if path.is_dir():
                self.found.add(
                    f"{FONT_FOLDER}/{path.name}",
                    "a folder among the fonts; put the font files themselves into fonts/",
                )
        names = [path.name for path in entries if path.suffix.lower() in _FONT_ENDINGS]
        if len(names) > _MOST_FONTS:
            self.found.add(f"{FONT_FOLDER}/", f"{len(names)} font files; keep {_MOST_FONTS}")
            return ()
        return tuple(
            folder.resolve() / name
            for name in names
            if self.read(f"{FONT_FOLDER}/{name}", _LARGEST_FONT) is not None
        )

    def digest(self) -> str:
        """Of all that was read."""
        return self._digest.hexdigest()


class _Reading:
    """The values of one template file on their way into a template."""

    def __init__(self, reader: _Folder, values: dict[str, Any]) -> None:
        self._reader = reader
        self._found = reader.found
        self._values = values
        self._usual = _standard_values()
        self._warnings: list[str] = []

    def template(self) -> Template | None:
        for name in self._values:
            if name not in _TABLES:
                self._found.add(
                    f"{TEMPLATE_FILE}, {name}",
                    f"there is no such part; {nearest(name, _TABLES)}",
                )
        letterhead = self._letterhead()
        colours = self._colours()
        fonts = self._table("fonts")
        fonts.known_only(("text", "word"))
        family, word = fonts.text("text"), fonts.text("word")
        for key, value in (("text", family), ("word", word)):
            if not _FAMILY.fullmatch(value):
                fonts.wrong(key, 'write the name of a font family, such as "Noto Sans"')
        files = self._reader.fonts()
        made = Template(
            digest="",
            letterhead=letterhead,
            colours=colours,
            family=family,
            word_font=word,
            font_files=files,
            page=self._page(),
            sections=self._sections(),
            authority=self._authority(),
            warnings=(),
        )
        if self._found.errors:
            return None
        if files or letterhead.logo is not None or family != BUNDLED_FACES[0]:
            for where, what in trial(made):
                self._found.add(where, what)
            if not self._found.errors and not has_bold(made):
                self._warnings.append(
                    f"{TEMPLATE_FILE}, [fonts] text: “{family}” has no bold face here, so that "
                    "headings do not stand out; put its bold font file into fonts/ too"
                )
        return replace(made, digest=self._reader.digest(), warnings=tuple(self._warnings))

    def _table(self, name: str) -> Values:
        return Values(name, self._values.get(name, {}), self._usual.get(name, {}), self._found)

    def _letterhead(self) -> Letterhead:
        table = self._table("letterhead")
        keys = ("logo", "logo_text", "height", "left", "right")
        table.known_only((*keys, *LANGUAGES))
        by_language = {}
        for language in LANGUAGES:
            lines = table.given(language)
            if lines is not None:
                own = Values(
                    f"letterhead.{language}", lines, {"left": [], "right": []}, self._found
                )
                own.known_only(("left", "right"))
                by_language[language] = self._lines(own)
        return Letterhead(
            self._logo(table), table.number("height", 5, 40), self._lines(table), by_language
        )

    def _lines(self, table: Values) -> HeadLines:
        return HeadLines(table.lines("left", _MOST_LINES), table.lines("right", _MOST_LINES))

    def _logo(self, table: Values) -> Logo | None:
        name, text = table.text("logo"), table.text("logo_text")
        if not name:
            return None
        if Path(name).name != name or name in (".", ".."):
            table.wrong(
                "logo",
                f"“{name}” is no file name; write the name alone, and put the "
                "picture beside template.toml",
            )
            return None
        content = self._reader.read(name, LARGEST_LOGO)
        if content is None:
            return None
        try:
            form = logo_format(content)
        except ValueError as error:
            self._found.add(name, str(error))
            return None
        if not text:
            table.wrong(
                "logo_text", "write in a few words what the logo shows, for those who hear the page"
            )
        return Logo(content, form, text)

    def _colours(self) -> Colours:
        table = self._table("colours")
        table.known_only((*TEXT_COLOURS, "ground", "line", "poles", "bands"))
        colours = Colours(
            **{name: table.colour(name) for name in (*TEXT_COLOURS, "ground", "line")},
            poles=table.colours("poles", 2, 8),
            bands=table.colours("bands", 3, 7),
        )
        for name in TEXT_COLOURS:
            grounds = {"white": "#ffffff", "the ground": colours.ground}
            for ground, shade in grounds.items():
                reached = contrast(getattr(colours, name), shade)
                if reached < LEAST_CONTRAST:
                    table.wrong(
                        name,
                        f"text in {getattr(colours, name)} on {ground} has a contrast of "
                        f"{reached:.1f} to 1 and is hard to read; take a darker colour, of at "
                        f"least {LEAST_CONTRAST} to 1",
                    )
                    break
        for place, pole in enumerate(colours.poles, 1):
            if contrast(pole, "#ffffff") < LEAST_CONTRAST:
                table.wrong(
                    "poles",
                    f"number {place} ({pole}) has a contrast of {contrast(pole, '#ffffff'):.1f} "
                    f"to 1 on white, and its titles are hard to read; take a darker colour, of at "
                    f"least {LEAST_CONTRAST} to 1",
                )
        for key, several in (("poles", colours.poles), ("bands", colours.bands)):
            self._warnings += [
                f"{table.where} {key}: numbers {one} and {other} ({several[one - 1]} and "
                f"{several[other - 1]}) look alike in greyscale; make one of them lighter or darker"
                for one, other in alike_in_grey(several)
            ]
        return colours

    def _page(self) -> Page:
        table = self._table("page")
        table.known_only(("paper", "side", "top", "bottom"))
        return Page(
            table.choice("paper", tuple(PAPERS)),
            table.number("side", 12, 40),
            table.number("top", 20, 50),
            table.number("bottom", 22, 50),
        )

    def _sections(self) -> dict[str, tuple[str, ...]]:
        table = self._table("sections")
        table.known_only(tuple(KINDS), "kind of briefing")
        known = [
            message.removeprefix(_SECTION)
            for message in known_messages()
            if message.startswith(_SECTION)
        ]
        ordered = {}
        for kind in KINDS:
            if table.given(kind) is None:
                continue
            keys = table.lines(kind, len(known))
            for key in keys:
                if key not in known:
                    table.wrong(kind, f"there is no section “{key}”; {nearest(key, known)}")
            if len(set(keys)) < len(keys):
                table.wrong(kind, "a section stands in it twice; keep one of the two")
            ordered[kind] = keys
        return ordered

    def _authority(self) -> tuple[str, ...]:
        table = self._table("authority")
        table.known_only(("lines",))
        return table.lines("lines", _MOST_LINES)


@cache
def _standard_values() -> dict[str, Any]:
    return tomllib.loads((standard_folder() / TEMPLATE_FILE).read_text(encoding="utf-8"))
