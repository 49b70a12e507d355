from __future__ import annotations

from golden_english import kept, today


def test_the_english_briefings_say_what_they_have_always_said() -> None:
    expected, composed = kept(), today()
    assert len(expected) == 4
    assert set(composed) == set(expected)
    for kind, lines in composed.items():
        assert lines == expected[kind]
