"""Whether colours can be read and told apart, also in greyscale."""

from __future__ import annotations

import re
from itertools import pairwise

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")
LEAST_CONTRAST = 4.5
"""Of text against its ground: WCAG 2.2, success criterion 1.4.3."""
LEAST_CONTRAST_OF_GRAPHICS = 3.0
"""Of parts of a chart against the paper: WCAG 2.2, success criterion 1.4.11."""
_LEAST_STEP = 0.05


def is_colour(text: object) -> bool:
    """Whether it is written as # and six hexadecimal digits."""
    return isinstance(text, str) and _COLOUR.match(text) is not None


def luminance(colour: str) -> float:
    """The relative luminance of a colour, from 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How much two colours stand out from each other, from 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def grey(colour: str) -> float:
    """How light a colour prints in greyscale, from 0 to 1: its luma (ITU-R BT.601)."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def alike_in_grey(colours: tuple[str, ...]) -> list[tuple[int, int]]:
    """The places (from 1) of neighbours that greyscale print can hardly tell apart."""
    return [
        (place, place + 1)
        for place, (one, other) in enumerate(pairwise(colours), 1)
        if abs(grey(one) - grey(other)) < _LEAST_STEP
    ]


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
