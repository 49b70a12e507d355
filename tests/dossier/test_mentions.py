"""Names found in texts that should not hold them."""

from __future__ import annotations

import pytest

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.mentions import mentions
from equipoise.dossier.rows import Settings


def found(name: str, text: str) -> bool:
    dossier = Dossier(settings=Settings(setting=text))
    return [m.names for m in mentions(dossier, [name])] == [(name,)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Quiet channel", "the quiet channel, again"),
        ("Quiet channel", "QUIET\n  CHANNEL"),
        ("Quiet channel", "quiet-channel"),
        ("Quiet channel", "quiet_channel"),
        ("Café Noir", "cafe\u0301 noir"),
        ("ＡＢＣＤ", "abcd"),
        ("Straße", "STRASSE"),
        ("Иран", "про Иран."),
        ("איראן", "לאיראן ולסוריה"),
        ("إيران", "وإيران"),
        ("伊朗谈判", "关于伊朗谈判的报告"),
        ("!?!?", "what is !?!? here"),
    ],
)
def test_a_name_is_found(name: str, text: str) -> None:
    assert found(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Trade", "trader, tradecraft"),
        ("Quiet channel", "quiet channels"),
        ("Quiet channel", "channel quiet"),
        ("Oil", "oil"),
        ("איראן", "סוריה"),
    ],
)
def test_a_name_is_not_found(name: str, text: str) -> None:
    assert not found(name, text)
