from __future__ import annotations

import difflib
import hashlib

from golden_english import kept, today


def test_the_english_briefings_say_what_they_have_always_said() -> None:
    expected = kept()
    composed = dict(today())
    assert len(expected) >= 7
    assert set(composed) == set(expected)
    for name, lines in composed.items():
        if _sum(lines) != _sum(expected[name]):
            changes = difflib.unified_diff(
                expected[name].splitlines(), lines.splitlines(), "kept", "composed", "", "", 2, ""
            )
            raise AssertionError(f"{name}:\n" + "\n".join(list(changes)[:80]))


def _sum(lines: str) -> str:
    return hashlib.sha256(lines.encode("utf-8")).hexdigest()
