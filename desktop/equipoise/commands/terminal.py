"""What the commands print: text only, whatever names and notes of a file from elsewhere hold."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import TextIO

_STEERING = (*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_ESCAPED = {code: f"\\u{code:04x}" for code in _STEERING if chr(code) not in "\n\t"}
"""Control characters, and those that turn a line around, as JSON writes them: there it says the
same."""


class _TextOnly(io.TextIOBase):
    """Hands on what is written, with the characters that steer a terminal escaped."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, text: str) -> int:
        self._out.write(text.translate(_ESCAPED))
        return len(text)

    def flush(self) -> None:
        self._out.flush()

    def fileno(self) -> int:
        return self._out.fileno()

    def isatty(self) -> bool:
        return self._out.isatty()


@contextmanager
def text_only() -> Iterator[None]:
    """Inside the block nothing printed can move the cursor, set a title or turn a line around."""
    with redirect_stdout(_TextOnly(sys.stdout)), redirect_stderr(_TextOnly(sys.stderr)):
        yield
