"""Text that a spreadsheet would run as a formula, and the apostrophe that keeps it text.

The characters are those of OWASP's page on CSV injection: = + - @, tab, carriage return, line
feed, and the full-width forms of the first four, which East Asian settings take for the same. White
space before them does not help: some programs drop it.
"""

from __future__ import annotations

import re

_RUN = r"(?:\s*[=+\-@＝＋－＠]|[\t\r\n])"
_WOULD_RUN = re.compile(rf"'*{_RUN}")
_NEUTRALISED = re.compile(rf"'+{_RUN}")


def neutralised(text: str) -> str:
    """The text, behind an apostrophe if a spreadsheet would run it.

    Text that begins with apostrophes before such a character gets one more, so that `restored`
    gives back exactly what was there.
    """
    return f"'{text}" if _WOULD_RUN.match(text) else text


def restored(text: str) -> str:
    """The text that `neutralised` was given."""
    return text[1:] if _NEUTRALISED.match(text) else text
