"""The values of a template file, taken one by one; what is wrong is told in plain words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Any

from equipoise.briefing.template_folder.colours import is_colour

TEMPLATE_FILE = "template.toml"
_LONGEST_LINE = 200


class Findings:
    """What is wrong with a template folder, in the order in which it was found."""

    def __init__(self) -> None:
        self.errors: list[str] = []

    def add(self, where: str, what: str) -> None:
        """Something is wrong at a place of the folder."""
        self.errors.append(f"{where}: {what}")


class Values:
    """One table of the template file, with the values of the standard template behind it."""

    def __init__(self, name: str, values: Any, usual: Mapping[str, Any], found: Findings) -> None:
        self.where = f"{TEMPLATE_FILE}, [{name}]"
        self._found = found
        self._usual = usual
        if not isinstance(values, dict):
            found.add(self.where, f"write it as a table: a line [{name}], and its keys below it")
            values = {}
        self._values: dict[str, Any] = values

    def known_only(self, keys: Collection[str], what: str = "key") -> None:
        """Tell of keys that there are none of, with the nearest that there is."""
        for key in self._values:
            if key not in keys:
                self.wrong(key, f"there is no such {what}; {nearest(key, keys)}")

    def wrong(self, key: str, what: str) -> None:
        """Something is wrong with the value of a key."""
        self._found.add(f"{self.where} {key}", what)

    def given(self, key: str) -> Any:
        """The value as written, else the standard one, else None."""
        return self._values.get(key, self._usual.get(key))

    def text(self, key: str) -> str:
        """One line of text, empty where there is none."""
        value = self.given(key)
        if value is None:
            return ""
        if isinstance(value, str) and len(value) <= _LONGEST_LINE and "\n" not in value:
            return value.strip()
        self.wrong(key, f"{_shown(value)} is no line of text; write it in quotation marks")
        return ""

    def lines(self, key: str, most: int) -> tuple[str, ...]:
        """Lines of text, at most so many."""
        value = self.given(key)
        fits = isinstance(value, list) and all(
            isinstance(line, str) and len(line) <= _LONGEST_LINE and "\n" not in line
            for line in value
        )
        if not fits:
            self.wrong(key, f'{_shown(value)} is no list of lines; write [“…”, “…”] with " marks')
            return ()
        if len(value) > most:
            self.wrong(key, f"{len(value)} lines; there is room for {most}")
        return tuple(line.strip() for line in value[:most])

    def number(self, key: str, low: float, high: float) -> float:
        """A number of millimetres within bounds."""
        value = self.given(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.wrong(key, f"{_shown(value)} is no number; write millimetres, such as {low:g}")
        elif not low <= value <= high:
            self.wrong(key, f"{value:g} mm does not fit; write {low:g} to {high:g}")
        else:
            return float(value)
        return low

    def choice(self, key: str, choices: Collection[str]) -> str:
        """One of a few words."""
        value = self.given(key)
        if isinstance(value, str) and value in choices:
            return value
        self.wrong(key, f"there is no {_shown(value)}; {nearest(str(value), choices)}")
        return next(iter(choices))

    def colour(self, key: str) -> str:
        """A colour; the standard one where what is written is none."""
        return self._colour(key, self.given(key), str(self._usual[key]))

    def colours(self, key: str, least: int, most: int) -> tuple[str, ...]:
        """A list of colours; the standard one where what is written is none."""
        value = self.given(key)
        if not isinstance(value, list) or not least <= len(value) <= most:
            self.wrong(key, f"write a list of {least} to {most} colours, such as {_EXAMPLE}")
            return tuple(self._usual[key])
        spare = str(self._usual[key][0])
        return tuple(self._colour(key, colour, spare) for colour in value)

    def _colour(self, key: str, value: Any, usual: str) -> str:
        if is_colour(value):
            return str(value).lower()
        self.wrong(
            key,
            f"{_shown(value)} is no colour; write # and six hexadecimal digits in quotation "
            f'marks, such as "{usual}"',
        )
        return usual


_EXAMPLE = '["#b4490a", "#005c9e"]'


def nearest(word: str, known: Collection[str]) -> str:
    """What to write instead of a word that there is none of."""
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    if close:
        return f"did you mean “{close[0]}”?"
    return f"there are: {', '.join(known)}"


def _shown(value: Any) -> str:
    return f"“{str(value)[:40]}”"
