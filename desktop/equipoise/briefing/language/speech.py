"""How the briefing speaks in its language: messages, numbers, dates, judgments, likelihoods, lists.

Dates, decimal signs and lists follow the Unicode CLDR by way of babel. A signed number is isolated
in a text that runs from right to left, so that its sign stays before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from equipoise.briefing.language.direction import left_to_right
from equipoise.briefing.language.messages import Messages
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.yardsticks import Yardstick

MINUS = "−"
_LOCALES = {"en": "en_GB", "he": "he", "ru": "ru"}
_LOCALES_OF_MONTHS = {**_LOCALES, "en": "en"}
"""British English shortens September alone to four letters; an axis wants three for all."""
_YEAR = "\u00a0г."
"""The word "year" that Russian adds to one; an axis has no room for it."""
_NARROW_SPACE = "\u202f"
_NO_BREAK_SPACE = "\u00a0"


class Speech(Messages):
    """What the briefing says in one language, and how it words numbers and dates."""

    def number(self, value: float) -> str:
        """A number as entered: no needless decimals, a true minus sign."""
        return self._digits(f"{value + 0.0:.6g}")

    def signed(self, value: float) -> str:
        """A number as entered, with a plus where it is above zero."""
        return self._digits(f"{value + 0.0:+.6g}") if value > 0 else self.number(value)

    def gain(self, value: float) -> str:
        """A change in points with its sign and one decimal; nothing is left as a signed zero."""
        text = f"{value:+.1f}"
        return self._digits("0.0" if float(text) == 0 else text)

    def points(self, value: float) -> str:
        """The size of a change, with its unit, where the sentence says the direction."""
        text = f"{abs(value):.1f}"
        return self.say("points", number=self._digits(text), count=float(text))

    def level(self, value: float) -> str:
        """A computed level or index in whole points."""
        return self._digits(f"{value:.0f}")

    def level_range(self, low: float, high: float) -> str:
        """A range of computed levels, in whole points."""
        return self.say("range", low=self.level(low), high=self.level(high))

    def range(self, low: float, high: float) -> str:
        """A range of numbers as entered."""
        return self.say("range", low=self.number(low), high=self.number(high))

    def percent(self, value: float) -> str:
        """A share given in percent."""
        return self.say("percent", number=self.number(value))

    def rounded_percent(self, value: float) -> str:
        """A share given in percent, with one decimal at most."""
        return self.percent(round(value, 1))

    def probability(self, probability: float) -> str:
        """A probability in whole percent; what is possible is never rounded to 0 or 100 %."""
        percent = probability * 100
        if 0 < percent <= 0.5:
            return self.say("percent-under-one")
        if 99.5 <= percent < 100:
            return self.say("percent-over-ninety-nine")
        return self.say("percent", number=self.level(percent))

    def judgment(self, judgment: Judgment) -> str:
        """A judgment as "low / likely / high (confidence %)"; one number where all three agree."""
        low, likely, high = (self.number(v) for v in (judgment.low, judgment.likely, judgment.high))
        confidence = self.percent(judgment.confidence)
        if low == likely == high:
            return self.say("judgment-of-one-number", number=low, confidence=confidence)
        return self.say("judgment", low=low, likely=likely, high=high, confidence=confidence)

    def likelihood(self, yardstick: Yardstick, probability: float) -> str:
        """The estimative word for a probability, as it stands in a table."""
        return self.say(_likelihood_message(yardstick, probability))

    def likelihood_opening(self, yardstick: Yardstick, probability: float) -> str:
        """The opening of a sentence that says how likely something is: "It is likely (68 %)"."""
        return self.say(
            f"{_likelihood_message(yardstick, probability)}.opening",
            percent=self.probability(probability),
        )

    def formula(self, text: str) -> str:
        """A formula, which runs from left to right in every language."""
        return left_to_right(text) if self.direction == "rtl" else text

    def day(self, day: date) -> str:
        """A day as "1 January 2026"."""
        from babel.dates import format_date

        return _spaced(format_date(day, "long", locale=_LOCALES[self.language]))

    def month(self, as_of: date, month: int) -> str:
        """The calendar month that lies `month` months after the as-of date: "January 2029"."""
        return self._month(as_of, month, "yMMMM")

    def short_month(self, as_of: date, month: int) -> str:
        """Like `month`, shortened for axes: "Jan 2029"."""
        return self._month(as_of, month, "yMMM").removesuffix(_YEAR)

    def listing(self, items: Sequence[str]) -> str:
        """The items joined as a sentence does: "a, b and c"."""
        from babel.lists import format_list

        return format_list(items, "standard", locale=_LOCALES[self.language])

    def _month(self, as_of: date, month: int, skeleton: str) -> str:
        from babel.dates import format_skeleton

        years, place = divmod(as_of.month - 1 + month, 12)
        first = date(as_of.year + years, place + 1, 1)
        return _spaced(format_skeleton(skeleton, first, locale=_LOCALES_OF_MONTHS[self.language]))

    def _digits(self, text: str) -> str:
        from babel.numbers import get_decimal_symbol

        shown = text.replace("-", MINUS).replace(
            ".", get_decimal_symbol(locale=_LOCALES[self.language])
        )
        if self.direction == "rtl" and shown[0] in f"+{MINUS}":
            return left_to_right(shown)
        return shown


def listed(count: int, most: int) -> int:
    """How many of `count` items a list names, so that never one alone is summed as “others”."""
    return count if count <= most + 1 else most


def _likelihood_message(yardstick: Yardstick, probability: float) -> str:
    return term_message(yardstick, yardstick.word(probability))


def term_message(yardstick: Yardstick, word: str) -> str:
    """The message that says a yardstick's term."""
    return f"{yardstick.key}-{word.replace(' ', '-')}"


def _spaced(text: str) -> str:
    """Narrow spaces, which few faces have, as the no-break spaces that they stand for."""
    return text.replace(_NARROW_SPACE, _NO_BREAK_SPACE)
