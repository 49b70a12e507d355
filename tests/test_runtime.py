"""The interpreter and Qt get along: a binding that miscounts references to None dies of it.

PySide6 6.12.0 does so below Python 3.12 and aborts after some thousand calls.
"""

from __future__ import annotations

import sys

import PySide6
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

_CALLS = 20_000


class _Caller(QObject):
    called = Signal(object)


def test_none_keeps_its_references(qtbot: QtBot) -> None:
    caller = _Caller()
    caller.called.connect(lambda _: None)
    before = sys.getrefcount(None)
    for _ in range(_CALLS):
        caller.called.emit(None)
        caller.setProperty("nothing", None)
        caller.property("nothing")
        caller.parent()
    lost = before - sys.getrefcount(None)
    assert lost < _CALLS / 10, f"{lost} references to None were lost in {_CALLS} rounds"


def test_the_known_bad_pair_is_not_installed() -> None:
    assert sys.version_info >= (3, 12) or PySide6.__version_info__[:2] < (6, 12)
